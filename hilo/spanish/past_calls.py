"""A call that somebody tells of («te llamé hace un rato») is told from one that they ask for («llámame»)."""
from __future__ import annotations

import re

from hilo.spanish.normalize import fold

_VERB = (r"(?:hablamos|hable|conversamos|converse|charlamos|charle|platicamos|platique|llame|llamo|llamamos|"
         r"telefonee)\b")
_CALLED = re.compile(
    rf"\b{_VERB}(?=.*\b(?:recien|reciencito|denantes|endenantes|antes|ayer|anoche|anteayer|antier|hace|hoy|temprano|ya|"
    r"esta (?:mañana|tarde|noche)|(?:a|en) la (?:mañana|tarde|noche)|rato|ratito|ratico|momento)\b)")
"""Verbs whose forms of the past are also others («hablamos» is now, «llame» an order): a time of the past is there."""
_BEFORE = re.compile(rf"\b(?:recien|ayer|anoche|antier|ya|hoy|antes|denantes)\b[\w ]{{0,12}}?\b{_VERB}")
_SURELY = re.compile(
    r"\b(?:estuv(?:e|imos) (?:hablando|conversando|charlando|platicando)|(?:soy|fui) (?:la|el|quien) (?:que )?"
    r"(?:llamo|hablo|hablaba|los llamo|les hablo|te llamo)|acab(?:o|amos|e) de (?:hablar|llamar|cortar|colgar|"
    r"conversar)|hable con (?:usted|ustedes|alguien|una|un)\b|(?:lo|la) de la llamada de (?:recien|hoy|ayer|hace)|"
    r"despues de la llamada|vengo de la llamada)")
_ASKS = re.compile(
    r"\b(?:ll?am|marqu|marc|timbr|telefone)(?:e|a|en|ad|ar)(?:me|nos|le|lo|la)\b|\bllame (?:usted|al|por favor)\b|"
    r"\b(?:me|nos|le|lo|la) (?:vuelv\w+ a |pued\w+ |pod\w+ )?(?:llam(?:a|as|an|e|es|en|ar)|marc\w+|marqu\w+|timbr\w+|"
    r"devuelv\w+)\b|\b(?:quiero|quisiera|necesito|prefiero|preferiria|mejor|pued\w+|podr\w+|podemos|hablemos|esper\w+|"
    r"cuando)\b|\b(?:devolver|devuelv\w+|devolv\w+|vuelv\w+|corto|nadie|perdidas?)\b")
"""What asks for a call, or tells of one that failed."""


def tells_of_call(text: str) -> bool:
    """Whether a text tells of a call that has been, and neither asks for another nor says that it failed."""
    folded = fold(text)
    told = _SURELY.search(folded) or _CALLED.search(folded) or _BEFORE.search(folded)
    return bool(told) and "?" not in folded and not _ASKS.search(folded)
