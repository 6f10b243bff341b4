"""What people do: take, answer, give back, close; and what the assistant knows afterwards."""
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from handed_over import TUESDAY, minutes

from hilo.handoff import desk, messages
from hilo.memory.context import context_of
from hilo.memory.database import reading, writing
from hilo.memory.tables import Commitment, Conversation, Fact, Message, NextAction, Outbox, Question
from hilo.turns.recall import slots_for

Make = Callable[..., Any]
KEY = "a" * 24


def recalled(person: Any, at: datetime) -> dict[str, Any]:
    """What the dialogue is told before its next turn, which it had last when the person began to wait."""
    with reading() as session:
        return slots_for(context_of(session, person.id, at), at, 0, TUESDAY)


def test_the_board_shows_who_waits_the_oldest_first_and_what_is_left_to_do(waiting: Make) -> None:
    eva, ana = waiting(address="e" * 24, text="me tienen harta, es urgente"), waiting(address="a" * 24)
    beto, carla = waiting(address="b" * 24), waiting(address="c" * 24)
    desk.take(beto.id, "Lucía", minutes(2))
    desk.give_back(carla.id, "Lucía", "", minutes(2))
    with writing() as session:
        messages.leave(session, carla.id, "call_back", "las cuotas", "asked", minutes(600), "in", minutes(3), "342555")
    found = desk.board()
    assert [line.contact_id for line in found.waiting] == [eva.id, ana.id]
    assert (found.waiting[0].mood, found.waiting[0].urgent, found.waiting[0].last) == (
        "anger", True, "me tienen harta, es urgente")
    assert [(line.contact_id, line.by, line.unanswered) for line in found.taken] == [(beto.id, "Lucía", True)]
    assert [(line.contact_id, line.type, line.phone, line.last) for line in found.left] == [
        (carla.id, "call_back", "342555", "las cuotas")]


def test_an_answer_takes_the_conversation_and_is_written_once(waiting: Make) -> None:
    ana = waiting()
    for _ in range(2):
        desk.answer(ana.id, "Hola, soy Lucía", "Lucía", KEY, minutes(2))
    assert (ana.hears(), ana.status, ana.handoff.taken_by) == (["Hola, soy Lucía"], "human", "Lucía")
    [said] = [row for row in ana.rows(Message) if row.direction == "out"]
    assert (said.author, said.channel, said.address, said.data) == ("agent", "webchat", "s" * 24, {"by": "Lucía"})


def test_by_whatsapp_an_answer_is_left_to_the_send_decision(waiting: Make) -> None:
    ana = waiting("whatsapp", "whatsapp:+5493425551234")
    desk.answer(ana.id, "Hola, soy Lucía", "Lucía", KEY, minutes(2))
    [letter] = ana.rows(Outbox)
    assert (letter.address, letter.triggered, letter.payload["text"]) == (
        "whatsapp:+5493425551234", 0, "Hola, soy Lucía")


def test_an_answer_does_what_was_left_to_do_and_keeps_the_promise(waiting: Make) -> None:
    ana = waiting()
    with writing() as session:
        messages.leave(session, ana.id, "answer", "¿y las cuotas?", "asked", None, "in", minutes(1))
    desk.answer(ana.id, "Son tres", "Lucía", KEY, minutes(2))
    assert [row.status for row in ana.rows(NextAction)] == ["done"]
    assert [row.status for row in ana.rows(Commitment)] == ["kept"]


def test_a_call_that_was_made_is_ticked_off(waiting: Make) -> None:
    ana = waiting()
    with writing() as session:
        messages.leave(session, ana.id, "call_back", "x", "asked", None, "in", minutes(1), "342")
    desk.done(ana.id, "call_back", "Lucía", minutes(5))
    assert [row.status for row in ana.rows(NextAction) + ana.rows(Commitment)] == ["done", "kept"]


def test_what_was_said_to_the_person_is_known_when_the_assistant_is_back(waiting: Make) -> None:
    ana = waiting()
    before = ana.memory_version
    desk.take(ana.id, "Lucía", minutes(1))
    ana.writes("busco zapatillas talle 38 para Rosario", minutes(2))
    desk.answer(ana.id, "Genial. Mañana a las 10 te mando el presupuesto.", "Lucía", KEY, minutes(3))
    ana.writes("perfecto, soy Ana Ríos", minutes(4))
    desk.give_back(ana.id, "Lucía", "Se le hace el 10 % si compra dos.", minutes(6))
    assert (ana.status, ana.handoff.outcome) == ("bot", "given_back")
    assert ana.hears()[-1] == "utter_handoff_given_back"
    assert ana.memory_version > before
    slots = recalled(ana, minutes(7))
    assert {name: slots.get(name) for name in ("product", "size", "city", "person_name")} == {
        "product": "zapatilla", "size": "38", "city": "Rosario", "person_name": "Ana Ríos"}
    facts = {row.name: row for row in ana.rows(Fact)}
    assert facts["adviser_note"].value == "Se le hace el 10 % si compra dos."
    assert {row.source for row in facts.values()} == {"agent"}
    promises = [row for row in ana.rows(Commitment) if row.who == "business"]
    assert [(row.due.isoformat(), "presupuesto" in row.what) for row in promises] == [
        ("2026-11-25T13:00:00+00:00", True)]


def test_what_a_person_of_the_team_promises_stands_at_once_and_once(waiting: Make) -> None:
    ana = waiting()
    desk.answer(ana.id, "Disculpá la demora: hoy te devolvemos el dinero.", "Lucía", KEY, minutes(3))
    assert [row.kind for row in ana.rows(Commitment)] == ["refund"]
    assert desk.sheet(ana.id, minutes(4)).summary.promised != ()
    desk.give_back(ana.id, "Lucía", "", minutes(6))
    assert [(row.kind, row.status) for row in ana.rows(Commitment)] == [("refund", "open")]


@pytest.mark.parametrize(("text", "open_ones"), [
    ("Hola, soy Lucía. Ya veo tu caso", 0), ("ya estoy revisando lo que pasó", 0), ("ahorita reviso tu caso", 0),
    ("ya estamos gestionando el cambio", 0), ("Enseguida lo reviso", 0), ("ya lo reviso y te aviso", 1),
    ("mañana reviso tu caso", 1), ("quedé en llamarla el viernes", 1)])
def test_what_is_being_done_is_no_promise_that_stands_open(waiting: Make, text: str, open_ones: int) -> None:
    ana = waiting()
    desk.answer(ana.id, text, "Lucía", KEY, minutes(3))
    assert len([row for row in ana.rows(Commitment) if row.who == "business"]) == open_ones


@pytest.mark.parametrize(("text", "kinds"), [
    ("Listo, te mandamos una nueva sin cargo. Sale el viernes.", ["send", "ship"]),
    ("El lunes sale tu campera", ["ship"]), ("Mandamos a todo el país", [])])
def test_what_the_team_does_for_somebody_is_promised(waiting: Make, text: str, kinds: list[str]) -> None:
    ana = waiting()
    desk.answer(ana.id, text, "Lucía", KEY, minutes(3))
    assert sorted(row.kind for row in ana.rows(Commitment)) == kinds


def test_a_note_that_says_a_promise_again_leaves_the_words_that_were_read(waiting: Make) -> None:
    ana = waiting()
    desk.answer(ana.id, "Te la mandamos el viernes.", "Lucía", KEY, minutes(3))
    desk.give_back(ana.id, "Lucía", "le mandamos otra el viernes, insiste mucho", minutes(6))
    assert [(row.quote, row.source) for row in ana.rows(Commitment) if row.kind == "send"] == [
        ("Te la mandamos el viernes.", "agent")]


def test_what_the_dialogue_has_read_itself_is_not_read_again(waiting: Make) -> None:
    ana = waiting(text="quiero hablar con alguien por unas botas talle 40")  # an intent stands with it
    desk.give_back(ana.id, "Lucía", "", minutes(6))
    assert ana.rows(Fact) == []


def test_questions_from_before_an_answer_count_as_answered(waiting: Make) -> None:
    ana = waiting()
    with writing() as session:
        session.add(Question(contact_id=ana.id, question="¿llegan a Salta?", at=minutes(0), source="turn"))
    desk.answer(ana.id, "Sí, llegamos", "Lucía", KEY, minutes(3))
    desk.give_back(ana.id, "Lucía", "", minutes(4))
    assert [row.status for row in ana.rows(Question)] == ["answered"]


def test_closing_ends_the_conversation_as_escalated_without_a_word(waiting: Make) -> None:
    ana = waiting()
    desk.close(ana.id, "Lucía", "", minutes(6))
    assert (ana.status, ana.handoff.outcome, ana.hears()) == ("closed", "closed", [])
    assert [row.outcome for row in ana.rows(Conversation)] == ["escalated"]


def test_giving_back_twice_says_it_once(waiting: Make) -> None:
    ana = waiting()
    for _ in range(2):
        desk.give_back(ana.id, "Lucía", "", minutes(6))
    assert ana.hears() == ["utter_handoff_given_back"]


def test_an_adviser_may_take_a_conversation_that_nobody_handed_over(waiting: Make) -> None:
    ana = waiting()
    desk.give_back(ana.id, "Lucía", "", minutes(6))
    desk.take(ana.id, "Pedro", minutes(8))
    assert (ana.status, ana.handoff.reason, ana.handoff.taken_by) == ("human", "adviser", "Pedro")


def test_nobody_is_nobody(waiting: Make) -> None:
    waiting()
    with pytest.raises(desk.NobodyError):
        desk.sheet("00000000-0000-0000-0000-000000000000", minutes(1))


def test_a_call_in_which_the_message_is_told_stands_for_both(waiting: Make) -> None:
    ana = waiting()
    with writing() as session:
        messages.leave(session, ana.id, "answer", "una persona", "asked", minutes(600), "in", minutes(1))
    with writing() as session:
        messages.leave(session, ana.id, "call_back", "una persona\nllámenme", "asked", minutes(700), "in", minutes(2),
                       "342")
    assert [(row.type, row.status) for row in ana.rows(NextAction, NextAction.id)] == [
        ("answer", "cancelled"), ("call_back", "open")]
    assert [(row.kind, row.status) for row in ana.rows(Commitment, Commitment.id)] == [
        ("write", "cancelled"), ("call", "open")]
