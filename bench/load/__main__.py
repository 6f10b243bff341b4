"""`make load`: the rate at which a thousand open conversations may write, in one process and in two, beside stock Rasa.

    make load [OPTIONS="--quick --only whatsapp-1"]

A ramp finds the rate at which 19 of 20 answers no longer come within two seconds; then the best rate that is held for
two minutes is looked for from there downwards. By WhatsApp the time goes from Twilio's signed request until Twilio is
asked to send the answer, and everything that was written is then looked for in the database: lost, twice, out of order.
The report lies in HILO_HOME/load.
"""
from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp
import click

from bench import processes, sides, stock_rasa
from bench.chaos.__main__ import settle
from bench.chaos.proof import Memory, engine_at, prove_talk
from bench.chaos.world import StartError, World
from bench.load import report
from bench.load.crowd import Crowd, Step
from bench.load.doors import ByRequest, ByWhatsApp
from bench.load.provider import Provider
from bench.services import MissingError
from hilo.settings import get_settings

SIDES = {"whatsapp-1": "Hilo, WhatsApp, one process", "whatsapp-2": "Hilo, WhatsApp, two processes",
         "whatsapp-sqlite": "Hilo, WhatsApp, one process on SQLite", "chat-1": "Hilo, /conversation/chat, one process",
         "chat-2": "Hilo, /conversation/chat, two processes", "stock": "stock Rasa, REST"}
FIRST, GROWS, STEP = 6.0, 1.3, 15.0
"""The ramp: messages a second at first, how much more each time, and seconds of each step."""
LOWER, TRIES = 0.88, 5
"""How much less is tried where a rate is not held, and how often."""
CALM = 3.0
"""Seconds between two rates."""


def say(words: str) -> None:
    """Where it stands."""
    click.echo(f"load: {words}", err=True)


class Cost:
    """Processor time by kind of process."""

    def __init__(self, kinds: Callable[[], dict[str, list[int]]]) -> None:
        """`kinds`: the processes of each kind."""
        self._kinds = kinds
        self._before, self._machine = self._now(), processes.machine_cpu()

    def _now(self) -> dict[str, float]:
        return {name: processes.cpu(pids) for name, pids in self._kinds().items()}

    def of(self, step: Step) -> tuple[dict[str, float], float]:
        """ms of each kind for one message of a step, and which share of the machine went to other work."""
        used = {name: spent - self._before.get(name, 0.0) for name, spent in self._now().items()}
        others = processes.machine_cpu() - self._machine - sum(used.values())
        whole = step.seconds * 1000 * (os.cpu_count() or 1)
        return {name: spent / max(1, len(step.answers)) for name, spent in used.items()}, max(0.0, others / whole)


async def measured(side: report.Side, crowd: Crowd, kinds: Callable[[], dict[str, list[int]]], hold: float,
                   first: float, begin: float | None) -> None:
    """Ramp and hold; `begin`: no ramp, but down from this rate."""
    say(f"{side.name}: {crowd.people} people begin")
    await crowd.open()
    rate = begin or first
    while not begin:
        step = await crowd.hold(rate, STEP)
        side.ramp.append(step)
        say(f"{side.name}: {rate:.1f}/s: p95 {step.share(0.95) if step.answers else 0:.2f} s, {step.lost} unanswered")
        await asyncio.sleep(CALM)
        await crowd.rest()
        if not step.is_held:
            break
        rate *= GROWS
    good = [step.rate for step in side.ramp if step.is_held]
    rate = begin or (good[-1] if good else first / 2) * GROWS ** 0.5
    for _ in range(TRIES):
        cost = Cost(kinds)
        step = await crowd.hold(rate, hold)
        side.tried.append(step)
        say(f"{side.name}: {rate:.1f}/s for {hold:g} s: p95 {step.share(0.95):.2f} s, {step.lost} unanswered")
        if step.is_held:
            side.held = step
            side.cpu, side.others = cost.of(step)
            return
        rate *= LOWER
        await asyncio.sleep(CALM)
        await crowd.rest()


def line(people: int) -> aiohttp.ClientSession:
    """A client with a connection for each who waits."""
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=people),
                                 timeout=aiohttp.ClientTimeout(total=35))


def ours(name: str, folder: Path, people: int, hold: float, first: float, begin: float | None) -> report.Side:
    """One of our sides, from its start to its proof."""
    side, count, on_sqlite = report.Side(SIDES[name]), 2 if name.endswith("2") else 1, name.endswith("sqlite")
    port = processes.free_port()
    project = sides.snapshot(folder / "project", with_models=True)
    by_whatsapp = name.startswith("whatsapp")
    world = World(project, folder / "home", count, on_sqlite, BUBBLE_WAIT_SECONDS="0",
                  TWILIO_API_URL=f"http://127.0.0.1:{port}" if by_whatsapp else "")
    say(f"{side.name}: starting")
    with world.running():
        said: list[dict[str, Any]] = []

        async def run() -> None:
            async with line(people) as client:
                token = (world.home / "var" / "secrets" / "twilio").read_text()
                if not by_whatsapp:
                    chat = ByRequest(client, world.address, sides.OURS)
                    await measured(side, Crowd(chat.write, people), world.kinds, hold, first, begin)
                    side.refused = chat.refused
                    return
                door = ByWhatsApp(client, world.address, token)
                async with Provider(port, token, world.address, door.heard) as provider:
                    await measured(side, Crowd(door.write, people), world.kinds, hold, first, begin)
                    seconds, left = await asyncio.to_thread(settle, world)
                    side.notes.append(f"Nothing was left to be done after {seconds:.0f} s." if not left else
                                      f"Left to be done after {seconds:.0f} s: {left}")
                    side.refused = door.refused
                    said.extend(provider.messages)
                    if provider.refused_reports:
                        side.notes.append(f"{provider.refused_reports} reports of deliveries were not taken.")

        asyncio.run(run())
        engine = engine_at(world.database)
        proof = prove_talk(Memory.read(engine), said if by_whatsapp else None)
        engine.dispose()
        side.proof = [(what, cases, len(wrong)) for what, cases, wrong in proof.lines]
        side.notes += [f"Not so: {what}: {'; '.join(wrong[:3])}"[:500] for what, _, wrong in proof.lines if wrong]
    if side.refused:
        side.notes.append(f"{side.refused} requests were refused or broken off (the ramp's last step among them).")
    return side


def stock(folder: Path, people: int, hold: float, first: float, begin: float | None) -> report.Side:
    """Stock Rasa with the model that was trained last, whatever its data."""
    side, model = report.Side(SIDES["stock"]), stock_rasa.newest()
    if model is None:
        side.notes.append("No trained model of stock Rasa is kept: `make bench` trains one.")
        return side
    project = sides.snapshot(folder / "project")
    say(f"{side.name}: starting")
    with sides.stock(project, model / stock_rasa.MODEL, folder / "home") as running:

        async def run() -> None:
            async with line(people) as client:
                door = ByRequest(client, running.address, sides.STOCK)

                def kinds() -> dict[str, list[int]]:
                    everybody = running.all_processes()
                    return {"rasa": running.server, "actions": [pid for pid in everybody if pid not in running.server]}

                await measured(side, Crowd(door.write, people), kinds, hold, first, begin)
                side.refused = door.refused

        asyncio.run(run())
    side.notes.append("Its default pipeline, SQL tracker store on SQLite, no retries: it keeps nothing before it "
                      "answers. The model is the newest kept one; a message without an answer counts as unanswered.")
    return side


@click.command()
@click.option("--only", type=click.Choice(list(SIDES)), multiple=True, help="Measure these sides; default: all.")
@click.option("--people", default=1000, show_default=True, help="Open conversations.")
@click.option("--hold", default=120.0, show_default=True, help="Seconds for which a rate must be held.")
@click.option("--first", default=FIRST, show_default=True, help="The ramp's first rate, messages a second.")
@click.option("--begin", type=float, help="No ramp: the held rate is looked for from here downwards.")
@click.option("--quick", is_flag=True, help="100 people, 20 seconds, one process, no stock Rasa.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder for the report; default: in HILO_HOME/load.")
def main(only: tuple[str, ...], people: int, hold: float, first: float, begin: float | None, quick: bool,
         out: Path | None) -> None:
    """Finds the rate that is held with many open conversations; the exit code says whether all was answered once."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is ended
    wanted = only or (("whatsapp-1",) if quick else tuple(SIDES))
    people, hold = (min(people, 100), min(hold, 20.0)) if quick else (people, hold)
    folder = out or get_settings().hilo_home / "load" / time.strftime("%Y%m%d-%H%M%S")
    found = []
    try:
        for name in wanted:
            with tempfile.TemporaryDirectory(prefix="hilo-load-") as home:
                one = stock(Path(home), people, hold, first / 3, begin) if name == "stock" else ours(
                    name, Path(home), people, hold, first, begin)
            found.append(one)
            told = report.write(folder, found, people, hold)
    except (StartError, sides.StartError, MissingError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(told)
    say(f"report.md, figures.json and plot.png are in {folder}")
    sys.exit(0 if all(side.holds for side in found) else 1)


if __name__ == "__main__":
    main()
