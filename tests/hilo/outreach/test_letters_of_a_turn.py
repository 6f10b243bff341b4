"""What is said in a turn, and in how many letters it leaves; on both databases."""
from __future__ import annotations

from typing import Any

import pytest

from hilo.memory.database import reading, writing
from hilo.memory.tables import Inbox, Message
from hilo.turns.keep import keep
from hilo.turns.turn import Bubble, Heard, Said, Turn
from tests.hilo.outreach.posting import ANA, NOW, person, reported, rows, work
from tests.twilio_played import TwilioPlayed

BUTTONS = {"buttons": [{"title": "Sí", "payload": "/affirm"}, {"title": "No", "payload": "/deny"}]}
PICTURE = {"image": "https://ceibo.example/a.jpg"}


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HILO_NOW", NOW.isoformat())


def said(*texts: tuple[str, dict[str, Any] | None]) -> None:
    """A turn of Ana's in which the assistant says all of these."""
    contact = person()
    with writing() as session:
        session.add(Inbox(id="in", contact_id=contact, source="whatsapp", provider_id=f"{ANA}:in", text="hola",
                          channel="whatsapp", address=ANA, received_at=NOW, status="pending"))
    bubble = Bubble("in", "whatsapp", f"{ANA}:in", "hola", NOW)
    heard = Heard("hola", "whatsapp", ANA, (bubble,), {"intent": {"name": "greet", "confidence": 1.0}}, NOW)
    with writing() as session:
        keep(session, Turn(contact, (heard,), tuple(Said(text, f"utter_{n}", NOW, data)
                                                    for n, (text, data) in enumerate(texts)), (), None, NOW))
    work()


def shown() -> list[tuple[str, str, str | None]]:
    with reading() as session:
        return [(row.text, row.action, row.delivery_status) for row in session.query(Message).order_by(Message.id)
                if row.author == "bot"]


def test_words_and_the_question_with_its_buttons_leave_in_one_letter(twilio: TwilioPlayed) -> None:
    said(("¡Hola! Soy Hilo.", {"passage": 3}), ("¿Seguimos?", BUTTONS))
    assert twilio.bodies == ["¡Hola! Soy Hilo.\n\n¿Seguimos?"]
    assert twilio.problems == []


def test_a_picture_goes_by_itself(twilio: TwilioPlayed) -> None:
    said(("Mira:", None), ("Litoral", PICTURE), ("¿Te gusta?", None), ("Hay talle 38.", None))
    assert twilio.bodies == ["Mira:", "Litoral", "¿Te gusta?\n\nHay talle 38."]


def test_what_would_be_cut_in_two_stays_in_its_own_letters(twilio: TwilioPlayed) -> None:
    said(("a" * 900, None), ("b" * 900, None), ("c", None))
    assert twilio.bodies == ["a" * 900, "b" * 900 + "\n\nc"]


def test_each_message_of_a_letter_shows_how_far_it_is(twilio: TwilioPlayed) -> None:
    said(("¡Hola!", None), ("Soy Hilo.", None), ("¿Seguimos?", BUTTONS))
    texts = ("¡Hola!", "utter_0"), ("Soy Hilo.", "utter_1"), ("¿Seguimos?", "utter_2")
    assert shown() == [(*one, "queued") for one in texts]
    reported(twilio.messages[0]["sid"], "delivered")
    assert shown() == [(*one, "delivered") for one in texts]
    assert [row.status for row in rows()] == ["delivered"]


def test_a_letter_that_is_refused_fails_for_all_that_it_carries(twilio: TwilioPlayed) -> None:
    said(("¡Hola!", None), ("¿Seguimos?", None))
    reported(twilio.messages[0]["sid"], "failed", 30008)
    assert {status for _, _, status in shown()} == {"failed"}


def test_outside_the_window_one_template_stands_for_all_of_it(twilio: TwilioPlayed) -> None:
    said(("¡Hola!", None), ("Soy Hilo.", None), ("¿Seguimos?", BUTTONS))
    reported(twilio.messages[0]["sid"], "failed", 63016)
    work()
    assert len(twilio.bodies) == 2
    assert {status for _, _, status in shown()} == {"queued"}
