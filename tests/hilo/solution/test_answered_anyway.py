"""What is answered for itself, whatever is open: nothing ordered yet, and a question cut short to its thing."""
from __future__ import annotations

import pytest

from hilo.orders.nothing_ordered import has_ordered_nothing
from hilo.solution.answered_anyway import answered_anyway
from hilo.solution.open_questions import Reply


@pytest.mark.parametrize("text", ["no he pedido nada todavía", "todavía no compré nada", "no tengo ningún pedido",
                                  "pero si no les compré nada", "no hice ningún pedido aún", "nunca he comprado nada"])
def test_who_has_ordered_nothing_is_asked_for_no_order(text: str) -> None:
    assert has_ordered_nothing(text)
    assert answered_anyway(Reply(text, "deny", 0.4, "action_order_help"), {}) == "action_no_order"


@pytest.mark.parametrize("text", ["no tengo nada que ver", "no quiero nada", "no me llegó nada del pedido",
                                  "no pedí nada de eso", "¿no tengo ningún pedido?", "no tengo el número de pedido"])
def test_other_noes_are_none_of_that(text: str) -> None:
    assert not has_ordered_nothing(text)


@pytest.mark.parametrize("text", ["¿y la Taza Ronda?", "y las botas?", "¿Y el Buzo Algarrobo en azul?"])
def test_a_question_cut_short_is_that_of_the_thing_before(text: str) -> None:
    reply = Reply(text, "inform", 0.5, "action_price_info")
    assert answered_anyway(reply, {}, ["taza ronda"]) == "action_price_info"
    assert answered_anyway(reply, {}) is None  # names nothing that is sold
    assert answered_anyway(Reply(text, "inform", 0.5, "action_greet"), {}, ["taza ronda"]) is None


@pytest.mark.parametrize("text", ["¿y tienen la Taza Ronda?", "¿y cuándo llega la taza?", "y quiero la taza",
                                  "¿la taza?", "¿y si compro la taza?"])
def test_a_question_of_its_own_is_read_for_itself(text: str) -> None:
    assert answered_anyway(Reply(text, "inform", 0.5, "action_price_info"), {}, ["taza"]) is None


@pytest.mark.parametrize(("asked", "attached", "action"), [
    (None, True, "action_complaint"), ("buy", False, "action_complaint"), ("order_which", True, "action_sent_picture"),
    ("order_which", False, "action_ask_again"), ("complaint_what", False, None)])
def test_look_how_it_came_is_a_complaint_or_more_of_one(asked: str | None, attached: bool, action: str | None) -> None:
    reply = Reply("mirá cómo llegó", "business_info", 0.35, "action_complaint", attached=attached)
    assert answered_anyway(reply, {"open_question": asked}) == action


@pytest.mark.parametrize(("text", "intent", "last", "asked", "action"), [
    ("son muy caras", "complaint", "information_gathering_form", None, "action_explain_price"),
    ("¡qué caro!", "complaint", "action_price_info", None, "action_explain_price"),
    ("son muy caras", "complaint", "action_recommend", "buy", None),
    ("es muy caro", "not_interested", "action_price_info", None, None),
    ("es caro y llegó roto", "complaint", "action_price_info", None, None)])
def test_too_dear_is_no_complaint(text: str, intent: str, last: str, asked: str | None, action: str | None) -> None:
    assert answered_anyway(Reply(text, intent, 0.48, last), {"open_question": asked}) == action
