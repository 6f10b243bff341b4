"""Order notices: each event once, where the person is, whatever they said of advertising."""
from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from hilo.consent import ledger
from hilo.crm.crm import Crm
from hilo.crm.orders import Order, OrderDraft
from hilo.memory.database import reading, writing
from hilo.memory.tables import Message, Outbox
from hilo.orders import notices
from tests.hilo.orders.conftest import ANA, LUIS, NOON, contact, late_order, visitor


def heard(who: str, channel: str, address: str, at: datetime) -> None:
    """They wrote."""
    with writing() as session:
        session.add(Message(contact_id=who, source=channel, provider_id=f"{address}{at}", at=at, direction="in",
                            author="customer", channel=channel, address=address, text="hola"))


def sent() -> list[Outbox]:
    with reading() as session:
        return list(session.scalars(select(Outbox).order_by(Outbox.id)))


def on_its_way(crm: Crm) -> Order:
    """Ana's cap is sent, and Luis' boots."""
    return crm.orders.change(late_order(crm, LUIS).number, "shipped", NOON, tracking={"carrier": "OCA", "code": "O7"})


def test_planting_writes_to_nobody(crm: Crm) -> None:
    notices.process_due(NOON)
    assert sent() == []


def test_what_is_sent_is_told_once_by_whatsapp_where_nothing_was_written_yet(crm: Crm) -> None:
    order = on_its_way(crm)
    for seconds in (0, 2, 4):
        notices.process_due(NOON + timedelta(seconds=seconds))
    [row] = sent()
    assert (row.channel, row.address, row.purpose, row.triggered) == ("whatsapp", f"whatsapp:{LUIS}", "service", 0)
    assert order.number in row.payload["text"]
    assert "O7" in row.payload["text"]
    assert row.payload["template"] == "order_notice"
    assert row.payload["variables"] == {"name": "Luis", "order": order.number, "news": "ya está en camino"}


def test_it_is_told_where_they_wrote_last(crm: Crm) -> None:
    who = contact(LUIS)
    heard(who, "sms", "+5493414440202", NOON - timedelta(days=3))
    on_its_way(crm)
    notices.process_due(NOON)
    assert [(row.channel, row.address) for row in sent()] == [("sms", "+5493414440202")]


@pytest.mark.parametrize(("ago", "channels"), [(timedelta(minutes=5), []), (timedelta(days=1), ["whatsapp"])])
def test_on_a_page_it_waits_only_while_they_are_there(crm: Crm, ago: timedelta, channels: list[str]) -> None:
    heard(contact(LUIS), "webchat", "browser-9", NOON - ago)
    on_its_way(crm)
    notices.process_due(NOON)
    assert [row.channel for row in sent()] == channels
    with reading() as session:
        assert session.scalar(select(Message.channel).where(Message.direction == "out")) == (
            channels[0] if channels else "webchat")


def test_stopping_advertising_stops_no_notice(crm: Crm) -> None:
    who = contact(LUIS)
    with writing() as session:
        ledger.record(session, who, "marketing", "whatsapp", "revoked", NOON, {"quote": "basta"})
    on_its_way(crm)
    notices.process_due(NOON)
    assert len(sent()) == 1


def test_a_new_delay_is_told_with_its_day_and_old_news_are_not(crm: Crm) -> None:
    number = next(order.number for order in crm.orders.of(contact(ANA)) if order.status == "shipped")
    crm.orders.change(number, "delayed", NOON, promised_until=(NOON + timedelta(days=3)).date())
    crm.orders.change(late_order(crm, LUIS).number, "delivered", NOON - timedelta(days=3))
    crm.orders.change(crm.orders.of(contact("+56922223333"))[-1].number, "preparing", NOON)  # nothing to tell
    notices.process_due(NOON)
    [row] = sent()
    assert row.payload["variables"]["news"] == "se atrasó y la nueva fecha estimada es el viernes 27 de noviembre"
    assert "viernes 27 de noviembre" in row.payload["text"]


def test_with_nowhere_to_write_nothing_is_written(crm: Crm) -> None:
    who, order = visitor("gone"), late_order(crm, LUIS)
    placed = crm.orders.place(who, OrderDraft("k", order.lines, "ARS", {"way": "home"}), NOON)
    crm.orders.change(placed.number, "paid", NOON)
    notices.process_due(NOON)
    assert sent() == []
    assert crm.orders.untold(NOON - timedelta(days=1)) == []
