"""What the company sells and on which terms: vocabulary, products, promotions, means of payment.

Field names are the files' keys. Money is in units of the currency named beside it.
"""
from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from pydantic import Field, constr, validator

from hilo.business.models import Country, Money, Path, Strict

Picture = constr(regex=r"^[a-z0-9-]+\.(?:png|jpg)$")


class Instalments(Strict):
    """Paying in `count` parts."""

    count: int = Field(..., gt=1)
    interest: bool
    minimum: float | None = None


class PaymentMethod(Strict):
    """One way to pay, and for which countries. hold_hours: for how long an order's units are held that is paid so;
    None: as sales.yml says."""

    id: str
    name: str
    countries: Literal["all"] | list[Country]  # type: ignore[valid-type]
    installments: list[Instalments] = []
    discount_percent: float | None = None
    hold_hours: int | None = Field(None, ge=1)
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
    """A kind of thing that the company sells, and what else people call it. also_in: words that mean it in some
    countries, and something else in the others. url: its page, behind `contact.web`."""

    plural: str
    category: str
    also: list[str] = []
    also_in: dict[Country, list[str]] = {}  # type: ignore[valid-type]
    url: Path | None = None  # type: ignore[valid-type]


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
    """A product of the catalogue. url: its page, behind `contact.web`. image: a file of data/business/pictures/."""

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
    url: Path | None = None  # type: ignore[valid-type]
    image: Picture | None = None  # type: ignore[valid-type]
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
