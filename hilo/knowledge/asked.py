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


def is_question(text: str) -> bool:
    """Whether it asks."""
    return not text.startswith("/") and ("?" in text or bool(_WITHOUT_MARK.search(fold(text))))
