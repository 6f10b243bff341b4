"""Values between which a caller does not decide, and what only sounds like it."""
from __future__ import annotations

from datetime import datetime, timezone

import pytest

from hilo.calls.doubt_signs import _is_of_another
from hilo.calls.facts import facts_of
from hilo.calls.transcript import turns_of

SAID: list[tuple[list[str], set[str]]] = [
    (["a ¿Qué talle?",
      "u treinta y ocho o treinta y nueve, no sé"], {"size"}),
    (["a ¿Qué talle?",
      "u la cuarenta, o sea la más grande"], set()),
    (["u lo compré hace dos o tres semanas y quiero la campera negra"], set()),
    (["a ¿Cuál es el número de pedido?",
      "u cuatro cinco uno dos, perdón, cuatro cinco dos uno"], set()),
    (["a ¿Cuál es su presupuesto?",
      "u unos noventa mil pesos como máximo"], set()),
    (["a ¿Cuántas necesita?",
      "u cincuenta, cincuenta remeras"], set()),
    (["a ¿Cuántas necesita?",
      "u y serán unas cincuenta o sesenta, le confirmo"], {"quantity"}),
    (["a ¿De qué color?",
      "u negra o azul me da lo mismo"], {"color"}),
    (["a ¿Cuál es el número de pedido?",
      "u creo que es el 55120"], {"order_number"}),
    (["a ¿Cuál es el número de pedido?",
      "u creo que es el 55120",
      "a 55120, ¿correcto?",
      "u sí ese"], set()),
    (["u quería un vestido o una pollera para una fiesta"], set()),
    (["a ¿A qué hora lo llamo?",
      "u entre las cinco y las seis"], set()),
    (["a ¿Qué talla usa?",
      "u eme, aunque a veces uso ele"], set()),
    (["a ¿Qué talla usa?",
      "u me parece que eme"], {"size"}),
    (["u quiero saber de mi pedido", "a ¿Me indica el número?",
      "u seis uno cero cuatro y el último es un tres o un cinco, no se lee"], {"order_number"}),
    (["u necesito dos sábanas, una de queen y otra de king"], set()),
    (["a ¿Para cuántas personas?",
      "u depende de los inscritos, el año pasado eran sesenta, ahora pueden llegar a ochenta, todavía no sé"],
     {"quantity"}),
    (["a ¿Para qué fecha lo necesita?",
      "u no sé si la ceremonia es el doce o el diecinueve, mi hija no me ha dicho"], {"needed_by"}),
    (["a ¿Más o menos de cuánto?",
      "u no sé, como mil quinientos o dos mil, depende si mi hermana pone la mitad"], {"budget"}),
    (["a ¿Me confirma la dirección de entrega, por favor?",
      "u es en sauces seis, manzana doscientos, villa nueve o diecinueve, no me acuerdo bien"], {"delivery_address"}),
    (["u mi ventana es grande, no la he medido, será dos metros o dos cuarenta, no sé"], {"size"}),
]


@pytest.mark.parametrize(("turns", "doubtful"), SAID, ids=[turns[-1][2:40] for turns, _ in SAID])
def test_what_is_left_open_is_doubtful(turns: list[str], doubtful: set[str]) -> None:
    said = [{"role": "agent" if one[0] == "a" else "user", "message": one[2:]} for one in turns]
    found = facts_of(turns_of(said, datetime(2026, 11, 23, tzinfo=timezone.utc)), "AR")
    assert {fact.name for fact in found if fact.doubtful} == doubtful


def test_what_is_doubted_of_the_size_leaves_the_colour_sure() -> None:
    said = "azul marino los dos y la talla ele me parece o equis ele"
    assert _is_of_another("color", said)
    assert not _is_of_another("size", said)
    assert not _is_of_another("color", "azul marino creo")
