"""Everything that is known of a person, read at once: what a turn needs, what an adviser reads first."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hilo.memory import commitments, facts, questions
from hilo.memory.roots import UnknownContactError, group, resolve
from hilo.memory.tables import Commitment, Contact, Conversation, Fact, Interaction, Question

LATELY = timedelta(hours=24)
"""How long a call counts as just made."""


@dataclass(frozen=True)
class Context:
    """A person as the memory knows them now.

    ended: their last conversation that has ended. last_call: when they last spoke by phone.
    """

    contact: Contact
    ids: list[str]
    facts: list[Fact]
    commitments: list[Commitment]
    questions: list[Question]
    ended: Conversation | None
    last_call: datetime | None

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


def context_of(session: Session, contact_id: str, at: datetime) -> Context | None:
    """All that is known of a contact, or of the one that it was merged into; None for a stranger."""
    try:
        contact = session.get(Contact, resolve(session, contact_id))
    except UnknownContactError:
        return None
    ids = group(session, contact.id)
    ended = session.scalars(select(Conversation).where(
        Conversation.contact_id.in_(ids), Conversation.ended_at.is_not(None))
        .order_by(Conversation.started_at.desc()).limit(1)).first()
    last_call = session.execute(select(func.max(func.coalesce(Interaction.ended_at, Interaction.started_at))).where(
        Interaction.contact_id.in_(ids), Interaction.kind == "call", Interaction.status == "done")).scalar()
    return Context(contact, ids, facts.held(session, ids, at), commitments.live(session, ids),
                   questions.pending(session, ids), ended, last_call)
