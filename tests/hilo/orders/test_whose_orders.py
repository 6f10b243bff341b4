"""Nobody sees another person's orders, by whatever door they come."""
from __future__ import annotations

from datetime import timedelta

import pytest

from hilo.crm.crm import Crm
from hilo.memory.database import writing
from hilo.memory.facts import Told, learn
from hilo.memory.merging import merge
from hilo.memory.proven import PROVEN_ORDER, proof
from hilo.memory.roots import group
from hilo.memory.telling import told
from hilo.orders.seen import Writer, belongs_to, look, of_same_person
from tests.hilo.orders.conftest import ANA, LUIS, NOON, contact, late_order, visitor

WHATSAPP = f"whatsapp:{ANA}"


def test_who_writes_from_their_number_sees_their_orders_the_newest_first(crm: Crm) -> None:
    seen = look(crm, Writer(contact(ANA), "whatsapp", WHATSAPP))
    assert [order.status for order in seen.orders] == ["shipped", "delayed", "delivered", "delivered"]
    assert len(seen.open) == 2
    assert [order.status for order in seen.recent(NOON.date())] == ["delivered"]


def test_a_visitor_sees_none(crm: Crm) -> None:
    assert look(crm, Writer(visitor(), "webchat", "browser-1")).orders == ()


def test_leaving_somebodys_number_shows_nothing_of_theirs(crm: Crm) -> None:
    who = visitor()
    with writing() as session:
        survivor = told(session, who, "phone", ANA, NOON)
    assert survivor == contact(ANA)  # the two are one contact now
    assert crm.orders.of(survivor)
    assert look(crm, Writer(survivor, "webchat", "browser-1")).orders == ()
    assert len(look(crm, Writer(survivor, "whatsapp", WHATSAPP)).orders) == 4


def test_who_came_over_with_a_code_sees_their_orders_on_the_page_too(crm: Crm) -> None:
    who, ana = visitor(), contact(ANA)
    with writing() as session:
        merge(session, ana, who, "code", {}, NOON)
    assert len(look(crm, Writer(ana, "webchat", "browser-1")).orders) == 4
    assert look(crm, Writer(ana, "webchat", "browser-2")).orders == ()


@pytest.mark.parametrize(("phone", "email", "found"), [
    (ANA, None, True), ("0342 15 555-0101", None, True), (None, "ANA.sosa@example.com", True), (LUIS, None, False),
    (None, "luis.ferreyra@example.com", False), (None, None, False), ("123", "x", False)])
def test_an_order_is_proven_by_what_it_was_placed_with(crm: Crm, phone: str | None, email: str | None,
                                                       found: bool) -> None:
    assert bool(belongs_to(crm, late_order(crm).number, phone, email).orders) is found


def test_a_number_that_there_is_not_answers_the_same(crm: Crm) -> None:
    assert belongs_to(crm, "CB-99999", ANA, None) == belongs_to(crm, late_order(crm).number, LUIS, None)


def test_an_address_that_was_told_after_the_order_proves_nothing(crm: Crm) -> None:
    who, ana = visitor(), contact(ANA)
    with writing() as session:
        told(session, told(session, who, "phone", ANA, NOON), "phone", "+5493415556666", NOON)
        assert who in group(session, ana)
    assert belongs_to(crm, late_order(crm).number, "+5493415556666", None).orders == ()


def test_a_proven_order_is_shown_to_that_browser_alone(crm: Crm) -> None:
    who, number = visitor(), late_order(crm).number
    with writing() as session:
        learn(session, who, [who], Told(PROVEN_ORDER, proof(number, "webchat", "browser-1"), "", 1.0, "turn", "m1",
                                        NOON + timedelta(minutes=1)))
    seen = look(crm, Writer(who, "webchat", "browser-1"))
    assert [order.number for order in seen.orders] == [number]
    assert look(crm, Writer(who, "webchat", "browser-2")).orders == ()
    other = next(o.number for o in crm.orders.of(contact(ANA)) if o.number != number)
    assert [order.number for order in of_same_person(crm, other, seen).orders] == [other]
    assert of_same_person(crm, late_order(crm, LUIS).number, seen).orders == ()
