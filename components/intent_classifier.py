"""The edge between Rasa's NLU graph and `hilo.spanish.intents`."""
from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from hilo.orders.troubles import came_broken
from hilo.spanish import intents, normalize, sentence_patterns, tempered
from hilo.spanish.budget_told import tells_budget
from hilo.spanish.calls_asked import asks_for_call, orders_call, takes_back_call, wants_message_instead
from hilo.spanish.past_calls import tells_of_call
from hilo.spanish.refusals import read_permission, wants_own_news

FILE = "classifier.joblib"
NEED = frozenset({"product", "budget", "size", "color", "date_time", "person_name", "email", "phone"})
"""Entities that make sense of a message whose words do not."""

SURE_OF_PERMISSION = 0.85
"""From this confidence on a refusal of messages, or leave for them, is the message's intent."""
CLEARLY_ELSE = 0.7
"""From this confidence on the phrases tell of something else than a permission."""
GREETING = "greet"
CALL = "request_call"
"""The intent of a call that is wanted, and of one that is wanted no more: the words tell which."""
LEFT = frozenset({"cancel", "deny", "cancel_order", "not_interested", "follow_up_later"})
"""Intents whose phrases are like those that take a call back."""
NEAR_PERMISSION = frozenset({"opt_in", "opt_out", "request_call", "complaint"})
"""Intents whose phrases have the words of a refusal, or of its contrary."""
LEAVE = "opt_in"
SURE_OF_LEAVE = 0.6
"""Below this, «mándeme …» without a word of news asks for a thing, an answer, or an exchange."""
COMPLAINT, QUOTATION = "complaint", "request_quote"
OF_A_WISH = frozenset({"inform", "product_inquiry", "availability_inquiry", "promotion_inquiry", "compliment",
                       "opt_in", "opt_out", "out_of_scope", "chitchat"})
"""Intents that nobody has who tells of a thing that came broken: it is neither wanted nor praised."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SpanishIntentClassifier(GraphComponent):
    """Sets `intent` and `intent_ranking` of a message."""

    def __init__(self, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource,
                 classifier: Any = None) -> None:
        """Keeps where to store what is learned; `classifier` is there after loading."""
        self.config = config
        self._model_storage = model_storage
        self._resource = resource
        self._classifier = classifier

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`ranking_length`: how many intents are reported."""
        return {"ranking_length": 5}

    @staticmethod
    def supported_languages() -> Optional[List[str]]:
        """Spanish only: the normalising knows no other."""
        return ["es"]

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        """Changes when the code does that is kept in the model: Rasa's cache would hand out one learnt by the old."""
        digest = hashlib.sha256()
        for module in (intents, normalize, sentence_patterns, tempered):
            digest.update(Path(str(module.__file__)).read_bytes())
        return digest.hexdigest()

    @classmethod
    def create(cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource,
               execution_context: ExecutionContext) -> SpanishIntentClassifier:
        """An untrained component."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource,
             execution_context: ExecutionContext, **kwargs: Any) -> SpanishIntentClassifier:
        """The trained component.

        Raises:
            ValueError: when the model holds no trained classifier.
        """
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, joblib.load(folder / FILE))

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from all phrases that bear an intent."""
        examples = [(m.get(TEXT), m.get(INTENT)) for m in training_data.intent_examples if m.get(TEXT)]
        self._classifier = intents.train([t for t, _ in examples], [i for _, i in examples])
        with self._model_storage.write_to(self._resource) as folder:
            joblib.dump(self._classifier, folder / FILE, compress=3)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Ranks the intents of each message that has none yet (a button's payload has one)."""
        for message in messages:
            text = message.get(TEXT)
            if text is None or message.get(INTENT):
                continue
            entities = message.get(ENTITIES) or []
            things = [text[e["start"]:e["end"]] for e in entities if e["entity"] == "product"]
            reading = intents.read_intents(self._classifier, text, any(e["entity"] in NEED for e in entities), things)
            reading = _heed_call(text, _heed_past_call(text, _heed_permission(text, reading)))
            reading = _heed_own_news(text, _heed_broken(text, reading))
            reading = _heed_budget(text, reading, [e["start"] for e in entities if e["entity"] == "budget"])
            ranking = _as_dicts(reading.ranking[: self.config["ranking_length"]])
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
            message.set("secondary_intents", _as_dicts(reading.secondary), add_to_output=True)
        return messages


def _heed_past_call(text: str, reading: intents.Reading) -> intents.Reading:
    """Whoever tells of a call that they had asks for none: the phrases know the words, not the tense. What is left to
    be meant is a greeting."""
    if reading.ranking[0][0] != "request_call" or not tells_of_call(text):
        return reading
    others = [(name, likely) for name, likely in reading.ranking if name not in ("request_call", GREETING)]
    greeting = [(GREETING, reading.ranking[0][1])] if len(others) < len(reading.ranking) - 1 else []
    return intents.Reading([*greeting, *others], [one for one in reading.secondary if one[0] != GREETING])


def _heed_call(text: str, reading: intents.Reading) -> intents.Reading:
    """A call at a moment to come is asked for in the words of a message at that moment («llámame mañana»), and taken
    back in those of any other thing that is wanted no more."""
    first = reading.ranking[0][0]
    meant = ((first == "follow_up_later" and asks_for_call(text)) or (first == "busy" and orders_call(text))
             or (first in LEFT and takes_back_call(text))
             or (first == "opt_out" and takes_back_call(text) and wants_message_instead(text)))
    return _put_first(reading, CALL, reading.ranking[0][1]) if meant else reading


def _heed_own_news(text: str, reading: intents.Reading) -> intents.Reading:
    """Who wants to hear of their own order and gives no leave for messages thereby asks how it stands."""
    first = reading.ranking[0]
    if first[0] not in (LEAVE, "follow_up_later") or not wants_own_news(text) or read_permission(text):
        return reading
    return _put_first(reading, "order_status", max(first[1], intents.DATA_WITHOUT_WORDS))


def _heed_broken(text: str, reading: intents.Reading) -> intents.Reading:
    """A thing that came broken is complained of, though the phrases hear little more than the thing."""
    first = reading.ranking[0]
    if not (first[0] in OF_A_WISH or first[1] < intents.CLEAR) or not came_broken(text):
        return reading
    return _put_first(reading, COMPLAINT, max(first[1], intents.DATA_WITHOUT_WORDS))


def _heed_budget(text: str, reading: intents.Reading, starts: List[int]) -> intents.Reading:
    """What may be spent is told in the word for a quotation."""
    if reading.ranking[0][0] != QUOTATION or not tells_budget(text, starts):
        return reading
    return _put_first(reading, intents.DATA, reading.ranking[0][1])


def _heed_permission(text: str, reading: intents.Reading) -> intents.Reading:
    """Leave to write, given or taken back in so many words, is the intent, whatever the phrases are like.

    Only where the phrases tell clearly of something else ("no quiero seguir hablando con una máquina") does it stand
    beside that. Between leave given and taken, calls and complaints the words decide: phrases do not hear a "no".
    """
    permission = read_permission(text)
    if permission is None and reading.ranking[0][0] == LEAVE and reading.ranking[0][1] < SURE_OF_LEAVE:
        return intents.Reading([*reading.ranking[1:], reading.ranking[0]], reading.secondary)
    if permission is None or permission.confidence < SURE_OF_PERMISSION or reading.ranking[0][0] == permission.kind:
        return reading
    if permission.kind not in (name for name, _ in reading.ranking):
        return reading  # other phrases than ours: they have no such intent
    said = (permission.kind, permission.confidence)
    first, likeliness = reading.ranking[0]
    if likeliness >= CLEARLY_ELSE and first not in NEAR_PERMISSION:
        return intents.Reading(reading.ranking, [*reading.secondary, said])
    former = [] if first in ("opt_in", "opt_out") else [reading.ranking[0]]
    return _put_first(reading, *said)._replace(secondary=[*former, *reading.secondary])


def _put_first(reading: intents.Reading, name: str, likeliness: float) -> intents.Reading:
    """A reading whose first intent is this one; as it was where the phrases have no such intent."""
    if name not in (one for one, _ in reading.ranking):
        return reading
    others = [pair for pair in reading.ranking if pair[0] != name]
    return reading._replace(ranking=[(name, likeliness), *others])


def _as_dicts(ranking: List[Tuple[str, float]]) -> List[Dict[str, Any]]:
    return [{"name": name, "confidence": confidence} for name, confidence in ranking]
