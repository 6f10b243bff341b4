"""What a person needs, as gathered by the form."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

DECLINED = "declined"
"""The value of a slot whose question the person chose not to answer."""

CHANGEABLE = {
    "product": ("producto", "articulo", "prenda"), "color": ("color",),
    "size": ("talle", "talla", "numero", "tamaño", "medida"), "needed_by": ("fecha", "dia", "plazo", "cuando"),
    "budget": ("presupuesto", "monto", "precio", "plata", "dinero", "gastar"),
    "preferences": ("uso", "estilo", "preferencia", "preferencias"), "quantity": ("cantidad",),
    "city": ("ciudad", "lugar", "direccion"),
}
"""Words by which a person names what they want to change, without giving the new value."""


@dataclass(frozen=True)
class Budget:
    """What may be spent: from `minimum` up to `maximum` (with its tolerance); None = open.

    `said` is the upper figure as the person put it.
    """

    minimum: float | None = None
    maximum: float | None = None
    currency: str | None = None
    said: float | None = None


APPROXIMATE = 1.10
"""«unos 80 mil» takes a price up to a tenth above; «hasta 80 mil» does not."""


@dataclass(frozen=True)
class Need:
    """A need; None or empty where nothing was said."""

    product: str | None = None
    color: str | None = None
    size: str | None = None
    quantity: int = 1
    uses: tuple[str, ...] = ()
    note: str = ""
    budget: Budget = field(default_factory=Budget)
    needed_by: date | None = None
    town: str | None = None
    country: str | None = None


def read_budget(value: Any) -> Budget:
    """The budget in the entity's form, {amount, currency} or {min, max, currency}."""
    if not isinstance(value, Mapping):
        return Budget()
    if value.get("amount") is not None:
        amount = float(value["amount"])
        return Budget(None, amount * APPROXIMATE, value.get("currency"), amount)
    low, high = value.get("min"), value.get("max")
    return Budget(float(low) if low is not None else None, float(high) if high is not None else None,
                  value.get("currency"), float(high) if high is not None else None)


def read_need(slots: Mapping[str, Any]) -> Need:
    """A need from the slots of the conversation."""
    def told(name: str) -> Any:
        value = slots.get(name)
        return None if value == DECLINED else value

    preferences: dict[str, Any] = told("preferences") or {}
    needed_by = told("needed_by")
    quantity = told("quantity")
    return Need(
        product=told("product"), color=told("color"), size=told("size"),
        quantity=int(quantity) if isinstance(quantity, (int, float)) and quantity > 0 else 1,
        uses=tuple(preferences.get("uses") or ()), note=str(preferences.get("note") or ""),
        budget=read_budget(told("budget")),
        needed_by=date.fromisoformat(str(needed_by)[:10]) if needed_by else None,
        town=told("city"), country=told("country"))
