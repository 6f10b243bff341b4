"""A need in words: what was understood of one message, and the whole of it to be confirmed."""
from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from actions.solution import need_of
from actions.turn import Turn
from actions.whereabouts import whereabouts
from hilo import wording
from hilo.solution.need import DECLINED
from hilo.solution.prices import budget_there
from hilo.solution.recommend import soonest
from hilo.spanish.wishes import asks_whether_it_arrives

PARTS = ("product", "quantity", "color", "size", "preferences", "budget", "needed_by", "city")
"""In the order in which they are said."""


def parts_of(turn: Turn, told: Mapping[str, Any]) -> dict[str, str]:
    """The parts of a need that are told, each in words; what was declined or taken back is none."""
    doubtful = turn.slot("doubtful") or []
    parts: dict[str, str] = {}
    for name in PARTS:
        value = told.get(name)
        words = None if value in (None, DECLINED) else _part(turn, name, value)
        if words:
            parts[name] = turn.fill("utter_summary_doubtful", part=words) if name in doubtful else words
    return parts


def _part(turn: Turn, name: str, value: Any) -> str:
    """One part; empty where there is nothing to say of it."""
    if name == "quantity":
        return turn.fill("utter_summary_quantity", quantity=value) if isinstance(value, int) and value > 1 else ""
    if name == "preferences":
        return ", ".join([turn.fill("utter_summary_use", uses=wording.listing(value["uses"]))] * bool(value.get("uses"))
                         + [turn.fill("utter_summary_note", note=value.get("note"))] * bool(value.get("note")))
    if name == "budget":
        return budget_in_words(turn, value) if isinstance(value, Mapping) else ""
    if name == "needed_by":
        return turn.fill("utter_summary_needed_by", date=wording.day(date.fromisoformat(str(value)[:10])))
    return turn.fill(f"utter_summary_{name}", **{name: value})


def summary(turn: Turn, without: Collection[str] = ()) -> list[str]:
    """The parts of the need in the slots, in the order in which they are asked; of what is open, that it is."""
    parts = parts_of(turn, {name: turn.told(name) for name in PARTS})
    if not turn.told("needed_by"):
        parts.pop("city", None)
    parts.setdefault("product", turn.fill("utter_summary_any_product"))
    parts.setdefault("budget", turn.fill("utter_summary_any_budget"))
    parts.setdefault("needed_by", turn.fill("utter_summary_any_date"))
    return [parts[name] for name in PARTS if name in parts and name not in without]


def ask_whether_right(turn: Turn) -> None:
    """Says the need back and asks whether it is right; a day by which nothing can be there is told to be none."""
    need = need_of(turn)
    soon = soonest(turn.shop, need, turn.now) if need.needed_by else None
    if need.needed_by and soon:
        times = {"place": need.town or wording.country(str(need.country)), "arrives": wording.day(soon),
                 "day": wording.day(need.needed_by)}
        if soon > need.needed_by:
            turn.say("utter_ask_summary_confirmed_late", **times,
                     summary=", ".join(summary(turn, without=("needed_by", "city"))))
            return
        if asks_whether_it_arrives(turn.text):
            turn.say("utter_arrives_in_time", **times)
    turn.say("utter_ask_summary_confirmed", summary=", ".join(summary(turn)))


def budget_in_words(turn: Turn, budget: Mapping[str, Any]) -> str:
    """«hasta $ 80.000», «entre US$ 20 y US$ 30»…"""
    country = whereabouts(turn).country
    budget = budget_there(turn.shop, budget, country)
    currency = budget.get("currency") or (None if turn.shop.is_abroad(country) else turn.shop.company.profile.currency)
    figures = {key: wording.money(budget[key], currency) if currency else wording.figure(budget[key])
               for key in ("amount", "min", "max") if budget.get(key) is not None}
    if "amount" in figures:
        return turn.fill("utter_summary_budget", **figures)
    if "min" in figures and "max" in figures:
        return turn.fill("utter_summary_budget_range", **figures)
    return turn.fill("utter_summary_budget_max" if "max" in figures else "utter_summary_budget_min", **figures)
