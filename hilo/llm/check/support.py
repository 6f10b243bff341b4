"""An answer is supported: each of its sentences stands in one passage of the sources, and not the other way round."""
from __future__ import annotations

import re

from hilo.llm.check.brand import denied_claims
from hilo.llm.check.clauses import Sentence, clauses, read, says_yes, sentences
from hilo.llm.check.figures import covered, figures_in, moments_in
from hilo.llm.check.passage import Passage, passage
from hilo.llm.check.situation import Situation
from hilo.spanish.normalize import fold

COVERED = 0.7
"""Share of a sentence's words that have to stand in one passage."""
ALIKE = 0.5
"""What a word counts of which the passage has only one that means the same."""
_CANNOT = re.compile(r"\b(?:no|tampoco) (?:(?:lo|la|los|las|le|les|te|me|se) )?(?:puedo|podemos|tengo|tenemos|se|"
                     r"sabemos|vendemos|hacemos|trabajamos|encuentro|veo|contamos con|figura|aparece|me corresponde)\b"
                     r"|\bno (?:lo|la|los|las) (?:tengo|tenemos|se|vendemos)\b|\bde (?:eso|esto) no\b|"
                     r"\b\w+ no (?:lo|la|los|las)? ?(?:vendemos|hacemos|tenemos|tengo)\b")
"""What a model does not know or cannot do, it may say of itself."""


def _passages(situation: Situation) -> list[Passage]:
    return [passage(one) for one in situation.passages]


def ungrounded(text: str, situation: Situation) -> bool:
    """A sentence of which too much stands in no single passage, its figures among it; to ask something, or not to
    know, needs none."""
    there = _passages(situation)
    said = frozenset().union(*(read(one).stems for one in situation.said))
    for sentence in sentences(text):
        if sentence.rstrip().endswith("?") or _is_supported(read(sentence), there, said):
            continue
        if not all(_is_supported(read(one), there, said) for one in clauses(sentence)):
            return True
    return False


def _is_supported(sentence: Sentence, there: list[Passage], said: frozenset[str]) -> bool:
    words = sentence.stems - denied_claims(sentence.text)
    if _CANNOT.search(fold(sentence.text)):
        words -= sentence.denied | said
    figures = figures_in(sentence.text)
    return not words or any(_coverage(words, sentence, one, said) >= COVERED
                            and all(covered(figure, one.figures) for figure in figures) for one in there)


def _coverage(words: frozenset[str], sentence: Sentence, one: Passage, said: frozenset[str] = frozenset()) -> float:
    """Share of the words; what has only a word of the same meaning counts half, what only the person said twice."""
    have = words & one.stems
    alike = {word for word in words - have if word not in sentence.denied and sentence.groups[word] & one.groups}
    return (len(have) + ALIKE * len(alike)) / (len(words) + len((words - have - alike) & said))


def contradicted(text: str, situation: Situation) -> bool:
    """What a source denies is affirmed, or the other way round; the source that counts is the nearest to the question.
    """
    there, asked = _passages(situation), [read(one) for one in situation.said]
    for sentence in map(read, sentences(text)):
        if not sentence.stems or sentence.text.rstrip().endswith("?"):
            continue
        near = _nearest(sentence, asked, there)
        if near is None:
            continue
        if near.says_no and says_yes(text):
            return True
        if fold(sentence.text) not in situation.folded_source and _turned(sentence, near):
            return True
    return False


def _nearest(sentence: Sentence, asked: list[Sentence], there: list[Passage]) -> Passage | None:
    """Of the passages that cover a sentence, the one that has most of the question."""
    fit = [one for one in there if _coverage(sentence.stems, sentence, one) >= COVERED]
    question = frozenset().union(*(one.stems for one in asked)) if asked else frozenset()
    return max(fit, key=lambda one: len(question & one.stems) + len(sentence.stems & one.stems)) if fit else None


def _turned(sentence: Sentence, near: Passage) -> bool:
    source = near.nearest(sentence)
    shared = sentence.stems & source.stems if source else frozenset()
    if not source or not shared:
        return False
    differ = sum((word in sentence.denied) != (word in source.denied) for word in shared)
    return differ * 2 > len(shared)


def yes_to_nothing(text: str, situation: Situation) -> bool:
    """«Sí, claro»: a yes that tells nothing agrees to whatever was asked; so does one to a figure that no source has.
    """
    if not says_yes(text):
        return False
    if not any(read(one).stems for one in sentences(text)):
        return True
    said = " ".join(situation.said)
    among = figures_in(situation.source)
    asked = {one for one in figures_in(said) if one.kind != "number"}
    days = {one for one in moments_in(said) if not one.startswith("fin ")}
    return bool(asked - among or days - moments_in(situation.source))
