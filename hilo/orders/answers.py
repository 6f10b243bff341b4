"""Whether a message answers what was asked about an order; anything else is left to the rules."""
from __future__ import annotations

import re

from hilo.orders.wishes import choice_of, is_no, nth, number_in
from hilo.spanish.normalize import fold
from hilo.spanish.ordinals import read_ordinal

QUESTIONS = frozenset({"order_which", "order_proof", "order_item", "order_new", "order_wish", "order_confirm",
                       "order_solution"})
"""which order; phone or e-mail; which thing of it; which address or size; money back or another; really?; which way
out of a delay."""
ELSEWHERE = frozenset({"request_human", "request_call", "opt_out", "opt_in", "goodbye", "busy", "follow_up_later",
                       "bot_challenge", "book_appointment"})
"""Intents that are never an answer."""
OTHER = frozenset({"order_status", "cancel_order", "return_exchange", "purchase", "price_inquiry", "shipping_inquiry",
                   "payment_inquiry", "promotion_inquiry", "business_info", "request_quote", "change_appointment"})
"""Intents of other matters."""
SURE, CLEAR = 0.35, 0.7
SHORT = 3
"""Words up to which a message answers rather than begins something."""
MOST_WORDS = 8
LONGEST_ADDRESS = 30
LONGEST_STORY = 150
_WISH = re.compile(r"\b(?:cambi|otr[ao]|devol|dinero|plata|reembols|reintegr|repar|arregl|falt)")
_UNKNOWN = re.compile(r"\b(?:no (?:lo |la )?(?:tengo|se|recuerdo|encuentro|me acuerdo)|ni idea|lo perdi|cual numero)\b")
MOST_DIGITS_OF_NUMBER = 7
_BUYER = re.compile(r"\b(?:a (?:mi )?nombre(?: de| mio)?|(?:mi nombre es|me llamo) [a-zñ]{3,})\b")
_BOUGHT = re.compile(r"\b(?:compr|ped|encarg|pagu|lleg|regal)\w*")
_LEAVE = re.compile(r"\b(?:dej(?:a|alo|ala|arlo|emoslo|emos|ame|en|enlo)|mejor no|olvid\w+|no importa|ya fue|"
                    r"asi nomas)\b")
_HOW_LONG = re.compile(
    r"\b(?:cuant[oa] (?:tiempo )?(?:mas )?(?:va a |van a |se )?(?:tarda|demora|lleva|falta|toma)\w*|"
    r"cuant[oa]s? (?:tiempo |dias? |mas )*"
    r"(?:tengo|hay|debo) (?:que |q )?esperar|(?:cuando|que dia) (?:me |nos )?(?:l[oa]s? )?"
    r"(?:resuelv|solucion|respond|contest)\w+)\b|"
    r"\b(?:tengo|hay) (?:que|q|k) esperar\b[^.!]*\?")
_OF_WAY = re.compile(r"\b(?:envios?|despacho|correo|(?:llegar|mandar|mandarlo|envian|entregar) a)\b")
_YES = re.compile(r"\W*(?:si+|dale|ok\w*|claro|correcto|confirm\w+|de acuerdo|por favor|bueno|adelante|va|vale|listo|"
                  r"perfecto|genial|acepto|esta bien|obvio|sip|hagale|dele)\b")


def is_answer(question: str, text: str, intent: str, confidence: float) -> bool:
    """Whether it is; a yes or no only where one was asked for."""
    folded, words = fold(text), len(text.split())
    is_wish = question == "order_wish" and words <= MOST_WORDS and bool(_WISH.search(folded))
    if intent in ELSEWHERE and confidence >= SURE and not (is_wish and intent == "opt_in"):  # «que me manden otra»
        return False
    if question == "order_new":
        if is_other_matter(intent, confidence, words) and not any(c.isdigit() for c in text):
            return False
        return "?" not in text and 0 < words <= LONGEST_ADDRESS and intent not in ("cancel", "complaint")
    if question == "order_proof":
        return "@" in text or sum(c.isdigit() for c in text) >= 6 or bool(number_in(text)) or is_unknown(text)
    if question == "order_which" and (number_in(text) or is_unknown(text) or names_buyer(text) or asks_how_long(text)):
        return True
    if words > MOST_WORDS or "?" in text:
        return False
    if question in ("order_which", "order_item"):
        return read_ordinal(text) is not None or nth(text, ["1"] * 9) is not None or intent in (
            "inform", "product_inquiry", "purchase", "deny", "cancel") or (
                question == "order_which" and _is_none(text, intent))
    if question == "order_wish":
        return is_wish or nth(text, ["1", "2"]) is not None
    if question == "order_confirm":
        return is_yes(text, intent, confidence) or is_no(text) or intent in ("deny", "cancel", "cancel_order")
    return choice_of(text) is not None or nth(text, ["1", "2", "3"]) is not None or is_yes(text, intent, confidence)


def is_other_matter(intent: str, confidence: float, words: int) -> bool:
    """Whether a message is clearly about something else; a word or two are not clear enough."""
    return words > SHORT and intent in OTHER and confidence >= CLEAR


def is_yes(text: str, intent: str, confidence: float) -> bool:
    """Whether somebody agrees."""
    return (intent == "affirm" and confidence >= SURE) or (bool(_YES.match(fold(text))) and not is_no(text))


def agrees(text: str, intent: str) -> bool:
    """A clear yes to what cannot be undone; «sí, dejalo así» is none."""
    return is_yes(text, intent, 1.0) and not _LEAVE.search(fold(text))


def leaves(text: str, intent: str) -> bool:
    """Whether somebody no longer wants what they had begun."""
    return is_no(text) or intent in ("deny", "cancel") or bool(_LEAVE.search(fold(text)))


def is_unknown(text: str) -> bool:
    """«No lo tengo»: what was asked for cannot be told."""
    return bool(_UNKNOWN.search(fold(text)))


def asks_how_long(text: str) -> bool:
    """«¿Cuánto tarda esto? ¿tengo que esperar un mes?»: of what is being looked into, not of the way to some place."""
    folded = fold(text)
    return bool(_HOW_LONG.search(folded)) and not _OF_WAY.search(folded)


def names_buyer(text: str) -> bool:
    """«Está a nombre de Ana», «ana@…», a telephone: with what an order was placed."""
    return "@" in text or sum(c.isdigit() for c in text) >= MOST_DIGITS_OF_NUMBER or bool(_BUYER.search(fold(text)))


def _is_none(text: str, intent: str) -> bool:
    """Whether it is meant for the question for the number, but holds none: «sí», «12», «es que lo compré ayer»."""
    return intent in ("affirm", "rate_service") or (
        intent in ("not_interested", "out_of_scope") and bool(_BOUGHT.search(fold(text))))


def tells_what_happened(question: str, text: str, intent: str, confidence: float) -> bool:
    """Whether a message goes on with a complaint that was asked about."""
    if is_other_matter(intent, confidence, len(text.split())):
        return False
    away = intent in ELSEWHERE | {"affirm", "deny", "thank", "greet"} and confidence >= SURE
    return not away and "?" not in text and 0 < len(text.split()) <= LONGEST_STORY
