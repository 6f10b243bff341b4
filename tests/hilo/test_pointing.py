"""What somebody means who quotes a message."""
from __future__ import annotations

import pytest

from hilo.turns.pointing import heard_with, subject, thing_in

LITORAL = "Zapatilla Litoral\nPrecio: $ 92.000\nCalzado urbano bajo, de lona de algodón."
SEVERAL = "Por ejemplo, Zapatilla Litoral, Zapatilla Costanera o Zapatilla Quebracho."


@pytest.mark.parametrize(("text", "heard"), [
    ("este", "zapatilla litoral"), ("sí ese", "sí zapatilla litoral"), ("Sí, esa.", "Sí, zapatilla litoral."),
    ("y este cuánto sale?", "y zapatilla litoral cuánto sale?"), ("quiero eso", "quiero zapatilla litoral"),
    ("ese en azul?", "zapatilla litoral en azul?"), ("me llevo estas\ngracias", "me llevo zapatilla litoral\ngracias"),
])
def test_what_points_is_heard_as_the_thing_that_was_quoted(text: str, heard: str) -> None:
    assert subject(text, LITORAL) == {"context": {"product": "zapatilla litoral"}, "as_heard": heard}


@pytest.mark.parametrize("text", ["y en azul?", "cuánto sale?", "lo necesito para esta semana", "por eso pregunto",
                                  "¿viene en este color?", "eso es todo"])
def test_where_nothing_points_the_thing_is_only_the_subject(text: str) -> None:
    assert subject(text, LITORAL) == {"context": {"product": "zapatilla litoral"}}


@pytest.mark.parametrize("text", ["¿y la Remera Cardenal?", "este buzo no, quiero una campera", "este " * 60])
def test_a_thing_of_their_own_or_many_words_need_no_quotation(text: str) -> None:
    assert subject(text, LITORAL) == {}


def test_several_things_are_none_and_one_kind_is_that_kind() -> None:
    assert thing_in(SEVERAL) is None
    assert thing_in("Claro, tenemos zapatillas, desde $ 68.000.") == "zapatilla"
    assert thing_in("¿Te muestro remeras o camperas?") is None
    assert thing_in("Abrimos a las 9.") is None
    assert subject("este", SEVERAL) == {}


def test_the_first_pointer_alone_is_exchanged() -> None:
    assert heard_with("este, sí, este", "X") == "X, sí, este"
