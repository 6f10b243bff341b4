"""A long text in parts that a provider takes, cut where a person would pause."""
from __future__ import annotations

import re

LONGEST = 1600
"""Twilio's limit for `Body`, counted as JavaScript counts: an emoji is two."""
_ENDS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"(?<=[.!?…])[»\")\]]*\s+"), re.compile(r"[,;:]\s+"),
         re.compile(r"\s+"))
"""Where a text may be cut, the best place first: paragraph, line, sentence, comma, word."""


def length(text: str) -> int:
    """In UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def split_text(text: str, longest: int = LONGEST) -> list[str]:
    """The text whole where it fits, else in parts within the limit; nothing is lost but the blanks at the cuts."""
    rest, parts = text.strip(), []
    while length(rest) > longest:
        cut = _cut(rest, longest)
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest] if rest else parts


def _cut(text: str, longest: int) -> int:
    """The best place within the limit; not in the first half, so that the parts do not become many."""
    room = longest
    while length(text[:room]) > longest:
        room -= max(1, (length(text[:room]) - longest) // 2)
    for ends in _ENDS:
        places = [match.end() for match in ends.finditer(text, 0, min(len(text), room + 2)) if match.start() <= room]
        places = [place for place in places if length(text[:place].rstrip()) <= longest]
        if places and places[-1] > room // 2:
            return places[-1]
    return room
