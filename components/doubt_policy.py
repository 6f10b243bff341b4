"""Asks back when a message was not understood well enough.

`/model/parse` always names one of our intents; doubt is decided here, in dialogue, so that
a flow's open form can still make sense of a message that the classifier could not.
"""
from __future__ import annotations

from typing import Any, Dict, List, Optional, Text

from rasa.core.featurizers.precomputation import MessageContainerForCoreFeaturization
from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

from hilo.spanish.legible import Legible, legibility

ABOVE_RULES = 10
"""Priority: the ensemble prefers this policy to RulePolicy (6) when both are sure."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False)
class DoubtPolicy(Policy):
    """Predicts `action_name` right after a message whose intent is doubtful."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """`margin_threshold`: two intents nearer to each other than this are a doubt as well."""
        return {"priority": ABOVE_RULES, "confidence_threshold": 0.35, "margin_threshold": 0.06,
                "action_name": "action_clarify"}

    @classmethod
    def create(cls, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource,
               execution_context: ExecutionContext, **kwargs: Any) -> DoubtPolicy:
        """Needs no storage."""
        return cls(config, model_storage, resource, execution_context)

    load = create

    def train(self, training_trackers: List[TrackerWithCachedStates], domain: Domain, **kwargs: Any) -> Resource:
        """There is nothing to learn."""
        return self._resource

    def predict_action_probabilities(
        self, tracker: DialogueStateTracker, domain: Domain, rule_only_data: Optional[Dict[Text, Any]] = None,
        precomputations: Optional[MessageContainerForCoreFeaturization] = None, **kwargs: Any,
    ) -> PolicyPrediction:
        """Sure of the question back, or silent."""
        probabilities = [0.0] * domain.num_actions
        if self._is_doubtful(tracker):
            probabilities[domain.index_for_action(self.config["action_name"])] = 1.0
        return self._prediction(probabilities)

    def _is_doubtful(self, tracker: DialogueStateTracker) -> bool:
        message = tracker.latest_message
        if tracker.latest_action_name != ACTION_LISTEN_NAME or message is None:
            return False
        if tracker.active_loop_name:
            return False  # the form reads the message first; what it rejects, it rejects for a clear intent
        if message.intent_name is not None and (message.text or "").startswith("/"):
            return False
        if legibility(message.text or "") is not Legible.YES:
            return True
        ranking = message.parse_data.get("intent_ranking") or []
        if not ranking:
            return False
        best = ranking[0]["confidence"]
        second = ranking[1]["confidence"] if len(ranking) > 1 else 0.0
        return (best < self.config["confidence_threshold"]
                or best - second < self.config["margin_threshold"])
