"""What the worker does when something goes wrong: refusals, errors before and after the message was taken, a crash."""
from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.exc import SQLAlchemyError

from hilo.clock import wall
from hilo.memory.database import writing
from hilo.outreach import queue, sending
from hilo.worker import Worker
from tests.hilo.outreach.posting import BEA, NOW, person, reply, reported, rows, shown, work
from tests.twilio_played import TwilioPlayed


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HILO_NOW", NOW.isoformat())


@pytest.fixture
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries and looks at the provider's list at once."""
    monkeypatch.setattr(queue, "BACKOFF", 0.0)
    monkeypatch.setattr(queue, "RECONCILE_AFTER", timedelta(0))


def test_63016_sends_the_template_once_and_says_so(twilio: TwilioPlayed) -> None:
    reply(person(), "Aquí tienes la cotización.")
    work()
    reported(twilio.messages[0]["sid"], "failed", 63016)
    assert [row.status for row in rows()] == ["pending"]
    work()
    assert len(twilio.messages) == 2
    assert twilio.bodies[1].startswith("Hola Ana, soy Hilo, el asistente de Ceibo. Nuestra conversación quedó a medias")
    assert rows()[0].reason.startswith("63016: utility template")
    reported(twilio.messages[1]["sid"], "undelivered", 63016)
    work()
    assert len(twilio.messages) == 2
    assert [row.status for row in rows()] == ["failed"]
    assert shown() == ["failed"]


def test_63016_in_the_answer_itself_does_the_same(twilio: TwilioPlayed) -> None:
    twilio.fail = lambda form: (400, {"code": 63016, "message": "outside the window"}) if "Body" in form else None
    reply(person(), "Hola")
    work()
    assert len(twilio.messages) == 1
    assert "ContentSid" in twilio.messages[0]["form"]
    assert [row.status for row in rows()] == ["sent"]


def test_what_is_wrong_for_good_is_not_tried_again(twilio: TwilioPlayed) -> None:
    twilio.fail = lambda form: (400, {"code": 21211, "message": "Invalid 'To' Phone Number"})
    contact = person()
    reply(contact, "Hola")
    work()
    assert len([1 for _, path, _ in twilio.requests if path.endswith("Messages.json")]) == 1
    assert rows()[0].status == "failed"
    assert "21211" in rows()[0].reason
    twilio.fail = lambda form: None
    reply(contact, "Otra", ordinal=1)
    work()
    assert twilio.bodies == ["Otra"]  # a message that failed for good does not hold up the next


def test_too_many_requests_are_tried_again_and_the_order_is_kept(twilio: TwilioPlayed, hurry: None) -> None:
    answers = [429, 429]
    twilio.fail = lambda form: (answers.pop(), {"code": 20429, "message": "Too Many Requests"}) if answers else None
    contact = person()
    reply(contact, "uno")
    reply(contact, "dos", ordinal=1)
    work()
    assert twilio.bodies == ["uno", "dos"]


def test_an_error_after_the_message_was_taken_sends_it_no_second_time(twilio: TwilioPlayed, hurry: None) -> None:
    answers = [503]
    twilio.after = lambda form: (answers.pop(), {"message": "Service Unavailable"}) if answers else None
    reply(person(), "Solo una vez")
    work()
    assert twilio.bodies == ["Solo una vez"]
    assert [(row.status, row.provider_id) for row in rows()] == [("sent", twilio.messages[0]["sid"])]


def test_an_error_before_the_message_was_taken_sends_it_again(twilio: TwilioPlayed, hurry: None) -> None:
    answers = [500]
    twilio.fail = lambda form: (answers.pop(), {"message": "Internal Server Error"}) if answers else None
    reply(person(), "Hola")
    work()
    assert twilio.bodies == ["Hola"]
    assert any(method == "GET" for method, path, _ in twilio.requests if path.endswith("Messages.json"))


def test_while_the_list_cannot_be_read_nothing_is_sent_again(twilio: TwilioPlayed, hurry: None) -> None:
    answers = [500]
    twilio.fail = lambda form: (answers.pop(), {}) if answers else None
    serve = twilio.serve
    twilio.serve = lambda method, *rest: (500, {}) if method == "GET" else serve(method, *rest)  # type: ignore[method-assign]
    reply(person(), "Hola")
    work(looks=10)
    assert twilio.bodies == []
    assert [row.status for row in rows()] == ["unknown"]


@pytest.mark.parametrize("arrived", [True, False])
def test_after_a_crash_while_sending_the_list_is_asked_first(arrived: bool, twilio: TwilioPlayed, hurry: None) -> None:
    reply(person(), "¿Sigues ahí?")
    with writing() as session:
        (job,) = queue.take(session, "test", NOW, wall(), 5)
    if arrived:
        client = sending.Twilio()
        client.send(job.requests[0][1])
    # here the process dies: the outcome is kept nowhere
    worker = Worker("test")
    worker._give_back()
    worker._end()
    work()
    assert twilio.bodies == ["¿Sigues ahí?"]
    assert [row.status for row in rows()] == ["sent"]


def test_two_equal_messages_are_told_apart_by_their_names(twilio: TwilioPlayed, hurry: None) -> None:
    """The first «Hola» is in the list and ours: it is not taken for the second one, which never arrived."""
    contact = person()
    reply(contact, "Hola")
    work()
    reply(contact, "Hola", ordinal=1)
    answers = [500]
    twilio.fail = lambda form: (answers.pop(), {}) if answers else None
    work()
    assert twilio.bodies == ["Hola", "Hola"]


def test_what_is_in_doubt_is_looked_up_even_if_nothing_can_be_taken_then(
        twilio: TwilioPlayed, hurry: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise SQLAlchemyError("away")

    reply(person(), "¿Sigues ahí?")
    with writing() as session:
        (job,) = queue.take(session, "test", NOW, wall(), 5)
    sending.Twilio().send(job.requests[0][1])
    worker = Worker("test")
    worker._give_back()
    reply(person(BEA), "Hola", "in-2", address=BEA)
    monkeypatch.setattr(queue, "take", fails)
    with pytest.raises(SQLAlchemyError):
        worker._send()
    worker._end()
    assert [row.status for row in rows()] == ["sent", "pending"]
