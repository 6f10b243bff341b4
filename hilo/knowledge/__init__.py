"""Answers from what the company has written: approved answers, policies, catalogue, zones, means of payment, hours."""
from __future__ import annotations

import logging
import re
import threading
from functools import lru_cache

from hilo.business.load import get_shop
from hilo.knowledge import sureness
from hilo.knowledge.beside import out_of_scope
from hilo.knowledge.engine import ANSWERS, Found, Knowledge
from hilo.knowledge.passages import Passage
from hilo.knowledge.vectors import vectors_of

__all__ = ["Found", "Knowledge", "Passage", "answer", "answers", "get_knowledge", "questions_in", "search", "warm_up"]

logger = logging.getLogger(__name__)
PATIENCE = 2.0
"""Seconds that a turn waits for an index which another thread is building, as a process starts."""
FEWEST_WORDS = 2
"""A single word resembles many questions and asks none of them."""
_QUESTION_ENDS = re.compile(r"(?<=\?)[\s,.;]*|\n+|(?=¿)")
_LEADING = re.compile(r"^[\s¿?.,;]*(?:(?:y|e|o|pero|además|tambi[eé]n|otra (?:cosa|duda|pregunta))[\s,:]+)*",
                      re.IGNORECASE)


_building = threading.Lock()


def get_knowledge() -> Knowledge:
    """The index of this process, built when first asked for (three seconds of CPU; eight after a change)."""
    with _building:
        return _knowledge()


def _is_at_hand() -> bool:
    """Whether the index is there, or soon enough for somebody who waits for an answer; who comes first builds it."""
    if not _building.acquire(timeout=PATIENCE):
        logger.warning("The index is still being built; nothing is answered from it.")
        return False
    _building.release()
    return True


@lru_cache(maxsize=1)
def _knowledge() -> Knowledge:
    return Knowledge(get_shop().company, out_of_scope(), vectors_of)


def warm_up() -> None:
    """Builds the index now."""
    get_knowledge()


def search(text: str, intent: str | None = None, k: int = 5) -> list[Found]:
    """The passages likeliest to answer a text, best first; the first with the probability that it does.

    intent: as the message was classified; passages that are asked under it go before others like them.
    """
    return get_knowledge().search(text, intent, k)


def answer(text: str, intent: str | None = None, least: float | None = None) -> Found | None:
    """The passage that answers a text, or None when none does for sure.

    least: probability from which it counts as sure, if not `sureness.SURE`; with an intent, for its passages alone.
    """
    if len(text.split()) < FEWEST_WORDS or not _is_at_hand():
        return None
    first = next((found for found in search(text, intent) if found.passage.kind in ANSWERS), None)
    if first is None:
        return None
    is_of_intent = intent is None or intent in first.passage.intents
    needed = sureness.SURE if least is None else least if is_of_intent else max(least, sureness.SURE)
    return first if first.sure >= needed else None


def questions_in(text: str) -> list[str]:
    """The single questions of a message, each without «y», «además»; the whole where it asks but one."""
    parts = [_LEADING.sub("", part).strip() for part in _QUESTION_ENDS.split(text)]
    asked = [part for part in parts if part.endswith("?") and len(part.split()) > 1]
    return asked if len(asked) > 1 else [text]


def answers(text: str, intent: str | None = None) -> list[Found]:
    """The passages that answer the questions of a message for sure, in their order, each once."""
    found = [one for part in questions_in(text) for one in [answer(part, intent)] if one]
    return list({one.passage.id: one for one in found}.values())
