"""Paying on a page of the simulator's. The link itself says what is to be paid, signed: it is made without asking."""
from __future__ import annotations

import hashlib
import hmac
import json
from datetime import datetime, timedelta
from typing import Any

import httpx

from hilo.calls.signature import Check
from hilo.calls.signature import ForgedError as BadSignature
from hilo.sales.cart import TRANSFER
from hilo.sales.provider import ForgedError, Link, ProviderError, Report, State, UnreadableError
from hilo.settings import get_settings

SECRET, WEBHOOK_SECRET = "payments", "payments-webhook"
"""Names of secrets of this installation that the simulator knows too."""
TIMEOUT = 3.0
"""Seconds."""
STATUSES = ("pending", "paid", "failed")


class SimulatedProvider:
    """(see `hilo.sales.provider.Provider`)."""

    name = "simulator"

    def create(self, order_number: str, amount: float, currency: str, until: datetime,
               by_transfer: bool = False) -> Link:
        """(see protocol)."""
        settings = get_settings()
        secret = settings.local_secret(SECRET).encode()
        paid = f"{order_number}.{round(amount * 100)}.{currency}"
        minutes = int((until.utcoffset() or timedelta()).total_seconds() // 60)
        code = f"{paid}.{int(until.timestamp())}_{minutes}" + f".{TRANSFER}" * by_transfer
        name, sign = (hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()[:24] for text in (paid, code))
        return Link(f"pay_{name}", f"http://localhost:{settings.hilo_simulator_port}/pagar/{code}.{sign}")

    def state(self, provider_id: str) -> State:
        """(see protocol)."""
        try:
            answer = httpx.get(f"{get_settings().simulator_address}/payments/v1/{provider_id}", timeout=TIMEOUT,
                               headers={"Authorization": f"Bearer {get_settings().local_secret(SECRET)}"})
            if answer.status_code == 404:  # nobody has opened the page
                return State("pending", 0.0, "")
            answer.raise_for_status()
            return _state(answer.json())
        except (httpx.HTTPError, ValueError) as error:
            raise ProviderError(type(error).__name__) from error

    def read(self, header: str | None, body: bytes, at: datetime) -> Report:
        """(see protocol)."""
        try:
            check = Check(header, get_settings().local_secret(WEBHOOK_SECRET), at.timestamp())
            check.feed(body)
            check.settle()
        except BadSignature as error:
            raise ForgedError(str(error)) from error
        try:
            event: Any = json.loads(body.decode("utf-8"))
            return Report(_text(event["id"]), _text(event["payment"]["id"]), _state(event["payment"]))
        except (UnicodeDecodeError, RecursionError, KeyError, TypeError, ValueError) as error:
            raise UnreadableError("the report is not what the provider sends") from error


def _text(value: Any) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= 128:
        raise ValueError("a name is needed")
    return value


def _state(payment: Any) -> State:
    amount, status = payment["amount"], payment["status"]
    if status not in STATUSES or isinstance(amount, bool) or not isinstance(amount, (int, float)):
        raise ValueError("not a payment")
    return State(status, float(amount), str(payment["currency"])[:3])
