"""What the worker sends, in which order, and how statuses go on; on both databases."""
from __future__ import annotations

import json
import time
from datetime import timedelta

import pytest
from sqlalchemy import select

from hilo.consent import ledger
from hilo.memory.database import reading, writing
from hilo.memory.tables import Message, Send
from hilo.worker import Worker
from tests.hilo.outreach.posting import ANA, BEA, NOW, letter, person, reply, reported, rows, shown, work
from tests.twilio_played import TwilioPlayed


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HILO_NOW", NOW.isoformat())


BUTTONS = [{"title": "Sí", "payload": "/affirm"}, {"title": "No", "payload": "/deny"}]


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
    contact, buttons = person(), BUTTONS
    reply(contact, "¿Te los muestro?", buttons=buttons)
    reply(contact, "¿Seguimos?", ordinal=1, buttons=buttons)
    work()
    assert twilio.bodies == ["¿Te los muestro?", "¿Seguimos?"]
    made = [body for method, path, body in twilio.requests if path == "/v1/Content"]
    assert [body["types"] for body in made] == [{"twilio/quick-reply": {"body": "{{1}}", "actions": [
        {"title": "Sí", "id": "/affirm"}, {"title": "No", "id": "/deny"}]}}]
    assert twilio.problems == []


def test_a_few_lines_go_with_the_buttons_below_them(twilio: TwilioPlayed) -> None:
    text = "Tengo dos:\n- Litoral\n\n¿Te los muestro?"
    reply(person(), text, buttons=BUTTONS)
    work()
    assert twilio.bodies == [text]
    (made,) = [body for method, path, body in twilio.requests if path == "/v1/Content"]
    assert made["types"]["twilio/quick-reply"]["body"] == "{{1}}\n{{2}}\n\n{{3}}"
    assert twilio.problems == []


def test_of_many_lines_the_last_goes_with_the_buttons(twilio: TwilioPlayed) -> None:
    lines = "\n".join(f"- Modelo {n}" for n in range(5))
    reply(person(), f"{lines}\n\n¿Cuál te gusta?", buttons=BUTTONS)
    work()
    assert twilio.bodies == [lines, "¿Cuál te gusta?"]
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
    assert message["body"] == ("Hola Ana, soy Hilo, el asistente de Ceibo. Habíamos quedado a esta hora para seguir "
                               "con las botas, y acá estoy. ¿Seguimos?")
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


def test_statuses_never_go_back_and_early_ones_are_kept(twilio: TwilioPlayed) -> None:
    reported(f"SM{0:032x}", "delivered")
    reply(person(), "Hola")
    work()
    assert (rows()[0].status, shown()) == ("delivered", ["delivered"])
    for status, then in (("sent", "delivered"), ("read", "read"), ("delivered", "read"), ("failed", "read")):
        reported(f"SM{0:032x}", status)
        assert (rows()[0].status, shown()) == (then, [then])


def test_a_failure_is_final_unless_it_was_delivered_after_all(twilio: TwilioPlayed) -> None:
    reply(person(), "Hola")
    work()
    for status, then in (("undelivered", "failed"), ("sent", "failed"), ("delivered", "delivered")):
        reported(twilio.messages[0]["sid"], status, 63003)
        assert shown() == [then]


def test_a_long_message_is_as_far_as_its_last_part(twilio: TwilioPlayed) -> None:
    reply(person(), "Una oración cualquiera. " * 100)
    work()
    reported(twilio.messages[0]["sid"], "delivered")
    assert shown() == ["queued"]
    reported(twilio.messages[1]["sid"], "delivered")
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
