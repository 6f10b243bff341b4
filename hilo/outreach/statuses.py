"""What the provider reports of a message that it took: never backwards, and kept where the message is not known yet."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.memory.tables import EarlyStatus, Message, Outbox, Send
from hilo.outreach.twilio import WINDOW_CLOSED

RANKS = {"accepted": 0, "scheduled": 0, "queued": 1, "sending": 2, "sent": 3, "delivered": 4, "read": 5}
FAILED = frozenset({"failed", "undelivered", "canceled"})
REPLACED = "replaced"
"""A request whose message goes out as a template instead."""
DELIVERED = RANKS["delivered"]
_OUTBOX = {3: "sent", 4: "delivered", 5: "read"}


def apply_status(session: Session, provider_id: str, status: str, error_code: int | None, at: datetime) -> bool:
    """Takes over what the provider says of a message; False where it is not known (yet), which is then kept.

    A status never goes back; a failure is final, unless a delivery is reported, which is then the truth. 63016, the
    window has closed, makes the message due again as a template, once.
    """
    status = status.lower()
    send = session.scalars(select(Send).where(Send.provider_id == provider_id)).first()
    if send is None:
        session.add(EarlyStatus(provider_id=provider_id, status=status, error_code=error_code, at=at))
        return False
    if not _moves(send.status, status):
        return True
    send.status, send.at, send.error_code = status, at, error_code
    row = session.get(Outbox, send.outbox_id)
    session.flush()
    if status in FAILED and error_code == WINDOW_CLOSED and may_use_template(row):
        window_closed(session, row)
    else:
        sum_up(session, row)
    return True


def _moves(before: str, after: str) -> bool:
    if before == REPLACED:
        return False
    if after in FAILED:
        return before not in FAILED and RANKS.get(before, -1) < DELIVERED
    if after not in RANKS:
        return False
    if before in FAILED:
        return RANKS[after] >= DELIVERED
    return RANKS[after] > RANKS.get(before, -1)


def may_use_template(row: Outbox) -> bool:
    """Whether the window's end was not already met with a template."""
    return not row.payload.get("window_closed") and not row.payload.get("template_tried") and row.channel == "whatsapp"


def window_closed(session: Session, row: Outbox) -> None:
    """The message is due again, to be decided on anew; its requests so far are replaced."""
    for send in session.scalars(select(Send).where(Send.outbox_id == row.id)):
        send.status = REPLACED
    row.payload = {**row.payload, "window_closed": True}
    row.status, row.reason, row.provider_id, row.lease, row.leased_until, row.retry_at, row.not_before = (
        "pending", "63016: the window has closed", None, None, None, None, None)
    session.get(Message, row.message_id).delivery_status = "queued"
    session.flush()


def sum_up(session: Session, row: Outbox) -> None:
    """The message's own status, once all of it has left: as far as the least of its requests."""
    if row.status in ("pending", "sending", "unknown", "cancelled"):
        return
    sends = session.execute(select(Send.status, Send.error_code).where(
        Send.outbox_id == row.id, Send.status != REPLACED)).all()
    message = session.get(Message, row.message_id)
    failed = next((send for send in sends if send.status in FAILED), None)
    if failed is not None:
        row.status, message.delivery_status = "failed", "failed"
        row.reason = f"{failed.status}: {failed.error_code or 'no code'}"
        return
    least = min((RANKS.get(send.status, 0) for send in sends), default=0)
    row.status, message.delivery_status = _OUTBOX.get(least, "sent"), _OUTBOX.get(least, "queued")


def apply_early(session: Session, provider_id: str) -> None:
    """What had been reported of a message before we knew its name."""
    for early in session.scalars(select(EarlyStatus).where(EarlyStatus.provider_id == provider_id)
                                 .order_by(EarlyStatus.id)).all():
        session.delete(early)
        apply_status(session, provider_id, early.status, early.error_code, early.at)
