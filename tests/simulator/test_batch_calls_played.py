"""Batch calls and agents as the simulator plays them: held to ElevenLabs' OpenAPI file."""
from __future__ import annotations

import json
from typing import Any

import pytest

from tests.elevenlabs_played import answer_schema, complaints
from tests.running import wait_until
from tests.simulator.conftest import Simulator

API = "/v1/convai/batch-calling"
NUMBERS = [f"+54934255700{place:02}" for place in range(10, 17)]
OUTCOMES = ["completed", "opt_out", "wrong_number", "voicemail", "busy", "no-answer", "unknown"]


def asked(simulator: Simulator, method: str, path: str, body: Any = None) -> Any:
    """An answer of the API, held to the file."""
    answer = simulator.http.request(method, path, json=body, headers={"xi-api-key": simulator.settings.elevenlabs.key})
    assert answer.status_code == 200, answer.text
    assert complaints(answer_schema(method, path.partition("?")[0]), answer.json()) == []
    return answer.json()


def submit(simulator: Simulator, **more: Any) -> Any:
    return asked(simulator, "POST", f"{API}/submit", {
        "call_name": "prueba", "agent_id": "a", "agent_phone_number_id": "p", "scheduled_time_unix": None,
        "recipients": [{"id": f"r{place}", "phone_number": number, "conversation_initiation_client_data": {
            "dynamic_variables": {"name": "Ana"}}} for place, number in enumerate(NUMBERS)], **more})


@pytest.fixture(autouse=True)
def each_another(simulator: Simulator) -> None:
    simulator.order("batches", fixed=dict(zip(NUMBERS, OUTCOMES, strict=True)), seconds=0.01, at_once=4)


def test_each_call_is_reported_as_it_turned_out(simulator: Simulator) -> None:
    batch = submit(simulator)
    assert wait_until(lambda: asked(simulator, "GET", f"{API}/{batch['id']}")["status"] == "completed", 10)
    found = asked(simulator, "GET", f"{API}/{batch['id']}")
    assert [one["status"] for one in found["recipients"]] == [
        "completed", "completed", "completed", "voicemail", "failed", "failed", "failed"]
    heard = simulator.product.wait_for(lambda one: "elevenlabs" in one.path, len(NUMBERS))
    events = [json.loads(one.body) for one in heard]
    talked = [one["data"] for one in events if one["type"] == "post_call_transcription"]
    assert {one["metadata"]["batch_call"]["batch_call_recipient_id"] for one in talked} == {"r0", "r1", "r2", "r3"}
    assert {one["data"]["failure_reason"] for one in events if one["type"] == "call_initiation_failure"} == {
        "busy", "no-answer", "unknown"}
    assert {one["metadata"]["phone_call"]["direction"] for one in talked} == {"outbound"}


def test_it_is_listed_retried_and_cancelled(simulator: Simulator) -> None:
    batch = submit(simulator, call_name="otra")
    assert wait_until(lambda: asked(simulator, "GET", f"{API}/{batch['id']}")["status"] == "completed", 10)
    assert asked(simulator, "GET", f"{API}/workspace?limit=1")["batch_calls"][0]["name"] == "otra"
    asked(simulator, "POST", f"{API}/{batch['id']}/retry")
    assert wait_until(lambda: asked(simulator, "GET", f"{API}/{batch['id']}")["total_calls_dispatched"] == 10, 10)
    later = submit(simulator, scheduled_time_unix=4102444800)
    asked(simulator, "POST", f"{API}/{later['id']}/cancel")
    assert {one["status"] for one in asked(simulator, "GET", f"{API}/{later['id']}")["recipients"]} == {"cancelled"}


def test_what_the_file_asks_for_must_be_there(simulator: Simulator) -> None:
    headers = {"xi-api-key": simulator.settings.elevenlabs.key}
    assert simulator.http.post(f"{API}/submit", json={"call_name": "x"}, headers=headers).status_code == 422
    assert simulator.http.post(f"{API}/submit", json={}).status_code == 401
    assert simulator.http.get(f"{API}/nothing", headers=headers).status_code == 404


def test_an_agent_is_made_changed_and_found(simulator: Simulator) -> None:
    made = asked(simulator, "POST", "/v1/convai/agents/create", {
        "name": "Hilo · prueba", "conversation_config": {"agent": {"language": "es"}}})["agent_id"]
    found = asked(simulator, "GET", f"/v1/convai/agents/{made}")
    assert found["conversation_config"]["agent"]["language"] == "es"
    changed = asked(simulator, "PATCH", f"/v1/convai/agents/{made}", {
        "conversation_config": {"tts": {"voice_id": "v"}}})
    assert (changed["conversation_config"]["tts"]["voice_id"], changed["conversation_config"]["agent"]["language"]) == (
        "v", "es")
    assert made in [one["agent_id"] for one in asked(simulator, "GET", "/v1/convai/agents?search=prueba")["agents"]]
