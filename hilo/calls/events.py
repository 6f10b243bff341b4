"""What ElevenLabs reports of a call, reduced to what we use and masked.

Protocol: post-call webhooks, `../shared/reference/protocols.md` 2.7. Any field may be missing, null or new.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from hilo.spanish.documents import mask_documents
from hilo.spanish.speech import clean_turn

TRANSCRIPTION, AUDIO, FAILURE = "post_call_transcription", "post_call_audio", "call_initiation_failure"
KNOWN = (TRANSCRIPTION, AUDIO, FAILURE)
LONGEST_ID = 200
MOST_TURNS = 1000
LONGEST_TEXT = 20_000
MOST_DEPTH = 12
_NO_TEXT = re.compile(r"(?:_id|_sid|sid|number|_secs|type|status|role|recording)$", re.IGNORECASE)
"""Names of values that are no words of anybody: masking would spoil them."""
_IN_METADATA = ("start_time_unix_secs", "call_duration_secs", "termination_reason", "main_language", "timezone",
                "phone_call", "batch_call", "whatsapp", "conversation_initiation_source", "error")
_IN_ANALYSIS = ("call_successful", "transcript_summary", "call_summary_title", "data_collection_results")


class EventError(ValueError):
    """The body is no event: it has no type, no data, or no name."""


@dataclass(frozen=True)
class CallEvent:
    """type: one of KNOWN, or another that is only kept. call: the provider's name of the call; may be empty only where
    the type is not known. data: masked."""

    type: str
    call: str
    data: dict[str, Any]


def read(body: dict[str, Any], country: str | None) -> CallEvent:
    """The event of a webhook's JSON.

    country: ISO 3166-1, by whose documents texts are masked.

    Raises:
        EventError
    """
    type_, data = body.get("type"), body.get("data")
    if not isinstance(type_, str) or not type_ or len(type_) > LONGEST_ID:
        raise EventError("type: a text is needed")
    if type_ in KNOWN and not isinstance(data, dict):
        raise EventError("data: an object is needed")
    data = as_object(data)
    call = data.get("conversation_id")
    if not isinstance(call, str) or not call or len(call) > LONGEST_ID:
        if type_ in KNOWN:
            raise EventError("data.conversation_id: a text is needed")
        call = ""
    kept = _transcription(data) if type_ == TRANSCRIPTION else {
        name: value for name, value in data.items() if name != "full_audio"}
    kept["event_timestamp"] = body.get("event_timestamp")
    return CallEvent(type_, call, masked(kept, country))


def as_object(value: Any) -> dict[str, Any]:
    """The value where it is an object; an empty one else."""
    return value if isinstance(value, dict) else {}


def _transcription(data: dict[str, Any]) -> dict[str, Any]:
    metadata, analysis = as_object(data.get("metadata")), as_object(data.get("analysis"))
    started = as_object(data.get("conversation_initiation_client_data"))
    transcript = data.get("transcript")
    turns = transcript if isinstance(transcript, list) else []
    return {
        **{name: data.get(name) for name in ("agent_id", "conversation_id", "status", "user_id")},
        "transcript": [_turn(turn) for turn in turns[:MOST_TURNS] if isinstance(turn, dict)],
        "metadata": {name: metadata.get(name) for name in _IN_METADATA},
        "analysis": {name: analysis.get(name) for name in _IN_ANALYSIS},
        "dynamic_variables": as_object(started.get("dynamic_variables")),
        "user_id": data.get("user_id") or started.get("user_id"),
    }


def _turn(turn: dict[str, Any]) -> dict[str, Any]:
    message, calls = turn.get("message"), turn.get("tool_calls")
    return {"role": turn.get("role"), "message": message[:LONGEST_TEXT] if isinstance(message, str) else None,
            "time_in_call_secs": turn.get("time_in_call_secs"), "interrupted": bool(turn.get("interrupted")),
            "tools": [str(call.get("tool_name")) for call in calls if isinstance(call, dict)]
            if isinstance(calls, list) else []}


def masked(value: Any, country: str | None, name: str = "", depth: int = 0) -> Any:
    """A JSON value with documents and secrets masked in all its texts; what lies too deep is left out."""
    if depth > MOST_DEPTH:
        return None
    if isinstance(value, dict):
        return {str(key).replace("\x00", ""): masked(one, country, str(key), depth + 1) for key, one in value.items()}
    if isinstance(value, list):
        return [masked(one, country, name, depth + 1) for one in value]
    if not isinstance(value, str):
        return value
    text = value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    return text[:LONGEST_TEXT] if _NO_TEXT.search(name) else mask_spoken(text, country)


def mask_spoken(text: str, country: str | None) -> str:
    """A text with documents masked, those too that were said figure by figure ("treinta y dos, cuatro uno …").

    A text whose documents show only in figures is kept in figures.
    """
    written = mask_documents(text, country)
    if written != text:
        return written
    cleaned = clean_turn(text).text
    spoken = mask_documents(cleaned, country)
    return spoken if spoken != cleaned else text
