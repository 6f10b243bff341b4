"""What becomes of each call: by webhook, by asking, and what is written to whom afterwards."""
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import select

from hilo.calling import following, plan, running, submitting
from hilo.calls import events, receiving
from hilo.calls.process import process_due
from hilo.memory.database import reading, writing
from hilo.memory.tables import CallRecipient, Interaction, Outbox
from tests.elevenlabs_played import ElevenLabsPlayed

MONDAY = datetime(2026, 11, 30, 14, 0, tzinfo=timezone.utc)
ANA, BETO, DANI = "+5493425550101", "+5493425550102", "+5493425550103"
Order = Callable[..., plan.Plan]


@pytest.fixture
def batch(played: ElevenLabsPlayed, ordered: Order, monkeypatch: pytest.MonkeyPatch) -> tuple[str, dict[str, Any]]:
    """Three who are being called: the run, and the provider's batch."""
    monkeypatch.setattr(following, "EVERY", timedelta())
    monkeypatch.setattr(following, "WEBHOOK_PATIENCE", timedelta(seconds=-1))
    planned = ordered(f"phone,nombre\n{ANA},Ana\n{BETO},Beto\n{DANI},Dani\n", MONDAY)
    submitting.submit_due(MONDAY, planned.run)
    (found,) = played.batches.values()
    return planned.run, found


def ends(found: dict[str, Any], *statuses: str, status: str = "completed") -> None:
    found["status"] = status
    for place, (one, its) in enumerate(zip(found["recipients"], statuses, strict=True)):
        one |= {"status": its, "conversation_id": f"conv_{place}" if its != "failed" else None}


def said(place: int, text: str) -> dict[str, Any]:
    number = (ANA, BETO, DANI)[place]
    return {"conversation_id": f"conv_{place}", "status": "done", "analysis": None,
            "transcript": [{"role": "agent", "message": "Hola, ¿hablo con la persona?", "time_in_call_secs": 0},
                           {"role": "user", "message": text, "time_in_call_secs": 4}],
            "metadata": {"start_time_unix_secs": int(MONDAY.timestamp()) - 60, "call_duration_secs": 40,
                         "phone_call": {"direction": "outbound", "external_number": number}}}


def failure(number: str, reason: str, call: str = "conv_f") -> dict[str, Any]:
    return {"conversation_id": call, "failure_reason": reason,
            "metadata": {"type": "twilio", "body": {"To": number, "CallStatus": reason}}}


def report(kind: str, data: dict[str, Any]) -> None:
    receiving.receive(events.read({"type": kind, "data": data}, "AR"), MONDAY)
    process_due(MONDAY)


def outcomes(run: str) -> dict[str, tuple[str, str | None]]:
    with reading() as session:
        return {one["phone"]: (one["status"], one["outcome"]) for one in running.status(session, run, True)[
            "recipients"]}


def letters() -> list[tuple[str, str | None]]:
    with reading() as session:
        rows = session.scalars(select(Outbox).order_by(Outbox.id))
        return [(row.address, row.payload.get("template")) for row in rows]


def test_calls_that_no_webhook_tells_of_are_asked_for(played: ElevenLabsPlayed, batch: Any) -> None:
    run, found = batch
    ends(found, "completed", "failed", "voicemail")
    played.conversations = {"conv_0": said(0, "Sí, busco una campera negra talla M."),
                            "conv_2": said(2, "Deje su mensaje después de la señal.")}
    following.follow_due(MONDAY)
    process_due(MONDAY)
    assert outcomes(run) == {ANA: ("completed", "talked"), BETO: ("failed", "failed"), DANI: ("voicemail", "voicemail")}
    assert letters() == [(f"whatsapp:{BETO}", "missed_call"), (f"whatsapp:{ANA}", "call_thanks")] or letters() == [
        (f"whatsapp:{ANA}", "call_thanks"), (f"whatsapp:{BETO}", "missed_call")]
    asked = len(played.requests)
    following.follow_due(MONDAY)
    assert len(played.requests) == asked


def test_a_webhook_ends_a_recipient_before_the_batch_says_so(played: ElevenLabsPlayed, batch: Any) -> None:
    run, found = batch
    report("call_initiation_failure", failure(BETO, "busy"))
    found["status"] = "in_progress"
    found["recipients"][1] |= {"status": "in_progress", "conversation_id": "conv_f"}
    following.follow_due(MONDAY)
    assert outcomes(run)[BETO] == ("failed", "busy")
    assert letters() == [(f"whatsapp:{BETO}", "missed_call")]


def test_a_late_report_of_a_call_that_was_dealt_with_changes_nothing(batch: Any) -> None:
    _, found = batch
    ends(found, "failed", "failed", "failed")
    following.follow_due(MONDAY)
    process_due(MONDAY)
    report("call_initiation_failure", failure(ANA, "no-answer", "conv_late"))
    with reading() as session:
        assert len(session.scalars(select(Interaction)).all()) == 3
    assert len(letters()) == 3


def test_refusals_and_wrong_numbers_are_heard_and_nothing_is_written(played: ElevenLabsPlayed, batch: Any) -> None:
    run, found = batch
    ends(found, "completed", "completed", "completed")
    report("post_call_transcription", said(0, "No me llamen más ni me escriban, bórrenme de la lista."))
    report("post_call_transcription", said(1, "No, está equivocado de número, acá no vive esa persona."))
    found_out = outcomes(run)
    assert (found_out[ANA][1], found_out[BETO][1]) == ("opt_out", "wrong_number")
    assert letters() == []


def test_those_who_were_not_reached_are_called_again_by_the_provider(played: ElevenLabsPlayed, batch: Any) -> None:
    run, found = batch
    ends(found, "failed", "failed", "failed")
    for number, call in ((ANA, "c1"), (BETO, "c2"), (DANI, "c3")):
        report("call_initiation_failure", failure(number, "no-answer", call))
    following.follow_due(MONDAY)
    again = running.retry(run, MONDAY + timedelta(hours=1))
    assert played.asked("/retry") == [None]
    assert (again["status"], again["statuses"]) == ("in_progress", {"pending": 3})


def test_who_has_refused_since_is_not_called_again(played: ElevenLabsPlayed, batch: Any) -> None:
    from hilo.consent import ledger

    run, found = batch
    ends(found, "failed", "failed", "failed")
    for number, call in ((ANA, "c1"), (BETO, "c2"), (DANI, "c3")):
        report("call_initiation_failure", failure(number, "no-answer", call))
    following.follow_due(MONDAY)
    with writing() as session:
        one = session.scalars(select(CallRecipient).where(CallRecipient.phone == BETO)).one()
        ledger.record(session, one.contact_id, "all", "all", "revoked", MONDAY, {"quote": "basta"})
    running.retry(run, MONDAY + timedelta(hours=1))
    assert played.asked("/retry") == []
    assert [one["phone_number"] for one in played.asked("/submit")[1]["recipients"]] == [ANA, DANI]


def test_a_batch_that_still_calls_is_not_retried_and_one_that_reached_all_neither(batch: Any) -> None:
    run, _ = batch
    with pytest.raises(running.CannotError, match="has not ended"):
        running.retry(run, MONDAY)


def test_a_cancelled_batch_calls_nobody_and_writes_to_nobody(played: ElevenLabsPlayed, batch: Any) -> None:
    run, _ = batch
    running.cancel(run, MONDAY)
    following.follow_due(MONDAY)
    assert set(outcomes(run).values()) == {("cancelled", "cancelled")}
    assert letters() == []
    with reading() as session:
        assert running.status(session, run)["status"] == "cancelled"
