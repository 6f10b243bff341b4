"""A call that did not come about: why, and whom it was to reach.

Protocol: ElevenLabs' event `call_initiation_failure`: `failure_reason` (busy, no-answer, unknown) and `metadata` of a
`type`, with what the carrier said in `body`: "twilio" its callback (CallStatus, SipResponseCode, To), "sip" the
trunk's answer (sip_status_code, error_reason, to_number). Codes are those of SIP (RFC 3261, section 21).
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from hilo.memory.phones import is_withheld

BUSY, NO_ANSWER, FAILED = "busy", "no-answer", "failed"
_DIALLED = ("To", "Called", "to_number", "to", "called_number")
"""Names of the number that was called, Twilio's and a trunk's."""
_CODES = ("sip_status_code", "sip_status", "SipResponseCode")
_SAID = ("error_reason", "sip_status", "CallStatus", "reason", "error")
_BY_CODE = {486: BUSY, 600: BUSY, 603: BUSY, 607: BUSY, 408: NO_ANSWER, 480: NO_ANSWER, 487: NO_ANSWER}
"""Busy, or they pressed «reject»; nobody came, the telephone is off, or we gave up ringing."""
_WORDS = ((re.compile(r"\bbusy\b|\bdeclined?\b|\breject", re.I), BUSY),
          (re.compile(r"no.?answer|timed? ?out|timeout|unavailable|not answered|cancell?ed", re.I), NO_ANSWER))
_CODE = re.compile(r"\b([3-6]\d\d)\b")
_AT_A_TRUNK = re.compile(r"^<?\s*(?:sips?|tel):([^@;>?]+)", re.IGNORECASE)


def reason_of(data: Mapping[str, Any]) -> str:
    """busy, no-answer or failed: what the event says itself, else what the carrier's code or words mean."""
    told = str(data.get("failure_reason") or "").strip().lower().replace("_", "-")
    if told in (BUSY, NO_ANSWER):
        return told
    body = _body(data)
    code = code_of(data)
    if code in _BY_CODE:
        return _BY_CODE[code]
    words = " ".join(str(body[name]) for name in _SAID if isinstance(body.get(name), str))
    return next((reason for pattern, reason in _WORDS if pattern.search(words)), FAILED)


def code_of(data: Mapping[str, Any]) -> int | None:
    """The carrier's SIP code, as a number or in words ("486 Busy Here")."""
    body = _body(data)
    for name in _CODES:
        match = _CODE.search(str(body.get(name) or ""))
        if match:
            return int(match.group(1))
    return None


def dialled(data: Mapping[str, Any]) -> str:
    """The number that was called, out of a SIP address where it is one; empty where it is not told or withheld."""
    body = _body(data)
    found = next((body[name] for name in _DIALLED if isinstance(body.get(name), str) and body[name].strip()), "")
    trunk = _AT_A_TRUNK.match(found)
    number = trunk.group(1).replace("%2B", "+").replace("%2b", "+") if trunk else found
    return "" if is_withheld(number) else number.strip()


def _body(data: Mapping[str, Any]) -> Mapping[str, Any]:
    metadata = data.get("metadata")
    body = metadata.get("body") if isinstance(metadata, Mapping) else None
    return body if isinstance(body, Mapping) else {}
