"""Batches handed over to ElevenLabs: each once, whatever becomes of the answer; exactly as its OpenAPI file has it."""
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import select

from hilo.calling import plan, running, submitting
from hilo.consent import ledger
from hilo.memory import database
from hilo.memory.database import reading, writing
from hilo.memory.identity import contact_for
from hilo.memory.tables import CallBatch, CallRecipient, Contact, Question
from tests.elevenlabs_played import ElevenLabsPlayed

MONDAY = datetime(2026, 11, 30, 14, 0, tzinfo=timezone.utc)
ANA, BETO, DANI = "+5493425550101", "+5493425550102", "+5493425550103"
Order = Callable[..., plan.Plan]
LIST = f"phone,nombre,producto\n{ANA},Ana Paz,campera\n{BETO},,\n"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(submitting, "BACKOFF", 0.0)


def refuses(number: str) -> None:
    with writing() as session:
        ledger.record(session, contact_for(session, "phone", number, MONDAY), "all", "all", "revoked", MONDAY,
                      {"quote": "no me llamen más"})


def state(run: str) -> list[tuple[str, int]]:
    with reading() as session:
        return [(one.status, one.attempts) for one in running.batches_of(session, run)]


def test_each_recipient_is_told_of_by_dynamic_variables(played: ElevenLabsPlayed, ordered: Order) -> None:
    with writing() as session:
        ana = contact_for(session, "phone", ANA, MONDAY)
        contact = session.get(Contact, ana)
        contact.register, contact.stage = "vos", "interested"
        session.add(Question(contact_id=ana, question="¿Hay envío a Rosario?", status="open", at=MONDAY, source="call"))
    planned = ordered(LIST, MONDAY, campaign="vuelve el frío")
    assert submitting.submit_due(MONDAY, planned.run) == 1
    (body,) = played.asked("/submit")
    assert {name: body[name] for name in body if name != "recipients"} == {
        "call_name": f"Novedades · {planned.run}-1", "agent_id": "agent_1", "agent_phone_number_id": "phnum_1",
        "scheduled_time_unix": None}
    first, second = body["recipients"]
    told = first["conversation_initiation_client_data"]
    assert (first["phone_number"], told["user_id"]) == (ANA, ana)
    assert told["dynamic_variables"] == {
        "assistant": "Hilo", "company": "Ceibo", "name": "Ana Paz", "stage": "interested", "register": "vos",
        "last_topic": "", "open_questions": "¿Hay envío a Rosario?", "commitments": "", "campaign": "vuelve el frío",
        "producto": "campera", "contact_id": ana, "call_recipient": first["id"]}
    assert told["conversation_config_override"]["agent"]["first_message"] == (
        "Hola, soy Hilo, el asistente virtual de Ceibo. ¿Hablo con Ana?")
    other = second["conversation_initiation_client_data"]
    assert set(other["dynamic_variables"]) == set(told["dynamic_variables"]) - {"producto"}
    assert other["conversation_config_override"]["agent"]["first_message"].endswith("¿Tenés un momento?")
    assert state(planned.run) == [("submitted", 1)]


def test_columns_of_elevenlabs_own_page_change_a_call(played: ElevenLabsPlayed, ordered: Order) -> None:
    planned = ordered(f"phone_number,first_message,language,voice_id\n{ANA},Hola Ana,es,v1\n{BETO},,,\n", MONDAY)
    submitting.submit_due(MONDAY, planned.run)
    first, second = played.asked("/submit")[0]["recipients"]
    assert first["conversation_initiation_client_data"]["conversation_config_override"] == {
        "agent": {"first_message": "Hola Ana", "language": "es"}, "tts": {"voice_id": "v1"}}
    assert set(second["conversation_initiation_client_data"]["conversation_config_override"]) == {"agent"}


def test_another_hour_is_told_to_the_provider(played: ElevenLabsPlayed, ordered: Order) -> None:
    night = datetime(2026, 12, 1, 2, 0, tzinfo=timezone.utc)
    submitting.submit_due(night, ordered(LIST, night).run)
    assert played.asked("/submit")[0]["scheduled_time_unix"] == int(
        datetime(2026, 12, 1, 12, 0, tzinfo=timezone.utc).timestamp())


def test_a_batch_is_handed_over_once_whoever_looks(played: ElevenLabsPlayed, ordered: Order) -> None:
    ordered(LIST, MONDAY)
    assert [submitting.submit_due(MONDAY) for _ in range(3)] == [1, 0, 0]
    assert len(played.batches) == 1


@pytest.mark.parametrize("status", [500, 502, 504])
def test_a_batch_that_was_taken_without_an_answer_is_found_by_its_name(played: ElevenLabsPlayed, ordered: Order,
                                                                     status: int) -> None:
    planned = ordered(LIST, MONDAY)
    answers = iter([(status, {"detail": {"message": "late"}})])
    played.after = lambda method, path: next(answers, None) if path.endswith("submit") else None
    submitting.submit_due(MONDAY)
    assert len(played.asked("/submit")) == len(played.batches) == 1
    assert state(planned.run) == [("submitted", 1)]


def test_a_batch_that_was_lost_is_handed_over_again_after_it_was_looked_for(played: ElevenLabsPlayed,
                                                                           ordered: Order) -> None:
    planned = ordered(LIST, MONDAY)
    answers = iter([(504, {"detail": {"message": "late"}})])
    played.fail = lambda method, path: next(answers, None) if path.endswith("submit") else None
    submitting.submit_due(MONDAY)
    assert state(planned.run) == [("submitting", 1)]
    submitting.submit_due(MONDAY)
    assert state(planned.run) == [("submitted", 2)]
    asked = [path.rpartition("/")[2] for _, path, _ in played.requests]
    assert asked == ["submit", "workspace", "workspace", "submit"]
    assert len(played.batches) == 1


def test_whoever_died_while_handing_over_looks_first(played: ElevenLabsPlayed, ordered: Order) -> None:
    planned = ordered(LIST, MONDAY)
    with writing() as session:
        batch = session.scalars(select(CallBatch)).one()
        batch.status, batch.attempts = "submitting", 1
        played.batches["btcal_x"] = {"id": "btcal_x", "name": batch.call_name}
    submitting.submit_due(MONDAY)
    assert played.asked("/submit") == []
    with reading() as session:
        assert session.scalars(select(CallBatch.provider_id)).one() == "btcal_x"
    assert state(planned.run) == [("submitted", 2)]


@pytest.mark.parametrize(("status", "again"), [(429, 4), (503, 1)])
def test_a_busy_provider_is_asked_again_where_that_is_safe(played: ElevenLabsPlayed, ordered: Order, status: int,
                                                          again: int) -> None:
    ordered(LIST, MONDAY)
    played.fail = lambda method, path: (status, {"detail": {"message": "busy"}}) if path.endswith("submit") else None
    submitting.submit_due(MONDAY)
    assert len(played.asked("/submit")) == again
    played.fail = lambda method, path: None
    submitting.submit_due(MONDAY)
    assert len(played.batches) == 1


def test_a_batch_that_is_refused_for_good_fails_with_the_providers_words(played: ElevenLabsPlayed,
                                                                        ordered: Order) -> None:
    planned = ordered(LIST, MONDAY)
    played.fail = lambda method, path: (422, {"detail": [{"loc": ["body", "agent_id"], "msg": "no such agent"}]})
    submitting.submit_due(MONDAY)
    with reading() as session:
        found = running.status(session, planned.run, True)
    assert (found["status"], found["total"], found["refused_count"]) == ("failed", 0, 2)
    assert found["batches"][0]["error"].endswith("422 body.agent_id: no such agent")


def test_who_refuses_between_the_order_and_its_submission_is_left_out(played: ElevenLabsPlayed, ordered: Order) -> None:
    planned = ordered(LIST, MONDAY)
    refuses(BETO)
    submitting.submit_due(MONDAY)
    assert [one["phone_number"] for one in played.asked("/submit")[0]["recipients"]] == [ANA]
    with reading() as session:
        assert running.status(session, planned.run)["refused"] == [
            {"row": 3, "reason": "no_consent: revoked for service by voice"}]


def test_who_refuses_before_the_hour_is_taken_out_of_a_batch_that_waits_for_it(played: ElevenLabsPlayed,
                                                                              ordered: Order) -> None:
    night = datetime(2026, 12, 1, 2, 0, tzinfo=timezone.utc)
    planned = ordered(LIST, night)
    submitting.submit_due(night)
    refuses(BETO)
    morning = datetime(2026, 12, 1, 11, 57, tzinfo=timezone.utc)
    assert submitting.look_again(morning - timedelta(minutes=10)) == 0
    assert submitting.look_again(morning) == 1
    assert submitting.look_again(morning) == 0
    submitting.submit_due(morning)
    assert [one["status"] for one in played.batches.values()] == ["cancelled", "pending"]
    body = played.asked("/submit")[1]
    assert [one["phone_number"] for one in body["recipients"]] == [ANA]
    assert body["scheduled_time_unix"] == played.asked("/submit")[0]["scheduled_time_unix"]
    assert [one[0] for one in state(planned.run)] == ["replaced", "submitted"]


def test_cancelling_before_and_after_the_submission(played: ElevenLabsPlayed, ordered: Order) -> None:
    before, after = ordered(f"phone\n{ANA}\n", MONDAY), None
    assert running.cancel(before.run, MONDAY)["status"] == "cancelled"
    assert submitting.submit_due(MONDAY) == 0
    after = ordered(f"phone\n{BETO}\n", MONDAY)
    submitting.submit_due(MONDAY)
    running.cancel(after.run, MONDAY)
    assert [one["status"] for one in played.batches.values()] == ["cancelled"]
    with pytest.raises(running.UnknownRunError, match="no calls go by 'nothing'"):
        running.cancel("nothing", MONDAY)


def test_a_provider_that_is_away_loses_nothing(played: ElevenLabsPlayed, ordered: Order,
                                             monkeypatch: pytest.MonkeyPatch) -> None:
    from hilo.settings import get_settings

    planned = ordered(LIST, MONDAY)
    monkeypatch.setenv("ELEVENLABS_API_URL", "http://127.0.0.1:9")
    get_settings.cache_clear()
    submitting.submit_due(MONDAY)
    assert state(planned.run) == [("pending", 1)]
    monkeypatch.setenv("ELEVENLABS_API_URL", played.address)
    get_settings.cache_clear()
    submitting.submit_due(MONDAY)
    assert state(planned.run) == [("submitted", 2)]
    with database.reading() as session:
        assert {one.status for one in session.scalars(select(CallRecipient))} == {"pending"}


def test_ten_thousand_go_into_one_batch_and_the_next_into_another(played: ElevenLabsPlayed, ordered: Order,
                                                                monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "LARGEST", 2)
    planned: Any = ordered(f"phone\n{ANA}\n{BETO}\n{DANI}\n", MONDAY)
    submitting.submit_due(MONDAY, planned.run)
    assert [len(one["recipients"]) for one in played.asked("/submit")] == [2, 1]
