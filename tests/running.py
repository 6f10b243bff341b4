"""The real assistant, started as `make run` starts it, for tests that meet it from outside.

One is started per session of pytest and shared by `tests/browser` and `tests/system`.
Processes are looked up in /proc; where there is none (macOS) only the ports are checked.
"""
from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from hilo.settings import ROOT

NOW = "2026-11-23T10:00:00-03:00"
"""The assistant's clock: a Monday, and a holiday in Argentina, so that nobody is at the shop."""
CONSOLE_PASSWORD = "palabra de prueba"
START_LIMIT = 150.0
"""Seconds; a training is part of them when some YAML changed."""
STOP_LIMIT = 20.0
TAIL = 4_000
"""Characters of the log shown where the start or the end goes wrong."""


def wait_until(is_so: Callable[[], bool], seconds: float, step: float = 0.1) -> bool:
    """Whether something became so in time."""
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            return False
        time.sleep(step)
    return True


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_free(port: int) -> bool:
    """Whether nobody listens on a port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) != 0


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits to be collected does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def command_of(pid: int) -> str:
    """A process's command line, for messages and for telling processes apart."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return ""


def processes_with(setting: str) -> set[int]:
    """All live processes whose environment holds `NAME=value`, however they came to be."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if setting.encode() in (folder / "environ").read_bytes().split(b"\0") and is_alive(int(folder.name)):
                found.add(int(folder.name))
    return found


class Assistant:
    """All processes of one assistant, with a home of its own."""

    def __init__(self, home: Path, now: str = NOW) -> None:
        """`home` becomes HILO_HOME, `now` its clock; nothing is started yet."""
        self.home, self.now = home, now
        self.port, self.actions_port, self.simulator_port, self.worker_port, self.console_port = (
            free_port() for _ in range(5))
        self.address = f"http://127.0.0.1:{self.port}"
        self.console = f"http://127.0.0.1:{self.console_port}"
        self.chat_page = f"{self.address}/webhooks/webchat/"
        self.telephone_page = f"http://127.0.0.1:{self.simulator_port}/"
        self._log = home / "run.log"
        self._main: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts everything and waits until it is well; fails with the end of the log."""
        environment = {**os.environ, "HILO_HOME": str(self.home), "HILO_PORT": str(self.port),
                       "HILO_ACTIONS_PORT": str(self.actions_port), "HILO_RATE_LIMIT": "0", "HILO_NOW": self.now,
                       "HILO_WORKER_PORT": str(self.worker_port),
                       "HILO_CONSOLE_PORT": str(self.console_port), "HILO_CONSOLE_PASSWORD": CONSOLE_PASSWORD,
                       "HILO_SIMULATOR_PORT": str(self.simulator_port), "HILO_WATCH": "0", "BUBBLE_WAIT_SECONDS": "0.5"}
        for name in ("HILO_API_TOKEN", "PUBLIC_URL", "DATABASE_URL", "REDIS_URL", "TWILIO_ACCOUNT_SID",
                     "ELEVENLABS_API_KEY", "OPENAI_API_KEY"):
            environment[name] = ""  # neither the machine's settings nor those of .env
        with self._log.open("ab") as log:
            self._main = subprocess.Popen([sys.executable, "-m", "designer.run"], cwd=ROOT, env=environment,
                                          stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
        if not wait_until(lambda: self.is_well() or self._has_ended(), START_LIMIT, 0.25) or self._has_ended():
            self.stop(signal.SIGKILL, check=False)
            pytest.fail(f"the assistant did not start within {START_LIMIT:g} s. Its log ends:\n{self.log()[-TAIL:]}")

    def is_well(self) -> bool:
        """Whether GET /health answers 200."""
        try:
            return httpx.get(f"{self.address}/health", timeout=5).status_code == 200
        except httpx.HTTPError:
            return False

    def _has_ended(self) -> bool:
        return self._main is None or self._main.poll() is not None

    def processes(self) -> set[int]:
        """All live processes of this assistant, orphans too: they share its home."""
        return processes_with(f"HILO_HOME={self.home}") - {os.getpid()}

    def process_running(self, words: str) -> int:
        """The process itself, not the shell around it, whose command line holds some words."""
        return next(pid for pid in self.processes()
                    if words in command_of(pid) and Path(f"/proc/{pid}/exe").resolve().name.startswith("python"))

    def ports_are_free(self) -> bool:
        """Whether nothing listens any more."""
        return all(is_free(port) for port in (self.port, self.actions_port, self.simulator_port,
                                               self.worker_port, self.console_port))

    def has_gone(self) -> bool:
        """Whether nothing of it is left: no process, no listening port."""
        return self._has_ended() and not self.processes() and self.ports_are_free()

    def wait_until_gone(self) -> None:
        """Waits for the end; what is left behind is named, then ended one by one."""
        if wait_until(self.has_gone, STOP_LIMIT):
            return
        left = {pid: command_of(pid) for pid in self.processes()}
        ports = "" if self.ports_are_free() else " and its ports are still taken"
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        pytest.fail(f"{STOP_LIMIT:g} s after its end the assistant has left {left}{ports}.\n{self.log()[-TAIL:]}")

    def stop(self, how: signal.Signals = signal.SIGTERM, check: bool = True) -> None:
        """Ends it through its one main process, and sees to it that all of it has ended."""
        pids = [self._main.pid] if self._main and how == signal.SIGTERM else sorted(self.processes())
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, how)
        if self._main:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._main.wait(STOP_LIMIT)
        if check:
            self.wait_until_gone()

    def log(self, since: int = 0) -> str:
        """All that its processes wrote, from a place on."""
        return self._log.read_bytes()[since:].decode(errors="replace") if self._log.exists() else ""

    def log_place(self) -> int:
        """Where the log ends now."""
        return self._log.stat().st_size


_started: list[Assistant] = []


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant of this session; imported into the conftest of each folder that needs it."""
    if _started:  # by the tests of the other folder, whose fixture ends it
        yield _started[0]
        return
    one = Assistant(tmp_path_factory.mktemp("hilo"))
    one.start()
    _started.append(one)
    yield one
    _started.clear()
    one.stop()
