"""Whether the shops are open on the day that is asked about: that first, and briefly."""
from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from actions.turn import Turn
from hilo import wording
from hilo.business.models import Branch
from hilo.spanish.normalize import fold

_MORE = re.compile(r"\b(?:dond\w+|direcci\w+|ubica\w+|telefono\w*|queda\w*|llegar|todos los dias|contacto)\b")
"""Words of who wants to know more than whether it is open."""


def day_asked(turn: Turn) -> date | None:
    """The one day that the message asks about; None where it names none, or asks more than that."""
    said, folded = turn.entity("date_time"), fold(turn.text)
    if _MORE.search(folded):
        return None
    if isinstance(said, str):
        return date.fromisoformat(said[:10])
    names = [fold(name) for name in turn.fill("utter_weekdays").split(", ")]
    named = {names.index(word.removesuffix("s") if word not in names else word) for word in re.findall(r"\w+", folded)
             if word in names or word.removesuffix("s") in names}
    if len(named) != 1:
        return None
    return turn.now.date() + timedelta(days=(named.pop() - turn.now.weekday()) % 7)


def say_hours_on(turn: Turn, branches: Sequence[Branch], day: date) -> None:
    """Says whether they are open on a day, from when to when, or when they are open again."""
    calendar = turn.shop.calendar
    spans = {branch.name: calendar.hours_on(branch.hours, day) for branch in branches}
    told = wording.day(day)
    if any(spans.values()):
        hours = {name: wording.listing([f"{s.start:%H:%M} a {s.end:%H:%M}" for s in open_]) if open_
                 else turn.fill("utter_closed") for name, open_ in spans.items()}
        lines = [turn.fill("utter_day_open_line", name=name, hours=hours[name]) for name in hours]
        turn.say("utter_day_open", date=told, lines="\n".join(lines), spoken="; ".join(lines))
        return
    holiday = calendar.holiday_name(day)
    opens = calendar.next_opening(branches[0].hours, datetime.combine(day, time.max, calendar.zone))
    turn.say("utter_day_closed", date=told, why=f" ({holiday})" if holiday else "",
             opens=f"{wording.day(opens.date())} a las {wording.hour(opens)}" if opens else "")
