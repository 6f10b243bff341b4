"""Personal data out of what is sent to a model, and back into what comes from it.

The same value gets the same placeholder throughout a request. Card numbers and the like never come back.
"""
from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from hilo.spanish.documents import MASK, find_documents
from hilo.spanish.normalize import fold
from hilo.spanish.values import read_values
from hilo.spanish.word_lists import folded_words

PLACEHOLDER = re.compile(r"\[(?:TELEFONO|CORREO|DOCUMENTO|TARJETA|CLAVE|NOMBRE|DIRECCION)_\d+\]")
_NAMES = {"phone": "TELEFONO", "email": "CORREO", "person_name": "NOMBRE"}
_SECRET = frozenset({"card", "cvv", "cbu", "clabe", "iban"})
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DIGITS = re.compile(r"(?<![\w.,$])\+?\d[\d\s().-]{6,}\d(?![\w%])")
"""What is left of long numbers after all readers: rather hidden than sent."""
_PASSWORD = re.compile(r"((?:contraseñas?|claves?|passwords?|\bpass\b|\bpin\b)(?:\W+(?:es|era|mi|nueva|vieja|actual|"
                       r"sigue siendo|siendo|de|la|el|mail|correo|cuenta|web|pagina|página)\b){0,6}\W+)"
                       r"((?=\S*\d)\S{3,}[^\s.,;:!?])", re.IGNORECASE)
"""What follows «mi contraseña es» and has a figure in it."""
_MIXED = re.compile(r"(?<![\w@./-])(?=[^\W\d_]*\d)(?=\d*[^\W\d_])(?=\S*[^\W\d_]{3})\w{7,}(?![\w@./-])")
"""Letters and figures in one: a password, where one is spoken of."""
_SPEAKS_OF_PASSWORDS = re.compile(r"contraseñ|\bclaves?\b|passw|\bpass\b", re.IGNORECASE)
_STREET = re.compile(r"\b(?:calle|av\.?|avda\.?|avenida|pasaje|pje\.?|bv\.?|boulevard|bulevar|carrera|cra\.?|jr\.?|"
                     r"jirón|diagonal|ruta|camino|calzada|transversal)\s+(?:[\w.°#-]+\s+)"
                     r"{0,4}?#?\s?\d{1,5}\b(?:\s?[#-]\s?\d+)*", re.IGNORECASE)


class Masks:
    """The placeholders of one request."""

    def __init__(self, names: Iterable[str], at: datetime, country: str | None = None,
                 ours: Iterable[str] = ()) -> None:
        """names: of the person and whoever else is known by name. ours: values of the company, which stay."""
        self._values: dict[tuple[str, str], str] = {}
        self._back: dict[str, str] = {}
        self._at, self._country = at, country
        self._ours = {_key(one) for one in ours}
        parts = {part for name in names for part in (name, *name.split()) if len(part) > 2}
        self._known = [_as_written(part) for part in sorted(parts, key=len, reverse=True)]

    def hide(self, text: str) -> str:
        """The text with a placeholder for each personal value."""
        return "\n".join(map(self._hide_line, self._documents(text).split("\n")))

    def _hide_line(self, text: str) -> str:
        text = _EMAIL.sub(lambda match: self._placeholder("CORREO", match.group()), text)
        text = _PASSWORD.sub(lambda match: match.group(1) + self._placeholder("CLAVE", match.group(2)), text)
        if _SPEAKS_OF_PASSWORDS.search(text):
            text = _MIXED.sub(lambda match: self._placeholder("CLAVE", match.group()), text)
        for found in reversed(read_values(text, now=self._at, country=self._country)):
            if found.entity in _NAMES and not PLACEHOLDER.search(found.text):
                text = text[:found.start] + self._placeholder(_NAMES[found.entity], found.text) + text[found.end:]
        for name in self._known:
            text = name.sub(lambda match: self._placeholder("NOMBRE", match.group()), text)
        text = _STREET.sub(lambda match: self._placeholder("DIRECCION", match.group()), text)
        return _DIGITS.sub(lambda match: self._placeholder("TELEFONO", match.group())
                           if sum(c.isdigit() for c in match.group()) >= 8 else match.group(), text)

    def restore(self, text: str) -> str:
        """The text with the values back in their places; of cards and accounts only dots."""
        return PLACEHOLDER.sub(lambda match: self._back.get(match.group(), match.group()), text)

    def unknown_in(self, text: str) -> list[str]:
        """Placeholders of a text that stand for nothing."""
        return [one for one in PLACEHOLDER.findall(text) if one not in self._back]

    def _documents(self, text: str) -> str:
        for document in reversed(find_documents(text, self._country)):
            kind = "TARJETA" if document.type in _SECRET else "DOCUMENTO"
            written = text[document.start:document.end]
            text = text[:document.start] + self._placeholder(kind, written) + text[document.end:]
        return text

    def _placeholder(self, kind: str, written: str) -> str:
        if _key(written) in self._ours:
            return written
        value = (kind, _key(written))
        if value not in self._values:
            number = sum(one == kind for one, _ in self._values) + 1
            self._values[value] = f"[{kind}_{number}]"
            self._back[self._values[value]] = MASK if kind in ("TARJETA", "CLAVE") else written.strip()
        return self._values[value]


def _as_written(name: str) -> re.Pattern[str]:
    """A name in any capitals; one that is also a word (Rosa) only with its own."""
    is_word = fold(name) in folded_words("nouns.txt") or fold(name) in folded_words("colors.txt")
    forms = "|".join(map(re.escape, (name.capitalize(), name.upper())))
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)") if is_word else re.compile(
        rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)


def _key(value: str) -> str:
    """What two ways of writing a value have in common."""
    digits = "".join(c for c in value if c.isdigit())
    return digits if len(digits) >= 6 and "@" not in value else fold(value).strip()
