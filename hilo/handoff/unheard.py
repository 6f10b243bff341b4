"""Whoever has told what is wrong and says it again, or demands what is due: nothing more is to be asked of them."""
from __future__ import annotations

import re
from collections.abc import Sequence

from hilo.orders.troubles import trouble_of
from hilo.solution.open_questions import OFFERS_PERSON, Reply, is_step
from hilo.spanish.normalize import fold

ENOUGH = 8
"""Words from which on a complaint has told what happened."""
SURE = 0.35
"""From this confidence a complaint is one."""
FEW = 3
"""Words of a bare «hola, ¿hay alguien?»."""
LATELY = 86_400.0
"""Seconds within which something told counts."""
_SAID = re.compile(r"\bya (?:te|le|les|se|os) (?:l[oa]s? )?(?:dije|conte|explique|escribi|respondi|mande|"
                   r"he (?:dicho|contado|explicado))\b|\bcuantas veces\b.{0,30}\b(?:decir|contar|explicar|repetir)\w*")
_DUE = r"(?:plata|dinero|guita|pasta|lana|devolucion|reembolso|reintegro|solucion|respuesta)"
_DEMANDS = re.compile(rf"\b(?:quiero|exijo|necesito|reclamo|pido|espero)\b(?: \w+){{0,3}} {_DUE}\b|"
                      rf"\b(?:devuelv\w+|devolv\w+|reintegr[ae]\w*|reembols[ae]\w*)\b(?: \w+){{0,3}} {_DUE}\b|"
                      r"\b(?:devuelvan|devolve|reintegren|reembolsen)me\w*\b|\bgracias por nada\b")


def tells(text: str, intent: str) -> bool:
    """Whether a message told what is wrong."""
    return not text.startswith("/") and (
        trouble_of(text) is not None or (intent == "complaint" and len(text.split()) >= ENOUGH))


def is_unheard(before: Sequence[tuple[str, str]], text: str, intent: str, confidence: float) -> bool:
    """Whether who told it before insists now. before: texts and intents of their earlier messages."""
    return not text.startswith("/") and _insists(text, intent, confidence) and any(tells(*one) for one in before)


def _insists(text: str, intent: str, confidence: float) -> bool:
    folded = fold(text)
    if _SAID.search(folded) or _DEMANDS.search(folded):
        return True
    return (intent == "complaint" and confidence >= SURE and len(text.split()) < ENOUGH
            and trouble_of(text) is None and "?" not in text)


def calls_us(open_question: str | None, reply: Reply) -> bool:
    """«¿Hola???» while a step or the offer of a person is open: they wait for us, and greet nobody."""
    is_open = is_step(open_question) or (open_question == "person" and reply.last_action in OFFERS_PERSON)
    return is_open and reply.intent == "greet" and reply.confidence >= SURE and len(reply.text.split()) <= FEW
