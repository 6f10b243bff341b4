"""What stands in the database behind a door, and waiting until the assistant has heard it."""
from __future__ import annotations

import asyncio
from typing import Any

from sqlalchemy import select

from hilo.memory.database import reading
from hilo.memory.tables import Inbox


def rows(table: Any, **where: Any) -> list[Any]:
    with reading() as session:
        query = select(table).filter_by(**where)
        found = list(session.scalars(query))
        session.expunge_all()
        return found


async def heard(echo: Any, number: int = 1) -> list[Any]:
    """Waits until the assistant has heard so many messages and answered them."""
    for _ in range(1000):
        if len(echo.heard) >= number and not rows(Inbox, status="pending"):
            return list(echo.heard)
        await asyncio.sleep(0.02)
    raise AssertionError(f"heard {len(echo.heard)} of {number}: {rows(Inbox, status='pending')}")


async def serve(app: Any) -> None:
    """The requests of a test each have a server of their own; its consumer must be over before the next is."""
    await app.asgi_client.get("/webhooks/webchat/profile")
