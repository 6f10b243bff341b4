"""What runs beside a pair of servers (`tests.quick_starts.Pair`): the simulator and the worker."""
from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from hilo.settings import ROOT


class Others:
    """The simulator and the worker beside a pair of servers."""

    def __init__(self, pair_home: Path, environment: dict[str, str]) -> None:
        """Nothing is started yet."""
        self._environment = {**os.environ, **environment, "HILO_HOME": str(pair_home), "PYTHONPATH": str(ROOT)}
        self._log = (pair_home / "others.log").open("ab")
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, what: str) -> None:
        """Starts the simulator or the worker."""
        module = {"worker": "hilo.worker", "simulator": "simulator"}[what]
        self._running[what] = subprocess.Popen([sys.executable, "-m", module], cwd=ROOT, env=self._environment,
                                               stdout=self._log, stderr=self._log)

    def kill(self, what: str, how: signal.Signals = signal.SIGKILL) -> None:
        """Ends one."""
        process = self._running.pop(what)
        process.send_signal(how)
        process.wait(20)

    def stop(self) -> None:
        """Ends what is left."""
        for what in list(self._running):
            self.kill(what)
        self._log.close()
