"""The send decision, situation by situation (`decisions.yml`)."""
from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from hilo.consent.ledger import Allowed
from hilo.outreach.decide import judge
from hilo.outreach.situation import Situation
from hilo.outreach.templates import get_templates

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "decisions.yml").read_text(encoding="utf-8"))
NAMES = [one.content_name(language) for one in get_templates().values() for language in one.bodies]


def situation(case: dict[str, Any]) -> Situation:
    """The situation that a line describes."""
    zone = case.get("zone", "America/Argentina/Cordoba")
    at = datetime.fromisoformat(case.get("at", "2026-11-24T12:00")).replace(tzinfo=ZoneInfo(zone))
    approvals = case.get("approvals", "approved")
    refused = case.get("refused")
    marketing = bool(case.get("marketing"))
    wrote, oldest = case.get("wrote"), case.get("oldest_days")
    return Situation(
        at=at, channel=case.get("channel", "whatsapp"), purpose=case.get("purpose", "service"),
        author=case.get("author", "bot"), triggered=case.get("triggered", False),
        asked_for=case.get("asked_for", False), zone=zone, country=case.get("country", "AR"),
        due=at + timedelta(hours=case.get("due", 0)),
        last_inbound=None if wrote is None else at - timedelta(hours=wrote),
        allowed=Allowed(False, refused, at - timedelta(hours=case.get("refused_hours", 2))) if refused
        else Allowed(True, "not asked", None),
        marketing_allowed=marketing, sms=case.get("sms"), sms_allowed=not case.get("sms_refused"),
        unasked_today=case.get("today", 0), unasked_this_week=case.get("week", 0),
        oldest_of_week=at - timedelta(days=oldest) if oldest else at - timedelta(hours=3),
        after_call_received_at=at - timedelta(minutes=case["after_call"]) if "after_call" in case else None,
        continued_at=at - timedelta(hours=case["continued"]) if "continued" in case else None,
        template=case.get("template_named"), variables={"name": "Ana", **case.get("variables", {})},
        text=case.get("text", ""), window_closed=case.get("window_closed", False),
        template_tried=case.get("template_tried", False), not_on_whatsapp=case.get("not_on_whatsapp"),
        no_mobile=case.get("no_mobile", False), stopped=case.get("stopped", False),
        approvals=approvals if isinstance(approvals, dict) else dict.fromkeys(NAMES, approvals))


@pytest.mark.parametrize("case", CASES, ids=[case["say"] for case in CASES])
def test_the_decision(case: dict[str, Any]) -> None:
    found = judge(situation(case))
    assert [found.verb, found.reason.split(":")[0]] == case["expect"], found
    for name, value in {"template": found.template, "language": found.language}.items():
        if name in case:
            assert value == case[name]
    if "until" in case:
        zone = ZoneInfo(case.get("zone", "America/Argentina/Cordoba"))
        assert found.until is not None
        assert found.until.astimezone(zone).strftime("%Y-%m-%dT%H:%M") == case["until"]
    if "variables_are" in case:
        assert dict(found.variables) == case["variables_are"]
    if found.verb == "other_channel":
        assert (found.channel, found.address) == ("sms", case["sms"])


def test_there_are_enough_situations() -> None:
    assert len(CASES) >= 60
    assert len({case["say"] for case in CASES}) == len(CASES)
