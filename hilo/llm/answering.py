"""An answer to what the script does not foresee, from what the company itself says; None: the script's own text."""
from __future__ import annotations

from dataclasses import dataclass

from hilo.business.load import get_shop
from hilo.llm import client
from hilo.llm.about import person
from hilo.llm.passages import NEAR, OURS, passages
from hilo.llm.voice import contact, register_or_tu, today, voice

FEWEST_WORDS = 3
"""A shorter message asks nothing that could be looked up."""


@dataclass(frozen=True)
class Question:
    """A message that was not understood. intent, mood: in words, empty where nothing is known. product: the thing being
    talked about. deadline: seconds that are left for a model."""

    text: str
    contact_id: str
    register: str | None
    intent: str = ""
    mood: str = ""
    product: str | None = None
    name: str | None = None
    deadline: float | None = None
    needs_passages: bool = False


def answer(question: Question) -> str | None:
    """Asks the model (blocks, no longer than the deadline)."""
    if not client.available() or len(question.text.split()) < FEWEST_WORDS:
        return None
    found = passages(get_shop(), question.text, question.product, OURS if question.needs_passages else NEAR)
    if question.needs_passages and not found:
        return None
    who = person(question.contact_id)
    known = {**voice(question.register), "today": today(), "contact": contact(), "passages": "\n\n".join(found),
             "intent": question.intent, "mood": question.mood, **who.values, "message": question.text}
    names = [*who.names, *([question.name] if question.name else [])]
    answered = client.ask(client.Request(
        "answer", known, contact_id=question.contact_id if who.values else None, names=names, country=who.country,
        register=register_or_tu(question.register), deadline=question.deadline))
    return answered.text if answered else None
