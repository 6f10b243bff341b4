"""Which trouble fits, what is left to try, and whether it helped."""
from __future__ import annotations

import pytest

from hilo.support.answers import is_answer, outcome
from hilo.support.remedies import trouble_in


@pytest.mark.parametrize(("text", "kind", "trouble"), [
    ("la lámpara no prende", "lámpara", "lamp_dark"), ("el velador titila", "lámpara", "lamp_flicker"),
    ("la lámpara hizo chispas", "lámpara", "sparks"), ("se trabó el cierre de la campera", "campera", "zip"),
    ("se despegó la suela", "zapatilla", "sole"), ("larga mucha pelusa", "toalla", "lint"),
    ("se descosió la manga", "camisa", "broken"), ("no carga la página", None, None), ("no prende", None, None)])
def test_the_trouble_is_known_by_thing_and_words(text: str, kind: str | None, trouble: str | None) -> None:
    found = trouble_in(text, kind)
    assert (found.id if found else None) == trouble


@pytest.mark.parametrize(("text", "left"), [
    ("la lámpara no prende", [0, 1, 2]), ("no prende, le he cambiado la bombilla y nada", [1, 2]),
    ("ya probé en otro enchufe y con otro foco", [2]), ("no prende y no probé otro foco todavía", [0, 1, 2])])
def test_what_was_tried_is_not_asked_for_again(text: str, left: list[int]) -> None:
    trouble = trouble_in(text, "lámpara") or trouble_in("no prende", "lámpara")
    assert trouble is not None
    assert trouble.left(text) == left


@pytest.mark.parametrize(("text", "intent", "helped"), [
    ("sí", "affirm", True), ("ya anda, gracias", "thank", True), ("no", "deny", False),
    ("sigue igual", "inform", False),
    ("sí, ya cambié el foco", "affirm", False), ("probé todo y nada", "inform", False), ("ya prendió", "inform", True),
    ("la compré en marzo", "inform", None)])
def test_whether_it_helped_is_in_the_words(text: str, intent: str, helped: bool | None) -> None:
    assert outcome(text, intent, 0.9) is helped


@pytest.mark.parametrize(("question", "text", "intent", "answers"), [
    ("support_product", "la gorra", "order_status", True),
    ("support_product", "quiero cancelar mi pedido", "cancel_order", False),
    ("support_symptom", "se le zafó un botón", "technical_support", True),
    ("support_solved", "gracias, ya anda", "thank", True),
    ("support_solved", "¿tienen otra?", "availability_inquiry", False),
    ("support_solved", "un humano", "request_human", False)])
def test_an_answer_is_one_only_to_what_was_asked(question: str, text: str, intent: str, answers: bool) -> None:
    assert is_answer(question, text, intent, 0.9) is answers
