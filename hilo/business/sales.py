"""How things are sold in a conversation (`data/business/sales.yml`)."""
from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from pydantic import Field

from hilo.business.load import FOLDER, check, read_yaml
from hilo.business.models import Strict

FILE = "sales.yml"


class Sales(Strict):
    """hold_minutes: for how long units are held for an order that is not paid, unless the way to
    pay it has its own (`payments.yml`). abandoned_after_minutes: untouched for so long a cart counts as abandoned.
    most_units: of one article. most_lines: of a cart. stock_counted_on: the day of the catalogue's figures."""

    hold_minutes: int = Field(..., ge=1)
    abandoned_after_minutes: int = Field(..., ge=1)
    most_units: int = Field(..., ge=1)
    most_lines: int = Field(..., ge=1)
    stock_counted_on: date


def load_sales(folder: Path = FOLDER) -> Sales:
    """What a folder says of it.

    Raises:
        BusinessError: naming file, line and remedy.
    """
    name = f"data/business/{FILE}"
    return check(Sales, read_yaml(folder / FILE, name), name)


@lru_cache(maxsize=1)
def get_sales() -> Sales:
    """This process's, read once."""
    return load_sales()
