"""The greeting with which a message opens, told apart from its matter."""
from __future__ import annotations

import re

from hilo.spanish.normalize import fold

MATTER_WORDS = 2
"""So many words must follow for the rest to be a matter of its own."""
_GREETING = re.compile(
    r"\W{0,3}(?:(?:ho+l+a+s?|holi+s?|wena+s?|alo|hey|ey|que tal|q tal|que onda|q onda|que hubo|quiubo|"
    r"buen(?:os|as|a)?(?:\s+(?:dias?|tardes?|noches?))?|muy buen[oa]s(?:\s+(?:dias|tardes|noches))?|"
    r"estimad[oa]s?|saludos|como (?:estas?|estan|van?|le va|andas?|andan)|todo bien|disculpe|disculpa|perdon|"
    r"amig[oa]s?|hilo|che|chicos|chicas|gente)(?!\w)[\s,.!¡?¿:;👋😊🙂-]{0,6}){1,6}")
_PART_OF_DAY = re.compile(r"\bbuen(?:os|as|a)?\s+(dia|tarde|noche)s?\b")
_NAMES = {"dia": "morning", "tarde": "afternoon", "noche": "night"}
_HELLO = re.compile(r"h+o+l+a+|hol|buen|wena|alo|hey|ey|tal|onda|hubo|quiubo|saludos")


def split_greeting(text: str) -> tuple[str, str]:
    """The opening greeting and the rest; ("", text) where there is no greeting with a matter behind it."""
    match = _GREETING.match(fold(text[:200]))
    if not match or not _HELLO.search(match.group()):
        return "", text
    rest = text[match.end():].strip()
    if len(rest.split()) < MATTER_WORDS:
        return "", text
    return text[:match.end()].strip(), rest


def part_of_day(text: str, hour: int) -> str:
    """morning, afternoon or night: as the person greeted, who may be in another time zone, else by the hour (0..23).

    Morning from 5, afternoon from 12, night from 20, as people greet in most countries.
    """
    match = _PART_OF_DAY.search(fold(text[:200]))
    if match:
        return _NAMES[match.group(1)]
    return "morning" if 5 <= hour < 12 else "afternoon" if 12 <= hour < 20 else "night"
