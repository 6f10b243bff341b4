"""What a model holds is not searched for garbage again and again."""
from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from components import heap


class Model:
    """A model that holds itself, as Rasa's do."""

    def __init__(self) -> None:
        """Only a search for garbage finds it."""
        self.itself = self


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(heap, "_settled", None)
    yield
    gc.unfreeze()


def test_what_is_there_is_set_aside_once_for_each_model() -> None:
    model = Model()
    heap.settle(model)
    assert not any(one is model for one in gc.get_objects())
    later = Model()
    heap.settle(model)
    assert any(one is later for one in gc.get_objects())


def test_a_model_that_was_replaced_is_let_go() -> None:
    old = Model()
    heap.settle(old)
    gone = weakref.ref(old)
    del old
    heap.settle(Model())
    assert gone() is None
