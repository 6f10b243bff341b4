"""Twilio's Messages API: what the product sends is taken, shown on the telephone, and its status reported."""
from __future__ import annotations

import asyncio
import base64
import hmac
import json
import re
from collections import deque
from datetime import datetime, timezone
from typing import Any
from urllib.parse import parse_qsl, urlencode

from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse

from hilo.settings import get_settings
from simulator import sms
from simulator.clock import now, rfc2822
from simulator.rendering import rendered
from simulator.webhooks import Webhooks
from simulator.world import Message, World, new_sid

LONGEST_BODY = 1600
STEPS = (("sent", 0.15), ("delivered", 0.25), ("read", 0.8))
"""Statuses after "queued", and after how many seconds each."""
WINDOW_CLOSED = 63016
ERRORS = {63016: "Failed to send freeform message because you are outside the allowed window.",
          21610: "Attempt to send to unsubscribed recipient", 30003: "Unreachable destination handset",
          30005: "Unknown destination handset", 30006: "Landline or unreachable carrier",
          63003: "Channel could not find To address"}
SENDABLE = re.compile(r"(?:whatsapp:)?\+\d{7,15}|whatsapp:[A-Z]{2}\.[A-Za-z0-9]+")


class ApiError(Exception):
    """An answer that is an error, with Twilio's code."""

    def __init__(self, status: int, code: int, message: str) -> None:
        """`status`: of HTTP."""
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


def failure(error: ApiError) -> HTTPResponse:
    """An error as Twilio writes it."""
    return response.json({"code": error.code, "message": error.message, "status": error.status,
                          "more_info": f"https://www.twilio.com/docs/errors/{error.code}"}, error.status)


def check_account(request: Request, sid: str | None = None) -> None:
    """Basic authentication with the account's sid and token.

    Raises:
        ApiError: 401.
    """
    account = get_settings().twilio
    expected = "Basic " + base64.b64encode(f"{account.sid}:{account.token}".encode()).decode()
    if not hmac.compare_digest(expected.encode(), request.headers.get("authorization", "").encode()):
        raise ApiError(401, 20003, "Authenticate")
    if sid is not None and sid != account.sid:
        raise ApiError(404, 20404, "The requested resource was not found")


def as_json(message: Message) -> dict[str, Any]:
    """A message as the API writes it."""
    account = get_settings().twilio.sid
    uri = f"/2010-04-01/Accounts/{account}/Messages/{message.sid}"
    updated = rfc2822(message.updated_at or message.at)
    return {
        "body": message.body, "num_segments": str(sms.segments(message.body) if is_sms(message) else 1),
        "direction": message.direction, "from": message.sender,
        "to": message.to, "date_created": rfc2822(message.at), "date_updated": updated,
        "date_sent": rfc2822(message.sent_at), "price": None, "price_unit": "USD", "uri": f"{uri}.json",
        "error_message": ERRORS.get(message.error_code or 0), "error_code": message.error_code,
        "account_sid": account, "num_media": str(len(message.media)), "status": message.status,
        "messaging_service_sid": None, "sid": message.sid, "api_version": "2010-04-01",
        "subresource_uris": {"media": f"{uri}/Media.json"},
    }


def is_sms(message: Message) -> bool:
    """Whether it is a text message, not WhatsApp's."""
    return not message.to.startswith("whatsapp:")


class Messages:
    """The resource and what happens to a message afterwards."""

    def __init__(self, world: World, webhooks: Webhooks) -> None:
        """`webhooks` reports the statuses."""
        self._world, self._webhooks = world, webhooks
        self._lately: dict[str, deque[float]] = {}

    async def create(self, fields: dict[str, str], media: list[str]) -> Message:
        """Takes a message, or refuses it as Twilio would.

        Raises:
            ApiError
        """
        faults = self._world.faults
        refused = faults.take("refuse")
        if refused:
            raise ApiError(int(refused.get("status", 503)), int(refused.get("code", 20500)), "as asked")
        lost = faults.take("lost")
        if lost:
            await asyncio.sleep(float(lost.get("seconds", 1)))
            raise ApiError(504, 20504, "Gateway Timeout")
        self._check_rate(fields)
        message = self._read(fields, media)
        self._world.add(message)
        self._webhooks.later(self._go_on(message, self._fate(message)))
        unanswered = faults.take("unanswered")
        if unanswered:
            await asyncio.sleep(float(unanswered.get("seconds", 1)))
            raise ApiError(504, 20504, "Gateway Timeout")
        return message

    def _check_rate(self, fields: dict[str, str]) -> None:
        rate = self._world.faults.times["rate"]
        if not rate:
            return
        moment = asyncio.get_running_loop().time()
        lately = self._lately.setdefault(fields.get("From", ""), deque())
        while lately and moment - lately[0] > 1:
            lately.popleft()
        if len(lately) >= rate:
            raise ApiError(429, 20429, "Too Many Requests")
        lately.append(moment)

    def _read(self, fields: dict[str, str], media: list[str]) -> Message:
        to, sender, body = fields.get("To", ""), fields.get("From", ""), fields.get("Body", "")
        if not to:
            raise ApiError(400, 21604, "A 'To' phone number is required.")
        if not sender and not fields.get("MessagingServiceSid"):
            raise ApiError(400, 21603, "A 'From' phone number is required.")
        if not SENDABLE.fullmatch(to):
            raise ApiError(400, 21211, f"Invalid 'To' Phone Number: {to}")
        if to.startswith("whatsapp:") != sender.startswith("whatsapp:"):
            raise ApiError(400, 21910, "Invalid From and To pair. From and To should be of the same channel")
        if len(body) > LONGEST_BODY:
            raise ApiError(400, 21617, "The concatenated message body exceeds the 1600 character limit")
        shown: dict[str, Any] = {}
        sid = fields.get("ContentSid")
        if sid:
            content = self._world.contents.get(sid)
            if content is None:
                raise ApiError(400, 21655, f"The ContentSid {sid} is Invalid")
            try:
                given = json.loads(fields.get("ContentVariables") or "{}")
                body, shown = rendered(content, {str(n): str(v) for n, v in given.items()})
            except (ValueError, AttributeError):
                raise ApiError(400, 21656, "The ContentVariables Parameter is invalid") from None
        if not (body or media or sid):
            raise ApiError(400, 21619, "A text message body or media urls must be specified.")
        if (to, sender) in self._world.stopped:
            raise ApiError(400, 21610, ERRORS[21610])
        return Message(new_sid("MM" if media else "SM"), sender, to, body, "outbound-api", "queued", now(),
                       media=[{"url": url, "type": ""} for url in media], shown=shown, content_sid=sid,
                       callback=fields.get("StatusCallback"))

    def _fate(self, message: Message) -> int | None:
        """The error that a message will meet, as the rules stand when it is sent."""
        fault = self._world.faults.take("fail")
        if fault:
            return int(fault.get("code", 30008))
        if not message.to.startswith("whatsapp:") or self._world.window_open(message.to, message.sender):
            return None
        content = self._world.contents.get(message.content_sid or "")
        return None if content and content.approval == "approved" else WINDOW_CLOSED

    async def _go_on(self, message: Message, error: int | None) -> None:
        self._report(message, "queued")
        for status, seconds in STEPS:
            await asyncio.sleep(seconds)
            if status == "read" and not message.to.startswith("whatsapp:"):
                return
            if error and status == "sent":
                self._world.set_status(message, "undelivered", error)
                self._report(message, "undelivered")
                return
            self._world.set_status(message, status)
            self._report(message, status)

    def _report(self, message: Message, status: str) -> None:
        if not message.callback or self._world.faults.happens("lose_status"):
            return
        account = get_settings().twilio.sid
        fields = {"MessageSid": message.sid, "SmsSid": message.sid, "MessageStatus": status, "SmsStatus": status,
                  "AccountSid": account, "From": message.sender, "To": message.to, "ApiVersion": "2010-04-01",
                  "ChannelToAddress": message.to, "ChannelPrefix": message.to.partition(":")[0]}
        if status == "read":
            fields["EventType"] = "READ"
        if message.error_code:
            fields |= {"ErrorCode": str(message.error_code), "ErrorMessage": ERRORS.get(message.error_code, "")}
        self._webhooks.later(self._webhooks.form(message.callback, fields, message.to))

    def listed(self, query: dict[str, str]) -> list[Message]:
        """The messages that a query asks for, newest first."""
        found = [m for m in reversed(self._world.messages.values())
                 if query.get("To", m.to) == m.to and query.get("From", m.sender) == m.sender]
        for name, keeps in (("DateSent>", lambda at, day: at >= day), ("DateSent<", lambda at, day: at <= day),
                            ("DateSent", lambda at, day: at.date() == day.date())):
            if query.get(name):
                day = _moment(query[name])
                found = [m for m in found if keeps(m.sent_at or m.at, day)]
        return found


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        raise ApiError(400, 20001, f"DateSent: {text} is no date") from None
    return found if found.tzinfo else found.replace(tzinfo=timezone.utc)


def blueprint(world: World, messages: Messages) -> Blueprint:
    """`/2010-04-01/Accounts/…`."""
    door = Blueprint("twilio_messages", url_prefix="/2010-04-01/Accounts/<account:str>")

    @door.exception(ApiError)
    async def refuse(_: Request, error: ApiError) -> HTTPResponse:
        return failure(error)

    def named(name: str) -> Message:
        sid, dot, ending = name.partition(".")
        if (dot, ending) not in ((".", "json"), ("", "")) or sid not in world.messages:
            raise ApiError(404, 20404, "The requested resource was not found")
        return world.messages[sid]

    @door.post("/Messages.json")
    async def create(request: Request, account: str) -> HTTPResponse:
        check_account(request, account)
        pairs = parse_qsl(request.body.decode(), keep_blank_values=True)
        media = [value for name, value in pairs if name == "MediaUrl"]
        return response.json(as_json(await messages.create(dict(pairs), media)), 201)

    @door.get("/Messages.json")
    async def listing(request: Request, account: str) -> HTTPResponse:
        check_account(request, account)
        query = dict(parse_qsl(request.query_string))
        size, page = min(int(query.get("PageSize", "50")), 1000), int(query.get("Page", "0"))
        found = messages.listed(query)
        kept = urlencode({**{name: value for name, value in query.items() if name != "Page"}, "PageSize": size})
        rest = f"/2010-04-01/Accounts/{account}/Messages.json?{kept}"
        part = found[page * size:(page + 1) * size]
        more = (page + 1) * size < len(found)
        return response.json({
            "messages": [as_json(m) for m in part], "page": page, "page_size": size, "start": page * size,
            "end": page * size + max(0, len(part) - 1), "uri": f"{rest}&Page={page}",
            "first_page_uri": f"{rest}&Page=0", "next_page_uri": f"{rest}&Page={page + 1}" if more else None,
            "previous_page_uri": f"{rest}&Page={page - 1}" if page else None})

    @door.get("/Messages/<name:str>")
    async def fetch(request: Request, account: str, name: str) -> HTTPResponse:
        check_account(request, account)
        return response.json(as_json(named(name)))

    @door.post("/Messages/<name:str>")
    async def update(request: Request, account: str, name: str) -> HTTPResponse:
        check_account(request, account)
        message = named(name)
        fields = dict(parse_qsl(request.body.decode(), keep_blank_values=True))
        if fields.get("Body") == "":
            message.body = ""
        return response.json(as_json(message))

    @door.get("/Messages/<message:str>/Media/<sid:str>")
    async def media(request: Request, account: str, message: str, sid: str) -> HTTPResponse:
        kind, data = world.media.get(sid, ("", b""))
        if not kind:
            raise ApiError(404, 20404, "The requested resource was not found")
        return response.raw(data, content_type=kind)

    return door
