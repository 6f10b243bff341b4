"""What a kind of thing costs somebody whose size or budget is known."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from hilo.business.company import Price, Shop
from hilo.business.goods import Product
from hilo.business.offer import of_kind
from hilo.solution.need import Need
from hilo.solution.recommend import comparable, judge
from hilo.solution.sizes import comes_in

NOT_FOR_THEM = frozenset({"size", "abroad", "currency"})
"""Misfits of what the person cannot have at all."""


@dataclass(frozen=True)
class Prices:
    """goods: with today's price, the cheapest first; those within the budget, or where none is, all that come in the
    size. size: the one that was counted with. over: the most that was to be spent, where nothing is so cheap."""

    goods: tuple[tuple[Product, Price], ...]
    size: str | None = None
    over: float | None = None


def prices_for(shop: Shop, kind: str, need: Need, now: datetime) -> Prices:
    """The prices of a kind for a need of which only size, budget and place count here."""
    size = need.size if need.size and comes_in(shop, kind, need.size) else None
    need = replace(need, product=kind, size=size, color=None, uses=(), note="", needed_by=None)
    judged = [fit for product in of_kind(shop, kind) for fit in [judge(shop, product, need, now)] if fit]
    there = sorted((fit for fit in judged if not NOT_FOR_THEM & set(fit.misfits)), key=lambda fit: fit.price.amount)
    within = [fit for fit in there if "budget" not in fit.misfits]
    over = need.budget.said if comparable(shop, need) and not within else None
    return Prices(tuple((fit.product, fit.price) for fit in within or there), size, over)


def budget_there(shop: Shop, budget: Any, country: str | None) -> Any:
    """What may be spent (the slot's value), by somebody of a country. Abroad «pesos» are not the shop's, and a bare
    figure is in the money that was asked for, where anything in the catalogue costs so much: «50 mil» is not."""
    profile = shop.company.profile
    if not shop.is_abroad(country) or not isinstance(budget, Mapping):
        return budget
    if budget.get("currency") == profile.currency:
        return {**budget, "currency": None}
    there = shop.currency_in(country)
    dearest = max((p.price[there] for p in shop.company.products if there in p.price), default=0.0)
    figures = [float(budget[name]) for name in ("amount", "min", "max") if budget.get(name) is not None]
    bare = budget.get("currency") is None and bool(figures) and max(figures) <= dearest
    return {**budget, "currency": there} if bare else budget
