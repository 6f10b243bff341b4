"""Chooses one of a few labels of a call by learned weights of its signs (`weights.json`, `bench/calls_fit.py`)."""
from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

WEIGHTS_FILE = Path(__file__).with_name("weights.json")


@lru_cache(maxsize=1)
def learned() -> dict[str, Any]:
    """All learned weights of the calls."""
    found: dict[str, Any] = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))
    return found


def likelihoods(kind: str, signs: Sequence[float], by: Mapping[str, Sequence[float]] | None = None) -> dict[str, float]:
    """How likely each label is, 0..1; of each label the weights are those of the signs and one that is its own."""
    weights = by or learned()[kind]
    sums = {label: row[-1] + sum(one * sign for one, sign in zip(row, signs, strict=False))
            for label, row in weights.items()}
    most = max(sums.values())
    shares = {label: math.exp(value - most) for label, value in sums.items()}
    return {label: share / sum(shares.values()) for label, share in shares.items()}


def likeliest(found: Mapping[str, float]) -> str:
    """The likeliest label."""
    return max(found, key=lambda label: found[label])
