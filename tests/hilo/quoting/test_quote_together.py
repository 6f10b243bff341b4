"""A quotation's whole number told with its parts or after them, a colour for all of it, a name told with impatience."""
from __future__ import annotations

from typing import Any

import pytest

from hilo.business.load import get_shop
from hilo.quoting import correcting, steps
from hilo.quoting.wanted import Wanted
from tests.hilo.quoting.test_quote_wanted import DELTA, NOW, heard, lines, state

TWENTY = Wanted(DELTA, units=20)
XL, REST, M = Wanted(DELTA, units=5, size="XL"), Wanted(DELTA, units=15), Wanted(DELTA, units=15, size="M")


def made(*things: Wanted) -> dict[str, Any]:
    return {**state(*things, buyer="Bar Sol", email="sol@bar.es"), "number": "COT-10001", "at": NOW.isoformat()}


@pytest.mark.parametrize("text", ["compras@barsol.es, y que sean 25, de esas 5 en talla XL",
                                  "mejor 25, 5 en talla XL. mi mail es compras@barsol.es"])
def test_another_whole_beside_the_mail_is_taken_with_its_part(text: str) -> None:
    outcome = steps.read(get_shop(), state(TWENTY, buyer="Bar Sol"), heard(text))
    assert lines(outcome.state) == [(DELTA, 5, None, "XL"), (DELTA, 20, None, None)]
    assert outcome.state["email"] == "compras@barsol.es"


def test_another_number_beside_the_mail_is_taken() -> None:
    outcome = steps.read(get_shop(), state(TWENTY, buyer="Bar Sol"), heard("mejor que sean 25, a bar9@barsol.es"))
    assert (lines(outcome.state), outcome.state["email"]) == ([(DELTA, 25, None, None)], "bar9@barsol.es")


@pytest.mark.parametrize(("before", "text", "after"), [
    ((XL, REST), "no pues son 25 en total, la cotización dice 20", [("XL", 5), (None, 20)]),
    ((XL, M), "al final son 18 nada más, 4 XL", [("XL", 4), ("M", 14)]),
    ((XL, M), "el total son 18, 4 XL y 14 M", [("XL", 4), ("M", 14)]),
    ((TWENTY,), "y las tallas? eran 5 XL", [("XL", 5), (None, 15)]),
    ((XL, REST), "chombas delta, las mismas. 25: 5 XL y el resto M", [("XL", 5), ("M", 20)]),
])
def test_the_whole_of_a_quotation_is_corrected_and_the_rest_follows(before: tuple[Wanted, ...], text: str,
                                                                   after: list[Any]) -> None:
    message = heard(text, "request_quote")
    assert correcting.corrects(made(*before), text, message.entities, True, NOW)
    outcome = correcting.begin(get_shop(), made(*before), message)
    assert [(size, units) for _, units, _, size in lines(outcome.state)] == after


@pytest.mark.parametrize("text", ["todas azul marino entonces, rehaceme la cotización con 20",
                                  "que todas sean azul marino"])
def test_a_colour_for_all_leaves_the_sizes(text: str) -> None:
    outcome = correcting.begin(get_shop(), made(XL, M), heard(text, "request_quote"))
    assert lines(outcome.state) == [(DELTA, 5, "azul marino", "XL"), (DELTA, 15, "azul marino", "M")]


@pytest.mark.parametrize(("text", "intent", "buyer"), [
    ("Panadería Luna spa. pero falta saber el envío", "repeat", "Panadería Luna spa"),
    ("panadería luna ltda, pero no me contestaste lo otro", "repeat", "panadería luna ltda"),
    ("ya se lo dije pues, Panadería Luna SpA, rut •••• 567", "rate_service", "Panadería Luna SpA"),
    ("te dije que es Panadería Luna", "inform", "Panadería Luna"),
    ("te lo puse arriba: Panadería Luna", "inform", "Panadería Luna"),
])
def test_a_name_is_taken_without_what_is_said_around_it(text: str, intent: str, buyer: str) -> None:
    outcome = steps.read(get_shop(), state(TWENTY), heard(text, intent))
    assert (outcome.state.get("buyer"), outcome.ask) == (buyer, steps.EMAIL)
