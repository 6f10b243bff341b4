"""A graph run in its own order gives what Dask's run gives."""
from __future__ import annotations

from typing import Any, ClassVar

import pytest
from rasa.engine.exceptions import GraphComponentException, GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource

from components.quick_graph import run as quick_run

DASK = DaskGraphRunner.run if DaskGraphRunner.run is not quick_run else None


class Joins(GraphComponent):
    """Tells in which order it was called, and with what."""

    calls: ClassVar[list] = []

    @classmethod
    def create(cls, config: dict, model_storage: Any, resource: Resource, execution_context: ExecutionContext,
               **kwargs: Any) -> Joins:
        return cls()

    def join(self, left: str, right: str) -> str:
        if "fail" in (left, right):
            raise RuntimeError("as asked")
        self.calls.append((left, right))
        return f"({left}{right})"


def node(**needs):
    return SchemaNode(needs=needs, uses=Joins, constructor_name="create", fn="join", config={}, eager=True)


SCHEMA = GraphSchema({
    "ab": node(left="a", right="b"), "abc": node(left="ab", right="c"), "twice": node(left="abc", right="ab"),
    "unneeded": node(left="a", right="a")})
ASKED = ({"a": "1", "b": "2", "c": "3"}, ["twice", "ab"])


@pytest.fixture
def runner(tmp_path):
    Joins.calls.clear()
    return DaskGraphRunner(SCHEMA, LocalModelStorage(tmp_path), ExecutionContext(SCHEMA, "a model"))


@pytest.mark.skipif(DASK is None, reason="Rasa's own was replaced before this was read")
def test_it_gives_what_dask_gives(runner):
    theirs, their_calls = DASK(runner, *ASKED), list(Joins.calls)
    Joins.calls.clear()
    assert quick_run(runner, *ASKED) == theirs == {"twice": "(((12)3)(12))", "ab": "(12)"}
    assert Joins.calls == their_calls


def test_only_what_the_targets_need_runs_every_time_anew(runner):
    assert quick_run(runner, {"a": "1", "b": "2"}, ["ab"]) == {"ab": "(12)"}
    assert quick_run(runner, {"a": "3", "b": "4"}, ["ab"]) == {"ab": "(34)"}
    assert Joins.calls == [("1", "2"), ("3", "4")]


def test_an_input_called_like_a_node_is_refused(runner):
    with pytest.raises(GraphRunError, match="clashes"):
        quick_run(runner, {"a": "ab", "b": "2"}, ["ab"])


def test_a_node_that_fails(runner):
    with pytest.raises(GraphComponentException) as caught:
        quick_run(runner, {"a": "fail", "b": "2"}, ["ab"])
    with pytest.raises(GraphComponentException) as theirs:
        DASK(runner, {"a": "fail", "b": "2"}, ["ab"])
    assert str(caught.value) == str(theirs.value)


def test_a_missing_input(runner):
    with pytest.raises(GraphRunError, match="Missing input"):
        quick_run(runner, {"a": "1"}, ["ab"])
