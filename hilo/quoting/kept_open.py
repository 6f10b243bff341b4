"""What keeps a quotation open that is being made: questions beside it, and that what was noted is told again."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hilo.quoting import steps

LINES = "utter_quote_lines"


def as_far(state: Mapping[str, Any]) -> bool:
    """Whether there is something that can be told of what was noted so far."""
    return any(one.units and one.product for one in steps.wanted_of(state))


def summed_up(state: steps.State) -> steps.Outcome:
    """What was noted so far is told again, and the open question is asked again."""
    return steps.Outcome({**state, "summed_up": True, "confused": 0}, steps.step(state),
                         [(LINES, {"things": state["wanted"]})])


def kept_open(state: steps.State, outcome: steps.Outcome, message: steps.Message, asks: bool) -> steps.Outcome:
    """A question that tells nothing of the quotation does not end it, nor does a yes to the lines that were told
    again. asks: whether the message is a question."""
    was_told = state.get("summed_up")
    lost = outcome.over == "utter_quote_left" or (steps.NOT_UNDERSTOOD, {}) in outcome.say
    agrees = was_told and message.intent == "affirm"
    if lost and (asks or agrees):
        say: list[tuple[str, dict[str, Any]]] = [] if agrees else [(steps.NOT_UNDERSTOOD, {})]
        outcome = steps.Outcome({**state, "confused": state.get("confused") or 0}, steps.step(state), say)
    if was_told and not any(name == LINES for name, _ in outcome.say):
        outcome.state.pop("summed_up", None)
    return outcome
