"""After a live call is written what the dialogue promised in it, not what its sentences sound like."""
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from hilo.calls import live, live_report
from hilo.handoff import messages
from hilo.memory import commitments, inbox, timeline
from hilo.memory.database import reading, writing
from hilo.memory.tables import Commitment, Contact, Inbox, Interaction, Message, Outbox, Ticket
from tests.hilo.calls.conftest import START

MEXICO, SID = "+525512345678", "CA1"
TUESDAY = datetime.fromisoformat("2026-11-24T12:00:00+00:00")
"""Nine in Santa Fe, six in Mexico."""
Lines = list[tuple[str, str, str]]


@pytest.fixture
def called(database: str) -> Callable[..., str]:
    """A live call of a Mexican, of what was said: («u» or «a», the words, the action); the letter after it."""

    def call(lines: Lines, does: Callable[..., None] = lambda *_: None) -> str:
        with writing() as session:
            caller = live.begin(session, SID, MEXICO, START)
            row = session.get(Interaction, caller.interaction_id)
            heard = ""
            for place, (who, text, action) in enumerate(lines):
                at = START + timedelta(seconds=5 * place)
                if who == "u":
                    inbox.receive(session, source="phone", provider_id=f"{MEXICO}:{SID}-{place}",
                                  contact_id=caller.contact_id, channel="phone", address=MEXICO, text=text, at=at)
                    session.flush()
                    heard = session.scalars(select(Inbox.id).where(
                        Inbox.provider_id == f"{MEXICO}:{SID}-{place}")).one()
                timeline.append(session, caller.contact_id, row.conversation_id, timeline.Entry(
                    source="phone" if who == "u" else timeline.OURS, provider_id=f"{SID}:{place}", ordinal=0, at=at,
                    direction="in" if who == "u" else "out", author="customer" if who == "u" else "bot",
                    channel="phone", text=text, address=MEXICO, action=action or None, interaction_id=row.id))
            does(session, caller.contact_id, heard)
            session.query(Inbox).update({"status": "done"})
            live.end(session, SID, START + timedelta(minutes=2))
        with reading() as session:
            ended = session.scalars(select(Inbox).where(Inbox.kind == "call")).one()
            session.expunge_all()
        live_report._deal_with(ended, START + timedelta(minutes=2))
        with reading() as session:
            rows = list(session.scalars(select(Outbox)))
        assert [row.address for row in rows] == ["whatsapp:+5215512345678"]
        return str(rows[0].payload["text"]) + "\n" + str(rows[0].payload["variables"])

    return call


LATE: Lines = [
    ("u", "mi pedido lleva seis días de retraso", ""),
    ("a", "El pedido CB-10001, Zapatilla Costanera azul, está atrasado.", "action_complaint"),
    ("a", "Y por la demora va un cupón del 10 % para la próxima compra. ¿Qué prefieres?", "action_complaint")]


def test_what_is_offered_is_no_promise_and_what_the_assistant_names_no_wish(called: Callable[..., str]) -> None:
    text = called(LATE)
    for wrong in ("Quedamos en", "cupón", "zapatilla", "de el "):
        assert wrong not in text


def test_a_promised_call_is_told_once_by_the_callers_clock(called: Callable[..., str]) -> None:
    def promise(session: object, contact_id: str, heard: str) -> None:
        session.get(Contact, contact_id).time_zone = "America/Mexico_City"  # type: ignore[attr-defined]
        messages.leave(session, contact_id, messages.CALL_BACK, "que me llamen", "asked",  # type: ignore[arg-type]
                       TUESDAY.replace(hour=15), heard, START, MEXICO)

    text = called([*LATE, ("u", "que me llame una persona", ""),
                   ("a", f"Una persona te llama el martes a las 9 al {MEXICO}.", "action_follow_up")], promise)
    assert "Te llamamos el martes 24 de noviembre a las 09:00." in text
    assert "una llamada el martes 24 de noviembre a las 9'" in text
    assert text.count("a las") == 2


def test_what_was_wanted_in_writing_is_written_as_it_was_said(called: Callable[..., str]) -> None:
    def promise(session: object, contact_id: str, heard: str) -> None:
        commitments.make(session, contact_id, commitments.Promise(  # type: ignore[arg-type]
            "business", "in_writing", "mandar por escrito lo hablado", "mándame eso", "turn", heard, START))

    text = called([*LATE, ("u", "mándame eso por WhatsApp", ""), ("a", "Claro, te lo mando.", "action_in_writing")],
                  promise)
    assert LATE[1][1] in text
    assert "Y por la demora va un cupón del 10 % para la próxima compra.\n" in text
    assert "Claro" not in text
    with reading() as session:
        assert session.scalars(select(Outbox)).one().payload["fulfils"] == "in_writing"
        assert session.scalars(select(Commitment)).one().status == "open"  # until it is sent
        assert session.scalars(select(Message).where(Message.channel == "whatsapp")).one().delivery_status == "queued"


def test_what_was_done_and_then_wanted_in_writing_is_written_once(called: Callable[..., str]) -> None:
    def open_case(session: object, contact_id: str, heard: str) -> None:
        session.add(Ticket(number="CASO-10001", contact_id=contact_id, key=heard, kind="complaint",  # type: ignore[attr-defined]
                           subject="demora", urgency="medium", status="open", created_at=START, updated_at=START))

    text = called([("u", "me llegó rota la lámpara", ""),
                   ("a", "Lo registré como el caso CASO-10001. ¿Quieres que te pase con alguien ahora?",
                    "action_complaint"),
                   ("u", "no, mándame eso por WhatsApp", ""), ("a", "Claro, te lo mando.", "action_in_writing")],
                  open_case)
    assert text.count("Te lo dejo por escrito. Lo registré como el caso CASO-10001.\n") == 1
    assert text.count("CASO-10001") == 2  # in the letter, and in its template
    assert "te pase" not in text
