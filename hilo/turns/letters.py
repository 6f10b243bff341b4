"""What is said in a turn as letters of a provider: one for what a person would write in one.

A provider takes money and time for each, and a telephone rings for each (`docs/decisions/0009-sending.md`).
"""
from __future__ import annotations

from collections.abc import Sequence

from hilo.memory.timeline import Entry
from hilo.outreach.split import LONGEST, length

BETWEEN = "\n\n"
ALONE = {"image", "attachment", "media", "custom"}
"""What the data of an entry that goes by itself hold."""


def letters_of(said: Sequence[Entry]) -> list[list[Entry]]:
    """Entries that go together, in their order: words, and words with buttons after them. What bears a picture or a
    file goes by itself, and so does what would be cut in two."""
    letters: list[list[Entry]] = []
    for entry in said:
        if letters and _joins(letters[-1], entry):
            letters[-1].append(entry)
        else:
            letters.append([entry])
    return letters


def text_of(letter: Sequence[Entry]) -> str:
    """The words of a letter."""
    return BETWEEN.join(entry.text for entry in letter if entry.text)


def _joins(letter: Sequence[Entry], entry: Entry) -> bool:
    is_words = all(one.text and not {*ALONE, "buttons"} & set(one.data or {}) for one in letter)
    follows = bool(entry.text) and not ALONE & set(entry.data or {})
    return is_words and follows and length(text_of([*letter, entry])) <= LONGEST
