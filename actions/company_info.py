"""Questions about the company: shipping, payment, hours and places."""
from __future__ import annotations

from datetime import date, timedelta

from actions.company_facts import attention, company_facts
from actions.known import InformingAction, answer_from_knowledge
from actions.opening_hours import day_asked, say_hours_on
from actions.turn import Turn
from actions.whereabouts import whereabouts
from hilo import wording
from hilo.business.goods import PaymentMethod
from hilo.business.models import Branch, Span, WeekHours, Zone
from hilo.business.paying import means_in
from hilo.business.towns import is_unserved, unserved_country
from hilo.knowledge import Passage

AHEAD = 14
"""Days within which a holiday is mentioned with the hours."""


def spans_text(spans: list[Span]) -> str:
    """«09:00 a 12:30 y 16:30 a 20:00»."""
    return wording.listing([f"{s.start:%H:%M} a {s.end:%H:%M}" for s in spans])


PLACES_NAMED = 3
"""An answer that names so many countries and zones tells of all of them: of one its own line tells more."""


class ActionShippingInfo(InformingAction):
    """Cost and estimated time to a town or country, or in general."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_shipping_info"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        where = whereabouts(turn)
        unserved = _unserved(turn, where.town)
        if unserved:
            turn.say("utter_shipping_not_there", place=unserved)
            return
        place = where.town or (wording.country(where.country) if where.country else "")
        if where.zone and where.town:
            self._zone(turn, where.zone, place)
            return
        if not turn.entity("city") and answer_from_knowledge(
                turn, turn.intent, but=lambda passage: bool(where.zone) and _tells_of_zones(turn, passage)):
            return
        home = [z for z in turn.shop.company.shipping.zones if turn.shop.company.profile.country in z.countries]
        if where.zone:
            self._zone(turn, where.zone, place)
        elif where.town:
            default = turn.shop.default_zone
            turn.say("utter_shipping_unknown_town", place=where.town, cost=self._money(default.cost),
                     min=default.days.min, max=default.days.max)
        else:
            turn.say("utter_shipping_general", min=min(z.days.min for z in home), max=max(z.days.max for z in home))

    def _money(self, amounts: dict) -> str:
        currency, amount = next(iter(amounts.items()))
        return wording.money(amount, currency)

    def _zone(self, turn: Turn, zone: Zone, place: str) -> None:
        turn.say("utter_shipping_zone", place=place, cost=self._money(zone.cost), min=zone.days.min, max=zone.days.max)
        if zone.free_from:
            turn.say("utter_shipping_free", amount=self._money(zone.free_from))
        profile, pick_up = turn.shop.company.profile, turn.shop.company.shipping.pick_up
        here = [b for b in profile.branches if b.id in pick_up.branches and b.city in zone.cities]
        if here:
            turn.say("utter_shipping_pick_up", branches=wording.listing([b.name for b in here], "or"))
        if profile.country not in zone.countries:
            turn.say("utter_shipping_not_abroad")


def _unserved(turn: Turn, town: str | None) -> str | None:
    """The town, or the country named in the message, to which nothing is shipped; None where it can be."""
    if town:
        return town if is_unserved(turn.shop, town) else None
    country = unserved_country(turn.shop, turn.text)
    return wording.country(country) if country else None


def _tells_of_zones(turn: Turn, passage: Passage) -> bool:
    """Whether a passage tells of several zones at once, or of another one."""
    zones = turn.shop.company.shipping.zones
    places = {zone.name for zone in zones} | {wording.country(code) for zone in zones for code in zone.countries}
    return passage.kind == "zone" or sum(place in passage.text for place in places) >= PLACES_NAMED


def say_means(turn: Turn) -> None:
    """By which means this person can pay."""
    shop, country = turn.shop, whereabouts(turn).country
    abroad = shop.is_abroad(country)
    methods = "\n".join(_line(turn, m) for m in means_in(
        shop, country if country and abroad else shop.company.profile.country))
    if abroad:
        turn.say("utter_payment_abroad", country=wording.country(str(country)), methods=methods)
    else:
        turn.say("utter_payment_methods", methods=methods)


def _line(turn: Turn, method: PaymentMethod) -> str:
    currency = turn.shop.company.profile.currency
    details = []
    free = [i for i in method.installments if not i.interest]
    if free:
        best = max(free, key=lambda i: i.count)
        details.append(turn.fill("utter_payment_detail_minimum", count=best.count,
                                 minimum=wording.money(best.minimum, currency)) if best.minimum
                       else turn.fill("utter_payment_detail_instalments", count=best.count))
    if method.discount_percent:
        details.append(turn.fill("utter_payment_detail_discount", percent=f"{method.discount_percent:g}"))
    return turn.fill("utter_payment_line", name=method.name,
                     detail=f": {wording.listing(details)}" if details else "")


class ActionBusinessInfo(InformingAction):
    """An approved answer where one is sure; else hours, addresses and contact."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_business_info"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        profile = turn.shop.company.profile
        if answer_from_knowledge(turn, turn.intent, but=lambda passage: all(
                branch.address in passage.text for branch in profile.branches)):  # below, with hours and telephones
            return
        city, day = turn.entity("city"), day_asked(turn)
        branches = [b for b in profile.branches if b.city == city] or profile.branches
        if day:
            say_hours_on(turn, branches, day)
            return
        for branch in branches:
            self._branch(turn, branch)
        self._holidays(turn, profile.branches[0].hours)
        turn.say("utter_contact", **company_facts(turn))
        self._people(turn)

    def _people(self, turn: Turn) -> None:
        text = attention(turn)
        if text:
            turn.say("utter_faq", answer=text)

    def _branch(self, turn: Turn, branch: Branch) -> None:
        turn.say("utter_branch", name=branch.name, address=branch.address, city=branch.city, phone=branch.phone,
                 hours="\n".join(self._week(turn, branch.hours)))

    def _week(self, turn: Turn, week: WeekHours) -> list[str]:
        """Days with the same hours on one line: «lunes a viernes: …»."""
        names = turn.fill("utter_weekdays").split(", ")
        lines: list[str] = []
        start = 0
        for end in range(1, 8):
            if end == 7 or week.on(end) != week.on(start):
                days = names[start] if end - start == 1 else turn.fill(
                    "utter_day_range", first=names[start], last=names[end - 1])
                hours = spans_text(week.on(start)) or turn.fill("utter_closed")
                lines.append(f"{days.capitalize()}: {hours}")
                start = end
        return lines

    def _holidays(self, turn: Turn, week: WeekHours) -> None:
        today, calendar = turn.now.date(), turn.shop.calendar
        for day in (today + timedelta(days=n) for n in range(AHEAD)):
            name = calendar.holiday_name(day)
            if name and calendar.hours_on(week, day) != week.on(day.weekday()):
                self._holiday(turn, day, name, calendar.hours_on(week, day))

    def _holiday(self, turn: Turn, day: date, name: str, spans: list[Span]) -> None:
        hours = turn.fill("utter_holiday_open", hours=spans_text(spans)) if spans else turn.fill("utter_holiday_closed")
        turn.say("utter_branch_holiday", date=wording.day(day), name=name, hours=hours)
