"""What a person who speaks of messages wants: by their words, else by what the classifier makes of them."""
from __future__ import annotations

import re
from typing import NamedTuple

from hilo.spanish.normalize import fold
from hilo.spanish.refusals import read_permission

_MARKETING = re.compile(r"\b(?:promo\w*|ofertas?|publicidad\w*|propagandas?|boletin\w*|newsletter|novedades|anuncios?|"
                        r"spam|descuentos?|catalogos?|cupon\w*|campañas?|comercial\w*)\b")
_DATA = re.compile(r"\b(?:datos|mi informacion|informacion personal|habeas|arco|supresion|rgpd|privacidad)\b")


class Wish(NamedTuple):
    """kind: opt_out or opt_in. by_words: said so plainly that the ledger takes it from the words themselves."""

    kind: str
    purpose: str
    channel: str
    by_words: bool


def wish_of(text: str, intent: str) -> Wish:
    """The wish behind a message whose intent is opt_out or opt_in.

    Where the words do not tell, a message that speaks of advertising is about advertising; a refusal of any other
    kind is one of everything, leave of any other kind is only for advertising.
    """
    said = None if text.startswith("/") else read_permission(text)
    if said is not None and said.kind == intent:
        return Wish(said.kind, said.purpose, said.channel, True)
    marketing = intent == "opt_in" or _MARKETING.search(fold(text)) is not None
    return Wish(intent, "marketing" if marketing else "all", "all", False)


def is_about_data(text: str) -> bool:
    """Whether the message speaks of what is stored about the person, not only of messages."""
    return _DATA.search(fold(text)) is not None
