"""Stories, remembered word for word: what «sí» means right after what was just said.

Rasa 3.6.21's MemoizationPolicy compares every slot that may influence a conversation, so a story would stop working
for somebody who is known, or who has an open promise. Here only slots that some story names are compared. Those that
rules alone name Rasa leaves out itself (`rule_only_data`).
"""
from __future__ import annotations

from typing import Any, Dict, List, Optional, Set

from rasa.core.policies.memoization import MemoizationPolicy
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import SLOTS
from rasa.shared.core.domain import State
from rasa.shared.utils.io import read_json_file


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class StoryPolicy(MemoizationPolicy):
    """MemoizationPolicy for which a slot that no story names does not matter."""

    named: Set[str] = frozenset()  # type: ignore[assignment]
    """Slots that some story names."""

    def _create_lookup_from_states(self, trackers_as_states: List[List[State]],
                                   trackers_as_actions: List[List[str]]) -> Dict[str, str]:
        self.named = {name for states in trackers_as_states for state in states for name in state.get(SLOTS, {})}
        return super()._create_lookup_from_states(trackers_as_states, trackers_as_actions)

    def _create_feature_key(self, states: List[State]) -> Optional[str]:
        return super()._create_feature_key([self._told(state) for state in states])

    def _told(self, state: State) -> State:
        """The state without slots that no story names."""
        slots = {name: value for name, value in state.get(SLOTS, {}).items() if name in self.named}
        rest: State = {kind: part for kind, part in state.items() if kind != SLOTS}
        return {**rest, SLOTS: slots} if slots else rest  # type: ignore[dict-item]

    def _metadata(self) -> Dict[str, Any]:
        return {**super()._metadata(), "named": sorted(self.named)}

    @classmethod
    def load(cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource,
             execution_context: ExecutionContext, **kwargs: Any) -> StoryPolicy:
        """(see parent class for full docstring)."""
        policy = super().load(config, model_storage, resource, execution_context, **kwargs)
        assert isinstance(policy, cls)
        with model_storage.read_from(resource) as path:
            policy.named = set(read_json_file(path / cls._metadata_filename())["named"])
        return policy
