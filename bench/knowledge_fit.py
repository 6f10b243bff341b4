"""Learns how probable it is that the first passage answers, for `bench.knowledge --fit`."""
from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from hilo.business.company import Company
from hilo.knowledge import sureness
from hilo.knowledge.beside import out_of_scope
from hilo.knowledge.engine import Knowledge

FOLDS = 5
DEVELOPMENT, LEFT_OUT, TAKEN_AWAY, NONE = 1.0, 0.5, 0.25, 1.5
"""Weight of an example by where it comes from; questions as people write them count most. A question whose passage is
taken away is often answered well enough by its neighbour, so it counts least."""


class Example(NamedTuple):
    """What speaks for and against a first passage, and whether it answers."""

    features: dict[str, float]
    right: bool
    weight: float


def fit(company: Company, development: Sequence[tuple[str, frozenset[str]]]) -> None:
    """Writes `hilo/knowledge/weights.json`."""
    examples = [*_left_out(company), *_taken_away(company), *_development(company, development)]
    names = sorted(examples[0].features)
    rows = np.array([[one.features[name] for name in names] for one in examples])
    model = LogisticRegression(C=1.0, max_iter=2000)
    model.fit(rows, [one.right for one in examples], [one.weight for one in examples])
    known = {"": float(model.intercept_[0]), **dict(zip(names, map(float, model.coef_[0]), strict=True))}
    sureness.WEIGHTS.write_text(json.dumps({name: round(value, 4) for name, value in known.items()}, indent=1) + "\n",
                                encoding="utf-8")
    print(f"{len(examples)} examples")
    sureness.weights.cache_clear()
    sure = np.array([sureness.probability(one.features) for one in examples])
    weight = np.array([one.weight for one in examples])
    right = np.array([one.right for one in examples])
    for least in (0.5, 0.6, 0.7, 0.75, 0.8, 0.9):
        shares = [float((sure >= least)[of].mean()) for of in (
            (weight == LEFT_OUT) & right, (weight == LEFT_OUT) & ~right, weight == NONE, weight == TAKEN_AWAY)]
        print("  from {}: answered of questions left out {:.3f} rightly ranked, {:.3f} wrongly; "
              "of questions without answer {:.3f}; passage taken away {:.3f}".format(least, *shares))


def _example(knowledge: Knowledge, text: str, passages: frozenset[str], weight: float) -> Example | None:
    ranked = knowledge.evidence(text)
    return Example(ranked[1], ranked[0] in passages, weight) if ranked else None


def _development(company: Company, development: Sequence[tuple[str, frozenset[str]]]) -> Iterator[Example]:
    knowledge = Knowledge(company, out_of_scope())
    for text, passages in development:
        if passages and all(name.startswith("product:") for name in passages):
            continue
        example = _example(knowledge, text, passages, DEVELOPMENT)
        if example:
            yield example


def _left_out(company: Company) -> Iterator[Example]:
    """Each wording asked of an index that does not have it; each question without answer likewise."""
    chance = np.random.default_rng(0)
    none = [*company.unanswered, *out_of_scope()]
    folds = {faq.id: chance.integers(0, FOLDS, len(faq.also)) for faq in company.faqs}
    none_folds = chance.integers(0, FOLDS, len(none))
    for fold in range(FOLDS):
        faqs = tuple(faq.copy(update={"also": [w for w, f in zip(faq.also, folds[faq.id], strict=True) if f != fold]})
                     for faq in company.faqs)
        knowledge = Knowledge(company._replace(faqs=faqs, unanswered=()),
                              [text for text, f in zip(none, none_folds, strict=True) if f != fold])
        asked = [(w, frozenset([faq.id]), LEFT_OUT) for faq in company.faqs
                 for w, f in zip(faq.also, folds[faq.id], strict=True) if f == fold]
        asked += [(text, frozenset(), NONE) for text, f in zip(none, none_folds, strict=True) if f == fold]
        yield from (example for one in asked for example in [_example(knowledge, *one)] if example)


def _taken_away(company: Company) -> Iterator[Example]:
    """Questions of passages that are not there."""
    for fold in range(FOLDS):
        faqs = tuple(faq for number, faq in enumerate(company.faqs) if number % FOLDS != fold)
        knowledge = Knowledge(company._replace(faqs=faqs), out_of_scope())
        for faq in [faq for number, faq in enumerate(company.faqs) if number % FOLDS == fold]:
            for wording in faq.also[::3]:
                example = _example(knowledge, wording, frozenset(), TAKEN_AWAY)
                if example:
                    yield example
