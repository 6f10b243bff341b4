"""Twilio, as little of it as carries a load: takes messages, tells who waits, and reports them sent, delivered, read.

In the process of whoever writes: the simulator would share the two processors with what is measured.
"""
from __future__ import annotations

import asyncio
import json
import time
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

import aiohttp
from aiohttp import web

from simulator import signing

STEPS = (("sent", 0.2), ("delivered", 0.4), ("read", 0.9))
"""Reports of a message, and how many seconds after the one before."""
Heard = Callable[[str, float], None]
"""Takes the address of somebody who was sent a message, and when (monotonic clock)."""


class Provider:
    """The server, and everything it was given."""

    def __init__(self, port: int, token: str, ours: str, heard: Heard) -> None:
        """`token` signs the reports; `ours`: where the assistant listens."""
        self.address = f"http://127.0.0.1:{port}"
        self.messages: list[dict[str, Any]] = []
        self.refused_reports = 0
        self._port, self._token, self._ours, self._heard = port, token, ours, heard
        self._contents: dict[str, dict[str, Any]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Provider:
        app = web.Application()
        app.router.add_post("/2010-04-01/Accounts/{sid}/Messages.json", self._message)
        app.router.add_get("/2010-04-01/Accounts/{sid}/Messages.json", self._listed)
        app.router.add_post("/v1/Content", self._content)
        app.router.add_get("/v1/ContentAndApprovals", self._all_contents)
        app.router.add_post("/v1/Content/{sid}/ApprovalRequests/whatsapp", self._approval)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port, backlog=1000).start()
        self._client = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=50))
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in list(self._tasks):
            task.cancel()
        await self._client.close()
        await self._runner.cleanup()

    async def _message(self, request: web.Request) -> web.Response:
        fields = {name: values[0] for name, values in parse_qs(await request.text()).items()}
        sid = f"SM{uuid.uuid4().hex}"
        self._heard(fields["To"], time.monotonic())
        self.messages.append({"sid": sid, "to": fields["To"], "from": fields["From"], "body": fields.get("Body", ""),
                              "mine": False, "status": "queued", "direction": "outbound-api", "date_sent": None})
        if fields.get("StatusCallback"):
            task = asyncio.ensure_future(self._report(sid, fields))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return web.json_response(self.messages[-1], status=201)

    async def _report(self, sid: str, fields: dict[str, str]) -> None:
        url = fields["StatusCallback"].partition("#")[0]
        path = "/" + url.partition("://")[2].partition("/")[2]
        for status, seconds in STEPS:
            await asyncio.sleep(seconds)
            told = {"MessageSid": sid, "MessageStatus": status, "From": fields["From"], "To": fields["To"]}
            headers = {"X-Twilio-Signature": signing.twilio(self._token, url, told)}
            try:
                async with self._client.post(self._ours + path, data=told, headers=headers) as answer:
                    self.refused_reports += answer.status >= 300
            except aiohttp.ClientError:
                self.refused_reports += 1

    async def _listed(self, request: web.Request) -> web.Response:
        to = request.query.get("To")
        return web.json_response({"messages": [one for one in reversed(self.messages) if to in (None, one["to"])],
                                  "next_page_uri": None})

    async def _content(self, request: web.Request) -> web.Response:
        sid = f"HX{uuid.uuid4().hex}"
        self._contents[sid] = {**json.loads(await request.text()), "sid": sid, "date_created": "2026-11-22T10:00:00Z",
                               "approval_requests": {"status": "unsubmitted"}}
        return web.json_response(self._contents[sid], status=201)

    async def _all_contents(self, _: web.Request) -> web.Response:
        return web.json_response({"contents": list(self._contents.values()), "meta": {"next_page_url": None}})

    async def _approval(self, request: web.Request) -> web.Response:
        self._contents[request.match_info["sid"]]["approval_requests"] = {"status": "approved"}
        return web.json_response({"status": "approved"}, status=201)
