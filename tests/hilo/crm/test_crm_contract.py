"""What every CRM does: people, orders, tickets."""
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from hilo.crm.crm import Crm, get_crm
from hilo.crm.lines import Line
from hilo.crm.orders import Order, OrderDraft
from hilo.crm.people import Deal, Note
from hilo.crm.tickets import TicketDraft
from tests.hilo.crm.conftest import NOON, by_hubspot, new_person

LITORAL = Line("zapatilla-litoral", "Zapatilla Litoral", "negro", "38", 2, 92000.0)


@pytest.fixture(params=["embedded", "hubspot"])
def crm(request: pytest.FixtureRequest, database: str) -> Crm:
    """Each CRM on every back end; with HubSpot, what it is not made for is embedded."""
    return get_crm() if request.param == "embedded" else by_hubspot(request.getfixturevalue("hubspot"))


def draft(key: str = "message:1:order") -> OrderDraft:
    return OrderDraft(key, (LITORAL,), "ARS", {"way": "home", "city": "Rosario"}, discount=4000.0, shipping=5200.0,
                      promised_until=date(2026, 11, 27))


def placed(crm: Crm, person: str, key: str = "message:1:order") -> Order:
    return crm.orders.place(person, draft(key), NOON)


def test_a_person_is_found_again(crm: Crm, person: str) -> None:
    assert crm.people.find_or_create(person) == crm.people.find_or_create(person)
    assert crm.people.find_or_create(person).name == "Ana Sosa"


def test_nobody_knows_a_stranger(crm: Crm) -> None:
    with pytest.raises(LookupError):
        crm.people.find_or_create("00000000-0000-0000-0000-000000000000")


def test_a_deal_moves_on_and_a_won_one_stays_won(crm: Crm, person: str) -> None:
    for stage in ("new", "quoted", "won", "new"):
        crm.people.set_deal(person, Deal("talk:1", "Lámparas", stage, 10.0, "ARS"), NOON)  # type: ignore[arg-type]
    assert crm.people.deals(person) == [Deal("talk:1", "Lámparas", "won", 10.0, "ARS")]


def test_a_remark_is_kept_once(crm: Crm, person: str) -> None:
    for _ in range(2):
        crm.people.add_note(person, Note("message:1", "Prefiere la tarde"), NOON)
    crm.people.add_note(person, Note("message:2", "Vive lejos", "Marta"), NOON)
    assert crm.people.notes(person) == [Note("message:2", "Vive lejos", "Marta"),
                                        Note("message:1", "Prefiere la tarde")]


def test_an_order_has_its_number_lines_and_total(crm: Crm, person: str) -> None:
    order = placed(crm, person)
    assert order.total == 185200.0
    assert (order.status, order.lines, order.promised_until) == ("awaiting_payment", (LITORAL,), date(2026, 11, 27))
    assert crm.orders.of(person) == [order]


def test_an_order_asked_for_twice_is_one(crm: Crm, person: str) -> None:
    assert placed(crm, person) == placed(crm, person)
    assert placed(crm, person, "message:2:order") != placed(crm, person)
    assert len(crm.orders.of(person)) == 2


def test_an_order_asked_for_by_four_at_once_is_one(crm: Crm, person: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        numbers = {order.number for order in pool.map(lambda _: placed(crm, person), range(4))}
    assert len(numbers) == len(crm.orders.of(person)) == 1


def test_an_order_is_found_however_its_number_is_written(crm: Crm, person: str) -> None:
    order = placed(crm, person)
    digits = order.number.split("-")[1]
    for written in (order.number, order.number.lower(), digits, f"#{digits}", f"cb {digits}"):
        assert crm.orders.find(written) == order
    assert crm.orders.find("CB-1") is None


def test_an_order_goes_its_way_and_every_step_is_kept_once(crm: Crm, person: str) -> None:
    number = placed(crm, person).number
    for status in ("paid", "preparing", "preparing", "shipped"):
        crm.orders.change(number, status, NOON, tracking={"carrier": "Andreani", "code": "X1"})  # type: ignore[arg-type]
    crm.orders.change(number, "delayed", NOON + timedelta(days=1), "Temporal", promised_until=date(2026, 12, 1))
    order = crm.orders.find(number)
    assert order is not None
    assert (order.status, order.promised_until) == ("delayed", date(2026, 12, 1))
    assert order.tracking == {"carrier": "Andreani", "code": "X1"}
    events = crm.orders.events(number)
    assert [e.status for e in events] == ["awaiting_payment", "paid", "preparing", "shipped", "delayed"]
    assert events[-1].note == "Temporal"


def test_an_order_that_is_late_again_is_an_event_of_its_own(crm: Crm, person: str) -> None:
    number = placed(crm, person).number
    crm.orders.change(number, "paid", NOON)
    for day in (1, 1, 3):
        crm.orders.change(number, "delayed", NOON, promised_until=date(2026, 12, day))
    assert [e.status for e in crm.orders.events(number)] == ["awaiting_payment", "paid", "delayed", "delayed"]


def test_a_delivered_order_cannot_be_cancelled(crm: Crm, person: str) -> None:
    number = placed(crm, person).number
    crm.orders.change(number, "paid", NOON)
    crm.orders.change(number, "delivered", NOON)
    with pytest.raises(ValueError, match="delivered"):
        crm.orders.change(number, "cancelled", NOON)
    with pytest.raises(LookupError):
        crm.orders.change("CB-1", "cancelled", NOON)


def test_loyalty_grows_with_what_was_paid(crm: Crm, person: str) -> None:
    grown = [crm.people.loyalty(person)]
    for count in range(4):
        number = placed(crm, person, f"message:{count}").number
        grown.append(crm.people.loyalty(person))
        crm.orders.change(number, "paid", NOON)
    assert [*grown, crm.people.loyalty(person)] == ["new", "new", "returning", "returning", "returning", "loyal"]


def test_a_ticket_is_opened_once_and_worked_on(crm: Crm, person: str) -> None:
    asked = TicketDraft("message:9", "support", "No prende la lámpara", "high", {"symptom": "no prende"}, "CB-10001")
    ticket = crm.tickets.open(person, asked, NOON)
    assert crm.tickets.open(person, asked, NOON) == ticket
    changed = crm.tickets.change(ticket.number, NOON, "waiting", {"steps": ["otro foco"]}, {"kind": "coupon"})
    assert crm.tickets.of(person) == [changed]
    assert changed.details == {"symptom": "no prende", "steps": ["otro foco"]}
    assert (changed.status, changed.compensation, changed.urgency) == ("waiting", {"kind": "coupon"}, "high")


def test_nobody_sees_anothers_things(crm: Crm, person: str) -> None:
    placed(crm, person)
    crm.tickets.open(person, TicketDraft("message:9", "support", "x"), NOON)
    other = new_person("Luis")
    assert crm.orders.of(other) == crm.tickets.of(other) == crm.people.deals(other) == crm.people.notes(other) == []
    assert crm.people.loyalty(other) == "new"
