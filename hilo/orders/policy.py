"""The shop's rules for orders (`data/business/orders.yml`)."""
from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import Field

from hilo.business.load import FOLDER, check, read_yaml
from hilo.business.models import Strict
from hilo.crm.orders import OrderStatus

FILE = "orders.yml"
OTHERWISE = "otherwise"


class OrderRules(Strict):
    """Days are calendar days, months calendar months, unless their name says otherwise."""

    exchange_days: int = Field(..., ge=0)
    return_days: int = Field(..., ge=0)
    no_exchange: list[str] = Field(default_factory=list)
    warranty_months: dict[str, int]
    refund_business_days: int = Field(..., ge=0)
    cancel_while: list[OrderStatus]
    change_while: list[OrderStatus]
    recent_days: int = Field(..., ge=1)

    def warranty_of(self, kind: str | None) -> int:
        """Months of warranty of a type of product."""
        return self.warranty_months.get(kind or "", self.warranty_months.get(OTHERWISE, 0))


def load_order_rules(folder: Path = FOLDER) -> OrderRules:
    """The rules of a folder.

    Raises:
        BusinessError: naming file, line and remedy.
    """
    name = f"data/business/{FILE}"
    return check(OrderRules, read_yaml(folder / FILE, name), name)


@lru_cache(maxsize=1)
def get_order_rules() -> OrderRules:
    """The rules of this process, read once."""
    return load_order_rules()
