"""A wish and what is asked of any purchase in one message: «¿tienen botas 38? para el viernes, pago con tarjeta»."""
from __future__ import annotations

import re
from collections.abc import Sequence

from hilo.spanish.normalize import fold

OF_ANY_PURCHASE = frozenset({"payment_inquiry", "shipping_inquiry"})
"""Intents of what holds whatever is bought: whoever names the thing in another clause wants the thing first."""
WISHES = frozenset({"product_inquiry", "availability_inquiry", "price_inquiry", "purchase", "request_quote", "inform"})
"""Intents of what somebody would like to have; `inform`: «2 remeras talle L»."""
_ENDS = re.compile(r"(?<=[,.;:!?])\s+|\s*\n\s*|(?=¿)|\s+(?=(?:y|pero|adem[aá]s|tambi[eé]n)\b)", re.IGNORECASE)
_CONDITION = re.compile(r"\W*(?:y |pero )?(?:si|cuando|por|con)\b", re.IGNORECASE)
"""Begins what only tells under which circumstances the rest is asked: «si compro dos gorros, ¿el envío es gratis?»."""

_ARRIVES = re.compile(r"(?<!no )\b(?:me |nos |les? |te )?lleg(?:a|an|ar|ara|aran|aria|arian)\b")


def asks_whether_it_arrives(text: str) -> bool:
    """«¿Me llegan el viernes?», «si me llegan, le pregunto»: what is bought, not what somebody reaches («no llego»)."""
    return bool(_ARRIVES.search(fold(text)))


def clauses(text: str) -> list[str]:
    """The parts of a message that may tell different matters, as written."""
    return [part.strip() for part in _ENDS.split(text) if part.strip(" ,.;:!?¿¡")]


def clause_of_wish(text: str, things: Sequence[str]) -> str | None:
    """The part in which a thing is named first, where other parts stand beside it. things: as they are written."""
    parts = clauses(text)
    named = next((part for part in parts if any(thing in part for thing in things)), None)
    return named if named and len(parts) > 1 and not _CONDITION.match(named) else None
