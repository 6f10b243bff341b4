"""What a message changes of a need for which offers have been shown."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hilo.business.company import Shop
from hilo.solution.at_the_offers import bare_figure, part_named
from hilo.solution.bare_values import money_in
from hilo.solution.gathering import NEED, Message, Outcome
from hilo.solution.need import DECLINED
from hilo.solution.sizes import comes_in, has_sizes
from hilo.solution.taken_back import let_go
from hilo.solution.told_values import take_values
from hilo.spanish.mood import is_unhurried

NOTHING: tuple[Any, ...] = (None, DECLINED, {"uses": []})


@dataclass
class Change:
    """slots: all values to set. changed: those of them that are other than before, None for what is left open. asks: a
    part that was only named. outcome: what else is to be said."""

    slots: dict[str, Any] = field(default_factory=dict)
    changed: dict[str, Any] = field(default_factory=dict)
    asks: str | None = None
    outcome: Outcome = field(default_factory=Outcome)


def change_of(shop: Shop, before: Mapping[str, Any], message: Message, today: date, asked: str | None) -> Change:
    """What a message changes. before: the slots without it; asked: the part of the need that was asked for just now."""
    outcome, kind = Outcome(), before.get("product")
    take_values(shop, outcome, before, message, today)
    if "size" in message.told and outcome.slots.get("size", "") is None:
        del outcome.slots["size"]  # a size that nothing has is said to be missing
    slots = {name: value for name, value in {**message.told, **outcome.slots}.items() if name in NEED}
    if is_unhurried(message.text) and "needed_by" not in message.told:
        slots["needed_by"] = DECLINED
    if not slots:
        figure = bare_figure(message.text)
        money = money_in(message.text, False) if asked == "budget" else []
        if money:
            slots["budget"] = {"amount": money[-1], "currency": None}
        elif figure and comes_in(shop, kind, str(figure)) and has_sizes(shop, kind):
            slots["size"] = str(figure)
    gone = {name for name, value in slots.items() if value in NOTHING}
    changed = {name: None if name in gone else value for name, value in slots.items()
               if value != before.get(name) and not (name in gone and before.get(name) in NOTHING)}
    asks = part_named(message.text) if not changed else None
    for name in gone & set(changed) - set(let_go(message.text)):
        if slots[name] is None:  # denied, or a day gone by
            slots[name] = before.get(name)
            del changed[name]
            asks = name if name != "needed_by" or not outcome.say else None
    if asks == "size" and not has_sizes(shop, kind):
        asks = None
    return Change(slots, changed, asks, outcome)
