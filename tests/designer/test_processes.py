"""Processes that are started, waited for and ended."""
from __future__ import annotations

import time

import pytest

from designer import processes


@pytest.fixture
def group(monkeypatch):
    """Three processes: one that stays, one that ends at once, one that does not want to end."""
    monkeypatch.setattr(processes, "commands", lambda: {
        "stays": "sleep 60 & echo child $!; wait", "ends": "echo broken; exit 1",
        "stubborn": "trap '' TERM; echo here; while true; do sleep 0.1; done"})
    heard = []
    started = processes.Processes({"PATH": "/usr/bin:/bin"}, lambda name, line: heard.append((name, line)))
    started.heard = heard
    yield started
    started.stop()


def until(condition):
    end = time.monotonic() + 10
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    assert condition()


def test_what_a_process_writes_is_heard(group):
    group.start("ends")
    until(lambda: group.heard == [("ends", "broken")])
    until(lambda: group.ended() == ["ends"])


def test_children_end_with_their_process(group):
    group.start("stays")
    until(lambda: group.heard)
    child = int(group.heard[0][1].split()[1])
    group.stop("stays")
    until(lambda: not alive(child))
    assert group.ended() == []


def test_a_process_that_does_not_want_to_end_is_made_to(group, monkeypatch):
    monkeypatch.setattr(processes, "PATIENCE", 0.3)
    group.start("stubborn")
    until(lambda: group.heard)
    group.stop()
    assert group.ended() == []


def test_waiting_for_one_that_ends_tells_its_last_words(group):
    group.start("ends")
    with pytest.raises(processes.StartError, match=r"«ends» terminó al arrancar:\n\(código de salida 1\)\nbroken"):
        group.wait_for("ends", f"http://127.0.0.1:{processes.free_port()}/", 10)


def test_waiting_too_long(group):
    group.start("stays")
    with pytest.raises(processes.StartError, match="«stays» no respondió en 0 segundos"):
        group.wait_for("stays", f"http://127.0.0.1:{processes.free_port()}/", 0.1)


def alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
