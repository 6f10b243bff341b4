"""The gold sets by another author: what is read today is not lost tomorrow.

The goals are higher (docs/decisions/0004-reading-values.md); `python -m bench.spanish` prints
the figures, `--misses` the sentences.
"""
from __future__ import annotations

import pytest

from bench import spanish

FLOORS = {"budget": 0.98, "city": 0.98, "color": 0.98, "date_time": 0.98, "email": 0.98, "order_number": 0.98,
          "person_name": 0.98, "phone": 0.98, "product": 0.98, "quantity": 0.98, "size": 0.98}


@pytest.fixture(scope="module")
def entities() -> dict[str, tuple[float, int]]:
    return spanish.entities(misses=False)


@pytest.mark.parametrize("entity", FLOORS)
def test_entities_by_span_and_value(entities: dict[str, tuple[float, int]], entity: str) -> None:
    score, occurrences = entities[entity]
    assert occurrences >= 10
    assert score >= FLOORS[entity]


def test_permissions() -> None:
    scores = spanish.permissions(misses=False)
    assert scores["recall"] >= 0.95
    assert scores["precision"] >= 0.97
    assert scores["scope"] >= 0.95


def test_documents() -> None:
    scores = spanish.documents(misses=False)
    assert scores["recall"] >= 0.995
    assert scores["precision"] >= 0.995
