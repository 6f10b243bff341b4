"""Usted, tú and vos in the company's files: an answer has its variants, all else is read by everybody alike."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from designer.validate.problem import Problem
from designer.validate.project import Project
from designer.validate.reading import UnreadableError, line_of, read
from designer.validate.registers import SPOKEN, needed, strange_words
from hilo.spanish.forms_of_address import TU, USTED, VOS, marks

FOR_ALL = frozenset({"text", "note", "notes", "tracking_note", "conditions", "description", "benefits", "list_button"})
"""Keys whose values a customer reads as they stand; others hold what customers say, or what the team does."""
BY_LANGUAGE = frozenset({"bodies"})
"""Such texts by language: WhatsApp's templates, which are approved in one form for everybody."""


def business_registers(project: Project) -> list[Problem]:
    """All files of `data/business/`."""
    found: list[Problem] = []
    for file in sorted((project.root / "data" / "business").rglob("*.yml")):
        try:
            document = read(project.root, file)
        except UnreadableError:
            continue  # another check tells
        found += _within(document.data, document.path)
    return found


def _within(node: Any, path: str) -> Iterator[Problem]:
    if isinstance(node, list):
        for item in node:
            yield from _within(item, path)
    elif isinstance(node, dict):
        if isinstance(node.get("answer"), str):
            yield from _answer(node, path)
        for key, value in node.items():
            if key in FOR_ALL:
                yield from _plain(node, key, value, path)
            elif key in BY_LANGUAGE:
                for own, text in (value or {}).items():
                    yield from _plain(value, own, text, path)
            elif key != "registers":
                yield from _within(value, path)


def _answer(node: Any, path: str) -> Iterator[Problem]:
    """An approved answer and what stands under `registers`."""
    yield from _strange(str(node["answer"]), TU, path, line_of(node, "answer"))
    written = node.get("registers") or {}
    for register in (USTED, VOS):
        if written.get(register):
            yield from _strange(str(written[register]), register, path, line_of(written, register))
    lacking = needed([str(node["answer"])]) - {r for r in (USTED, VOS) if written.get(r)}
    if lacking:
        yield Problem(path, line_of(node, "answer"),
                      f"a la respuesta «{node.get('id', '')}» le falta la variante "
                      f"{' y la '.join(SPOKEN[r] for r in sorted(lacking))}",
                      "agrégala debajo, en «registers», o escribe la respuesta sin tratar a nadie")


def _plain(node: Any, key: str, value: Any, path: str) -> Iterator[Problem]:
    """What has no variants: nobody is addressed in it."""
    lines = ([(text, line_of(value, place)) for place, text in enumerate(value)] if isinstance(value, list)
             else [(value, line_of(node, key))])
    for text, line in lines:
        words = list(marks(text)) if isinstance(text, str) else []
        if words:
            yield Problem(path, line, f"«{words[0].word}» es {SPOKEN[words[0].of]}, y este texto lo leen todos",
                          "escríbelo sin tratar de tú, de usted ni de vos")


def _strange(text: str, register: str, path: str, line: int) -> Iterator[Problem]:
    words = strange_words(text, register)
    if words:
        yield Problem(path, line, f"«{words[0].word}» es {SPOKEN[words[0].of]} y este texto es {SPOKEN[register]}",
                      f"escríbelo todo {SPOKEN[register]}")
