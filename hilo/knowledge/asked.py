"""Whether a message asks something that can be answered, rather than tells or wishes."""
from __future__ import annotations

import re

from hilo.spanish.normalize import fold

_WITHOUT_MARK = re.compile(
    r"\b(?:que|cual(?:es)?|cuant[oa]s?|como)\b(?: \w+){0,4} (?:hay|tien\w+|tenes|tenia\w*|da[ns]?|dura\w*|trae\w*|"
    r"cubre\w*|ofrece\w*|incluye\w*)\b|"
    r"^\W*(?:y |pero |e )?(?:cuant[oa]s?|cual(?:es)? (?:es|son|era)|como (?:es|son|se|hago)|donde)\b|"
    r"\bo no\W*$|\bse (?:puede|pueden|podria\w*) \w+r(?:l[oa]s?)?\b")
"""Questions as they are written on a telephone, without the mark: «cuánto dura», «era de cuero o no»."""

_OF_ONE = re.compile(r"\b(?:se (?:puede|pueden|\w+[ae]n?)|es|son|sirven?|aguantan?|resisten?|pesan?|miden?|abrigan?|"
                     r"encogen?|pican?|trae|lleva|destiñen?|duran?)\b")
_OF_OTHERS = re.compile(r"\b(?:otr[oa]s?|mas|tien\w+|tenes|tendr\w+|vend\w+|hay|catalogo|ustedes|vos|usted|tu|quien\w*|"
                        r"envi\w+|pag\w+|tarda\w*|llega\w*|precio|cuesta|sale)\b")


def is_question(text: str) -> bool:
    """Whether it asks."""
    return not text.startswith("/") and ("?" in text or bool(_WITHOUT_MARK.search(fold(text))))


def asks_of_one(text: str) -> bool:
    """Whether it asks what the one thing spoken of is like or bears: «¿se puede planchar?», «¿es pesada?»."""
    folded = fold(text)
    return is_question(text) and bool(_OF_ONE.search(folded)) and not _OF_OTHERS.search(folded)
