"""What follows when the provider does not deliver: a template, another channel, later once more, or never again.

Codes: Twilio's error dictionary.
"""
from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from hilo.consent import ledger
from hilo.consent.keywords import PROVIDER, stopped_at_provider
from hilo.memory.identity import group
from hilo.memory.tables import Outbox, Send
from hilo.outreach.statuses import REPLACED, may_use_template, show, window_closed
from hilo.outreach.twilio import WINDOW_CLOSED
from hilo.settings import get_settings

NOT_ON_WHATSAPP = frozenset({63003, 63024, 63032, 63049})
"""WhatsApp does not reach this person: no such address, no such recipient, kept from them by Meta's own limits."""
OPTED_OUT = 21610
"""They have stopped our number at the provider (STOP); it takes nothing for them until they write START."""
UNREACHABLE_NOW = 30003
"""The telephone is off or without network."""
NO_MOBILE = frozenset({21614, 30005, 30006})
"""No mobile, no such number, a landline: no text message will ever arrive there."""
AFTER_A_WHILE = timedelta(hours=1)
_MET: set[int] = {WINDOW_CLOSED, OPTED_OUT, UNREACHABLE_NOW, *NOT_ON_WHATSAPP}
_LANDLINES = select(Outbox.address).join(Send, Send.outbox_id == Outbox.id).where(
    Send.contact_id.in_(bindparam("ids", expanding=True)), Outbox.channel == "sms",
    Send.error_code.in_(sorted(NO_MOBILE))).distinct()

_ARRIVED = select(Send.id).where(Send.outbox_id == bindparam("of"), Send.status.in_(("delivered", "read"))).limit(1)


def matters(code: int | None) -> bool:
    """Whether a failure with this code has consequences beyond its message."""
    return code in _MET


def met(session: Session, row: Outbox, code: int, at: datetime) -> bool:
    """Does what a failure asks for; whether the message is due again."""
    if code == WINDOW_CLOSED and may_use_template(row):
        window_closed(session, row)
        return True
    by_sms = get_settings().sms_number is not None and not row.payload.get("not_on_whatsapp")
    if row.channel == "whatsapp" and by_sms and (code in NOT_ON_WHATSAPP or code == WINDOW_CLOSED):
        _again(session, row, {"not_on_whatsapp": code}, f"{code}: WhatsApp does not reach them", None)
        return True
    if row.channel == "sms" and code == OPTED_OUT:
        _revoke(session, row, at)
    if row.channel == "sms" and code == UNREACHABLE_NOW and not row.payload.get("tried_again") and not session.scalar(
            _ARRIVED, {"of": row.id}):  # of a long one, a part may have
        _again(session, row, {"tried_again": True}, f"{code}: the telephone is off", at + AFTER_A_WHILE)
        return True
    return False


def landlines(session: Session, contact_ids: list[str]) -> set[str]:
    """Addresses of a person to which a text message has failed because they are no mobiles."""
    return set(session.scalars(_LANDLINES, {"ids": contact_ids}))


def _again(session: Session, row: Outbox, noted: dict[str, object], why: str, not_before: datetime | None) -> None:
    for send in session.scalars(select(Send).where(Send.outbox_id == row.id)):
        send.status = REPLACED
    row.payload = {**row.payload, **noted}
    row.status, row.reason, row.provider_id, row.lease, row.leased_until, row.retry_at, row.not_before = (
        "pending", why, None, None, None, None, not_before)
    show(session, row, "queued")
    session.flush()


def _revoke(session: Session, row: Outbox, at: datetime) -> None:
    ids = group(session, row.contact_id)
    if not stopped_at_provider(session, ids):
        ledger.record(session, ids[0], ledger.ALL, "sms", "revoked", at,
                      {"by": PROVIDER, "note": f"{OPTED_OUT}: opted out at the provider", "address": row.address})
