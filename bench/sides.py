"""The two sides: how each is started, where it is spoken to, and how its answers look."""
from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from bench import processes, stock_rasa
from bench.training import Training, tail, timed
from hilo.settings import ROOT

START_LIMIT = 300.0
"""Seconds until a side must be ready."""
NOW = "2026-11-23T10:00:00-03:00"
"""The moment that the actions take for now, so that every run answers the same."""
LEFT_OUT = {".git", ".rasa", ".env", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", "models", "results",
            "var"}
"""What lies in the project's folder and is no part of it."""


class StartError(RuntimeError):
    """A side did not become ready; the message ends with what it wrote last."""


@dataclass(frozen=True)
class Door:
    """How a side is written to over HTTP, and how one sees that it answered."""

    path: str
    person: str
    """The field that names who writes."""
    texts: Callable[[Any], list[str]]
    """The texts in the body of an answer."""


OURS = Door("/conversation/chat", "user_id", lambda body: [body["response"]] if body["response"] else [])
STOCK = Door("/webhooks/rest/webhook", "sender", lambda body: [part["text"] for part in body if part.get("text")])


@dataclass
class Side:
    """A side that runs."""

    door: Door
    address: str
    started: float | None = None
    """When its processes were started (monotonic clock); none where it already ran."""
    ready_seconds: float | None = None
    """From there until it answered GET /status."""
    home: Path | None = None
    server: list[int] = field(default_factory=list)
    """The Rasa server's process and its children; empty where they cannot be seen."""

    def see_server(self) -> None:
        """Finds the server's processes by its port."""
        pid = processes.listener(httpx.URL(self.address).port or 80)
        self.server = processes.family(pid) if pid else []

    def all_processes(self) -> list[int]:
        """The server, the action server and whatever else was started with them."""
        return sorted(processes.processes_with(f"HILO_HOME={self.home}")) if self.home else []


def running(door: Door, address: str) -> Side:
    """A side that somebody else has started."""
    side = Side(door, address.rstrip("/"))
    side.see_server()
    return side


def snapshot(folder: Path, with_models: bool = False) -> Path:
    """A copy of this project: it may be edited while it is measured. with_models: nothing is to be trained anew."""
    left_out = LEFT_OUT - {"models"} if with_models else LEFT_OUT
    shutil.copytree(ROOT, folder, ignore=lambda place, names: left_out if Path(place) == ROOT else {"__pycache__"})
    return folder


def environment(project: Path, home: Path, **more: str) -> dict[str, str]:
    """What all processes of a side are given; neither the machine's settings nor those of .env."""
    blank = dict.fromkeys(("HILO_API_TOKEN", "PUBLIC_URL", "DATABASE_URL", "REDIS_URL"), "")
    return {**os.environ, **blank, "PYTHONPATH": str(project), "HILO_HOME": str(home), "HILO_RATE_LIMIT": "0",
            "HILO_WATCH": "0", "HILO_NOW": NOW, "BUBBLE_WAIT_SECONDS": "0", "PYTHONUNBUFFERED": "1", **more}


def train_ours(project: Path, home: Path) -> Training:
    """Trains a snapshot of this project, from nothing.

    Raises:
        TrainingError: when Rasa refuses.
    """
    home.mkdir(parents=True, exist_ok=True)
    phrases = stock_rasa.count_phrases(stock_rasa.sources(project))
    return timed(["make", "-s", "train"], project, environment(project, home), home / "training.log", phrases)


@contextlib.contextmanager
def ours(project: Path, home: Path, **more: str) -> Iterator[Side]:
    """A trained snapshot of this project, started as people start it; `more`: settings besides.

    Raises:
        StartError: when it does not become ready.
    """
    port, actions = processes.free_port(), processes.free_port()
    surroundings = environment(project, home, HILO_PORT=str(port), HILO_ACTIONS_PORT=str(actions),
                               HILO_CONSOLE_PORT=str(processes.free_port()),
                               HILO_SIMULATOR_PORT=str(processes.free_port()), **more)
    with _running(Side(OURS, f"http://127.0.0.1:{port}", home=home), [["make", "-s", "run"]], project,
                  surroundings) as side:
        yield side


@contextlib.contextmanager
def stock(project: Path, model: Path, home: Path) -> Iterator[Side]:
    """Stock Rasa with a trained model, and the action server of `project`.

    Raises:
        StartError: when it does not become ready.
    """
    port, actions = processes.free_port(), processes.free_port()
    surroundings = environment(project, home, BENCH_DATABASE=str(home / "tracker.db"),
                               BENCH_ACTIONS=f"http://127.0.0.1:{actions}/webhook")
    server = [sys.executable, "-m", "rasa", "run", "--enable-api", "--interface", "127.0.0.1", "--port", str(port),
              "--model", str(model), "--endpoints", str(stock_rasa.OWN / "endpoints.yml"),
              "--credentials", str(stock_rasa.OWN / "credentials.yml")]
    action_server = [sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", str(actions)]
    with _running(Side(STOCK, f"http://127.0.0.1:{port}", home=home), [server, action_server], project,
                  surroundings) as side:
        yield side


@contextlib.contextmanager
def _running(side: Side, commands: list[list[str]], folder: Path, surroundings: dict[str, str]) -> Iterator[Side]:
    assert side.home is not None
    side.home.mkdir(parents=True, exist_ok=True)
    log, setting = side.home / "run.log", f"HILO_HOME={side.home}"
    side.started = time.monotonic()
    started: list[subprocess.Popen[bytes]] = []
    try:
        started += [processes.start(command, folder, surroundings, log) for command in commands]
        ready = processes.wait_until(
            lambda: _answers(side.address) or any(p.poll() is not None for p in started), START_LIMIT)
        if not ready or any(process.poll() is not None for process in started):
            raise StartError(f"{' '.join(commands[0])}: not ready after {START_LIMIT:g} s, or ended\n{tail(log)}")
        side.ready_seconds = time.monotonic() - side.started
        side.see_server()
        yield side
    finally:
        processes.stop(started, setting)


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/status", timeout=5).status_code == 200
    except httpx.HTTPError:
        return False
