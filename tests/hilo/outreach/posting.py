"""People to whom the worker writes, and a worker that works until nothing is due."""
from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone
from typing import Any

from sqlalchemy import select

from hilo.clock import wall
from hilo.memory import outbox, timeline
from hilo.memory.database import reading, writing
from hilo.memory.identity import contact_for
from hilo.memory.tables import Contact, Inbox, Message, Outbox
from hilo.outreach import queue, reports
from hilo.outreach.letters import Letter, post
from hilo.worker import Worker

NOW = datetime(2026, 11, 24, 15, tzinfo=timezone.utc)  # a Tuesday noon in Argentina
ANA, BEA = "whatsapp:+5493425550101", "whatsapp:+5493425550202"


def person(address: str = ANA, wrote: timedelta | None = timedelta(hours=1), name: str | None = "Ana López") -> str:
    """Somebody who wrote to us so long ago."""
    with writing() as session:
        contact = contact_for(session, "whatsapp", address, NOW)
        session.get(Contact, contact).name = name
        if wrote is not None:
            session.add(Inbox(id=f"in-{address}", contact_id=contact, source="whatsapp", provider_id=f"SM-{address}",
                              channel="whatsapp", address=address, received_at=NOW - wrote, status="done"))
        return contact


def reported(provider_id: str, status: str, code: int | None = None) -> None:
    """What the provider tells of a message, kept by the door and taken over by the worker."""
    with writing() as session:
        reports.keep(session, [reports.Report(provider_id, status, code, NOW)])
    reports.process_due(NOW)


def reply(contact: str, text: str, key: str = "in-1", ordinal: int = 0, address: str = ANA, **data: Any) -> None:
    """As the tracker store does it."""
    with writing() as session:
        number = timeline.append(session, contact, None, timeline.Entry(
            source=timeline.OURS, provider_id=key, ordinal=ordinal, at=NOW, direction="out", author="bot",
            channel="whatsapp", address=address, text=text, data=data or None, delivery_status="queued"))
        assert number is not None
        outbox.put(session, contact, number, "whatsapp", address, {"text": text, **data}, NOW)


def letter(contact: str, text: str, key: str = "letter-1", **more: Any) -> int | None:
    with writing() as session:
        return post(session, Letter(contact, "whatsapp", ANA, text, key, **more), NOW)


def work(until: float = 5.0, looks: int = 40) -> Worker:
    """A worker that looks until nothing is due; no threads of its own but the senders'."""
    worker = Worker("test")
    end = time.monotonic() + until
    for _ in range(looks):
        worker.look()
        for future in list(worker._under_way):
            future.result(max(0.1, end - time.monotonic()))
        with reading() as session:
            if not queue.anything_due(session, NOW, wall()) and not queue.anything_doubtful(session, wall()):
                break
    worker._end()
    return worker


def rows() -> list[Outbox]:
    with reading() as session:
        return list(session.scalars(select(Outbox).order_by(Outbox.id)))


def shown() -> list[str | None]:
    with reading() as session:
        return list(session.scalars(select(Message.delivery_status).order_by(Message.id)))
