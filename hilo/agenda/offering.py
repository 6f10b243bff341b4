"""Finds the moments to offer, and says why where they are not what was wished."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hilo.agenda import offers
from hilo.agenda.desk import Desk, State, Text, to_row, to_slot
from hilo.agenda.replies import Reply, is_hurried
from hilo.agenda.slots import Slot, bounds, open_spans
from hilo.agenda.wishes import Wish, from_row, read_wishes
from hilo.business.agendas import Agenda
from hilo.wording import day as day_in_words


def offered(state: State) -> list[Slot]:
    """The moments offered last."""
    return [to_slot(row) for row in state.get("offered") or []]


def take_first_wish(desk: Desk, state: State, text: str) -> None:
    """When, as far as the first message says it; what was agreed in a call holds where it says nothing."""
    agendas = desk.agendas_for(state)
    zone = desk.clock(agendas[0] if len({one.by for one in agendas}) == 1 else None)
    heard = read_wishes(text, desk.now.astimezone(zone), desk.shop.company.profile.country)
    own = desk.mine_called(state.get("number"))
    wish = heard.wish
    if own is not None and wish is not None and wish.says_day and wish.first == own.starts_at.astimezone(zone).date() \
            and not wish.says_hours:
        wish = None  # «no puedo ir el jueves»: it names the appointment that there is
    if own is not None and wish is not None and wish.is_exact and not wish.says_day:  # «pasala a las 6»: that same day
        day = own.starts_at.astimezone(zone).date()
        wish = replace(wish, first=day, last=day)
    if wish is None and desk.wished is not None and desk.wished > desk.now:
        moment = desk.wished.astimezone(zone)
        wish = Wish(moment.date(), moment.date(), moment.time(), moment.time())
    if wish is None and is_hurried(text):
        wish = Wish(soon=True)
    if wish is not None:
        state["wish"] = wish.as_row()
    if heard.avoid:
        state["avoid"] = [one.as_row() for one in heard.avoid]


def make_offer(desk: Desk, state: State, not_again: Sequence[Slot] = (), says_why: bool = True) -> list[Text]:
    """Puts the moments to offer into the state (none: there are none at all); what is to be said before them."""
    agendas = desk.agendas_for(state)
    zone = desk.clock(agendas[0] if agendas else None)
    wish, avoid = from_row(state.get("wish")), [one for row in state.get("avoid") or [] if (one := from_row(row))]
    found = offers.offer(desk.free(agendas), wish, avoid, zone, not_again)
    state["offered"], state["meets"] = [to_row(slot) for slot in found.slots], found.meets
    return [] if found.meets or not says_why or not found.slots or wish is None else [_why_not(desk, agendas, wish)]


def take_reply(desk: Desk, state: State, reply: Reply) -> list[Text]:
    """Does what an answer to an offer says: takes a moment, or offers others."""
    agendas, before = desk.agendas_for(state), offered(state)
    zone = desk.clock(agendas[0] if agendas else None)
    if reply.slot is not None:
        state["slot"] = to_row(reply.slot)
        return []
    if reply.avoid:
        state["avoid"] = [*(state.get("avoid") or []), *(one.as_row() for one in reply.avoid)]
        if state.get("wish") and not reply.wish:
            state["wish"] = _without_refused(from_row(state["wish"]), reply.avoid)
    if reply.wish is None:
        if not reply.avoid and state.get("wish"):  # «otro horario»: nothing but that hour is given up
            state["wish"] = _wider(from_row(state["wish"]))
        return make_offer(desk, state, before, says_why=False)
    wish = reply.wish if reply.other else reply.wish.after(from_row(state.get("wish")))
    state["wish"] = wish.as_row()
    found = _exactly(desk, agendas, wish, before, says_day=reply.wish.says_day)
    if len(found) == 1:
        state["slot"] = to_row(found[0])
        return []
    if found:
        state["offered"], state["meets"] = [to_row(slot) for slot in found[:offers.MOST]], True
        return []
    own = desk.mine_called(state.get("number"))
    if own is not None and wish.is_exact and wish.says_day and wish.holds(own.starts_at.astimezone(zone)):
        state["slot"] = to_row(Slot(own.agenda, own.starts_at, own.ends_at))  # there it is already
        return []
    return make_offer(desk, state)


def _exactly(desk: Desk, agendas: Sequence[Agenda], wish: Wish, before: Sequence[Slot], says_day: bool) -> list[Slot]:
    """The free moments of an hour that was named; where no day was, on the days that were offered."""
    if not wish.is_exact:
        return []
    zone = desk.clock(agendas[0] if agendas else None)
    days = {slot.starts_at.astimezone(zone).date() for slot in before}
    found = offers.exactly(desk.free(agendas), wish, zone)
    return found if says_day else [slot for slot in found if slot.starts_at.astimezone(zone).date() in days]


def _without_refused(wish: Wish | None, avoid: Sequence[Wish]) -> dict[str, object] | None:
    """What is left of a wish after «no puedo a la mañana». A day that is refused stays: what is near it is offered."""
    if wish is None:
        return None
    if any(one.says_hours for one in avoid):
        wish = replace(wish, since=None, until=None, either=False)
    return wish.as_row() or None


def _wider(wish: Wish | None) -> dict[str, object] | None:
    if wish is None:
        return None
    wish = replace(wish, soon=False)
    return (replace(wish, since=None, until=None, either=False) if wish.is_exact else wish).as_row() or None


def _why_not(desk: Desk, agendas: Sequence[Agenda], wish: Wish) -> Text:
    """Why nothing of what was wished can be had."""
    _, last = bounds(desk.rules, desk.now)
    if wish.first is not None and wish.first > last.date():
        return "utter_appointment_too_far", {"day": day_in_words(last.date())}
    days = _days(wish)
    if days and not any(open_spans(desk.shop, agenda, day) for agenda in agendas for day in days):
        holiday = desk.shop.calendar.holiday_name(days[0]) if len(days) == 1 else None
        if holiday:
            return "utter_appointment_holiday", {"day": day_in_words(days[0]), "holiday": holiday}
        if len(days) == 1:
            return "utter_appointment_closed", {"day": day_in_words(days[0])}
    return "utter_appointment_none_then", {}


def _days(wish: Wish) -> list[date]:
    if wish.first is None or wish.last is None:
        return []
    return [wish.first + timedelta(days=ahead) for ahead in range(min((wish.last - wish.first).days + 1, 31))]
