"""Whether whoever answered is not the one who was called, or called somebody else: by what both sides say of it.

No single turn of phrase tells it: what was answered to the question for a name, what is said of the telephone or of
the one who was sought, and what the agent does about it, are counted together, and weighed with what the customer's
turns were heard to be.
"""
from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from hilo.calls.judging import learned
from hilo.calls.spoken_of import TurnHeard, heard_in
from hilo.calls.transcript import AGENT, USER, Turn
from hilo.spanish.normalize import fold

ENOUGH = 3
LEAST_MEANT = 2
FIRST = 5
"""Turns within which the agent asks for the person, and is told."""
FIRST_HEARD = 2
"""Turns of the customer in which most tell it."""
_SAID_OUTRIGHT = re.compile(
    r"\b(?:numero (?:equivocado|errado|incorrecto|mal)|equivocad[oa]s? de (?:numero|telefono|persona)|"
    r"(?:telefono|llamada) equivocad[oa]|marc(?:o|aron|aste|amos|e) (?:mal|otro numero|un numero equivocado)|"
    r"se (?:ha |han )?equivoc\w+ de (?:numero|telefono|persona|celular)|(?:esta|estas|estan|"
    r"usted esta) equivocad[oa]s?\b|"
    r"no es (?:este |ese )?(?:el |su |mi )?(?:numero|telefono|celular) de|"
    r"(?:este|el|ese) (?:numero|telefono|celular|movil) (?:ya )?no (?:es|pertenece))")
_ASKS_FOR = re.compile(r"\b(?:habl[oae]s? con|se encuentra|comunic\w+ con|(?:eres|es usted|sos|esta)\b|de parte de)|"
                       r"(?:señora?|don|doña) \w+ ?\?|[^.?]{0,30}¿ ?\w+(?: \w+)? ?\?")
_IT_IS_ME = re.compile(r"^\W*(?:(?:ah|ay|eh|hola|bueno),? )*(?:si\b|con (?:el|ella)|soy yo|el (?:mismo|habla)|"
                       r"ella (?:misma|habla)|"
                       r"habla (?:el|ella)|yo (?:soy|mism[oa])|a sus ordenes|la misma|digame|dime|claro)")
_NO = re.compile(r"^\W*(?:(?:ah|ay|eh|hola|buenas|bueno|uy|pues|mire|perdon|disculpe|fijese que|buen dia)[ ,.]+)*"
                 r"(?:no\b|que va|nones|para nada|nada que ver|con quien|quien\b|se equivoc)")
_NOT_HERE = re.compile(
    r"\b(?:aca|aqui|ahi|esto|esta) (?:no (?:hay|vive|es|trabaja|existe|se encuentra)|habla (?!el\b|ella\b)|vive|"
    r"es (?:un|una|el|la)\b|[a-zñ]{3,12} ningun[oa])|\bno (?:vive|trabaja|hay|existe) (?:aca|aqui|nadie|ning\w+)|"
    r"\bning\w+ [a-zñ]{3,12}\b|\besto es (?:un|una)\b|\byo soy [a-zñ]+|\bsoy (?:la|el) (?:nuev|dueñ)\w+")
_NO_LONGER = re.compile(r"\b(?:ya no (?:vive|trabaja|tiene|usa|esta)|(?:trabajaba|vivia|tenia) (?:aqui|aca|ahi|este)|"
                        r"(?:este|ese|el) (?:numero|telefono|celular|movil|chip)[a-z ,]{0,20}(?:lo|es|"
                        r"ahora) (?:tengo|llevo|uso|mio|es mio)|"
                        r"(?:tengo|llevo|uso) (?:yo )?(?:este|ese) (?:numero|telefono|celular|movil)|"
                        r"me l[oa] (?:dieron|dejo|asignaron|vendieron|paso)|(?:compre|tengo) (?:este|el|la) (?:chip|"
                        r"linea|numero))")
_UNKNOWN = re.compile(r"\bno (?:la |lo |le )?(?:conozco|conocemos)\b|\bni idea\b|\bno se quien\b|\bpreguntando por\b|"
                      r"\bbuscandol[oa]\b|\b(?:te|se|les?)(?: l[oa])? (?:han |habran |dieron |dio |haya )?(?:dado|dao|"
                      r"dieron|dio|pasado|pasaron)? ?(?:mal|equivocad)|\bmal anotad|\bme equivoque\b|\b(?:se equivoco|"
                      r"te equivocaste|se equivocaron)\b|\bno es (?:el|la) [a-zñ]+ de\b")
_HE_IS_OUT = re.compile(r"\b(?:no esta\b(?! aqui)|salio|vuelve|regresa|llega (?:a|en)|esta (?:trabajando|durmiendo|"
                        r"ocupad)|llamel[oa] (?:mas|en|a)|le aviso|le digo que|soy (?:su|la|el) (?:espos|mam|hij|"
                        r"herman|marido|mujer|papa|señor))")
_SORRY = re.compile(r"\b(?:disculp\w+|perdon\w*|lo siento|una disculpa|lamento)\b")
_PUTS_RIGHT = re.compile(
    r"\b(?:corrij|corrig|actualiz|borr|quit|sac|elimin|retir|anot)\w*\b.{0,25}\b(?:numero|telefono|ficha|lista|sistema|"
    r"registro|base|contacto)|\b(?:lo|la) (?:corrijo|corregimos|borro|quito|saco|elimino)\b|\bno es (?:este|el|su) "
    r"(?:numero|telefono)|\bmarc\w+ otro numero|\b(?:tenia|tengo|tenemos) este (?:numero|telefono)|"
    r"\besto es [a-zñ]+,? una tienda|\bno (?:la|lo) molest\w+ mas")

_WE_ARE_NOT = re.compile(r"\b(?:se equivoc\w+|(?:marc\w+|llam\w+) (?:mal|a otro)|numero equivocado|"
                         r"(?:aca|aqui) no (?:hay|vive|trabaja|es)|no somos|"
                         r"(?:es|somos) (?:una|la|esta) tienda)\b")
"""The agent tells somebody who called us that they meant another."""
_MEANT_ANOTHER = tuple(map(re.compile, (
    r"\b(?:que (?:verguenza|papelon|pena|lata|oso)|disculp\w+|perdon\w*|ay no|uy)\b",
    r"\b(?:marque|me equivoque|disque|marcaria|anote mal|me dieron mal)\b",
    r"\b(?:no es|no hablo con|ahi no es|esa no es|entonces no es) (?:el|la|lo) [a-z]+|\bque tienda\b|\b(?:con quien|"
    r"de donde|adonde) (?:hablo|habla|va a ser|llame)")))
_CORRECTS = re.compile(
    r"\b(?P<stem>corrij|corrig|correg|actualiz|borr|quit|sac|elimin|retir)(?:o|amos|imos|emos|aremos|are|ar|ir|ando|"
    r"iendo)(?:l[oa]s?)?\b|\b(?:queda|lo dejo) (?P<other>borrad|corregid)")


def is_wrong_number(turns: Sequence[Turn]) -> bool:
    """Whether a call reached, or was meant for, somebody else."""
    by: list[float] = learned()["wrong_number"]
    return by[-1] + sum(one * sign for one, sign in zip(by, signs_of_wrong(turns), strict=False)) > 0


def signs_of_wrong(turns: Sequence[Turn], heard: Sequence[TurnHeard] | None = None) -> list[float]:
    """What tells it: both sides' words, and how all turns, the likeliest and the first ones sound.

    heard: where the turns are known otherwise than by the weights in use.
    """
    known = heard_in(tuple(turns)) if heard is None else heard
    wrong = np.array([one.wrong[0] for one in known] or [0.0])
    return [float(_by_words(turns)), float(wrong.mean()), float(wrong.max()), float(wrong[:FIRST_HEARD].mean())]


def _by_words(turns: Sequence[Turn]) -> bool:
    """Whether enough of what both sides say tells it."""
    said = [fold(turn.said) for turn in turns if turn.role == USER and turn.said]
    agent = [fold(turn.said) for turn in turns if turn.role == AGENT and turn.said]
    if sum(bool(one.search(" . ".join(said))) for one in _MEANT_ANOTHER) >= LEAST_MEANT and any(
            map(_WE_ARE_NOT.search, agent)):
        return True
    if any(map(_HE_IS_OUT.search, said[:3])) and not any(map(_NO_LONGER.search, said)):
        return False
    score = 3 if any(_SAID_OUTRIGHT.search(one) for one in said) else 0
    asked, denied = _answer(turns)
    if asked and not denied and any(_IT_IS_ME.search(one) for one in said[:2]):
        return score >= ENOUGH
    customer = " . ".join(said)
    score += int(denied)
    score += sum(bool(pattern.search(customer)) for pattern in (_NOT_HERE, _NO_LONGER, _UNKNOWN))
    score += bool(_PUTS_RIGHT.search(" . ".join(agent)))
    score += bool(_SORRY.search(" . ".join(agent[1:])) and (denied or _UNKNOWN.search(customer)))
    return score >= ENOUGH and (denied or not asked or score > ENOUGH)


def puts_right(turns: Sequence[Turn]) -> tuple[str, str] | None:
    """How the agent will put the number right ("borrar"), and its words; None where it says nothing of it."""
    for turn in turns:
        match = _CORRECTS.search(fold(turn.said)) if turn.role == AGENT else None
        if match:
            stem = match["stem"] or match["other"][:4]
            return ("corregir" if stem.startswith("corr") else f"{stem}ar"), turn.said
    return None


def _answer(turns: Sequence[Turn]) -> tuple[bool, bool]:
    """Whether the agent asked for somebody, and whether that was denied."""
    asked = False
    for turn in turns[:FIRST]:
        if turn.role == AGENT:
            asked = asked or (bool(_ASKS_FOR.search(fold(turn.said))) and "?" in turn.said)
        elif asked and turn.said and _NO.search(fold(turn.said)):
            return True, True
    return asked, False
