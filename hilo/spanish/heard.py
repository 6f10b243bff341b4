"""What a recogniser wrote down of a caller's words, as the rest of the program reads it."""
from __future__ import annotations

import re

from hilo.spanish.speech import clean_turn
from hilo.spanish.spoken import words_of

_DICTATED = re.compile(r"(?<![\d:.,])\b\d(?: \d){3,}\b(?! ?\d)")
"""A number said figure by figure."""
_STOPS = re.compile(r"(?<=[a-záéíóúñ])\.$")


def joined(before: str, now: str) -> str:
    """What was written down so far and what comes now, as one text.

    Interim texts mostly hold all of the utterance so far (seen of Twilio's: «Thank you for», «Thank you for calling»),
    sometimes rewritten; one that begins otherwise and says less goes on from where the last one ended.
    """
    old, new = words_of(before), words_of(now)
    if not old or not new:
        return now if new else before
    if new[: len(old)] == old or (old[0] == new[0] and len(new) >= len(old)):
        return now
    if old[: len(new)] == new or old[-len(new):] == new:
        return before
    return f"{before.rstrip(' .…')} {now.lstrip()}"


def understood(text: str) -> str:
    """The words of a caller with numbers and addresses as people type them; empty where nobody said anything."""
    said = clean_turn(text).text
    said = _DICTATED.sub(lambda match: match.group().replace(" ", ""), said)
    return said if any(c.isalnum() for c in said) else ""
