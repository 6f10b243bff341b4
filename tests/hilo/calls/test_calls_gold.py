"""The analysis against another author's transcripts: floors, below which something was broken."""
from __future__ import annotations

import pytest

from bench.calls import calls, f1, table

FLOORS = {"main_intent": 0.9, "topics": 0.78, "facts": 0.9, "pending_questions": 0.85, "next_steps": 0.78,
          "commitments": 0.8, "sentiment": 0.9, "urgency": 0.85, "contact_stage": 0.9, "doubtful": 0.3,
          "wrong_number": 1.0, "voicemail": 1.0, "asked_for_person": 1.0, "opt_out": 1.0}
"""F1 over all thirty calls. An opt-out counts only with the right purpose and channel."""


@pytest.fixture(scope="module")
def found() -> dict[str, tuple[int, int, int]]:
    return table(calls(every=True))


@pytest.mark.parametrize(("field", "floor"), FLOORS.items())
def test_each_field_keeps_its_floor(found: dict[str, tuple[int, int, int]], field: str, floor: float) -> None:
    assert f1(*found[field]) >= floor


def test_whether_to_write_is_right_in_twenty_eight_calls_of_thirty(found: dict[str, tuple[int, int, int]]) -> None:
    right, _, of = found["write_whatsapp"]
    assert (right >= 28, of) == (True, 30)
