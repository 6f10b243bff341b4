"""The Procfile's processes, started one by one, so that one of them can be restarted while the others run."""
from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from typing import IO

import httpx
from honcho.environ import parse_procfile

from hilo.settings import ROOT, Settings

PATIENCE = 10.0
"""Seconds a process is given to end by itself."""
Say = Callable[[str, str], None]
"""Takes a process's name and a line that it wrote."""


class StartError(RuntimeError):
    """A process ended, or did not get ready in time; the message says which and what it wrote last."""


def free_port() -> int:
    """A port of this machine that nobody uses at the moment."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def environment(settings: Settings, **more: str) -> dict[str, str]:
    """What the processes are given.

    One thread for OpenBLAS: its own wait for each other by spinning, which costs the other processes several times
    what a small product gains.
    """
    settings.var.mkdir(parents=True, exist_ok=True)
    return {"OPENBLAS_NUM_THREADS": "1", **os.environ, **settings.for_processes(), "PYTHONUNBUFFERED": "1",
            "HILO_RASA_LOG": str(settings.var / "rasa.log"), **more}


def commands() -> dict[str, str]:
    """The Procfile: command by name."""
    return dict(parse_procfile((ROOT / "Procfile").read_text(encoding="utf-8")).processes)


class Processes:
    """Starts, restarts and ends processes; each runs in a session of its own, children included."""

    def __init__(self, surroundings: Mapping[str, str], say: Say) -> None:
        """`surroundings`: their environment. `say`: what to do with each line they write."""
        self._environment = dict(surroundings)
        self._say = say
        self._running: dict[str, subprocess.Popen[str]] = {}
        self._last: dict[str, list[str]] = {}

    def start(self, name: str) -> None:
        """Starts a process of the Procfile."""
        process = subprocess.Popen(commands()[name], shell=True, cwd=ROOT, env=self._environment, text=True,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                   start_new_session=True, errors="replace")
        self._running[name] = process
        self._last[name] = []
        assert process.stdout is not None
        threading.Thread(target=self._listen, args=(name, process.stdout), daemon=True).start()

    def _listen(self, name: str, output: IO[str]) -> None:
        for line in output:
            self._last[name] = [*self._last[name][-20:], line.rstrip()]
            self._say(name, line.rstrip())

    def ended(self) -> list[str]:
        """The processes that have ended by themselves."""
        return [name for name, process in self._running.items() if process.poll() is not None]

    def last_words(self, name: str) -> str:
        """How a process ended, where it has, and the last lines that it wrote."""
        process = self._running.get(name)
        code = process.poll() if process else None
        return "\n".join([*([f"(código de salida {code})"] if code is not None else []), *self._last.get(name, [])])

    def stop(self, *names: str) -> None:
        """Ends processes, by force when they take too long; all of them when none is named."""
        chosen = {name: self._running.pop(name) for name in names or list(self._running) if name in self._running}
        for process in chosen.values():
            _send(process, signal.SIGTERM)
        until = time.monotonic() + PATIENCE
        for process in chosen.values():
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                _send(process, signal.SIGKILL)
                process.wait()

    def wait_for(self, name: str, address: str, seconds: float, tick: Callable[[], None] = lambda: None) -> None:
        """Waits until an address answers 200.

        Raises:
            StartError: when the process ends or the time is over.
        """
        until = time.monotonic() + seconds
        while not answers(address):
            if name in self.ended():
                raise StartError(f"«{name}» terminó al arrancar:\n{self.last_words(name)}")
            if time.monotonic() > until:
                raise StartError(f"«{name}» no respondió en {seconds:.0f} segundos:\n{self.last_words(name)}")
            tick()
            time.sleep(0.3)


def answers(address: str) -> bool:
    """Whether an address answers 200 within two seconds."""
    try:
        return httpx.get(address, timeout=2.0).status_code == 200
    except httpx.HTTPError:
        return False


def _send(process: subprocess.Popen[str], sign: int) -> None:
    """To the process and all that it started."""
    with contextlib.suppress(ProcessLookupError):  # it may just have ended
        os.killpg(process.pid, sign)
