"""Which values of a message are facts about the person or their need, and how sure that is.

"¿Abren en Córdoba?" names a city, but not theirs.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from hilo.memory.facts import Told

ABOUT_THE_SHOP = frozenset({"business_info", "promotion_inquiry", "payment_inquiry", "out_of_scope", "chitchat",
                            "bot_challenge", "rate_service", "compliment", "opt_out", "opt_in"})
"""Intents whose values speak of the shop or of nothing that lasts."""
NEED = frozenset({"product", "color", "size", "quantity", "budget"})
PERSONAL = frozenset({"email", "phone", "order_number"})
ASKED_ABOUT = 0.5
"""Confidence of a city that is only asked about («¿envían a Rosario?»)."""
BARE_NAME = 0.6
_INTRODUCES = re.compile(r"(?:\bsoy|me llamo|mi nombre(?: completo)? (?:es|:)|nombre:?|\bhabla|les? escribe|te escribe|"
                         r"me dicen|\bfirma|\baqu[ií]|\bac[aá])(?: (?:el|la|don|doña|sr|sra|señor|señora))?,?:? *$",
                         re.IGNORECASE)


def facts_told(text: str, reading: dict[str, Any], source: str, source_id: str, at: datetime) -> Iterator[Told]:
    """The facts of one message, in the order in which they stand."""
    intent = (reading.get("intent") or {}).get("name") or ""
    for entity in reading.get("entities") or []:
        name, value = entity.get("entity"), entity.get("value")
        sure = _confidence(name, intent, text, entity)
        if value is not None and sure:
            quote = text[entity.get("start", 0):entity.get("end", len(text))]
            yield Told(str(name), value, quote, round(sure, 3), source, source_id, at)


def introduces(text: str, entities: Iterable[dict[str, Any]]) -> bool:
    """Whether a person says in so many words what they are called."""
    return any(one.get("entity") == "person_name" and _INTRODUCES.search(text[:one.get("start", 0)])
               for one in entities)


def _confidence(name: str | None, intent: str, text: str, entity: dict[str, Any]) -> float:
    """How sure it is that a value is a fact to keep; 0: it is none."""
    sure = float(entity.get("confidence_entity", 1.0))
    if name == "person_name":
        return _of_name(text, intent, entity) * sure
    if intent in ABOUT_THE_SHOP:
        return 0.0
    if name in PERSONAL or name in NEED:
        return sure
    if name == "city":
        return sure * (1.0 if intent in ("inform", "purchase", "request_quote", "affirm") else ASKED_ABOUT)
    return 0.0  # a date is a fact only as the answer to a question: the slot says so (`needed_by`)


def _of_name(text: str, intent: str, entity: dict[str, Any]) -> float:
    """A name is the person's own where they introduce themselves, or where it is all that they say."""
    start, end = entity.get("start", 0), entity.get("end", len(text))
    if _INTRODUCES.search(text[:start]):
        return 1.0
    alone = len((text[:start] + text[end:]).split()) <= 1
    return BARE_NAME if alone and intent in ("inform", "greet", "affirm") else 0.0
