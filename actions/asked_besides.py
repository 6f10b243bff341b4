"""What a message that wishes for a thing asks of any purchase besides: how to pay, the way."""
from __future__ import annotations

import re

from actions.company_info import ActionShippingInfo, say_means
from actions.known import ASKED_WITH_ANOTHER, InformingAction, answer_further_questions, say_found
from actions.turn import HiloAction, Turn
from actions.whereabouts import whereabouts
from hilo import knowledge
from hilo.business.paying import asks_how_to_pay, names_other_means
from hilo.spanish.normalize import fold
from hilo.spanish.wishes import OF_ANY_PURCHASE, clauses

_COSTS = re.compile(r"\b(?:cuanto|precio|sale|cuesta|vale|descuento)\b|\d")


class GoodsAction(InformingAction):
    """Answers about goods, then what is asked of any purchase, then all other questions of the message."""

    def _run(self, turn: Turn) -> None:
        HiloAction._run(self, turn)
        answer_asked_besides(turn)
        answer_further_questions(turn, asked_besides(turn))


def asked_besides(turn: Turn) -> set[str]:
    """The intents of any purchase that stand beside the wish."""
    return {one["name"] for one in turn.message.get("secondary_intents") or []} & OF_ANY_PURCHASE


def answer_asked_besides(turn: Turn) -> None:
    """Answers it: by what the company has written of the means that are named, or with all of them."""
    besides = asked_besides(turn)
    if "shipping_inquiry" in besides:
        ActionShippingInfo().answer(turn)
    if _asks_how_to_pay(turn):
        _say_of_paying(turn, asked=True)
    elif "payment_inquiry" in besides and "shipping_inquiry" not in besides:
        _say_of_paying(turn)


def _asks_how_to_pay(turn: Turn) -> bool:
    """Whether one part of the message asks how one pays, and neither names a thing nor asks what it costs."""
    things = [turn.text[e["start"]:e["end"]] for e in turn.message.get("entities") or []
              if e.get("entity") == "product" and "start" in e]
    return any(asks_how_to_pay(turn.shop, part) and not _COSTS.search(fold(part)) and not any(
        thing in part for thing in things) for part in clauses(turn.text))


def answer_paying_beside_an_answer(turn: Turn) -> None:
    """Answers «¿y se puede pagar al recibir?» in a message that answers our question; «¿puedo pagar 90?» is none."""
    if any(asks_how_to_pay(turn.shop, part) and not any(c.isdigit() for c in part) for part in clauses(turn.text)):
        _say_of_paying(turn, asked=True)


def _say_of_paying(turn: Turn, asked: bool = False) -> None:
    """Says what is written of the means that are named, else, to a question, all of them."""
    country = whereabouts(turn).country
    found = [one for part in clauses(turn.text)
             for one in [knowledge.answer(part, "payment_inquiry", least=ASKED_WITH_ANOTHER)]
             if one and "payment_inquiry" in one.passage.intents
             and not names_other_means(turn.shop, one.passage.text, country)]
    if found:
        say_found(turn, found[0])
    elif asked or "?" in turn.text:
        say_means(turn)
