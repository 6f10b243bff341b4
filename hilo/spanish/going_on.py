"""Words by which somebody takes up again what was left: «dale, sigamos», «sigo con lo de ayer», «ya estoy»."""
from __future__ import annotations

import re

from hilo.spanish.normalize import fold

MOST_WORDS = 12
"""A longer message says by itself what it is about."""
_AGAIN = re.compile(
    r"\b(?:sigamos|seguimos|prosigamos|continu(?:emos|amos)|retom(?:emos|amos|o)|sigo con lo|"
    r"(?:quiero|quisiera|queria|podemos|podriamos|puedo|vamos a|me gustaria|hay que|para|a) "
    r"(?:seguir|continuar|retomar))\b|^\W*(?:seguir|continuar|retomar)\b|"
    r"^\W*(?:(?:dale|ok|si|bueno|listo)\W+)?(?:segui|sigue|siga|continua|continue)(?: (?:por favor|nomas|"
    r"con (?:lo|la)\b.*))?\W*$")
"""«Sigue» alone or with what; «sigue roto» is no request."""
_OTHERWISE = re.compile(
    r"\b(?:no(?! se donde)|ni|nunca|jamas|esperando|en contacto|problemas?|lo mismo|igual|sin|mal|luego|despues|"
    r"mas tarde|en otro momento)\b")
_HERE_AGAIN = re.compile(
    r"\W*(?:(?:hola|buenas|listo|lista|bueno|dale|ok|si|perdon|disculpa\w*|che|ahora si|gracias)\W+)*(?:ahora )?"
    r"(?:(?:ya|aca|aqui|ahora)\W+)*(?:(?:estoy|ando)(?: (?:por )?(?:aca|aqui|libre|disponible|de vuelta|de regreso|"
    r"list[oa]|desocupad[oa]|contigo|con vos|en casa))?|volvi|regrese|me desocupe|me libere|"
    r"puedo(?: hablar| escribir)?|llegue(?: a casa)?|termine|tengo (?:tiempo|un rato)|quede libre)"
    r"(?: (?:ya|ahora))?\W*")
_LONG_GONE = re.compile(r"\b(?:ya|volvi|regrese|me desocupe|me libere|llegue|termine|tengo|quede|aca|aqui|ahora|libre|"
                        r"disponible|list[oa]|desocupad[oa])\b")

_PUTS_OFF = re.compile(
    r"\b(?:escrib\w+|habl[ae]\w*|llam[ae]\w*|marc[ao]\w*|marqu\w+|timbr\w+|contact\w+|avis[ae]\w*|recuerd\w+|"
    r"record\w+|busc(?:a|ame|ueme|uenme)|busqueme|respond\w+|contest\w+|pregunt[ae]\w+|mand[ae]\w*|convers\w+|charl\w+|"
    r"platic\w+|retom\w+|seguimos|sigamos|continu\w+|mensaj\w*|vemos|volv\w+|vuelv\w+)\b"
    r"|\b(?:ahora|ahorita|hoy|en este momento) no\b|\bno (?:puedo|tengo tiempo|alcanzo)\b|"
    r"\b(?:ocupad[oa]|trabajando|manejando|conduciendo|en (?:una )?reunion|en clase)\b")
"""Words by which one is written to or called at another time, or has none now."""


def puts_off(text: str) -> bool:
    """Whether a text names what is put off: to be written to, called, gone on with. The caller knows the intent."""
    return bool(_PUTS_OFF.search(fold(text)))


def takes_up_again(text: str) -> bool:
    """Whether a text says in so many words that one goes on; whether now or later is for its caller to read."""
    folded = fold(text)
    return len(folded.split()) <= MOST_WORDS and bool(_AGAIN.search(folded)) and not _OTHERWISE.search(folded)


def is_here_again(text: str) -> bool:
    """Whether a text says no more than that one has time again; it means something only to somebody who had left."""
    folded = fold(text)
    return bool(_HERE_AGAIN.fullmatch(folded)) and bool(_LONG_GONE.search(folded))
