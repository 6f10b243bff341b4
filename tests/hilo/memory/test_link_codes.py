"""From the web chat to WhatsApp with a code."""
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from people import ANA, BETO, NOON, contact, merges, minutes, writes
from sqlalchemy import select

from hilo.memory.database import reading, writing
from hilo.memory.identity import UnknownContactError
from hilo.memory.link_codes import ALPHABET, issue, redeem
from hilo.memory.tables import LinkCode

pytestmark = pytest.mark.usefixtures("database")


def asks(visitor: str, at: datetime = NOON) -> str:
    with writing() as session:
        return issue(session, visitor, at)


def sends(text: str, writer: str, at: datetime) -> str | None:
    with writing() as session:
        return redeem(session, text, writer, at)


@pytest.mark.parametrize("message", ["{}", "Vengo de la página. Mi código es {}.", "{} hola", "({})\n¿siguen ahí?"])
@pytest.mark.parametrize("typed", [str, str.lower, lambda code: code.replace("-", "")])
def test_a_message_with_the_code_makes_visitor_and_writer_one(message: str, typed: type[str]) -> None:
    visitor, ana = writes("webchat", "s1"), writes("whatsapp", ANA)
    assert sends(message.format(typed(asks(visitor))), ana, minutes(29)) == ana
    assert contact(visitor)["merged_into"] == ana
    assert [row.reason for row in merges()] == ["code"]


def test_a_code_is_short_and_hard_to_mistake() -> None:
    code = asks(writes("webchat", "s1"))
    assert len(code) == 9
    assert set(code) <= {*ALPHABET, "-"}
    assert not set(ALPHABET) & set("01IO")
    assert len(ALPHABET) == 32


def test_a_code_counts_once() -> None:
    visitor, ana, beto = writes("webchat", "s1"), writes("whatsapp", ANA), writes("whatsapp", BETO)
    code = asks(visitor)
    assert sends(code, ana, minutes(1)) == ana
    assert sends(code, beto, minutes(2)) is None
    assert sends(code, ana, minutes(2)) is None
    assert contact(beto)["merged_into"] is None
    assert len(merges()) == 1


def test_a_code_sent_twice_at_once_counts_once() -> None:
    visitor, people = writes("webchat", "s1"), [writes("whatsapp", ANA), writes("whatsapp", BETO)]
    code = asks(visitor)
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda writer: sends(code, writer, minutes(1)), people))
    assert sorted(answer is None for answer in answers) == [False, True]
    assert len(merges()) == 1


@pytest.mark.parametrize("late", [30, 60 * 24])
def test_an_old_link_that_was_passed_on_opens_nobodys_history(late: float) -> None:
    visitor, ana = writes("webchat", "s1"), writes("whatsapp", ANA)
    assert sends(asks(visitor), ana, minutes(late)) is None
    assert merges() == []


@pytest.mark.parametrize("text", ["", "hola", "CAMPERAS NEGRAS", "2345-6789", "K7QM-3XZ", "\x00", "AB" * 5000,
                                  "mi pedido es CB23-4567"])
def test_a_message_without_a_known_code_changes_nothing(text: str) -> None:
    visitor, ana = writes("webchat", "s1"), writes("whatsapp", ANA)
    asks(visitor)
    assert sends(text, ana, minutes(1)) is None
    assert merges() == []


def test_a_code_inside_a_longer_word_is_none() -> None:
    visitor, ana = writes("webchat", "s1"), writes("whatsapp", ANA)
    assert sends(f"X{asks(visitor)}", ana, minutes(1)) is None


def test_the_code_of_a_visitor_who_is_known_as_the_writer_already_is_used_up() -> None:
    visitor, ana = writes("webchat", "s1"), writes("whatsapp", ANA)
    first, second = asks(visitor), asks(visitor)
    assert sends(first, ana, minutes(1)) == ana
    assert sends(second, ana, minutes(1)) == ana
    assert sends(second, ana, minutes(2)) is None
    assert len(merges()) == 1


def test_expired_codes_of_a_visitor_are_deleted_with_the_next_one() -> None:
    visitor = writes("webchat", "s1")
    asks(visitor)
    newest = asks(visitor, minutes(31))
    with reading() as session:
        assert session.scalars(select(LinkCode.code)).all() == [newest]


def test_nobody_gets_no_code() -> None:
    with pytest.raises(UnknownContactError):
        asks("nobody")
