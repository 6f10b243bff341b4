"""What a company tells about itself in `data/business/`, and the rules its files must keep.

Each class is one shape in those files; field names are the files' keys. Money is in
units of the currency named beside it, days are business days unless said otherwise.
"""
from __future__ import annotations

from datetime import date, time
from typing import Literal, NamedTuple

from pydantic import BaseModel, Extra, Field, constr, root_validator, validator

Currency = constr(regex=r"^[A-Z]{3}$")
Country = constr(regex=r"^[A-Z]{2}$")
Money = dict[str, float]
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


class Instalments(Strict):
    """Paying in `count` parts."""

    count: int = Field(..., gt=1)
    interest: bool
    minimum: float | None = None


class PaymentMethod(Strict):
    """One way to pay, and for which countries."""

    id: str
    name: str
    countries: Literal["all"] | list[Country]  # type: ignore[valid-type]
    installments: list[Instalments] = []
    discount_percent: float | None = None
    note: str | None = None


class Payments(Strict):
    """All ways to pay."""

    methods: list[PaymentMethod]
    invoices: str


class AppliesTo(Strict):
    """Which products a promotion covers."""

    types: list[str] = []
    tags: list[str] = []
    all: bool = False


class Promotion(Strict):
    """A promotion, valid from the start of one day to the end of another."""

    id: str
    name: str
    text: str
    valid_from: date
    valid_until: date
    applies_to: AppliesTo
    percent: float | None = Field(None, gt=0, lt=100)
    conditions: str | None = None


class Promotions(Strict):
    """All promotions, past ones too."""

    promotions: list[Promotion]


class ProductType(Strict):
    """A kind of thing that the company sells, and what else people call it."""

    plural: str
    category: str
    also: list[str] = []


class Color(Strict):
    """A colour and its other names."""

    name: str
    also: list[str] = []


class Vocabulary(Strict):
    """The words of the catalogue."""

    types: dict[str, ProductType]
    colors: list[Color]
    sizes: dict[str, str | list[str]]
    uses: dict[str, list[str]]


class Variant(NamedTuple):
    """One colour and size of a product, and how many there are."""

    color: str
    size: str
    stock: int


class Product(Strict):
    """A product of the catalogue."""

    id: constr(regex=r"^[a-z0-9-]+$")  # type: ignore[valid-type]
    name: str
    type: str
    description: str
    attributes: dict[str, str] = {}
    benefits: list[str] = []
    tags: list[str] = []
    price: Money
    preparation_days: int = Field(0, ge=0)
    ships_abroad: bool = False
    discontinued: bool = False
    restock: date | None = None
    stock: dict[str, dict[str, int]]

    @validator("attributes", pre=True)
    def as_text(cls, value: dict[str, object]) -> dict[str, str]:  # noqa: N805
        """`sí` and figures in YAML are meant as words."""
        return {str(k): {True: "sí", False: "no"}.get(v, str(v)) if isinstance(v, bool) else str(v)
                for k, v in value.items()}

    def variants(self) -> tuple[Variant, ...]:
        """All colours and sizes, those sold out too."""
        return tuple(Variant(color, size, units) for color, sizes in self.stock.items()
                     for size, units in sizes.items())


class Faq(Strict):
    """A question that customers ask, and the approved answer."""

    id: str
    question: str
    also: list[str] = []
    answer: str


class Claim(Strict):
    """Something that may not be said, and why."""

    claim: str
    why: str


class Brand(Strict):
    """How the company speaks."""

    tone: list[str]
    words_we_use: list[str]
    words_we_avoid: list[str]
    claims_forbidden: list[Claim]
    claims_allowed: list[str]
