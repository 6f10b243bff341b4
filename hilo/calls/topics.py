"""What a call was about: its intents, the main one first."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from hilo.calls.asked import asked_in
from hilo.calls.circumstances import is_busy, wants_call, wants_person
from hilo.calls.clauses import clauses, question_in
from hilo.calls.deeds import ALSO_DEMANDED, DEMANDED, DONE, RATES, UNDOES, demanded, done, is_rating
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
TOPIC = 0.7
FIRST, AGAIN = 0.75, 0.4
"""What the first matter of a call weighs more, and what speaking of a matter again adds."""
EARLIER = 0.2
"""What of that a matter loses for each that was named before it in the same breath."""
PART = 0.85
"""What a later clause that tells something counts, beside one that asks and beside the beginning."""
SHORT_PART = (5, 2)
"""Words, and words of four letters, below which a clause that tells something is too little to be read by itself."""
SMALL = frozenset({"compliment", "complaint", "technical_support"})
"""Intents that a mere remark looks like: no topic beside another unless they are said twice."""
RIVALS = (("book_appointment", "change_appointment"), ("not_interested", "return_exchange"))
"""Of two that one wish looks like the heavier stays."""
TALK = {"product_inquiry": 0.65, "cancel_order": 0.75}
"""The intents that any remark about a thing, or about a purchase, looks like have to be surer."""
BY_WORDS = 1.2
"""What words that leave no doubt weigh."""
_LINE = re.compile(r"\b(?:señal|se (?:corta|corto|escucha|oye|entrecorta)|no (?:le|te|lo|la) (?:escuch|oig|oy)|"
                   r"interferencia|mucho ruido)")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_WRITE_OFFER = re.compile(r"\b(?:(?:le|te) (?:escrib|contact|habl)\w+|(?:que )?(?:le|te) (?:mande|escriba|contacte))\b")
_CALL_OFFER = re.compile(r"\b(?:le|te) (?:llam|marc|marqu)\w+|\b(?:le|te) (?:podemos|"
                         r"puedo) (?:volver a )?(?:llamar|marcar)|"
                         r"\b(?:vuelvo|volvemos) a (?:llamar|marcar)")
_TIME = re.compile(r"\b(?:mañana|tarde|noche|lunes|martes|miercoles|jueves|viernes|sabado|domingo|semana|mes|enero|"
                   r"febrero|"
                   r"marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|luego|despues|rato|"
                   r"quincena|"
                   r"adelante|a las|momento)\b")
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

    def hear(intent: str, weight: float, again: float = AGAIN) -> None:
        weights[intent] += weight if intent not in best else again * weight  # type: ignore[assignment]
        best[intent] = max(best.get(intent, 0.0), weight)

    if opted_out:
        hear("opt_out", 2 * BY_WORDS + FIRST)
        first.append("opt_out")
    before: Turn | None = None
    spoken = 0
    for turn in turns:
        if turn.role == AGENT or not turn.said:
            before = turn if turn.said else before
            continue
        spoken += 1
        heard = [(intent, weight) for intent, weight in _of_turn(turn, before, spoken)
                 if not (opted_out and intent == "request_call")]
        for intent, weight in heard:
            hear(intent, weight)
        if heard and not first:
            most = max(weight for _, weight in heard)
            first += [intent for intent, weight in heard if weight == most]
            for place, (intent, weight) in enumerate(heard):
                share = min(weight, 1.0) / min(most, 1.0) - EARLIER * place
                weights[intent] += FIRST * share  # type: ignore[assignment]
    acted = [deeds for turn in turns if turn.role == AGENT for deeds in [done(fold(turn.said))] if deeds]
    for intent in [] if opted_out or not acted else acted[-1]:
        if intent in best or not MATTERS.intersection(best):
            hear(intent, DONE if intent in best else TOPIC, 1.0)
    if has_product and not GOODS.intersection(best) and not set(best) - {"request_call", "busy", "follow_up_later",
                                                                     "request_human"} and best and "busy" not in best:
        hear("product_inquiry", TOPIC)
    ordered = [intent for intent, weight in weights.most_common() if best[intent] >= TOPIC or intent in first[:1]]
    for one, other in RIVALS:
        if one in ordered and other in ordered:
            ordered.remove(max(one, other, key=ordered.index))
    return [intent for intent in ordered if intent == ordered[0] or intent not in SMALL or weights[intent] > 1.0][:MOST]


def _of_turn(turn: Turn, before: Turn | None, spoken: int) -> list[tuple[str, float]]:
    """What a turn of the customer speaks of, each intent with the weight of its plainest words."""
    asked = asked_in(before)
    question = fold(before.said) if before else ""
    found: dict[str, float] = {}
    whole = fold(turn.said)
    if is_rating(question, whole):
        found["rate_service"] = BY_WORDS
    if RATES.search(question):
        return list(found.items())
    least = BARE.get("reason" if "reason" in asked else "any" if asked else "", 0)
    for sentence in sentences(turn.said):
        is_short = len(sentence.split()) < least
        parts = clauses(sentence)
        for part in [sentence, *parts] if len(parts) > 1 else parts:
            tells = question_in(part) is None and not is_question(part)
            bare = tells and (is_short or (len(parts) > 1 and _is_scrap(part)))
            share = PART if tells and part is not parts[0] else 1.0
            for intent, weight in _of(part, bare, spoken, part is sentence and len(parts) > 1):
                before_it, weighs = found.get(intent, 0.0), weight * (share if weight <= 1.0 else 1.0)
                found[intent] = max(before_it, weighs) + (AGAIN * min(before_it, weighs) if weight <= 1.0 else 0.0)
    for intent in demanded(whole):
        found[intent] = found.get(intent, 0.0) + (DEMANDED if intent in UNDOES else ALSO_DEMANDED)
    offered = _offered(question, whole)
    if offered and offered not in found:
        found[offered] = BY_WORDS
    if "follow_up_later" in found and spoken > 1:
        found.pop("busy", None)
    return list(found.items())


def _is_scrap(part: str) -> bool:
    return len(part.split()) < SHORT_PART[0] or len(_LONG_WORD.findall(part)) < SHORT_PART[1]


def _offered(question: str, answer: str) -> str | None:
    """What was agreed where the agent offered to come back another time and was not told no; both folded."""
    if "?" not in question or re.match(r"\W*no\b", answer) or not _TIME.search(f"{question} {answer}"):
        return None
    return ("request_call" if _CALL_OFFER.search(question) else "follow_up_later" if _WRITE_OFFER.search(question)
            else None)


def _of(said: str, bare: bool, spoken: int, is_whole: bool) -> list[tuple[str, float]]:
    """What a clause speaks of; a bare answer, and a sentence read by its clauses, only by plain words."""
    folded = fold(said)
    found = []
    if wants_person(said):
        found.append(("request_human", BY_WORDS))
    if wants_call(said):
        found.append(("request_call", BY_WORDS))
    if spoken <= 3 and is_busy(said):
        found.append(("busy", 2 * BY_WORDS))
    if follows_up_later(said) and not found:
        found.append(("follow_up_later", BY_WORDS))
    if found or bare or is_whole or _LINE.search(folded) or _NOT_BUYING.search(folded):
        return found
    intent, probability = rank(said)[0]
    if intent not in MATTERS or probability < TALK.get(intent, HEARD):
        return []
    return [(intent, probability)]


def said_by_customer(turns: Sequence[Turn]) -> str:
    """All that the customer said, folded."""
    return " ".join(fold(turn.said) for turn in turns if turn.role == USER)
