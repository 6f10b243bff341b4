"""The parts that plug into Rasa."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.flow_importer import FlowImporter, training_files
from components.intent_classifier import SpanishIntentClassifier
from components.keywords import KeywordReader
from components.mood import MoodReader
from components.reading_policy import WAIT, ReadingPolicy
from components.tracker_store import HiloTrackerStore
from components.values import ValueReader
from hilo.settings import ROOT, get_settings

CONTEXT = ExecutionContext(GraphSchema({}))
DOMAIN = Domain.from_dict({
    "intents": ["greet"], "actions": ["action_clarify", "action_choose_option", "action_record_rating", "action_greet"],
    "slots": {"open_question": {"type": "any", "mappings": [{"type": "custom"}]}}})


def storage(folder: Path) -> LocalModelStorage:
    return LocalModelStorage(folder)


def test_rasa_uses_our_importer_and_so_sees_the_flows() -> None:
    importer = TrainingDataImporter.load_from_config(str(ROOT / "config.yml"), str(ROOT / "domain.yml"),
                                                     [str(ROOT / "data")])
    wrapped: Any = importer
    while not isinstance(wrapped, FlowImporter):  # Rasa wraps it several times; a default one would end this by name
        wrapped = getattr(wrapped, "importer", None) or getattr(wrapped, "_importer", None) or wrapped._importers[0]
    domain = importer.get_domain()
    assert {"greet", "complaint", "affirm"} <= set(domain.intents)
    assert "information_gathering_form" in domain.forms
    assert not any(properties["used_entities"] for name, properties in domain.intent_properties.items()
                   if name not in ("session_start", "restart", "back", "out_of_scope", "nlu_fallback"))


def test_the_companys_files_are_no_training_data() -> None:
    files = training_files([str(ROOT / "data")])
    assert files
    assert not [f for f in files if "business" in f or f.endswith("domain.yml")]


def test_a_trained_classifier_survives_storing_and_ranks(tmp_path: Path) -> None:
    examples = [Message({"text": f"{word} {n}", "intent": intent}) for intent, words in
                {"greet": ["hola", "buenas", "qué tal"], "deny": ["no", "nunca", "para nada"]}.items()
                for word in words for n in ("a todos", "amigo", "pues")]
    made = SpanishIntentClassifier.create(SpanishIntentClassifier.get_default_config(), storage(tmp_path),
                                          Resource("x"), CONTEXT)
    made.train(TrainingData(examples))
    loaded = SpanishIntentClassifier.load(made.config, storage(tmp_path), Resource("x"), CONTEXT)
    [message] = loaded.process([Message({"text": "hola amigo"})])
    assert message.get("intent")["name"] == "greet"
    assert [r["name"] for r in message.get("intent_ranking")] == ["greet", "deny"]
    assert message.get("secondary_intents") == []


class _Sure:
    """A classifier that is sure of one intent, so far."""

    def __init__(self, intent: str, likeliness: float) -> None:
        self._ranking = [(intent, likeliness), ("opt_out", 0.01), ("greet", 0.01)]

    def process(self, text: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> Message:
        from hilo.spanish import intents
        monkeypatch.setattr(intents, "read_intents", lambda *_: intents.Reading(self._ranking, []))
        part = SpanishIntentClassifier({"ranking_length": 5}, storage(folder), Resource("x"), object())
        return part.process([Message({"text": text})])[0]


@pytest.mark.parametrize(("intent", "likeliness", "text", "heard", "beside"), [
    ("thank", 0.49, "no deseo que me sigan contactando, muchas gracias", "opt_out", ["thank"]),
    ("request_call", 0.86, "no me llamen más", "opt_out", ["request_call"]),
    ("opt_in", 0.79, "no me escriban más", "opt_out", []),
    ("request_human", 0.9, "no me escriban más", "request_human", ["opt_out"]),
    ("thank", 0.9, "muchas gracias", "thank", []),
])
def test_a_refusal_in_so_many_words_is_the_intent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, intent: str,
                                                  likeliness: float, text: str, heard: str, beside: list) -> None:
    message = _Sure(intent, likeliness).process(text, monkeypatch, tmp_path)
    assert message.get("intent")["name"] == heard
    assert message.get("intent_ranking")[0] == message.get("intent")
    assert [i["name"] for i in message.get("secondary_intents")] == beside


@pytest.mark.parametrize(("text", "heard"), [
    ("los llamé hoy temprano", "greet"), ("llámenme hoy temprano", "request_call")])
def test_to_tell_of_a_call_is_to_greet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, heard: str) -> None:
    assert _Sure("request_call", 0.95).process(text, monkeypatch, tmp_path).get("intent")["name"] == heard


@pytest.mark.parametrize(("intent", "text", "heard"), [
    ("follow_up_later", "llámeme mañana a las 10", "request_call"),
    ("busy", "voy manejando, márcame a las 6", "request_call"),
    ("cancel", "olvida la llamada", "request_call"), ("deny", "mejor no me llames", "request_call"),
    ("follow_up_later", "no me llames, escribime mañana", "request_call"),
    ("follow_up_later", "escribime mañana", "follow_up_later"), ("cancel", "olvida el pedido", "cancel")])
def test_a_call_at_a_moment_or_taken_back_is_about_a_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, intent: str,
                                                         text: str, heard: str) -> None:
    ranked = _Sure(intent, 0.6)
    ranked._ranking.append(("request_call", 0.3))
    monkeypatch.setattr("components.intent_classifier.read_permission", lambda _: None)
    assert ranked.process(text, monkeypatch, tmp_path).get("intent")["name"] == heard


@pytest.mark.parametrize(("intent", "sure", "text", "heard"), [
    ("inform", 0.5, "la campera vino rota de una manga", "complaint"),
    ("compliment", 0.42, "el mantel que pedí me llegó manchado", "complaint"),
    ("product_inquiry", 0.6, "recibí el jarrón y está quebrado", "complaint"),
    ("return_exchange", 0.6, "me llegó rota, la quiero cambiar", "return_exchange"),
    ("product_inquiry", 0.6, "si me llega rota me la cambian?", "product_inquiry"),
    ("product_inquiry", 0.6, "quiero un jean roto", "product_inquiry")])
def test_a_thing_that_came_broken_is_complained_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, intent: str,
                                                   sure: float, text: str, heard: str) -> None:
    ranked = _Sure(intent, sure)
    ranked._ranking.append(("complaint", 0.1))
    assert ranked.process(text, monkeypatch, tmp_path).get("intent")["name"] == heard


@pytest.mark.parametrize(("sure", "text", "heard"), [
    (0.4, "y no me la podrán mandar de nuevo?", "return_exchange"), (0.4, "mandame las promos", "opt_in"),
    (0.9, "avísenme cuando entre algo nuevo", "opt_in")])
def test_who_asks_to_be_sent_something_is_not_guessed_to_want_news(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sure: float, text: str, heard: str) -> None:
    ranked = _Sure("opt_in", sure)
    ranked._ranking.insert(1, ("return_exchange", 0.3))
    assert ranked.process(text, monkeypatch, tmp_path).get("intent")["name"] == heard


def test_a_buttons_payload_keeps_its_intent(tmp_path: Path) -> None:
    part = SpanishIntentClassifier({"ranking_length": 5}, storage(tmp_path), Resource("x"))
    [message] = part.process([Message({"text": "/affirm", "intent": {"name": "affirm", "confidence": 1.0}})])
    assert message.get("intent")["name"] == "affirm"


def test_values_mood_and_keywords_stand_at_the_top_of_what_is_understood(tmp_path: Path) -> None:
    [message] = [Message({"text": "busco zapatillas negras talle 38, urgente!!"})]
    for part in (ValueReader, MoodReader, KeywordReader):
        part.create({}, storage(tmp_path), Resource("x"), CONTEXT).process([message])
    values = {e["entity"]: e["value"] for e in message.get("entities")}
    assert (values["product"], values["color"], values["size"]) == ("zapatilla", "negro", "38")
    assert message.get("urgency")["label"] == "high"
    assert message.get("keywords")[0]["word"] == "zapatillas"
    assert {"sentiment", "emotion", "urgency", "keywords", "entities"} <= message.output_properties


def heard(text: str, confidence: float, *events: Any) -> DialogueStateTracker:
    parsed = {"intent": {"name": "greet", "confidence": confidence},
              "intent_ranking": [{"name": "greet", "confidence": confidence}]}
    return DialogueStateTracker.from_events("x", [
        *events, ActionExecuted("action_listen"), UserUttered(text, parsed["intent"], [], parsed)], DOMAIN.slots)


@pytest.mark.parametrize(("tracker", "action"), [
    (heard("hola", 0.9), None), (heard("mmm pues eso", 0.2), "action_clarify"), (heard("...", 0.9), "action_clarify"),
    (heard("la segunda", 0.2, SlotSet("open_question", "buy")), "action_choose_option"),
    (heard("4", 0.9, SlotSet("open_question", "rating")), "action_record_rating"),
    (heard("¿la segunda es de cuero?", 0.9, SlotSet("open_question", "buy")), None),
    (heard("la segunda", 0.9), None),
    (heard("mmm pues eso", 0.2, ActionExecuted("some_form"), ActiveLoop("some_form")), None),
])
def test_doubt_asks_back_and_short_answers_are_taken(tmp_path: Path, tracker: DialogueStateTracker,
                                                     action: str | None) -> None:
    policy = ReadingPolicy.create(ReadingPolicy.get_default_config(), storage(tmp_path), Resource("x"), CONTEXT)
    prediction = policy.predict_action_probabilities(tracker, DOMAIN)
    best = max(prediction.probabilities)
    assert (DOMAIN.action_names_or_texts[prediction.probabilities.index(best)] if best else None) == action


def test_after_an_action_it_waits_unless_a_rule_goes_on(tmp_path: Path) -> None:
    tracker = heard("mmm pues eso", 0.2)
    tracker.update(ActionExecuted("action_clarify"))
    policy = ReadingPolicy.create(ReadingPolicy.get_default_config(), storage(tmp_path), Resource("x"), CONTEXT)
    prediction = policy.predict_action_probabilities(tracker, DOMAIN)
    assert DOMAIN.action_names_or_texts[prediction.probabilities.index(WAIT)] == "action_listen"


async def test_conversations_are_kept_in_the_file_that_the_settings_name(tmp_path: Path,
                                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HILO_HOME", str(tmp_path))
    get_settings.cache_clear()
    await HiloTrackerStore(DOMAIN).save(heard("hola", 0.9))
    kept = await HiloTrackerStore(DOMAIN).retrieve("x")
    get_settings.cache_clear()
    assert (tmp_path / "var" / "hilo.db").exists()
    assert kept is not None
    assert kept.latest_message is not None
    assert kept.latest_message.text == "hola"


def test_the_passage_behind_an_answer_goes_with_it_into_the_timeline() -> None:
    from rasa.core.actions.action import create_bot_utterance

    from components.turn_events import _said

    said = _said(create_bot_utterance({"text": "Sí.", "utter_action": "utter_faq", "passage": "pago-cuotas"}), "")
    assert (said.data, said.action) == ({"passage": "pago-cuotas"}, "utter_faq")
