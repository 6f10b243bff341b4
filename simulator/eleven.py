"""ElevenLabs: calls that were played on the telephone, reported as it reports them, and the API around them."""
from __future__ import annotations

import base64
import hmac
import json
import uuid
from typing import Any

from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse

from hilo.settings import get_settings
from simulator.clock import now
from simulator.webhooks import Webhooks
from simulator.world import World

SECONDS_PER_TURN = 6
SILENCE = b"\xff\xfb\x90\x00" + b"\x00" * 413
"""A frame of MP3 without a sound."""
MOST_CALLS = 2000
ORDER = frozenset({"from_number", "transcript", "direction", "variables", "user_id", "summary", "analysis",
                   "agent_number", "conversation_id", "voicemail", "seconds", "termination_reason", "batch_call",
                   "outcome", "trunk", "audio", "repeat", "reported"})
"""What a call to be reported may have (`finished`, `Calls.report`)."""
FAILURES = ("busy", "no-answer", "unknown")
SIP_ANSWERS = {"busy": (486, "Busy Here"), "no-answer": (480, "Temporarily Unavailable"),
               "unknown": (503, "Service Unavailable")}
"""What a trunk answers."""


class CallError(ValueError):
    """A call that cannot be reported; the message says why."""


def transcript_of(turns: Any) -> list[dict[str, Any]]:
    """Turns as ElevenLabs writes them, from [{role: user|agent, message}].

    Raises:
        CallError
    """
    if not isinstance(turns, list) or any(
            not isinstance(turn, dict) or turn.get("role") not in ("user", "agent") for turn in turns):
        raise CallError("transcript: a list of {role: user|agent, message} is needed")
    return [{"role": turn["role"], "message": turn.get("message"), "tool_calls": [], "tool_results": [],
             "feedback": None, "llm_override": None, "conversation_turn_metrics": None, "rag_retrieval_info": None,
             "llm_usage": None, "interrupted": bool(turn.get("interrupted", False)), "original_message": None,
             "source_medium": "audio",
             "time_in_call_secs": int(turn.get("time_in_call_secs", number * SECONDS_PER_TURN))}
            for number, turn in enumerate(turns)]


def finished(order: dict[str, Any]) -> dict[str, Any]:
    """The data of a call that took place: `post_call_transcription`, and `GET /conversations/{id}`.

    order: {from_number, transcript, direction?, variables?, user_id?, summary?, analysis?, agent_number?,
    conversation_id?, voicemail?}.

    Raises:
        CallError
    """
    turns = transcript_of(order.get("transcript"))
    seconds = int(order.get("seconds", (turns[-1]["time_in_call_secs"] if turns else 0) + SECONDS_PER_TURN))
    start = int(now().timestamp()) - seconds
    settings = get_settings()
    analysis = order.get("analysis", {
        "evaluation_criteria_results": {}, "data_collection_results": {}, "call_successful": "success",
        "transcript_summary": order.get("summary") or "Llamada sobre la tienda.", "call_summary_title": "Llamada"})
    variables = {**(order.get("variables") or {}), "system__caller_id": order.get("from_number")}
    return {
        "agent_id": settings.elevenlabs_agent_id or "agent_simulated", "agent_name": "Hilo",
        "conversation_id": order.get("conversation_id") or f"conv_{uuid.uuid4().hex}", "status": "done",
        "user_id": order.get("user_id"), "branch_id": None, "has_audio": True, "has_user_audio": True,
        "has_response_audio": True, "transcript": turns, "analysis": analysis,
        "metadata": {
            "start_time_unix_secs": start, "accepted_time_unix_secs": start, "call_duration_secs": seconds, "cost": 0,
            "deletion_settings": {"delete_transcript_and_pii": False, "delete_audio": False}, "error": None,
            "feedback": {"overall_score": None, "likes": 0, "dislikes": 0},
            "authorization_method": "authorization_header",
            "charging": {"dev_discount": False}, "main_language": "es", "timezone": None, "warnings": [],
            "termination_reason": order.get("termination_reason")
            or ("voicemail_detection tool was called." if order.get("voicemail") else "Client ended call"),
            "phone_call": {
                "type": "twilio", "direction": order.get("direction") or "inbound",
                "phone_number_id": settings.elevenlabs_phone_number_id or "phnum_simulated",
                "agent_number": order.get("agent_number") or "+543424550100",
                "external_number": order.get("from_number") or "", "call_sid": f"CA{uuid.uuid4().hex}",
                "stream_sid": f"MZ{uuid.uuid4().hex}"},
            "batch_call": order.get("batch_call"), "conversation_initiation_source": "twilio"},
        "conversation_initiation_client_data": {
            "conversation_config_override": {}, "custom_llm_extra_body": {}, "user_id": order.get("user_id"),
            "source_info": {"source": "twilio", "version": None}, "dynamic_variables": variables},
    }


def not_reached(order: dict[str, Any], reason: str) -> dict[str, Any]:
    """The data of `call_initiation_failure`."""
    settings, number = get_settings(), order.get("from_number")
    if order.get("trunk") == "sip":
        code, words = SIP_ANSWERS[reason]
        body = {"sip_status_code": code, "error_reason": words, "call_sid": f"SCL_{uuid.uuid4().hex[:12]}",
                "to_number": number, "from_number": order.get("agent_number") or "+543424550100"}
        metadata: dict[str, Any] = {"type": "sip", "body": body}
    else:
        metadata = {"type": "twilio", "body": {
            "CallSid": f"CA{uuid.uuid4().hex}", "CallStatus": reason, "To": number, "Called": number,
            "From": order.get("agent_number") or "+543424550100", "Direction": "outbound-api", "Duration": "0",
            "CallDuration": "0", "AccountSid": settings.twilio.sid if settings.simulates_twilio else "AC" + "0" * 32,
            "ApiVersion": "2010-04-01"}}
    return {
        "agent_id": settings.elevenlabs_agent_id or "agent_simulated",
        "conversation_id": order.get("conversation_id") or f"conv_{uuid.uuid4().hex}", "failure_reason": reason,
        "metadata": metadata,
        "user_id": order.get("user_id"),
        "conversation_initiation_client_data": {"dynamic_variables": order.get("variables") or {}}}


class Calls:
    """Reports calls."""

    def __init__(self, world: World, webhooks: Webhooks) -> None:
        """`webhooks` carries the reports."""
        self._world, self._webhooks = world, webhooks

    def keep(self, data: dict[str, Any]) -> None:
        """A call that can be asked for."""
        self._world.calls[data["conversation_id"]] = data
        while len(self._world.calls) > MOST_CALLS:
            self._world.calls.popitem(last=False)
        self._world.changed()

    async def report(self, order: dict[str, Any]) -> dict[str, Any]:
        """Sends the webhooks of a call: {conversation_id, deliveries}.

        order: as `finished`; outcome: done (default), busy, no-answer, unknown or voicemail; trunk: "sip" has a
        call fail as a SIP trunk reports it; audio: false sends no
        recording; repeat: how often more the transcription is sent; reported: false sends nothing at all.

        Raises:
            CallError
        """
        outcome, number = order.get("outcome") or "done", str(order.get("from_number") or "")
        if outcome in FAILURES:
            data = not_reached(order, outcome)
            events = [self._event("call_initiation_failure", data)]
        elif outcome in ("done", "voicemail"):
            data = finished({**order, "voicemail": outcome == "voicemail"})
            events = [self._event("post_call_transcription", data)] * (1 + int(order.get("repeat", 0)))
            if order.get("audio", True):
                events.append(self._event("post_call_audio", {
                    "agent_id": data["agent_id"], "conversation_id": data["conversation_id"],
                    "full_audio": base64.b64encode(SILENCE * 20).decode()}))
        else:
            raise CallError(f"outcome: done, voicemail, {', '.join(FAILURES)}, not {outcome}")
        self.keep(data)
        if not order.get("reported", True):
            return {"conversation_id": data["conversation_id"], "deliveries": []}
        deliveries = [await self._webhooks.call_event(body, number) for body in events]
        return {"conversation_id": data["conversation_id"], "deliveries": deliveries}

    @staticmethod
    def _event(kind: str, data: dict[str, Any]) -> bytes:
        return json.dumps({"type": kind, "event_timestamp": int(now().timestamp()), "data": data},
                          ensure_ascii=False).encode()


async def check_key(request: Request) -> HTTPResponse | None:
    """Only with the account's key."""
    given = request.headers.get("xi-api-key", "")
    if hmac.compare_digest(given.encode(), get_settings().elevenlabs.key.encode()):
        return None
    return response.json({"detail": {"status": "invalid_api_key", "message": "Invalid API key"}}, 401)


def blueprint(world: World) -> Blueprint:
    """`/v1/convai/…`: what was said in a call, and its sound."""
    door = Blueprint("elevenlabs", url_prefix="/v1/convai")

    door.middleware("request")(check_key)

    @door.get("/conversations/<call:str>")
    async def conversation(_: Request, call: str) -> HTTPResponse:
        if call not in world.calls:
            return response.json({"detail": {"status": "not_found", "message": "no such conversation"}}, 404)
        return response.json(world.calls[call])

    @door.get("/conversations/<call:str>/audio")
    async def audio(_: Request, call: str) -> HTTPResponse:
        if call not in world.calls:
            return response.json({"detail": {"status": "not_found", "message": "no such conversation"}}, 404)
        return response.raw(SILENCE * 20, content_type="audio/mpeg")

    return door
