"""How probable it is that the best passage answers a question; learnt by `python -m bench.knowledge --fit`."""
from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from hilo.knowledge.likeness import Asked, Likeness, Read
from hilo.knowledge.products import BARE, Asking

WEIGHTS = Path(__file__).with_name("weights.json")
SURE = 0.9
"""Probability from which an answer is given; the table of `bench.knowledge` shows what other limits would give."""


@lru_cache(maxsize=1)
def learned() -> Mapping[str, float]:
    """By feature; "" is the constant."""
    return dict(json.loads(WEIGHTS.read_text(encoding="utf-8")))


def features(likeness: Likeness, question: Read, asked: Asked, order: list[int],
             about: Asking | None) -> dict[str, float]:
    """What speaks for and against the first of `order` (passages, best first) as an answer.

    about: the product that the question names.
    """
    first = order[0]
    score = [float(asked.meant[place] + asked.bm25[place]) for place in order[:2]]
    return {"meant": float(asked.meant[first]), "judged": float(asked.judged[first]), "bm25": float(asked.bm25[first]),
            "words": float(asked.words[first]), "letters": float(asked.letters[first]), "margin": score[0] - score[1],
            "coverage": likeness.coverage(question, first), "foreign": likeness.foreign(question), "none": asked.none,
            "nearer_none": asked.none_words - float(asked.words[first]),
            "short": 1.0 / max(1, len(question.content)), "product": float(about is not None and about.name > BARE),
            "untold": float(about.asked - about.told) if about is not None and about.name > BARE else 0.0}


def probability(found: Mapping[str, float], leaning: float = 0.0, weights: Mapping[str, float] | None = None) -> float:
    """0..1; leaning: what else speaks for it, in logits. weights: others than those that are learned."""
    known = learned() if weights is None else weights
    total = leaning + known[""] + sum(known.get(name, 0.0) * value for name, value in found.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
