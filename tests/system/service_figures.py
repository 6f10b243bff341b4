"""Whether every figure that was said stands somewhere: in the CRM, the catalogue or another of the company's files."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from hilo.agenda.slots import bounds, free_slots
from hilo.business.agendas import get_agendas
from hilo.business.load import FOLDER, get_shop
from hilo.business.sales import get_sales

_MONEY = re.compile(r"(?:US\$|USD|\$)\s?(\d[\d.]*(?:,\d{1,2})?)")
_PERCENT = re.compile(r"(\d+(?:,\d+)?)\s?%")
_DAY = re.compile(r"\b(\d{1,2}) de (enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|"
                  r"diciembre)")
_HOUR = re.compile(r"\b(\d{1,2}:\d{2})\b")
MONTHS = ("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre").split()
INSTALLMENTS = (1, 3, 6, 12)
LOOKED_AHEAD = 30
"""Business days within which anything is promised."""


def invented(said: Iterable[str], rows: Iterable[dict[str, Any]], now: datetime) -> list[str]:
    """The figures that stand nowhere, each with the text that has it."""
    rows = list(rows)
    money, days = {*company_amounts(now.date()), *_amounts(rows)}, {*company_days(now), *_days(rows)}
    percents, hours = {*written(_PERCENT), *_percents(rows)}, {*company_hours(now), *_hours(rows), *written(_HOUR)}
    checks = ((_MONEY, money), (_PERCENT, percents), (_DAY, days | {tuple(one) for one in written(_DAY)}),
              (_HOUR, hours))
    return [f"{found} in «{text}»" for text in said for pattern, known in checks for found in pattern.findall(text)
            if _plain(found) not in known]


def _plain(found: Any) -> Any:
    if isinstance(found, tuple):
        return found
    return f"{float(found.replace('.', '').replace(',', '.')):.2f}" if ":" not in found else found.zfill(5)


@lru_cache(maxsize=1)
def _company() -> str:
    return "\n".join(file.read_text(encoding="utf-8").replace("\xa0", " ") for file in FOLDER.rglob("*.yml"))


def written(pattern: re.Pattern[str]) -> set[Any]:
    """What the company's files say in words."""
    return {_plain(found) for found in pattern.findall(_company())}


def company_amounts(today: date) -> set[str]:
    """Prices, today's promotions, instalments, what a way of paying takes off, shipping and its limits."""
    shop = get_shop()
    off = [one.discount_percent for one in shop.company.payments.methods if one.discount_percent]
    found: set[float] = set()
    for product in shop.company.products:
        for currency, listed in product.price.items():
            price = shop.price_of(product, today, currency)
            found |= {listed * percent / 100 for percent in off}
            found |= {listed / parts for parts in INSTALLMENTS} | (
                {price.amount / parts for parts in INSTALLMENTS} if price else set())
    for zone in shop.company.shipping.zones:
        found |= {*zone.cost.values(), *(zone.free_from or {}).values()}
    found |= {float(one) for one in re.findall(r"minimum: (\d+)", _company())}
    return {f"{amount:.2f}" for amount in found} | {f"{round(amount):.2f}" for amount in found} | written(_MONEY)


def company_days(now: datetime) -> set[tuple[str, str]]:
    """Days on which something arrives or is ready, on which an adviser is free, or a coupon given today ends."""
    shop, rules = get_shop(), get_agendas()
    days = {shop.calendar.add_business_days(now.date(), ahead) for ahead in range(LOOKED_AHEAD)}
    days |= {slot.starts_at.astimezone(shop.calendar.zone).date()
             for slot in free_slots(shop, rules, rules.agendas, (), now)}
    days |= {one.astimezone(shop.calendar.zone).date() for one in bounds(rules, now)}
    return {(str(day.day), MONTHS[day.month - 1]) for day in days}


def company_hours(now: datetime) -> set[str]:
    """Hours at which an adviser is free, and until which a purchase of now is held."""
    shop, rules = get_shop(), get_agendas()
    moments = [slot.starts_at for slot in free_slots(shop, rules, rules.agendas, (), now)]
    moments.append(now + timedelta(minutes=get_sales().hold_minutes))
    return {f"{one.astimezone(shop.calendar.zone):%H:%M}" for one in moments}


def _values(rows: Any) -> Iterator[Any]:
    """Every value, however deep."""
    if isinstance(rows, dict):
        rows = list(rows.values())
    for one in rows if isinstance(rows, list) else ():
        yield from _values(one) if isinstance(one, (dict, list)) else (one,)


def _amounts(rows: list[dict[str, Any]]) -> set[str]:
    found = {float(value) for value in _values(rows) if isinstance(value, (int, float))}
    for row in rows:
        totals = [line["price"] * line["units"] for line in row.get("lines") or []]
        found |= {*totals, sum(totals)}
    return {f"{amount:.2f}" for amount in found} | {f"{round(amount):.2f}" for amount in found}


def _percents(rows: list[dict[str, Any]]) -> set[str]:
    found = [row.get(name) for row in rows for name in ("percent", "tax_percent")]
    found += re.findall(r"(?:new|returning|loyal|percent|discount_percent): (\d+)", _company())
    return {f"{float(one):.2f}" for one in found if one}


def _moments(rows: list[dict[str, Any]]) -> list[datetime]:
    zone = get_shop().calendar.zone
    return [value.astimezone(zone) for value in _values(rows) if isinstance(value, datetime)]


def _days(rows: list[dict[str, Any]]) -> set[tuple[str, str]]:
    days = [value for value in _values(rows) if isinstance(value, date) and not isinstance(value, datetime)]
    days += [moment.date() for moment in _moments(rows)]
    days += [date.fromisoformat(value) for value in _values(rows)
             if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value)]
    return {(str(day.day), MONTHS[day.month - 1]) for day in days}


def _hours(rows: list[dict[str, Any]]) -> set[str]:
    return {f"{moment:%H:%M}" for moment in _moments(rows)}
