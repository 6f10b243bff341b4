"""What a template stood for, and the person who answers it: the whole message first, once, or not at all."""
from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import select

from hilo.clock import wall
from hilo.memory.context import context_of
from hilo.memory.database import reading, writing
from hilo.memory.identity import contact_for
from hilo.memory.tables import Contact, Inbox, Message, Outbox
from hilo.outreach import held_back, queue
from hilo.outreach.letters import Letter, post
from hilo.turns.keep import keep
from hilo.turns.turn import Bubble, Heard, Known, Said, Turn
from hilo.worker import Worker
from tests.twilio_played import TwilioPlayed

NOW = datetime(2026, 11, 24, 15, tzinfo=timezone.utc)  # a Tuesday noon in Argentina
ANA = "whatsapp:+5493425550101"
WHOLE = "¡Hola Ana! Gracias por la llamada.\n\nTu pregunta «¿hacen envíos?»: sí, a todo el país."
CALL: dict[str, Any] = {"template": "call_follow_up", "variables": {"topic": "tu compra", "next": "tu pregunta"}}


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HILO_NOW", NOW.isoformat())


@pytest.fixture
def ana(twilio: TwilioPlayed) -> str:
    """Somebody who has never written."""
    with writing() as session:
        contact = contact_for(session, "whatsapp", ANA, NOW)
        session.get(Contact, contact).name = "Ana"
        return contact


def letter(contact: str, text: str = WHOLE, key: str = "letter-1", **more: Any) -> None:
    with writing() as session:
        post(session, Letter(contact, "whatsapp", ANA, text, key, **{**CALL, **more}), NOW)
    work()


def work() -> None:
    worker = Worker("test")
    for _ in range(20):
        worker.look()
        for future in list(worker._under_way):
            future.result(5)
        with reading() as session:
            if not queue.anything_due(session, NOW, wall()) and not queue.anything_doubtful(session, wall()):
                break
    worker._end()


def writes(contact: str, text: str, intent: str = "greet", after: timedelta = timedelta(minutes=5),
           name: str = "in-1", address: str = ANA) -> None:
    """A turn of the person, as the tracker store keeps it, and what the worker then sends."""
    at = NOW + after
    with writing() as session:
        session.add(Inbox(id=name, contact_id=contact, source="whatsapp", provider_id=f"{address}:{name}", text=text,
                          channel="whatsapp", address=address, received_at=at, status="pending"))
    heard = Heard(text, "whatsapp", address, (Bubble(name, "whatsapp", f"{address}:{name}", text, at),),
                  {"intent": {"name": intent, "confidence": 1.0}}, at)
    with writing() as session:
        before = context_of(session, contact, at)
        known = Known(tuple(before.ids), False, False, before.had_templates) if before else None
        keep(session, Turn(contact, (heard,), (Said("¿En qué te ayudo?", "utter_ask_need", at),), ("utter_ask_need",),
                           None, at, known=known))
    work()


def outcome() -> Any:
    with reading() as session:
        return session.scalars(select(Outbox).order_by(Outbox.id)).first().payload.get(held_back.DONE)


def test_whoever_answers_the_template_gets_the_whole_message_before_the_answer(twilio: TwilioPlayed, ana: str) -> None:
    letter(ana, data={"buttons": [{"title": "Sí", "payload": "/affirm"}]})
    assert twilio.bodies[0].startswith("Hola Ana, soy Hilo, el asistente de Ceibo. Gracias por la llamada")
    writes(ana, "hola")
    assert twilio.bodies[1:] == [WHOLE, "¿En qué te ayudo?"]
    assert twilio.problems == []
    with reading() as session:
        said = session.execute(select(Message.author, Message.text).order_by(Message.at, Message.id)).all()
    assert sorted(said[1:3]) == [("bot", WHOLE), ("customer", "hola")]  # in the same moment
    assert said[-1] == ("bot", "¿En qué te ayudo?")


def test_whoever_was_greeted_by_the_template_is_not_greeted_again(twilio: TwilioPlayed, ana: str) -> None:
    letter(ana, ungreeted="Tu pregunta «¿hacen envíos?»: sí, a todo el país.")
    writes(ana, "hola")
    assert twilio.bodies[1] == "Tu pregunta «¿hacen envíos?»: sí, a todo el país."


def test_it_is_sent_once_also_after_another_message(twilio: TwilioPlayed, ana: str) -> None:
    letter(ana)
    writes(ana, "hola")
    writes(ana, "sigo aquí", name="in-2", after=timedelta(minutes=9))
    assert twilio.bodies.count(WHOLE) == 1
    assert outcome() == "posted"


@pytest.mark.parametrize(("text", "intent"), [
    ("no me escriban más", "opt_out"), ("no me manden más mensajes por favor", "greet"),
    ("no, ya no me interesa", "not_interested"),
])
def test_whoever_wants_none_of_it_does_not_get_it(twilio: TwilioPlayed, ana: str, text: str, intent: str) -> None:
    letter(ana)
    writes(ana, text, intent)
    writes(ana, "hola", name="in-2", after=timedelta(days=1))
    assert WHOLE not in twilio.bodies
    assert outcome() == "cancelled"


@pytest.mark.parametrize(("days", "sent"), [(6.9, True), (7.1, False)])
def test_what_is_old_is_no_longer_sent(twilio: TwilioPlayed, ana: str, days: float, sent: bool) -> None:
    letter(ana)
    writes(ana, "hola", after=timedelta(days=days))
    assert (WHOLE in twilio.bodies) is sent
    assert outcome() == ("posted" if sent else "too old")


def test_a_template_that_says_it_all_is_followed_by_nothing(twilio: TwilioPlayed, ana: str) -> None:
    text = "Hola Ana, te llamamos y no pudimos hablar. ¿Seguimos por aquí?"
    letter(ana, text, template="missed_call", variables={})
    writes(ana, "hola")
    assert text not in twilio.bodies
    assert outcome() is None


def test_an_advisers_words_that_stand_in_the_template_are_not_repeated_but_cut_ones_are(twilio: TwilioPlayed,
                                                                                       ana: str) -> None:
    short, long = "El cambio ya está aprobado.", "El cambio ya está aprobado y te cuento cómo sigue. " * 20
    for key, text in (("a", short), ("b", long.strip())):
        letter(ana, text, key, author="agent", template=None, variables={})
    writes(ana, "hola")
    said = " ".join(twilio.bodies[2:-1])
    assert short not in twilio.bodies
    assert said == long.strip()
    with reading() as session:
        assert {row.author for row in session.scalars(select(Message).where(Message.provider_id.like("rest:%")))} == {
            "agent"}


@pytest.mark.parametrize("text", ["Hola Ana, el cambio ya está aprobado.", "¡Hola! El cambio ya está aprobado"])
def test_an_advisers_words_leave_once_whatever_greeting_was_before_them(twilio: TwilioPlayed, ana: str,
                                                                        text: str) -> None:
    letter(ana, text, author="agent", template=None, variables={})
    writes(ana, "hola")
    assert sum("l cambio ya está aprobado" in body for body in twilio.bodies) == 1


def test_one_template_asks_to_go_on_and_what_came_after_it_waits_for_the_answer(twilio: TwilioPlayed,
                                                                               ana: str) -> None:
    for key, text in (("a", "Primero."), ("b", "Segundo."), ("c", "Tercero.")):
        letter(ana, text, key, template=None, variables={}, triggered=True)
    assert len(twilio.bodies) == 1
    with reading() as session:
        waiting = session.scalars(select(Outbox).where(Outbox.status == "pending")).all()
        assert [row.reason.split(":")[0] for row in waiting] == ["continue_sent"] * 2
    writes(ana, "hola")
    assert twilio.bodies[1:] == ["Primero.", "Segundo.", "Tercero.", "¿En qué te ayudo?"]
    writes(ana, "sigo aquí", name="in-2", after=timedelta(minutes=9))
    assert twilio.bodies.count("Segundo.") == 1


def test_what_waits_for_an_answer_that_says_no_is_dropped(twilio: TwilioPlayed, ana: str) -> None:
    for key, text in (("a", "Primero."), ("b", "Segundo.")):
        letter(ana, text, key, template=None, variables={}, triggered=True)
    writes(ana, "no me escriban más", "opt_out")
    assert not {"Primero.", "Segundo."} & set(twilio.bodies)


def test_a_notice_with_words_of_its_own_does_not_wait_for_the_answer(twilio: TwilioPlayed, ana: str) -> None:
    letter(ana, "Primero.", "a", template=None, variables={}, triggered=True)
    letter(ana)
    assert len(twilio.bodies) == 2


def test_a_template_that_failed_or_went_to_another_address_holds_nothing_back(twilio: TwilioPlayed, ana: str) -> None:
    letter(ana)
    writes(ana, "hola", address="whatsapp:+5493425550199")
    assert WHOLE not in twilio.bodies
    with writing() as session:
        session.scalars(select(Outbox).order_by(Outbox.id)).first().status = "failed"
    writes(ana, "hola", name="in-2")
    assert WHOLE not in twilio.bodies


def test_it_comes_in_the_order_in_which_it_was_written(twilio: TwilioPlayed, ana: str) -> None:
    letter(ana, "Primero.", "a")
    letter(ana, "Segundo.", "b")
    writes(ana, "hola")
    assert twilio.bodies[-3:] == ["Primero.", "Segundo.", "¿En qué te ayudo?"]
