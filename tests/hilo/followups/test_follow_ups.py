"""«Te escribo mañana a las 9»: noted once, sent once when due, also after kill -9, and taken back by a message."""
from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from hilo.consent import ledger
from hilo.followups.moment import asked_moment, busy_moment, in_words
from hilo.followups.plan import person_wrote, plan
from hilo.followups.reach import reach
from hilo.followups.timer import send_due
from hilo.memory import conversations, facts, timeline
from hilo.memory.database import reading, writing
from hilo.memory.identity import contact_for
from hilo.memory.tables import Commitment, Contact, Conversation, Inbox, NextAction, Outbox
from hilo.memory.whatsapp import whatsapp_address
from hilo.settings import ROOT
from hilo.worker import Worker
from tests.running import wait_until
from tests.twilio_played import TwilioPlayed

NOW = datetime.fromisoformat("2026-11-24T10:00:00-03:00")
NINE = datetime.fromisoformat("2026-11-25T09:00:00-03:00")
ZONE = "America/Argentina/Cordoba"
ANA = "whatsapp:+5493425550101"


def person(wrote: datetime = NOW) -> str:
    with writing() as session:
        contact = contact_for(session, "whatsapp", ANA, NOW)
        session.get(Contact, contact).name = "Ana López"
        session.add(Inbox(id="in-1", contact_id=contact, source="whatsapp", provider_id="SM1", channel="whatsapp",
                          address=ANA, received_at=wrote, status="done"))
        return contact


def planned(contact: str, due: datetime = NINE) -> None:
    with writing() as session:
        plan(session, contact, due, "whatsapp", ANA, "in-1", "escribime mañana a las 9", NOW)


def wrote(contact: str, intents: list[str], at: datetime) -> int:
    with writing() as session:
        return person_wrote(session, [contact], intents, at)


def standing() -> tuple[list[str], list[str], list[str]]:
    """Status of actions, of promises and of the outbox."""
    with reading() as session:
        return (list(session.scalars(select(NextAction.status))), list(session.scalars(select(Commitment.status))),
                list(session.scalars(select(Outbox.status))))


def work(at: datetime, monkeypatch: pytest.MonkeyPatch, looks: int = 4) -> None:
    monkeypatch.setenv("HILO_NOW", at.isoformat())
    worker = Worker("test")
    for _ in range(looks):
        worker.look()
        for future in list(worker._under_way):
            future.result(5)
    worker._end()


def test_it_is_sent_once_when_it_is_due(twilio: TwilioPlayed, monkeypatch: pytest.MonkeyPatch) -> None:
    planned(person())
    work(NINE - timedelta(minutes=1), monkeypatch)
    assert twilio.bodies == []
    work(NINE + timedelta(seconds=5), monkeypatch)
    work(NINE + timedelta(minutes=10), monkeypatch)
    assert twilio.bodies == ["¡Hola, Ana! Me pediste que te escribiera a esta hora. ¿Seguimos donde quedamos?"]
    assert standing() == (["done"], ["kept"], ["sent"])


def test_it_says_what_they_were_looking_for(twilio: TwilioPlayed, monkeypatch: pytest.MonkeyPatch) -> None:
    contact = person()
    with writing() as session:
        facts.learn(session, contact, [contact], facts.Told("product", "zapatilla", "zapatillas", 1.0, "turn", "in-1",
                                                            NOW))
    planned(contact)
    work(NINE, monkeypatch)
    assert twilio.bodies == ["¡Hola, Ana! Me pediste que te escribiera a esta hora. ¿Seguimos con tu búsqueda de "
                             "zapatillas?"]


def test_after_a_day_it_goes_as_its_template(twilio: TwilioPlayed, monkeypatch: pytest.MonkeyPatch) -> None:
    planned(person(), NINE + timedelta(days=3))
    work(NINE + timedelta(days=3), monkeypatch)
    assert twilio.bodies == ["Hola Ana, soy Hilo, el asistente de Ceibo. Habíamos quedado a esta hora para seguir con "
                             "lo que estábamos viendo, y acá estoy. ¿Seguimos?"]


def test_at_night_it_is_sent_at_the_hour_that_they_named(twilio: TwilioPlayed, monkeypatch: pytest.MonkeyPatch) -> None:
    late = NOW.replace(hour=23)
    planned(person(), late)
    work(late, monkeypatch)
    assert len(twilio.bodies) == 1


@pytest.mark.parametrize("intents", [["greet"], ["purchase"], [], ["affirm", "price_inquiry"]])
def test_a_message_takes_it_back(intents: list[str], twilio: TwilioPlayed, monkeypatch: pytest.MonkeyPatch) -> None:
    contact = person()
    planned(contact)
    assert wrote(contact, intents, NOW + timedelta(hours=2)) == 1
    work(NINE, monkeypatch)
    assert twilio.bodies == []
    assert standing() == (["cancelled"], ["cancelled"], [])


def test_a_thank_you_to_it_does_not_but_one_next_day_does(database: str) -> None:
    contact = person()
    planned(contact)
    assert wrote(contact, ["thank"], NOW + timedelta(minutes=1)) == 0
    assert wrote(contact, ["affirm"], NOW + timedelta(hours=20)) == 1


def test_a_message_that_only_people_read_takes_it_back_too(twilio: TwilioPlayed,
                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    contact = person()
    planned(contact)
    with writing() as session:
        timeline.append(session, contact, None, timeline.Entry(
            source="whatsapp", provider_id="SM2", ordinal=0, at=NOW + timedelta(hours=1), direction="in",
            author="customer", channel="whatsapp", text="ya estoy", address=ANA))
    work(NINE, monkeypatch)
    assert twilio.bodies == []
    assert standing()[0] == ["cancelled"]


def test_while_people_have_the_conversation_it_waits(twilio: TwilioPlayed, monkeypatch: pytest.MonkeyPatch) -> None:
    contact = person()
    planned(contact)
    with writing() as session:
        conversations.current(session, contact, [contact], "whatsapp", NOW).status = "human"
    work(NINE, monkeypatch)
    assert (twilio.bodies, standing()[0]) == ([], ["open"])
    with writing() as session:
        session.scalars(select(Conversation)).one().status = "bot"
    work(NINE + timedelta(hours=2), monkeypatch)
    assert len(twilio.bodies) == 1


def test_while_their_message_is_being_answered_it_waits(twilio: TwilioPlayed, monkeypatch: pytest.MonkeyPatch) -> None:
    contact = person()
    planned(contact)
    with writing() as session:
        session.add(Inbox(id="in-2", contact_id=contact, source="whatsapp", provider_id="SM2", channel="whatsapp",
                          address=ANA, text="hola", received_at=NINE, status="pending"))
    work(NINE, monkeypatch)
    assert (twilio.bodies, standing()[0]) == ([], ["open"])


def test_after_an_opt_out_nothing_is_sent(twilio: TwilioPlayed, monkeypatch: pytest.MonkeyPatch) -> None:
    contact = person()
    planned(contact)
    with writing() as session:
        ledger.record(session, contact, "all", "all", "revoked", NOW, {"by": "adviser", "note": "by telephone"})
    work(NINE, monkeypatch)
    assert twilio.bodies == []
    assert standing() == (["done"], ["open"], ["cancelled"])


def test_a_new_moment_replaces_the_old_one(twilio: TwilioPlayed, monkeypatch: pytest.MonkeyPatch) -> None:
    contact = person()
    planned(contact)
    planned(contact, NINE + timedelta(hours=2))
    work(NINE, monkeypatch)
    assert twilio.bodies == []
    work(NINE + timedelta(hours=2), monkeypatch)
    assert len(twilio.bodies) == 1


def test_two_looks_at_once_post_it_once(twilio: TwilioPlayed) -> None:
    from concurrent.futures import ThreadPoolExecutor

    planned(person())
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(send_due, [NINE] * 4))
    assert standing()[2] == ["pending"]


def test_the_worker_killed_while_it_sends_sends_it_once(twilio: TwilioPlayed, tmp_path: Path) -> None:
    """A real process: kill -9 while the provider takes its time, after it has taken the message."""
    planned(person())
    taken = []

    def slow(form: dict[str, object]) -> None:
        taken.append(form)
        time.sleep(3 if len(taken) == 1 else 0)

    twilio.after = slow  # type: ignore[assignment]
    surroundings = {**os.environ, "HILO_NOW": (NINE + timedelta(seconds=1)).isoformat(), "HILO_WORKER_PORT": "0"}
    first = subprocess.Popen([sys.executable, "-m", "hilo.worker"], cwd=ROOT, env=surroundings)
    try:
        assert wait_until(lambda: bool(taken), 40)
    finally:
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    assert standing()[2] == ["sending"]
    second = subprocess.Popen([sys.executable, "-m", "hilo.worker"], cwd=ROOT, env=surroundings)
    try:
        assert wait_until(lambda: standing()[2] == ["sent"], 40)
    finally:
        second.terminate()
        assert second.wait(20) == 0
    assert len(twilio.bodies) == 1
    assert standing() == (["done"], ["kept"], ["sent"])


@pytest.mark.parametrize(("text", "moment", "words"), [
    ("escribime mañana a las 9", "2026-11-25T09:00:00-03:00", "mañana a las 9"),
    ("háblame el lunes", "2026-11-30T09:00:00-03:00", "el lunes 30 de noviembre a las 9"),
    ("el domingo", "2026-11-29T10:00:00-03:00", "el domingo 29 de noviembre a las 10"),
    ("hoy a las 23", "2026-11-24T23:00:00-03:00", "hoy a las 23"),
    ("en media hora", "2026-11-24T10:30:00-03:00", "hoy a las 10:30"),
    ("a la 1", "2026-11-24T13:00:00-03:00", "hoy a las 13"),
    ("dame hasta el jueves", "2026-11-26T09:00:00-03:00", "el jueves 26 de noviembre a las 9"),
    ("escríbanme mañana", "2026-11-25T09:00:00-03:00", "mañana a las 9"),
])
def test_the_moment_in_their_words(text: str, moment: str, words: str) -> None:
    found = asked_moment(text, NOW, ZONE, "AR")
    assert found is not None
    assert (found.isoformat(), in_words(found, NOW)) == (moment, words)


def test_the_moment_is_by_their_own_clock() -> None:
    found = asked_moment("mañana a las 9", NOW, "America/Mexico_City", "MX")
    assert found is not None
    assert (found.isoformat(), in_words(found, NOW)) == ("2026-11-25T09:00:00-06:00", "mañana a las 9")


def test_who_is_busy_is_left_alone_for_three_hours_and_for_the_night() -> None:
    assert busy_moment(NOW, ZONE, "AR") == NOW + timedelta(hours=3)
    assert busy_moment(NOW.replace(hour=20), ZONE, "AR") == NINE


def test_how_somebody_can_be_reached(database: str) -> None:
    known = reach(person())
    assert (known.zone, known.whatsapp, known.phone) == ("America/Argentina/Buenos_Aires", ANA, "+543425550101")
    with writing() as session:
        visitor = contact_for(session, "webchat", "tab-1", NOW)
    assert reach(visitor).whatsapp is None
    with writing() as session:
        facts.learn(session, visitor, [visitor], facts.Told("phone", "+525512345678", "mi número", 1.0, "turn", "x",
                                                            NOW))
    assert (reach(visitor).whatsapp, reach(visitor).phone) == ("whatsapp:+5215512345678", "+525512345678")
    assert reach("default").whatsapp is None


@pytest.mark.parametrize(("number", "address"), [
    ("+543425550101", "whatsapp:+5493425550101"), ("+54 9 342 555-0101", "whatsapp:+5493425550101"),
    ("+5215512345678", "whatsapp:+5215512345678"), ("+525512345678", "whatsapp:+5215512345678"),
    ("+34600123456", "whatsapp:+34600123456"), ("no", None),
])
def test_a_number_as_whatsapp_knows_it(number: str, address: str | None) -> None:
    assert whatsapp_address(number) == address


def test_a_moment_that_is_moved_stands_open_again(database: str) -> None:
    contact = person()
    planned(contact)
    with writing() as session:
        later = NINE + timedelta(hours=1)
        person_wrote(session, [contact], ["inform"], NOW)
        plan(session, contact, later, "whatsapp", ANA, "in-2", "mejor a las 10", NOW)
    with reading() as session:
        (row,) = session.scalars(select(NextAction).where(NextAction.status == "open"))
        (promise,) = session.scalars(select(Commitment).where(Commitment.status == "open"))
        assert (row.due, promise.due) == (later, later)
