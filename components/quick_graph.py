"""Rasa's graph run in its own order, without Dask.

`DaskGraphRunner.run` of Rasa 3.6.21 builds a Dask graph, has Dask sort it and hands each node to an executor, for every
message and every prediction: about an eighth of a turn. The order of the nodes depends on nothing but the model and the
targets, so it is worked out once; the nodes are called one after the other, as Dask's synchronous scheduler does.
`tests/components/test_quick_graph.py` compares both.
"""
from __future__ import annotations

from graphlib import TopologicalSorter
from typing import Any, Dict, List, Optional, Tuple

from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphNode
from rasa.engine.runner.dask import DaskGraphRunner

Step = Tuple[str, GraphNode, Tuple[str, ...]]
"""A node's name, the node, and the names of the nodes or inputs that it needs."""
_ORDER = "hilo_order"
"""Attribute of a runner: its steps, by the targets asked for."""


def _order(runner: DaskGraphRunner, targets: Tuple[str, ...]) -> List[Step]:
    nodes = runner._graph_schema.minimal_graph_schema(list(targets)).nodes
    needs = {name: tuple(node.needs.values()) for name, node in nodes.items()}
    return [(name, runner._instantiated_nodes[name], needs[name])
            for name in TopologicalSorter(needs).static_order() if name in needs]


def run(self: DaskGraphRunner, inputs: Optional[Dict[str, Any]] = None,
        targets: Optional[List[str]] = None) -> Dict[str, Any]:
    """As Rasa's own.

    Raises:
        GraphRunError: when an input is called like a node, or a node raises RuntimeError.
    """
    wanted = tuple(targets or self._graph_schema.target_names)
    known: Dict[Tuple[str, ...], List[Step]] = self.__dict__.setdefault(_ORDER, {})
    if wanted not in known:
        known[wanted] = _order(self, wanted)
    steps = known[wanted]
    names = {name for name, _, _ in steps}
    for value in (inputs or {}).values():
        if isinstance(value, str) and value in names:
            raise GraphRunError(f"Input value '{value}' clashes with a node name.")
    done: Dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
    try:
        for name, node, needed in steps:
            done[name] = node(*(done.get(need, need) for need in needed))
    except RuntimeError as error:
        raise GraphRunError("Error running runner.") from error
    return dict(done[name] for name in wanted)
