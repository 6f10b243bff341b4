"""Which of the things that a customer names is meant: not what the shop has not, nor what is said by the way."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hilo.calls.echoed import NOT_WANTED
from hilo.calls.told import CallFact
from hilo.calls.transcript import AGENT, Turn, sentences
from hilo.spanish.lexicon import Lexicon
from hilo.spanish.normalize import fold

_LACKS = re.compile(r"\bno (?:(?:l[oa]s?|le|te) )?(?:tenemos|manejamos|trabajamos|vendemos|hacemos|llevamos|"
                    r"contamos con|tengo|hay)\b"
                    r"(?! (?:(?:mas|otr[oa]|ese|esa|el|la) )?(?:en(?! (?:el |nuestro )?catalogo| la tienda)|"
                    r"talla|talle|color|stock|dato|esa|ese))")
_BY_THE_WAY = frozenset("lentes gafas anteojos audífono audifono horno portátil portatil ordenador "
                        "lavarropas "
                        "lavadora lavavajillas microondas auto carro camioneta maleta página "
                        "tele televisor micro moto".split())
"""Things that hardly anybody wants of such a shop; they count where the agent speaks of them too."""


def meant_things(found: Sequence[CallFact], turns: Sequence[Turn], lexicon: Lexicon) -> list[CallFact]:
    """The facts with the things that are meant; what the agent names too is told once more."""
    things = {str(fact.value) for fact in found if fact.name == "product"}
    if not things:
        return list(found)
    agent = [fold(sentence) for turn in turns if turn.role == AGENT for sentence in sentences(turn.said)]
    named = {thing: [one for one in agent if re.search(rf"\b{re.escape(fold(thing).split()[0])}e?s?\b", one)]
             for thing in things}
    lacking = {thing for thing, said in named.items() if said and any(_is_lacking(thing, one) for one in said)
               and all(_is_lacking(thing, one) for one in said[:1])}
    kept: list[CallFact] = []
    for fact in found:
        if fact.name != "product":
            kept.append(fact)
            continue
        thing = str(fact.value)
        if thing in NOT_WANTED or (thing in _BY_THE_WAY and (not named[thing] or things - _BY_THE_WAY)):
            continue
        if thing in lacking and len(things - lacking) > 0:
            continue
        kept.append(fact)
        if named[thing] and thing not in lacking and not any(
                other.name == "product" and other.value == fact.value for other in kept[:-1]):
            kept.append(replace(fact))
    return kept


def _is_lacking(thing: str, sentence: str) -> bool:
    match = _LACKS.search(sentence)
    place = sentence.find(fold(thing).split()[0])
    return match is not None and (place < match.start() or sentence[match.end():place].count(" ") <= 2)
