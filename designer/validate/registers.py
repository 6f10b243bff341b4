"""Usted, tú and vos in what a customer reads: each variant keeps to one, and nobody is left without theirs."""
from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import Any

from designer.validate.contents import Name
from designer.validate.problem import Problem
from designer.validate.project import UNWRITTEN, Project
from designer.validate.reading import line_of
from hilo.spanish.forms_of_address import FAMILIAR, NOBODY, TU, USTED, VOS, Mark, marks

SLOT = "register"
SPOKEN = {USTED: "de usted", TU: "de tú", VOS: "de vos", FAMILIAR: "de tú o de vos", NOBODY: "de nadie"}
_STRANGE = {USTED: {TU, VOS, FAMILIAR}, TU: {USTED, VOS}, VOS: {USTED, TU}, NOBODY: {USTED, TU, VOS, FAMILIAR}}
"""What a variant for each must not have."""


def registers(project: Project) -> list[Problem]:
    """The texts of domain.yml."""
    return [problem for name in project.declared("responses") if isinstance(name.node, list)
            for problem in (*_conditions(name), *_mixed(name), *_missing(name))]


def said_in_code(project: Project) -> list[Problem]:
    """Where the code takes a text outside of an action, it says for whom; a text with variants cannot tell otherwise.

    Only names written out are seen (`texts.fill("utter_x", …)`); in an action `turn.fill` knows the person.
    """
    found = []
    for path, tree in project.python.trees.items():
        for node in ast.walk(tree):
            name = _taken(node)
            place = project.responses.get(name) if name else None
            if place and any(variant.get("condition") for variant in place.node or []):
                found.append(Problem(path, getattr(node, "lineno", 1),
                                     f"«{name}» tiene variantes y aquí no se dice el trato",
                                     "agrega register=…, el de la persona que lo lee"))
    return found


def _taken(node: ast.AST) -> str | None:
    """The name in `texts.fill("…")` or `texts.buttons("…")` without a register."""
    if (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "texts" and node.func.attr in ("fill", "buttons", "titles") and node.args
            and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
            and len(node.args) == 1 and not any(k.arg in (SLOT, None) for k in node.keywords)):
        return node.args[0].value
    return None


def strange_words(text: str, register: str) -> list[Mark]:
    """The words of a text that are not of its register."""
    return [mark for mark in marks(text) if mark.of in _STRANGE[register]]


def needed(texts: Iterable[str]) -> set[str]:
    """For whom texts of tú need a variant: nobody, usted alone («te ayudo» is of vos too), or both."""
    said = {mark.of for text in texts for mark in marks(text)}
    return {USTED, VOS} if TU in said else {USTED} if FAMILIAR in said else set()


def _register_of(variant: Any) -> str | None:
    """For whom a variant is; tú where it has no condition, None where its condition is on something else."""
    conditions = variant.get("condition") or []
    if not conditions:
        return TU
    values = [str(c.get("value")) for c in conditions if c.get("name") == SLOT]
    return values[0] if values else None


def _said(variant: Any) -> Iterator[tuple[str, int]]:
    if isinstance(variant.get("text"), str) and UNWRITTEN not in variant["text"]:
        yield variant["text"], line_of(variant, "text")
    for button in variant.get("buttons") or []:
        yield str(button.get("title") or ""), line_of(button, "title")


def _conditions(name: Name) -> Iterator[Problem]:
    for variant in name.node:
        register = _register_of(variant)
        if register is not None and register not in _STRANGE:
            yield Problem(name.path, line_of(variant, "condition"), f"en «{name.name}», no hay un trato «{register}»",
                          "escribe usted, vos, tu o nadie")
    if name.node and not any(not variant.get("condition") for variant in name.node):
        yield Problem(name.path, name.line, f"«{name.name}» no dice nada a quien se trata de otro modo",
                      "agrega al final una variante sin condición, de tú")


def _mixed(name: Name) -> Iterator[Problem]:
    for variant in name.node:
        register = _register_of(variant)
        if register not in _STRANGE:
            continue
        for text, line in _said(variant):
            words = strange_words(text, register)
            if words:
                own = SPOKEN[register]
                yield Problem(name.path, line, f"en «{name.name}», {_listed(words)} y la variante es {own}",
                              f"escríbela toda {own}")


def _missing(name: Name) -> Iterator[Problem]:
    """By channel: where a channel has a variant of its own, Rasa takes no other there."""
    for channel in dict.fromkeys(variant.get("channel") for variant in name.node):
        own = [variant for variant in name.node if variant.get("channel") == channel]
        there = {_register_of(variant) for variant in own}
        default = [variant for variant in own if not variant.get("condition")]
        lacking = needed(text for variant in default for text, _ in _said(variant)) - there
        if lacking:
            where = f" para el canal «{channel}»" if channel else ""
            whose = " y la ".join(SPOKEN[r] for r in sorted(lacking))
            yield Problem(name.path, line_of(default[0], "text"),
                          f"en «{name.name}» falta la variante {whose}{where}",
                          "agrégala antes, con su «condition» (docs/guia/usted-tu-vos.md), o escribe el texto sin "
                          "tratar a nadie")


def _listed(words: Iterable[Mark]) -> str:
    return ", ".join(f"«{mark.word}» es {SPOKEN[mark.of]}" for mark in words)
