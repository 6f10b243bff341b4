"""A channel that Twilio brings as forms: its message webhook and its delivery reports, for WhatsApp and SMS alike."""
from __future__ import annotations

from abc import abstractmethod
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse

from connectors.doors import Refused, memory_away
from connectors.ingress import LONGEST, Incoming, receive
from connectors.together import Together
from connectors.twilio_door import done, needed, read_fields, refusal
from hilo.clock import now
from hilo.memory import database
from hilo.outreach import reports

LONGEST_ADDRESS = 255


class TwilioInput(InputChannel):
    """What is the same of every such channel; each says how it is called and reads its own fields."""

    @staticmethod
    @abstractmethod
    def incoming(fields: dict[str, str]) -> Incoming | None:
        """The message of a webhook whose From and MessageSid are there; None: nobody wrote it."""

    def blueprint(self, on_new_message: Any) -> Blueprint:
        """(see parent class for full docstring)."""
        door, kept = Blueprint(self.name()), Together(_keep)

        @door.post("/webhook")
        async def webhook(request: Request) -> HTTPResponse:
            try:
                fields = read_fields(request)
                sender, _ = needed(fields, "From", "MessageSid")
                if len(sender) > LONGEST_ADDRESS or "\x00" in sender:
                    raise Refused(400, "From is no address")
                message = self.incoming(fields)
                if message is None:
                    return done()
                if len(message.text) > LONGEST:
                    raise Refused(413, f"Body is longer than {LONGEST} characters")
                await receive(message, request.app.ctx.consumer)
                return done()
            except Refused as error:
                return refusal(error)

        @door.post("/status")
        async def status(request: Request) -> HTTPResponse:
            try:
                fields = read_fields(request)
                name, reached = needed(fields, "MessageSid", "MessageStatus")
                code = fields.get("ErrorCode", "")
                number = int(code) if code.isascii() and code.isdigit() else None
                with memory_away():
                    await kept.keep(reports.Report(name, reached, number, now()))
                return response.empty(204)
            except Refused as error:
                return refusal(error)

        return door


def _keep(told: list[reports.Report]) -> None:
    """Keeps how far messages of ours are; the worker takes it over (blocks)."""
    with database.writing() as session:
        reports.keep(session, told)
