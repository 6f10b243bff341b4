"""Nobody comes: a call-back is offered once, then the assistant goes on and leaves word for people."""
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from handed_over import TUESDAY, minutes

from hilo.handoff import desk, queue
from hilo.handoff.timers import process_due
from hilo.memory import facts
from hilo.memory.database import reading, writing
from hilo.memory.tables import Commitment, Conversation, Message, NextAction, Outbox
from hilo.settings import get_settings

Make = Callable[..., Any]


def test_within_the_patience_nothing_is_said(waiting: Make) -> None:
    ana = waiting()
    assert process_due(minutes(4.9)) == 0
    assert (ana.hears(), ana.status) == ([], "waiting_human")


def test_after_some_minutes_a_call_back_is_offered_once(waiting: Make) -> None:
    ana = waiting()
    assert process_due(minutes(5)) == 1
    assert [process_due(minutes(n)) for n in (5.1, 6, 12)] == [0, 0, 0]
    assert (ana.hears(), ana.status) == (["utter_handoff_patience"], "waiting_human")


def test_the_patience_is_a_setting(waiting: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = waiting()
    monkeypatch.setenv("HANDOFF_PATIENCE_MINUTES", "1.5")
    get_settings.cache_clear()
    process_due(minutes(1.6))
    assert ana.hears() == ["utter_handoff_patience"]


def test_after_four_times_as_long_the_assistant_goes_on_and_leaves_word(waiting: Make) -> None:
    ana = waiting()
    before = ana.memory_version
    process_due(minutes(5))
    assert process_due(minutes(20)) == 1
    assert (ana.hears(), ana.status) == (["utter_handoff_patience", "utter_handoff_nobody"], "bot")
    [to_do] = ana.rows(NextAction)
    assert (to_do.type, to_do.priority, to_do.status, to_do.data["text"]) == (
        "answer", "alta", "open", "quiero hablar con una persona")
    [promise] = ana.rows(Commitment)
    assert (promise.who, promise.kind, promise.status) == ("business", "write", "open")
    assert (ana.handoff.status, ana.handoff.outcome) == ("ended", "nobody")
    assert ana.memory_version == before + 1
    assert process_due(minutes(60)) == 0


def test_when_the_day_ends_it_is_said_when_people_are_back(waiting: Make) -> None:
    ana = waiting()
    assert process_due(datetime.fromisoformat("2026-11-24T20:00:00-03:00")) == 1
    assert (ana.hears(), ana.status) == (["utter_handoff_nobody_closed"], "bot")
    assert ana.rows(NextAction)[0].due == datetime.fromisoformat("2026-11-25T09:00:00-03:00")


def test_when_the_day_ends_somebody_abroad_reads_it_by_their_clock(waiting: Make) -> None:
    ana = waiting()
    with writing() as session:
        facts.learn(session, ana.id, [ana.id], facts.Told("city", "Monterrey", "Monterrey", 0.9, "turn", "1", TUESDAY))
    process_due(datetime.fromisoformat("2026-11-24T20:00:00-03:00"))
    [said] = [row.text for row in ana.rows(Message) if row.direction == "out"]
    assert "mañana, miércoles, a las 06:00" in said


def test_whoever_has_been_taken_is_not_told_to_wait(waiting: Make) -> None:
    ana = waiting()
    desk.take(ana.id, "Lucía", minutes(3))
    assert process_due(minutes(25)) == 0
    assert (ana.hears(), ana.status) == ([], "human")


def test_a_message_left_unanswered_by_who_took_it_waits_again_and_is_offered_a_call_again(waiting: Make) -> None:
    ana = waiting()
    process_due(minutes(5))
    desk.answer(ana.id, "Hola, soy Lucía", "Lucía", "a" * 24, minutes(6))
    ana.writes("¿y entonces?", minutes(8))
    assert process_due(minutes(37)) == 0
    assert process_due(minutes(39)) == 1
    assert (ana.status, ana.handoff.taken_by) == ("waiting_human", None)
    process_due(minutes(45))
    assert ana.hears() == ["utter_handoff_patience", "Hola, soy Lucía", "utter_handoff_patience"]


def test_where_all_is_answered_silence_gives_it_back_to_the_assistant_without_a_word(waiting: Make) -> None:
    ana = waiting()
    desk.answer(ana.id, "Listo, ya está resuelto", "Lucía", "a" * 24, minutes(3))
    assert process_due(TUESDAY + timedelta(hours=23)) == 0
    assert process_due(TUESDAY + timedelta(hours=25)) == 1
    assert (ana.hears(), ana.status, ana.handoff.outcome) == (["Listo, ya está resuelto"], "bot", "silence")


def test_by_whatsapp_it_goes_through_the_outbox_as_an_answer_to_what_was_asked(waiting: Make) -> None:
    ana = waiting("whatsapp", "whatsapp:+5493425551234")
    process_due(minutes(5))
    [letter] = ana.rows(Outbox)
    assert (letter.address, letter.triggered, letter.status) == ("whatsapp:+5493425551234", 1, "pending")
    assert [button["payload"] for button in letter.payload["buttons"]] == ["/request_call", "/request_human", "/cancel"]


def test_many_at_once_are_all_seen_to(waiting: Make) -> None:
    people = [waiting("webchat", f"{number:024}") for number in range(12)]
    assert process_due(minutes(5)) == 12
    assert {tuple(one.hears()) for one in people} == {("utter_handoff_patience",)}


def test_a_second_request_while_one_waits_is_the_same_waiting(waiting: Make) -> None:
    ana = waiting()
    with writing() as session:
        queue.hand_over(session, session.get(Conversation, ana.conversation), [ana.id], "upset", "¡ya!", minutes(3))
    with reading() as session:
        assert queue.live(session, [ana.id]).asked_at == TUESDAY
