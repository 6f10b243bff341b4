"""The send decision: free text, template, another channel, wait, or never, and why. Asked before every send."""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from hilo.memory.tables import Outbox
from hilo.outreach import contents
from hilo.outreach.hours import next_time
from hilo.outreach.letters import Letter
from hilo.outreach.policy import get_policy
from hilo.outreach.situation import GENERIC, Situation, is_open, read_situation
from hilo.outreach.templates import Template, get_templates

OF_PEOPLE = "handoff_reply"
"""The template for what a person of the team writes."""
_HELLO = re.compile(r"¡?[Hh]ola(?: [A-ZÁÉÍÓÚÑ][a-záéíóúñ]+){0,2}[,.!]+\s*")
ENOUGH = timedelta(days=1)
"""For so long one template that only asks somebody to go on stands for all that there is to say."""
CONTINUED = "continue_sent"
"""Why a message waits for that somebody to write."""
LOOK_AGAIN = timedelta(minutes=1)
"""How long to wait for an approval before looking again."""
UNDER_REVIEW = frozenset({"unsubmitted", "received", "pending", "unknown"})


@dataclass(frozen=True)
class Decision:
    """What is to be done with a message.

    verb: free_text, template, other_channel, wait or never. reason: a word for it, then what it rests on. until: when
    to decide again; soon: that depends on somebody else, so look every few seconds. channel, address: the other way.
    template, language, variables: which one, in which variant.
    """

    verb: str
    reason: str
    until: datetime | None = None
    soon: bool = False
    channel: str | None = None
    address: str | None = None
    template: str | None = None
    language: str | None = None
    variables: Mapping[str, str] = field(default_factory=dict)


def decide(session: Session, what: Letter | Outbox, at: datetime) -> Decision:
    """What to do now with a letter that is not posted yet, or with a row of the outbox."""
    return judge(read_situation(session, what, at, contents.approvals()))


def judge(s: Situation) -> Decision:
    """The decision for a situation."""
    if s.due is not None and s.at - s.due > timedelta(days=_of(get_policy().expires_days, s.purpose)):
        return Decision("never", f"expired: it was due on {s.due:%Y-%m-%d}")
    if s.triggered:
        return _way(s, "reply")
    refused = _refused(s)
    if refused is not None:
        return refused
    return _wait(s) or _way(s, "unasked" if not s.asked_for else "asked_for")


def _refused(s: Situation) -> Decision | None:
    """By the person's own word; an adviser may still answer whoever has written since."""
    if s.allowed.yes:
        return None
    came_back = s.allowed.at is not None and s.last_inbound is not None and s.last_inbound > s.allowed.at
    if s.author == "agent" and s.purpose == "service" and came_back:
        return None
    refused = f"{s.allowed.reason} for {s.purpose} by {s.channel}"
    if s.channel == "whatsapp" and s.sms and s.sms_allowed:
        return _wait(s) or _by_sms(s, f"refused_here: {refused}")
    return Decision("never", f"refused: {refused}")


def _in_conversation(s: Situation) -> bool:
    """Whether the person is writing with us just now; advertising is never part of it."""
    limit = timedelta(minutes=get_policy().conversation_minutes)
    return s.purpose == "service" and s.last_inbound is not None and s.at - s.last_inbound < limit


def _wait(s: Situation) -> Decision | None:
    """Until when, because of the hour or of how often they have been written to; None: no need to."""
    policy = get_policy()
    if s.author == "agent" or s.asked_for or _in_conversation(s):
        return None
    hours = _of(policy.hours, s.purpose)
    most = _of(policy.most_unasked, s.purpose)
    after_call = s.after_call_received_at is not None and (
        s.at - s.after_call_received_at <= timedelta(minutes=policy.after_call_minutes))
    earliest, reason = s.at, ""
    if s.unasked_this_week >= most.week and s.oldest_of_week is not None:
        earliest = s.oldest_of_week + timedelta(days=7)
        reason = f"too_often: {s.unasked_this_week} times in seven days"
    elif s.unasked_today >= most.day:
        local = s.at.astimezone(ZoneInfo(s.zone))
        earliest = (local + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        reason = f"too_often: {s.unasked_today} times today"
    if not reason and after_call:
        return None
    allowed = next_time(hours, earliest, s.zone, s.country)
    if allowed is None:
        return Decision("never", f"no_hours: {s.purpose} has none")
    if allowed <= s.at:
        return None
    return Decision("wait", reason or f"quiet_hours: {s.at.astimezone(ZoneInfo(s.zone)):%a %H:%M} in {s.zone}",
                    until=allowed)


def _way(s: Situation, why: str) -> Decision:
    """By which way, where nothing speaks against sending."""
    if s.channel != "whatsapp":
        if s.stopped:
            return Decision("never", "opted_out: they have stopped our number at the provider")
        if s.no_mobile:
            return Decision("never", "no_mobile: text messages do not arrive there")
        return Decision("free_text", f"{why}: no window by {s.channel}")
    if is_open(s) and s.last_inbound is not None:
        return Decision("free_text", f"{why}: they wrote {_ago(s.at - s.last_inbound)} ago")
    if s.not_on_whatsapp is not None:
        return _by_sms(s, f"{s.not_on_whatsapp}: WhatsApp does not reach them") or Decision(
            "never", f"not_on_whatsapp: {s.not_on_whatsapp}")
    if s.template_tried:
        return _by_sms(s, "window_closed: and its template was refused too") or Decision(
            "never", "window_closed: and its template was refused too")
    closed = "63016" if s.window_closed else "window_closed"
    pending = False
    for template in _candidates(s):
        values = template.values(_variables(s, template))
        if values is None:
            continue
        language, state = _approved(s, template)
        if language is not None and template.name == GENERIC and s.continued_at is not None and (
                (s.due or s.at) - s.continued_at < ENOUGH):
            return _until_they_write(s)
        if language is not None:
            return Decision("template", f"{closed}: {template.category.lower()} template", template=template.name,
                            language=language, variables=values)
        pending = pending or state in UNDER_REVIEW
    by_sms = _by_sms(s, f"{closed}: no template")
    if by_sms:
        return by_sms
    if pending:
        return Decision("wait", f"template_pending: {closed}", until=s.at + LOOK_AGAIN, soon=True)
    return Decision("never", f"no_template: {closed}, and none that is approved fits")


def _until_they_write(s: Situation) -> Decision:
    """They have been asked to go on already: what there is to say comes when they do, or is too old one day."""
    end = (s.continued_at or s.at) + timedelta(days=get_policy().held_back_days)
    if s.at >= end:
        return Decision("never", f"{CONTINUED}: they have not written since")
    return Decision("wait", f"{CONTINUED}: they were asked to go on {_ago(s.at - (s.continued_at or s.at))} ago",
                    until=end)


def _by_sms(s: Situation, why: str) -> Decision | None:
    """As a text message, where there is a number for it and they allow it."""
    if not s.sms or not s.sms_allowed:
        return None
    return Decision("other_channel", why, channel="sms", address=s.sms)


def _candidates(s: Situation) -> list[Template]:
    """The templates that may say it, the fittest first; one that WhatsApp counts as advertising needs leave for it."""
    known = get_templates()
    names = [s.template, OF_PEOPLE if s.author == "agent" else None, GENERIC if s.purpose == "service" else None]
    found = [known[name] for name in dict.fromkeys(names) if name in known]
    if s.purpose == "marketing":
        return [template for template in found if template.category == "MARKETING"]
    return [template for template in found if template.category == "UTILITY" or s.marketing_allowed]


def _variables(s: Situation, template: Template) -> Mapping[str, str]:
    return {"answer": within(s.text), **s.variables} if template.name == OF_PEOPLE else s.variables


def within(text: str) -> str:
    """What an adviser wrote, as it stands in a template that greets by the name itself and ends the sentence."""
    bare = _HELLO.sub("", text.strip(), count=1) or text.strip()
    return bare[:-1] if bare.endswith(".") and not bare.endswith("..") else bare


def _approved(s: Situation, template: Template) -> tuple[str | None, str]:
    """The approved variant for the person's country, or that for everybody; else the state of the approval."""
    state = "unknown"
    for language in dict.fromkeys((template.language_for(s.country), "es")):
        if language in template.bodies:
            state = s.approvals.get(template.content_name(language), "unknown")
            if state == "approved":
                return language, state
    return None, state


def _of(by_purpose: Any, purpose: str) -> Any:
    """The rules of a purpose; analytics and ads are no messages, so anything else counts as service."""
    return getattr(by_purpose, "marketing" if purpose == "marketing" else "service")


def _ago(time: timedelta) -> str:
    minutes = int(time.total_seconds() // 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h"
