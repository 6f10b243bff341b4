"""Orders in words: what is in one, how it stands, when it comes."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from hilo import wording
from hilo.business.load import get_shop
from hilo.crm.lines import Line
from hilo.crm.orders import Order

Fill = Callable[..., str]
"""A text by its name with its values: `Turn.fill`, or `hilo.texts` with a register."""
MOST_SHOWN = 5


def item(fill: Fill, line: Line) -> str:
    """«Zapatilla Litoral negro talle 38»."""
    size = [fill("utter_order_size", size=line.size)] if line.size and line.size != "única" else []
    variant = " ".join([*([line.color] if line.color else []), *size])
    return fill("utter_order_item", name=line.name, variant=variant) if variant else fill(
        "utter_order_item_plain", name=line.name)


def items(fill: Fill, order: Order) -> str:
    """All that is in an order."""
    return wording.listing([fill("utter_order_items_many", units=line.units, item=item(fill, line))
                            if line.units > 1 else item(fill, line) for line in order.lines])


def status(fill: Fill, order: Order, late: bool = False) -> str:
    """In a word or two."""
    return fill(f"utter_order_short_{'delayed' if late else order.status}")


def promise(fill: Fill, order: Order, today: date) -> str:
    """When it is to come, as estimated."""
    if order.promised_until is None or order.promised_until < today:
        return fill("utter_order_no_promise")
    until = wording.day(order.promised_until)
    if order.promised_from and order.promised_from > today and order.promised_from != order.promised_until:
        return fill("utter_order_promise_range", from_day=wording.day(order.promised_from), until=until)
    return fill("utter_order_promise", until=until)


def tracking(fill: Fill, order: Order) -> str:
    """The carrier's number, with a space before it; empty where there is none."""
    known = order.tracking or {}
    return fill("utter_order_tracking", code=known["code"], carrier=known["carrier"]) if known.get("code") else ""


def facts(fill: Fill, order: Order, today: date) -> dict[str, str]:
    """The values of a text about how an order stands."""
    return {"number": order.number, "items": items(fill, order), "promise": promise(fill, order, today),
            "tracking": tracking(fill, order), "total": wording.money(order.total, order.currency),
            "date": wording.day(order.updated_at.astimezone(get_shop().calendar.zone).date())}


def numbered(fill: Fill, name: str, rows: Sequence[dict[str, Any]]) -> str:
    """Lines with their place in front."""
    return "\n".join(fill(name, place=place, **row) for place, row in enumerate(rows, 1))


def gift(fill: Fill, values: dict[str, Any]) -> str:
    """What was granted; empty where nothing was."""
    if not values.get("code"):
        return ""
    until = wording.day(date.fromisoformat(values["until"]))
    if values.get("percent") is None:
        return fill("utter_gift_shipping", code=values["code"], until=until)
    return fill("utter_gift_percent", code=values["code"], percent=f"{values['percent']:g}", until=until)
