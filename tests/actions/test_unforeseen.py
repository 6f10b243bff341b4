"""What the script does not foresee: a model's answer where one may be said in time, the script's own text where not."""
from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import unforeseen
from actions.intent_capture import ActionClarify
from actions.small_talk import ActionOutOfScope
from hilo.llm import answering, client
from tests.actions.conftest import user
from tests.databases import database, postgresql, sqlite_template  # noqa: F401
from tests.llm_played import CONTACT, Model, calls, contact, model, played  # noqa: F401
from tests.running import wait_until

Run = Callable[..., Any]
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
ASKED = "che y lo de las cuotas sin interés cómo vendría a ser eso"
SAID = "Sí: 3 cuotas sin interés con tarjeta de crédito emitida en Argentina."
CLARIFIED = {"event": "action", "name": "action_clarify"}
FREELY = {"event": "slot", "name": "answered_freely", "value": True}


@pytest.fixture(autouse=True)
def nothing_is_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actions.intent_capture.answer_from_knowledge", lambda turn: False)
    monkeypatch.setattr("actions.small_talk.answer_from_knowledge", lambda turn: False)


def test_a_model_answers_what_was_not_understood(run: Run, contact: str, model: Model) -> None:  # noqa: F811
    model.answers("says", says=SAID)
    ran = run(ActionClarify(), ASKED, "deny", slots={"register": "vos"})
    assert [(m["response"], m["answer"]) for m in ran.messages] == [("utter_answered_freely", SAID)]
    assert ran.slots == {"answered_freely": True}
    assert "tratándola de vos" in model.prompt()


@pytest.mark.parametrize("mode", ["badly", "closed", "malformed", "500", "429", "empty"])
def test_whatever_a_model_does_wrong_the_script_answers(run: Run, contact: str, model: Model,  # noqa: F811
                                                        mode: str) -> None:
    model.answers(mode)
    ran = run(ActionClarify(), ASKED, "deny")
    assert (ran.said, ran.slots) == (["utter_rephrase"], {})


def test_without_a_model_the_script_answers(run: Run, database: str) -> None:  # noqa: F811
    assert not client.available()
    assert run(ActionClarify(), ASKED, "deny").said == ["utter_rephrase"]
    assert run(ActionOutOfScope(), ASKED, "out_of_scope").said == ["utter_out_of_scope"]


@pytest.mark.parametrize("mode", ["late", "drips"])
def test_a_model_that_takes_half_a_minute_is_not_waited_for(run: Run, contact: str, model: Model,  # noqa: F811
                                                            monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    answering.load()  # what a process needs once is no part of it
    monkeypatch.setattr(unforeseen, "TURN", 0.7)
    model.answers(mode, seconds=30)
    began = time.monotonic()
    assert run(ActionClarify(), ASKED, "deny").said == ["utter_rephrase"]
    assert time.monotonic() - began < 15
    assert [row.outcome for row in calls()] == ["late"]


def test_what_has_to_be_looked_up_first_is_part_of_the_time(run: Run, contact: str, model: Model,  # noqa: F811
                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unforeseen, "TURN", 0.7)
    monkeypatch.setattr("hilo.llm.answering.person", lambda contact_id: time.sleep(15))
    began = time.monotonic()
    assert run(ActionClarify(), ASKED, "deny").said == ["utter_rephrase"]
    assert time.monotonic() - began < 10
    assert model.asked() == []


def test_while_a_process_is_warming_up_the_script_answers_at_once(run: Run, contact: str, model: Model,  # noqa: F811
                                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    begun, goes_on = threading.Event(), threading.Event()

    def load() -> None:
        begun.set()
        goes_on.wait(20)

    monkeypatch.setattr(answering, "load", load)
    model.answers("says", says=SAID)
    answering.warm_up()
    try:
        assert begun.wait(5)
        assert run(ActionClarify(), ASKED, "deny").said == ["utter_rephrase"]
        assert model.asked() == []
    finally:
        goes_on.set()
    assert wait_until(lambda: not answering._warming.is_set(), 5)
    assert run(ActionClarify(), ASKED, "deny").said == ["utter_answered_freely"]


def test_other_peoples_turns_go_on_while_one_waits_for_a_model(contact: str, model: Model,  # noqa: F811
                                                               monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unforeseen, "TURN", 0.7)
    model.answers("late", seconds=30)

    def turn(text: str) -> Any:
        said = [{"event": "user", "text": text}]
        tracker = Tracker("someone", {}, {"text": text}, said, False, None, {}, "action_listen")
        return ActionClarify().run(CollectingDispatcher(), tracker, {})  # type: ignore[arg-type]

    async def both() -> float:
        waiting = asyncio.create_task(turn(ASKED))
        await asyncio.sleep(0.05)
        began = time.monotonic()
        await turn("...")
        passed = time.monotonic() - began
        await waiting
        return passed

    assert asyncio.run(both()) < 0.3


def test_what_is_left_is_counted_from_the_last_bubble(run: Run, monkeypatch: pytest.MonkeyPatch,
                                                      database: str) -> None:  # noqa: F811
    def left(**heard: Any) -> float:
        said = [{"event": "user", "text": "x", **heard}]
        tracker = Tracker("someone", {}, {}, said, False, None, {}, "action_listen")
        return unforeseen.seconds_left(unforeseen.Turn(CollectingDispatcher(), tracker))

    monkeypatch.setenv("HILO_NOW", "2026-11-24T10:00:04-03:00")
    assert left() == unforeseen.TURN
    assert left(timestamp=time.time() - 1) == pytest.approx(unforeseen.TURN - 1, abs=0.2)
    arrived = {"bubbles": [{"at": "2026-11-24T12:59:00+00:00"}, {"at": "2026-11-24T13:00:00+00:00"}]}
    assert left(metadata=arrived) == pytest.approx(unforeseen.TURN - 4)
    assert left(timestamp=time.time() - 60) < 0


def test_with_no_time_left_nothing_is_asked(run: Run, contact: str, model: Model,  # noqa: F811
                                            monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unforeseen, "TURN", 0.0)
    assert run(ActionClarify(), ASKED, "deny").said == ["utter_rephrase"]
    assert model.asked() == []


def test_what_a_model_answered_was_not_misunderstood(run: Run, contact: str, model: Model) -> None:  # noqa: F811
    model.answers("says", says=SAID)
    assert run(ActionClarify(), ASKED, "deny", before=[user(), CLARIFIED, FREELY]).said == ["utter_answered_freely"]
    assert run(ActionClarify(), ASKED, "deny", before=[user(), CLARIFIED]).said != ["utter_answered_freely"]


def test_what_is_not_our_matter_is_answered_only_from_something_written(run: Run, contact: str,  # noqa: F811
                                                                        model: Model) -> None:  # noqa: F811
    model.answers("says", says=SAID)
    assert run(ActionOutOfScope(), ASKED, "out_of_scope").said == ["utter_answered_freely"]
    assert run(ActionOutOfScope(), "xilófono zkw blorp", "out_of_scope").said == ["utter_out_of_scope"]
    assert len(model.asked()) == 1


def test_the_prompt_tells_who_asks_with_their_name_hidden(run: Run, contact: str, model: Model) -> None:  # noqa: F811
    tracker_of = Tracker(CONTACT, {"register": "usted"}, {"text": f"soy Rosalía, {ASKED}"},
                         [{"event": "user", "text": ASKED}], False, None, {}, "action_listen")
    asyncio.run(ActionClarify().run(CollectingDispatcher(), tracker_of, {}))  # type: ignore[arg-type]
    assert "Rosal" not in model.prompt()
    assert "[NOMBRE_1]" in model.prompt()
    assert [row.contact_id for row in calls()] == [CONTACT]
