"""A customer's message as a training phrase: on one line, its values annotated, nothing in it that is only theirs."""
from __future__ import annotations

import re
from collections.abc import Collection
from itertools import cycle
from zlib import crc32

from hilo.business.lexicon import lexicon_of
from hilo.business.load import get_shop
from hilo.clock import now
from hilo.spanish.documents import MASK, mask_documents
from hilo.spanish.values import read_values

LONGEST = 300
"""Characters of a phrase; who writes more has several matters."""
SURE = 0.6
"""A value read with less confidence is not annotated: a wrong one teaches wrongly."""
_DOCUMENT = re.compile(re.escape(MASK) + r"(?: [\w.-]{1,4})?")
_A_DOCUMENT = "00000000"
_NAMES = ("Lucía", "Andrés", "Camila", "Mateo", "Rosario", "Julián", "Noelia", "Esteban")
_AN_EMAIL = "compras@correo.example"
_SPOKEN_EMAIL = "compras arroba correo punto com"
_DIGITS = {"phone": "5550142", "order_number": "48213"}
_SPOKEN_DIGITS = {"phone": "cinco cinco cinco cero uno cuatro dos", "order_number": "cuatro ocho dos uno tres"}


def as_phrase(text: str, entities: Collection[str]) -> str:
    """The message as it is written into an `nlu.yml`.

    Documents, telephones, e-mail addresses, order numbers and names are replaced by made-up ones of the same shape:
    phrases are kept with the project and teach nothing by whose they were. `entities`: those that phrases annotate.
    """
    line = " ".join(text.replace("[", "(").replace("]", ")").split())
    profile = get_shop().company.profile
    line = _DOCUMENT.sub(_A_DOCUMENT, mask_documents(line, profile.country))
    found = [value for value in read_values(line, lexicon=lexicon_of(get_shop().company), now=now(profile.time_zone),
                                            country=profile.country) if value.confidence >= SURE]
    pieces, done = [], 0
    for value in sorted(found, key=lambda one: one.start):
        words = line[value.start:value.end]
        if value.start < done or not words.strip():
            continue
        start = value.start + len(words) - len(words.lstrip())
        end = start + len(words.strip())
        shown = _made_up(value.entity, words.strip())
        pieces += [line[done:start], f"[{shown}]({value.entity})" if value.entity in entities else shown]
        done = end
    return "".join([*pieces, line[done:]])


def _made_up(entity: str, words: str) -> str:
    if entity == "person_name":
        return _NAMES[crc32(words.casefold().encode()) % len(_NAMES)]
    if entity == "email":
        return _AN_EMAIL if "@" in words else _SPOKEN_EMAIL
    if entity in _DIGITS:
        if not any(sign.isdigit() for sign in words):
            return _SPOKEN_DIGITS[entity]
        digits = cycle(_DIGITS[entity])
        return "".join(next(digits) if sign.isdigit() else sign for sign in words)
    return words
