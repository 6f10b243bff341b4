"""The assistant with everything that it needs, each part of which can be killed or cut off."""
from __future__ import annotations

import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

from bench import processes
from bench.services import Postgres, Redis, answers, program
from bench.training import tail

START_LIMIT = 400.0
"""Seconds until it answers; a training and a busy machine are part of them."""
AWAY = 6.0
"""Seconds for which what was cut off is away."""
SECRETS = ("twilio", "elevenlabs", "elevenlabs-webhook", "payments", "payments-webhook")
BLANK = ("HILO_API_TOKEN", "PUBLIC_URL", "DATABASE_URL", "REDIS_URL", "TWILIO_ACCOUNT_SID", "TWILIO_API_URL",
         "TWILIO_WHATSAPP_NUMBER", "TWILIO_SMS_NUMBER", "ELEVENLABS_API_KEY", "ELEVENLABS_WEBHOOK_SECRET",
         "OPENAI_API_KEY", "OPENAI_BASE_URL", "SMTP_URL", "EVENT_BROKER_URL", "HILO_NOW", "SANIC_WORKERS",
         "CRM_KIND", "HUBSPOT_TOKEN")
"""Settings of the machine that are not ours."""


class StartError(RuntimeError):
    """The assistant did not become ready; the message ends with what it wrote last."""


@dataclass
class Blow:
    """Something that was done to a part, when (seconds from the beginning)."""

    at: float
    what: str
    how: str


def free_ports() -> int:
    """The first of 64 ports of which nobody uses any; not of those that the kernel gives to outgoing connections."""
    for first in random.sample(range(20_000, 32_000, 64), 180):
        if not any(answers(port) for port in range(first, first + 64)):
            return first
    raise StartError("no 64 ports in a row are free")


class World:
    """`make run-scaled` of this project, in a home of its own."""

    def __init__(self, project: Path, home: Path, count: int, on_sqlite: bool, **settings: str) -> None:
        """The assistant is not started yet. project: its code. count: Rasa processes and workers.

        Raises:
            MissingError
        """
        self._project, self.home, self.count, self.log = project, home, count, home / "run.log"
        self.port = free_ports()
        self.actions, self.worker, self.simulator = self.port + 20, self.port + 30, self.port + 50
        self.address, self.provider = f"http://127.0.0.1:{self.port}", f"http://127.0.0.1:{self.simulator}"
        home.mkdir(parents=True, exist_ok=True)
        program("haproxy", "haproxy")
        if not on_sqlite:
            program("redis-server", "redis-server")  # before anything is started that would be left
        self.postgres = None if on_sqlite else Postgres()
        self.redis = None if on_sqlite else Redis(home / "redis")
        if self.postgres:
            self.postgres.execute("CREATE DATABASE hilo")
        self.database = self.postgres.address("hilo") if self.postgres else f"sqlite:///{home / 'var' / 'hilo.db'}"
        self._environment = {
            **os.environ, **dict.fromkeys(BLANK, ""), "PYTHONPATH": str(project), "HILO_HOME": str(home),
            "HILO_PORT": str(self.port), "HILO_ACTIONS_PORT": str(self.actions), "HILO_WORKER_PORT": str(self.worker),
            "HILO_CONSOLE_PORT": str(self.port + 40), "HILO_SIMULATOR_PORT": str(self.simulator),
            "HILO_PROCESSES": str(count), "HILO_RATE_LIMIT": "0", "HILO_WATCH": "0", "LOG_LEVEL": "WARNING",
            "DATABASE_URL": self.database if self.postgres else "",
            "REDIS_URL": self.redis.address if self.redis else "",
            **settings}
        for name in SECRETS:  # the senders sign before anybody else has asked for one
            file = home / "var" / "secrets" / name
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            file.write_text(os.urandom(16).hex())
        self._main: subprocess.Popen[bytes] | None = None

    @contextlib.contextmanager
    def running(self) -> Iterator[World]:
        """From its start to its end.

        Raises:
            StartError
        """
        try:
            self._main = processes.start([sys.executable, "-m", "designer.run_scaled"], self._project,
                                         self._environment, self.log)
            if not processes.wait_until(lambda: self._is_well() or self._has_ended(), START_LIMIT, 0.5) \
                    or self._has_ended():
                raise StartError(f"not ready after {START_LIMIT:g} s, or ended\n{tail(self.log)}")
            yield self
        finally:
            if self._main:
                processes.stop([self._main], f"HILO_HOME={self.home}")
            for service in (self.redis, self.postgres):
                if service:
                    with contextlib.suppress(RuntimeError):
                        service.stop()

    def _has_ended(self) -> bool:
        return self._main is None or self._main.poll() is not None

    def _is_well(self) -> bool:
        ports = [self.port + 1 + place for place in range(self.count)] + [self.worker + place
                                                                         for place in range(self.count)]
        return all(_answers(f"http://127.0.0.1:{port}/health") for port in ports) and _answers(f"{self.address}/health")

    def kinds(self) -> dict[str, list[int]]:
        """The processes of each kind, of those that a message passes."""
        ports = {"rasa": self.port + 1, "worker": self.worker}
        found = {name: [pid for place in range(self.count) for pid in _family(port + place)]
                 for name, port in ports.items()}
        found |= {"actions": _family(self.actions), "proxy": _family(self.port), "who writes": [os.getpid()]}
        if self.redis:
            found["Redis"] = _family(self.redis.port)
        if self.postgres:
            found["PostgreSQL"] = self.postgres.processes()
        return found

    def kill(self, what: str, place: int = 0) -> bool:
        """With SIGKILL; the shell that started it starts it again. Whether it was there."""
        port = {"rasa": self.port + 1 + place, "actions": self.actions, "worker": self.worker + place}[what]
        pid = processes.listener(port)
        if pid is None:
            return False
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        return True

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """SQLite: another process has begun to write and does not end."""
        with contextlib.closing(sqlite3.connect(self.home / "var" / "hilo.db", timeout=30,
                                                isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield
            connection.execute("ROLLBACK")


def _family(port: int) -> list[int]:
    pid = processes.listener(port)
    return processes.family(pid) if pid else []


def _answers(address: str) -> bool:
    try:
        return httpx.get(address, timeout=5).status_code == 200
    except httpx.HTTPError:
        return False


def blows(world: World) -> list[tuple[str, str, Callable[[], object]]]:
    """What is done while people write, in turn: part, how, and the doing."""
    last = world.count - 1
    found: list[tuple[str, str, Callable[[], object]]] = [
        ("rasa", "killed", lambda: world.kill("rasa")), ("worker", "killed", lambda: world.kill("worker")),
        ("actions", "killed", lambda: world.kill("actions"))]
    more = [("worker", "killed", lambda: world.kill("worker", last)),
            ("rasa", "killed", lambda: world.kill("rasa", last)), ("actions", "killed", lambda: world.kill("actions"))]
    if world.postgres is None or world.redis is None:
        lock = ("SQLite", f"locked for {AWAY:g} s", lambda: _for_a_while(world.locked()))
        return [*found, lock, *more, lock]
    postgres, redis = world.postgres, world.redis
    return [*found,
            ("Redis", f"killed, away for {AWAY:g} s", lambda: _away(redis.kill, redis.start)),
            ("PostgreSQL", f"killed, away for {AWAY:g} s", lambda: _away(postgres.kill, postgres.start)),
            *more,
            ("Redis", f"silent for {AWAY:g} s", lambda: _away(redis.hang, lambda: redis.hang(goes_on=True))),
            ("PostgreSQL", f"stopped for {AWAY:g} s", lambda: _away(postgres.halt, postgres.start)),
            ("worker", "killed", lambda: world.kill("worker")), ("rasa", "killed", lambda: world.kill("rasa")),
            ("PostgreSQL", "killed, back at once", lambda: _away(postgres.kill, postgres.start, 0.0))]


def _away(go: Callable[[], object], come_back: Callable[[], object], seconds: float = AWAY) -> None:
    go()
    time.sleep(seconds)
    come_back()


def _for_a_while(away: contextlib.AbstractContextManager[None]) -> None:
    with away:
        time.sleep(AWAY)


class Striker(threading.Thread):
    """Strikes again and again while people write; the moments come from the seed."""

    def __init__(self, world: World, seed: int, seconds: float) -> None:
        """`seconds`: how long people write."""
        super().__init__(daemon=True)
        self._todo, self._chance, self._seconds = blows(world), random.Random(seed), seconds
        self.done: list[Blow] = []
        self.problems: list[str] = []

    def run(self) -> None:
        """(see parent class for full docstring)."""
        began, step = time.monotonic(), self._seconds * 0.92 / len(self._todo)
        for place, (what, how, strike) in enumerate(self._todo):
            at = step * (place + 0.3 + 0.4 * self._chance.random())
            time.sleep(max(0.0, at - (time.monotonic() - began)))
            self.done.append(Blow(time.monotonic() - began, what, how))
            try:
                if strike() is False:  # it was still coming back from the last one
                    self.done[-1].how = "was away already"
            except Exception as error:
                self.problems.append(f"{what} {how}: {type(error).__name__}: {error}")
