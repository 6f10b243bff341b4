"""One register, the person's own: tú, usted or vos, never two of them; vosotros is nobody's here."""
from __future__ import annotations

import re

from hilo.llm.check.situation import Situation
from hilo.spanish.forms_of_address import FAMILIAR, TU, USTED, VOS, marks

VOSOTROS = "vosotros"
ALLOWED: dict[str | None, set[str]] = {TU: {TU, FAMILIAR}, VOS: {VOS, FAMILIAR}, USTED: {USTED}, None: set()}
_VOSOTROS = re.compile(r"(?<!\w)(?:vosotr[oa]s|vuestr[oa]s?|os|\w+(?:áis|éis)|decidme|escribidnos)(?!\w)",
                       re.IGNORECASE)
_USTED_ASKED = re.compile(r"(?:¿(?:qué |cuál |cuándo |cómo |en qué |de qué )?|\bsi |\bcuando )"
                          r"(?:quiere|necesita|desea|prefiere|busca|gusta)(?!\w)", re.IGNORECASE)
"""«Si desea», «¿busca …?»: a model's usted has few other marks, since «su» and «puede» are others' too."""


def registers_in(text: str) -> set[str]:
    """tu, vos, usted, vosotros, and `familiar` (tú or vos), as far as the words show them."""
    found = {mark.of for mark in marks(text)}
    if _USTED_ASKED.search(text):
        found.add(USTED)
    if _VOSOTROS.search(text):
        found.add(VOSOTROS)
    return found


def other_register(text: str, situation: Situation) -> bool:
    """Words of another register than the person's, or of any where nobody is addressed."""
    return bool(registers_in(text) - ALLOWED[situation.register])
