"""Calls that did not come about, as Twilio and as a SIP trunk report them: why, whom, and what is written."""
from __future__ import annotations

from typing import Any

import pytest
from conftest import ENDED
from sqlalchemy import select

from hilo.calls import events, failures, receiving
from hilo.calls.process import process_due
from hilo.memory.database import reading
from hilo.memory.tables import Identity, Interaction, Outbox

TO = "+5493425550101"
TWILIO = {"CallSid": "CA1", "To": TO, "From": "+543424550100", "Direction": "outbound-api"}
SIP = {"call_sid": "SCL_1", "to_number": TO, "from_number": "+543424550100"}


def event(kind: str, body: Any, reason: Any = "unknown", **more: Any) -> dict[str, Any]:
    return {"type": "call_initiation_failure", "event_timestamp": 1763663400, "data": {
        "agent_id": "a", "conversation_id": "conv_9", "failure_reason": reason,
        "metadata": {"type": kind, "body": body}, **more}}


@pytest.mark.parametrize(("kind", "body", "told", "meant"), [
    ("twilio", {**TWILIO, "CallStatus": "busy"}, "busy", "busy"),
    ("twilio", {**TWILIO, "CallStatus": "no-answer"}, "no-answer", "no-answer"),
    ("twilio", {**TWILIO, "CallStatus": "busy", "SipResponseCode": "486"}, "unknown", "busy"),
    ("twilio", {**TWILIO, "CallStatus": "canceled"}, "unknown", "no-answer"),
    ("twilio", {**TWILIO, "CallStatus": "failed", "SipResponseCode": "404"}, "unknown", "failed"),
    ("sip", {**SIP, "sip_status_code": 486, "error_reason": "Busy Here"}, "busy", "busy"),
    ("sip", {**SIP, "sip_status_code": 486, "error_reason": "Busy Here"}, "unknown", "busy"),
    ("sip", {**SIP, "sip_status_code": 603, "error_reason": "Decline"}, "unknown", "busy"),
    ("sip", {**SIP, "sip_status_code": 480}, "unknown", "no-answer"),
    ("sip", {**SIP, "sip_status_code": "408"}, None, "no-answer"),
    ("sip", {**SIP, "sip_status": "487 Request Terminated"}, "unknown", "no-answer"),
    ("sip", {**SIP, "error_reason": "callee did not pick up: no answer"}, "unknown", "no-answer"),
    ("sip", {**SIP, "sip_status_code": 404, "error_reason": "Not Found"}, "unknown", "failed"),
    ("sip", {**SIP, "sip_status_code": 503}, "unknown", "failed"),
    ("sip", {**SIP, "sip_status_code": None, "error_reason": {"a": 1}}, 7, "failed"),
    ("sip", None, "no_answer", "no-answer"), ("exotel", [], "", "failed"), (None, "x", None, "failed"),
])
def test_why_it_did_not_come_about(kind: Any, body: Any, told: Any, meant: str) -> None:
    assert failures.reason_of(event(kind, body, told)["data"]) == meant


@pytest.mark.parametrize(("number", "found"), [
    (TO, TO), (f"sip:{TO}@trunk.example:5060;transport=tcp", TO), (f"<sips:%2B{TO[1:]}@trunk.example>", TO),
    (f"tel:{TO}", TO), ("sip:anonymous@anonymous.invalid", ""), ("anonymous", ""), ("", ""), (7, ""),
])
def test_whom_a_trunk_called(number: Any, found: str) -> None:
    assert failures.dialled(event("sip", {"to_number": number})["data"]) == found


def reported(body: dict[str, Any]) -> list[Outbox]:
    receiving.receive(events.read(body, "AR"), ENDED)
    process_due(ENDED)
    with reading() as session:
        return list(session.scalars(select(Outbox)))


@pytest.mark.parametrize("code", [486, 480, 503])
def test_whoever_could_not_be_reached_by_a_trunk_is_told_so(database: str, code: int) -> None:
    [letter] = reported(event("sip", {**SIP, "to_number": f"sip:{TO}@trunk.example", "sip_status_code": code}))
    assert (letter.address, letter.payload["template"]) == (f"whatsapp:{TO}", "missed_call")
    assert "Te llamamos y no pudimos hablar" in letter.payload["text"]
    with reading() as session:
        call = session.scalars(select(Interaction)).one()
        assert session.scalars(select(Identity.address)).all() == ["+543425550101"]
    assert (call.status, call.summary) == ("failed", {486: "busy", 480: "no-answer", 503: "failed"}[code])


def test_where_the_trunk_does_not_name_the_number_our_own_side_does(database: str) -> None:
    body = event("sip", {"sip_status_code": 486},
                 conversation_initiation_client_data={"dynamic_variables": {"system__called_number": TO}})
    [letter] = reported(body)
    assert letter.address == f"whatsapp:{TO}"


def test_a_call_to_nobody_we_can_name_is_kept_and_nobody_is_written_to(database: str) -> None:
    assert reported(event("sip", {"sip_status_code": 486, "to_number": "sip:anonymous@anonymous.invalid"})) == []
    with reading() as session:
        assert session.scalars(select(Interaction.summary)).all() == ["busy"]
