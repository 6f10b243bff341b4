"""Who may be sent what: an append-only ledger, read through one function."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.memory.tables import Consent

PURPOSES = ("service", "marketing", "analytics", "ads")
CHANNELS = ("whatsapp", "sms", "voice", "email", "webchat")
ALL = "all"
UNKNOWN = "unasked"
UNASKED = {"service": True, "analytics": True, "marketing": False, "ads": False}
"""What holds while nobody has said anything: answers and order notices yes, advertising no."""


class Allowed(NamedTuple):
    """Whether something may be sent, and why: "granted", "revoked", "denied" or "not asked"."""

    yes: bool
    reason: str
    at: datetime | None


def record(session: Session, contact_id: str, purpose: str, channel: str, status: str, at: datetime,
           evidence: dict[str, Any]) -> Consent:
    """Adds a line to the ledger.

    Args:
        evidence: {quote, message} for the person's own words, {by, note} for what a person entered.

    Raises:
        ValueError: for a purpose, channel or status that the ledger does not know, or without evidence.
    """
    if purpose not in (*PURPOSES, ALL) or channel not in (*CHANNELS, ALL):
        raise ValueError(f"unknown purpose or channel: {purpose}, {channel}")
    if status not in ("granted", "denied", "revoked"):
        raise ValueError(f"unknown status: {status}")
    if not evidence:
        raise ValueError("a consent needs its evidence")
    row = Consent(contact_id=contact_id, purpose=purpose, channel=channel, status=status, at=at, evidence=evidence)
    session.add(row)
    return row


def lines(session: Session, contact_ids: list[str]) -> list[Consent]:
    """The whole ledger of a person, oldest first."""
    return list(session.scalars(select(Consent).where(Consent.contact_id.in_(contact_ids))
                                .order_by(Consent.at, Consent.id)))


def standing(session: Session, contact_ids: list[str], purpose: str) -> str:
    """What the person said last about a purpose, on whatever channel: granted, denied or revoked; else "unasked"."""
    said = [row.status for row in lines(session, contact_ids) if row.purpose in (purpose, ALL)]
    return str(said[-1]) if said else UNKNOWN


def may_send(session: Session, contact_ids: list[str], purpose: str, channel: str) -> Allowed:
    """Whether this person may be sent something for a purpose by a channel. Every send asks this."""
    return allowed_by(lines(session, contact_ids), purpose, channel)


def allowed_by(said: Sequence[Consent], purpose: str, channel: str) -> Allowed:
    """What lines of a ledger, oldest first, come to.

    The newest line that speaks of the purpose and of the channel decides. "No me escriban más" (all, all) stops
    everything that the person did not just ask for; "no más promociones" leaves order notices.
    """
    for row in reversed(said):
        if row.purpose in (purpose, ALL) and row.channel in (channel, ALL):
            if row.status == "granted" and row.purpose == ALL and purpose in ("analytics", "ads"):
                continue  # leave to write is no leave to analyse or to advertise elsewhere
            return Allowed(row.status == "granted", row.status, row.at)
    return Allowed(UNASKED[purpose], "not asked", None)


def undo_refusal(session: Session, contact_ids: list[str], at: datetime, evidence: dict[str, Any]) -> None:
    """Gives back what the newest line took away: what was allowed before it is granted, and nothing more."""
    said = lines(session, contact_ids)
    if not said or said[-1].status == "granted":
        return
    wrong = said.pop()
    for purpose in PURPOSES if wrong.purpose == ALL else (wrong.purpose,):
        reached = [c for c in CHANNELS if wrong.channel in (c, ALL) and allowed_by(said, purpose, c).yes]
        for channel in [ALL] if len(reached) == len(CHANNELS) else reached:
            record(session, contact_ids[0], purpose, channel, "granted", at, evidence)
