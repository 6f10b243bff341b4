"""By which clock somebody lives of whom only a town abroad is known: its own, wherever that is asked."""
from __future__ import annotations

from datetime import datetime

import pytest

from hilo.agenda.known import known
from hilo.business.load import get_shop
from hilo.followups.reach import reach
from hilo.handoff import failure
from hilo.memory import conversations, facts
from hilo.memory.database import reading, writing
from hilo.memory.identity import contact_for
from hilo.memory.tables import Contact, Message
from hilo.outreach.decide import decide
from hilo.outreach.letters import Letter
from hilo.turns.local import local_time, zone_of_contact
from tests.databases import database, postgresql, sqlite_template

__all__ = ["database", "postgresql", "sqlite_template"]
NIGHT = datetime.fromisoformat("2026-11-24T23:00:00-03:00")
"""A Tuesday; people are back at nine in the morning, six in Mexico."""


@pytest.fixture
def visitor(database: str) -> str:
    """Somebody who writes from the web and has told their town."""
    with writing() as session:
        contact = contact_for(session, "webchat", "visitor-1", NIGHT)
        session.flush()
        facts.learn(session, contact, [contact], facts.Told("city", "Monterrey", "soy de Monterrey", 0.9, "turn", "1",
                                                            NIGHT))
    return contact


def test_the_town_that_was_told_is_whose_clock_counts(visitor: str) -> None:
    assert reach(visitor).zone == "America/Monterrey"
    assert zone_of_contact(visitor).key == "America/Monterrey"
    assert known(visitor, NIGHT).zone.key == "America/Monterrey"
    with reading() as session:
        assert local_time(session.get(Contact, visitor), NIGHT).hour == 20


def test_a_telephone_that_tells_its_zone_goes_before_a_town_and_the_company_comes_last(visitor: str) -> None:
    with writing() as session:
        session.get(Contact, visitor).time_zone = "America/Lima"
    assert reach(visitor).zone == "America/Lima"
    with writing() as session:
        session.get(Contact, visitor).time_zone = None
        facts.withdraw(session, [visitor], "city", NIGHT)
    assert reach(visitor).zone == get_shop().calendar.zone.key


def test_of_somebody_new_who_is_not_written_yet_no_town_is_known(database: str) -> None:
    with writing() as session:
        contact = Contact(id="0" * 36, created_at=NIGHT, seen_at=NIGHT)
        session.add(contact)
        assert local_time(contact, NIGHT).hour == 23


def test_nothing_unasked_is_sent_while_it_is_night_where_they_are(visitor: str) -> None:
    early = datetime.fromisoformat("2026-11-24T10:00:00-03:00")  # seven in the morning in Monterrey
    news = Letter(contact_id=visitor, channel="webchat", address="visitor-1", text="Llegaron las camperas.",
                  key="news-1")
    with reading() as session:
        decision = decide(session, news, early)
    assert (decision.verb, decision.reason) == ("wait", "quiet_hours: Tue 07:00 in America/Monterrey")


def test_whoever_could_not_be_answered_reads_by_their_clock_when_people_are_back(visitor: str) -> None:
    with writing() as session:
        conversation = conversations.current(session, visitor, [visitor], "webchat", NIGHT)
        session.flush()
        failure.hand_over_failed(session, conversation, [visitor], "hola", "webchat", "visitor-1", "in-1", NIGHT)
    with reading() as session:
        [said] = session.query(Message).filter_by(direction="out")
    assert "06:00" in said.text
