"""After the recommendation, many wordings: choosing, asking for others, comparing, ending, rating."""
from __future__ import annotations

import re

import pytest

from tests import questions as ask
from tests.talking import Talk, missing

THREE = "unas zapatillas para caminar, número 40, de hasta 180 mil pesos, para el 18 de diciembre en Rosario"
ONE = "una manta azul de hasta 80 mil pesos, para el 18 de diciembre, soy de Rafaela"
FIRST, SECOND, THIRD = "Zapatilla Litoral", "Zapatilla Camalote", "Zapatilla Costanera"
LATER = ("Zapatilla Boulevard", "Zapatilla Quebracho")


def recommended(talk: Talk, need: str = THREE) -> str:
    """Tells a need and says yes to the summary."""
    assert re.search(ask.CONFIRM, talk.write(need))
    return talk.press(ask.RIGHT)


def rating_asked(talk: Talk) -> None:
    """Bought something and left, so that the survey is open."""
    recommended(talk, ONE)
    talk.press("Quiero la 1")
    assert re.search(ask.RATING, talk.write("chau, hasta otra"))


@pytest.mark.parametrize(("says", "chosen"), [
    ("quiero la última", THIRD), ("1", FIRST), ("la 3 me encanta", THIRD),
    ("me quedo con la Zapatilla Camalote", SECOND),
    ("me llevo la Litoral", FIRST),
    ("la más barata", FIRST),
    ("la del medio", SECOND),
    ("la Zapatilla Camalote", SECOND),
])
def test_words_choose(talk: Talk, says: str, chosen: str) -> None:
    recommended(talk)
    assert chosen in talk.write(says)


@pytest.mark.parametrize("says", [
    "la cuarta", "7",
])
def test_a_number_that_is_not_there_is_asked_again(talk: Talk, says: str) -> None:
    recommended(talk)
    assert re.search(ask.WHICH_NUMBER, talk.write(says))


@pytest.mark.parametrize("says", [
    "¿qué más tienes?", "ninguna, muéstrame otras",
    "dame otras",
    "quiero ver más opciones",
    "¿tienen otras opciones?",
])
def test_others_can_be_asked_for_in_words(talk: Talk, says: str) -> None:
    recommended(talk)
    assert any(name in talk.write(says) for name in LATER)


def test_no_thanks_in_words_does_as_the_button(talk: Talk) -> None:
    recommended(talk)
    assert not any(name in talk.write("no, gracias") for name in LATER)


@pytest.mark.parametrize(("says", "answer"), [
    ("¿puedo pagarlo en cuotas?", "cuotas sin interés"),
    ("¿cómo es la Zapatilla Camalote?", "190 g"),
    ("¿la 1 viene en beige?", FIRST),
    ("¿por qué me recomiendas esas?", "Litoral"),
    ("quiero algo más económico", "lo más económico que tengo es Zapatilla Litoral"),
])
def test_a_question_before_choosing_is_answered_about_what_was_shown(talk: Talk, says: str, answer: str) -> None:
    recommended(talk)
    said = talk.write(says)
    assert answer in said
    assert not any(name in said for name in LATER)


def test_comparing_two_of_them_changes_nothing_in_the_need(talk: Talk) -> None:
    recommended(talk)
    said = talk.write("¿qué diferencia hay entre la 1 y la 2?")
    assert "no llegaría a tiempo" not in said
    assert missing(said, FIRST, SECOND, "190 g") == []
    assert THIRD not in said


@pytest.mark.parametrize(("says", "told"), [
    ("mejor azul", "color azul"), ("olvida la fecha", "sin fecha fija"), ("sin apuro", "sin fecha fija"),
    ("en talle 39", "talla 39"), ("para el 2 de diciembre", "para el miércoles 2 de diciembre"),
    ("como mucho 120 mil", "hasta $ 120.000"),
])
def test_a_change_among_the_offers_is_searched_for_and_said(talk: Talk, says: str, told: str) -> None:
    recommended(talk)
    said = talk.write(says)
    assert f"busqué de nuevo: {told}" in said
    assert re.search(ask.WHICH_ONE, said)


def test_a_complaint_about_the_size_asks_for_it_and_searches_again(talk: Talk) -> None:
    recommended(talk)
    assert "¿Qué talla necesitas?" in talk.write("¡la talla!")
    assert "busqué de nuevo: talla 39" in talk.write("39")


def test_money_in_which_nothing_is_priced_is_not_converted(talk: Talk) -> None:
    said = recommended(talk, "busco una lámpara para regalar, tengo hasta 100 euros, para el 30 de diciembre en Madrid")
    assert re.search("EUR|euros", said)
    assert "Lámpara Gurisa – US$ 28" in said


def test_abroad_only_what_travels_there_is_offered(talk: Talk) -> None:
    said = recommended(talk, "unas pantuflas para casa, número 38, hasta 60 dólares, para el 30 de diciembre en Lima")
    assert "Pantufla Hornero – US$ 35,20" in said
    assert "Pantufla Siesta" not in said
    assert "Pantufla Hornero" in talk.press("Quiero la 1")


@pytest.mark.parametrize("says", [
    "nada más, gracias", "listo, nada más",
])
def test_when_nothing_else_is_needed_the_rating_is_asked_for(talk: Talk, says: str) -> None:
    recommended(talk, ONE)
    talk.press("Quiero la 1")
    assert re.search(ask.RATING, talk.write(says))


@pytest.mark.parametrize("says", ["no, con eso estoy", "ya no necesito más"])
def test_when_the_cart_is_to_hold_no_more_the_purchase_goes_on(talk: Talk, says: str) -> None:
    recommended(talk, ONE)
    asked = talk.press("Quiero la 1").splitlines()[-1]
    assert talk.write(says) == asked


@pytest.mark.parametrize(("says", "answer"), [
    ("un 4", ask.RATED_HIGH), ("tres", ask.RATED_MIDDLE), ("⭐⭐", ask.RATED_LOW), ("un diez", ask.RATED_HIGH),
    ("nueve de diez", ask.RATED_HIGH), ("excelente todo", ask.RATED_HIGH),
    ("pésima", ask.RATED_LOW),
    ("muy buena", ask.RATED_HIGH),
])
def test_a_rating_in_words_counts(talk: Talk, says: str, answer: str) -> None:
    rating_asked(talk)
    assert re.search(answer, talk.write(says))


def test_a_refusal_to_rate_is_respected(talk: Talk) -> None:
    rating_asked(talk)
    assert not re.search(ask.RATING, talk.write("prefiero no opinar"))


def test_a_question_instead_of_a_rating_is_answered(talk: Talk) -> None:
    rating_asked(talk)
    assert "$ 9.800" in talk.write("¿hacen envíos a Salta?")
