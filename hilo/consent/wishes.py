"""What a person who speaks of messages wants: by their words, else by what the classifier makes of them."""
from __future__ import annotations

import re
from typing import NamedTuple

from hilo.spanish.normalize import fold
from hilo.spanish.refusals import read_permission

_MARKETING = re.compile(r"\b(?:promo\w*|ofertas?|publicidad\w*|propagandas?|boletin\w*|newsletter|novedades|anuncios?|"
                        r"spam|descuentos?|catalogos?|cupon\w*|campañas?|comercial\w*)\b")
_DATA = re.compile(r"\b(?:datos|mi informacion|informacion personal|habeas|arco|supresion|rgpd|privacidad)\b")
_PROTEST = re.compile(
    r"\b(?:(?:no|nunca|jamas)(?: (?:te|les?|os|se|lo|yo))* (?:dije|pedi|he dicho|he pedido|quise(?: decir)?|queria)"
    r"(?: yo)? (?:eso|tal cosa|que (?:no|ya no|dej\w+|par\w+|(?:me )?(?:den|dieran) de baja)\b[^.,;!?]*)"
    r"|eso no es (?:lo que )?(?:yo )?(?:dije|pedi|queria)"
    r"|(?:quien|cuando|en que momento) (?:te |les? |os )?(?:dijo|dije|pidio|pedi) (?:yo )?eso"
    r"|como que (?:no|tampoco)\b[^.,;!?]*|(?:me )?(?:entendi\w+|leiste|leyeron) mal|mal ?entend\w+"
    r"|(?<!no )(?:quiero|necesito) que (?:si )?(?:me|nos) (?:avis|escrib|llam|contest|respond|notifi)\w+)")
_BARELY = 2
"""So many words beside a protest («no», «¿eh?») are nothing to be answered."""


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


def protests(text: str) -> bool:
    """Whether somebody who was just told that nothing is sent to them any more says that they never asked for that.

    «Nunca pedí que me escribieran» gives the reason of a refusal and takes none back.
    """
    return _PROTEST.search(fold(text)) is not None


def only_protests(text: str) -> bool:
    """Whether the protest is all that the message says."""
    return len(re.findall(r"\w+", _PROTEST.sub("", fold(text)))) <= _BARELY


def is_about_data(text: str) -> bool:
    """Whether the message speaks of what is stored about the person, not only of messages."""
    return _DATA.search(fold(text)) is not None
