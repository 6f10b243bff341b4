"""What is written, as it is said aloud: no signs, no lists, no addresses, every number in words.

`unspeakable` tells a designer what of a text no voice can say; `spoken` is what is done to a text that goes to a voice,
whoever wrote it.
"""
from __future__ import annotations

import re
import unicodedata

from hilo.spanish.spoken_numbers import said

_ADDRESS = r"(?:https?://|www\.)\S+?(?=[.,;:!?)]*(?:\s|$))"
LINK = re.compile(_ADDRESS, re.IGNORECASE)
EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_MARKDOWN = re.compile(r"(?<!\w)([*_`~]{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)")
_HEADING = re.compile(r"^#{1,6}\s+", re.MULTILINE)
_BULLET = re.compile(r"^[ \t]*(?:[•·▪*–—-]|\d{1,2}[.)])[ \t]+", re.MULTILINE)
_POINT = re.compile(r"(?<=[.!?:;…])[ \t]*[•▪][ \t]*")
"""A point of a list that goes on within its line."""
_SENTENCE = re.compile(rf"[^.!?…\n]*{_ADDRESS}[^.!?\n]*[.!?]?", re.IGNORECASE)
"""A sentence with an address in it says where to look, and nothing else."""
_OR, _AND = re.compile(r"\bo(?= h?[oó])"), re.compile(r"\by(?= h?[ií](?!e))")
_SIGNS = str.maketrans({"«": "", "»": "", "“": "", "”": "", '"': "", "[": ", ", "]": ", ", "(": ", ", ")": ", ",
                        "–": ", ", "—": ", ", "&": " y ", "+": " más ", "=": " igual a ", "\xa0": " ", "\u202f": " ",
                        "×": " por ", "•": ", ", "▪": ", "})


def unspeakable(text: str) -> str | None:
    """What of a text no voice can say, in the words for a designer; None where all of it can be said."""
    if LINK.search(text):
        return "una dirección web"
    if EMAIL.search(text):
        return "un correo"
    if any(_is_picture(c) for c in text):
        return "un emoji"
    if _BULLET.search(text):
        return "una lista"
    if _MARKDOWN.search(text) or _HEADING.search(text):
        return "letra marcada (*, _, #)"
    if "\n" in text.strip():
        return "varias líneas"
    return None


def spoken(text: str, country: str | None = None) -> str:
    """A text as a voice is to say it. country: ISO 3166-1, by which telephones are recognised."""
    text = "".join(c for c in text if not _is_picture(c))
    text = EMAIL.sub(lambda match: _email(match.group()), LINK.sub("", _SENTENCE.sub("", text)))
    text = _MARKDOWN.sub(r"\2", _HEADING.sub("", _BULLET.sub("", text)))
    text = _lines(_POINT.sub(" ", text))
    text = said(text.replace("\xa0", " ").replace("\u202f", " "), country).translate(_SIGNS)
    text = text.replace(" / ", ", ").replace("/", " o ").replace("*", "").replace("_", " ").replace("#", " número ")
    text = re.sub(r"\s+", " ", text)
    text = _OR.sub("u", _AND.sub("e", text))
    text = re.sub(r"\s+([,.;:!?…])", r"\1", text)
    text = re.sub(r",(?:\s*,)+", ",", text)
    text = re.sub(r",\s*([.;:!?])", r"\1", text)
    return re.sub(r"([.!?])\s*\.(?=\s|$)", r"\1", text).strip(" ,;:")


def words_of(text: str) -> list[str]:
    """The words of a text, to compare what was sent with what was heard."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"\w+", "".join(c for c in folded if not unicodedata.combining(c)))


def _lines(text: str) -> str:
    """Lines as sentences: one that ends without a sign gets its full stop."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    ended = [line if line[-1] in ".!?:;,…" or at == len(lines) - 1 else f"{line}." for at, line in enumerate(lines)]
    return " ".join(ended)


def _email(address: str) -> str:
    name, _, host = address.partition("@")
    marks = ((".", " punto "), ("-", " guion "), ("_", " guion bajo "), ("+", " más "))
    for mark, words in marks:
        name, host = name.replace(mark, words), host.replace(mark, words)
    return f"{name} arroba {host}"


def _is_picture(c: str) -> bool:
    """Emoji and what goes with them; not the signs of money, degrees or numbers."""
    return (unicodedata.category(c) in ("So", "Sk", "Cs") and c not in "°ºª©®™^´`¨") or c in "\u200d\ufe0f"
