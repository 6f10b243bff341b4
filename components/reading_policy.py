"""What a bare intent cannot tell: a short answer to an open question, or a message not understood.

`/model/parse` always names one of our intents; doubt is decided here, in dialogue, so that
a flow's open form can still make sense of a message that the classifier could not.
"""
from __future__ import annotations

import re
from datetime import datetime
from itertools import dropwhile
from typing import Any, Dict, List, Optional

from rasa.core.featurizers.precomputation import MessageContainerForCoreFeaturization
from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

from hilo.agenda.changing import calls_off
from hilo.business.load import get_shop
from hilo.clock import now
from hilo.followups.in_writing import asks_in_writing
from hilo.followups.resuming import SLOT as INTERRUPTED
from hilo.followups.resuming import resumes
from hilo.handoff import by_phone
from hilo.handoff.reasons import reason_for
from hilo.handoff.unheard import LATELY, calls_us, is_unheard
from hilo.orders.making_good import order_spoken_of, wants_it_sent
from hilo.orders.wishes import calls_off as calls_off_order
from hilo.quoting.asked import concerns
from hilo.sales.beginning import asks_link, begins
from hilo.solution.answered_anyway import answered_anyway
from hilo.solution.at_the_offers import picks_later
from hilo.solution.bare_values import without_values
from hilo.solution.gathering import NEED
from hilo.solution.open_questions import (
    MOMENTS,
    Reply,
    action_for,
    asks_message_again,
    asks_step_again,
    leaves,
)
from hilo.spanish.legible import Legible, legibility
from hilo.spanish.mood import DOWN, felt_first
from hilo.spanish.normalize import fold

ABOVE_RULES = 10
"""Priority: the ensemble prefers this policy to RulePolicy (6) when both are sure."""
APPOINTMENT = "appointment_form"
QUOTE = "quote_form"
GATHERING = "information_gathering_form"
LEFT_BY = {GATHERING: "action_drop_need", "purchase_form": "action_leave_cart"}
"""Forms that are left by a word, and the action that does it."""
RULED = frozenset({"cancel", "not_interested", "goodbye"})
"""Intents with which rules leave them."""
WAIT = 0.5
"""After an action the assistant waits, unless a rule or story (1.0) goes on; more than Rasa's fallback (0.3),
which would ask back although the action has answered: its slots may leave the rule's path. Likewise `otherwise`."""
BESIDE = frozenset({"chitchat", "out_of_scope"})
"""Intents of what is no matter of ours, of which a sad word is met warmly."""
_WANTS = re.compile(r"\b(?:quiero|quisiera|queria|necesito|busco|buscando|compr(?:o|ar\w*)|regalar\w*)\b")
SETTLED = (None, "anything_else", "rating", "consent")
"""Questions after which one of the options that were shown may still be taken: nothing hangs on their answer."""
STILL_HERE = 7200.0
"""Seconds within which a bare «hola» calls somebody who has not answered; later it greets."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False)
class ReadingPolicy(Policy):
    """Predicts the action that takes an answer, or asks back; silent otherwise."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`confidence_threshold`: below it a message counts as not understood.

        `otherwise`: the action of an intent for which neither a rule nor a story knows one.
        """
        return {"priority": ABOVE_RULES, "confidence_threshold": 0.35, "ask_back": "action_clarify", "otherwise": {}}

    @classmethod
    def create(cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource,
               execution_context: ExecutionContext, **kwargs: Any) -> ReadingPolicy:
        """Needs no storage."""
        return cls(config, model_storage, resource, execution_context)

    load = create

    def train(self, training_trackers: List[TrackerWithCachedStates], domain: Domain, **kwargs: Any) -> Resource:
        """There is nothing to learn."""
        return self._resource

    def predict_action_probabilities(
        self, tracker: DialogueStateTracker, domain: Domain, rule_only_data: Optional[Dict[str, Any]] = None,
        precomputations: Optional[MessageContainerForCoreFeaturization] = None, **kwargs: Any,
    ) -> PolicyPrediction:
        """Sure of one action, or silent."""
        probabilities = [0.0] * domain.num_actions
        action, otherwise = self._action(tracker), self._otherwise(tracker) or _loop_goes_on(tracker)
        if action:
            probabilities[domain.index_for_action(action)] = WAIT if action == ACTION_LISTEN_NAME else 1.0
        elif otherwise:
            probabilities[domain.index_for_action(otherwise)] = WAIT
        return self._prediction(probabilities)

    def _action(self, tracker: DialogueStateTracker) -> Optional[str]:
        message = tracker.latest_message
        if message is not None and tracker.latest_action_name == ACTION_LISTEN_NAME:
            if self._leaves_the_call(tracker):
                return "action_in_writing"
            if self._is_for_people(tracker):
                return "action_handoff"
        given_up = self._given_up(tracker)
        if given_up:
            return given_up
        if self._buys_outright(tracker):
            return "action_begin_purchase"
        if message is not None and tracker.latest_action_name == ACTION_LISTEN_NAME:
            after = answered_anyway(_reply(tracker, message), tracker.current_slot_values(), _things(message))
            if after:
                return after
        if tracker.active_loop_name or message is None:
            return None  # the form reads the message first; what it leaves to the rules has a clear intent
        asked, reply, shop, at = tracker.get_slot("open_question"), _reply(tracker, message), get_shop(), now()
        if tracker.latest_action_name != ACTION_LISTEN_NAME:
            if tracker.latest_action_name == QUOTE and tracker.get_slot("quote"):
                return "action_quote"  # all was known at once: no rule sees a form that never waited
            return _asked_again(asked, reply, tracker.latest_action_name) or ACTION_LISTEN_NAME
        answer = action_for(asked, reply, shop, at) if asked not in MOMENTS else None
        if answer is None and _speaks_of_order(tracker) and calls_off_order(reply.text):
            answer = "action_order_help"
        if answer is None and is_unheard(_said_before(tracker), reply.text, reply.intent, reply.confidence):
            answer = "action_handoff"
        if _asks_on(tracker, reply.text):
            return "action_repeat"
        if answer is None and reply.intent in BESIDE:
            answer = "action_out_of_scope" if _is_sad(message) else GATHERING if _wants_a_thing(message) else None
        if answer is None and calls_us(asked, reply) and _seconds_since(tracker) < STILL_HERE:
            answer = "action_ask_again"
        cart = tracker.get_slot("cart") if "cart" in tracker.slots else None
        if answer is None and reply.last_action == APPOINTMENT and calls_off(reply.text):
            answer = APPOINTMENT
        if answer is None and concerns(tracker.get_slot("quote_made"), reply.text, message.entities or [],
                                       reply.last_action in ("action_quote", QUOTE), at):
            answer = QUOTE
        if answer is None and asked in SETTLED and tracker.current_slot_values().get("recommended") and picks_later(
                reply.text):
            answer = "action_choose_option"
        if answer is None and asks_link(reply.text):
            answer = "action_payment_link"
        if answer is None and begins(shop, reply.text, reply.intent, reply.confidence, _things(message), cart,
                                     None if asked == "buy" else tracker.current_slot_values().get("product")):
            answer = "action_begin_purchase"
        if answer is None and not _tells_of_a_need(message) and resumes(
                tracker.current_slot_values(), reply.text, reply.intent, reply.confidence, at,
                shop.company.profile.time_zone, shop.company.profile.country):
            answer = "action_resume"
        if answer is None and asked in MOMENTS:  # what was open before is open still
            before = (tracker.get_slot(INTERRUPTED) or {}).get("question")
            answer = action_for(asked, reply, shop, at) or action_for(before, reply, shop, at)
        if answer is None and wants_it_sent(reply.text, reply.last_action):
            answer = "action_order_help"
        return answer or (self.config["ask_back"] if self._is_doubtful(message) else None)

    def _otherwise(self, tracker: DialogueStateTracker) -> Optional[str]:
        message = tracker.latest_message
        if message is None or tracker.active_loop_name or tracker.latest_action_name != ACTION_LISTEN_NAME:
            return None
        return self.config["otherwise"].get(message.intent.get("name"))

    @staticmethod
    def _is_for_people(tracker: DialogueStateTracker) -> bool:
        """Whether people deal with this message, whatever flow is open; not again while they are away."""
        message = tracker.latest_message
        if message is None:
            return False
        back = tracker.get_slot("people_back_at") if "people_back_at" in tracker.slots else None
        if back and now() < datetime.fromisoformat(back):
            return False
        return reason_for(get_shop(), message.text or "", message.intent.get("name") or "",
                          message.parse_data) is not None

    @staticmethod
    def _leaves_the_call(tracker: DialogueStateTracker) -> bool:
        """Whether a caller wants in writing what is spoken of, whatever is open and however pressed they are."""
        message = tracker.latest_message
        return (message is not None and tracker.get_latest_input_channel() in by_phone.CHANNELS
                and not get_shop().reserved_in(message.text or "")
                and asks_in_writing(message.text or "", message.intent.get("name") or ""))

    @staticmethod
    def _given_up(tracker: DialogueStateTracker) -> Optional[str]:
        """The action that leaves the search or the purchase that is wanted no more; their forms refuse such words."""
        message, loop = tracker.latest_message, tracker.active_loop_name
        if message is None or loop not in LEFT_BY or tracker.latest_action_name != ACTION_LISTEN_NAME:
            return None
        if message.intent.get("name") in RULED:
            return None
        return LEFT_BY[loop] if leaves(tracker.get_slot("requested_slot"), message.text or "") else None

    @staticmethod
    def _buys_outright(tracker: DialogueStateTracker) -> bool:
        """Whether, while a need is gathered, the article itself is named that is to be bought."""
        message = tracker.latest_message
        return (message is not None and tracker.active_loop_name == GATHERING
                and tracker.latest_action_name == ACTION_LISTEN_NAME
                and begins(get_shop(), message.text or "", message.intent.get("name") or "",
                           message.intent.get("confidence") or 0.0, _things(message), None))

    def _is_doubtful(self, message: UserUttered) -> bool:
        text = message.text or ""
        if text.startswith("/"):
            return False
        if legibility(text) is not Legible.YES:
            return True
        ranking = message.parse_data.get("intent_ranking") or []
        return bool(ranking) and ranking[0]["confidence"] < self.config["confidence_threshold"]


def _loop_goes_on(tracker: DialogueStateTracker) -> Optional[str]:
    """The form that left a message to others, once something was done about it: it asks on. Rasa itself would ask back
    again and again, since no rule sees a form that has refused."""
    loop = tracker.active_loop
    done = tracker.latest_action_name not in (ACTION_LISTEN_NAME, tracker.active_loop_name)
    return str(loop.name) if loop is not None and loop.rejected and done else None


def _asked_again(asked: Optional[str], reply: Reply, just_done: Optional[str]) -> Optional[str]:
    """The action that puts an open question once more, after a message that was none of its answers."""
    if asks_message_again(asked, reply) and just_done != "action_ask_message":
        return "action_ask_message"
    return "action_ask_again" if asks_step_again(asked, reply, just_done) and just_done != "action_ask_again" else None


def _reply(tracker: DialogueStateTracker, message: UserUttered) -> Reply:
    """The message, with the last action before it."""
    before = dropwhile(lambda event: not isinstance(event, UserUttered), reversed(tracker.events))
    names = (event.action_name for event in before if isinstance(event, ActionExecuted))
    return Reply(message.text or "", message.intent.get("name") or "", message.intent.get("confidence") or 0.0,
                 next((name for name in names if name and name != ACTION_LISTEN_NAME), ""),
                 {one["entity"]: one.get("value") for one in message.entities or []},
                 without_values(message.text or "", message.entities or []),
                 any((one.get("data") or {}).get("media") for one in (message.metadata or {}).get("bubbles") or []))


def _wants_a_thing(message: UserUttered) -> bool:
    """Whether, among much else, something that is sold is wanted: «quiero una gorra para mi nieto, que cumple 10…»."""
    words = get_shop().words
    return bool(_WANTS.search(fold(message.text or ""))) and any(words.type_of(one) for one in _things(message))


def _is_sad(message: UserUttered) -> bool:
    """Whether they say that they are sad."""
    return felt_first(message.parse_data.get("sentiment") or {}, message.parse_data.get("emotion") or {}) in DOWN


def _asks_on(tracker: DialogueStateTracker, text: str) -> bool:
    """Whether a bare «?» follows on something we said: they wait for more, or did not follow."""
    return bool(text.strip()) and not text.strip(" ?¿\n") and any(
        isinstance(event, BotUttered) and event.text for event in tracker.events)


def _said_before(tracker: DialogueStateTracker) -> List[tuple[str, str]]:
    """Texts and intents of what the person wrote lately, before this message."""
    heard = [event for event in tracker.events if isinstance(event, UserUttered)]
    return [(one.text or "", one.intent.get("name") or "") for one in heard[:-1]
            if heard[-1].timestamp - one.timestamp < LATELY]


def _speaks_of_order(tracker: DialogueStateTracker) -> bool:
    """Whether an order is what was last dealt with, a few messages ago at most."""
    return order_spoken_of(event.action_name if isinstance(event, ActionExecuted) else None
                           for event in reversed(tracker.events) if isinstance(event, (ActionExecuted, UserUttered)))


def _seconds_since(tracker: DialogueStateTracker) -> float:
    """Between the person's last two messages; endless where there is but one."""
    heard = [event.timestamp for event in tracker.events if isinstance(event, UserUttered)][-2:]
    return float(heard[1] - heard[0]) if len(heard) > 1 else float("inf")


def _things(message: UserUttered) -> List[str]:
    """The products that it names."""
    return [str(entity["value"]) for entity in message.entities or [] if entity.get("entity") == "product"]


def _tells_of_a_need(message: UserUttered) -> bool:
    """Whether it names something of a need, which the gathering reads by itself."""
    return any(entity.get("entity") in NEED for entity in message.entities or [])
