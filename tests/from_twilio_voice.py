"""A call as Twilio puts it through: its form at `/voice`, its socket at `/relay`, signed as Twilio signs them."""
from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import httpx
import websockets

from connectors.twilio_signature import HEADER, signature
from hilo.settings import get_settings
from tests.from_twilio import signed

MARTA, SHOP = "+5493425550111", "+543424550100"
SID = "CA" + "1" * 32
RELAY = "/webhooks/phone/relay"


def ringing(number: str = MARTA, sid: str = SID, **more: str) -> dict[str, str]:
    """The fields of a call that comes in, all that Twilio sends."""
    return {"CallSid": sid, "AccountSid": get_settings().twilio.sid, "From": number, "To": SHOP, "Caller": number,
            "Called": SHOP, "CallStatus": "ringing", "ApiVersion": "2010-04-01", "Direction": "inbound",
            "FromCountry": "AR", "CallerName": "", **more}


async def knocks(port: int, path: str, fields: dict[str, str], **headers: str) -> httpx.Response:
    """Sends a signed form to a door of the server at `port`."""
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30) as http:
        return await http.post(path, content=urlencode(fields), headers={**signed(path, fields), **headers})


async def post(port: int, path: str, fields: dict[str, str]) -> ElementTree.Element:
    """What is to be done, as one of the telephone's doors answers."""
    address, _, query = path.partition("?")
    answer = await knocks(port, f"/webhooks/phone/{address}" + (f"?{query}" if query else ""), fields)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/xml; charset=utf-8"), answer.text
    return ElementTree.fromstring(answer.content)


class Call:
    """An open line."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket

    async def tell(self, kind: str, **fields: Any) -> None:
        """A message of Twilio's."""
        await self._socket.send(json.dumps({"type": kind, **fields}, ensure_ascii=False))

    async def says(self, text: str, last: bool = True) -> None:
        """The caller says something."""
        await self.tell("prompt", voicePrompt=text, lang="es-AR", last=last)

    async def frame(self, seconds: float = 20.0) -> Any:
        """The next message of ours, as it came."""
        return json.loads(await asyncio.wait_for(self._socket.recv(), seconds))

    async def hears(self, seconds: float = 20.0) -> str:
        """All that is said next, until its last token."""
        said = ""
        while True:
            frame = await self.frame(seconds)
            assert frame["type"] == "text", frame
            said += frame["token"]
            if frame["last"]:
                return said


@asynccontextmanager
async def line(port: int, number: str = MARTA, sid: str = SID, sign: str | None = None,
               **setup: Any) -> AsyncIterator[Call]:
    """A socket, opened as Twilio opens it, with its setup told; `sign`: another address that was signed."""
    url = f"{get_settings().public_address.replace('http', 'ws', 1)}{RELAY}"
    headers = {HEADER: signature(get_settings().twilio.token, sign or url)}
    async with websockets.connect(f"ws://127.0.0.1:{port}{RELAY}", extra_headers=headers) as socket:
        call = Call(socket)
        await call.tell("setup", sessionId="VX" + "0" * 32, callSid=sid, accountSid=get_settings().twilio.sid,
                        parentCallSid="", **{"from": number}, to=SHOP, forwardedFrom="", callType="PSTN",
                        callerName="", direction="inbound", callStatus="RINGING", **{"customParameters": {}, **setup})
        yield call
