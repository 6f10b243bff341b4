"""Every value that a message carries: things, sizes, counts, money, contact data, names, towns, times."""
from __future__ import annotations

from datetime import datetime
from typing import List, Optional

from hilo.spanish.contact_data import read_emails, read_order_numbers, read_phones
from hilo.spanish.money import read_budgets
from hilo.spanish.people import read_names
from hilo.spanish.places import read_cities
from hilo.spanish.reading import Found, Reading
from hilo.spanish.sizes import read_quantities, read_sizes
from hilo.spanish.things import GENERIC, Lexicon, read_things
from hilo.spanish.times import find_times

__all__ = ["GENERIC", "Found", "Lexicon", "read_values"]


def read_values(text: str, *, lexicon: Lexicon = GENERIC, now: datetime, country: Optional[str] = None) -> List[Found]:
    """The values in a message, sorted, none overlapping another.

    `now` is the person's present moment with its offset, `country` an ISO 3166 code. Only the first
    `normalize.MAX_CHARACTERS` characters are read. Never raises for any text.
    """
    reading = Reading(text)
    read_emails(reading)
    read_order_numbers(reading)
    read_budgets(reading, country)
    read_phones(reading, country)
    for time in find_times(reading, now, country):
        value = time.anchor.isoformat(timespec="seconds") if time.has_hour else time.anchor.date().isoformat()
        reading.take("date_time", value, time.start, time.end, time.confidence)
    read_things(reading, lexicon)
    read_sizes(reading, lexicon.sizes)
    read_quantities(reading)
    read_names(reading)
    read_cities(reading)
    return sorted(reading.found, key=lambda f: f.start)
