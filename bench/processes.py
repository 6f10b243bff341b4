"""Processes: started in a session of their own, looked at through /proc (Linux), ended by their ids."""
from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

PATIENCE = 20.0
"""Seconds that processes are given to end by themselves."""
PROC = Path("/proc")
LISTENS = "0A"
"""The kernel's name for a socket that waits for connections."""


def free_port() -> int:
    """A port of this machine that nobody uses at the moment."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def wait_until(is_so: Callable[[], bool], seconds: float, step: float = 0.1) -> bool:
    """Whether something became so in time."""
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            return False
        time.sleep(step)
    return True


def start(command: list[str], folder: Path, environment: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
    """Starts a process whose words go to a log."""
    with log.open("ab") as out:
        return subprocess.Popen(command, cwd=folder, env=dict(environment), stdin=subprocess.DEVNULL, stdout=out,
                                stderr=subprocess.STDOUT, start_new_session=True)


def processes_with(setting: str) -> set[int]:
    """All live processes whose environment holds `NAME=value`, however they came to be."""
    found = set()
    for folder in PROC.glob("[0-9]*"):
        with contextlib.suppress(OSError):
            alive = (folder / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
            if alive and setting.encode() in (folder / "environ").read_bytes().split(b"\0"):
                found.add(int(folder.name))
    return found


def stop(started: Iterable[subprocess.Popen[bytes]], setting: str) -> None:
    """Ends processes and whatever they started, which is told by `NAME=value` in its environment."""
    for process in started:
        _send(process.pid, signal.SIGTERM)
    wait_until(lambda: not processes_with(setting), PATIENCE)
    for pid in processes_with(setting):
        _send(pid, signal.SIGKILL)
    for process in started:
        process.wait()


def _send(pid: int, sign: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):  # it may just have ended
        os.kill(pid, sign)


def listener(port: int) -> int | None:
    """The process that waits for connections on a port of this machine, where it can be seen."""
    lines = [line.split() for name in ("tcp", "tcp6") for line in _lines(PROC / "net" / name)[1:]]
    sockets = {f"socket:[{line[9]}]" for line in lines if line[3] == LISTENS and int(line[1][-4:], 16) == port}
    for folder in PROC.glob("[0-9]*"):
        with contextlib.suppress(OSError):
            for link in (folder / "fd").iterdir():
                with contextlib.suppress(OSError):
                    if os.readlink(link) in sockets:
                        return int(folder.name)
    return None


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text().splitlines()
    except OSError:
        return []


def family(pid: int) -> list[int]:
    """A process and all its descendants."""
    found = [pid]
    for parent in found:  # it grows while it is read
        for file in PROC.glob(f"{parent}/task/*/children"):
            found += [int(child) for line in _lines(file) for child in line.split()]
    return found


def memory(pids: Iterable[int]) -> float:
    """Resident memory of processes, MB."""
    lines = [line for pid in pids for line in _lines(PROC / str(pid) / "status") if line.startswith("VmRSS:")]
    return sum(int(line.split()[1]) for line in lines) / 1024


def cpu(pids: Iterable[int]) -> float:
    """Processor time that processes have used so far over all threads, ms.

    The kernel's clock of each process, to the microsecond; /proc counts hundredths of a second.
    """
    used = 0.0
    for pid in pids:
        with contextlib.suppress(OSError):
            used += time.clock_gettime(~pid << 3 | 2)  # what clock_getcpuclockid(3) answers on Linux
    return used * 1000


def machine_cpu() -> float:
    """Processor time that the whole machine has spent on anything since it started, over all processors, ms."""
    ticks = [int(part) for part in _lines(PROC / "stat")[0].split()[1:]]
    idle_and_waiting = ticks[3] + ticks[4]
    guests = sum(ticks[8:10])  # counted in user time already
    return (sum(ticks) - idle_and_waiting - guests) * 1000 / os.sysconf("SC_CLK_TCK")
