"""One line to the action server, kept open: Rasa 3.6.21 opens a session and a connection for every action."""
from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import AsyncIterator
from urllib.parse import urlsplit

import aiohttp
from rasa.utils.endpoints import DEFAULT_REQUEST_TIMEOUT, EndpointConfig

KEEP_ALIVE = 3.0
"""Seconds for which an unused connection is kept: less than Sanic's 5, after which the other side hangs up."""
REACHED = 1.0
"""Seconds in which a connection is made, or nobody is there."""
_LINE = "hilo_line"
"""Attribute of an endpoint: its session and the loop that it belongs to."""


def _open(endpoint: EndpointConfig) -> aiohttp.ClientSession:
    auth = aiohttp.BasicAuth(**{"login": endpoint.basic_auth["username"], "password": endpoint.basic_auth["password"]}
                             ) if endpoint.basic_auth else None
    return aiohttp.ClientSession(headers=endpoint.headers, auth=auth,
                                 timeout=aiohttp.ClientTimeout(total=DEFAULT_REQUEST_TIMEOUT),
                                 connector=aiohttp.TCPConnector(keepalive_timeout=KEEP_ALIVE))


@asynccontextmanager
async def session(self: EndpointConfig) -> AsyncIterator[aiohttp.ClientSession]:
    """The endpoint's session; not closed by who uses it."""
    loop = asyncio.get_running_loop()
    line = self.__dict__.get(_LINE)
    if line is None or line[0] is not loop or line[1].closed:
        line = self.__dict__[_LINE] = (loop, _open(self))
    yield line[1]


async def is_away(endpoint: EndpointConfig | None) -> bool:
    """Whether nobody listens at an endpoint; who listens may still fail."""
    if endpoint is None or not endpoint.url:
        return False
    place = urlsplit(endpoint.url)
    try:
        _, writer = await asyncio.wait_for(asyncio.open_connection(place.hostname, place.port or 80), REACHED)
    except (OSError, asyncio.TimeoutError):
        return True
    writer.close()
    return False


async def hang_up(endpoint: EndpointConfig | None) -> None:
    """Closes the line of an endpoint, if there is one."""
    line = endpoint.__dict__.pop(_LINE, None) if endpoint is not None else None
    if line is not None:
        await line[1].close()
