"""Two contacts turn out to be one person, or turn out not to be after all. No row of history moves."""
from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from hilo.memory.roots import group, resolve
from hilo.memory.stages import further
from hilo.memory.tables import Contact, Identity, Merge

REASONS = ("told", "code", "provider", "adviser")
_PROFILE = ("name", "country", "time_zone", "communication_style", "register", "preferences", "loyalty")


class CannotMergeError(ValueError):
    """They are one contact already, or the reason is none."""


class CannotUndoError(ValueError):
    """There is no such merge, it is undone already, or a later one has to be undone first."""


def merge(session: Session, kept_id: str, merged_id: str, reason: str, evidence: dict[str, Any], at: datetime) -> int:
    """From now on the two persons are one; returns the number of the merge.

    kept_id, merged_id: any contact of either person. reason: one of REASONS. evidence: what showed it, as JSON.
    The survivor gets what it lacks of the profile, and the further stage; `evidence["filled"]` keeps what was there
    before ({column: {before, after}}). Its memory_version rises, so that its tracker takes it all over. Claims between
    the two are settled (`evidence["settled"]`: whose they were, by identity).

    Raises:
        CannotMergeError: they are one already, or `reason` is unknown.
        UnknownContactError
    """
    if reason not in REASONS:
        raise CannotMergeError(f"{reason!r} is no reason to merge; there are {', '.join(REASONS)}")
    kept, merged = _locked_roots(session, kept_id, merged_id)
    if kept is merged:
        raise CannotMergeError(f"{kept_id} and {merged_id} are one contact already ({kept.id})")
    merged.merged_into = kept.id
    session.flush()
    row = Merge(kept_id=kept.id, merged_id=merged.id, reason=reason, at=at,
                evidence={**evidence, "filled": _fill(kept, merged), "settled": _settle(session, kept.id)})
    kept.memory_version = Contact.memory_version + 1
    session.add(row)
    session.flush()
    return int(row.id)


def undo(session: Session, merge_id: int, at: datetime) -> None:
    """They are two again, as before: what the survivor had been given is taken back, unless it was changed since.

    Both memory_versions rise, for both have lost rows that they saw. A number by which one told that they were the
    other is disputed from now on: telling it again merges nobody.

    Raises:
        CannotUndoError: no such merge, undone already, or the survivor itself was merged since (undo that one first).
    """
    row = session.get(Merge, merge_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise CannotUndoError(f"there is no merge {merge_id}")
    if row.undone_at is not None:
        raise CannotUndoError(f"merge {merge_id} was undone at {row.undone_at}")
    kept, merged = _locked(session, row.kept_id, row.merged_id)
    if kept.merged_into:
        later = session.scalar(select(Merge.id).where(Merge.merged_id == kept.id, Merge.undone_at.is_(None)))
        raise CannotUndoError(f"the survivor of merge {merge_id} was itself merged since; undo merge {later} first")
    merged.merged_into = None
    row.undone_at = at
    for column, change in row.evidence["filled"].items():
        if getattr(kept, column) == change["after"]:
            setattr(kept, column, change["before"])
    _fill_from_others(session, kept)
    for number, claimed_by in row.evidence["settled"].items():
        session.get(Identity, int(number)).claimed_by = claimed_by
    for contact in (kept, merged):
        contact.memory_version = Contact.memory_version + 1
    _dispute(session, row)
    session.flush()


def _locked_roots(session: Session, one_id: str, other_id: str) -> tuple[Contact, Contact]:
    """The two survivors, locked; read again until nobody has merged them meanwhile."""
    while True:
        ids = resolve(session, one_id), resolve(session, other_id)
        one, other = _locked(session, *ids)
        if one.merged_into is None and other.merged_into is None:
            return one, other


def _locked(session: Session, one_id: str, other_id: str) -> tuple[Contact, Contact]:
    """Both rows, locked in the order of their ids, so that two merges of the same two cannot wait for each other."""
    wanted = select(Contact).where(Contact.id.in_([one_id, other_id])).order_by(Contact.id)
    wanted = wanted.with_for_update().execution_options(populate_existing=True)
    session.flush()  # populate_existing would overwrite what was set and not yet written
    found = {contact.id: contact for contact in session.scalars(wanted)}
    return found[one_id], found[other_id]


def _fill(kept: Contact, merged: Contact) -> dict[str, dict[str, Any]]:
    """Gives the survivor what it lacks; returns what was changed."""
    given = {name: getattr(merged, name) for name in _PROFILE if getattr(merged, name) and not getattr(kept, name)}
    if further(kept.stage, merged.stage) != kept.stage:
        given["stage"] = merged.stage
    filled = {name: {"before": getattr(kept, name), "after": value} for name, value in given.items()}
    for name, value in given.items():
        setattr(kept, name, value)
    return filled


def _fill_from_others(session: Session, kept: Contact) -> None:
    """What one gave may have hidden that another, merged later, could give it too."""
    session.flush()
    others = select(Merge).where(Merge.kept_id == kept.id, Merge.undone_at.is_(None)).order_by(Merge.id)
    for row in session.scalars(others).all():
        filled = {**row.evidence["filled"], **_fill(kept, session.get(Contact, row.merged_id))}
        row.evidence = {**row.evidence, "filled": filled}


def _settle(session: Session, survivor: str) -> dict[str, str]:
    """Ends the claims that a person had on an address of their own; returns them, {identity: claimed_by}."""
    own = group(session, survivor)
    settled = {}
    for row in session.scalars(select(Identity).where(Identity.contact_id.in_(own), Identity.claimed_by.in_(own))):
        settled[str(row.id)] = row.claimed_by
        row.claimed_by = None
    return settled


def _dispute(session: Session, row: Merge) -> None:
    number = row.evidence.get("identity")
    if row.reason == "told" and number is not None:
        session.execute(update(Identity).where(Identity.id == number).values(claimed_by=row.evidence["told_by"]))
