"""How quotations are made (`data/business/quotes.yml`)."""
from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import Field

from hilo.business.load import FOLDER, check, read_yaml
from hilo.business.models import Strict

FILE = "quotes.yml"


class Tax(Strict):
    """A tax on everything that is sold. included: the catalogue's prices hold it already."""

    name: str
    percent: float = Field(..., ge=0, lt=100)
    included: bool


class VolumeDiscount(Strict):
    """Off the price, from so many units of one product on."""

    from_units: int = Field(..., ge=2)
    percent: float = Field(..., gt=0, lt=100)


class QuoteRules(Strict):
    """All of the file. terms: what is printed below, with places {validity}, {currency}, {tax} and {percent}.
    terms_abroad: the same for what goes to another country, which bears no tax."""

    validity_days: int = Field(..., ge=1)
    tax: Tax
    discounts: list[VolumeDiscount] = []
    most_units: int = Field(..., ge=1)
    most_lines: int = Field(..., ge=1)
    terms: list[str]
    terms_abroad: list[str] = []

    def percent_for(self, units: int) -> float:
        """The discount for so many units of one product; 0 for few."""
        return max((one.percent for one in self.discounts if units >= one.from_units), default=0.0)


def load_quote_rules(folder: Path = FOLDER) -> QuoteRules:
    """The rules of a folder.

    Raises:
        BusinessError: naming file, line and remedy.
    """
    name = f"data/business/{FILE}"
    return check(QuoteRules, read_yaml(folder / FILE, name), name)


@lru_cache(maxsize=1)
def get_quote_rules() -> QuoteRules:
    """The rules of this process, read once."""
    return load_quote_rules()
