"""What a company tells about itself in `data/business/`, and the rules its files must keep.

Each class is one shape in those files; field names are the files' keys. Money is in
units of the currency named beside it, days are business days unless said otherwise.
"""
from __future__ import annotations

from datetime import date, time
from typing import NamedTuple

from pydantic import BaseModel, Extra, Field, constr, root_validator, validator

Currency = constr(regex=r"^[A-Z]{3}$")
Country = constr(regex=r"^[A-Z]{2}$")
Money = dict[str, float]
Path = constr(regex=r"^/(?!/)[A-Za-z0-9._~%/-]*[A-Za-z0-9_~-]$")
"""A page of the company's site: what stands behind its address, without question mark or #."""
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Span(NamedTuple):
    """Open from `start` until `end`, local time."""

    start: time
    end: time


class Strict(BaseModel):
    """A misspelt key is an error, not silence."""

    class Config:
        extra = Extra.forbid
        allow_mutation = False


def read_span(text: str) -> Span:
    """'09:00-12:30' as two times.

    Raises:
        ValueError: when the text is not of that form or ends before it starts.
    """
    try:
        start, end = (time.fromisoformat(part.strip()) for part in text.split("-"))
    except ValueError as error:
        raise ValueError(f"«{text}» no es un tramo; se escribe \"09:00-12:30\"") from error
    if end <= start:
        raise ValueError(f"el tramo «{text}» termina antes de empezar")
    return Span(start, end)


class WeekHours(Strict):
    """Opening hours by weekday; an empty list is a closed day."""

    monday: list[Span]
    tuesday: list[Span]
    wednesday: list[Span]
    thursday: list[Span]
    friday: list[Span]
    saturday: list[Span]
    sunday: list[Span]

    @validator(*DAYS, pre=True, each_item=True)
    def spans(cls, value: str) -> Span:  # noqa: N805
        """Reads each "HH:MM-HH:MM"."""
        return read_span(value)

    def on(self, weekday: int) -> list[Span]:
        """The hours of a weekday, 0 = Monday."""
        return getattr(self, DAYS[weekday])


class Contact(Strict):
    """How the company is reached by other ways than this chat."""

    phone: str
    whatsapp: str
    email: str
    web: str


class Branch(Strict):
    """A shop with a door."""

    id: str
    name: str
    address: str
    city: str
    phone: str
    hours: WeekHours


class Profile(Strict):
    """Who the company is."""

    name: str
    legal_name: str
    tax_id: str
    what: str
    country: Country  # type: ignore[valid-type]
    time_zone: str
    currency: Currency  # type: ignore[valid-type]
    also_priced_in: list[Currency] = []  # type: ignore[valid-type]
    assistant_name: str
    contact: Contact
    branches: list[Branch]
    online_attention: WeekHours
    privacy_notice: str


class SpecialDay(Strict):
    """A day with other hours than its weekday's; no hours = closed."""

    date: date
    name: str | None = None
    hours: list[Span] = []

    @validator("hours", pre=True, each_item=True)
    def spans(cls, value: str) -> Span:  # noqa: N805
        """Reads each "HH:MM-HH:MM"."""
        return read_span(value)


class Holidays(Strict):
    """Days that differ from the weekly hours, beside the public holidays of a place."""

    country: Country  # type: ignore[valid-type]
    subdivision: str | None = None
    extra_closed: list[SpecialDay] = []
    open_anyway: list[SpecialDay] = []


class Days(Strict):
    """From `min` to `max` business days."""

    min: int = Field(..., ge=0)
    max: int = Field(..., ge=0)

    @root_validator(skip_on_failure=True)
    def in_order(cls, values: dict[str, int]) -> dict[str, int]:  # noqa: N805
        """`min` is not above `max`."""
        if values["min"] > values["max"]:
            raise ValueError("`min` es mayor que `max`")
        return values


class Zone(Strict):
    """Towns with one delivery time and cost."""

    id: str
    name: str
    countries: list[Country]  # type: ignore[valid-type]
    provinces: list[str] = []
    cities: list[str] = []
    days: Days
    cost: Money
    free_from: Money | None = None
    note: str | None = None


class PickUp(Strict):
    """Fetching an order at a branch."""

    branches: list[str]
    ready_in_business_days: int


class Shipping(Strict):
    """Where the company ships to."""

    zones: list[Zone]
    default_zone: str
    pick_up: PickUp
    carriers: list[str]
    tracking_note: str


class Registers(Strict):
    """An approved text for people who are called usted and for those who are called vos; the text itself says tú."""

    usted: str | None = None
    vos: str | None = None


class Faq(Strict):
    """A question that customers ask, and the approved answer."""

    id: str
    question: str
    also: list[str] = []
    answer: str
    registers: Registers = Registers()
    abroad: str | None = None
    """What is said instead where another country is known, of an answer that holds only at home; for any register."""
    intents: tuple[str, ...] = ()
    """The intents under which this answer is looked for; set for a whole file."""

    def said(self, register: str | None = None, *, abroad: bool = False) -> str:
        """The answer as a person is addressed; the one that stands in the file where no other is written."""
        if abroad and self.abroad:
            return self.abroad
        return (getattr(self.registers, register, None) if register in ("usted", "vos") else None) or self.answer


class Aspect(Strict):
    """Something that is asked about a product: the words that ask for it, and those by which its page tells it.

    weak: the words ask nothing by themselves («trae»); what is asked stands beside them.
    """

    asks: list[str]
    tells: list[str]
    weak: bool = False


class Synonyms(Strict):
    """Words by which answers are found. same: each list, words that mean one thing here. empty: words that say nothing
    of what is asked. figures: how what stands in figures is asked for, by kind of passage ("hours", "zone").
    signs: words that tell what is wanted of a thing that is named. cities: of other countries, by ISO code."""

    same: list[list[str]] = []
    empty: list[str] = []
    aspects: dict[str, Aspect] = {}
    figures: dict[str, list[str]] = {}
    signs: dict[str, list[str]] = {}
    cities: dict[str, list[str]] = {}


class Unanswered(Strict):
    """Questions that have no approved answer, by subject."""

    unanswered: dict[str, list[str]] = {}


class Asked(BaseModel):
    """Further ways of asking, by the id of their answer."""

    __root__: dict[str, list[str]]


class Reserved(Strict):
    """A matter that only people deal with; a phrase may end in * for any ending."""

    name: str
    about: str
    phrases: list[str]


class People(Strict):
    """What is left to people."""

    reserved: list[Reserved]


class Claim(Strict):
    """Something that may not be said, and why.

    phrases: how it is recognised in a text; one may end in * for any ending. only_if: what our own facts must say for
    it to be true after all.
    """

    claim: str
    why: str
    phrases: list[str] = Field(..., min_items=1)
    only_if: list[str] = []


class Brand(Strict):
    """How the company speaks."""

    tone: list[str]
    words_we_use: list[str]
    words_we_avoid: list[str]
    claims_forbidden: list[Claim]
    claims_allowed: list[str]
