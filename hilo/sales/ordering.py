"""What a purchase writes into the CRM: the cart as it changes, and the order with its payment (`hilo.crm.jobs`)."""
from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from hilo import wording
from hilo.business.load import get_shop
from hilo.business.sales import get_sales
from hilo.clock import now
from hilo.crm.carts import CartDraft
from hilo.crm.lines import Line, from_rows
from hilo.crm.orders import Order, OrderDraft
from hilo.crm.payments import Payment, PaymentDraft
from hilo.crm.people import Deal, DealStage
from hilo.memory.roots import UnknownContactError
from hilo.sales.cart import CASH, TRANSFER
from hilo.sales.provider import get_provider
from hilo.turns.local import zone_of_contact

if TYPE_CHECKING:
    from hilo.crm.crm import Crm

COUPON_GONE = "coupon_gone"
"""Why an order was cancelled right after it was placed: its coupon had just been used for another."""


PAID_BY = "paid_by"
"""Of an order's delivery data: the id of how it is to be paid (payments.yml), where that was told."""
SAID_LATER = "said_later"
"""Of what placing an order gives back: the text by which it is told later, where it is not the usual one."""


class CouponGoneError(ValueError):
    """The coupon has been used, or its day has passed."""


def save_cart(crm: Crm, contact_id: str, key: str, data: dict[str, Any], at: datetime) -> dict[str, Any]:
    """Notes what is in a cart. data: {cart, lines, currency, delivery …}."""
    lines = from_rows(data["lines"])
    more = {name: value for name, value in data.items() if name not in ("cart", "lines", "currency")}
    crm.carts.save(contact_id, CartDraft(data["cart"], lines, data["currency"], more), at)
    if lines:
        _deal(crm, contact_id, data["cart"], lines, data["currency"], "new", at)
    return {}


def place_order(crm: Crm, contact_id: str, key: str, data: dict[str, Any], at: datetime) -> dict[str, Any]:
    """Places an order and makes the link by which it is paid; units are held from now on.

    data: {cart, lines, currency, delivery, discount, shipping, promised_from, promised_until, coupon}.

    Returns the number, the total and the hour until which it is held, in words, and the link.

    Raises:
        hilo.crm.stock.SoldOutError, CouponGoneError: nothing is ordered.
        hilo.sales.provider.ProviderError
    """
    lines = from_rows(data["lines"])
    order = crm.orders.place(contact_id, OrderDraft(
        key=key, lines=lines, currency=data["currency"], delivery=data["delivery"], discount=data["discount"],
        shipping=data["shipping"], promised_from=_day(data.get("promised_from")),
        promised_until=_day(data.get("promised_until")), coupon=data.get("coupon"),
        hold_until=now() + held_for(data["delivery"])), now())
    if order.coupon and order.status == "awaiting_payment":
        _use_coupon(crm, contact_id, order, at)
    told = _told(crm, order)
    crm.carts.save(contact_id, CartDraft(data["cart"], lines, order.currency, {}), at)
    crm.carts.ordered(data["cart"], order.number, at)
    _deal(crm, contact_id, data["cart"], lines, order.currency, "qualified", at, order.total)
    return told


def waiting(crm: Crm, contact_id: str) -> list[dict[str, Any]]:
    """The person's orders that wait for their payment, each as `place_order` tells it."""
    try:
        return [_told(crm, order) for order in crm.orders.of(contact_id) if order.status == "awaiting_payment"]
    except UnknownContactError:  # a sender of Rasa's own API
        return []


def _told(crm: Crm, order: Order) -> dict[str, Any]:
    return {"number": order.number, "total": wording.money(order.total, order.currency),
            "link": link_for(crm, order).url,
            "until": _until(order), **({SAID_LATER: "utter_order_placed_cash_later"} if paid_in_cash(order) else {})}


def paid_in_cash(order: Order) -> bool:
    """Whether it is to be paid in cash where it is picked up."""
    return order.delivery.get(PAID_BY) == CASH


def _until(order: Order) -> str:
    """«18:30» by the person's clock, with the day where it is another one."""
    zone = zone_of_contact(order.contact_id, order.delivery.get("city"))
    placed, until = (moment.astimezone(zone) for moment in (order.placed_at, held_until(order)))
    hour = wording.hour(until)
    return hour if placed.date() == until.date() else f"{hour} del {wording.day(until.date())}"


def held_until(order: Order) -> datetime:
    """Until when an unpaid order's units are held."""
    return order.placed_at + held_for(order.delivery)


def held_for(delivery: dict[str, Any]) -> timedelta:
    """For how long the units of an unpaid order are held."""
    hours = next((m.hold_hours for m in get_shop().company.payments.methods if m.id == delivery.get(PAID_BY)), None)
    return timedelta(hours=hours) if hours else timedelta(minutes=get_sales().hold_minutes)


def _by_transfer(delivery: dict[str, Any]) -> bool:
    return delivery.get(PAID_BY) == TRANSFER


def link_for(crm: Crm, order: Order) -> Payment:
    """The payment by which an order is paid; the same where it is asked for again."""
    provider = get_provider()
    until = held_until(order).astimezone(zone_of_contact(order.contact_id, order.delivery.get("city")))
    link = provider.create(order.number, order.total, order.currency, until, _by_transfer(order.delivery))
    return crm.payments.keep(order.contact_id, PaymentDraft(
        order.number, provider.name, link.provider_id, link.url, order.total, order.currency), order.placed_at)


def won(crm: Crm, order: Order, at: datetime) -> None:
    """The possible sale has become one."""
    cart = next((c for c in crm.carts.of(order.contact_id) if c.data.get("order") == order.number), None)
    _deal(crm, order.contact_id, cart.key if cart else f"order:{order.number}", order.lines, order.currency, "won", at,
          order.total)


def _use_coupon(crm: Crm, contact_id: str, order: Order, at: datetime) -> None:
    today = at.astimezone(get_shop().calendar.zone).date()
    try:
        crm.coupons.use(contact_id, str(order.coupon), order.number, today)
    except (LookupError, ValueError) as error:
        crm.orders.change(order.number, "cancelled", at, COUPON_GONE)
        raise CouponGoneError(str(order.coupon)) from error


def _deal(crm: Crm, contact_id: str, key: str, lines: tuple[Line, ...], currency: str, stage: DealStage, at: datetime,
          amount: float | None = None) -> None:
    title = ", ".join(dict.fromkeys(line.name for line in lines))
    total = amount if amount is not None else round(sum(line.total for line in lines), 2)
    crm.people.set_deal(contact_id, Deal(key, title, stage, total, currency), at)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
