"""A CRM that is late, down or says no."""
from __future__ import annotations

import threading
import time

import pytest

from hilo.crm.calling import CrmError, ask


def test_the_answer_is_handed_on() -> None:
    assert ask(lambda: 3) == 3


def test_a_late_one_is_not_waited_for() -> None:
    done = threading.Event()
    begun = time.monotonic()
    with pytest.raises(CrmError, match="late"):
        ask(lambda: done.wait(5), patience=0.05)
    assert time.monotonic() - begun < 2
    done.set()


def test_one_that_is_down_is_an_error_of_the_crms() -> None:
    with pytest.raises(CrmError, match="ConnectionError"):
        ask(_down)


def test_a_refusal_is_an_answer() -> None:
    with pytest.raises(LookupError):
        ask(_refuses)


def _down() -> None:
    raise ConnectionError("away")


def _refuses() -> None:
    raise LookupError("CB-1")
