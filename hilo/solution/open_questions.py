"""Short answers that mean something only because of what was just asked."""
from __future__ import annotations

import re

from hilo.spanish.numbers import read_numbers
from hilo.spanish.ordinals import read_ordinal

MOST_WORDS = 6
"""A longer message says by itself what it is about."""
_STARS = re.compile(r"[⭐★🌟]")


def action_for(open_question: str | None, text: str) -> str | None:
    """The action that takes a short message as the answer to the open question; None where it is none."""
    if not open_question or text.startswith("/") or len(text.split()) > MOST_WORDS or "?" in text:
        return None
    if open_question == "buy" and read_ordinal(text) is not None:
        return "action_choose_option"
    if open_question == "rating" and (read_numbers(text) or _STARS.search(text)):
        return "action_record_rating"
    return None
