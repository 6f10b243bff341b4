"""Whether a message answers what was asked about something that does not work."""
from __future__ import annotations

import re

from hilo.orders.answers import ELSEWHERE, SURE, is_other_matter, is_yes
from hilo.orders.wishes import is_no
from hilo.spanish.normalize import fold

QUESTIONS = frozenset({"support_product", "support_symptom", "support_solved"})
LONGEST = 60
_SOLVED = re.compile(r"\b(?:funcion[oa]|anda|prendio|prende|enciende|encendio|se arreglo|solucion\w+|resuelto|resolvio|"
                     r"listo|perfecto|genial|buenisimo|excelente|de maravilla|ya (?:esta|quedo|pude|anda))\b")
_TRIED = re.compile(r"\b(?:ya )?(?:cambie|probe|intente|hice|lo hice|he (?:cambiado|probado|hecho))\b")
_NOT = re.compile(r"\b(?:no|tampoco|nada|igual|sigue|ni asi|peor|todavia|aun)\b")


def is_answer(question: str, text: str, intent: str, confidence: float) -> bool:
    """Whether it is; a product and a symptom are told in many words, the outcome in few."""
    if intent in ELSEWHERE and confidence >= SURE:
        return False
    words = len(text.split())
    if is_other_matter(intent, confidence, words):
        return False
    if question == "support_solved":
        return "?" not in text and words <= LONGEST and (outcome(text, intent, confidence) is not None)
    if intent in ("greet", "thank", "affirm") and confidence >= SURE:
        return False
    return "?" not in text and 0 < words <= LONGEST


def outcome(text: str, intent: str, confidence: float) -> bool | None:
    """Whether what was tried has helped; None where the message does not tell."""
    said = fold(text)
    if _TRIED.search(said) and not _SOLVED.search(said):
        return False
    if _NOT.search(said) or is_no(text) or (intent == "deny" and confidence >= SURE):
        return False
    if _SOLVED.search(said) or is_yes(text, intent, confidence) or intent == "thank":
        return True
    return False if intent == "technical_support" else None
