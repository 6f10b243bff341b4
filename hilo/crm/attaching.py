"""What a person sends after a case was opened, added to it."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from hilo.crm.crm import Crm
from hilo.crm.tickets import Ticket

DETAIL = "attached"
RECENT = timedelta(days=1)
"""A photo without words belongs to a case that was opened since."""
LIVE = ("open", "waiting")


def case_for(tickets: Sequence[Ticket], at: datetime) -> Ticket | None:
    """The newest case of a person that may still be added to."""
    fresh = [one for one in tickets if one.status in LIVE and at - one.created_at <= RECENT]
    return sorted(fresh, key=lambda one: one.created_at)[-1] if fresh else None


def attach(crm: Crm, contact_id: str, key: str, data: dict[str, Any], at: datetime) -> dict[str, Any]:
    """Notes in a case what came beside it; the same thing once. data: number, what (a line that people read)."""
    case = next((one for one in crm.tickets.of(contact_id) if one.number == data["number"]), None)
    if case is None:
        return {}
    before = [str(line) for line in case.details.get(DETAIL) or []]
    line = f"{data['what']} ({at.isoformat(timespec='seconds')})"
    if line not in before:
        crm.tickets.change(case.number, at, details={DETAIL: [*before, line]})
    return {"number": case.number}
