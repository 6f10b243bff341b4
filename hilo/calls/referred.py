"""What "lo", "la", "los" or "las" stands for: the last thing of that kind that either side has named."""
from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from hilo.calls.agent_words import THINGS
from hilo.calls.choosing import singular
from hilo.calls.facts import lexicon
from hilo.calls.transcript import Turn
from hilo.spanish.lexicon import index_of
from hilo.spanish.normalize import fold

LOOK_BACK = 8
"""Turns in which the thing is looked for."""
_IT = re.compile(r"\b(?P<it>l[oa]s?) (?!(?:fot|mot|man)o\b)[a-zñ]{2,}(?:o|mos|re)\b|"
                 r"[aei]r(?:me|te|se)?(?P<after>l[oa]s?)\b|\bse (?P<to>l[oa]s?) [a-zñ]{2,}(?:an?|en?)\b")
_BEFORE = {"lo": r"(?:el|un|este|ese|mi|su|tu|del|al|nuestro|otro)", "la": r"(?:la|una|esta|esa|mi|su|tu|nuestra|otra)",
           "los": r"(?:los|unos|estos|esos|mis|sus|tus|otros|dos|tres)",
           "las": r"(?:las|unas|estas|esas|mis|sus|tus|otras|dos|tres)"}
_NEVER = (r"(?!mism|proxim|semana|tarde|mañana|noche|dia|lunes|martes|miercoles|jueves|viernes|sabad|doming|mes|hora|"
          r"enero|febre|marzo|abril|mayo|junio|julio|agost|septi|octub|novie|dicie|verdad|favor|momento|cosa|gusto|"
          r"señor|vez|otr[oa]|que\b|parte|persona|asesor|equipo|caso|tema|cuenta de|nombre|mam[ai]|pap[ai]|hij|herman|"
          r"espos|marid|amig|casa|tienda|whats|wasap|medio|problema|razon|mitad|ayuda|del\b|eso|sea|siguient|correct|"
          r"buen|mal[oa]\b|nuev|grand|chic|list[oa]\b|menos|mejor|unic|ultim|primer|segund|fin\b|final|parec|llam|mand|"
          r"envi|escrib|avis|digo|dice|hago|hace|voy|teng|tien|pued|quier|llev|pas[oa]\b|dej[oa]\b)")
_ENDS = {"lo": r"[a-zñ]{2,}[^as\W]", "la": r"[a-zñ]{2,}[^os\W]", "los": r"[a-zñ]{2,}[^a]s", "las": r"[a-zñ]{2,}[^o]s"}
_THING = {it: re.compile(rf"\b{before} (?P<thing>{_NEVER}{_ENDS[it]})\b") for it, before in _BEFORE.items()}


NEAR = 3
"""Places in which a thing is taken that no list knows: the part itself, its turn, and turns before."""
_SENT = re.compile(r"fotos?|capturas?|medidas?|tallas?|talles?|numeros?|logos?|comprobantes?|colores?|color|apellidos?|"
                   r"listas?|pagos?|tickets?|boletas?|facturas?|etiquetas?|par(?:es)?|cajas?|prendas?|citas?|turnos?|"
                   r"ventanas?|mensajes?")
_ARTICLES = {"lo": "el", "la": "la", "los": "los", "las": "las"}
_NAMES_IT = re.compile(r"(?:el|la|los|las|un|una|su|tu|lo) ")


def referred(turns: Sequence[Turn], number: int, said: str, back: int = LOOK_BACK) -> str:
    """The thing that a part of the turn `number` speaks of by a pronoun; empty where it has none, or nothing fits."""
    folded = fold(said)
    found = _IT.search(folded)
    if found is None:
        return ""
    it = found["it"] or found["after"] or found["to"]
    before = fold(turns[number].said).partition(folded)[0]
    earlier = [fold(turn.said) for turn in turns[max(0, number - back):number]]
    named = [[match["thing"] for match in _THING[it].finditer(text)]
             for text in (folded[:found.start()], before, *reversed(earlier))]
    for near in named:
        things = [thing for thing in near if _is_known(thing)]
        if things:
            return things[-1]
    return next((near[-1] for near in named[:NEAR] if near), "")


@lru_cache(maxsize=4096)
def _is_known(thing: str) -> bool:
    """Whether the company's words have it, or it is what calls send and tell."""
    return bool(THINGS.fullmatch(thing) or _SENT.fullmatch(thing)) or bool(
        index_of(lexicon().products).exact([thing], 0) or index_of(lexicon().products).exact([singular(thing)], 0))


def with_thing(what: str, turns: Sequence[Turn], number: int, said: str, back: int = LOOK_BACK) -> str:
    """What is to be done, with the thing that its pronoun stands for: after its verb, where it begins by one."""
    thing = referred(turns, number, said, back)
    if not thing or thing in fold(what):
        return what
    verb, _, rest = what.partition(" ")
    it = _IT.search(fold(said))
    name = it and (it["it"] or it["after"] or it["to"])
    if not name or not re.search(r"[aei]r$", verb) or _NAMES_IT.match(fold(rest)):
        return f"{what}: {thing}"
    return f"{verb} {_ARTICLES[name]} {thing} {rest}".strip()
