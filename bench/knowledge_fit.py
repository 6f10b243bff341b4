"""Learns how probable it is that the first passage answers, for `bench.knowledge --fit`."""
from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

from hilo.business.company import Company
from hilo.knowledge import sureness
from hilo.knowledge.beside import out_of_scope
from hilo.knowledge.engine import Knowledge
from hilo.settings import ROOT

ASKED = ROOT / "data" / "business" / "asked"
AUTHORS = ("", "asked", "voces", "habla", "calle")
"""Who wrote the wordings: those in the answers' own files, those in `asked/`, and there in `voces-*`, `habla-*` and
`calle-*`."""
NONE_PARTS = len(AUTHORS)
DEVELOPMENT, LEFT_OUT, NONE = 1.0, 0.5, 0.5
"""Weight of an example by where it comes from; questions of people who did not write for the index count most."""


class Example(NamedTuple):
    """What speaks for and against a first passage, and whether it answers. asked: whether any does."""

    features: dict[str, float]
    right: bool
    asked: bool
    weight: float


def fit(company: Company, development: Sequence[tuple[str, frozenset[str]]]) -> None:
    """Writes `hilo/knowledge/weights.json`, and prints what limits would give on the development questions, learned
    from the authors' wordings alone."""
    left_out, open_ones = list(_left_out(company)), list(_development(company, development))
    known = _learned(left_out)
    for least in (0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9):
        sure = np.array([sureness.probability(one.features, weights=known) >= least for one in open_ones])
        asked, right = (np.array([one.asked for one in open_ones]), np.array([one.right for one in open_ones]))
        print(f"  from {least}: rightly answered {(sure & right)[asked].mean():.3f}, wrongly "
              f"{(sure & ~right)[asked].mean():.3f}; of those without answer {sure[~asked].mean():.3f}")
    learned = _learned([*left_out, *open_ones])
    sureness.WEIGHTS.write_text(json.dumps({name: round(value, 4) for name, value in learned.items()}, indent=1) + "\n",
                                encoding="utf-8")
    sureness.learned.cache_clear()


def _learned(examples: Sequence[Example]) -> dict[str, float]:
    names = sorted(examples[0].features)
    rows = np.array([[one.features[name] for name in names] for one in examples])
    model = LogisticRegression(C=1.0, max_iter=2000)
    model.fit(rows, [one.right for one in examples], [one.weight for one in examples])
    return {"": float(model.intercept_[0]), **dict(zip(names, map(float, model.coef_[0]), strict=True))}


def _example(knowledge: Knowledge, text: str, passages: frozenset[str], weight: float) -> Iterator[Example]:
    ranked = knowledge.evidence(text)
    if ranked:
        yield Example(ranked[1], ranked[0] in passages, bool(passages), weight)


def _development(company: Company, development: Sequence[tuple[str, frozenset[str]]]) -> Iterator[Example]:
    knowledge = Knowledge(company, out_of_scope())
    for text, passages in development:
        if not passages or any(not name.startswith("product:") for name in passages):
            yield from _example(knowledge, text, passages, DEVELOPMENT)


def _author_of(company: Company) -> dict[tuple[str, str], str]:
    """By answer and wording, who wrote it."""
    found = {(faq.id, way): "" for faq in company.faqs for way in faq.also}
    for path in ASKED.glob("*.yml"):
        author = next((name for name in AUTHORS[2:] if path.name.startswith(f"{name}-")), "asked")
        for id_, ways in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            found.update({(id_, way): author for way in ways})
    return found


def _left_out(company: Company) -> Iterator[Example]:
    """Each author's wordings asked of an index that has none of them; a part of those without answer likewise."""
    by = _author_of(company)
    none = [*company.unanswered, *out_of_scope()]
    part = np.random.default_rng(0).integers(0, NONE_PARTS, len(none))
    for number, author in enumerate(AUTHORS):
        faqs = tuple(faq.copy(update={"also": [way for way in faq.also if by[faq.id, way] != author]})
                     for faq in company.faqs)
        knowledge = Knowledge(company._replace(faqs=faqs, unanswered=()),
                              [text for text, of in zip(none, part, strict=True) if of != number])
        for faq in company.faqs:
            for way in faq.also:
                if by[faq.id, way] == author:
                    yield from _example(knowledge, way, frozenset([faq.id]), LEFT_OUT)
        for text, of in zip(none, part, strict=True):
            if of == number:
                yield from _example(knowledge, text, frozenset(), NONE)
