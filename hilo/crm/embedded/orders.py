"""Orders in the one database."""
from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from hilo.crm import orders as o
from hilo.crm.embedded import coupons, stock
from hilo.crm.embedded.once import make_once, newest_of
from hilo.crm.lines import from_rows, subtotal, to_rows
from hilo.crm.order_steps import may
from hilo.crm.stock import Article, article_of
from hilo.memory import database
from hilo.memory.tables import Order, OrderEvent

PREFIX = "CB-"
"""«CB-10023»."""
FIRST_PROMISED = "first_promised"
"""Beside the delivery's own data: the day until which the order was to arrive before that was put off, ISO."""
LOOKED_BACK = 5000
"""Events among which untold ones are looked for, by their numbers: the table is never read as a whole."""


class EmbeddedOrders:
    """(see `hilo.crm.orders.Orders`)."""

    def place(self, contact_id: str, draft: o.OrderDraft, at: datetime) -> o.Order:
        """(see protocol)."""
        total = round(subtotal(draft.lines) - draft.discount + draft.shipping, 2)
        return make_once(Order, draft.key, lambda: Order(
            contact_id=contact_id, key=draft.key, status=draft.status, lines=to_rows(draft.lines),
            currency=draft.currency, discount=draft.discount, shipping=draft.shipping, total=total,
            delivery=draft.delivery, promised_from=draft.promised_from, promised_until=draft.promised_until,
            coupon=draft.coupon, placed_at=at, updated_at=at), _order, PREFIX,
            lambda session, row: _placed(session, row, draft.hold_until, at))

    def of(self, contact_id: str) -> list[o.Order]:
        """(see protocol)."""
        with database.reading() as session:
            return [_order(row) for row in newest_of(session, Order, contact_id)]

    def find(self, number: str) -> o.Order | None:
        """(see protocol)."""
        with database.reading() as session:
            row = _row(session, number)
            return _order(row) if row else None

    def change(self, number: str, status: o.OrderStatus, at: datetime, note: str | None = None,
               promised_until: date | None = None, tracking: dict[str, str] | None = None) -> o.Order:
        """(see protocol)."""
        with database.writing() as session:
            row = _row(session, number, taken=True)
            if row is None:
                raise LookupError(number)
            if row.status == status and promised_until in (None, row.promised_until):
                return _order(row)
            if row.status != status and not may(row.status, status):
                raise ValueError(f"{number}: {row.status} → {status}")
            came_back = (row.status, status) == ("cancelled", "paid")
            row.status, row.updated_at = status, at
            if came_back:
                stock.take(session, row, stock.SOLD, None, at)
            stock.follow(session, row, at)
            coupons.follow(session, row)
            _put_off(row, promised_until)
            row.tracking = tracking or row.tracking
            _happened(session, row, at, note)
            return _order(row)

    def events(self, number: str) -> list[o.OrderEvent]:
        """(see protocol)."""
        with database.reading() as session:
            rows = session.execute(select(OrderEvent).where(OrderEvent.order_number == plain(number))
                                   .order_by(OrderEvent.id)).scalars()
            return [_event(row) for row in rows]

    def redirect(self, number: str, delivery: dict[str, Any], at: datetime) -> o.Order:
        """(see protocol)."""
        with database.writing() as session:
            row = _row(session, number, taken=True)
            if row is None:
                raise LookupError(number)
            first = (row.delivery or {}).get(FIRST_PROMISED)
            row.delivery = {**delivery, **({FIRST_PROMISED: first} if first else {})}
            row.updated_at = at
            return _order(row)

    def change_variant(self, number: str, article: Article, color: str, size: str, at: datetime) -> o.Order:
        """(see protocol)."""
        then = article._replace(color=color, size=size)
        with database.writing() as session:
            row = _row(session, number, taken=True)
            if row is None:
                raise LookupError(number)
            lines = from_rows(row.lines)
            named = {article_of(line): place for place, line in enumerate(lines)}
            if article in named:
                line = lines[named[article]]
                stock.swap(session, row, article, then, line.units, at)
                row.lines = to_rows([one._replace(color=color, size=size) if one is line else one for one in lines])
                row.updated_at = at
            elif then not in named:
                raise LookupError(f"{number}: {article}")
            return _order(row)

    def untold(self, since: datetime) -> list[o.OrderEvent]:
        """(see protocol)."""
        with database.reading() as session:
            newest = session.scalar(select(func.max(OrderEvent.id))) or 0
            rows = session.execute(select(OrderEvent).where(
                OrderEvent.id > newest - LOOKED_BACK, OrderEvent.told_at.is_(None), OrderEvent.at > since)
                .order_by(OrderEvent.id)).scalars()
            return [_event(row) for row in rows]

    def told(self, key: str, at: datetime) -> None:
        """(see protocol)."""
        with database.writing() as session:
            session.execute(update(OrderEvent).where(OrderEvent.key == key, OrderEvent.told_at.is_(None))
                            .values(told_at=at))


def _placed(session: Session, row: Any, hold_until: datetime | None, at: datetime) -> None:
    if hold_until is not None:
        stock.take(session, row, stock.HELD, hold_until, at)
    _happened(session, row, at, None)


def _happened(session: Session, row: Any, at: datetime, note: str | None) -> None:
    """The event of a change, in its transaction; the changes of an order come one after the other."""
    earlier = session.scalar(select(func.count()).select_from(OrderEvent).where(OrderEvent.order_number == row.number))
    session.add(OrderEvent(contact_id=row.contact_id, order_number=row.number, key=f"{row.number}:{earlier}",
                           status=row.status, note=note, at=at))


def plain(number: str) -> str:
    """«cb 10023», «#10023» or «10023» as it is kept: «CB-10023»."""
    digits = re.sub(r"\D", "", number)
    letters = re.sub(r"[^A-Za-z]", "", number).upper()
    return f"{letters or PREFIX[:-1]}-{digits}"


def _row(session: Session, number: str, taken: bool = False) -> Any:
    wanted = select(Order).where(Order.number == plain(number))
    return session.execute(wanted.with_for_update() if taken else wanted).scalar_one_or_none()


def _put_off(row: Any, promised_until: date | None) -> None:
    """Takes over a new day, and keeps the first one."""
    if promised_until is None or promised_until == row.promised_until:
        return
    if row.promised_until and FIRST_PROMISED not in row.delivery:
        row.delivery = {**row.delivery, FIRST_PROMISED: row.promised_until.isoformat()}
    row.promised_until = promised_until


def _event(row: Any) -> o.OrderEvent:
    return o.OrderEvent(row.order_number, row.contact_id, row.status, row.at, row.note, row.key)


def _order(row: Any) -> o.Order:
    delivery = dict(row.delivery)
    first = delivery.pop(FIRST_PROMISED, None)
    return o.Order(row.number, row.contact_id, row.status, from_rows(row.lines), row.currency, row.total, row.placed_at,
                   row.updated_at, row.discount, row.shipping, delivery, row.promised_from, row.promised_until,
                   row.tracking, row.coupon, date.fromisoformat(first) if first else None)
