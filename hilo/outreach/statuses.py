"""How far a message is that the provider took: what its statuses mean."""
from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from hilo.memory import outbox
from hilo.memory.tables import Message, Outbox, Send

RANKS = {"accepted": 0, "scheduled": 0, "queued": 1, "sending": 2, "sent": 3, "delivered": 4, "read": 5}
FAILED = frozenset({"failed", "undelivered", "canceled"})
REPLACED = "replaced"
"""A request whose message goes out as a template instead."""
DELIVERED = RANKS["delivered"]
UNDER_WAY = ("pending", "sending", "unknown", "cancelled")
"""Of a message that has not left, or not all of it."""
_LEFT = select(Send.status, Send.error_code).where(Send.outbox_id == bindparam("of"), Send.status != REPLACED)
SHOW = update(Message.__table__).where(Message.__table__.c.id == bindparam("of")).values(
    delivery_status=bindparam("now"))
"""Built once: putting a statement together costs more than running it."""
_OUTBOX = {3: "sent", 4: "delivered", 5: "read"}


def moves(before: str, after: str) -> bool:
    """Whether a report takes a request further. A status never goes back; a failure is final, unless a delivery is
    reported, which is then the truth."""
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
    show(session, row, "queued")
    session.flush()


def summed(sends: Sequence[tuple[str, int | None]]) -> tuple[str, str, str | None]:
    """How far a message is that has left in several requests, each (status, error code): as far as the least of them.

    Gives the outbox row's status, the timeline's, and a reason where it failed.
    """
    failed = next((send for send in sends if send[0] in FAILED), None)
    if failed is not None:
        return "failed", "failed", f"{failed[0]}: {failed[1] or 'no code'}"
    least = min((RANKS.get(status, 0) for status, _ in sends), default=0)
    return _OUTBOX.get(least, "sent"), _OUTBOX.get(least, "queued"), None


def sum_up(session: Session, row: Outbox) -> None:
    """Takes over how far a message's requests are, once all of it has left."""
    if row.status in UNDER_WAY:
        return
    row.status, shown, reason = summed(session.execute(_LEFT, {"of": row.id}).all())
    row.reason = reason or row.reason
    show(session, row, shown)


def show(session: Session, row: Outbox, status: str) -> None:
    """How far a letter is, at each message of the timeline that it carries."""
    session.execute(SHOW, [{"of": number, "now": status} for number in outbox.carried(row.message_id, row.payload)])
