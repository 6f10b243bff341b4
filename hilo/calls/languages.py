"""In which Spanish a call is heard and answered, by the caller's country.

A voice that a provider does not have ends the call (Twilio, error 64101), so what is asked of each is what it has: all
of them read Spanish of Spain and of the United States; Amazon has Mexico's besides, Google hears every country's, and
Deepgram Latin America's as one (Twilio, «ConversationRelay», language attributes; the providers' own lists).
"""
from __future__ import annotations

from typing import NamedTuple

_COUNTRIES = frozenset("AR BO CL CO CR CU DO EC ES GT HN MX NI PA PE PR PY SV US UY VE".split())
SPAIN, AMERICAS = "es-ES", "es-US"
_VOICES = {"Google": {"ES": SPAIN}, "Amazon": {"ES": SPAIN, "MX": "es-MX"}, "ElevenLabs": {"ES": SPAIN, "MX": "es-MX"}}


class Tongue(NamedTuple):
    """Language tags (BCP 47). language: the person's own; heard: the recogniser's; voice: the voice's."""

    language: str
    heard: str
    voice: str


def tongue_of(country: str | None, voices: str, recogniser: str) -> Tongue:
    """country: ISO 3166-1; None: unknown. voices, recogniser: the providers' names, as Twilio writes them."""
    language = f"es-{country}" if country in _COUNTRIES else AMERICAS
    heard = language if recogniser == "Google" else ("es" if country == "ES" else "es-419")
    return Tongue(language, heard, _VOICES.get(voices, {}).get(country or "", AMERICAS))
