"""Who takes the money: makes links to pay by, knows what became of them, reports it. `get_provider` gives the one in
use; without a contract with one it is a page of the simulator."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

PaidState = Literal["pending", "paid", "failed"]


class ProviderError(RuntimeError):
    """The provider does not answer, or refuses."""


class ForgedError(ValueError):
    """A report does not come from the provider."""


class UnreadableError(ValueError):
    """A report cannot be read."""


@dataclass(frozen=True)
class Link:
    """A way to pay. provider_id: its name there. url: where the person pays."""

    provider_id: str
    url: str


@dataclass(frozen=True)
class State:
    """What became of a payment. amount: what was really paid."""

    status: PaidState
    amount: float
    currency: str


@dataclass(frozen=True)
class Report:
    """A report of the provider's. id: of the report; the same when it is sent again."""

    id: str
    provider_id: str
    state: State


class Provider(Protocol):
    """A payment provider."""

    name: str

    def create(self, order_number: str, amount: float, currency: str, until: datetime,
               by_transfer: bool = False) -> Link:
        """A link by which an order is paid; the same twice is one. until: by the clock of who pays. by_transfer: it
        takes a bank transfer alone.

        Raises:
            ProviderError
        """

    def state(self, provider_id: str) -> State:
        """What became of a payment.

        Raises:
            ProviderError: also for a payment that it does not know.
        """

    def read(self, header: str | None, body: bytes, at: datetime) -> Report:
        """A report, its signature checked in constant time over the exact bytes.

        Raises:
            ForgedError, UnreadableError
        """


def get_provider() -> Provider:
    """The one in use."""
    from hilo.sales.simulated import SimulatedProvider

    return SimulatedProvider()
