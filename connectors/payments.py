"""Payments: `POST /webhooks/payments/webhook`, what the provider reports. Checked over the exact bytes, kept, answered;
the worker deals with it."""
from __future__ import annotations

import asyncio
import logging
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse
from sqlalchemy.exc import OperationalError
from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_fixed

from connectors.doors import MAX_BODY, Refused
from hilo.clock import now
from hilo.sales import reports
from hilo.sales.provider import ForgedError, Report, UnreadableError, get_provider

logger = logging.getLogger(__name__)
PATIENCE = 3.0
"""Seconds for which a report is stored again before the provider is told to come back."""


async def take(request: Request) -> bool:
    """Checks and keeps a report: whether it is new.

    Raises:
        Refused: 403 for a wrong signature, 413 for too much, 400 for what cannot be read, 503 without a database.
    """
    if len(request.body) > MAX_BODY:
        raise Refused(413, f"the body is larger than {MAX_BODY} bytes")
    try:
        report = get_provider().read(request.headers.get("payment-signature"), request.body, now())
        return await asyncio.to_thread(_keep, report)
    except ForgedError as error:
        raise Refused(403, str(error)) from error
    except UnreadableError as error:
        raise Refused(400, str(error)) from error
    except OperationalError as error:
        raise Refused(503, "the report could not be stored, send it again in a moment", retry_after=5) from error


@retry(retry=retry_if_exception_type(OperationalError), stop=stop_after_delay(PATIENCE), wait=wait_fixed(0.2),
       reraise=True)
def _keep(report: Report) -> bool:
    return reports.receive(report, now())


class PaymentsInput(InputChannel):
    """No channel to write on: where the payment provider reports."""

    @classmethod
    def name(cls) -> str:
        """(see parent class for full docstring)."""
        return "payments"

    def blueprint(self, on_new_message: Any) -> Blueprint:
        """(see parent class for full docstring)."""
        door = Blueprint("payments")

        @door.post("/webhook")
        async def webhook(request: Request) -> HTTPResponse:
            try:
                is_new = await take(request)
            except Refused as error:
                logger.warning("A report of a payment was refused: %s %s", error.status, error.message)
                return response.json({"error": error.message}, error.status, headers=error.headers)
            return response.json({"status": "received" if is_new else "repeated"})

        return door
