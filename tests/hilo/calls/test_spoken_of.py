"""What is heard turn by turn: which matters the customer's turns speak of, and what a call is then about."""
from __future__ import annotations

from datetime import datetime, timezone

import numpy as np
import pytest

from hilo.calls.evidence import NAMES, evidence
from hilo.calls.spoken_of import WEIGHTS_FILE, heard_in, marks, matters, said_in
from hilo.calls.topics import topics_of, weights
from hilo.calls.transcript import Turn, turns_of

AT = datetime(2026, 11, 23, 15, tzinfo=timezone.utc)


def call(*lines: str) -> tuple[Turn, ...]:
    """Turns of "a …" and "u …" lines."""
    return tuple(turns_of([{"role": "agent" if one[0] == "a" else "user", "message": one[2:]} for one in lines], AT))


@pytest.mark.parametrize(("said", "matter"), [
    ("y puedo pagarlo con tarjeta en cuotas", "payment_inquiry"),
    ("hasta qué hora abren el sábado", "business_info"),
    ("el pedido todavía no me llegó, dónde anda", "order_status"),
    ("páseme con una persona por favor", "request_human")])
def test_a_turn_speaks_most_of_its_matter(said: str, matter: str) -> None:
    heard = heard_in(call("a hola, soy el asistente de ceibo", f"u {said}"))
    assert [matters()[int(np.argmax(one.of))] for one in heard] == [matter]


def test_only_turns_in_which_the_customer_speaks_are_heard() -> None:
    turns = call("a hola", "u hola", "a dígame", "u ...", "a ¿sigue ahí?", "u sí, cuánto sale la campera")
    assert [number for number, _ in marks(said_in(turns))] == [1, 5]


def test_an_answer_is_heard_by_the_question_before_it() -> None:
    seen = [dict(marks(said_in(call(f"a {asked}", "u sí")))[0][1]) for asked in ("¿lo cancelo?", "¿lo cambiamos?")]
    assert seen[0] != seen[1]


def test_a_call_in_which_nobody_speaks_is_about_nothing() -> None:
    assert topics_of(call("a ¿hola?", "u ..."), None) == []


def test_every_matter_has_all_numbers_and_every_number_a_weight() -> None:
    found = evidence(call("a hola", "u cuánto sale el envío a rosario"), None)
    assert {len(row) for row in found.values()} == {len(NAMES)} == {len(weights().main)}


def test_the_weights_are_small_and_need_no_pickle() -> None:
    assert WEIGHTS_FILE.stat().st_size < 2_000_000
    with np.load(WEIGHTS_FILE, allow_pickle=False) as stored:
        assert {stored["weights"].dtype, stored["marks"].dtype} == {np.dtype("int8"), np.dtype("int64")}
