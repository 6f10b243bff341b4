"""The team promised something, the assistant has the conversation again, and is asked about it."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions import order_help
from actions.order_help import ActionOrderHelp
from hilo.handoff.promised import promise_asked

Run = Callable[..., Any]
REFUND = {"who": "business", "kind": "refund", "what": "devolver el dinero", "status": "open", "due": None,
          "quote": "Hoy te devolvemos el dinero.", "source": "agent", "made_at": "2026-11-24T12:33:07+00:00"}


@pytest.mark.parametrize(("text", "intent"), [("¿y la plata cuándo me la depositan?", "order_status"),
                                              ("qué pasó con mi reembolso", "return_exchange")])
def test_money_that_the_team_promised_is_told_of_in_its_words(run: Run, text: str, intent: str) -> None:
    ran = run(ActionOrderHelp(), text, intent, slots={"commitments": [REFUND]})
    assert (ran.said, ran.slots["open_question"]) == (["utter_handoff_promised"], "person")
    assert (ran.messages[0]["quote"], ran.messages[0]["moment"]) == ("Hoy te devolvemos el dinero", "hoy a las 09:33")


SHIP = {**REFUND, "kind": "ship", "what": "despachar el jueves", "quote": "La nueva sale el jueves."}


@pytest.mark.parametrize(("text", "intent"), [("¿y cuándo me sale la campera?", "price_inquiry"),
                                              ("la campera nueva sale el jueves, cierto?", "bot_challenge"),
                                              ("¿qué día la mandan?", "shipping_inquiry")])
def test_a_thing_that_the_team_sends_is_told_of_in_its_words(run: Run, text: str, intent: str) -> None:
    ran = run(ActionOrderHelp(), text, intent, slots={"commitments": [SHIP]})
    assert (ran.said, ran.messages[0]["quote"]) == (["utter_handoff_promised"], "La nueva sale el jueves")


def test_a_note_of_the_team_is_not_quoted(run: Run) -> None:
    ran = run(ActionOrderHelp(), "cuándo llega la campera que me prometieron", "order_status",
              slots={"commitments": [{**SHIP, "source": "note", "quote": "cliente pesada, sale el jueves"}]})
    assert (ran.said, ran.messages[0]["promise"]) == (["utter_handoff_promised_noted"], "despachar el jueves")


@pytest.mark.parametrize(("text", "slots", "asked"), [
    ("entonces cuando me llega?", {"commitments": [SHIP]}, True), ("entonces cuando me llega?", {}, False),
    ("¿cuánto sale la campera?", {"commitments": [SHIP]}, False),
    ("hacen envíos a Perú?", {"commitments": [SHIP]}, False),
    ("si la compro hoy cuándo llega?", {"commitments": [SHIP]}, False)])
def test_when_it_is_sent_is_asked_of_the_promise(text: str, slots: dict[str, Any], asked: bool) -> None:
    assert (promise_asked(slots, text) is not None) == asked


@pytest.mark.parametrize(("text", "promises"), [
    ("¿dónde está mi pedido?", [REFUND]), ("¿y la plata?", []), ("¿y la plata?", [{**REFUND, "source": "turn"}])])
def test_anything_else_goes_its_usual_way(run: Run, monkeypatch: pytest.MonkeyPatch, text: str,
                                          promises: list[dict[str, Any]]) -> None:
    asked: list[str] = []
    monkeypatch.setattr(order_help, "look_up", lambda turn: asked.append(turn.text))
    run(ActionOrderHelp(), text, "order_status", slots={"commitments": promises})
    assert asked == [text]
