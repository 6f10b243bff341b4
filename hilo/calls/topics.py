"""What a call was about: its intents, the main one first."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from hilo.calls.asked import asked_in
from hilo.calls.circumstances import is_busy, wants_call, wants_person
from hilo.calls.intents import rank
from hilo.calls.transcript import AGENT, USER, Turn, is_question, sentences
from hilo.spanish.normalize import fold

MATTERS = frozenset(
    {
        "product_inquiry",
        "price_inquiry",
        "promotion_inquiry",
        "availability_inquiry",
        "shipping_inquiry",
        "payment_inquiry",
        "business_info",
        "request_quote",
        "purchase",
        "order_status",
        "cancel_order",
        "return_exchange",
        "technical_support",
        "complaint",
        "compliment",
        "book_appointment",
        "change_appointment",
        "not_interested",
    }
)
"""What the phrases tell; opt_out, request_human, request_call, busy and follow_up_later are told by their words."""
GOODS = frozenset(
    {
        "product_inquiry",
        "price_inquiry",
        "promotion_inquiry",
        "availability_inquiry",
        "request_quote",
        "purchase",
        "payment_inquiry",
        "shipping_inquiry",
    }
)
MOST = 3
BARE = {"any": 6, "reason": 14}
"""Words below which an answer to what the agent asked is only that, by what was asked."""
HEARD = 0.5
"""Probability from which a sentence counts."""
TOPIC = 0.65
FIRST, AGAIN = 1.0, 0.4
"""What the first matter of a call weighs more, and what speaking of a matter again adds."""
SMALL = frozenset({"compliment", "complaint", "technical_support"})
"""Intents that a mere remark looks like: no topic beside another unless they are said twice."""
BY_WORDS = 1.2
"""What words that leave no doubt weigh."""
_LINE = re.compile(r"\b(?:señal|se (?:corta|corto|escucha|oye|entrecorta)|no (?:le|te|lo|la) (?:escuch|oig|oy)|"
                   r"interferencia|mucho ruido)")
_NOT_BUYING = re.compile(r"\bno (?:voy a|quiero|pienso|pienso en) comprar|\bno (?:he|compre|compramos) ")
_LATER = re.compile(r"\b(?:escrib\w*(?:me|nos)|me (?:puede\w* )?escrib\w+|mand\w+me|me mand\w+|contact\w+me|"
                    r"habl\w+me)\b[^.?!]{0,40}\b(?:mañana|luego|"
                    r"mas tarde|despues|lunes|martes|miercoles|jueves|viernes|sabado|domingo|semana|tarde|noche|"
                    r"mediodia|\d)|"
                    r"\b(?:mañana|luego|mas tarde|despues|(?:el|la) [a-z]+ (?:que viene|"
                    r"proxim\w))[^.?!]{0,25}\b(?:me escrib\w+|escrib\w+me)|"
                    r"\blo (?:pienso|hablo|consulto|charlo|converso|veo)\b[^.?!]{0,40}\b(?:aviso|escribo|llamo|digo|"
                    r"confirmo)\b")


def follows_up_later(text: str) -> bool:
    """Whether somebody wants to be written to at another time, or will come back themselves."""
    return bool(_LATER.search(fold(text)))


def topics_of(turns: Sequence[Turn], has_product: bool, opted_out: bool) -> list[str]:
    """The intents of a call in order of weight; empty where nothing was talked about."""
    weights: Counter[str] = Counter()
    best: dict[str, float] = {}
    first: list[str] = []

    def hear(intent: str, weight: float) -> None:
        weights[intent] += weight if intent not in best else AGAIN * weight  # type: ignore[assignment]
        best[intent] = max(best.get(intent, 0.0), weight)
        if not first:
            first.append(intent)
            weights[intent] += FIRST  # type: ignore[assignment]

    if opted_out:
        hear("opt_out", 2 * BY_WORDS)
    before: Turn | None = None
    spoken = 0
    for turn in turns:
        if turn.role == AGENT or not turn.said:
            before = turn if turn.said else before
            continue
        spoken += 1
        asked = asked_in(before)
        for sentence in sentences(turn.said):
            for intent, weight in _of(sentence, asked, spoken):
                hear(intent, weight)
    if has_product and not GOODS.intersection(best) and not set(best) - {"request_call", "busy", "follow_up_later",
                                                                     "request_human"} and best and "busy" not in best:
        hear("product_inquiry", TOPIC)
    ordered = [intent for intent, weight in weights.most_common() if best[intent] >= TOPIC or intent in first]
    return [intent for intent in ordered if intent == ordered[0] or intent not in SMALL or weights[intent] > 1.0][:MOST]


def _of(sentence: str, asked: tuple[str, ...], spoken: int) -> list[tuple[str, float]]:
    folded = fold(sentence)
    found = []
    if wants_person(sentence):
        found.append(("request_human", BY_WORDS))
    if wants_call(sentence):
        found.append(("request_call", BY_WORDS))
    if spoken <= 3 and is_busy(sentence):
        found.append(("busy", 2 * BY_WORDS))
    if follows_up_later(sentence) and not found:
        found.append(("follow_up_later", BY_WORDS))
    if found or _LINE.search(folded) or _NOT_BUYING.search(folded):
        return found
    if not is_question(sentence) and len(folded.split()) < BARE.get(
        "reason" if "reason" in asked else "any" if asked else "", 0
    ):
        return []
    intent, probability = rank(sentence)[0]
    if intent not in MATTERS or probability < HEARD:
        return []
    return [(intent, probability)]


def said_by_customer(turns: Sequence[Turn]) -> str:
    """All that the customer said, folded."""
    return " ".join(fold(turn.said) for turn in turns if turn.role == USER)
