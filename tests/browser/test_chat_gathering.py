"""Telling on the page what one looks for: at once, bit by bit, by button; changing it, asking, withholding, giving up.

More ways to word the same stand in `tests/system/test_wording_*.py`, where a message costs less time.
"""
from __future__ import annotations

import re

import pytest

from tests import questions as ask
from tests.browser.chat import Chat
from tests.talking import defect, missing

TOLD = ("necesito zapatillas negras para caminar, número 38, hasta 100 mil pesos, las quiero para el 4 de diciembre en "
        "Rosario")
UNTIL = {
    "product": ("quisiera comprar alguna cosita", ask.PRODUCT),
    "preferences": ("quiero comprar una campera", ask.PREFERENCES),
    "size": ("quiero comprar una campera negra", ask.SIZE),
    "budget": ("quiero comprar una campera negra talle M", ask.BUDGET),
    "needed_by": ("quiero comprar una campera negra talle M, hasta 150 mil pesos", ask.NEEDED_BY),
    "city": ("quiero comprar una campera negra talle M, hasta 150 mil pesos, para el 4 de diciembre", ask.CITY),
    "summary": (TOLD, ask.CONFIRM),
}
"""What to say so that a question is the open one."""


def test_all_in_one_message_goes_straight_to_the_summary_and_the_offer(chat: Chat) -> None:
    said = chat.write("hola, necesito zapatillas azules para correr, número 41, tengo hasta 140 mil pesos, las quiero "
                      "para el viernes y vivo en Rosario")
    assert re.search(ask.CONFIRM, said)
    assert missing(said, "zapatilla", "color azul", "talla 41", "para correr", "hasta $ 140.000",
                   "viernes 27 de noviembre", "en Rosario") == []
    said = chat.press(ask.RIGHT)
    assert missing(said, "Zapatilla Costanera – $ 139.000", "hay talla 41 en azul", "martes 24 de noviembre") == []


def test_a_customer_in_lima_is_served_in_dollars(chat: Chat) -> None:
    said = chat.write("quiero una casaca negra para el frío, talla M, hasta 120 dólares, que llegue a Lima para el 30 "
                      "de diciembre")
    assert missing(said, "casaca", "talla M", "hasta US$ 120", "miércoles 30 de diciembre", "en Lima") == []
    assert missing(chat.press(ask.RIGHT), "Campera Cordillera – US$ 110,40", "20 % menos que US$ 138") == []


def test_one_answer_at_a_time_each_question_once(chat: Chat) -> None:
    assert re.search(ask.PRODUCT, chat.write("quisiera comprar alguna cosita"))
    assert re.search(ask.PREFERENCES, chat.write("un buzo"))
    assert re.search(ask.SIZE, chat.write("gris, para el frío"))
    assert re.search(ask.BUDGET, chat.write("L"))
    assert re.search(ask.NEEDED_BY, chat.write("70 mil como mucho"))
    assert re.search(ask.CITY, chat.write("para el 5 de diciembre"))
    said = chat.write("Córdoba")
    assert "buzo, color gris, talla L, para frío, hasta $ 70.000, para el sábado 5 de diciembre, en Córdoba" in said
    said = chat.write("sí, todo correcto")
    assert missing(said, "Buzo Algarrobo – $ 51.200", "Fuera de temporada: 20 % menos que $ 64.000") == []


def test_what_has_no_sizes_is_not_asked_for_one_nor_for_a_town_when_there_is_no_hurry(chat: Chat) -> None:
    assert re.search(ask.PREFERENCES, chat.write("estoy necesitando una lámpara"))
    assert re.search(ask.BUDGET, chat.write("que alumbre bien para la lectura"))
    assert re.search(ask.NEEDED_BY, chat.write("unos 70 mil pesos"))
    assert "lámpara, para leer, alrededor de $ 70.000" in chat.press(ask.NO_HURRY)
    assert "Lámpara Farola – $ 62.000" in chat.press(ask.RIGHT)


def test_the_buttons_answer_too(chat: Chat) -> None:
    assert re.search(ask.PREFERENCES, chat.write("quiero comprar una campera"))
    assert re.search(ask.SIZE, chat.press(ask.NO_MATTER))
    assert re.search(ask.BUDGET, chat.press(ask.NOT_SURE))
    assert re.search(ask.NEEDED_BY, chat.press(ask.RATHER_NOT))
    assert re.search(f"campera, {ask.ANY_BUDGET}, {ask.ANY_DAY}", chat.press(ask.NO_HURRY))


@pytest.mark.parametrize(("says", "now", "before"), [
    ("no, mejor talle 41", "talla 41", "talla 38"),
    ("no, 120 mil", "$ 120.000", "$ 100.000"),
    ("mejor mándalo a Paraná", "en Paraná", "en Rosario"),
])
def test_a_new_value_after_the_summary_changes_that_and_only_that(chat: Chat, says: str, now: str, before: str) -> None:
    first = chat.write(TOLD)
    said = chat.write(says)
    assert re.search(ask.CONFIRM, said)
    assert said == first.replace(before, now).replace("hasta $ 120", "alrededor de $ 120")


def test_a_bare_number_after_the_summary_is_the_amount_in_its_own_money(chat: Chat) -> None:
    chat.write("quiero una casaca negra para el frío, talla M, hasta 150 dólares, que llegue a Lima el 30 de diciembre")
    assert missing(chat.write("no, 300"), "hasta US$ 300", "talla M", "en Lima") == []


def test_wanting_to_change_the_colour_asks_for_it_and_keeps_the_rest(chat: Chat) -> None:
    chat.write(TOLD)
    assert "color" in chat.write("quiero cambiar el color")
    said = chat.write("blanco")
    assert missing(said, "color blanco", "talla 38", "para caminar", "hasta $ 100.000", "viernes 4 de diciembre") == []


def test_no_to_the_summary_asks_what_to_change(chat: Chat) -> None:
    chat.write(TOLD)
    assert re.search(ask.WHAT_TO_CHANGE, chat.press(ask.CHANGE))
    assert "talla 36" in chat.write("el 36 me queda mejor")


@pytest.mark.parametrize("question", ["preferences", "size", "budget", "needed_by", "summary"])
def test_a_question_of_ones_own_is_answered_and_the_open_one_put_again(chat: Chat, question: str) -> None:
    until, asked = UNTIL[question]
    chat.write(until)
    said = chat.write("¿cuánto me cobran el envío a Montevideo?")
    assert missing(said, "US$ 18", "12 días hábiles") == []
    assert re.search(asked, said)


@pytest.mark.parametrize(("question", "says", "then"), [
    ("preferences", "no sé", ask.SIZE), ("size", "no sé", ask.BUDGET), ("budget", "prefiero no decirlo", ask.NEEDED_BY),
    ("needed_by", "no sé", ask.CONFIRM), ("city", "prefiero no decirlo", ask.CONFIRM),
])
def test_who_would_rather_not_say_is_not_asked_again(chat: Chat, question: str, says: str, then: str) -> None:
    chat.write(UNTIL[question][0])
    assert re.search(then, chat.write(says))


@pytest.mark.parametrize("question", UNTIL)
def test_the_search_can_be_dropped_at_every_question(chat: Chat, question: str) -> None:
    until, asked = UNTIL[question]
    assert re.search(asked, chat.write(until))
    said = chat.write("mejor cancelemos todo")
    assert re.search(ask.DROPPED, said)
    assert not re.search(asked, said)


def test_after_dropping_it_nothing_of_it_is_left(chat: Chat) -> None:
    chat.write("quiero comprar una campera negra talle M, hasta 150 mil pesos")
    chat.write("mejor cancelemos todo")
    assert re.search(ask.PREFERENCES, chat.write("quiero comprar un buzo"))
    assert re.search(ask.SIZE, chat.press(ask.NO_MATTER))
    assert re.search(ask.BUDGET, chat.write("L"))


@defect("the second need begins with the first one's use, amount and day: «lámpara, para caminar, hasta $ 100.000…»")
def test_a_second_need_starts_empty(chat: Chat) -> None:
    chat.write(TOLD)
    chat.press(ask.RIGHT)
    chat.press("Quiero la 1")
    assert re.search(ask.PREFERENCES, chat.write("sí, quiero comprar también una lámpara"))
