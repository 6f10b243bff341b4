"""What the team notes as it gives a conversation back, and the question about it afterwards."""
from __future__ import annotations

from datetime import datetime

import pytest

from hilo.handoff.coming_back import _promised
from hilo.handoff.promised import asks_when_money
from hilo.solution.answered_anyway import answered_anyway
from hilo.solution.open_questions import Reply

AT = datetime.fromisoformat("2026-11-24T10:00:00-03:00")


@pytest.mark.parametrize(("note", "kind"), [
    ("Se le devuelve la plata en 5 días hábiles", "refund"), ("Se le reintegra el dinero esta semana", "refund"),
    ("Hablé con ella. Se le manda otro espejo el jueves", "send")])
def test_what_a_note_says_is_done_for_them_is_promised(note: str, kind: str) -> None:
    made = _promised("business", note, AT)
    assert [(one.kind, one.quote) for one in made] == [(kind, note)]


@pytest.mark.parametrize("note", ["No se le devuelve la plata", "Pidió que se le devuelva la plata",
                                  "Pregunta si se le devuelve la plata", "Se devuelve sola"])
def test_what_is_not_done_is_not_promised(note: str) -> None:
    assert not list(_promised("business", note, AT))


PROMISE = {"who": "business", "kind": "refund", "what": "devolver la plata en 5 días hábiles", "status": "open",
           "due": None, "quote": "Se le devuelve la plata", "source": "note", "made_at": AT.isoformat()}


@pytest.mark.parametrize("text", ["cuando me entra la plata?", "y la plata para cuándo?",
                                  "cuánto tarda en llegar el reembolso"])
def test_when_the_promised_money_comes_is_asked_whatever_it_sounds_like(text: str) -> None:
    assert asks_when_money(text)
    assert answered_anyway(Reply(text, "thank", 0.5, ""), {"commitments": [PROMISE]}) == "action_order_help"
    assert answered_anyway(Reply(text, "thank", 0.5, ""), {}) is None


@pytest.mark.parametrize("text", ["no me alcanza la plata", "¿cuándo llega la campera?",
                                  "cuando cobre te mando la foto", "si pago hoy, ¿cuándo llega el dinero?"])
def test_other_talk_of_money_asks_for_no_promise(text: str) -> None:
    assert not asks_when_money(text)
