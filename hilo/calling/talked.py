"""The report of a call in which the assistant itself answered: everything said stands in the timeline already."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from hilo.calling.agent import TRANSFER
from hilo.calls import live
from hilo.calls.keeping import Call
from hilo.handoff import by_phone
from hilo.memory.identity import resolve


def end(session: Session, call: Call, at: datetime) -> bool:
    """Ends a call that was live, so that what follows a live call follows it (`hilo/calls/live_report.py`); false: it
    was not, and is read as a call that others led."""
    row = live.row_of(session, call.provider_id)
    if row is None:
        return False
    passed_on = any(TRANSFER in turn.tools for turn in call.turns)
    if passed_on and row.status == live.LIVE:
        by_phone.answered(session, resolve(session, row.contact_id), at)
    row.ended_at = row.ended_at or call.ended
    live.end(session, call.provider_id, max(call.ended, row.started_at), live.PASSED_ON if passed_on else live.DONE)
    if call.summary and not row.summary:
        row.summary = call.summary
    return True
