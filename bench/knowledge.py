"""Measures the answers from knowledge on questions written apart from its texts (`tests/hilo/knowledge/*.jsonl`).

    python -m bench.knowledge [--set NAME] [--misses] [--fit]

A line is {"text", "passage"}: the id of the passage that answers, a list where several do, null where none does. The
development questions are open, and so are those of `held_out_two` and `held_out_three` since their misses were mended,
and `unanswerable_five` (150 questions, none of which has an answer) since it was learned from. `held_out_four` is
closed: nobody reads it, and of it counts alone are printed.

  first       share of the answerable questions whose right passage comes first
  in 5        whose right passage is among the first five
  answered    share of the answerable questions that are answered, and rightly
  wrong       share of the answerable questions that are answered with another passage
  unfounded   share of the unanswerable questions that are answered

--fit learns the weights of the probability (`hilo/knowledge/weights.json`) from the company's own wordings, each
author's left out in turn, from questions without answer, from the development set, `held_out_three` and
`unanswerable_five`, and from those of `held_out_two` that have no answer (whoever wrote wordings later had read its
others).
"""
from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click
import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion

from bench import knowledge_fit
from hilo.business.load import load_company
from hilo.calls import intents
from hilo.knowledge import sureness
from hilo.knowledge.beside import out_of_scope
from hilo.knowledge.engine import Knowledge
from hilo.knowledge.likeness import Bm25, read
from hilo.knowledge.passages import Passage
from hilo.spanish.normalize import normalize

SETS = Path(__file__).resolve().parents[1] / "tests" / "hilo" / "knowledge"
OPEN, CLOSED = ("development", "held_out_two", "held_out_three", "unanswerable_five"), ("held_out_four",)
FORMER_SURE, FORMER_FEWEST_WORDS = 0.42, 3
Ranked = tuple[list[str], str | None]
"""Passages by id, best first; and that which would be given as an answer, if any."""


class Question(NamedTuple):
    """passages: the ids of those that answer; empty where none does."""

    text: str
    passages: frozenset[str]


class Score(NamedTuple):
    """Counts over a set, and milliseconds of CPU a question."""

    answerable: int
    first: int
    in_five: int
    answered: int
    wrong: int
    unanswerable: int
    unfounded: int
    milliseconds: float


def questions(name: str) -> list[Question]:
    """A set by its file's name."""
    found = []
    for line in (SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        passage = row["passage"]
        found.append(Question(row["text"], frozenset([passage] if isinstance(passage, str) else passage or [])))
    return found


def learned_from() -> list[Question]:
    """The open questions for whose sake no wording of an approved answer was written."""
    return [*questions("development"), *questions("held_out_three"), *questions("unanswerable_five"),
            *(question for question in questions("held_out_two") if not question.passages)]


def score(ask: Callable[[str], Ranked], asked: Sequence[Question], misses: bool = False) -> Score:
    """Runs a system over questions; `misses` prints what is not right."""
    first = in_five = answered = wrong = unfounded = 0
    began = time.process_time()
    for question in asked:
        ids, given = ask(question.text)
        is_given = given is not None
        right = bool(ids) and ids[0] in question.passages
        first, in_five = first + right, in_five + bool(question.passages.intersection(ids[:5]))
        answered += given in question.passages
        wrong += is_given and bool(question.passages) and given not in question.passages
        unfounded += is_given and not question.passages
        if misses and (is_given != bool(question.passages) or (question.passages and not right)):
            print(f"{given} {ids[:3]} for {sorted(question.passages)}: {question.text}")
    can = sum(bool(question.passages) for question in asked)
    return Score(can, first, in_five, answered, wrong, len(asked) - can, unfounded,
                 (time.process_time() - began) * 1000 / len(asked))


def hybrid(knowledge: Knowledge, intent_of: Callable[[str], str | None] = lambda _: None,
           least: float = sureness.SURE) -> Callable[[str], Ranked]:
    """What the product does. intent_of: how it has classified a message; without it, it knows none. least: the
    probability from which it answers."""
    def ask(text: str) -> Ranked:
        found = knowledge.search(text, intent_of(text))
        given = next((one.passage.id for one in found if one.sure >= least), None)
        return [one.passage.id for one in found], given
    return ask


def word_tfidf(passages: Sequence[Passage]) -> Callable[[str], Ranked]:
    """Cosine of words, nearest wording or text; it answers nothing."""
    rows = [(way, p.id) for p in passages for way in (*p.wordings, p.text)]
    features = TfidfVectorizer(preprocessor=normalize, sublinear_tf=True)
    matrix = features.fit_transform([way for way, _ in rows])

    def ask(text: str) -> Ranked:
        likeness = (matrix @ features.transform([text]).T).toarray().ravel()
        return list(dict.fromkeys(rows[at][1] for at in np.argsort(-likeness)[:50])), None
    return ask


def bm25(knowledge: Knowledge) -> Callable[[str], Ranked]:
    """BM25 over wordings and text of each passage, with our stems and synonyms; it answers nothing."""
    passages = knowledge.passages
    index = Bm25([[*p.wordings, p.title, p.text] for p in passages], knowledge.vocabulary)

    def ask(text: str) -> Ranked:
        shares = index.shares(read(knowledge.vocabulary, text))
        return [passages[at].id for at in np.argsort(-shares)[:5]], None
    return ask


def former(passages: Sequence[Passage]) -> Callable[[str], Ranked]:
    """What went before: cosine of words, pairs and letters with the nearest wording of an approved answer."""
    rows = [(way, p.id) for p in passages if p.kind == "faq" for way in p.wordings]
    features = FeatureUnion([
        ("words", TfidfVectorizer(preprocessor=normalize, ngram_range=(1, 2), sublinear_tf=True)),
        ("letters", TfidfVectorizer(preprocessor=normalize, analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)),
    ])
    matrix = features.fit_transform([way for way, _ in rows])

    def ask(text: str) -> Ranked:
        likeness = (matrix @ features.transform([text]).T).toarray().ravel() / 2
        given = len(text.split()) >= FORMER_FEWEST_WORDS and likeness.max() >= FORMER_SURE
        ids = list(dict.fromkeys(rows[at][1] for at in np.argsort(-likeness)[:50]))
        return ids, ids[0] if given else None
    return ask


def shown(name: str, found: Score) -> str:
    """A line of the table."""
    can, cannot = max(found.answerable, 1), max(found.unanswerable, 1)
    return (f"{name:14} first {found.first:3}/{can} {found.first / can:.3f}   in 5 {found.in_five / can:.3f}   "
            f"answered {found.answered:3} {found.answered / can:.3f}   wrong {found.wrong:3} {found.wrong / can:.3f}   "
            f"unfounded {found.unfounded:2}/{cannot} {found.unfounded / cannot:.3f}   {found.milliseconds:.2f} ms")


@click.command()
@click.option("--set", "name", type=click.Choice([*OPEN, *CLOSED]), default="development",
              help="The questions to measure on; of the closed ones counts only.")
@click.option("--misses", is_flag=True, help="Print what goes wrong on an open set.")
@click.option("--fit", is_flag=True, help="Learn the weights anew.")
def main(name: str, misses: bool, fit: bool) -> None:
    """Prints the table."""
    company = load_company()
    if fit:
        knowledge_fit.fit(company, [(q.text, q.passages) for q in learned_from()])
    began = time.process_time()
    knowledge = Knowledge(company, out_of_scope())
    print(f"index of {len(knowledge.passages)} passages built in {time.process_time() - began:.2f} s of CPU")
    intents.warm_up()
    asked = questions(name)
    for system, ask in (("word TF-IDF", word_tfidf(knowledge.passages)), ("BM25", bm25(knowledge)),
                        ("former search", former(knowledge.passages))):
        print(shown(system, score(ask, asked)))
    print(shown("hybrid", score(hybrid(knowledge), asked, misses and name not in CLOSED)))
    for least in sorted({0.7, 0.8, 0.85, 0.95, sureness.SURE}):
        known = score(hybrid(knowledge, lambda text: intents.rank(text)[0][0], least), asked)
        print(shown(f"intent, {least}", known))
    about = [bool(q.passages) and all(name.startswith("product:") for name in q.passages) for q in asked]
    for part, wanted in (("  products", True), ("  all else", False)):
        some = [question for question, is_one in zip(asked, about, strict=True) if is_one is wanted]
        if some:
            print(shown(part, score(hybrid(knowledge), some)))


if __name__ == "__main__":
    main()
