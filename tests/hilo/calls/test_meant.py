"""Which thing, name and town of all that are named in a call is meant."""
from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from hilo.calls.facts import facts_of
from hilo.calls.moments import callback_of
from hilo.calls.transcript import Turn, turns_of

AT = datetime.fromisoformat("2026-11-23T10:00:00-03:00")


def _turns(*said: str) -> list[Turn]:
    return turns_of([{"role": "agent" if one[0] == "a" else "user", "message": one[2:]} for one in said], AT)


@pytest.mark.parametrize(("said", "name", "value"), [
    (("a Ceibo, buen día.", "u hola necesito cotizar unos guardapolvos para los chicos del jardín",
      "a ¿Cuántos guardapolvos serían?", "u unos veinte blancos"), "product", "guardapolvo"),
    (("a Ceibo, buen día.", "u hola busco unas zapatillas no mejor una campera para mi hija", "a ¿Campera de abrigo?",
      "u sí una campera bien abrigada"), "product", "campera"),
    (("a Ceibo, buenas tardes. ¿Con quién hablo?", "u con matilde cevallos oiga una consulta ustedes mandan a salta",
      "a Sí, mandamos. ¿Vive allá, Matilde?", "u sí acá en salta capital"), "person_name", "Matilde Cevallos"),
    (("a ¿Su nombre?", "u aurelio mamani mamani señorita", "a Gracias, don Aurelio. ¿De dónde llama?"),
     "person_name", "Aurelio Mamani"),
    (("a Ceibo, buenas tardes. ¿Con quién hablo?", "u con matilde cevallos oiga una consulta ustedes mandan a salta",
      "a Sí, mandamos. ¿Vive allá, Matilde?", "u sí acá en salta capital"), "city", "Salta"),
    (("a Ceibo, buen día.", "u hola busco una campera", "a Hay en verde y en rojo. ¿Cuál prefiere?",
      "u la verde la roja no que es muy llamativa", "a Verde, perfecto."), "color", "verde"),
    (("a Ceibo, buen día.", "u hola quería unas botas para el campo", "a ¿Qué número calza?", "u 42",
      "a En 42 hay. ¿Le separo un par?", "u sí el 12 de diciembre las paso a buscar"), "size", "42"),
    (("a Ceibo, buen día.", "u somos 3 hermanas y necesitamos 8 toallas blancas", "a 8 toallas blancas. ¿De mano?",
      "u sí de mano"), "quantity", 8),
    (("a Ceibo, buen día.", "u hola vi una bota de lluvia en su página cuánto sale"), "product", "bota")])
def test_of_all_that_is_named_the_one_that_is_meant_is_told(said: tuple[str, ...], name: str, value: object) -> None:
    assert [fact.value for fact in facts_of(_turns(*said), "AR") if fact.name == name] == [value]


@pytest.mark.parametrize(("said", "values"), [
    (("a ¿Cómo prefiere pagar?", "u con la tarjeta de mi hermana"), ["tarjeta"]),
    (("a ¿Tarjeta, Yape o depósito?", "u depósito nomás"), ["depósito"]),
    (("a Buen día.", "u hola se puede pagar con yape"), [])])
def test_a_way_to_pay_is_told_where_it_is_chosen(said: tuple[str, ...], values: list[str]) -> None:
    assert [fact.value for fact in facts_of(_turns(*said), "PE") if fact.name == "payment_method"] == values


def test_where_nothing_is_wanted_no_thing_is_told() -> None:
    said = ("a Ceibo, buenas tardes.", "u buenas hasta qué hora atienden hoy", "a Hasta las ocho.", "u gracias")
    assert facts_of(_turns(*said), "AR") == []


@pytest.mark.parametrize(("asked", "answer", "back", "at"), [
    ("¿A qué hora lo llamamos?", "a las nueve no que estoy en el banco a las once", "A las once, entonces.",
     "2026-11-23T11:00:00-03:00"),
    ("Lo llama Rita mañana a las cuatro.", "a las cuatro imposible a las cinco y media", "Mañana a las cinco y media.",
     "2026-11-24T17:30:00-03:00")])
def test_of_several_hours_people_are_called_at_the_one_that_is_said_back(asked: str, answer: str, back: str,
                                                                         at: str) -> None:
    found: Any = callback_of(_turns(f"a {asked}", f"u {answer} llámeme", f"a {back}"), [], "AR")
    assert found.value == at
