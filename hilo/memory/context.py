"""Everything that is known of a person, read at once: what a turn needs, what an adviser reads first."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import Session, aliased

from hilo.memory import commitments, conversations, facts, questions
from hilo.memory.roots import group, resolve
from hilo.memory.tables import Commitment, Consent, Contact, Conversation, Fact, Interaction, Question, Send
from hilo.memory.tables.delivery import TEMPLATE

LATELY = timedelta(hours=24)
"""How long a call counts as just made."""


@dataclass(frozen=True)
class Context:
    """A person as the memory knows them now.

    last: their last conversation. ended: the last one that has ended. last_call: when they last spoke by phone.
    has_consents: whether the ledger has any line of theirs. had_templates: whether any message went to them as one.
    """

    contact: Contact
    ids: list[str]
    facts: list[Fact]
    commitments: list[Commitment]
    questions: list[Question]
    last: Conversation | None
    ended: Conversation | None
    last_call: datetime | None
    has_consents: bool
    had_templates: bool

    def fact(self, name: str) -> Fact | None:
        """The newest fact of a name."""
        return next((fact for fact in self.facts if fact.name == name), None)

    def spoke_by_phone(self, at: datetime) -> bool:
        """Whether they were on the telephone lately."""
        return self.last_call is not None and at - self.last_call < LATELY

    @property
    def is_known(self) -> bool:
        """Whether this is somebody whom we have met before this conversation."""
        return bool(self.contact.name) or self.ended is not None or self.last_call is not None


def _there_is(table: Any, *conditions: Any) -> Any:
    return exists().where(table.contact_id == bindparam("id"), *conditions)


_other = aliased(Contact)
_call = aliased(Interaction)
_OVERVIEW = select(
    Contact,
    exists().where(_other.merged_into == bindparam("id")).label("merged"),
    _there_is(Commitment, Commitment.status.in_(commitments.LIVE)).label("commitments"),
    _there_is(Question, Question.status == "open").label("questions"),
    _there_is(Consent).label("consents"),
    _there_is(Send, Send.kind == TEMPLATE).label("templates"),
    select(func.max(func.coalesce(_call.ended_at, _call.started_at))).where(
        _call.contact_id == bindparam("id"), _call.kind == "call", _call.status == "done"
    ).scalar_subquery().label("last_call"),
).where(Contact.id == bindparam("id"))
"""The contact and what there is about it, in one query: most people have no promise, question or refusal open."""


def context_of(session: Session, contact_id: str, at: datetime, with_facts: bool = True) -> Context | None:
    """All that is known of a contact, or of the one that it was merged into; None for a stranger.

    with_facts: false leaves the facts out, for a turn whose tracker has them already.
    """
    row = session.execute(_OVERVIEW, {"id": contact_id}).one_or_none()
    if row is None:
        return None
    contact, ids = row.Contact, [contact_id]
    is_one = contact.merged_into is None and not row.merged
    if not is_one:
        contact = session.get(Contact, resolve(session, contact_id))
        ids = group(session, contact.id)
    recent = conversations.recent(session, ids)
    return Context(
        contact, ids, facts.held(session, ids, at) if with_facts else [],
        commitments.live(session, ids) if row.commitments or not is_one else [],
        questions.pending(session, ids) if row.questions or not is_one else [],
        last=recent[0] if recent else None,
        ended=next((one for one in recent if one.ended_at), None),
        last_call=row.last_call if is_one else _last_call(session, ids),
        has_consents=bool(row.consents) or not is_one,
        had_templates=bool(row.templates) or not is_one)


def _last_call(session: Session, ids: list[str]) -> datetime | None:
    return session.execute(select(func.max(func.coalesce(Interaction.ended_at, Interaction.started_at))).where(
        Interaction.contact_id.in_(ids), Interaction.kind == "call", Interaction.status == "done")).scalar()
