"""How urgent a call is: trouble that comes back, guests who come, a day for which somebody calls."""
from __future__ import annotations

from datetime import datetime, timezone

import pytest

from hilo.calls.feeling import urgency_of
from hilo.calls.reactions import signs_of_hurry
from hilo.calls.transcript import Turn, turns_of


def _turns(*said: str) -> list[Turn]:
    start = [{"role": "agent", "message": "Ceibo, buenos días."}]
    return turns_of([*start, *({"role": "user", "message": one} for one in said)],
                    datetime(2026, 11, 23, 10, tzinfo=timezone.utc))


@pytest.mark.parametrize("said", ["es la tercera vez que llamo por esto", "eso ya se lo dije el jueves a otra máquina",
                                  "llevo dos semanas con esto y nadie me resuelve"])
def test_trouble_that_comes_back_is_a_sign_of_hurry(said: str) -> None:
    assert signs_of_hurry(_turns(said), None, ["order_status"], "AR")[-2] == 1.0
    assert signs_of_hurry(_turns("es la primera vez que llamo por esto"), None, ["order_status"], "AR")[-2] == 0.0


def test_guests_in_a_week_are_more_urgent_than_no_day() -> None:
    wish = "quería pedir una funda de sofá"
    quiet = urgency_of(_turns(wish, "la gris"), None, ["purchase"], "ES")
    soon = urgency_of(_turns(wish, "el sábado me viene mi cuñada"), None, ["purchase"], "ES")
    assert soon["score"] > quiet["score"]
