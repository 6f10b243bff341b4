"""A passage of the sources, as an answer is laid beside it."""
from __future__ import annotations

import re
from functools import lru_cache

from hilo.knowledge.words import stem
from hilo.llm.check.clauses import Sentence, groups_of, read, sentences
from hilo.llm.check.figures import figures_in
from hilo.spanish.normalize import fold

_NO = re.compile(r"^\W*no[,.:;]| mejor no\.|^\W*por ahora no")


class Passage:
    """title: the question that it answers, empty where it answers none. body: its sentences. says_no: it begins by
    denying what its title asks. stems: of what it tells; all_stems: of every word."""

    def __init__(self, text: str) -> None:
        first, _, rest = text.strip().partition("\n")
        is_question = first.lstrip().startswith("¿") and bool(rest)
        self.title = first if is_question else ""
        self.text = text
        whole = rest if is_question else text
        self.body = [read(one) for one in sentences(whole)]
        self.says_no = is_question and bool(_NO.match(fold(whole)) or (self.body and _NO.search(
            fold(self.body[0].text))))
        self.stems = frozenset().union(read(self.title).stems, *(one.stems for one in self.body))
        self.all_stems = frozenset(map(stem, re.findall(r"[a-zñ]+", fold(text))))
        self.groups = groups_of(text)
        self.figures = figures_in(text)

    def nearest(self, sentence: Sentence) -> Sentence | None:
        """Its sentence that has most words of another."""
        return max(self.body, key=lambda one: len(one.stems & sentence.stems)) if self.body else None


@lru_cache(maxsize=500)
def passage(text: str) -> Passage:
    """A passage, read once."""
    return Passage(text)
