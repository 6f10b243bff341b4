"""Measures how soon everything about a person is at hand, with many contacts, against stock Rasa's way.

    python -m bench.recall [--contacts 100000 --messages 2000000 --asked 2000] [--database FILE]

Ours: from a phone number to `context_of` (facts, promises, questions, last conversation), and what `contact show`
reads. Stock: Rasa's `SQLTrackerStore.retrieve` of the same person, whose session holds as many events as they have
messages; it is asked by `sender_id`, since it knows no phone. Both in SQLite, in one run, on the same machine.
Cold: the file has left the machine's cache and each connection is new. Warm: the same contacts asked again.

It imports `hilo.memory`, unlike the rest of `bench/`: what is measured is that package itself, and no server stands
between.
"""
from __future__ import annotations

import asyncio
import os
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import click
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from sqlalchemy import create_engine
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bench.figures import percentile
from bench.recall_data import BEGAN, SPAN, Person, fill
from hilo.memory import inbox
from hilo.memory.context import context_of
from hilo.memory.database import migrate, open_engine
from hilo.memory.identity import contact_for, find
from hilo.memory.showing import show
from hilo.settings import ROOT
from hilo.turns.keep import keep
from hilo.turns.turn import Bubble, Heard, Turn

SEED = 4
NOW = BEGAN + SPAN
SHARES = (0.5, 0.95, 0.99)
WRITES = 300
Times = list[float]


def timed(calls: Sequence[Callable[[], Any]]) -> Times:
    """Milliseconds of each call, one after the other; none may come back empty."""
    took = []
    for call in calls:
        began = time.perf_counter()
        found = call()
        took.append((time.perf_counter() - began) * 1000)
        assert found is not None
    return took


def forget(engine: Engine, file: Path) -> None:
    """Closes the connections and takes the file out of the machine's cache."""
    engine.dispose()
    with file.open("rb") as opened:
        os.fsync(opened.fileno())
        os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def cold_and_warm(engine: Engine, file: Path, calls: Sequence[Callable[[], Any]]) -> tuple[Times, Times]:
    """The first time after a start, and the second."""
    forget(engine, file)
    return timed(calls), timed(calls)


def recall(engine: Engine, phone: str) -> Any:
    """From a phone number to all that a turn needs to know."""
    with Session(engine, future=True) as session:
        contact_id = find(session, phone)
        return context_of(session, contact_id, NOW) if contact_id else None


def shown(engine: Engine, phone: str) -> Any:
    """As `contact show` reads."""
    with Session(engine, future=True) as session:
        contact_id = find(session, phone)
        return show(session, contact_id, NOW) if contact_id else None


def read_your_write(engine: Engine, people: Sequence[Person]) -> tuple[Times, Times, int]:
    """A budget told on WhatsApp, read in the web chat's next turn: time to keep, time to read, how often missing."""
    kept, read, missing = [], [], 0
    writer = engine.execution_options(writes=True)
    for number, person in enumerate(people):
        at, amount = NOW + timedelta(seconds=number), 1000 + number
        text = f"hasta {amount} pesos"
        reading = {"intent": {"name": "inform", "confidence": 0.9},
                   "entities": [{"entity": "budget", "value": {"amount": amount, "currency": "ARS"}, "start": 0,
                                 "end": len(text)}]}
        address = f"whatsapp:{person.phone}"
        began = time.perf_counter()
        with Session(writer, future=True, autoflush=False) as session, session.begin():
            contact_id = contact_for(session, "whatsapp", address, at)
            row = inbox.receive(session, source="whatsapp", provider_id=f"SM{number}", contact_id=contact_id,
                                channel="whatsapp", address=address, text=text, at=at)
        with Session(writer, future=True, autoflush=False) as session, session.begin():
            bubble = Bubble(row.id, "whatsapp", f"SM{number}", text, at)
            heard = Heard(text, "whatsapp", address, (bubble,), reading, at)
            keep(session, Turn(contact_id, (heard,), (), ("action_listen",), None, at), "AR")
        kept.append((time.perf_counter() - began) * 1000)
        began = time.perf_counter()
        context = recall(engine, person.phone)
        read.append((time.perf_counter() - began) * 1000)
        fact = context.fact("budget") if context else None
        missing += fact is None or fact.value["amount"] != amount
    return kept, read, missing


def domain() -> Domain:
    """The assistant's own, whose slots a tracker carries."""
    return Domain.load([str(ROOT / "domain.yml"), *map(str, sorted((ROOT / "data").rglob("domain.yml")))])


def line(what: str, times: Times, stock: Times | None = None) -> str:
    """A row of the table."""
    numbers = [percentile(times, share) for share in SHARES]
    cells = [f"{number:.2f}" for number in numbers]
    others = [percentile(stock, share) for share in SHARES] if stock else []
    cells += [f"{number:.2f}" for number in others] or ["–"] * len(SHARES)
    cells.append(f"× {others[1] / numbers[1]:.1f}" if others else "–")
    return f"| {what} | {' | '.join(cells)} |"


HEAD = ("| ms | Hilo p50 | p95 | p99 | stock p50 | p95 | p99 | p95: Hilo is better by |\n"
        "|---|---:|---:|---:|---:|---:|---:|---:|")


@click.command(help=__doc__)
@click.option("--contacts", default=100_000, show_default=True)
@click.option("--messages", default=2_000_000, show_default=True)
@click.option("--asked", default=2_000, show_default=True, help="Contacts whose past is asked for.")
def main(contacts: int, messages: int, asked: int) -> None:
    """Fills both databases and prints the table."""
    warnings.simplefilter("ignore")  # of stock Rasa's pinned libraries
    with tempfile.TemporaryDirectory(prefix="hilo-recall-") as folder:
        file, stock_file = Path(folder) / "hilo.db", Path(folder) / "rasa.db"
        engine = open_engine(f"sqlite:///{file}")
        migrate(engine)
        store = SQLTrackerStore(domain(), dialect="sqlite", db=str(stock_file))
        click.echo(f"bench: writing {contacts:,} contacts and {messages:,} messages to both databases", err=True)
        began = time.perf_counter()
        people = fill(engine, create_engine(f"sqlite:///{stock_file}", future=True), store.SQLEvent, contacts,
                      messages, SEED)
        click.echo(f"bench: {time.perf_counter() - began:.0f} s, {file.stat().st_size / 1e6:,.0f} MB and "
                   f"{stock_file.stat().st_size / 1e6:,.0f} MB", err=True)
        some = Random(SEED).sample([person for person in people if person.said], asked)
        report(engine, file, store, stock_file, some)


def report(engine: Engine, file: Path, store: SQLTrackerStore, stock_file: Path, some: Sequence[Person]) -> None:
    """Measures and prints."""
    loop = asyncio.new_event_loop()
    recalled = cold_and_warm(engine, file, [lambda p=p: recall(engine, p.phone) for p in some])
    shows = cold_and_warm(engine, file, [lambda p=p: shown(engine, p.phone) for p in some])
    stock = cold_and_warm(store.engine, stock_file,
                          [lambda p=p: loop.run_until_complete(store.retrieve(p.id)) for p in some])
    often = sorted(some, key=lambda person: -person.said)[:len(some) // 20]
    heavy = timed([lambda p=p: recall(engine, p.phone) for p in often])
    stock_heavy = timed([lambda p=p: loop.run_until_complete(store.retrieve(p.id)) for p in often])
    kept, read, missing = read_your_write(engine, some[:WRITES])
    click.echo(HEAD)
    click.echo(line("recall of a person, cold", recalled[0], stock[0]))
    click.echo(line("recall of a person, warm", recalled[1], stock[1]))
    click.echo(line(f"… the {len(often)} who wrote most ({often[-1].said} messages or more)", heavy, stock_heavy))
    click.echo(line("`contact show`, cold", shows[0]))
    click.echo(line("`contact show`, warm", shows[1]))
    click.echo(line("a message kept, its fact included", kept))
    click.echo(line("that fact read for another channel", read))
    click.echo(f"\nread-your-write: {len(read)} told, {missing} missing in the next read; load average "
               f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
