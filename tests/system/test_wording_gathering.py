"""One need, many wordings: how customers of other countries tell, correct, confirm, withhold and drop it.

The same flows stand on the page in `tests/browser/test_chat_gathering.py`.
"""
from __future__ import annotations

import re

import pytest

from tests import questions as ask
from tests.talking import Talk, missing

TOLD = ("necesito zapatillas negras para caminar, número 38, hasta 100 mil pesos, las quiero para el 4 de diciembre en "
        "Rosario")
SUMMARY = {"color": "color negro", "talla": "talla 38", "uso": "para caminar", "presupuesto": "hasta $ 100.000",
           "fecha": "viernes 4 de diciembre", "ciudad": "en Rosario"}
UNTIL_BUDGET = "quiero comprar una campera negra talle M"
UNTIL_DAY = "quiero comprar una campera negra talle M, hasta 150 mil pesos"


def kept_besides(changed: str) -> list[str]:
    """What the summary must still say when one thing was changed."""
    return [part for name, part in SUMMARY.items() if name != changed]


@pytest.mark.parametrize(("says", "summary", "offer"), [
    pytest.param(
        "Buen día, busco unos tenis negros para caminar, talla 38, no quiero gastar más de 80 dólares, los ocupo para "
        "el 31 de diciembre, estoy en Guadalajara",
        ["tenis", "color negro", "talla 38", "hasta US$ 80", "jueves 31 de diciembre", "en Guadalajara"],
        ["Zapatilla Litoral – US$ 69"], id="mexico"),
    pytest.param(
        "buenas tardes, estoy buscando una chaqueta amarilla para la lluvia, talla L, presupuesto de 120 dólares y me "
        "tiene que llegar a Bogotá el 28 de diciembre",
        ["chaqueta", "color amarillo", "talla L", "US$ 120", "lunes 28 de diciembre", "en Bogotá"],
        ["Campera Sudestada – US$ 109"], id="colombia"),
    pytest.param(
        "necesito un jersey gris para la oficina, talla M, máximo 100 dólares, no tengo prisa, es para Madrid",
        ["jersey", "color gris", "talla M", "para oficina", "hasta US$ 100"], ["Suéter Escarcha – US$ 74,40"],
        id="spain"),
    pytest.param(
        "quiero comprar un polerón gris talla L para el frío, unas 60 lucas, sin apuro",
        ["polerón", "color gris", "talla L", "60.000"], ["Buzo Algarrobo – $ 51.200"], id="chile"),
    pytest.param(
        "ando precisando championes para la sierra, talle 42, unos 130 dólares, para el 28 de diciembre, soy de "
        "Montevideo",
        ["championes", "talla 42", "para montaña", "US$ 130", "lunes 28 de diciembre", "en Montevideo"],
        ["Zapatilla Quebracho – US$ 129"], id="uruguay"),
    pytest.param(
        "Ando buscando unas zapatillas para correr, calzo 41, azules, gastaría hasta 140 mil y las preciso el viernes "
        "en Rosario", ["color azul", "talla 41", "hasta $ 140.000", "viernes 27 de noviembre"],
        ["Zapatilla Costanera – $ 139.000"], id="argentina"),
])
def test_all_in_one_message_goes_straight_to_the_summary(talk: Talk, says: str, summary: list[str],
                                                         offer: list[str]) -> None:
    said = talk.write(says)
    assert re.search(ask.CONFIRM, said)
    assert missing(said, *summary) == []
    assert missing(talk.press(ask.RIGHT), *offer) == []


@pytest.mark.parametrize("says", [
    "quisiera comprar alguna cosita", "busco algo", "quiero comprarle algo a mi mamá",
    "quiero una campera de color azul",
    "me gustaría comprar unas cosas", "vengo a comprar algo", "quisiera llevar una campera azul",
    "quisiera ver qué tienen, quiero comprarme algo",
    "estoy interesado en comprar",
    "necesito comprar ropa",
])
def test_whoever_wants_to_buy_is_asked_what(talk: Talk, says: str) -> None:
    said = talk.write(says)
    assert re.search(f"{ask.PRODUCT}|{ask.PREFERENCES}|{ask.SIZE}", said)
    assert not re.search(ask.NOT_SOLD, said)


@pytest.mark.parametrize(("says", "what", "now"), [
    ("en realidad uso 40", "talla", "talla 40"),
    ("perdón, quise decir 39", "talla", "talla 39"),
    ("mejor en blanco", "color", "color blanco"),
    ("las prefiero blancas", "color", "color blanco"),
    ("me equivoqué, que sean blancas", "color", "color blanco"),
    ("no, para el 10 de diciembre", "fecha", "jueves 10 de diciembre"),
    ("puedo estirarme a 130 mil", "presupuesto", "$ 130.000"),
])
def test_a_new_value_after_the_summary_changes_that_and_only_that(talk: Talk, says: str, what: str, now: str) -> None:
    assert missing(talk.write(TOLD), *SUMMARY.values()) == []
    said = talk.write(says)
    assert re.search(ask.CONFIRM, said)
    assert missing(said, now, *kept_besides(what)) == []
    assert SUMMARY[what] not in said


@pytest.mark.parametrize(("says", "what", "question", "answer", "now"), [
    ("el talle no es ese", "talla", ask.SIZE, "39", "talla 39"),
    ("cambiemos el presupuesto", "presupuesto", ask.BUDGET, "150 mil", "$ 150.000"),
    ("la fecha está mal", "fecha", ask.NEEDED_BY, "para el 11 de diciembre", "viernes 11 de diciembre"),
    ("otro producto", "producto", ask.PRODUCT, "sandalias", "sandalia"),
])
def test_naming_what_is_wrong_asks_for_that_and_keeps_the_rest(talk: Talk, says: str, what: str, question: str,
                                                               answer: str, now: str) -> None:
    talk.write(TOLD)
    assert re.search(question, talk.write(says))
    said = talk.write(answer)
    assert re.search(ask.CONFIRM, said)
    assert missing(said, now, *kept_besides(what)) == []


@pytest.mark.parametrize("says", [
    "sí, todo correcto", "confirmo", "tal cual, sigamos", "así mero, correcto", "ya, está perfecto",
    "así es, todo bien",
])
def test_yes_in_other_words_leads_to_the_recommendation(talk: Talk, says: str) -> None:
    talk.write(TOLD)
    assert "Zapatilla Litoral – $ 92.000" in talk.write(says)


def test_answers_out_of_order_are_kept(talk: Talk) -> None:
    assert re.search(ask.PRODUCT, talk.write("quisiera comprar alguna cosita"))
    assert re.search(ask.PRODUCT, talk.write("tengo hasta 100 mil pesos"))
    assert re.search(ask.SIZE, talk.write("unas zapatillas negras"))
    assert re.search(ask.NEEDED_BY, talk.write("38"))


def test_a_correction_before_its_turn_is_taken_and_the_question_put_again(talk: Talk) -> None:
    assert re.search(ask.BUDGET, talk.write(UNTIL_BUDGET))
    assert re.search(ask.BUDGET, talk.write("perdón, talle L"))
    talk.write("hasta 150 mil")
    assert "talla L" in talk.press(ask.NO_HURRY)


def test_a_wish_told_with_a_colour_is_kept_too(talk: Talk) -> None:
    talk.write("quiero comprar una remera talle M, hasta 60 mil pesos")
    talk.write("algo con rayitas finas y azules")
    assert "rayitas" in talk.press(ask.NO_HURRY)


@pytest.mark.parametrize(("says", "answer"), [
    ("¿aceptan tarjeta de débito?", "tarjeta"), ("¿cuánto cuesta la Taza Ronda?", "12.900"),
    ("¿eres una persona de verdad?", ask.BOT), ("muchas gracias por la ayuda", ask.THANKED),
    ("¿tienen local en Rosario?", "Rosario"),
    ("¿qué ofertas hay ahora?", "Fuera de temporada"),
    ("¿a qué hora cierran hoy?", "cerrado|no abrimos|cerramos|cierra"),
    ("jaja qué risa", ask.SMALL_TALK),
])
def test_interruptions_do_not_change_the_need(talk: Talk, says: str, answer: str) -> None:
    talk.write(UNTIL_BUDGET)
    said = talk.write(says)
    assert re.search(answer, said)
    assert re.search(ask.BUDGET, said)
    assert re.search(ask.NEEDED_BY, talk.write("150 mil como máximo"))
    said = talk.press(ask.NO_HURRY)
    assert missing(said, "campera", "color negro", "talla M") == []
    assert re.search(ask.ANY_DAY, said)


@pytest.mark.parametrize(("until", "says", "then"), [
    ("quisiera comprar alguna cosita", "no sé", ask.PREFERENCES),
    ("quiero comprar una campera negra", "ni idea de mi medida", ask.BUDGET),
    (UNTIL_BUDGET, "no quiero decir cuánto", ask.NEEDED_BY),
    (UNTIL_BUDGET, "lo que salga, no importa", ask.NEEDED_BY),
    (UNTIL_DAY, "no sé todavía", ask.CONFIRM), (UNTIL_DAY, "cuando puedan, no es urgente", ask.CONFIRM),
    (UNTIL_DAY, "no me corre prisa", ask.CONFIRM),
])
def test_who_would_rather_not_say_is_not_asked_again(talk: Talk, until: str, says: str, then: str) -> None:
    talk.write(until)
    assert re.search(then, talk.write(says))


def test_a_refused_town_still_leads_to_a_recommendation(talk: Talk) -> None:
    assert re.search(ask.CITY, talk.write(f"{UNTIL_DAY}, para el 9 de diciembre"))
    assert re.search(ask.CONFIRM, talk.write("prefiero no dar esa información"))
    assert "Campera Galope – $ 112.000" in talk.press(ask.RIGHT)


def test_what_is_not_understood_is_asked_in_another_way_and_then_let_go(talk: Talk) -> None:
    talk.write(UNTIL_BUDGET)
    assert "80 mil pesos o 60 dólares" in talk.write("azulejo tranvía")
    assert re.search(ask.NEEDED_BY, talk.write("mandarina pentagrama"))


def test_what_the_shop_does_not_sell_is_said_and_another_thing_asked_for(talk: Talk) -> None:
    talk.write("quisiera comprar alguna cosita")
    said = talk.write("una bicicleta")
    assert re.search(f"{ask.NOT_SOLD}|la tienda", said)
    assert re.search(ask.PRODUCT, said)


def test_a_day_gone_by_is_said_and_another_asked_for(talk: Talk) -> None:
    talk.write(UNTIL_DAY)
    said = talk.write("para el 3 de noviembre de 2026")
    assert "ya pasó" in said
    assert re.search(ask.NEEDED_BY, said)


@pytest.mark.parametrize("says", [
    "dejá, no sigas preguntando", "olvida lo que te pedí, ya no lo quiero", "quiero salir de aquí",
    "no quiero contestar más preguntas", "ya no quiero seguir con esta compra",
    "no gracias, cancela la búsqueda",
    "cancela mi búsqueda por favor",
    "ya no quiero nada", "paso, mejor lo dejo por ahora",
])
def test_the_search_can_be_dropped_in_other_words(talk: Talk, says: str) -> None:
    talk.write(UNTIL_BUDGET)
    assert re.search(ask.DROPPED, talk.write(says))


@pytest.mark.parametrize(("says", "answer"), [
    ("pásame con una persona de verdad", "no hay nadie del equipo"), ("me voy, hasta luego", ask.GOODBYE),
    ("ahora no puedo hablar, estoy manejando", "seguimos"),
    ("escríbeme la próxima semana", "no puedo escribirte yo primero"),
    ("no me manden más publicidad", "^Listo: no te mando más promociones"),
    ("esto es una vergüenza, me mandaron cualquier cosa", "¿Cuál es el número de pedido"),
])
def test_leaving_for_another_matter_ends_the_questions(talk: Talk, says: str, answer: str) -> None:
    talk.write(UNTIL_BUDGET)
    said = talk.write(says)
    assert re.search(answer, said)
    assert not re.search(ask.BUDGET, said)


def test_not_every_answer_is_a_town(talk: Talk) -> None:
    talk.write(f"{UNTIL_DAY}, para el 4 de diciembre")
    assert "en no gracias" not in talk.write("no gracias, cancela la búsqueda")


def test_who_left_for_a_moment_can_take_it_up_again(talk: Talk) -> None:
    talk.write(UNTIL_BUDGET)
    talk.write("ahora no puedo hablar, estoy manejando")
    assert re.search(ask.BUDGET, talk.write("ya estoy, quiero comprar la campera"))  # colour and size are still known


@pytest.mark.parametrize("says", ["mejor cancelemos todo", "no importa, olvida eso"])
def test_cancelling_with_nothing_open_is_answered_calmly(talk: Talk, says: str) -> None:
    assert re.search(ask.LEFT, talk.write(says))
