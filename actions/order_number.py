"""Asking for the number of an order: in other words the second time, and what serves instead of it."""
from __future__ import annotations

from typing import Any

from actions.asking import ask, offer_person
from actions.order_troubles import register_unknown
from actions.turn import Turn
from hilo.orders.answers import names_buyer

Matter = dict[str, Any]
ASK = "utter_order_ask_number"
ASK_AGAIN = "utter_order_ask_number_again"
SOON = 6
"""Messages of the person within which the question is known to them."""
ABOUT_TROUBLE = ("trouble", "not_received")


def ask_number(turn: Turn, matter: Matter) -> None:
    """The first time plainly, then where it stands and what else will do; whoever has neither gets a person."""
    if turn.said_lately(ASK_AGAIN, SOON):
        without_number(turn, matter)
    elif turn.said_lately(ASK, SOON):
        ask(turn, "order_which", matter, ASK_AGAIN)
    else:
        ask(turn, "order_which", matter, ASK)


def in_other_words(response: str) -> str:
    """The text with which a question is put once more."""
    return ASK_AGAIN if response == ASK else response


def tells_buyer(turn: Turn) -> bool:
    """Whether, instead of the number, they say with what the order was placed."""
    return any(turn.entity(name) for name in ("phone", "email", "person_name")) or names_buyer(turn.text)


def without_number(turn: Turn, matter: Matter) -> None:
    """People look for the order by other data; what was complained about is not lost meanwhile."""
    told = tells_buyer(turn)
    if matter.get("wish") in ABOUT_TROUBLE:
        said = "\n".join(part for part in (matter.get("said"), turn.said_by_person) if part) if told else None
        register_unknown(turn, {**matter, **({"said": said} if said else {})})
    else:
        offer_person(turn, "utter_order_by_other_data" if told else "utter_order_no_number")
