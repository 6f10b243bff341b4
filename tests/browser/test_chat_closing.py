"""How a conversation ends: nothing else needed, the survey, goodbyes in the person's mood."""
from __future__ import annotations

import re

import pytest

from tests.browser import questions as ask
from tests.browser.chat import Chat, defect

HIGH = r"¡Mil gracias!|¡Qué alegría"
MIDDLE = r"Gracias por decírnoslo\. Nos ayuda a mejorar|Vamos a mejorar"
LOW = "Lamento que no haya salido bien"
GOODBYE = r"[Hh]asta (pronto|luego)|vaya muy bien"


def chosen(chat: Chat) -> None:
    """Has bought something, and was asked whether anything else is needed."""
    chat.write("una manta azul de hasta 80 mil pesos, para el 18 de diciembre, soy de Rafaela")
    chat.press(ask.RIGHT)
    assert re.search(ask.ANYTHING_ELSE, chat.press("Quiero la 1"))


def rating_asked(chat: Chat) -> None:
    """Nothing else is needed, and the survey is open."""
    chosen(chat)
    assert re.search(ask.RATING, chat.write("chau, hasta otra"))


@pytest.mark.parametrize("says", ["no, eso es todo", "nada más, gracias", "no, con eso estoy"])
def test_when_nothing_else_is_needed_it_says_goodbye_and_asks_for_a_rating(chat: Chat, says: str) -> None:
    chosen(chat)
    said = chat.write(says)
    assert re.search("ayudarte|ayudado", said)
    assert re.search(ask.RATING, said)
    assert chat.buttons == ["1", "2", "3", "4", "5"]
    assert not re.search(ask.REPHRASE, said)


@pytest.mark.parametrize("says", [
    "listo, nada más", "ya no necesito más",
])
def test_other_ways_to_say_that_nothing_else_is_needed(chat: Chat, says: str) -> None:
    chosen(chat)
    assert re.search(ask.RATING, chat.write(says))


def test_yes_something_else_asks_what(chat: Chat) -> None:
    chosen(chat)
    assert "¿Qué más necesitas?" in chat.write("sí, por favor")
    assert re.search(ask.PREFERENCES, chat.write("quiero comprar una lámpara"))


@pytest.mark.parametrize(("button", "answer"), [("5", HIGH), ("4", HIGH), ("3", MIDDLE), ("1", LOW)])
def test_a_rating_by_button_is_thanked_by_its_worth(chat: Chat, button: str, answer: str) -> None:
    rating_asked(chat)
    assert re.search(answer, chat.press(f"^{button}$"))


@pytest.mark.parametrize(("says", "answer"), [
    ("un 4", HIGH), ("8 de 10", HIGH), ("tres", MIDDLE), ("⭐⭐", LOW),
    pytest.param("pésima", LOW, marks=defect("taken for a new complaint, the rating is lost")),
])
def test_a_rating_in_words_counts_too(chat: Chat, says: str, answer: str) -> None:
    rating_asked(chat)
    assert re.search(answer, chat.write(says))


def test_a_rating_out_of_range_in_words_is_put_on_the_scale(chat: Chat) -> None:
    rating_asked(chat)
    assert re.search(HIGH, chat.write("un diez"))


@pytest.mark.parametrize("says", [
    "no, gracias",
    pytest.param("prefiero no opinar", marks=defect("the refusal is answered with «¿Me lo dices con un número del 1 al 5?»")),
])
def test_who_does_not_want_to_rate_is_let_go(chat: Chat, says: str) -> None:
    rating_asked(chat)
    said = chat.write(says)
    assert "No hay problema" in said
    assert not re.search(ask.RATING, said)


def test_a_question_instead_of_a_rating_is_answered(chat: Chat) -> None:
    rating_asked(chat)
    assert "$ 9.800" in chat.write("¿hacen envíos a Salta?")


def test_the_rating_is_asked_for_once(chat: Chat) -> None:
    rating_asked(chat)
    chat.press("^5$")
    said = chat.write("me voy, hasta luego")
    assert re.search(GOODBYE, said)
    assert not re.search(ask.RATING, said)


def test_who_was_shown_nothing_is_not_asked_to_rate(chat: Chat) -> None:
    said = chat.write("me voy, hasta luego")
    assert re.search(GOODBYE, said)
    assert not re.search(ask.RATING, said)


def test_an_upset_person_is_not_sent_off_cheerfully(chat: Chat) -> None:
    chat.write("esto es una vergüenza, me mandaron cualquier cosa")
    said = chat.write("me voy, hasta luego")
    assert re.search(r"Gracias por (contármelo|decírmelo)", said)
    assert not re.search(f"{GOODBYE}|{ask.RATING}", said)


def test_a_rating_can_be_given_unasked(chat: Chat) -> None:
    assert re.search(LOW, chat.write("le doy un 2 al servicio"))
    assert not re.search(ask.RATING, chat.write("me voy, hasta luego"))
