"""What is said beside the lines of a quotation: what of them is not there, and what people reckon (embroidery, the
way)."""
from __future__ import annotations

import re
from typing import Any

from actions.known import ASKED_WITH_ANOTHER, say_found
from actions.turn import Turn
from hilo import knowledge, wording
from hilo.crm.lines import Line
from hilo.knowledge.asked import is_question
from hilo.quoting import steps, telling
from hilo.quoting.asked import WORK, asks_work_price, speaks_of_shipping
from hilo.quoting.stock import short_of
from hilo.sales.stock import as_it_stands
from hilo.spanish.courtesy import without_courtesies
from hilo.spanish.normalize import fold

_QUESTION = re.compile(r"¿[^?]*\?|[^.;!?¿\n]*\?")


def say_beside(turn: Turn, state: dict[str, Any]) -> None:
    """Says who reckons what is wanted besides, once each, and answers what is asked of it; the state tells it later."""
    folded = fold(turn.text)
    if WORK.search(folded):
        asked = [question for question in _QUESTION.findall(turn.text) if WORK.search(fold(question))]
        answered = sum(_answer(turn, question) for question in asked)
        if not state.get("logo"):
            state["logo"] = True
            turn.say("utter_quote_embroidery")
        elif asks_work_price(turn.text) and not answered:
            turn.say("utter_quote_embroidery_price")
    if speaks_of_shipping(turn.text) and not state.get("shipping"):
        state["shipping"] = turn.said_by_person
        turn.say("utter_quote_shipping")


def answer_in_the_middle(turn: Turn, outcome: steps.Outcome) -> None:
    """Answers a question that tells nothing of the quotation, where the company has written what answers it; then
    nothing was misunderstood."""
    lost: tuple[str, dict[str, Any]] = (steps.NOT_UNDERSTOOD, {})
    if lost not in outcome.say or not is_question(turn.text):
        return
    if any(one.get("passage") for one in turn.said_here) or _answer(turn, without_courtesies(turn.text)):
        outcome.say.remove(lost)


def say_short(turn: Turn, state: dict[str, Any]) -> None:
    """Says what is not there in that quantity, and how many there are, as soon as all goods are told; each once."""
    if steps.step(state) in (steps.WHAT, steps.WHICH, steps.UNITS, steps.CHANGE):
        return
    told = state.get("short") or []
    found = short_of(as_it_stands(turn.shop), steps.wanted_of(state))
    for one in [one for one in found if one.key not in told]:
        line = Line(one.product.id, one.product.name, one.color, one.size, one.units, 0.0)
        which = "color" if one.colors else "none" if not one.left else "stock"
        turn.say(f"utter_quote_short_{which}", item=telling.item(line, turn.fill), name=one.product.name, left=one.left,
                 color=one.color, colors=wording.listing(list(one.colors)))
    state["short"] = [one.key for one in found]


def say_work_price(turn: Turn) -> None:
    """Says that people tell what embroidery costs, and leaves it to them."""
    turn.say("utter_embroidery_price")
    turn.remember("message_for_people", type="answer", text=turn.said_by_person, reason="reserved", due=None)


def leave_to_people(turn: Turn, state: dict[str, Any], number: str) -> None:
    """Leaves what people reckon to them, with the quotation's number."""
    for name, text in (("logo", "utter_quote_embroidery_wanted"), ("shipping", "utter_quote_shipping_wanted")):
        if state.get(name):
            turn.remember("message_for_people", type="answer", reason="reserved", due=None,
                          text=turn.fill(text, number=number, said=state[name]))


def _answer(turn: Turn, question: str) -> bool:
    """Whether the company has written what answers it; what it costs only people know."""
    found = None if asks_work_price(question) else knowledge.answer(question, least=ASKED_WITH_ANOTHER)
    if found:
        say_found(turn, found)
    return found is not None
