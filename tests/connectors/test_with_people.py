"""Messages while people have the conversation, and after a turn that failed for good; words that come in between."""
from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from connectors.webchat.channel import Visitors
from connectors.webchat.pushing import Pusher
from connectors.with_people import as_entry, give_up
from hilo.clock import now
from hilo.handoff import desk, queue
from hilo.handoff.timers import process_due
from hilo.memory import conversations, inbox
from hilo.memory.database import reading, writing
from hilo.memory.identity import contact_for, group
from hilo.memory.tables import Conversation, Handoff, Inbox, Message, NextAction, Outbox
from tests.from_twilio import ANA
from tests.turns_done import rows

SESSION = "pagina-abierta-0123456789"


@pytest.fixture
def by_day(app: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """People are there."""
    monkeypatch.setattr("hilo.handoff.hours.attended", lambda at: True)
    return app


async def say(app: Any, text: str, user: str = "ana") -> dict[str, Any]:
    _, answer = await app.asgi_client.post("/conversation/chat", data=json.dumps({"user_id": user, "message": text}))
    assert answer.status == 200
    return dict(answer.json)


def only(table: Any) -> Any:
    [found] = rows(table)
    return found


def wait_for_a_person(user: str = "ana", kind: str = "conversation") -> str:
    """Lets the conversation of somebody wait, as the action does; their contact."""
    with writing() as session:
        contact = contact_for(session, kind, user, now())
        ids = group(session, contact)
        conversation = conversations.current(session, contact, ids, kind, now())
        session.flush()
        queue.hand_over(session, conversation, ids, "asked", "una persona", now())
    return contact


async def test_by_day_a_turn_that_failed_for_good_waits_for_a_person(by_day: Any) -> None:
    answer = await say(by_day, "revienta")
    assert answer["response"].startswith("Perdón, tuve un problema y no pude responderte. Paso la conversación a una")
    assert answer["status"] == "waiting_human"
    assert (only(Handoff).reason, only(Handoff).quote, only(Handoff).status) == ("failure", "revienta", "waiting")
    assert only(Inbox).status == "failed"
    assert (await say(by_day, "era por una campera"))["messages"] == []


async def test_by_night_it_is_left_for_people_and_the_assistant_goes_on(app: Any) -> None:
    answer = await say(app, "revienta")
    assert "vuelven" in answer["response"]
    assert answer["status"] == "bot"
    assert (only(NextAction).type, only(NextAction).priority, only(NextAction).data["text"]) == (
        "answer", "alta", "revienta")
    assert (await say(app, "hola"))["response"] == "eco: hola"


def test_by_whatsapp_the_apology_leaves_by_the_outbox(home: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hilo.handoff.hours.attended", lambda at: True)
    with writing() as session:
        contact = contact_for(session, "whatsapp", ANA, now())
        inbox.receive(session, source="whatsapp", provider_id="SM1", contact_id=contact, channel="whatsapp",
                      address=ANA, text="revienta", at=now())
    give_up(contact, rows(Inbox), None)
    assert (only(Outbox).address, only(Outbox).triggered, only(Inbox).status) == (ANA, 1, "failed")
    assert only(Outbox).payload["text"].startswith("Perdón, tuve un problema")


async def test_while_nobody_has_come_the_assistant_is_silent_but_hears_who_goes_on_without(by_day: Any) -> None:
    await say(by_day, "hola")
    wait_for_a_person()
    assert (await say(by_day, "mi pedido es el 4471"))["messages"] == []
    back = await say(by_day, "dejá, no importa")
    assert (back["response"], back["status"]) == ("De acuerdo, sigo yo. ¿En qué te ayudo?", "bot")
    assert (await say(by_day, "hola"))["response"] == "eco: hola"


async def test_what_was_logged_has_its_mood_for_whoever_reads_it(by_day: Any) -> None:
    await say(by_day, "hola")
    wait_for_a_person()
    await say(by_day, "me tienen harta, ¡es urgente!")
    with reading() as session:
        row = session.query(Message).filter(Message.text.like("me tienen%")).one()
        assert (row.sentiment, row.emotion, row.urgency) == ("negative", "anger", "high")


async def test_the_api_hands_out_what_people_wrote_with_the_next_answer_and_the_same_again(by_day: Any) -> None:
    await say(by_day, "hola")
    contact = wait_for_a_person()
    desk.answer(contact, "Soy Lucía, ¿qué necesitas?", "Lucía", "a" * 24, now())
    first = await say(by_day, "un cambio")
    assert [(m["text"], m.get("author")) for m in first["messages"]] == [("Soy Lucía, ¿qué necesitas?", "agent")]
    assert (await say(by_day, "¿se puede?"))["messages"] == []
    desk.give_back(contact, "Lucía", "", now())
    texts = [m["text"] for m in (await say(by_day, "gracias"))["messages"]]
    assert texts[0].startswith("Desde aquí sigo yo")
    assert texts[1:] == ["eco: gracias"]


async def test_what_is_written_in_between_reaches_the_open_page_once(home: Any) -> None:
    with writing() as session:
        contact = contact_for(session, "webchat", SESSION, now())
        inbox.receive(session, source="webchat", provider_id=f"{SESSION}:1", contact_id=contact, channel="webchat",
                      address=SESSION, text="hola", at=now())
    from hilo.memory import timeline
    with writing() as session:
        row = session.query(Inbox).one()
        conversation = conversations.current(session, contact, [contact], "webchat", now())
        session.flush()
        timeline.append(session, contact, conversation.id, as_entry(row))
        timeline.append(session, contact, conversation.id, timeline.Entry(
            "hilo", row.id, 0, now(), "out", "bot", "webchat", "la respuesta de un turno", SESSION))
    told: list[dict[str, Any]] = []

    class Page:
        async def send(self, data: str) -> None:
            told.append(json.loads(data))

    visitors = Visitors()
    pusher = Pusher(visitors.present, visitors.tell)
    await pusher.look()
    visitors.enter(SESSION, Page())
    await pusher.look()
    assert told == []  # what answers a message is the turn's to tell
    desk.answer(contact, "Hola, soy Lucía", "Lucía", "a" * 24, now())
    desk.answer(contact_of_another(), "Para otra persona", "Lucía", "b" * 24, now())
    for _ in range(3):
        await pusher.look()
    [frame] = told
    assert (frame["type"], [(m["id"], m["text"], m["author"]) for m in frame["messages"]]) == (
        "messages", [(f"agent:{'a' * 24}:0", "Hola, soy Lucía", "agent")])
    from connectors.webchat.history import history
    assert history(SESSION)[-1]["id"] == frame["messages"][0]["id"]


def contact_of_another() -> str:
    """Somebody else on the web chat, whose page is not open."""
    from hilo.memory import timeline
    other = "otra-pagina-0123456789abc"
    with writing() as session:
        contact = contact_for(session, "webchat", other, now())
        conversation = conversations.current(session, contact, [contact], "webchat", now())
        session.flush()
        timeline.append(session, contact, conversation.id, timeline.Entry(
            "webchat", f"{other}:1", 0, now(), "in", "customer", "webchat", "hola", other))
    return contact


async def test_the_offer_of_a_call_can_be_taken_up_by_its_button(by_day: Any) -> None:
    await say(by_day, "hola")
    wait_for_a_person()
    assert process_due(now() + timedelta(minutes=6)) == 1
    asked = await say(by_day, "/request_call")
    assert [m["text"][:20] for m in asked["messages"]][-1] == "Claro. ¿A qué número"
    noted = await say(by_day, "342 555 9090")
    assert "3425559090" in noted["response"]
    assert (noted["status"], only(NextAction).type) == ("bot", "call_back")
    assert only(Conversation).outcome == "escalated"
