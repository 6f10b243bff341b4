"""The states of a conversation before each of its actions, worked out further with each event instead of anew.

`Domain.states_for_tracker_history` of Rasa 3.6.21 replays all events of a tracker for every policy at every prediction.
The states before what has happened do not change: this keeps the replayed tracker and goes on from there. The test
beside it (`tests/system/test_bounded_tracker.py`) compares both on recorded conversations.
"""
from __future__ import annotations

from typing import Any, Dict, List, Optional, Sequence

from rasa.shared.core.constants import PREVIOUS_ACTION
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.events import ActionExecuted, Event
from rasa.shared.core.trackers import DialogueStateTracker


class History:
    """States before each action of a beginning of applied events, and the tracker replayed so far."""

    def __init__(self, domain: Domain, tracker: DialogueStateTracker, omit_unset_slots: bool,
                 ignore_rule_only_turns: bool, rule_only_data: Optional[Dict[str, Any]]) -> None:
        """The arguments are those of Rasa's function; nothing is replayed yet."""
        self._domain, self._omit, self._ignore = domain, omit_unset_slots, ignore_rule_only_turns
        self._rule_only = rule_only_data
        self._replayed = tracker.init_copy()
        self._applied: List[Event] = []
        self._states: List[State] = []
        self._last_ml_action: Optional[Dict[str, str]] = None
        self._hidden = False

    def is_beginning_of(self, applied: Sequence[Event]) -> bool:
        """Whether the events replayed so far are still how the conversation begins; a form may have undone some."""
        return len(applied) >= len(self._applied) and all(
            mine is theirs for mine, theirs in zip(self._applied, applied))  # noqa: B905 (shorter on purpose)

    def states_after(self, applied: Sequence[Event]) -> List[State]:
        """The states before each action and the present one, in a list that the caller may change."""
        for event in applied[len(self._applied):]:
            if isinstance(event, ActionExecuted):
                self._add(self._states, event.hide_rule_turn)
            self._replayed.update(event)
            self._applied.append(event)
        before = self._last_ml_action, self._hidden
        states = list(self._states)
        self._add(states, False)  # the present one counts only until something happens
        self._last_ml_action, self._hidden = before
        return [{kind: dict(part) if isinstance(part, dict) else part for kind, part in state.items()}
                for state in states]

    def _add(self, states: List[State], hide_rule_turn: bool) -> None:
        """One step of Rasa's own loop."""
        tracker, domain = self._replayed, self._domain
        if self._ignore:
            if not self._hidden:
                self._last_ml_action = domain._get_prev_action_sub_state(tracker)
            if not tracker.followup_action and tracker.latest_action_name != tracker.active_loop_name:
                self._hidden = hide_rule_turn
            if self._hidden:
                return
        state = domain.get_active_state(tracker, omit_unset_slots=self._omit)
        if self._ignore:
            domain._remove_rule_only_features(state, self._rule_only)
            if states:
                domain._substitute_rule_only_user_input(state, states[-1])
            if self._last_ml_action:
                state[PREVIOUS_ACTION] = self._last_ml_action  # type: ignore[assignment]
        states.append(domain._clean_state(state))
