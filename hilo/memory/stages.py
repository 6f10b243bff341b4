"""How a contact moves from prospect to interested to customer. All of the rules, in one place.

A contact never moves back by itself: who has bought stays a customer.
"""
from __future__ import annotations

from collections.abc import Iterable

STAGES = ("prospect", "interested", "customer")
SHOWS_INTEREST = frozenset({
    "product_inquiry", "price_inquiry", "availability_inquiry", "request_quote", "purchase", "book_appointment",
    "appointment_booked", "inform", "request_call", "follow_up_later",
})
"""Intents by which a prospect becomes interested."""
TOLD_NEED = frozenset({"budget", "size", "product", "needed_by"})
"""Facts that do the same: whoever says them is choosing."""
BUYS = frozenset({"order_paid", "order_placed", "order_found"})
"""Events of the shop by which anybody becomes a customer. Who asks about an order is one where it is found, not where
they only say so."""


def further(one: str, other: str) -> str:
    """The later of two stages."""
    return max(one, other, key=STAGES.index)


def after(stage: str, intents: Iterable[str], facts: Iterable[str], events: Iterable[str] = ()) -> str:
    """The stage after a message with these intents and facts, or after these events of the shop."""
    if BUYS.intersection(events):
        return "customer"
    if SHOWS_INTEREST.intersection(intents) or TOLD_NEED.intersection(facts):
        return further(stage, "interested")
    return stage
