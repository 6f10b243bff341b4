"""The company as one value, and what follows from its data: words, hours, zones, prices."""
from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

import holidays as public_holidays

from hilo.business import goods
from hilo.business import models as m
from hilo.spanish.normalize import fold


class Price(NamedTuple):
    """What a product costs on a day; `promotion` names why it is below the list price."""

    amount: float
    currency: str
    list_amount: float
    promotion: goods.Promotion | None


class Company(NamedTuple):
    """All of `data/business/`."""

    profile: m.Profile
    holidays: m.Holidays
    shipping: m.Shipping
    payments: goods.Payments
    promotions: tuple[goods.Promotion, ...]
    words: goods.Vocabulary
    brand: m.Brand
    people: m.People
    synonyms: m.Synonyms
    unanswered: tuple[str, ...]
    products: tuple[goods.Product, ...]
    faqs: tuple[m.Faq, ...]


class Calendar:
    """When a company works: weekly hours, public holidays, its own exceptions."""

    def __init__(self, company: Company) -> None:
        """Reads the exceptions once."""
        self.zone = ZoneInfo(company.profile.time_zone)
        self._public = public_holidays.country_holidays(company.holidays.country,
                                                        subdiv=company.holidays.subdivision, language="es")
        special = [*company.holidays.extra_closed, *company.holidays.open_anyway]
        self._special: dict[date, m.SpecialDay] = {day.date: day for day in special}

    def hours_on(self, week: m.WeekHours, day: date) -> list[m.Span]:
        """The open spans of a day; empty when closed."""
        if day in self._special:
            return self._special[day].hours
        return [] if day in self._public else week.on(day.weekday())

    def holiday_name(self, day: date) -> str | None:
        """Why a day differs, or None on an ordinary one."""
        if day in self._special and self._special[day].name:
            return self._special[day].name
        return self._public.get(day)

    def is_open(self, week: m.WeekHours, moment: datetime) -> bool:
        """Whether a moment (with offset) falls into open hours."""
        local = moment.astimezone(self.zone)
        return any(span.start <= local.time() < span.end for span in self.hours_on(week, local.date()))

    def next_opening(self, week: m.WeekHours, moment: datetime) -> datetime | None:
        """When it opens next, after the moment; None if not within 30 days."""
        local = moment.astimezone(self.zone)
        for ahead in range(31):
            day = local.date() + timedelta(days=ahead)
            for span in self.hours_on(week, day):
                opening = datetime.combine(day, span.start, self.zone)
                if opening > local:
                    return opening
        return None

    def business_days(self, after: date) -> Iterator[date]:
        """The working days (Monday to Friday, no holiday) that follow a day."""
        day = after
        while True:
            day += timedelta(days=1)
            closed = day in self._special and not self._special[day].hours
            if day.weekday() < 5 and day not in self._public and not closed:
                yield day

    def add_business_days(self, day: date, count: int) -> date:
        """The day that comes `count` working days later; the day itself for 0."""
        if count <= 0:
            return day
        for number, later in enumerate(self.business_days(day), 1):
            if number == count:
                return later
        raise AssertionError("unreachable: business days never end")


class Words:
    """The catalogue's vocabulary, folded for look-up."""

    def __init__(self, company: Company) -> None:
        """Indexes types and uses by every word for them."""
        self._types = {fold(word): name for name, kind in company.words.types.items()
                       for word in (name, kind.plural, *kind.also)}
        self._kinds = company.words.types
        self._colors = {fold(word): color.name for color in company.words.colors for word in (color.name, *color.also)}
        self._uses = {fold(word): tag for tag, words in company.words.uses.items() for word in (tag, *words)}

    def type_of(self, product: str | None) -> str | None:
        """The catalogue's type for a word ("tenis" → "zapatilla"), or None."""
        return self._types.get(fold(product)) if product else None

    def is_category(self, product: str) -> bool:
        """Whether a word names a whole category ("ropa")."""
        return fold(product) in {fold(kind.category) for kind in self._kinds.values()}

    def color_of(self, color: str | None) -> str | None:
        """The catalogue's name of a colour ("guinda" → "bordó"); the word itself where the catalogue has none."""
        return self._colors.get(fold(color), color) if color else None

    def plural(self, type_name: str) -> str:
        """The plural of a type."""
        return self._kinds[type_name].plural

    def uses_in(self, text: str) -> list[str]:
        """The uses that a text names ("para la oficina" → "oficina"), in order, once each."""
        padded = f" {' '.join(''.join(c if c.isalnum() else ' ' for c in fold(text)).split())} "
        found = [(padded.find(f" {word} "), tag) for word, tag in self._uses.items() if f" {word} " in padded]
        return list(dict.fromkeys(tag for _, tag in sorted(found)))


class Shop:
    """A company and the indexes over its data; one per process."""

    def __init__(self, company: Company) -> None:
        """Builds nothing until it is asked for."""
        self.company = company

    @cached_property
    def calendar(self) -> Calendar:
        """When the company works."""
        return Calendar(self.company)

    @cached_property
    def words(self) -> Words:
        """Its vocabulary."""
        return Words(self.company)

    @cached_property
    def _zones_by_town(self) -> dict[str, m.Zone]:
        return {fold(town): zone for zone in self.company.shipping.zones for town in (*zone.cities, *zone.provinces)}

    def zone_of(self, town: str | None, country: str | None = None) -> m.Zone | None:
        """The delivery zone of a town (or province), where it is one of the country's, else of a country abroad."""
        zone = self._zones_by_town.get(fold(town)) if town else None
        if zone is not None and (country is None or country in zone.countries):
            return zone
        if self.is_abroad(country):
            return next((z for z in self.company.shipping.zones if country in z.countries), None)
        return None

    @cached_property
    def ships_to(self) -> tuple[str, ...]:
        """The countries (ISO 3166-1) with a delivery zone."""
        return tuple(dict.fromkeys(code for zone in self.company.shipping.zones for code in zone.countries))

    def is_abroad(self, country: str | None) -> bool:
        """Whether a country is known and another one than the company's."""
        return country not in (None, self.company.profile.country)

    def currency_in(self, country: str | None) -> str:
        """In what is sold to a country: the export currency abroad, the company's own at home and where none is
        known."""
        profile = self.company.profile
        return profile.also_priced_in[0] if self.is_abroad(country) and profile.also_priced_in else profile.currency

    @property
    def default_zone(self) -> m.Zone:
        """The zone to count with when the town is not known."""
        return next(z for z in self.company.shipping.zones if z.id == self.company.shipping.default_zone)

    @cached_property
    def _reserved(self) -> list[tuple[re.Pattern[str], m.Reserved]]:
        return [(any_of(matter.phrases), matter) for matter in self.company.people.reserved if matter.phrases]

    def reserved_in(self, text: str) -> m.Reserved | None:
        """The matter in a text that only people deal with, or None."""
        folded = fold(text)
        return next((matter for pattern, matter in self._reserved if pattern.search(folded)), None)

    def promotions_on(self, day: date) -> list[goods.Promotion]:
        """Those valid on a day."""
        return [p for p in self.company.promotions if p.valid_from <= day <= p.valid_until]

    def price_of(self, product: goods.Product, day: date, currency: str | None = None) -> Price | None:
        """A product's price on a day, the best promotion applied; None if it has none in that currency."""
        currency = currency or self.company.profile.currency
        listed = product.price.get(currency)
        if listed is None:
            return None
        best = max((p for p in self.promotions_on(day) if p.percent and covers(p, product)),
                   key=lambda p: p.percent or 0, default=None)
        amount = round(listed * (1 - (best.percent or 0) / 100), 2) if best else listed
        return Price(amount, currency, listed, best)


def any_of(phrases: list[str]) -> re.Pattern[str]:
    """Any of some phrases, whole words; a * at the end takes any ending."""
    parts = (re.escape(fold(phrase)).replace(r"\ ", r"\s+").replace(r"\*", r"\w*") for phrase in phrases)
    return re.compile(rf"\b(?:{'|'.join(parts)})(?!\w)")


def covers(promotion: goods.Promotion, product: goods.Product) -> bool:
    """Whether a promotion is for a product."""
    to = promotion.applies_to
    return to.all or product.type in to.types or bool(set(to.tags) & set(product.tags))
