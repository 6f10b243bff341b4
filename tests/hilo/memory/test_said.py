"""Words that were said are found by index, newest first, and go with the message."""
from __future__ import annotations

from itertools import count

import pytest
from people import BETO, NOON
from people import writes as comes
from sqlalchemy import delete, select, text, update

from hilo.memory import timeline
from hilo.memory.database import engine, reading, writing
from hilo.memory.erasing import erase
from hilo.memory.said import NEWEST, messages_with
from hilo.memory.tables import Message

pytestmark = pytest.mark.usefixtures("database")


_numbers = count(1)


def writes(kind: str, address: str, words: str) -> str:
    """Somebody says something; whose contact it is."""
    person = comes(kind, address)
    with writing() as session:
        timeline.append(session, person, None, timeline.Entry(
            kind, f"{next(_numbers)}", 0, NOON, "in", "customer", kind, words, address))
    return person


def said(words: str, before: int = NEWEST) -> list[str]:
    with reading() as session:
        found = messages_with(session, words, before, 10)
        rows = {row.id: row.text for row in session.scalars(select(Message).where(Message.id.in_(found)))}
    return [rows[number] for number in found]


@pytest.mark.parametrize("words", ["camión", "CAMION", "camión rojo", "rojo, camión", "cami", "el niño", "nino"])
def test_words_are_found_whatever_their_accents_case_and_order(words: str) -> None:
    writes("whatsapp", BETO, "El camión rojo del niño")
    writes("whatsapp", BETO, "otra cosa")
    assert said(words) == ["El camión rojo del niño"]


@pytest.mark.parametrize("words", ["", "  ", "¿?", "amión", "camión verde", "'; DROP TABLE messages", '"', "NOT", "*"])
def test_what_was_not_said_is_not_found(words: str) -> None:
    writes("whatsapp", BETO, "El camión rojo del niño")
    assert said(words) == []


def test_the_newest_come_first_and_the_others_after_them() -> None:
    for number in range(3):
        writes("whatsapp", BETO, f"camión {number}")
    assert said("camion") == ["camión 2", "camión 1", "camión 0"]
    with reading() as session:
        last = messages_with(session, "camion", NEWEST, 1)[0]
    assert said("camion", last) == ["camión 1", "camión 0"]


def test_a_text_that_is_changed_is_found_as_it_is_now_and_one_that_is_deleted_not_at_all() -> None:
    writes("whatsapp", BETO, "camión")
    with writing() as session:
        session.execute(update(Message).values(text="bicicleta"))
    assert (said("camion"), said("bicicleta")) == ([], ["bicicleta"])
    with writing() as session:
        session.execute(delete(Message))
    assert said("bicicleta") == []


def test_of_whom_is_erased_no_word_is_left_in_the_index() -> None:
    person = writes("whatsapp", BETO, "jirafa")
    writes("whatsapp", "whatsapp:+5493425550009", "elefante")
    erase(person)
    if engine().dialect.name != "sqlite":
        return
    with engine().connect() as connection:
        kept = b"".join(row[0] for row in connection.execute(text("SELECT block FROM message_words_data")))
    assert b"jirafa" not in kept
    assert b"lefante" in kept


def test_a_very_long_text_is_kept_and_found() -> None:
    writes("whatsapp", BETO, "camión " + "palabra" * 300_000)
    assert len(said("camión")) == 1


@pytest.mark.parametrize("words", ["CB-10007", "cb 10007", "10007", "ana@example.com", "12.500"])
def test_numbers_and_addresses_are_found_by_their_parts(words: str) -> None:
    writes("whatsapp", BETO, "el pedido CB-10007 de ana@example.com, son $12.500")
    assert len(said(words)) == 1
