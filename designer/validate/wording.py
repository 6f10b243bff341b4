"""How bot texts are written: Spanish with its opening signs, no leftovers."""
from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ruamel.yaml.scalarstring import ScalarString

from designer.validate.places import written
from designer.validate.problem import Problem
from designer.validate.project import UNWRITTEN, Project
from designer.validate.reading import line_of

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_MARKS = (("¿", "?"), ("¡", "!"))
_WORD = re.compile(r"[^\W\d_]+")


def _words(file: str) -> frozenset[str]:
    return frozenset((Path(__file__).parent / file).read_text(encoding="utf-8").split())


ENGLISH = _words("english.txt")
"""Words that no Spanish text has; a template in English was left."""
_READ_AS_OTHER = re.compile(r"^(?:y|n|yes|no|on|off|true|false|null|~)$", re.IGNORECASE)
"""What one YAML reader takes for a text and another for yes, no or nothing."""


def unopened(text: str) -> str | None:
    """The closing sign that has no opening one before it in its sentence, or the opening one left open."""
    text = _ADDRESS.sub("", text)
    for opening, closing in _MARKS:
        opened = False
        for place, sign in enumerate(text):
            if sign == opening:
                opened = True
            elif sign == closing:
                if not opened and text[place - 1:place] not in ("?", "!"):
                    return closing
                opened = opened and text[place + 1:place + 2] == closing  # «¡¡…!!»
        if opened:
            return opening
    return None


def mistakes(text: str) -> Iterator[tuple[str, str]]:
    """What is wrong with how a text is written, and what to do."""
    if not text.strip():
        yield "está vacío", "escríbelo o bórralo"
    sign = unopened(text)
    if sign in ("?", "!"):
        yield f"falta el signo que abre antes de «{sign}»", f"agrega «{'¿' if sign == '?' else '¡'}»"
    elif sign:
        yield f"falta el signo que cierra después de «{sign}»", f"agrega «{'?' if sign == '¿' else '!'}»"
    for word in dict.fromkeys(_WORD.findall(_ADDRESS.sub("", text))):
        if word.lower() in ENGLISH:
            yield f"«{word}» parece inglés", "escríbelo en español"


def wording(project: Project) -> list[Problem]:
    """All bot texts and button titles."""
    found = []
    for name in project.declared("responses"):
        for text, line in written(name):
            if UNWRITTEN in text:
                found.append(Problem(name.path, line, f"«{name.name}» todavía dice {UNWRITTEN}",
                                     "escribe el texto", pending=True))
                continue
            found += [Problem(name.path, line, f"en «{name.name}», {message}" if text.strip()
                              else f"«{name.name}» {message}", remedy)
                      for message, remedy in mistakes(text)]
    return found


def said_something(project: Project) -> list[Problem]:
    """Each variant says or shows something, and reads the same to every YAML reader."""
    found = []
    for name, line, variant in project.variants:
        if not set(variant) & {"text", "image", "custom", "attachment"}:
            found.append(Problem(name.path, line, f"una variante de «{name.name}» no dice nada",
                                 "agrega «text:» o borra la variante"))
        text = variant.get("text")
        if isinstance(text, str) and not isinstance(text, ScalarString) and _READ_AS_OTHER.match(text):
            found.append(Problem(name.path, line_of(variant, "text"), f"en «{name.name}», «{text}» sin comillas no "
                                 "siempre se lee como texto", "ponlo entre comillas dobles"))
    for name in project.declared("responses"):
        if not name.node:
            found.append(Problem(name.path, name.line, f"«{name.name}» no tiene ningún texto",
                                 "agrega «- text:» o bórralo"))
    return found
