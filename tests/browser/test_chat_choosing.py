"""After the recommendation, on the page: choosing, seeing others, nothing that fits; then the end and the survey."""
from __future__ import annotations

import re

import pytest

from tests import questions as ask
from tests.browser.chat import Chat
from tests.talking import missing

THREE = "unas zapatillas para caminar, número 40, de hasta 180 mil pesos, para el 18 de diciembre en Rosario"
ONE = "una manta azul de hasta 80 mil pesos, para el 18 de diciembre, soy de Rafaela"
NONE = "quiero una campera roja talla XS, hasta 50 mil pesos, para mañana en Ushuaia"
SHOWN = ("Zapatilla Litoral", "Zapatilla Camalote", "Zapatilla Costanera")
LATER = ("Zapatilla Boulevard", "Zapatilla Quebracho")


def recommended(chat: Chat, need: str = THREE) -> str:
    """Tells a need and says yes to the summary."""
    chat.write(need)
    return chat.press(ask.RIGHT)


def test_three_at_most_are_shown_best_first_with_price_and_reasons(chat: Chat) -> None:
    said = recommended(chat)
    assert missing(said, "1. Zapatilla Litoral – $ 92.000", "2. Zapatilla Camalote – $ 112.000",
                   "3. Zapatilla Costanera – $ 139.000") == []
    assert missing(said, "sirve para caminar", "hay talla 40", "entra en tu presupuesto", "a Rosario") == []
    assert re.search(ask.WHICH_ONE, said)
    assert not any(name in said for name in LATER)
    assert chat.buttons == ["Quiero la 1", "Quiero la 2", "Quiero la 3", "Ver otras", "No, gracias"]


@pytest.mark.parametrize("how", ["button", "la segunda", "me gusta la número 2"])
def test_an_option_is_chosen_by_button_or_in_words_and_what_is_missing_of_it_asked(chat: Chat, how: str) -> None:
    recommended(chat)
    said = chat.press("Quiero la 2") if how == "button" else chat.write(how)
    assert missing(said, "¿En qué color?", "Zapatilla Camalote", "negro o gris") == []
    assert missing(chat.press("negro"), "Anotado", "Zapatilla Camalote (negro, talla 40)", "sucursal?") == []


def test_yes_to_several_asks_which_and_yes_to_one_takes_it(chat: Chat) -> None:
    recommended(chat)
    assert re.search(ask.WHICH_NUMBER, chat.write("sí"))
    assert "De Zapatilla Camalote hay" in chat.write("la 2")


def test_yes_to_the_only_one_takes_it(chat: Chat) -> None:
    recommended(chat, ONE)
    assert "Manta Panal (azul)" in chat.write("sí, me gusta")


def test_other_options_are_others_and_can_be_bought(chat: Chat) -> None:
    recommended(chat)
    said = chat.press("Ver otras")
    assert missing(said, *LATER) == []
    assert not any(name in said for name in SHOWN)
    assert "De Zapatilla Boulevard hay" in chat.press("Quiero la 1")


def test_when_all_were_shown_it_says_so_and_no_more(chat: Chat) -> None:
    said = recommended(chat)
    while "Ya te mostré todo" not in said:
        said = chat.press("Ver otras")
    assert not re.search(ask.REPHRASE, said)


def test_no_thanks_ends_it(chat: Chat) -> None:
    recommended(chat)
    assert re.search("gracias por (decírmelo|avisarme)", chat.press("No, gracias"))


def test_the_words_of_the_button_can_be_typed(chat: Chat) -> None:
    recommended(chat)
    assert missing(chat.write("ver otras"), *LATER) == []


def test_when_nothing_fits_it_says_what_fails_and_shows_the_nearest(chat: Chat) -> None:
    said = recommended(chat, NONE)
    assert missing(said, "No tengo camperas con todo lo que", "Campera Galope – $ 112.000", "no hay en rojo",
                   "presupuesto", "$ 62.000", "jueves 3 de diciembre") == []
    assert "Campera Galope (azul, talla XS)" in chat.press("Quiero la 1")


def test_a_question_before_choosing_is_answered_and_the_choice_stays_open(chat: Chat) -> None:
    recommended(chat)
    assert "$ 4.500" in chat.write("¿cuánto cuesta el envío a Rosario?")
    assert "De Zapatilla Camalote hay" in chat.write("la segunda")


# --- the end ---


def test_when_nothing_else_is_needed_it_asks_for_a_rating(chat: Chat) -> None:
    recommended(chat, ONE)
    chat.press("Quiero la 1")
    said = chat.write("nada más, gracias")
    assert re.search(ask.RATING, said)
    assert not re.search(ask.REPHRASE, said)


@pytest.mark.parametrize(("rating", "answer"), [("5", ask.RATED_HIGH), ("3", ask.RATED_MIDDLE), ("1", ask.RATED_LOW)])
def test_the_survey_by_button_is_thanked_by_its_worth(chat: Chat, rating: str, answer: str) -> None:
    recommended(chat, ONE)
    chat.press("Quiero la 1")
    assert re.search(ask.RATING, chat.write("chau, hasta otra"))
    assert chat.buttons == ["1", "2", "3", "4", "5"]
    assert re.search(answer, chat.press(f"^{rating}$"))
    assert not re.search(ask.RATING, chat.write("me voy, hasta luego"))


def test_the_survey_can_be_declined_or_answered_in_words(chat: Chat) -> None:
    recommended(chat, ONE)
    chat.press("Quiero la 1")
    chat.write("chau, hasta otra")
    assert "No hay problema" in chat.write("no, gracias")
    assert re.search(ask.RATED_HIGH, chat.write("bueno, le pongo un 4 al servicio"))


def test_yes_something_else_asks_what(chat: Chat) -> None:
    recommended(chat, ONE)
    chat.press("No, gracias")
    assert re.search("¿En qué te ayudo|¿Qué más necesitas", chat.write("sí, por favor"))
    assert "$ 12.900" in chat.write("¿cuánto sale la Taza Ronda?")
