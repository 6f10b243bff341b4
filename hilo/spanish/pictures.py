"""Whether somebody would send a photo, or asks whether they may: «¿puedo mandar foto?», «les paso un video»."""
from __future__ import annotations

import re

from hilo.spanish.normalize import fold

MOST_WORDS = 9
"""A longer message tells something besides, and is answered for that too."""
_PICTURE = r"(?:fot(?:o|ito|ografia)s?|imagen(?:es)?|videos?|videitos?|capturas?|pantallazos?)"
_SHOWS = r"(?:mand|envi|pas|sub|adjunt|compart|muestr|mostr)"
_HANDS = r"(?:(?:por )?(?:aqui|aca|aki|este chat|ahi)|una?s?|las?|el|los|mis?|algun[oa]?s?|mas|otr[oa]s?|esa|un par de)"
_TO_YOU = r"(?:(?:te|le|les|os|se) (?:las? |los? )?)"
_FIRST = rf"{_TO_YOU}?(?:(?:las?|los?) )?(?:{_SHOWS}o|envio|saco)"
_MAY = (r"(?<!me )(?<!nos )\b(?:puedo|podemos|podria yo|se pued[ea]n?|tengo que|hay que|debo|quiero|quisiera|voy a|"
        r"queria|necesito|como|donde|sirve|hace falta|vale)")
_SUBJUNCTIVE = rf"que {_TO_YOU}?(?:mande|envie|pase|suba|adjunte|comparta|muestre)"
_TELLS = rf"(?:{_FIRST}|{_MAY} (?:{_TO_YOU})?{_SHOWS}(?:ar|ir)(?:te|le|les|os|se)?(?:la|las|lo|los)?|{_SUBJUNCTIVE})"
_OFFERS = re.compile(rf"(?<!me )(?<!nos )(?<!\bno )\b{_TELLS}\b(?: {_HANDS}){{0,3}} {_PICTURE}\b")
_WHERE = re.compile(rf"\b{_PICTURE}\b,?[ ¿]*(?: ?\w+){{0,2}} "
                    rf"(?:{_FIRST}|{_MAY} {_TO_YOU}?{_SHOWS}(?:ar|ir)\w*|{_SUBJUNCTIVE})\b")
_NEEDED = re.compile(rf"\b(?:necesitan?|necesitas|quieren|precisan?|piden|hace falta|sirven?|ayuda) "
                     rf"(?:(?:que|si) )?(?:{_HANDS} )?{_PICTURE}\b(?! de perfil)[^.!]{{0,20}}\?")
_LOOK = r"(?:mir[ae]n?|mirad|fijate|fijese|fijense|fijaos|ved|vean?|ve|observ[ae]n?|chec[ae](?:te|n)?|cachen?|cacha)"
_CAME = (r"(?:(?:me|nos|les?|te) )?(?:(?:lo|la|los|las) )?(?:llego|llegaron|llegan|han? llegado|vino|vinieron|"
         r"venia|recibi|recibimos|mandaron|enviaron|entregaron|trajeron)")
_SHOWS_STATE = re.compile(
    rf"\W*(?:(?:hola|buenas|pero|che|oye|y|ay|uy|eh)\W+)*(?:{_LOOK}\W+(?:(?:nada mas|nomas|bien|por favor|est?o)\W+)?"
    rf"(?:como|lo que|en que estado|el estado en que|asi)(?: es que| fue que)? {_CAME}|"
    rf"(?:asi|en este estado|en estas condiciones)(?: es)?(?: como| que)? {_CAME}(?!\W*(?:a|al|en|hasta|mejor|bien)\b)|"
    rf"como (?:me|nos) (?:lo |la |los |las )?(?:llego|llegaron|mandaron|enviaron|entregaron|trajeron))\b"
    r"(?: (?!(?:a|al|hasta|bien|rapido|perfect\w*|hermos\w*|lind\w*|divin\w*|genial|impecable|precios\w*)\b)\w+){0,4}"
    r"\W*")
"""In folded text: «mirá cómo llegó», «así me vino la caja». «¿Cómo llego?» asks for the way."""


def only_shows(text: str) -> bool:
    """Whether somebody only points at the state in which something came, as one does beside a photo."""
    return len(text.split()) <= MOST_WORDS and bool(_SHOWS_STATE.fullmatch(fold(text)))


def offers_picture(text: str) -> bool:
    """Whether a photo is to come from them; «¿me mandan una foto?» asks for one of ours."""
    folded = fold(text)
    return any(words.search(folded) for words in (_OFFERS, _WHERE, _NEEDED))


def only_offers_picture(text: str) -> bool:
    """Whether that is all that the message says."""
    return len(text.split()) <= MOST_WORDS and offers_picture(text)
