"""What somebody complains of, as the team reads it: the thing that came broken is not one that they look for."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hilo.memory.tables import Fact, Message
from hilo.orders.troubles import trouble_of
from hilo.spanish.normalize import fold

TROUBLES = ("complaint", "technical_support", "return_exchange")
"""Intents of somebody who has bought already and is not content with it."""
SEARCHES = frozenset({"product_inquiry", "price_inquiry", "availability_inquiry", "purchase", "inform",
                      "request_quote", "promotion_inquiry"})
"""Intents of messages whose things are looked for."""


@dataclass(frozen=True)
class Problem:
    """kind: a trouble of `hilo.orders.troubles`, or one of TROUBLES where the words name none. told: the message that
    tells most of it. things: what it is about."""

    kind: str
    told: str
    things: list[Fact]


def problem_in(said: Sequence[Message], facts: Iterable[Fact]) -> Problem | None:
    """What a person complains of in their last conversation; None for whoever complains of nothing.

    said: what they wrote, oldest first. facts: of which some may tell what it is about.
    """
    talk = [row for row in said if row.conversation_id == said[-1].conversation_id]
    complaints = [row for row in talk if _complains(row)]
    if not complaints:
        return None
    telling = next((row for row in complaints if trouble_of(row.text)), None)
    kind = trouble_of(telling.text) if telling else next((r.intent for r in complaints if r.intent in TROUBLES), None)
    told = telling or max(complaints, key=lambda row: len(row.text))
    about = [fact for fact in facts if _told_in(fact, complaints)]
    return Problem(str(kind or TROUBLES[0]), str(told.text), about)


def is_looked_for(fact: Fact, said: Sequence[Message]) -> bool:
    """Whether somebody who complains also looks for a thing: they named it in another message, one about buying."""
    talk = [row for row in said if row.conversation_id == said[-1].conversation_id]
    return _told_in(fact, [row for row in talk if row.intent in SEARCHES and not _complains(row)])


def _complains(row: Message) -> bool:
    """By its intent; what was only logged, or asks for a person, by its words and its mood."""
    if row.intent in TROUBLES:
        return True
    return row.intent not in SEARCHES and row.sentiment == "negative" and trouble_of(row.text) is not None


def _told_in(fact: Fact, rows: Iterable[Message]) -> bool:
    quote = fold(fact.quote or "")
    return bool(quote) and any(quote in fold(row.text) for row in rows)
