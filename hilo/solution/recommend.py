"""Which products fit a need, and which come nearest when none does.

Nothing here is a guess: a product fits by its stock, today's price in the person's own
currency, its tags and the days that preparing and carrying it take.
"""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from rapidfuzz import fuzz

from hilo.business.company import Price, Shop
from hilo.business.goods import Product, Variant
from hilo.business.models import Zone
from hilo.solution.need import Budget, Need
from hilo.spanish.normalize import fold

MOST = 3
"""How many are shown at once: more is a list, not advice."""
NOTE_LIKENESS = 88
"""From which likeness (0..100) on a word of the note counts as found in the product's own words."""


@dataclass(frozen=True)
class Fit:
    """A product beside a need. `misfits` names what it fails: color, size, budget, date, use, abroad."""

    product: Product
    price: Price
    variants: tuple[Variant, ...]
    misfits: tuple[str, ...]
    arrives: date
    note_words: tuple[str, ...]
    over: float = 0.0
    """By how much the price passes the figure that was said, in the price's currency."""


@dataclass(frozen=True)
class Advice:
    """What to show: all of `options` fit when `fits`, else they are the nearest."""

    fits: bool
    options: tuple[Fit, ...]
    currency_known: bool
    """False when the budget is in money in which nothing is priced."""


def selling_currency(shop: Shop, need: Need) -> str:
    """Abroad is priced in the export currency, home in the company's own."""
    profile = shop.company.profile
    if shop.is_abroad(need.country):
        return shop.currency_in(need.country)
    said = need.budget.currency
    return said if said in profile.also_priced_in else profile.currency


def comparable(shop: Shop, need: Need) -> bool:
    """Whether the budget is in money in which things are priced; «$» abroad could be any."""
    if need.budget == Budget():
        return True
    if need.budget.currency is None:
        return need.country in (None, shop.company.profile.country)
    return need.budget.currency == selling_currency(shop, need)


def delivery_zone(shop: Shop, need: Need) -> Zone:
    """The zone of the person's town or country; the company's default when unknown."""
    return shop.zone_of(need.town, need.country) or shop.default_zone


def arrival(shop: Shop, product: Product, need: Need, today: date) -> date:
    """The day by which it is there, counting the longest time, or the pick-up where there is a branch."""
    preparing = product.preparation_days
    days = preparing + delivery_zone(shop, need).days.max
    pick_up = shop.company.shipping.pick_up
    towns = {fold(b.city) for b in shop.company.profile.branches if b.id in pick_up.branches}
    if need.town and fold(need.town) in towns:
        days = min(days, preparing + pick_up.ready_in_business_days)
    return shop.calendar.add_business_days(today, days)


def _wanted_variants(product: Product, need: Need, color: str | None) -> tuple[tuple[Variant, ...], list[str]]:
    """The variants in stock that match size and the catalogue's colour, and what is missing when none does."""
    there = [v for v in product.variants() if v.stock >= need.quantity]
    colored = [v for v in there if color is None or v.color == color or v.color.startswith(f"{color} ")]
    sized = [v for v in there if need.size is None or v.size.lower() == need.size.lower() or v.size == "única"]
    both = [v for v in colored if v in sized]
    if both:
        return tuple(both), []
    if not there:
        return (), ["stock"]
    if colored and sized:
        return tuple(sized), ["variant"]
    if colored or not sized:
        return tuple(colored or there), ["size"] if colored else ["size", "color"]
    return tuple(sized), ["color"]


def _note_words(product: Product, note: str) -> tuple[str, ...]:
    """The words of the person's note that stand in the product's own description."""
    own = fold(" ".join([product.name, product.description, *product.benefits, *product.tags,
                         *product.attributes.values()])).split()
    words = [w for w in note.split() if len(w) > 4]
    return tuple(w for w in words if any(fuzz.ratio(fold(w), o) >= NOTE_LIKENESS for o in own))


def judge(shop: Shop, product: Product, need: Need, now: datetime) -> Fit | None:
    """A product beside a need, or None when it cannot be sold to this person at all."""
    today = now.astimezone(shop.calendar.zone).date()
    price = shop.price_of(product, today, selling_currency(shop, need)) or shop.price_of(product, today)
    variants, misfits = _wanted_variants(product, need, shop.words.color_of(need.color))
    if product.discontinued or price is None or "stock" in misfits:
        return None
    abroad = need.country not in (None, shop.company.profile.country)
    if abroad and not product.ships_abroad:
        misfits.append("abroad")
    if need.uses and not set(need.uses) & set(product.tags):
        misfits.append("use")
    over = 0.0
    if comparable(shop, need) and need.budget != Budget():
        if price.currency != selling_currency(shop, need):
            misfits.append("currency")
        elif need.budget.maximum is not None and price.amount > need.budget.maximum:
            over = price.amount - (need.budget.said or need.budget.maximum)
            misfits.append("budget")
        elif need.budget.minimum is not None and price.amount < need.budget.minimum:
            misfits.append("below_budget")
    arrives = arrival(shop, product, need, today)
    if need.needed_by and arrives > need.needed_by:
        misfits.append("date")
    return Fit(product, price, variants, tuple(misfits), arrives, _note_words(product, need.note), over)


def _order(need: Need, fit: Fit) -> tuple[float, ...]:
    """Best first: uses named, words of the note, a promotion, then the lower price."""
    uses = len(set(need.uses) & set(fit.product.tags))
    return (-uses, -len(fit.note_words), 0 if fit.price.promotion else 1, fit.price.amount)


_WEIGHT = {"currency": 5, "abroad": 5, "use": 4, "size": 3, "date": 3, "variant": 1, "color": 1, "budget": 1,
           "below_budget": 1}
"""How far a misfit is from what was asked: another colour is nearer than another size, and a thing
for another use is farthest of what can be sold."""


def _distance(fit: Fit) -> int:
    return sum(_WEIGHT[m] for m in fit.misfits)


def _nearest(judged: list[Fit]) -> list[Fit]:
    """Only those as near as the nearest one, cheapest overrun first: a second-best is no honest offer."""
    near = [fit for fit in judged if "abroad" not in fit.misfits]
    best = min((_distance(fit) for fit in near), default=0)
    return sorted((f for f in near if _distance(f) == best), key=lambda f: (f.over, f.price.amount))


def _judged(shop: Shop, need: Need, now: datetime, already_shown: tuple[str, ...] = ()) -> list[Fit]:
    kind = shop.words.type_of(need.product)
    candidates = [p for p in shop.company.products if p.id not in already_shown
                  and (need.product is None or p.type == kind or fold(p.name) == fold(need.product))]
    return [fit for fit in (judge(shop, p, need, now) for p in candidates) if fit]


def soonest(shop: Shop, need: Need, now: datetime) -> date | None:
    """The first day by which any of what is sought is there; None where the place is not known, or nothing of it goes
    there."""
    if not (need.town or shop.is_abroad(need.country)):
        return None
    return min((fit.arrives for fit in _judged(shop, need, now) if "abroad" not in fit.misfits), default=None)


def recommend(shop: Shop, need: Need, now: datetime, already_shown: tuple[str, ...] = ()) -> Advice:
    """At most three products that fit, or the nearest ones, honest about what they fail."""
    judged = _judged(shop, need, now, already_shown)
    fitting = sorted((f for f in judged if not f.misfits), key=lambda f: _order(need, f))
    known = comparable(shop, need)
    if fitting:
        return Advice(True, tuple(fitting[:MOST]), known)
    return Advice(False, tuple(_nearest(judged)[:MOST]), known)
