"""Short answers while a quotation is made: here and not by mail, any of them, the paper itself."""
from __future__ import annotations

import re

from hilo.spanish.normalize import fold

_BY_CHAT = re.compile(r"\b(?:por aqui|por aca|por este (?:medio|chat)|por whats\w*|por wasap|"
                      r"aqui (?:nomas|mismo|no mas)|aca (?:nomas|mismo)|sin correo|"
                      r"no tengo (?:correo|mail|email)|no uso (?:correo|mail))\b")
_ANY = re.compile(r"\b(?:cualquiera|la que sea|me da igual|da lo mismo|la mas (?:barata|economica))\b")
_PAPER = re.compile(r"\bpdf\b|\b(?:pas|mand|envi|hac|haz|arm)\w*(?: (?:la|el|mi|una?))? (?:cotizacion|"
                    r"presupuesto|proforma|papel|documento)\b|\b(?:mand|envi|pas)\w*mel[oa]\b")
"""The quotation itself is asked for: it is to be made, not dropped."""
_NUMBER = re.compile(r"\b\d{1,5}\b")


def wants_it_here(text: str) -> bool:
    """Whether no mail is wanted."""
    return bool(_BY_CHAT.search(fold(text)))


def takes_any(text: str) -> bool:
    """Whether any of what is offered will do."""
    return bool(_ANY.search(fold(text)))


def wants_paper(text: str) -> bool:
    """Whether the quotation itself is asked for."""
    return bool(_PAPER.search(fold(text)))


def bare_number(text: str) -> int | None:
    """The first number of a message."""
    found = _NUMBER.search(text)
    return int(found[0]) if found else None
