"""What is written after «¿qué les digo?»: the message itself, a question that is answered first, or nothing at all."""
from __future__ import annotations

import re

ASKS = frozenset({"action_handoff", "action_ask_message"})
"""Actions after which a message for people may come."""
NO_MESSAGE = frozenset({"affirm", "deny", "cancel", "thank", "goodbye", "not_interested", "opt_out", "opt_in",
                        "request_human", "repeat", "help", "greet"})
INFORMS = frozenset({"business_info", "shipping_inquiry", "payment_inquiry", "promotion_inquiry", "price_inquiry",
                     "availability_inquiry", "product_inquiry", "bot_challenge"})
"""Intents of questions to which the assistant has the answer itself."""
SURE = 0.4
"""From this confidence a question is one of those."""
_ASKS = re.compile(r"\W*(?:y |pero |che |perd[oó]n |disculpa |oye |una consulta |una pregunta )*\W*(?:(?:a|en|de|"
                   r"con|por|hasta|desde|para) (?:qu[eé]|cu[aá]l\w*|cu[aá]nt\w+|d[oó]nde|qui[eé]n\w*)\b|qué\b|"
                   r"cuál\w*|cuánt\w+|cuant[oa]s?\b|dónde\b|cómo\b|cuándo\b|quién\w*|adónde\b)", re.IGNORECASE)
"""A question without its sign begins so; «que llegó roto» is no question, so most need their accent."""


def is_question(text: str) -> bool:
    """Whether a text asks something, by its signs or its first word."""
    return "?" in text or "¿" in text or bool(_ASKS.match(text))


def is_question_for_us(text: str, intent: str, confidence: float) -> bool:
    """Whether it is a question that the assistant can answer by itself, so that it is no message for people."""
    return intent in INFORMS and confidence >= SURE and is_question(text)


def is_message(text: str, intent: str, last_action: str) -> bool:
    """Whether what is written after «¿qué les digo?» is what they are to be told: all but a bare yes, no or thanks."""
    return last_action in ASKS and not text.startswith("/") and intent not in NO_MESSAGE
