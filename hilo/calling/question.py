"""What ElevenLabs asks of its language model in the midst of a call: OpenAI's chat completion with a growing history.

Which call it is stands in headers (the agent's configuration has them, `hilo/calling/agent.py`), in the extra body that
we gave a call of ours, or in the prompt. The history is ElevenLabs' own: it holds what was really heard of an answer,
and comes again with every question, also where the same turn is asked for twice.
"""
from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hilo.calling.agent import CALL, CALLED, CALLER
from hilo.memory.phones import canonical, is_withheld
from hilo.settings import get_settings
from hilo.spanish.heard import understood

MOST_MESSAGES = 2000
LONGEST_TEXT = 20_000
LONGEST_ID = 90
"""Characters of a call's name that are kept as they are; it is part of names of 255."""
_IN_PROMPT = re.compile(r"^llamada=([\w.-]{4,90})\s*$", re.MULTILINE)
_EXTRA = ("elevenlabs_extra_body", "custom_llm_extra_body", "extra_body")
_CALLS = ("conversation_id", "system__conversation_id", "call_id")
_NUMBERS = ("phone", "phone_number", "caller_id", "system__caller_id", "from_number")
_CONTACTS = ("contact_id", "hilo_contact_id")


class QuestionError(ValueError):
    """The request cannot be answered; the message says what it lacks. param: of which field."""

    def __init__(self, message: str, param: str) -> None:
        """Both as OpenAI's errors have them."""
        super().__init__(message)
        self.param = param


@dataclass(frozen=True)
class Question:
    """call: its name, ours where the provider gives none. number: of the person, empty where it is withheld.
    contact_id: whom our own side named. user: as the provider's client calls them. ordinal: how many times the person
    has spoken. text: what they said last, empty where nobody spoke. silences: how often in a row nobody did. before:
    what they heard of the last answer; None: nothing was said. tools: names of what the agent can do. streamed: how it
    is to be answered. outbound: we called. raw: the last words as they came."""

    call: str
    number: str
    contact_id: str | None
    user: str | None
    ordinal: int
    text: str
    silences: int
    before: str | None
    tools: frozenset[str]
    streamed: bool
    outbound: bool
    raw: str

    @property
    def name(self) -> str:
        """Of this turn: the same where the provider asks for it again."""
        digest = hashlib.sha256(self.text.encode()).hexdigest()[:16]
        return f"{self.call}-{self.ordinal}-{digest}"


def read_question(body: Mapping[str, Any], headers: Mapping[str, str]) -> Question:
    """The question of a request.

    Raises:
        QuestionError
    """
    messages = body.get("messages")
    if not isinstance(messages, list) or not messages or len(messages) > MOST_MESSAGES:
        raise QuestionError(f"messages: a list of one to {MOST_MESSAGES} is needed", "messages")
    turns = [(str(one.get("role") or ""), _text(one.get("content"))) for one in messages if isinstance(one, dict)]
    said = [text for role, text in turns if role == "user"]
    extra = _extra(body)
    caller = _first(headers.get(CALLER), *(extra.get(name) for name in _NUMBERS))
    called = _first(headers.get(CALLED), extra.get("system__called_number"))
    outbound = bool(caller and called and _is_ours(caller)) or extra.get("direction") == "outbound"
    told = extra.get("phone") if isinstance(extra.get("phone"), str) else None
    number = told or (called if outbound else caller) or ""
    user = _first(body.get("user_id"), body.get("user"), extra.get("user_id"))
    prompt = _IN_PROMPT.search("\n".join(text for role, text in turns if role == "system"))
    call = _first(headers.get(CALL), *(extra.get(name) for name in _CALLS), prompt.group(1) if prompt else None)
    raw = said[-1] if said else ""
    text = understood(raw) if said else ""
    return Question(
        call=_named(call) if call else _unnamed(turns, number, user), number="" if is_withheld(number) else number,
        contact_id=_first(*(extra.get(name) for name in _CONTACTS)), user=user, ordinal=len(said), text=text,
        silences=_silences(said), before=_before(turns), tools=_tools(body.get("tools")),
        streamed=bool(body.get("stream")), outbound=outbound or bool(told and extra.get("contact_id")), raw=raw)


def _text(content: Any) -> str:
    """A message's content, a text or parts of one."""
    if isinstance(content, list):
        content = " ".join(str(part.get("text") or "") for part in content if isinstance(part, dict))
    return content[:LONGEST_TEXT].replace("\x00", "") if isinstance(content, str) else ""


def _extra(body: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in _EXTRA:
        value = body.get(name)
        if isinstance(value, dict):
            variables = value.get("dynamic_variables")
            found = {**(variables if isinstance(variables, dict) else {}), **value, **found}
    return found


def _first(*values: Any) -> str | None:
    """The first text that says something; a variable that was not filled says nothing."""
    return next((value.strip()[:200] for value in values if isinstance(value, str) and value.strip()
                 and "{{" not in value and "\x00" not in value), None)


def _is_ours(number: str) -> bool:
    """Whether a number is one of the company's: then we called."""
    from hilo.business.load import get_shop

    profile, settings = get_shop().company.profile, get_settings()
    ours = (profile.contact.phone, profile.contact.whatsapp, settings.twilio_sms_number,
            settings.twilio_whatsapp_number)
    phone = canonical(number, profile.country)
    return phone is not None and phone.key in {
        found.key for one in ours if one and (found := canonical(one, profile.country))}


def _named(call: str) -> str:
    return call if len(call) <= LONGEST_ID and re.fullmatch(r"[\w.-]+", call) else hashlib.sha256(
        call.encode()).hexdigest()[:40]


def _unnamed(turns: list[tuple[str, str]], number: str, user: str | None) -> str:
    """For a client that names no call: all questions with one beginning of one person are one."""
    begin = [f"{role}:{text}" for role, text in turns[:1 + next(
        (place for place, (role, _) in enumerate(turns) if role == "user"), 0)]]
    return "unnamed-" + hashlib.sha256("\n".join([number, user or "", *begin]).encode()).hexdigest()[:32]


def _silences(said: list[str]) -> int:
    count = 0
    for text in reversed(said):
        if understood(text):
            break
        count += 1
    return count


def _before(turns: list[tuple[str, str]]) -> str | None:
    """What stands between the last two times that the person spoke: what they heard of the answer."""
    places = [place for place, (role, _) in enumerate(turns) if role == "user"]
    if len(places) < 2:
        return None
    return " ".join(text for role, text in turns[places[-2] + 1:places[-1]] if role == "assistant").strip()


def _tools(tools: Any) -> frozenset[str]:
    found = set()
    for one in tools if isinstance(tools, list) else []:
        function = one.get("function") if isinstance(one, dict) else None
        name = function.get("name") if isinstance(function, dict) else None
        if isinstance(name, str):
            found.add(name)
    return frozenset(found)
