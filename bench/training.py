"""One training, timed: wall and processor seconds, and how busy the machine was."""
from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

NICENESS = 15
"""Trainings run behind everything else, on both sides."""


class TrainingError(RuntimeError):
    """Rasa did not train; the message ends with what it wrote last."""


@dataclass(frozen=True)
class Training:
    """What a training took."""

    seconds: float
    """Wall time, with Rasa's own start; other work on the machine lengthens it."""
    cpu_seconds: float
    """Processor time over all threads and children; other work hardly changes it."""
    load: float
    """What else waited for the processors when it began (load average of one minute)."""
    phrases: int
    """Training phrases it was given."""

    def write(self, file: Path) -> None:
        """As JSON."""
        file.write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, file: Path) -> Training:
        """From JSON."""
        return cls(**json.loads(file.read_text(encoding="utf-8")))


def timed(command: list[str], folder: Path, environment: Mapping[str, str], log: Path, phrases: int) -> Training:
    """Runs a training to its end.

    Raises:
        TrainingError: when it ends with an error.
    """
    load, began = os.getloadavg()[0], time.monotonic()
    with log.open("wb") as out:
        process = subprocess.Popen(["nice", "-n", str(NICENESS), *command], cwd=folder, env=dict(environment),
                                   stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT)
        try:
            _, status, used = os.wait4(process.pid, 0)
        except BaseException:  # Ctrl-C, SIGTERM
            process.terminate()
            raise
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise TrainingError(f"{' '.join(command)}: exit code {process.returncode}\n{tail(log)}")
    return Training(time.monotonic() - began, used.ru_utime + used.ru_stime, load, phrases)


def tail(log: Path, size: int = 3000) -> str:
    """The end of a log, `size` characters of it."""
    return log.read_bytes()[-size:].decode(errors="replace") if log.exists() else ""
