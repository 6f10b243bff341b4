"""The exchanges from which it is learned what is asked, left open and promised: a label's words stand in its turn."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.calls_exchanges import FILES, SIDES, SOMEWHERE, exchanges, placed

ROLES = {"agreed": "agent", "promises": "user", "asks": "user"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_label_stands_in_a_turn_of_its_side(file: Path) -> None:
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    wrong = [(row["id"], label) for row in rows for kind, role in ROLES.items() for label in row[kind]
             if row["transcript"][label[0]]["role"] != role or label[1] not in row["transcript"][label[0]]["message"]]
    assert wrong == []
    assert len({row["id"] for row in rows}) == len(rows) > 200


def test_exchanges_have_the_form_of_calls() -> None:
    for author, call, label, turns in exchanges():
        assert author.startswith("exchanges_")
        assert turns
        assert all(row["who"] in SIDES.values() for row in call["gold"]["commitments"])
        assert len(label["commitments"]) == len(call["gold"]["commitments"])


def test_a_part_of_an_exchange_stands_in_the_midst_of_a_call() -> None:
    assert placed("exchanges_a", {"at": 0.0, "wcuanto": 1.0}) == {"wcuanto": 1.0, **SOMEWHERE}
    assert placed("development_m", {"at": 0.0}) == {"at": 0.0}
