"""`make chaos`: thousands of events over all channels while everything is killed and cut off; whether all is well then.

    make chaos [OPTIONS="--quick --sqlite --seed 7"]

Starts a copy of this project as `make run-scaled` does, two of each, with a PostgreSQL and a Redis of its own
(--sqlite: one of each on SQLite), and the simulator as provider, which doubles, holds back and loses what it sends and
fails at what it is asked. The report lies in HILO_HOME/chaos; the exit code is 0 where everything held.
"""
from __future__ import annotations

import asyncio
import random
import signal
import sys
import tempfile
import threading
import time
from datetime import datetime, timezone
from pathlib import Path

import click
import httpx
from sqlalchemy.exc import SQLAlchemyError

from bench import sides
from bench.chaos import report
from bench.chaos.plan import plan
from bench.chaos.proof import Memory, Proof, engine_at, prove, waiting
from bench.chaos.senders import Senders
from bench.chaos.world import StartError, Striker, World
from bench.services import MissingError
from hilo.settings import ROOT, get_settings

SEED = 20261122
EVENTS, SECONDS = 5000, 420.0
"""Of the whole storm: about twelve events a second."""
QUICK = 600, 100.0
SETTLING = 300.0
"""Seconds for what is left to be done once nobody writes any more: what failed often waits for minutes."""
ALWAYS = {"duplicate": 0.1, "reorder": 0.1, "hold": 2.0, "lose_status": 0.05}
AT_TIMES = ({"refuse": {"times": 3, "status": 503}}, {"refuse": {"times": 3, "status": 429}},
            {"unanswered": {"times": 2, "seconds": 1.0}}, {"lost": {"times": 2, "seconds": 1.0}})
"""What the provider of messages does now and then when it is asked to send."""
NOW_AND_THEN = 5.0
"""Seconds."""


def say(words: str) -> None:
    """Where it stands."""
    click.echo(f"chaos: {words}", err=True)


def trouble(address: str, seed: int, over: threading.Event) -> None:
    """The provider's own troubles, until people have ended."""
    chance = random.Random(seed)
    with httpx.Client(base_url=address, timeout=30) as client:
        client.post("/simulator/faults", json={**ALWAYS, "seed": seed})
        while not over.wait(NOW_AND_THEN):
            client.post("/simulator/faults", json=chance.choice(AT_TIMES))
        client.delete("/simulator/faults")


def settle(world: World) -> tuple[float, dict[str, int]]:
    """Waits until nothing is left to be done: seconds, and what is left all the same."""
    began, engine, left = time.monotonic(), engine_at(world.database), {"unknown": 1}
    calm = 0
    while time.monotonic() - began < SETTLING and calm < 3:  # a letter may follow what has just been done
        time.sleep(1.0)
        try:
            left = waiting(engine)
        except SQLAlchemyError as error:
            left = {type(error).__name__: 1}
        calm = 0 if left else calm + 1
    engine.dispose()
    return time.monotonic() - began, left


def storm(world: World, seed: int, events: int, seconds: float) -> tuple[report.Run, Memory, Proof]:
    """The whole of it against a running assistant."""
    with_sms = (ROOT / "connectors" / "sms.py").exists()
    people = plan(seed, events, seconds, with_sms)
    senders = Senders(world.address, world.provider, world.home / "var" / "secrets")
    striker, over = Striker(world, seed, seconds), threading.Event()
    troubles = threading.Thread(target=trouble, args=(world.provider, seed, over), daemon=True)
    run = report.Run(seed, events, f"{'PostgreSQL and Redis' if world.redis else 'SQLite'}, {world.count} of each",
                     datetime.now(timezone.utc))
    if not with_sms:
        run.notes.append("There is no door for SMS here; WhatsApp took its share.")
    began = time.monotonic()
    striker.start()
    troubles.start()
    asyncio.run(senders.run(people))
    striker.join()
    over.set()
    troubles.join()
    run.writing_seconds = time.monotonic() - began
    say("nobody writes any more; what is left is dealt with")
    run.settling_seconds, left = settle(world)
    run.sent, run.blows = senders.sent, striker.done
    run.notes += striker.problems
    provider = httpx.get(f"{world.provider}/simulator/messages", timeout=60).json()["messages"]
    engine = engine_at(world.database)
    memory = Memory.read(engine)
    engine.dispose()
    return run, memory, prove(memory, run.sent, provider, left)


@click.command()
@click.option("--seed", default=SEED, show_default=True, help="Another storm of the same kind.")
@click.option("--quick", is_flag=True, help=f"{QUICK[0]} events in {QUICK[1]:g} seconds.")
@click.option("--sqlite", "on_sqlite", is_flag=True, help="One process of each, on SQLite.")
@click.option("--events", type=int, help=f"How many; default {EVENTS}.")
@click.option("--seconds", type=float, help=f"How long people write; default {SECONDS:g}.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder for the report; default: HILO_HOME/chaos/<time>.")
def main(seed: int, quick: bool, on_sqlite: bool, events: int | None, seconds: float | None, out: Path | None) -> None:
    """Kills and cuts off everything while thousands of events come in, and proves that each was answered once."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is ended
    usual = QUICK if quick else (EVENTS, SECONDS)
    folder = out or get_settings().hilo_home / "chaos" / time.strftime("%Y%m%d-%H%M%S")
    try:
        with tempfile.TemporaryDirectory(prefix="hilo-chaos-") as home:
            say("starting")
            project = sides.snapshot(Path(home) / "project", with_models=True)  # what is begun anew is what began
            world = World(project, Path(home) / "home", 1 if on_sqlite else 2, on_sqlite, BUBBLE_WAIT_SECONDS="0.5")
            with world.running():
                say("people write, and things break")
                run, memory, proof = storm(world, seed, events or usual[0], seconds or usual[1])
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "run.log").write_bytes(world.log.read_bytes())
    except (StartError, MissingError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(report.write(folder, run, proof, memory))
    say(f"report.md, figures.json, plot.png and run.log are in {folder}")
    sys.exit(0 if proof.holds else 1)


if __name__ == "__main__":
    main()
