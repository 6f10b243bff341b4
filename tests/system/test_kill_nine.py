"""Kill -9 at fifty seeded moments: no message is lost, none is there twice, and all told stands in the timeline."""
from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import func, select, text
from sqlalchemy.engine import Engine

from hilo.memory.database import open_engine
from hilo.memory.tables import Inbox, TrackerEvent
from tests.quick_starts import Pair, QuickStarts
from tests.running import wait_until
from tests.system.persistent_people import Person
from tests.system.thread_whole import faults, pending

SEED = 20261122
KILLS = 50
OF_ACTIONS = 5
"""So many of the kills are of the action server."""
PEOPLE = 4
MOST_BETWEEN = 4
"""Attempts to write between a start and the kill, at most."""
LATEST = 0.15
"""Seconds after a message was posted within which the server dies."""
SETTLING = 30.0
"""Seconds for what was accepted and never asked for again."""


@pytest.fixture
def pair(quick_starts: QuickStarts, tmp_path: Path) -> Iterator[Pair]:
    with Pair(quick_starts, tmp_path) as both:
        yield both


@pytest.fixture
def engine(pair: Pair) -> Iterator[Engine]:
    one = open_engine(f"sqlite:///{pair.home / 'var' / 'hilo.db'}")
    yield one
    one.dispose()


def kill_again_and_again(pair: Pair, posted: threading.Event) -> None:
    """Each kill follows the last of some messages by a moment of the seed; what died is started again."""
    chance = random.Random(SEED)
    of_actions = set(chance.sample(range(KILLS), OF_ACTIONS))
    for number in range(KILLS):
        for _ in range(chance.randint(1, MOST_BETWEEN)):
            posted.clear()
            assert posted.wait(SETTLING), "nobody writes any more"
        time.sleep(chance.uniform(0, LATEST))
        what = "actions" if number in of_actions else "rasa"
        pair.kill(what)
        pair.start(what)


def test_no_message_is_lost_or_twice_when_the_server_is_killed_fifty_times(pair: Pair, engine: Engine) -> None:
    posted = threading.Event()
    people = [Person(pair.address, number, SEED, posted.set) for number in range(PEOPLE)]
    for person in people:
        person.start()
    try:
        kill_again_and_again(pair, posted)
    finally:
        for person in people:
            person.leave()
        for person in people:
            person.join()
    assert wait_until(lambda: pending(engine) == 0, SETTLING), f"{pending(engine)} are still not answered"

    told = [person.told for person in people]
    found = faults(engine, told)
    assert not found, "\n".join(found)
    unsure = sum(len(one.unsure) for one in told)
    answered = sum(len(one.answers) for one in told)
    print(f"{KILLS} kills, {answered} messages answered, {unsure} given up by their writers")
    assert answered > KILLS
    assert unsure, "nobody walked away: the test has shown less than it says"
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    assert_it_goes_on(pair, engine)


def assert_it_goes_on(pair: Pair, engine: Engine) -> None:
    """All stored events replay (Rasa's own API reads them), and the conversations continue."""
    with engine.connect() as connection:
        people = connection.execute(select(Inbox.contact_id, Inbox.address).distinct()).all()
        stored = dict(connection.execute(select(TrackerEvent.sender_id, func.count())
                                         .group_by(TrackerEvent.sender_id)).all())
    with httpx.Client(base_url=pair.address, timeout=SETTLING) as client:
        for contact_id, user_id in people:
            tracker = client.get(f"/conversations/{contact_id}/tracker", params={"include_events": "ALL"}).json()
            assert len(tracker["events"]) == stored[contact_id]
            answer = client.post("/conversation/chat", json={"user_id": user_id, "message": "muchas gracias"})
            assert answer.status_code == 200
            assert answer.json()["response"]
