"""Every value that a message carries: things, sizes, counts, money, contact data, names, towns, times."""
from __future__ import annotations

import re
from datetime import datetime, timezone
from itertools import islice

from hilo.spanish.contact_data import read_emails, read_order_numbers, read_phones
from hilo.spanish.corrections import CORRECTED_NUMBER, last_values, settle_numbers
from hilo.spanish.currencies import country_of_money
from hilo.spanish.documents import find_documents
from hilo.spanish.lexicon import GENERIC, Lexicon
from hilo.spanish.money import read_budgets
from hilo.spanish.normalize import MAX_CHARACTERS, fold
from hilo.spanish.people import is_name, read_names
from hilo.spanish.places import read_cities
from hilo.spanish.quantities import read_quantities
from hilo.spanish.reading import Found, Reading
from hilo.spanish.sizes import read_sizes
from hilo.spanish.surprise import is_surprise
from hilo.spanish.things import read_things
from hilo.spanish.times import find_times

__all__ = ["GENERIC", "Found", "Lexicon", "read_values"]
MOST_NUMBERS = 250
"""Numbers read in one message."""
_NUMBER = re.compile(r"\d+")


def read_values(text: str, *, lexicon: Lexicon = GENERIC, now: datetime, country: str | None = None,
                speaker: str | None = None) -> list[Found]:
    """The values in a message, sorted, none overlapping another.

    `now` is the person's present moment with its offset, `country` an ISO 3166 code; `speaker` the person's own, where
    it is known: «polera» is no T-shirt to everybody, nor are
    «2500 pesos» the shop's. Of values that the
    person corrects only the last is given. Only the first `normalize.MAX_CHARACTERS` characters, and `MOST_NUMBERS`
    numbers, are read. Never raises for any text.
    """
    reading = Reading(_up_to_many_numbers(text))
    if not reading.folded.strip():
        return []
    read_emails(reading)
    for document in find_documents(reading.text, country):
        reading.hide(document.start, document.end)
    read_order_numbers(reading)
    _read_budgets(reading, country_of_money(country, speaker))
    read_phones(reading, country)
    _read_dates(reading, now, country)
    reading.plain = settle_numbers(reading.plain)
    read_names(reading, country)
    read_cities(reading, country)
    read_things(reading, lexicon)
    read_sizes(reading, lexicon.sizes)
    read_quantities(reading)
    _read_replacements(reading)
    found = sorted(reading.found, key=lambda f: f.start)
    local = lexicon.local.get((speaker or "").upper())
    if local:
        found = [one._replace(value=local.get(fold(str(one.value)), one.value)) if one.entity == "product" else one
                 for one in found]
    return last_values(found, reading.same_length_folded())


def _up_to_many_numbers(text: str) -> str:
    """The text up to its `MOST_NUMBERS`th number: each costs, and nobody means so many."""
    if len(text) < MOST_NUMBERS * 2:
        return text
    last = next(islice(_NUMBER.finditer(text, 0, MAX_CHARACTERS), MOST_NUMBERS - 1, None), None)
    return text[:last.end()] if last else text


def _read_budgets(reading: Reading, country: str | None) -> None:
    """What may be spent; not an amount that is repeated in surprise, whose place is blank all the same."""
    read_budgets(reading, country)
    if is_surprise(reading.text):
        kept = [(one, end) for one, end in zip(reading.found, reading.ends, strict=True) if one.entity != "budget"]
        reading.found, reading.ends = [one for one, _ in kept], [end for _, end in kept]


def _read_dates(reading: Reading, now: datetime, country: str | None) -> None:
    for time in find_times(reading, now, country):
        if time.confidence < 0.6 or is_name(reading, time.start, time.end):
            continue
        if time.told:
            reading.blank(time.start, time.end)
            continue
        value = time.anchor.isoformat(timespec="seconds") if time.has_hour else time.anchor.date().isoformat()
        reading.take("date_time", value, time.start, time.end, time.confidence)


def _read_replacements(reading: Reading) -> None:
    """A bare number after "no, perdón" is of the kind of the value that it replaces: of "las M súbalas a 30" it is how
    many, and no size."""
    for found, end in list(zip(reading.found, reading.ends, strict=True)):
        if found.entity not in ("quantity", "size") or str(found.value).isalpha():
            continue
        match = CORRECTED_NUMBER.match(reading.plain, end)
        if match:
            number = match.group("number")
            reading.take(found.entity, int(number) if found.entity == "quantity" else number, *match.span("number"),
                         0.9)


def warm_up(lexicon: Lexicon = GENERIC) -> None:
    """Builds the indexes and loads the towns (about a second), so that the first message is as quick as the rest."""
    read_values("soy Ana, de Rosario, quiero una remera para mañana", lexicon=lexicon, now=datetime.now(timezone.utc))
