"""All conversations: the newest first, each person once, in pages; and what finds one."""
from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from handed_over import TUESDAY, minutes
from sqlalchemy import event

from hilo.crm.calling import CrmError
from hilo.handoff import desk, everybody, searching
from hilo.memory import conversations, facts
from hilo.memory.database import engine, writing
from hilo.memory.identity import contact_for
from hilo.memory.merging import merge
from hilo.memory.tables import Contact, Order

Make = Callable[..., Any]
ANA, BETO = "whatsapp:+5493425551234", "whatsapp:+5215598765432"


def named(person: Any, name: str) -> None:
    with writing() as session:
        session.get(Contact, person.id).name = name


def found(text: str) -> list[str]:
    return [one.contact_id for one in searching.search(text)[0]]


def test_who_has_each_conversation_and_what_was_said_last(waiting: Make) -> None:
    waits, taken, given, closed = (waiting(address=letter * 24, text=f"palabras de {letter}") for letter in "abcd")
    for person, number in ((taken, 1), (given, 2), (closed, 3)):
        desk.answer(person.id, f"respuesta {number}", "Lucía", str(number) * 24, minutes(number))
    desk.give_back(given.id, "Lucía", "", minutes(4))
    desk.close(closed.id, "Lucía", "", minutes(5))
    waits.writes("sigo acá", minutes(9))
    talks, rest = everybody.page()
    assert rest is None
    assert [(one.contact_id, one.status, one.by, one.last, one.author) for one in talks] == [
        (waits.id, "waiting_human", None, "sigo acá", "customer"),
        (given.id, "bot", None, "palabras de c", "customer"), (closed.id, "closed", None, "palabras de d", "customer"),
        (taken.id, "human", "Lucía", "palabras de b", "customer")]
    assert {one.unnamed for one in talks} == {"Visitante del chat web"}
    assert everybody.waiting() == 1


def test_a_person_with_several_conversations_is_one_line_with_the_newest(waiting: Make) -> None:
    ana = waiting()
    desk.close(ana.id, "Lucía", "", minutes(1))
    ana.writes("otra cosa", minutes(6000))
    assert [(one.last, one.status) for one in everybody.page()[0]] == [("otra cosa", "bot")]


def test_somebody_who_was_two_contacts_is_one_line_under_the_name_of_both(waiting: Make) -> None:
    chat, phone = waiting(text="por el chat"), waiting("whatsapp", ANA, text="por whatsapp")
    named(phone, "Ana Ríos")
    chat.writes("lo último por el chat", minutes(3))
    with writing() as session:
        merge(session, phone.id, chat.id, "told", {}, minutes(4))
    [one] = everybody.page()[0]
    assert (one.contact_id, one.name, one.last) == (phone.id, "Ana Ríos", "lo último por el chat")
    assert found("por el chat") == found("ríos") == found("3425551234") == [phone.id]


def test_pages_go_on_where_the_last_one_ended_though_somebody_writes_meanwhile(
        database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(everybody, "PAGE", 3)
    with writing() as session:
        people = [contact_for(session, "webchat", f"{number:024}", TUESDAY) for number in range(7)]
        for number, person in enumerate(people):
            conversations.current(session, person, [person], "webchat", minutes(number // 2))  # two at each moment
    first, rest = everybody.page()
    with writing() as session:
        conversations.current(session, people[0], [people[0]], "webchat", minutes(60))
    second, rest = everybody.page(rest)
    shown = [one.contact_id for one in (*first, *second)]
    assert rest is None
    assert sorted(shown) == sorted(people[1:])


@pytest.mark.parametrize("text", ["Ríos", "rios", "ANA RÍOS", "ríos ana", "Ana R", "+54 9 342 555-1234",
                                  "0342 15 555-1234", "3425551234", "551234", "CB-10007", "cb-10007", "camión",
                                  "un CAMION rojo"])
def test_a_conversation_is_found_by_name_number_order_and_words(waiting: Make, text: str) -> None:
    ana = waiting("whatsapp", ANA, text="busco un camión rojo")
    named(ana, "Ana Ríos")
    named(waiting("whatsapp", BETO, text="busco una bicicleta"), "Beto Díaz")
    with writing() as session:
        session.add(Order(number="CB-10007", contact_id=ana.id, key="k", status="paid", lines=[], currency="ARS",
                          total=1.0, delivery={}, placed_at=TUESDAY, updated_at=TUESDAY,
                          promised_from=date(2026, 11, 25), promised_until=date(2026, 11, 26)))
    assert found(text) == [ana.id]


@pytest.mark.parametrize("text", ["Zoe", "999888777", "CB-1", "%", "_", "z%z", "elefante", "1", "\x00", "' OR 1=1 --"])
def test_what_nobody_is_called_and_nobody_said_finds_nobody(waiting: Make, text: str) -> None:
    named(waiting("whatsapp", ANA, text="busco un camión rojo"), "Ana Ríos")
    assert found(text) == []


def test_a_name_that_only_the_profile_shows_finds_its_bearer(waiting: Make) -> None:
    ana = waiting("whatsapp", ANA)
    with writing() as session:
        facts.learn(session, ana.id, [ana.id], facts.Told("person_name", "Íñigo", "Íñigo", 0.5, "turn", "x", TUESDAY))
    assert found("iñigo") == [ana.id]
    assert [one.name for one in everybody.page()[0]] == ["Íñigo"]


def test_words_lead_to_the_message_and_each_person_comes_once_in_pages(
        waiting: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "PAGE", 2)
    people = [waiting(address=letter * 24, text="quiero un camión") for letter in "abc"]
    people[0].writes("¿y mi camión?", minutes(2))
    people[0].writes("gracias", minutes(3))
    first, more = searching.search("camion")
    assert [(one.contact_id, one.last, one.at) for one in first] == [
        (people[0].id, "¿y mi camión?", minutes(2)), (people[2].id, "quiero un camión", minutes(0))]
    assert first[0].message is not None
    assert more
    second, more = searching.search("camion", 1)
    assert ([one.contact_id for one in second], more) == ([people[1].id], False)


def test_while_the_crm_is_away_the_rest_is_found(waiting: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = waiting(text="mi pedido es el CB-10007")

    def away(_: object) -> None:
        raise CrmError("away")

    monkeypatch.setattr(searching, "ask", away)
    assert found("CB-10007") == [ana.id]


def test_a_long_thread_goes_back_to_the_message_that_was_looked_for(waiting: Make,
                                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "THREAD", 3)
    ana = waiting(text="el primero")
    for number in range(1, 10):
        ana.writes(f"número {number}", minutes(number))
    short = desk.sheet(ana.id, minutes(20))
    assert ([row.text for row in short.thread], short.has_earlier) == (["número 7", "número 8", "número 9"], True)
    longer = desk.sheet(ana.id, minutes(20), short.thread[0].id)
    assert (longer.thread[0].text, longer.has_earlier) == ("número 4", True)
    [one] = searching.search("el primero")[0]
    whole = desk.sheet(ana.id, minutes(20), one.message)
    assert (whole.thread[0].text, whole.has_earlier) == ("el primero", False)
    other = waiting(address="o" * 24)
    assert len(desk.sheet(other.id, minutes(20), one.message).thread) == 1  # not one of theirs


def test_a_page_and_a_search_read_by_index(waiting: Make, database: str) -> None:
    if not database.startswith("sqlite"):
        pytest.skip("PostgreSQL reads small tables as a whole, rightly")
    waiting("whatsapp", ANA, text="camión")
    asked: list[tuple[str, Any]] = []

    def note(_c: Any, _u: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.lstrip().startswith(("SELECT", "WITH")):
            asked.append((statement, parameters))

    event.listen(engine(), "before_cursor_execute", note)
    everybody.page()
    everybody.page((minutes(5), "x"))
    searching.search("camión")
    event.remove(engine(), "before_cursor_execute", note)
    with engine().connect() as connection:
        plans = [step[3] for statement, parameters in asked
                 for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
    scans = {step for step in plans if step.startswith("SCAN") and not
             any(kind in step for kind in ("VIRTUAL TABLE", "(subquery", "CONSTANT"))}
    # names are looked through: a word may stand in their middle
    assert scans <= {"SCAN conversations USING INDEX ix_conversations_last", "SCAN contacts", "SCAN facts"}, scans
    assert not [step for step in plans if "messages" in step and "SCAN" in step]
