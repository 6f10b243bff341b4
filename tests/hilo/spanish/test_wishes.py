"""A thing that is wanted comes before what is asked of any purchase in the same message."""
from __future__ import annotations

import pytest

from hilo.spanish import intents
from hilo.spanish.wishes import clause_of_wish

PHRASES = {
    "availability_inquiry": ["tienen botas en 38", "hay camperas en talle L", "tenés remeras", "tienen gorros"],
    "payment_inquiry": ["pago con tarjeta", "aceptan transferencia", "pago en efectivo", "puedo pagar en cuotas"],
    "shipping_inquiry": ["hacen envíos a Rosario", "cuánto tarda el envío", "mandan a domicilio", "el envío es gratis"],
    "greet": ["hola", "buenas", "qué tal", "buen día"],
}
READER = intents.train([text for texts in PHRASES.values() for text in texts],
                       [name for name, texts in PHRASES.items() for _ in texts])


@pytest.mark.parametrize(("text", "thing", "first", "besides"), [
    ("buenas, tienen botas en 38? son para el lunes, pago en efectivo, o puedo pagar en cuotas", "botas",
     "availability_inquiry", ["greet", "payment_inquiry"]),
    ("puedo pagar en cuotas las botas? aceptan transferencia", "botas", "payment_inquiry", []),
    ("si compro dos botas, el envío es gratis o mandan a domicilio con costo", "botas", "shipping_inquiry", []),
])
def test_the_clause_that_names_the_thing_tells_what_is_wanted(text: str, thing: str, first: str,
                                                              besides: list[str]) -> None:
    reading = intents.read_intents(READER, text, True, [thing])
    assert (reading.ranking[0][0], [name for name, _ in reading.secondary]) == (first, besides)


@pytest.mark.parametrize(("text", "clause"), [
    ("preciso un gorro M, y lo pago con débito", "preciso un gorro M,"),
    ("el gorro de 27.5 cm", None),
    ("por dos gorros, ¿cuánto sale el envío?", None),
])
def test_a_message_of_one_clause_or_a_condition_has_no_wish_of_its_own(text: str, clause: str | None) -> None:
    assert clause_of_wish(text, ["gorro"]) == clause
