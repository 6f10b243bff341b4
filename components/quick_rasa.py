"""Rasa, quicker, with the same results: what it works out anew at each turn is worked out once.

Measured in `bench/`: checking an action's answer takes 51 ms with the schema compiled anew and 0.65 ms without.
"""
from __future__ import annotations

import logging
from collections import deque
from copy import copy
from functools import lru_cache
from typing import Any, Dict, List, Optional, Set, Tuple

from jsonschema import Draft7Validator
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.core.policies.rule_policy import RulePolicy
from rasa.core.tracker_store import FailSafeTrackerStore, TrackerStore
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.constants import PREVIOUS_ACTION, SHOULD_NOT_BE_SET
from rasa.shared.core.domain import Domain, State, SubState
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME
from rasa.utils.endpoints import EndpointConfig

from components import action_line, quick_graph
from components.state_history import History

_format_states = RulePolicy.format_tracker_states
ORIGINAL: Dict[str, Any] = {
    "applied_events": DialogueStateTracker.applied_events,
    "is_empty": Domain.is_empty,
    "copy": DialogueStateTracker.copy,
    "get_possible_keys": RulePolicy._get_possible_keys,
    "run_graph": DaskGraphRunner.run,
    "states_for_tracker_history": Domain.states_for_tracker_history,
}
"""Rasa's own functions, for the tests that compare."""
_COPIED = ("_max_event_history", "sender_id", "is_rule_tracker", "_paused", "followup_action", "latest_message",
           "latest_bot_utterance")
"""Attributes of a tracker that its copy has too."""
_APPLIED, _ROUND = "hilo_applied", "hilo_rules"
"""Attributes: a tracker's applied events; a policy's rules, last step first."""
_EMPTY = "hilo_empty"
"""Attribute of a domain: whether it is empty."""
_REMEMBERED = "hilo_states"
"""Attribute of a tracker: its histories, by what was asked for."""


@lru_cache(maxsize=1)
def _checker() -> Any:
    schema = RemoteAction.action_response_format_spec()
    return validator_for(schema, Draft7Validator)(schema)


@lru_cache(maxsize=1)
def _event_checkers() -> Dict[str, Any]:
    """A checker of each kind of event by its name, of which an event can only have one."""
    either = RemoteAction.action_response_format_spec()["properties"]["events"]["items"]
    common = {name: part for name, part in either.items() if name != "oneOf"}
    return {kind["properties"]["event"]["const"]: Draft7Validator({**common, "allOf": [kind]})
            for kind in either["oneOf"]}


def _is_right(result: Any) -> bool:
    events, responses = (result.get("events", []), result.get("responses", [])) if isinstance(result, dict) else (0, 0)
    if not isinstance(events, list) or not isinstance(responses, list):
        return False
    checkers = _event_checkers()
    return all(isinstance(response, dict) for response in responses) and all(
        isinstance(event, dict) and isinstance(event.get("event"), str) and event["event"] in checkers
        and checkers[event["event"]].is_valid(event)
        for event in events)


def _validate_action_result(self: RemoteAction, result: Dict[str, Any]) -> bool:
    """As Rasa's own: true, or the first error raised. Rasa's compares each event with the schemas of all kinds."""
    if not _is_right(result):
        for error in _checker().iter_errors(result):
            raise error
    return True


def _get_slots_sub_state(tracker: DialogueStateTracker, omit_unset_slots: bool = False) -> SubState:
    """As Rasa's own, which works out the features of every slot three times, of those without any too."""
    slots: SubState = {}
    for name, slot in tracker.slots.items():
        if slot is None or not slot.influence_conversation or (omit_unset_slots and not slot.has_been_set):
            continue
        feature = slot.as_feature()
        if feature and slot.value == SHOULD_NOT_BE_SET:
            slots[name] = SHOULD_NOT_BE_SET
        elif feature and any(feature):
            slots[name] = tuple(feature)
    return slots


def _states_for_tracker_history(self: Domain, tracker: DialogueStateTracker, omit_unset_slots: bool = False,
                                ignore_rule_only_turns: bool = False,
                                rule_only_data: Optional[Dict[str, Any]] = None) -> List[State]:
    """As Rasa's own, which replays all events at each question; here only those since the last question."""
    question = omit_unset_slots, ignore_rule_only_turns, id(rule_only_data) if ignore_rule_only_turns else 0
    known: Dict[Any, History] = tracker.__dict__.setdefault(_REMEMBERED, {})
    applied = tracker.applied_events()
    history = known.get(question)
    if history is None or not history.is_beginning_of(applied):
        history = known[question] = History(self, tracker, omit_unset_slots, ignore_rule_only_turns, rule_only_data)
    return history.states_after(applied)


def _get_possible_keys(self: RulePolicy, lookup: Dict[str, str], states: List[State]) -> Set[str]:
    """As Rasa's own, which turns every rule round anew for every state, and goes on when all rules are at their end."""
    rules = self.__dict__.setdefault(_ROUND, {})
    if rules.get(id(lookup), (None,))[0] is not lookup:
        rules[id(lookup)] = lookup, _by_last_action(
            [(key, list(reversed(self._rule_key_to_state(key)))) for key in lookup])
    if not states:
        return set(lookup)
    possible = rules[id(lookup)][1].get(_last_action(states[-1]), [])
    longest = max((len(steps) for _, steps in possible), default=0)
    for place, state in enumerate(reversed(states)):
        if place >= longest or not possible:
            break
        before = state.get(PREVIOUS_ACTION)
        possible = [(key, steps) for key, steps in possible
                    if place >= len(steps) or _fits(self, steps[place], state, before)]
    return {key for key, _ in possible}


Rule = Tuple[str, List[State]]


def _last_action(state: State) -> Any:
    before = state.get(PREVIOUS_ACTION) or {}
    return before.get(ACTION_NAME)


def _by_last_action(rules: List[Rule]) -> Dict[Any, List[Rule]]:
    """The rules whose last step asks for an action, or for none: no other fits a state that follows that action."""
    found: Dict[Any, List[Rule]] = {}
    for rule in rules:
        found.setdefault(_last_action(rule[1][0]), []).append(rule)
    return found


def _fits(policy: RulePolicy, step: State, state: State, before: Any) -> bool:
    """A step of a rule and a state: both begin a conversation, or neither does and the step asks for nothing else."""
    if not step.get(PREVIOUS_ACTION) or not before:
        return not step.get(PREVIOUS_ACTION) and not before
    return bool(policy._does_rule_match_state(step, state))


def _copy(self: DialogueStateTracker) -> DialogueStateTracker:
    """As Rasa's own, which replays all events; the state that they lead to is already there."""
    if type(self) is not DialogueStateTracker or type(self.slots) is not dict:
        return ORIGINAL["copy"](self)  # type: ignore[no-any-return]
    one: DialogueStateTracker = DialogueStateTracker.__new__(DialogueStateTracker)
    one.__dict__.update({name: self.__dict__[name] for name in _COPIED})
    one.events, one.slots = deque(self.events, self._max_event_history), {n: copy(s) for n, s in self.slots.items()}
    one.latest_action, one.active_loop = copy(self.latest_action), copy(self.active_loop)
    one.sender_source = one.model_id = one.assistant_id = None
    return one


def _applied_events(self: DialogueStateTracker) -> List[Event]:
    """As Rasa's own; worked out once for the same events, and handed out as a list of its own."""
    events = len(self.events), id(self.events[-1]) if self.events else 0
    known = self.__dict__.get(_APPLIED)
    if known is None or known[0] != events:
        known = self.__dict__[_APPLIED] = (events, ORIGINAL["applied_events"](self))
    return list(known[1])


def _is_empty(self: Domain) -> bool:
    """As Rasa's own, which writes the whole domain down at every turn to compare it with an empty one."""
    if _EMPTY not in self.__dict__:
        self.__dict__[_EMPTY] = ORIGINAL["is_empty"](self)
    return bool(self.__dict__[_EMPTY])


def _format_tracker_states(self: RulePolicy, states: List[State]) -> str:
    """As Rasa's own where somebody reads it: it is put together for the debug log only."""
    return str(_format_states(states)) if logging.getLogger("rasa").isEnabledFor(logging.DEBUG) else ""


def make_quick() -> None:
    """Replaces functions of Rasa by ones with the same results; repeating it changes nothing."""
    Domain._get_slots_sub_state = staticmethod(_get_slots_sub_state)
    Domain.states_for_tracker_history = _states_for_tracker_history
    RulePolicy.format_tracker_states = _format_tracker_states
    RulePolicy._get_possible_keys = _get_possible_keys
    DialogueStateTracker.applied_events = _applied_events
    DialogueStateTracker.copy = _copy
    RemoteAction._validate_action_result = _validate_action_result
    EndpointConfig.session = action_line.session
    DaskGraphRunner.run = quick_graph.run
    Domain.is_empty = _is_empty
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
