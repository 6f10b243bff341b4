"""The team promised something, the assistant has the conversation again, and is asked about it."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions import order_help
from actions.order_help import ActionOrderHelp

Run = Callable[..., Any]
REFUND = {"who": "business", "kind": "refund", "what": "devolver el dinero", "status": "open", "due": None,
          "quote": "Hoy te devolvemos el dinero.", "source": "agent", "made_at": "2026-11-24T12:33:07+00:00"}


@pytest.mark.parametrize(("text", "intent"), [("¿y la plata cuándo me la depositan?", "order_status"),
                                              ("qué pasó con mi reembolso", "return_exchange")])
def test_money_that_the_team_promised_is_told_of_in_its_words(run: Run, text: str, intent: str) -> None:
    ran = run(ActionOrderHelp(), text, intent, slots={"commitments": [REFUND]})
    assert (ran.said, ran.slots["open_question"]) == (["utter_handoff_promised"], "person")
    assert (ran.messages[0]["quote"], ran.messages[0]["moment"]) == ("Hoy te devolvemos el dinero", "hoy a las 09:33")


@pytest.mark.parametrize(("text", "promises"), [
    ("¿dónde está mi pedido?", [REFUND]), ("¿y la plata?", []), ("¿y la plata?", [{**REFUND, "source": "turn"}])])
def test_anything_else_goes_its_usual_way(run: Run, monkeypatch: pytest.MonkeyPatch, text: str,
                                          promises: list[dict[str, Any]]) -> None:
    asked: list[str] = []
    monkeypatch.setattr(order_help, "look_up", lambda turn: asked.append(turn.text))
    run(ActionOrderHelp(), text, "order_status", slots={"commitments": promises})
    assert asked == [text]
