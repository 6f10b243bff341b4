"""ElevenLabs' webhook at its door: exact bytes in, exact rows and files out."""
from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from pathlib import Path
from typing import Any

import pytest
from rasa.core.channels.channel import register
from sqlalchemy import select

from connectors import elevenlabs
from connectors.elevenlabs import ElevenLabsInput
from hilo.memory import recordings
from hilo.memory.database import reading
from hilo.memory.erasing import erase
from hilo.memory.tables import Contact, Identity, Inbox

URL = "/webhooks/elevenlabs/webhook"
SECRET = "wsec_tests"
SOUND = bytes(range(256)) * 4000
"""Longer than what stays in memory."""
CALL: dict[str, Any] = {
    "type": "post_call_transcription", "event_timestamp": 1795370000,
    "data": {"agent_id": "a", "conversation_id": "conv_1", "status": "done", "user_id": None, "analysis": None,
             "transcript": [{"role": "agent", "message": "¿Hola?", "time_in_call_secs": 0, "llm_usage": {"new": 1}},
                            {"role": "user", "message": None, "time_in_call_secs": 1},
                            {"role": "user", "message": "mi tarjeta es 4111 1111 1111 1111", "time_in_call_secs": 2}],
             "metadata": {"start_time_unix_secs": 1795369000, "call_duration_secs": 12, "brand_new": {"x": 1},
                          "phone_call": {"type": "twilio", "direction": "inbound",
                                         "external_number": "+5493425550101"}},
             "conversation_initiation_client_data": {"dynamic_variables": {"name": "Ana"}}},
    "another": "field"}


@pytest.fixture(autouse=True)
def _door(app: Any, set_environment: Any) -> None:
    set_environment(ELEVENLABS_API_KEY="key", ELEVENLABS_WEBHOOK_SECRET=SECRET)
    register([ElevenLabsInput()], app, "/webhooks/")


def signed(body: bytes, at: float | None = None, secret: str = SECRET) -> str:
    sent = int(time.time() if at is None else at)
    return f"t={sent},v0={hmac.new(secret.encode(), f'{sent}.'.encode() + body, hashlib.sha256).hexdigest()}"


async def post(app: Any, event: Any, signature: str | None = None, **headers: str) -> Any:
    body = event if isinstance(event, bytes) else json.dumps(event, ensure_ascii=False).encode()
    given = signed(body) if signature is None else signature
    _, answer = await app.asgi_client.post(URL, data=body, headers={"elevenlabs-signature": given, **headers})
    return answer


def kept() -> list[Inbox]:
    with reading() as session:
        rows = list(session.scalars(select(Inbox).order_by(Inbox.number)))
        session.expunge_all()
        return rows


async def test_a_call_is_kept_masked_under_its_callers_contact_and_answered(app: Any) -> None:
    answer = await post(app, CALL)
    assert (answer.status, answer.json) == (200, {"status": "received", "type": "post_call_transcription"})
    (row,) = kept()
    assert (row.source, row.provider_id, row.kind, row.channel, row.address, row.status) == (
        "elevenlabs", "post_call_transcription:conv_1", "call", "voice", "+5493425550101", "pending")
    assert [turn["message"] for turn in row.data["transcript"]] == ["¿Hola?", None, "mi tarjeta es •••• 1111"]
    assert "4111 1111" not in json.dumps(row.data)
    with reading() as session:
        identity = session.scalars(select(Identity)).one()
        assert (identity.contact_id, identity.address, identity.proven) == (row.contact_id, "+543425550101", True)


async def test_documents_that_are_said_figure_by_figure_are_masked_too(app: Any) -> None:
    event = json.loads(json.dumps(CALL))
    event["data"]["transcript"][0]["message"] = ("mi tarjeta es cuatro uno uno uno uno uno uno uno uno uno uno uno uno "
                                                 "uno uno uno")
    await post(app, event)
    assert "uno uno uno" not in json.dumps(kept()[0].data)


@pytest.mark.parametrize("file", ["post_call_transcription", "post_call_audio"])
async def test_the_providers_own_examples_are_accepted(app: Any, file: str) -> None:
    examples = Path(__file__).resolve().parents[3] / "shared" / "specs" / f"elevenlabs_{file}.json"
    if not examples.exists():
        pytest.skip("the provider's examples lie beside the project")
    body = examples.read_bytes().replace(b"SUQzBAAAAAAA...base64_encoded_mp3_data...AAAAAAAAAA==", b"SUQzBAAAAAAA")
    assert (await post(app, body)).status == 200
    assert kept()[0].provider_id == f"{file}:abc"


async def test_a_repeat_is_answered_and_changes_nothing(app: Any) -> None:
    await post(app, CALL)
    again = await post(app, {**CALL, "data": {**CALL["data"], "transcript": []}})
    assert (again.status, again.json["status"]) == (200, "repeated")
    assert len(kept()) == 1
    assert len(kept()[0].data["transcript"]) == 3


@pytest.mark.parametrize("wrong", [
    "", "v0=00", "t=abc,v0=00", "t=1795370000", "t=-5,v0=aa", pytest.param(f"t={int(time.time())},v0=00", id="now"),
    pytest.param(f"t={'9' * 400},v0=00", id="long")])
async def test_a_signature_that_is_none_is_refused(app: Any, wrong: str) -> None:
    assert (await post(app, CALL, wrong)).status == 403
    assert kept() == []


@pytest.mark.parametrize(("seconds", "status"), [(-1790, 200), (-1815, 403), (1790, 200), (1815, 403)])
async def test_half_an_hour_is_tolerated_in_both_directions(app: Any, seconds: int, status: int) -> None:
    body = json.dumps(CALL).encode()
    assert (await post(app, body, signed(body, time.time() + seconds))).status == status


async def test_the_signature_is_of_these_very_bytes(app: Any) -> None:
    body = json.dumps(CALL).encode()
    assert (await post(app, body.replace(b"conv_1", b"conv_2"), signed(body))).status == 403
    assert (await post(app, body, signed(body, secret="another"))).status == 403
    parts = signed(body).split(",")
    assert (await post(app, body, f" {parts[1]}, v1=aa , {parts[0]} ")).status == 200


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"{", b"[]", b"null", b'"x"', b"{}", b'{"type": 3}',
                                  b'{"type": "post_call_transcription"}',
                                  b'{"type": "post_call_transcription", "data": []}',
                                  b'{"type": "post_call_audio", "data": {"conversation_id": ""}}', b"[" * 100_000,
                                  b'{"type": "post_call_audio", "data": {"conversation_id": "c", "full_audio": "$$"}}',
                                  b'{"type": "post_call_audio", "data": {"conversation_id": "c", "full_audio": "SUQ'])
async def test_what_cannot_be_read_is_refused_by_that_name(app: Any, body: bytes) -> None:
    assert (await post(app, body)).status == 400
    assert kept() == []
    assert list(recordings.folder().iterdir()) == []


async def test_too_large_a_body_is_refused_before_it_is_read_and_while_it_is(
        app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elevenlabs, "MAX_BODY", 1000)
    assert (await post(app, b"x" * 1001)).status == 413
    monkeypatch.setattr(elevenlabs, "MAX_BODY", 10**8)
    monkeypatch.setattr("hilo.calls.body.MOST_JSON", 1000)
    assert (await post(app, {**CALL, "more": "x" * 2000})).status == 413
    assert kept() == []


async def test_unknown_types_are_kept_as_ignored(app: Any) -> None:
    for event in ({"type": "voice_removed", "data": {"voice_id": "v"}}, {"type": "something_else", "data": None}):
        assert (await post(app, event)).status == 200
    assert [(row.status, row.data["type"]) for row in kept()] == [("ignored", "voice_removed"),
                                                                  ("ignored", "something_else")]


async def test_fields_of_unexpected_shapes_do_no_harm(app: Any) -> None:
    event = {"type": "post_call_transcription", "data": {
        "conversation_id": "c", "transcript": [None, 3, {"role": 5, "message": {"a": 1}, "tool_calls": "x"}],
        "metadata": [], "analysis": "good", "conversation_initiation_client_data": 7, "user_id": 12}}
    assert (await post(app, event)).status == 200


async def test_calls_with_a_withheld_number_are_nobodys_but_their_own(app: Any) -> None:
    for call, number in (("a", "anonymous"), ("b", "+266696687"), ("c", "")):
        event = json.loads(json.dumps(CALL))
        event["data"]["conversation_id"] = call
        event["data"]["metadata"]["phone_call"]["external_number"] = number
        await post(app, event)
        await post(app, event)
    assert len({row.contact_id for row in kept()}) == 3
    assert {row.address for row in kept()} == {""}


async def test_a_recording_goes_to_disk_and_to_the_person_whichever_comes_first(app: Any) -> None:
    audio = {"type": "post_call_audio", "data": {"conversation_id": "conv_1", "agent_id": "a",
                                                 "full_audio": base64.b64encode(SOUND).decode()}}
    assert (await post(app, audio)).json == {"status": "received", "type": "post_call_audio"}
    await post(app, CALL)
    assert len({row.contact_id for row in kept()}) == 1
    assert "full_audio" not in kept()[0].data
    file = recordings.file_of("elevenlabs", "conv_1")
    assert file.read_bytes() == SOUND
    with reading() as session:
        assert recordings.of(session, [kept()[0].contact_id]) == [file]
        assert len(session.scalars(select(Contact)).all()) == 1


async def test_erasing_the_person_deletes_their_recordings(app: Any) -> None:
    await post(app, CALL)
    await post(app, {"type": "post_call_audio", "data": {"conversation_id": "conv_1", "full_audio": "SUQz"}})
    erased = erase(kept()[0].contact_id)
    assert not recordings.file_of("elevenlabs", "conv_1").exists()
    assert erased.files.deleted == [recordings.file_of("elevenlabs", "conv_1")]
    assert kept() == []


async def test_a_call_that_did_not_come_about_is_known_by_the_number_that_was_dialled(app: Any) -> None:
    event = {"type": "call_initiation_failure", "data": {
        "agent_id": "a", "conversation_id": "conv_9", "failure_reason": "no-answer",
        "metadata": {"type": "twilio", "body": {"To": "+5493425550101", "From": "+543424550100", "CallSid": "CA1"}}}}
    assert (await post(app, event)).status == 200
    with reading() as session:
        assert [row.proven for row in session.scalars(select(Identity))] == [False]
    assert kept()[0].address == "+5493425550101"
