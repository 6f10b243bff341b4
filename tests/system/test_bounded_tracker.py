"""The bounded tracker predicts what the complete one does: conversations, each turn both ways.

Three in five are those of the conversation tests; two in five are three times longer than the window, with a form
opened before it. Actions really run (in this process); each runs once for each of the two trackers, with the same dice.
Twenty conversations by default; CONVERSATIONS=100 takes eight minutes, most of them for the complete trackers.
"""
from __future__ import annotations

import os
import random
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from rasa.core.channels.channel import UserMessage
from rasa.core.policies.rule_policy import RulePolicy
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted, ActiveLoop, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from components.quick_rasa import ORIGINAL
from components.window import KEPT_ACTIONS, SLACK
from connectors.turn import Collecting
from hilo.settings import ROOT
from tests.in_process import assistant

ALL = int(os.environ.get("CONVERSATIONS", "20"))
SHORT, LONG = ALL * 3 // 5, ALL * 2 // 5
SEED = 20261122
TIMES_LONGER = 3
OPENING = ("busco zapatillas para correr", "quiero comprar una campera", "necesito un juego de sábanas",
           "busco un regalo para mi mamá")
ASIDES = ("¿hacen envíos a Rosario?", "¿qué medios de pago tienen?", "¿dónde queda el local?", "¿tienen promociones?",
          "gracias", "¿sos un bot?", "¿cuánto tarda el envío?", "¿puedo pagar en cuotas?", "¿a qué hora abren?",
          "no entiendo", "repetime", "hola", "asdfgh", "¿tienen garantía?", "me gusta el fútbol")


@lru_cache(maxsize=1)
def stories() -> list[list[str]]:
    """What people say in the conversation tests, a list each."""
    found = []
    for file in sorted((ROOT / "tests" / "conversations").glob("test_*.yml")):
        for story in yaml.safe_load(file.read_text(encoding="utf-8"))["stories"]:
            said = [step["user"].strip() for step in story["steps"] if "user" in step]
            if said:
                found.append(said)
    return found


def conversations() -> list[list[str]]:
    """The hundred, always the same."""
    dice = random.Random(SEED)
    short = dice.sample([said for said in stories() if len(said) > 1], SHORT)
    long = []
    for number in range(LONG):
        said = [OPENING[number % len(OPENING)]]
        while len(said) < TIMES_LONGER * KEPT_ACTIONS * 0.8:  # turns: most bring one or two actions and a listen
            said.append(dice.choice(ASIDES))
        long.append([*said, *dice.choice(stories()), "hasta 50 mil", "para el viernes", "sí"])
    return short + long


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The assistant in this process."""
    with assistant(tmp_path_factory.mktemp("bounded"), "2026-11-23T10:00:00-03:00") as one:
        yield one


def plain(events: list[Any]) -> list[dict[str, Any]]:
    """Events without what differs from run to run."""
    return [{k: v for k, v in event.as_dict().items() if k not in ("timestamp", "metadata")} for event in events]


async def step(processor: MessageProcessor, tracker: DialogueStateTracker, seed: int) -> tuple[Any, list[Any]]:
    """One prediction and its action; what the tracker got by it."""
    prediction = processor._predict_next_with_tracker(tracker)
    name = processor.domain.action_names_or_texts[prediction.max_confidence_index]
    before = len(tracker.events)
    np.random.seed(seed)  # with which Rasa picks the variants of a text
    await processor._run_action(processor._get_action(name), tracker, Collecting("webchat"), processor.nlg, prediction)
    return prediction, list(tracker.events)[before:]


async def hear(processor: MessageProcessor, tracker: DialogueStateTracker, text: str, name: str) -> None:
    output = Collecting("webchat")
    await processor._update_tracker_session(tracker, output)
    await processor._handle_message_with_tracker(
        UserMessage(text, output, tracker.sender_id, input_channel="webchat", message_id=name), tracker)
    await processor.run_action_extract_slots(output, tracker)


async def compare(agent: Any, number: int, said: list[str]) -> tuple[int, int]:
    """Runs a conversation both ways; how many predictions were compared, how many actions the window had at most."""
    processor = agent.processor
    whole = DialogueStateTracker(f"whole-{number}", agent.domain.slots)
    name = f"bounded-{number}"
    compared, most = 0, 0
    for turn, text in enumerate(said):
        bounded = await agent.tracker_store.get_or_create_tracker(name, append_action_listen=False)
        for tracker in (whole, bounded):
            await hear(processor, tracker, text, f"{number}-{turn}")
        assert bounded.current_slot_values() == whole.current_slot_values()
        for place in range(10):
            seed = SEED + number * 1000 + turn * 10 + place
            expected, events = await step(processor, whole, seed)
            found, same_events = await step(processor, bounded, seed)
            where = f"conversation {number}, turn {turn} «{text}», step {place}"
            assert found.policy_name == expected.policy_name, where
            np.testing.assert_allclose(found.probabilities, expected.probabilities, err_msg=where)
            assert plain(same_events) == plain(events), where
            compared += 1
            if whole.latest_action_name == ACTION_LISTEN_NAME:
                break
        await agent.tracker_store.save(bounded)
        whole.update(SlotSet("remember", None))  # what saving does
        most = max(most, sum(isinstance(e, ActionExecuted) for e in bounded.applied_events()))
    return compared, most


async def test_conversations_are_predicted_alike(agent: Any, caplog: pytest.LogCaptureFixture) -> None:
    compared, windows, lengths = 0, [], []
    for number, said in enumerate(conversations()):
        steps, most = await compare(agent, number, said)
        compared, windows = compared + steps, [*windows, most]
        full = await agent.tracker_store.retrieve_full_tracker(f"bounded-{number}")
        lengths.append(sum(isinstance(e, ActionExecuted) for e in full.applied_events()))
        if number >= SHORT:
            assert any(isinstance(event, ActiveLoop) and event.name for event in full.events)
    assert compared > ALL * 20
    assert "Encountered an exception while running action" not in caplog.text
    assert min(lengths[SHORT:]) > TIMES_LONGER * KEPT_ACTIONS
    assert max(windows) < KEPT_ACTIONS + 2 * SLACK  # a cut waits until it is worth it


def state_of(tracker: DialogueStateTracker) -> dict[str, Any]:
    """All that a tracker knows, to compare; what we remember with it left out."""
    known = {name: value for name, value in tracker.__dict__.items() if not name.startswith("hilo_")}
    return {**known, "slots": {name: slot.__dict__ for name, slot in tracker.slots.items()}}


async def test_what_was_made_quick_gives_what_rasa_gives(agent: Any) -> None:
    """At every step of some conversations: applied events, states and fitting rules, by Rasa and by us."""
    processor = agent.processor
    policy = next(node._component for node in processor.graph_runner._instantiated_nodes.values()
                  if isinstance(getattr(node, "_component", None), RulePolicy))
    compared = 0
    for number, said in enumerate(conversations()[:6] + conversations()[-2:]):
        tracker = DialogueStateTracker(f"quick-{number}", agent.domain.slots)
        for turn, text in enumerate(said):
            await hear(processor, tracker, text, f"{number}-{turn}")
            for place in range(10):
                assert tracker.applied_events() == ORIGINAL["applied_events"](tracker)
                assert state_of(tracker.copy()) == state_of(ORIGINAL["copy"](tracker))
                for question in ({"omit_unset_slots": True}, {}, {"ignore_rule_only_turns": True, "rule_only_data": {
                        "rule_only_slots": ["open_question"], "rule_only_loops": ["information_gathering_form"]}}):
                    states = agent.domain.states_for_tracker_history(tracker, **question)
                    assert states == ORIGINAL["states_for_tracker_history"](agent.domain, tracker, **question)
                for rules in (policy.lookup["rules"], policy.lookup["rules_for_loop_unhappy_path"]):
                    assert policy._get_possible_keys(rules, states) == ORIGINAL["get_possible_keys"](
                        policy, rules, states)
                    compared += 1
                await step(processor, tracker, place)
                if tracker.latest_action_name == ACTION_LISTEN_NAME:
                    break
    assert compared > 200


def test_the_window_holds_the_longest_rule() -> None:
    longest = 0
    for file in Path(ROOT / "data").rglob("rules.yml"):
        for rule in yaml.safe_load(file.read_text(encoding="utf-8")).get("rules") or []:
            longest = max(longest, sum("action" in step for step in rule["steps"]) + len(rule["steps"]))
    policies = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))["policies"]
    histories = [policy.get("max_history", 0) for policy in policies]
    assert max(longest, *histories) < KEPT_ACTIONS
