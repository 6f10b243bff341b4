"""Stock in the one database: the catalogue's figure less what is held and sold."""
from __future__ import annotations

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select, text
from sqlalchemy.orm import Session

from hilo.business.load import get_shop
from hilo.business.sales import get_sales
from hilo.crm.lines import from_rows
from hilo.crm.stock import Article, SoldOutError, units_of
from hilo.memory import database
from hilo.memory.tables import StockMove

HELD, SOLD, RELEASED = "held", "sold", "released"
LOCK = 7417002
"""Of PostgreSQL's advisory locks: who takes units counts them alone. (SQLite has one writer anyway.)"""


class EmbeddedStock:
    """(see `hilo.crm.stock.Stock`)."""

    def taken(self) -> dict[Article, int]:
        """(see protocol)."""
        with database.reading() as session:
            return _taken(session)

    def overdue(self, at: datetime) -> list[str]:
        """(see protocol)."""
        with database.reading() as session:
            return list(session.scalars(select(StockMove.order_number).where(
                StockMove.status == HELD, StockMove.until <= at).distinct().order_by(StockMove.order_number)))


def take(session: Session, order: Any, status: str, until: datetime | None, at: datetime) -> None:
    """Holds or sells an order's units, in the order's transaction.

    Raises:
        SoldOutError: there are not so many.
    """
    wanted = units_of(from_rows(order.lines))
    _check(session, wanted)
    for article, units in wanted.items():
        session.add(StockMove(contact_id=order.contact_id, order_number=order.number, **article._asdict(), units=units,
                              status=status, until=until, at=at))


def swap(session: Session, order: Any, article: Article, then: Article, units: int, at: datetime) -> None:
    """Gives back an order's units of one article and takes another in their place. Of an order whose units are not
    counted, only whether there are so many is looked at.

    Raises:
        SoldOutError: there are not so many.
    """
    _check(session, {then: units})
    moves = session.scalars(select(StockMove).filter_by(order_number=order.number, **article._asdict()).where(
        StockMove.status.in_((HELD, SOLD)))).all()
    for move in moves:
        session.add(StockMove(contact_id=order.contact_id, order_number=order.number, **then._asdict(),
                              units=move.units, status=move.status, until=move.until, at=at))
        move.status, move.until, move.at = RELEASED, None, at


def _check(session: Session, wanted: dict[Article, int]) -> None:
    """Whether there are so many, before anybody else takes any.

    Raises:
        SoldOutError
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    taken = _taken(session)
    left = {article: max(0, _counted(article) - taken.get(article, 0)) for article in wanted}
    short = {article: left[article] for article, units in wanted.items() if units > left[article]}
    if short:
        raise SoldOutError(short)


def follow(session: Session, order: Any, at: datetime) -> None:
    """What an order's new status does to its units: paid, they are sold; cancelled, they are given back."""
    then = {"paid": SOLD, "cancelled": RELEASED}.get(order.status)
    moves = session.scalars(select(StockMove).where(
        StockMove.order_number == order.number, StockMove.status.in_((HELD, SOLD)))).all() if then else ()
    for move in moves:
        move.status, move.until, move.at = then, None, at


def _taken(session: Session) -> dict[Article, int]:
    counted = datetime.combine(get_sales().stock_counted_on, time(), ZoneInfo(get_shop().company.profile.time_zone))
    what = (StockMove.product, StockMove.color, StockMove.size)
    rows = session.execute(select(*what, func.sum(StockMove.units)).where(
        or_(StockMove.status == HELD, (StockMove.status == SOLD) & (StockMove.at >= counted))).group_by(*what))
    return {Article(product, color, size): int(units) for product, color, size, units in rows}


def _counted(article: Article) -> int:
    """The catalogue's figure; 0 for what it does not have."""
    product = next((p for p in get_shop().company.products if p.id == article.product and not p.discontinued), None)
    return product.stock.get(article.color, {}).get(article.size, 0) if product else 0
