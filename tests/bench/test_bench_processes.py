"""What is read of processes: by port, with children, to the millisecond; and that they are ended."""
from __future__ import annotations

import os
import socket
import sys
import time
from pathlib import Path

import pytest

from bench import processes

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="read from /proc")


def test_the_listener_of_a_port_is_found() -> None:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        assert processes.listener(door.getsockname()[1]) == os.getpid()
    assert processes.listener(processes.free_port()) is None


def test_processor_time_is_counted_finely() -> None:
    machine, before, end = processes.machine_cpu(), processes.cpu([os.getpid()]), time.process_time() + 0.02
    while time.process_time() < end:
        pass
    assert 20 <= processes.cpu([os.getpid()]) - before < 200
    assert processes.cpu([]) == 0
    assert processes.machine_cpu() >= machine > 0


def test_memory_and_children_are_seen_and_all_are_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    setting = f"BENCH_TEST={tmp_path}"
    command = ["sh", "-c", f"{sys.executable} -c 'import time; time.sleep(60)' & wait"]
    process = processes.start(command, tmp_path, {**os.environ, "BENCH_TEST": str(tmp_path)}, tmp_path / "log")
    assert processes.wait_until(lambda: len(processes.family(process.pid)) == 2, 5)
    family = processes.family(process.pid)
    assert processes.wait_until(lambda: processes.memory(family) > 4, 5)
    assert processes.processes_with(setting) == set(family)
    monkeypatch.setattr(processes, "PATIENCE", 0.5)
    processes.stop([process], setting)  # the child hears no SIGTERM, and is ended all the same
    assert not processes.processes_with(setting)

