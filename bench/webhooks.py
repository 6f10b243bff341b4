"""Measures how soon a provider's message is acknowledged while many people write by WhatsApp.

    python -m bench.webhooks [--people 50 --seconds 60 --pause 3]

Starts this project with its worker and posts what Twilio posts, signed: each person writes, waits for the
acknowledgement (not for the answer), thinks, writes again. A provider counts the time until our status code; Twilio
gives up after 15 s. The answers go out by the worker at the same time, to a provider that takes and reports them as
Twilio does (not to the simulator: it has not heard these people, so it refuses what comes outside of their 24 hours,
and a template follows each refusal). In the end every message must be answered.
"""
from __future__ import annotations

import asyncio
import random
import sqlite3
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import click

from bench import processes, sides
from bench.figures import percentile
from bench.load.provider import Provider
from bench.measuring import script, texts
from bench.talking import line
from simulator.signing import twilio

DOOR = "/webhooks/whatsapp/webhook"
SEED = 7
ANSWERING = 60.0
"""Seconds that the last answers may take."""


@dataclass
class Acknowledged:
    """ms until each status code, and how many were none of success."""

    ms: list[float] = field(default_factory=list)
    refused: int = 0


def form(person: int, number: int, text: str) -> dict[str, str]:
    """An incoming message as Twilio posts it."""
    phone = f"549342{5000000 + person}"
    sid = f"SM{person:08x}{number:024x}"
    return {"MessageSid": sid, "SmsMessageSid": sid, "SmsSid": sid, "AccountSid": "AC" + "0" * 32, "NumMedia": "0",
            "ProfileName": "Ana", "MessageType": "text", "WaId": phone, "SmsStatus": "received", "Body": text,
            "To": "whatsapp:+5493424550101", "From": f"whatsapp:+{phone}", "NumSegments": "1",
            "ApiVersion": "2010-04-01"}


async def write(side: sides.Side, client: aiohttp.ClientSession, secret: str, person: int, until: float, pause: float,
                found: Acknowledged) -> None:
    """One person, from now until `until` (monotonic clock)."""
    chance = random.Random(f"{SEED}-{person}")
    visits = [texts(visit) for visit in script()["visits"]]
    said = [text for visit in visits[person % len(visits):] + visits for text in visit]
    public = side.address.replace("127.0.0.1", "localhost")  # as HILO_PORT without PUBLIC_URL names it
    await asyncio.sleep(chance.uniform(0, pause))
    number = 0
    while time.monotonic() < until:
        fields = form(person, number, said[number % len(said)])
        began = time.perf_counter()
        async with client.post(side.address + DOOR, data=fields,
                               headers={"X-Twilio-Signature": twilio(secret, public + DOOR, fields)}) as answer:
            await answer.read()
        found.ms.append((time.perf_counter() - began) * 1000)
        found.refused += answer.status not in (200, 204)
        number += 1
        await asyncio.sleep(chance.uniform(0.5 * pause, 1.5 * pause))


async def crowd(side: sides.Side, port: int, people: int, seconds: float, pause: float) -> tuple[Acknowledged, int]:
    """All of them at once; the first ten seconds warm up and do not count. How many messages the provider (at `port`)
    was given, too."""
    assert side.home is not None
    secret = (side.home / "var" / "secrets" / "twilio").read_text()
    found, warming = Acknowledged(), Acknowledged()
    async with line(people) as client, Provider(port, secret, side.address, lambda *_: None) as provider:
        await asyncio.gather(*(write(side, client, secret, 1000 + person, time.monotonic() + 10, pause, warming)
                               for person in range(people)))
        end = time.monotonic() + seconds
        await asyncio.gather(*(write(side, client, secret, person, end, pause, found) for person in range(people)))
        end = time.monotonic() + ANSWERING
        while unanswered(side.home) and time.monotonic() < end:
            await asyncio.sleep(0.5)
        return found, len(provider.messages)


def unanswered(home: Path) -> int:
    """Messages that are still to be answered."""
    with sqlite3.connect(home / "var" / "hilo.db") as database:
        return int(database.execute("SELECT count(*) FROM inbox WHERE status != 'done'").fetchone()[0])


@click.command()
@click.option("--people", default=50, show_default=True, help="Conversations at once.")
@click.option("--seconds", default=60.0, show_default=True, help="How long they go on.")
@click.option("--pause", default=3.0, show_default=True, help="Seconds between a person's messages, on average.")
def main(people: int, seconds: float, pause: float) -> None:
    """Measures the acknowledgement of webhooks."""
    with tempfile.TemporaryDirectory(prefix="hilo-bench-") as temporary:
        project, home = sides.snapshot(Path(temporary) / "project"), Path(temporary) / "home"
        sides.train_ours(project, home)
        port = processes.free_port()
        with sides.ours(project, home, TWILIO_API_URL=f"http://127.0.0.1:{port}") as side:
            found, letters = asyncio.run(crowd(side, port, people, seconds, pause))
            left = unanswered(home)
    ms = sorted(found.ms)
    click.echo(f"{people} people, {len(ms) / seconds:.1f} messages a second; acknowledged: "
               f"p50 {percentile(ms, 0.5):.0f} ms, p95 {percentile(ms, 0.95):.0f} ms, longest {ms[-1]:.0f} ms; "
               f"refused {found.refused}; left unanswered {left}; {letters} letters")


if __name__ == "__main__":
    main()
