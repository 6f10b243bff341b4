"""A rephrased text says what the approved one says: the same figures, names, links, conditions, and nothing more."""
from __future__ import annotations

import re
from collections import Counter

from hilo.llm.check.facts import _CAPITALISED, _EMAIL, _LINK, _SENTENCE_START
from hilo.llm.check.figures import figures_in, moments_in
from hilo.llm.check.situation import Situation
from hilo.spanish.forms_of_address import marks
from hilo.spanish.normalize import fold

KEPT = 0.75
"""Share of the words that have to be there still; of usted verbs change that are not seen to address anybody."""
ADDED = 0.3
_CONDITIONS = frozenset("no ni sin solo solamente excepto salvo hasta desde antes despues dentro si siempre nunca "
                        "menos "
                        "mas minimo maximo cada todos todas".split())
_STEM = 4


def _stems(text: str) -> set[str]:
    """The words, without those that address somebody: they are what may change."""
    addressing = {fold(mark.word) for mark in marks(text)}
    return {word[:_STEM] for word in re.findall(r"[a-zñ]+", fold(text)) if len(word) > _STEM and word not in addressing}


def figures_changed(text: str, situation: Situation) -> bool:
    """Figures, days or links are others, or some are missing."""
    source = situation.source
    links = [sorted(_LINK.findall(one) + _EMAIL.findall(one)) for one in (text, source)]
    return (figures_in(text) != figures_in(source) or moments_in(text) != moments_in(source) or links[0] != links[1])


def names_dropped(text: str, situation: Situation) -> bool:
    """A name of the source is missing."""
    source, words = situation.source, set(re.findall(r"\w+", fold(text)))
    return any(fold(match.group()) not in words for match in _CAPITALISED.finditer(source)
               if not _SENTENCE_START.search(source[:match.start()]))


def meaning_changed(text: str, situation: Situation) -> bool:
    """A condition or a denial was dropped or added, or too much of the words is others."""
    conditions = [Counter(w for w in re.findall(r"[a-zñ]+", fold(one)) if w in _CONDITIONS)
                  for one in (text, situation.source)]
    new, old = _stems(text), _stems(situation.source)
    begins = {word[:3] for word in re.findall(r"[a-zñ]+", fold(situation.source))}
    added = {stem for stem in new - old if stem[:3] not in begins}  # «puedes» makes «puede» no new word
    return (conditions[0] != conditions[1] or len(new & old) < KEPT * len(old)
            or len(added) > ADDED * max(len(old), 3))
