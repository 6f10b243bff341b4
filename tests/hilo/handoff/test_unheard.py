"""Who has told what is wrong and insists is asked nothing more; who calls «¿hola?» is not greeted anew."""
from __future__ import annotations

import pytest

from hilo.handoff.unheard import calls_us, is_unheard
from hilo.solution.open_questions import Reply

TOLD = [("hola", "greet"), ("el paquete no me llegó y pasaron veinte días", "complaint")]


@pytest.mark.parametrize(("text", "intent", "insists"), [
    ("ya les expliqué todo, quiero una solución", "inform", True), ("exijo mi dinero", "purchase", True),
    ("gracias por nada", "complaint", True), ("son un desastre", "complaint", True),
    ("¿y la manta cuánto cuesta?", "price_inquiry", False), ("gracias", "thank", False),
    ("además vino rota la caja", "complaint", False), ("/complaint", "complaint", False)])
def test_who_told_it_and_insists_is_unheard(text: str, intent: str, insists: bool) -> None:
    assert is_unheard(TOLD, text, intent, 0.8) is insists


def test_who_has_told_nothing_is_asked_what_happened() -> None:
    assert not is_unheard([("hola", "greet")], "son un desastre", "complaint", 0.9)


@pytest.mark.parametrize(("question", "last", "text", "calls"), [
    ("order_which", "action_order_help", "holaaa??", True), ("person", "action_order_answer", "¿hola?", True),
    ("person", "action_price_info", "hola", False), (None, "action_greet", "hola", False),
    ("order_which", "action_order_help", "hola, quería ver unas zapatillas", False)])
def test_a_bare_greeting_calls_us_only_while_something_is_open(question: str | None, last: str, text: str,
                                                               calls: bool) -> None:
    assert calls_us(question, Reply(text, "greet", 0.9, last)) is calls
