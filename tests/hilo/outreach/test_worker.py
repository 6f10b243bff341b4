"""What the worker sends, in which order, and what it does when something goes wrong; on both databases."""
from __future__ import annotations

import json
import time
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import select

from hilo.clock import wall
from hilo.consent import ledger
from hilo.memory import outbox, timeline
from hilo.memory.database import reading, writing
from hilo.memory.identity import contact_for
from hilo.memory.tables import Contact, Inbox, Message, Outbox, Send
from hilo.outreach import queue, sending
from hilo.outreach.letters import Letter, post
from hilo.outreach.statuses import apply_status
from hilo.worker import Worker
from tests.twilio_played import TwilioPlayed

NOW = datetime(2026, 11, 24, 15, tzinfo=timezone.utc)  # a Tuesday noon in Argentina
ANA, BEA = "whatsapp:+5493425550101", "whatsapp:+5493425550202"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HILO_NOW", NOW.isoformat())


@pytest.fixture
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries and looks at the provider's list at once."""
    monkeypatch.setattr(queue, "BACKOFF", 0.0)
    monkeypatch.setattr(queue, "RECONCILE_AFTER", timedelta(0))


def person(address: str = ANA, wrote: timedelta | None = timedelta(hours=1), name: str | None = "Ana López") -> str:
    """Somebody who wrote to us so long ago."""
    with writing() as session:
        contact = contact_for(session, "whatsapp", address, NOW)
        session.get(Contact, contact).name = name
        if wrote is not None:
            session.add(Inbox(id=f"in-{address}", contact_id=contact, source="whatsapp", provider_id=f"SM-{address}",
                              channel="whatsapp", address=address, received_at=NOW - wrote, status="done"))
        return contact


def reply(contact: str, text: str, key: str = "in-1", ordinal: int = 0, address: str = ANA, **data: Any) -> None:
    """As the tracker store does it."""
    with writing() as session:
        number = timeline.append(session, contact, None, timeline.Entry(
            source=timeline.OURS, provider_id=key, ordinal=ordinal, at=NOW, direction="out", author="bot",
            channel="whatsapp", address=address, text=text, data=data or None, delivery_status="queued"))
        assert number is not None
        outbox.put(session, contact, number, "whatsapp", address, {"text": text, **data}, NOW)


def letter(contact: str, text: str, key: str = "letter-1", **more: Any) -> int | None:
    with writing() as session:
        return post(session, Letter(contact, "whatsapp", ANA, text, key, **more), NOW)


def work(until: float = 5.0, looks: int = 40) -> Worker:
    """A worker that looks until nothing is due; no threads of its own but the senders'."""
    worker = Worker("test")
    end = time.monotonic() + until
    for _ in range(looks):
        worker.look()
        for future in list(worker._under_way):
            future.result(max(0.1, end - time.monotonic()))
        with reading() as session:
            if not queue.anything_due(session, NOW, wall()):
                break
    worker._end()
    return worker


def rows() -> list[Outbox]:
    with reading() as session:
        return list(session.scalars(select(Outbox).order_by(Outbox.id)))


def shown() -> list[str | None]:
    with reading() as session:
        return list(session.scalars(select(Message.delivery_status).order_by(Message.id)))


def test_a_reply_goes_out_as_free_text_in_twilios_form(twilio: TwilioPlayed) -> None:
    reply(person(), "¡Hola! ¿Qué talle usas?")
    work()
    (message,) = twilio.messages
    assert message["form"] == {"To": ANA, "From": "whatsapp:+5493424550101", "Body": "¡Hola! ¿Qué talle usas?",
                               "StatusCallback": "https://ceibo.example/webhooks/whatsapp/status"}
    assert [(row.status, row.reason.split(":")[0], row.provider_id) for row in rows()] == [
        ("sent", "reply", message["sid"])]
    assert twilio.problems == []


def test_replies_to_one_person_leave_in_their_order_and_only_once(twilio: TwilioPlayed) -> None:
    contact, other = person(), person(BEA, name="Bea")
    for number in range(5):
        reply(contact, f"Ana {number}", ordinal=number)
        reply(other, f"Bea {number}", "in-2", number, BEA)
    work()
    work()
    assert [body for body in twilio.bodies if body.startswith("Ana")] == [f"Ana {n}" for n in range(5)]
    assert [body for body in twilio.bodies if body.startswith("Bea")] == [f"Bea {n}" for n in range(5)]


def test_a_long_reply_goes_in_parts_that_end_with_a_sentence(twilio: TwilioPlayed) -> None:
    text = " ".join(f"Esta es la oración número {n} de un texto largo." for n in range(60))
    reply(person(), text)
    work()
    assert len(twilio.bodies) == 2
    assert " ".join(twilio.bodies) == text
    assert all(body.endswith(".") and len(body) <= 1600 for body in twilio.bodies)
    assert [row.status for row in rows()] == ["sent"]


def test_three_short_buttons_are_quick_replies_and_are_made_once(twilio: TwilioPlayed) -> None:
    contact = person()
    buttons = [{"title": "Sí", "payload": "/affirm"}, {"title": "No", "payload": "/deny"}]
    reply(contact, "Tengo dos.\n¿Te los muestro?", buttons=buttons)
    reply(contact, "¿Seguimos?", ordinal=1, buttons=buttons)
    work()
    assert twilio.bodies == ["Tengo dos.", "¿Te los muestro?", "¿Seguimos?"]
    made = [body for method, path, body in twilio.requests if path == "/v1/Content"]
    assert [body["types"] for body in made] == [{"twilio/quick-reply": {"body": "{{1}}", "actions": [
        {"title": "Sí", "id": "/affirm"}, {"title": "No", "id": "/deny"}]}}]
    assert twilio.problems == []


def test_more_or_longer_buttons_are_a_list(twilio: TwilioPlayed) -> None:
    titles = ["Zapatillas", "Botas", "Sandalias", "Zapatos de vestir para la oficina"]
    reply(person(), "¿Qué buscas?", buttons=[{"title": title, "payload": f"/{n}"} for n, title in enumerate(titles)])
    work()
    (made,) = [body for method, path, body in twilio.requests if path == "/v1/Content"]
    picker = made["types"]["twilio/list-picker"]
    assert [item["item"] for item in picker["items"]] == ["Zapatillas", "Botas", "Sandalias",
                                                          "Zapatos de vestir para…"]
    assert picker["items"][3]["description"] == titles[3]
    assert len(picker["button"]) <= 20
    assert twilio.problems == []


def test_a_picture_goes_with_its_words(twilio: TwilioPlayed) -> None:
    reply(person(), "Mira:", image="https://ceibo.example/a.jpg")
    work()
    assert twilio.messages[0]["form"]["MediaUrl"] == ["https://ceibo.example/a.jpg"]
    assert twilio.bodies == ["Mira:"]


def test_outside_the_window_a_letter_goes_as_its_template(twilio: TwilioPlayed) -> None:
    letter(person(wrote=timedelta(hours=25)), "Hola, Ana. ¿Seguimos?", template="follow_up_asked",
           variables={"topic": "las botas"})
    work()
    (message,) = twilio.messages
    assert message["body"] == ("Hola Ana, soy Hilo, el asistente de Ceibo. Me pediste que te escribiera a esta hora "
                               "para seguir con las botas, y acá estoy. ¿Seguimos?")
    assert json.loads(message["form"]["ContentVariables"]) == {"1": "Ana", "2": "las botas"}
    assert "Body" not in message["form"]
    with reading() as session:
        data = session.scalars(select(Message.data)).one()
    assert data["sent_as"] == {"template": "follow_up_asked", "text": message["body"]}
    assert twilio.problems == []


def test_a_letter_is_posted_once_and_waits_for_its_moment(twilio: TwilioPlayed,
                                                          monkeypatch: pytest.MonkeyPatch) -> None:
    contact = person()
    assert letter(contact, "Hola", not_before=NOW + timedelta(hours=2)) is not None
    assert letter(contact, "Hola", not_before=NOW + timedelta(hours=2)) is None
    reply(contact, "Antes")  # what is only due later does not hold up what is due now
    work()
    assert twilio.bodies == ["Antes"]
    monkeypatch.setenv("HILO_NOW", (NOW + timedelta(hours=3)).isoformat())
    worker = Worker("test")
    worker.look()
    worker._end()
    assert twilio.bodies == ["Antes", "Hola"]


def test_after_an_opt_out_a_letter_is_cancelled_and_a_reply_is_not(twilio: TwilioPlayed) -> None:
    contact = person()
    with writing() as session:
        ledger.record(session, contact, "all", "all", "revoked", NOW, {"quote": "no me escriban más", "message": "x"})
    letter(contact, "Tenemos novedades")
    reply(contact, "Listo, no te escribimos más.")
    work()
    assert twilio.bodies == ["Listo, no te escribimos más."]
    assert [(row.status, row.reason.split(":")[0]) for row in rows()] == [("cancelled", "refused"), ("sent", "reply")]
    assert shown() == ["cancelled", "queued"]


def test_63016_sends_the_template_once_and_says_so(twilio: TwilioPlayed) -> None:
    reply(person(), "Aquí tienes la cotización.")
    work()
    with writing() as session:
        assert apply_status(session, twilio.messages[0]["sid"], "failed", 63016, NOW)
    assert [row.status for row in rows()] == ["pending"]
    work()
    assert len(twilio.messages) == 2
    assert twilio.bodies[1].startswith("Hola Ana, soy Hilo, el asistente de Ceibo. Nuestra conversación quedó a medias")
    assert rows()[0].reason.startswith("63016: utility template")
    with writing() as session:
        assert apply_status(session, twilio.messages[1]["sid"], "undelivered", 63016, NOW)
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


def test_statuses_never_go_back_and_early_ones_are_kept(twilio: TwilioPlayed) -> None:
    with writing() as session:
        assert not apply_status(session, f"SM{0:032x}", "delivered", None, NOW)
    reply(person(), "Hola")
    work()
    assert (rows()[0].status, shown()) == ("delivered", ["delivered"])
    for status, then in (("sent", "delivered"), ("read", "read"), ("delivered", "read"), ("failed", "read")):
        with writing() as session:
            apply_status(session, f"SM{0:032x}", status, None, NOW)
        assert (rows()[0].status, shown()) == (then, [then])


def test_a_failure_is_final_unless_it_was_delivered_after_all(twilio: TwilioPlayed) -> None:
    reply(person(), "Hola")
    work()
    for status, then in (("undelivered", "failed"), ("sent", "failed"), ("delivered", "delivered")):
        with writing() as session:
            apply_status(session, twilio.messages[0]["sid"], status, 63003, NOW)
        assert shown() == [then]


def test_a_long_message_is_as_far_as_its_last_part(twilio: TwilioPlayed) -> None:
    reply(person(), "Una oración cualquiera. " * 100)
    work()
    with writing() as session:
        apply_status(session, twilio.messages[0]["sid"], "delivered", None, NOW)
    assert shown() == ["queued"]
    with writing() as session:
        apply_status(session, twilio.messages[1]["sid"], "delivered", None, NOW)
    assert shown() == ["delivered"]


def test_fifty_people_are_served_by_two_workers_each_message_once(twilio: TwilioPlayed) -> None:
    for n in range(50):
        address = f"whatsapp:+549342555{1000 + n}"
        contact = person(address, name=f"P{n}")
        for ordinal in range(2):
            reply(contact, f"{n}/{ordinal}", f"in-{n}", ordinal, address)
    workers = [Worker("one"), Worker("two")]
    end = time.monotonic() + 30
    while len(twilio.messages) < 100 and time.monotonic() < end:
        for worker in workers:
            worker.look()
        time.sleep(0.02)
    for worker in workers:
        worker._end()
    assert sorted(twilio.bodies) == sorted(f"{n}/{o}" for n in range(50) for o in range(2))
    for n in range(50):
        assert twilio.bodies.index(f"{n}/0") < twilio.bodies.index(f"{n}/1")
    with reading() as session:
        assert len(list(session.scalars(select(Send)))) == 100
