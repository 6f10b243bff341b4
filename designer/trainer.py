"""Trains in a process that keeps Rasa in memory (`designer.trainer_process`)."""
from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from hilo.settings import ROOT


class TrainingError(RuntimeError):
    """Rasa did not train, or the server did not take the model; the message says why."""


class Trainer:
    """The process that trains; a session of its own, so that Ctrl-C does not reach it."""

    def __init__(self, surroundings: dict[str, str], log: Path) -> None:
        """Starts it; it takes some seconds until it is warm. `log`: where what Rasa prints goes."""
        self._environment = surroundings
        self._log = log
        self._start()

    def _start(self) -> None:
        with self._log.open("w", encoding="utf-8") as log:
            self._process = subprocess.Popen([sys.executable, "-m", "designer.trainer_process"], cwd=ROOT, text=True,
                                             env=self._environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                             stderr=log, start_new_session=True, errors="replace")
        self._ready = False

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise TrainingError(f"el proceso que entrena terminó de golpe; mira {self._log}")
        return dict(json.loads(line))

    def train(self) -> str:
        """The path of a new model.

        Raises:
            TrainingError: when Rasa refuses.
        """
        if self._process.poll() is not None:
            self._start()
        if not self._ready:
            self._ready = bool(self._answer().get("ready"))
        assert self._process.stdin is not None
        print(time.strftime("%Y%m%d-%H%M%S-watch.tar.gz"), file=self._process.stdin, flush=True)
        answer = self._answer()
        if "error" in answer:
            raise TrainingError(answer["error"])
        return str(answer["model"])

    def stop(self) -> None:
        """Ends it."""
        self._process.kill()
        self._process.wait()
