"""What is offered for a trouble (`data/business/compensation.yml`): by its kind, the days, and what somebody bought."""
from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import Field, validator

from hilo.business.load import FOLDER, check, read_yaml
from hilo.business.models import Strict
from hilo.crm.coupons import Coupon
from hilo.crm.people import Loyalty

FILE = "compensation.yml"
Trouble = Literal["delay", "damaged", "wrong", "missing"]
NOTHING, FREE_SHIPPING = "nothing", "free_shipping"
Gift = int | str
"""`nothing`, `free_shipping`, or a percentage."""
MOST_PERCENT = 50


class Rule(Strict):
    """What is given for one kind of trouble, by loyalty."""

    trouble: Trouble
    from_days: int = Field(0, ge=0)
    new: Gift
    returning: Gift
    loyal: Gift

    @validator("new", "returning", "loyal")
    def known(cls, value: Gift) -> Gift:  # noqa: N805
        """One of the words, or a percentage that a shop can bear."""
        if value in (NOTHING, FREE_SHIPPING) or (isinstance(value, int) and 0 < value <= MOST_PERCENT):
            return value
        raise ValueError(f"es nothing, free_shipping o un por ciento de 1 a {MOST_PERCENT}")


class Compensation(Strict):
    """The rules; valid_days: how long a coupon holds."""

    valid_days: int = Field(..., ge=1)
    rules: list[Rule]


class Offer(NamedTuple):
    """What is offered: a percentage of the next purchase, or its shipping where percent is None."""

    percent: int | None
    valid_until: date


def offer_for(trouble: Trouble, days_late: int, loyalty: Loyalty, today: date,
              rules: Compensation | None = None) -> Offer | None:
    """What a person is offered; None: nothing. days_late: 0 where it is no matter of days."""
    rules = rules or get_compensation()
    fitting = [rule for rule in rules.rules if rule.trouble == trouble and rule.from_days <= days_late]
    if not fitting:
        return None
    gift: Gift = getattr(max(fitting, key=lambda rule: rule.from_days), loyalty)
    if gift == NOTHING:
        return None
    return Offer(gift if isinstance(gift, int) else None, today + timedelta(days=rules.valid_days))


def key_of(order_number: str) -> str:
    """The cause of an order's compensation: it has one at most."""
    return f"compensation:{order_number}"


def granted_for(order_number: str, coupons: list[Coupon]) -> Coupon | None:
    """The coupon that was given for an order."""
    return next((coupon for coupon in coupons if coupon.key == key_of(order_number)), None)


def load_compensation(folder: Path = FOLDER) -> Compensation:
    """The rules of a folder.

    Raises:
        BusinessError: naming file, line and remedy.
    """
    name = f"data/business/{FILE}"
    return check(Compensation, read_yaml(folder / FILE, name), name)


@lru_cache(maxsize=1)
def get_compensation() -> Compensation:
    """The rules of this process, read once."""
    return load_compensation()
