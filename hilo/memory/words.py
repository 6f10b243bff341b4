"""A person's addresses and own words, by which traces of them are found in files."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.memory.belongings import owned
from hilo.memory.tables import Commitment, Contact, Fact, Identity, Inbox, Interaction, Message, Question

SHORTEST = 8
"""Characters; shorter words ("gracias", "Ana") are anybody's."""
_COLUMNS = (Identity.address, Contact.name, Inbox.address, Inbox.provider_id, Inbox.text, Inbox.data, Message.address,
            Message.provider_id, Fact.quote, Fact.value, Commitment.quote, Question.question, Interaction.transcript)


def words_of(session: Session, ids: list[str]) -> list[str]:
    """All that may be told apart from other people's words, each once."""
    found: dict[str, None] = {}
    for column in _COLUMNS:
        _add(found, session.scalars(select(column).where(owned(column.class_.__table__, ids))))
    said = select(Message.text).where(owned(Message.__table__, ids), Message.direction == "in")
    _add(found, session.scalars(said))
    return list(found)


def _add(found: dict[str, None], values: Any) -> None:
    for value in values:
        found.update(dict.fromkeys(text for text in _texts(value) if len(text) >= SHORTEST))


def _texts(value: Any) -> Iterator[str]:
    """Every text in a value of JSON types."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
