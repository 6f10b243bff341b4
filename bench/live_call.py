"""How long a caller waits for an answer: from their last word to the first of the answer, at our doors.

    python -m bench.live_call --calls 40        starts nothing: the assistant and its simulator run already
    python -m bench.live_call --stock           and stock Rasa's own `twilio_voice`, with its newest model

What Twilio's recogniser and voice take comes on top and is not ours. Callers talk one after the other, each a new
person in a call of its own, with the conversations of `bench/conversations.yml`; no language model is asked. Stock Rasa
has no ConversationRelay: its `twilio_voice` is asked by one HTTP request a turn, in the same words.
"""
from __future__ import annotations

import json
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import httpx
import yaml

from bench import sides, stock_rasa
from hilo.settings import ROOT, get_settings

WARM = 2
"""Calls that are not counted: the first turns of a process load what is used."""


def conversations() -> list[list[str]]:
    """What callers say."""
    found = yaml.safe_load((ROOT / "bench" / "conversations.yml").read_text(encoding="utf-8"))
    return [[str(turn["text"]) for turn in visit] for visit in found["visits"]]


def call(http: httpx.Client, texts: list[str], number: str) -> list[float]:
    """One call by the simulator: the milliseconds of each turn."""
    opened = http.post("/simulator/telephone", json={"from": number, "team": "no-answer"}).json()
    sid = opened["sid"]
    for text in texts:
        done = http.post(f"/simulator/telephone/{sid}", json={"say": text})
        if done.status_code != 200 or done.json()["state"] != "talking":
            break
    ended: dict[str, Any] = http.post(f"/simulator/telephone/{sid}", json={"hang_up": True}).json()
    return [float(one) for one in ended["latencies_ms"]]


def stock_call(http: httpx.Client, texts: list[str], number: str) -> list[float]:
    """One call to stock Rasa's `twilio_voice`."""
    found, sid = [], f"CA{uuid.uuid4().hex}"
    for text in texts:
        began = time.perf_counter()
        http.post("/webhooks/twilio_voice/webhook", data={"CallSid": sid, "From": number, "CallStatus": "in-progress",
                                                          "SpeechResult": text}).raise_for_status()
        found.append((time.perf_counter() - began) * 1000)
    return found


def figures(found: list[float]) -> dict[str, float]:
    """Percentiles, in milliseconds."""
    cuts = statistics.quantiles(found, n=100)
    return {"turns": len(found), "p50": round(statistics.median(found), 1), "p95": round(cuts[94], 1),
            "p99": round(cuts[98], 1), "most": round(max(found), 1)}


def measured(address: str, talk: Callable[[httpx.Client, list[str], str], list[float]], calls: int) -> dict[str, float]:
    """So many calls to a side, one after the other."""
    visits, found = conversations(), list[float]()
    with httpx.Client(base_url=address, timeout=60) as http:
        for number in range(WARM + calls):
            taken = talk(http, visits[number % len(visits)], f"+54342555{number:04d}")
            found += taken if number >= WARM else []
    return figures(found)


def measured_stock(calls: int) -> dict[str, float]:
    """Stock Rasa, from its start to its end.

    Raises:
        click.ClickException: where no trained model of it is kept.
    """
    model = stock_rasa.newest()
    if model is None:
        raise click.ClickException("no trained model of stock Rasa is kept: `make bench` trains one")
    with tempfile.TemporaryDirectory(prefix="hilo-live-") as folder:
        project = sides.snapshot(Path(folder) / "project")
        with sides.stock(project, model / stock_rasa.MODEL, Path(folder) / "home") as running:
            return measured(running.address, stock_call, calls)


@click.command()
@click.option("--calls", default=40, show_default=True, help="Calls, one after the other.")
@click.option("--simulator", metavar="URL", help="Default: the simulator of these settings.")
@click.option("--stock", is_flag=True, help="Stock Rasa beside it, with the model that `make bench` trained last.")
def main(calls: int, simulator: str | None, stock: bool) -> None:
    """Measures turns of live calls."""
    table = {"Hilo": measured(simulator or get_settings().simulator_address, call, calls)}
    if stock:
        table["stock Rasa"] = measured_stock(calls)
    click.echo(json.dumps(table, indent=1))


if __name__ == "__main__":
    main()
