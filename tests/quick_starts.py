"""The assistant's servers started within half a second, for tests that end them again and again.

They are forked from a process that has loaded everything (`tests/quick_starts_process.py`); what serves is the same
as after `make run`, over HTTP too. Starting it takes as long as one start of Rasa.
"""
from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

from hilo.settings import ROOT
from tests.running import free_port, is_free, wait_until

START_SECONDS = 20.0


class QuickStarts:
    """The process that forks."""

    def __init__(self, home: Path) -> None:
        """`home` is its own HILO_HOME; trains first if something changed."""
        self.actions_port = free_port()
        self.environment = {"HILO_ACTIONS_PORT": str(self.actions_port), "HILO_RATE_LIMIT": "0", "HILO_WATCH": "0",
                            "LOG_LEVEL": "WARNING", "HILO_API_TOKEN": "", "PUBLIC_URL": "",
                            "DATABASE_URL": "", "REDIS_URL": "",
                            "RASA_TELEMETRY_ENABLED": "false"}
        everything = {**os.environ, **self.environment, "HILO_HOME": str(home)}
        subprocess.run([sys.executable, "-m", "designer.training"], cwd=ROOT, env=everything, check=True,
                       stdout=subprocess.DEVNULL)
        self._log = (home / "parent.log").open("wb")
        self._process = subprocess.Popen([sys.executable, "-m", "tests.quick_starts_process"], cwd=ROOT, text=True,
                                         env=everything, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                         stderr=self._log)
        threads = self._line()["threads"]
        assert not threads, f"a fork would lose {threads}"

    def _line(self) -> dict[str, Any]:
        line = self._process.stdout.readline() if self._process.stdout else ""
        assert line, f"{self._log.name} tells why the parent ended"
        return dict(json.loads(line))

    def fork(self, what: str, log: Path, **environment: str) -> int:
        """Starts "rasa" or "actions"; its process id."""
        asked = {"what": what, "log": str(log), "environment": {**self.environment, **environment}}
        assert self._process.stdin
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return int(self._line()["pid"])

    def stop(self) -> None:
        """Ends it; its children are ended by whoever had them started."""
        if self._process.stdin:
            self._process.stdin.close()
        self._process.wait(START_SECONDS)
        self._log.close()


class Pair:
    """Both servers of one assistant, each of which can be killed and started again."""

    def __init__(self, parent: QuickStarts, home: Path, **environment: str) -> None:
        """`home` is its HILO_HOME; the context starts and ends it."""
        self._parent, self.home, self.log = parent, home, home / "run.log"
        self.ports = {"rasa": free_port(), "actions": parent.actions_port}
        self.address = f"http://127.0.0.1:{self.ports['rasa']}"
        self._environment = {**environment, "HILO_HOME": str(home), "HILO_PORT": str(self.ports["rasa"])}
        self._pids: dict[str, int] = {}

    def __enter__(self) -> Pair:
        for what in ("actions", "rasa"):
            self.start(what)
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        for what in list(self._pids):
            with contextlib.suppress(ProcessLookupError):
                self.kill(what)

    def start(self, what: str) -> None:
        """Starts one and waits until it listens."""
        self._pids[what] = self._parent.fork(what, self.log, **self._environment)
        started = wait_until(lambda: not is_free(self.ports[what]), START_SECONDS, 0.02)
        assert started, f"{what} did not start. The log ends:\n{self.log.read_text()[-4000:]}"

    def kill(self, what: str) -> None:
        """With SIGKILL: whatever it was at, nothing more of it happens."""
        os.kill(self._pids.pop(what), signal.SIGKILL)
        assert wait_until(lambda: is_free(self.ports[what]), START_SECONDS, 0.005)


@pytest.fixture(scope="session")
def quick_starts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QuickStarts]:
    """One for all tests; imported into the conftest of each folder that needs it."""
    parent = QuickStarts(tmp_path_factory.mktemp("quick_starts"))
    yield parent
    parent.stop()
