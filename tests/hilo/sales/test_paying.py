"""What payments and their absence do: paid once, paid twice, paid late, another sum, never."""
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from hilo.crm.crm import Crm
from hilo.crm.order_steps import BOUGHT
from hilo.crm.payments import PaymentDraft
from hilo.memory.database import reading
from hilo.memory.tables import Contact, Inbox
from hilo.sales import reports, timers
from hilo.sales.paying import HOLD_RAN_OUT, settle
from hilo.sales.provider import ProviderError, Report, State
from hilo.sales.simulated import SimulatedProvider
from tests.hilo.crm.conftest import NOON, new_person
from tests.hilo.sales.conftest import ordered, paid, there, told, wrote

LATE = NOON + timedelta(minutes=61)


@pytest.fixture(autouse=True)
def provider_knows(monkeypatch: pytest.MonkeyPatch) -> dict[str, State | None]:
    """What the provider answers when it is asked of a payment; None: it does not answer. Unasked-for: pending."""
    known: dict[str, State | None] = {}

    def state(_: SimulatedProvider, provider_id: str) -> State:
        answer = known.get(provider_id, State("pending", 0.0, ""))
        if answer is None:
            raise ProviderError("down")
        return answer

    monkeypatch.setattr(SimulatedProvider, "state", state)
    return known


def report(provider_id: str, state: State, name: str = "evt_1", at: datetime = NOON) -> None:
    """A report comes in and is dealt with."""
    reports.receive(Report(name, provider_id, state), at)
    reports.process_due(at)


def stage(contact_id: str) -> str:
    with reading() as session:
        return str(session.get(Contact, contact_id).stage)


def statuses(crm: Crm, contact_id: str) -> list[str]:
    return [order.status for order in crm.orders.of(contact_id)]


def test_a_paid_order_is_paid_its_units_are_sold_and_the_person_is_a_customer(crm: Crm, person: str) -> None:
    order, payment = ordered(crm, person)
    report(payment.provider_id, paid())
    assert statuses(crm, person) == ["paid"]
    assert [event.status for event in crm.orders.events(order.number)] == ["awaiting_payment", "paid"]
    assert (stage(person), crm.people.deals(person)[0].stage) == ("customer", "won")
    timers.release_holds(LATE)
    assert statuses(crm, person) == ["paid"]
    assert sum(crm.stock.taken().values()) == 1
    assert told(person) == []  # the order's own notice says it


def test_a_report_that_is_repeated_is_recognised(crm: Crm, person: str) -> None:
    _, payment = ordered(crm, person)
    assert reports.receive(Report("evt_1", payment.provider_id, paid()), NOON)
    assert not reports.receive(Report("evt_1", payment.provider_id, paid()), NOON)


def test_paid_and_reported_twice_is_one_order_and_no_ticket(crm: Crm, person: str) -> None:
    wrote(person)
    order, payment = ordered(crm, person)
    for name in ("evt_1", "evt_2"):
        report(payment.provider_id, paid(), name)
    assert (statuses(crm, person), crm.tickets.of(person), told(person)) == (["paid"], [], [])
    assert len(crm.orders.events(order.number)) == 2


def test_a_second_payment_of_the_same_order_goes_to_people_and_is_owned_up_to(crm: Crm, person: str) -> None:
    wrote(person)
    order, payment = ordered(crm, person)
    crm.payments.keep(person, PaymentDraft(order.number, "simulator", "pay_2", "https://x", 96500.0, "ARS"), NOON)
    for name in (payment.provider_id, "pay_2"):
        report(name, paid(), f"evt_{name}")
    ticket = crm.tickets.of(person)[0]
    assert (ticket.order_number, ticket.urgency, statuses(crm, person)) == (order.number, "high", ["paid"])
    assert told(person) == ["utter_payment_twice"]


def test_another_sum_than_was_asked_for_goes_to_people_and_the_units_wait(crm: Crm, person: str) -> None:
    wrote(person)
    _, payment = ordered(crm, person)
    report(payment.provider_id, paid(50000.0))
    assert statuses(crm, person) == ["awaiting_payment"]
    assert [ticket.kind for ticket in crm.tickets.of(person)] == ["support"]
    timers.release_holds(LATE)
    assert (statuses(crm, person), told(person)) == (["awaiting_payment"], ["utter_payment_amount"])
    assert sum(crm.stock.taken().values()) == 1


def test_another_currency_is_another_sum(crm: Crm, person: str) -> None:
    _, payment = ordered(crm, person)
    assert settle(crm, payment, paid(currency="USD"), "evt_1", NOON).text == "utter_payment_amount"


def test_a_refused_card_is_told_once_and_may_be_followed_by_another(crm: Crm, person: str) -> None:
    wrote(person)
    _, payment = ordered(crm, person)
    for _ in range(2):
        report(payment.provider_id, State("failed", 96500.0, "ARS"))
    assert told(person) == ["utter_payment_failed"]
    report(payment.provider_id, paid(), "evt_2")
    assert statuses(crm, person) == ["paid"]


def test_a_hold_that_runs_out_gives_the_units_back_and_the_person_hears_of_it_once(crm: Crm, person: str) -> None:
    wrote(person)
    order, payment = ordered(crm, person)
    timers.release_holds(NOON + timedelta(minutes=59))
    assert statuses(crm, person) == ["awaiting_payment"]
    for _ in range(3):
        timers.release_holds(LATE)
    assert (statuses(crm, person), crm.stock.taken()) == (["cancelled"], {})
    assert crm.orders.events(order.number)[-1].note == HOLD_RAN_OUT
    assert told(person) == ["utter_hold_ran_out"]
    expired = crm.payments.find(payment.provider_id)
    assert expired is not None
    assert expired.status == "expired"


def test_killed_after_the_cancelling_the_person_still_hears_of_it(crm: Crm, person: str) -> None:
    wrote(person)
    order, _ = ordered(crm, person)
    crm.orders.change(order.number, "cancelled", LATE, HOLD_RAN_OUT)
    timers.release_holds(LATE)
    timers.release_holds(LATE)
    assert told(person) == ["utter_hold_ran_out"]


def test_an_order_that_the_person_cancelled_is_not_told_as_run_out(crm: Crm, person: str) -> None:
    wrote(person)
    order, _ = ordered(crm, person)
    crm.orders.change(order.number, "cancelled", NOON)
    timers.release_holds(LATE)
    assert told(person) == []
    assert crm.payments.waiting(LATE) == []


def test_a_payment_whose_report_was_lost_is_found_before_the_hold_is_given_up(
        crm: Crm, person: str, provider_knows: dict[str, State | None]) -> None:
    _, payment = ordered(crm, person)
    provider_knows[payment.provider_id] = paid()
    timers.release_holds(LATE)
    assert (statuses(crm, person), stage(person), told(person)) == (["paid"], "customer", [])


def test_while_the_provider_cannot_say_the_hold_goes_on_for_a_while(
        crm: Crm, person: str, provider_knows: dict[str, State | None]) -> None:
    _, payment = ordered(crm, person)
    provider_knows[payment.provider_id] = None
    timers.release_holds(LATE)
    assert statuses(crm, person) == ["awaiting_payment"]
    timers.release_holds(LATE + timer_grace())
    assert statuses(crm, person) == ["cancelled"]


def timer_grace() -> timedelta:
    return timers.GRACE


def test_a_late_payment_finds_its_units_again(crm: Crm, person: str) -> None:
    wrote(person)
    _, payment = ordered(crm, person)
    timers.release_holds(LATE)
    report(payment.provider_id, paid(), at=LATE)
    assert (statuses(crm, person), stage(person)) == (["paid"], "customer")
    assert (sum(crm.stock.taken().values()), crm.tickets.of(person)) == (1, [])


def test_a_late_payment_whose_units_are_gone_goes_to_people_and_the_truth_is_told(
        crm: Crm, person: str, noon: Callable[[datetime], None]) -> None:
    wrote(person)
    order, payment = ordered(crm, person)
    timers.release_holds(LATE)
    noon(LATE)
    ordered(crm, new_person("Luis"), "message:2:place_order", units=there())
    for name in ("evt_1", "evt_2"):
        report(payment.provider_id, paid(), name, LATE)
    assert statuses(crm, person) == ["cancelled"]
    assert [ticket.order_number for ticket in crm.tickets.of(person)] == [order.number]
    assert told(person) == ["utter_hold_ran_out", "utter_payment_too_late"]
    assert stage(person) == "prospect"


def test_a_payment_of_an_order_that_was_cancelled_is_given_back_by_people(crm: Crm, person: str) -> None:
    wrote(person)
    order, payment = ordered(crm, person)
    crm.orders.change(order.number, "cancelled", NOON)
    report(payment.provider_id, paid())
    assert (statuses(crm, person), told(person)) == (["cancelled"], ["utter_payment_cancelled"])
    assert crm.tickets.of(person)[0].details["paid"] == "$\xa096.500"


@pytest.mark.parametrize("dies_at", ["payments.settle", "orders.change", "people.set_deal"])
def test_killed_between_two_steps_a_payment_is_taken_up_again(
        crm: Crm, person: str, monkeypatch: pytest.MonkeyPatch, dies_at: str) -> None:
    _, payment = ordered(crm, person)
    part, call = dies_at.split(".")
    reports.receive(Report("evt_1", payment.provider_id, paid()), NOON)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as while_dying:
        while_dying.setattr(type(getattr(crm, part)), call, die)
        with pytest.raises(KeyboardInterrupt):
            reports.process_due(NOON)
    reports.process_due(NOON)
    assert (statuses(crm, person), stage(person), crm.people.deals(person)[0].stage) == (["paid"], "customer", "won")
    assert sum(crm.stock.taken().values()) == 1


def test_a_payment_that_cannot_be_dealt_with_is_tried_again_and_never_given_up(
        crm: Crm, person: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _, payment = ordered(crm, person)
    reports.receive(Report("evt_1", payment.provider_id, paid()), NOON)
    at = NOON

    def fail(*_: object) -> None:
        raise RuntimeError("away")

    with monkeypatch.context() as while_away:
        while_away.setattr(type(crm.orders), "change", fail)
        for _ in range(20):
            reports.process_due(at)
            at += timedelta(minutes=11)
    reports.process_due(at)
    assert statuses(crm, person)[0] in BOUGHT


def test_a_payment_that_nobody_asked_for_is_kept_and_left_alone(crm: Crm, person: str) -> None:
    report("pay_of_nobody", paid())
    with reading() as session:
        assert [row.status for row in session.query(Inbox)] == ["ignored"]
    assert crm.tickets.of(person) == []


def test_a_cart_that_was_left_is_noted_and_nothing_is_sent(crm: Crm, person: str) -> None:
    from hilo.crm.carts import CartDraft
    from tests.hilo.sales.conftest import LITORAL

    wrote(person)
    crm.carts.save(person, CartDraft("cart:1", (LITORAL,), "ARS"), NOON)
    timers.note_abandoned_carts(NOON + timedelta(minutes=89))
    assert crm.carts.of(person)[0].status == "open"
    timers.note_abandoned_carts(NOON + timedelta(minutes=90))
    assert (crm.carts.of(person)[0].status, told(person)) == ("abandoned", [])
