"""Questions of customers that nothing the company has written answers, for whoever writes the answers.

Read from the timeline each time, so nothing is kept twice: the words are masked as they stand there, an erasure takes
them along, and a question that an answer has been written for meanwhile is no longer among them.
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hilo.knowledge.engine import Knowledge
from hilo.knowledge.likeness import Inverted, read
from hilo.knowledge.sureness import SURE
from hilo.memory.doubtful import Doubtful
from hilo.spanish.documents import mask_documents

ALIKE = 0.55
"""Cosine of words from which two messages ask the same."""
ANSWERED_NEARLY = 0.5
"""Under this probability a question counts as unknown; between it and `SURE` only where it was asked back."""
BESIDE = 0.6
"""From this on (the regression's answer for questions that are none for the company) nobody needs to see it."""
ACTIONS = ("action_clarify", "action_default_fallback", "action_out_of_scope", "action_product_info",
           "action_business_info", "action_shipping_info", "action_payment_info", "action_help")
"""What the assistant does where it may have had no answer."""
_ASKS = re.compile(r"\?|^\W*(?:qu[eé]|cu[aá]l|cu[aá]nt|c[oó]mo|d[oó]nde|cu[aá]ndo|qui[eé]n|hay|tienen|hacen|puedo|"
                   r"se puede|venden|aceptan|me (?:pueden|podr[ií]an))", re.IGNORECASE)


@dataclass(frozen=True)
class Unknown:
    """Messages that ask the same. text, at: the newest one's. count, people: how many, and of how many persons.
    nearest: the passage that is most like it; sure: the probability (0..1) that it answers."""

    text: str
    count: int
    people: int
    at: datetime
    nearest: str
    sure: float


def unknown(knowledge: Knowledge, messages: Sequence[Doubtful]) -> list[Unknown]:
    """What is asked and not answered, the most frequent first; `messages`: the newest first."""
    asked = [(one, found) for one in messages if _ASKS.search(one.text)
             for found in [_without_answer(knowledge, one)] if found]
    rows = [read(knowledge.vocabulary, one.text).words for one, _ in asked]
    index, taken, groups = Inverted(rows), set[int](), []
    for place, (one, (nearest, sure)) in enumerate(asked):
        if place in taken:
            continue
        same = [int(at) for at in (index.products(rows[place]) >= ALIKE).nonzero()[0] if int(at) not in taken]
        taken.update(same)
        people = {asked[at][0].contact_id for at in same}
        groups.append(Unknown(mask_documents(one.text), len(same), len(people), one.at, nearest, round(sure, 2)))
    return sorted(groups, key=lambda group: (group.people, group.count, group.at), reverse=True)


def _without_answer(knowledge: Knowledge, one: Doubtful) -> tuple[str, float] | None:
    """The nearest passage and its probability, where that does not answer; None where it does, or need not."""
    found = knowledge.search(one.text, one.guess, 1)
    if not found or knowledge.is_beside(one.text) >= BESIDE:
        return None
    first = found[0]
    if first.sure >= (SURE if one.asked_back else ANSWERED_NEARLY) or first.passage.kind not in ("faq", "product"):
        return None
    return first.passage.id, first.sure
