"""Calls as the simulator reports them: held to ElevenLabs' OpenAPI file and signed as it signs."""
from __future__ import annotations

import base64
import json
import time
from typing import Any

import pytest

from hilo.calls.signature import Check
from tests.simulator.conftest import SPECIFICATION, Simulator, check_answer, check_schema

SAID = [{"role": "agent", "message": "Hola, ¿en qué te ayudo?"}, {"role": "user", "message": "Busco zapatillas."}]
NUMBER = "+5493425570001"


def events(simulator: Simulator) -> list[dict[str, Any]]:
    for one in simulator.product.heard:
        check = Check(one.headers["elevenlabs-signature"], simulator.settings.elevenlabs.webhook_secret, time.time())
        check.feed(one.body)
        check.settle()
    return [json.loads(one.body) for one in simulator.product.heard]


def test_a_call_is_reported_with_its_words_then_with_its_sound(simulator: Simulator) -> None:
    answer = simulator.order("call", from_number=NUMBER, transcript=SAID, variables={"name": "Ana"})
    said, sound = events(simulator)
    assert (said["type"], sound["type"]) == ("post_call_transcription", "post_call_audio")
    data = check_schema(SPECIFICATION["answers"]["get_conversation_history_route"]["schema"], said["data"])
    assert data["conversation_id"] == sound["data"]["conversation_id"] == answer["conversation_id"]
    assert data["metadata"]["phone_call"]["external_number"] == NUMBER
    assert [turn["message"] for turn in data["transcript"]] == [turn["message"] for turn in SAID]
    assert base64.b64decode(sound["data"]["full_audio"], validate=True)
    key = {"xi-api-key": simulator.settings.elevenlabs.key}
    path = f"/v1/convai/conversations/{answer['conversation_id']}"
    assert check_answer("get_conversation_history_route", simulator.http.get(path, headers=key)) == data
    assert simulator.http.get(path).status_code == 401


@pytest.mark.parametrize("outcome", ["busy", "no-answer", "unknown"])
def test_a_call_that_did_not_come_about_says_whom_it_was_to_reach(simulator: Simulator, outcome: str) -> None:
    simulator.order("call", from_number=NUMBER, outcome=outcome)
    (event,) = events(simulator)
    assert (event["type"], event["data"]["failure_reason"]) == ("call_initiation_failure", outcome)
    assert event["data"]["metadata"]["body"]["To"] == NUMBER


def test_a_trunk_tells_of_it_in_the_words_of_sip(simulator: Simulator) -> None:
    simulator.order("call", from_number=NUMBER, outcome="busy", trunk="sip")
    (event,) = events(simulator)
    metadata = event["data"]["metadata"]
    assert (metadata["type"], metadata["body"]["sip_status_code"], metadata["body"]["to_number"]) == (
        "sip", 486, NUMBER)


def test_a_voicemail_is_named_as_the_reason_of_the_end(simulator: Simulator) -> None:
    simulator.order("call", from_number=NUMBER, outcome="voicemail", transcript=SAID[:1], direction="outbound",
                    audio=False)
    (event,) = events(simulator)
    assert "voicemail" in event["data"]["metadata"]["termination_reason"]


def test_a_report_can_be_repeated_and_come_without_analysis(simulator: Simulator) -> None:
    simulator.order("call", from_number=NUMBER, transcript=SAID, repeat=2, analysis=None, audio=False)
    first, *rest = events(simulator)
    assert first["data"]["analysis"] is None
    assert [one["data"]["conversation_id"] for one in rest] == [first["data"]["conversation_id"]] * 2
