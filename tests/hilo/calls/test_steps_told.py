"""How what was agreed is told to a colleague, and by when it is due."""
from __future__ import annotations

from datetime import datetime, timezone

import pytest

from hilo.calls.promised import time_promised
from hilo.calls.steps import commitments_of, steps_of
from hilo.calls.their_words import deed_of, without_tail
from hilo.calls.told import CallFact
from hilo.calls.transcript import Turn, turns_of

UTC = timezone.utc
AT = datetime(2026, 11, 24, 10, tzinfo=UTC)


def said(*lines: str) -> list[Turn]:
    """Turns of a call; "a …" is the agent, "u …" the customer."""
    return turns_of([{"role": "agent" if line[0] == "a" else "user", "message": line[2:]} for line in lines], AT)


@pytest.mark.parametrize(("before", "part", "told"), [
    ("a Le mando la ficha de OXXO.", "hoy en la noche lo pago gracias", "pagar con OXXO hoy en la noche"),
    ("a Puede pagar con Bizum.", "en cuanto me llegue te lo pago", "pagar con Bizum en cuanto me llegue"),
    ("a Las sandalias ya están.", "mañana las llevo al correo", "llevar las sandalias al correo mañana"),
    ("a Aquí estamos.", "en la noche me mido el pie", "medirse el pie en la noche"),
    ("a Aquí estamos.", "voy mañana", "ir a la tienda mañana"),
    ("a Aquí estamos.", "le pregunto a mi hija y le escribo mañana", "preguntar a su hija y escribir mañana"),
    ("a Aquí estamos.", "no voy", ""),
    ("a Aquí estamos.", "hice el pago", ""),
])
def test_what_the_customer_will_do_is_told_by_its_verb_its_thing_and_its_time(
        before: str, part: str, told: str) -> None:
    turns = said(before, f"u {part}")
    assert deed_of("", "", without_tail(part), part, turns, turns[1], "MX") == told


def test_a_call_at_an_hour_that_is_only_said_back_is_a_step() -> None:
    turns = said("a ¿Cuándo le marcamos?", "u a las seis", "a Hoy a las 6, entonces.")
    callback = CallFact("callback_at", "2026-11-24T18:00:00+00:00", "a las seis", 0.9, False, 1)
    found = commitments_of([], turns, None, "MX", callback, None)
    assert [(one["what"], one["due"]) for one in found] == [("llamar hoy a las 18:00", "2026-11-24T18:00:00+00:00")]


def test_an_appointment_is_told_by_the_name_that_both_give_it() -> None:
    turns = said("u quiero una visita para medir", "a La visita es el viernes a las 4.", "u perfecto")
    at = CallFact("date_time", "2026-11-27T16:00:00+00:00", "el viernes a las 4", 0.9, False, 1)
    found = commitments_of([], turns, None, "AR", None, at)
    assert steps_of(found, None, False) == ["atender la visita el viernes 27/11 a las 16:00"]


@pytest.mark.parametrize(("sentence", "due"), [
    ("Mañana antes del mediodía la tiene ahí.", datetime(2026, 11, 25, 12, tzinfo=UTC)),
    ("Le avisamos cuando salga el camión.", None),
])
def test_by_noon_is_an_hour_and_a_thing_that_leaves_is_none(sentence: str, due: datetime | None) -> None:
    found = time_promised(sentence, AT, "CO")
    assert (found.anchor if found else None) == due
