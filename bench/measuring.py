"""Everything that is measured on one side while it runs."""
from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bench import processes
from bench.sides import Side
from bench.talking import Talk, Turn, line

VISITS = 20
"""Conversations one after the other, from which latency is told."""
ROUNDS = 3
"""Times that a crowd of new people comes; the rate is the median of them."""
MORE = 4
"""Times that the last crowd writes another visit each, so that its last one is turns 33 to 40 of every thread."""
WITHOUT_ACTION = 10
"""Conversations of turns without an action."""
Say = Callable[[str], None]


@dataclass
class Measured:
    """One side's figures; times in ms of wall time, cpu in ms of the server's processor time, memory in MB."""

    load: float = 0.0
    """Load average of one minute when it began, the side's own start included."""
    others: float | None = None
    """Share of the machine's processor time, 0 to 1, that went to work which is no part of this meanwhile."""
    ready_seconds: float | None = None
    first_answer_seconds: float | None = None
    memory_ready: float | None = None
    memory_end: float | None = None
    memory_all: float | None = None
    understood: int = 0
    asked: int = 0
    latencies: list[float] = field(default_factory=list)
    cpu_mixed: float | None = None
    cpu_mixed_all: float | None = None
    cpu_without_action: float | None = None
    crowd_latencies: list[float] = field(default_factory=list)
    crowd_rates: list[float] = field(default_factory=list)
    """Messages a second, all people together, each time that a crowd of new people came."""
    again_rates: list[float] = field(default_factory=list)
    """The same each time that the same people wrote again, their threads as long as they had become."""
    session_ms: list[float] = field(default_factory=list)
    session_cpu: list[float] = field(default_factory=list)
    answered: int = 0
    silent: int = 0
    failed: int = 0

    def count(self, turns: list[Turn]) -> list[Turn]:
        """Takes note of how turns ended; hands them on."""
        self.failed += sum(turn.failed for turn in turns)
        self.silent += sum(not turn.said and not turn.failed for turn in turns)
        self.answered += sum(turn.said for turn in turns)
        return turns

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


@lru_cache(maxsize=1)
def script() -> dict[str, Any]:
    """What people write."""
    return dict(yaml.safe_load(Path(__file__).with_name("conversations.yml").read_text(encoding="utf-8")))


def texts(messages: list[dict[str, str]]) -> list[str]:
    """The messages alone."""
    return [message["text"] for message in messages]


async def measure(side: Side, people: int, turns: int, say: Say) -> Measured:
    """All figures of a side; the order is such that what loads it most comes last."""
    found = Measured(load=os.getloadavg()[0], ready_seconds=side.ready_seconds)
    found.memory_ready = processes.memory(side.server) or None
    began, machine, own = time.monotonic(), processes.machine_cpu(), _own_cpu(side)
    visits = [texts(visit) for visit in script()["visits"]]
    async with line(people) as client:
        talk = Talk(side, client)
        found.count([await talk.write("bench-first", visits[0][0])])
        if side.started is not None:
            found.first_answer_seconds = time.monotonic() - side.started
        for visit in visits:
            found.count(await talk.visit(visit))  # the first ones warm up
        await _understand(talk, found)
        say("one conversation at a time")
        await _one_by_one(talk, visits, found)
        await _without_action(talk, found)
        say(f"{people} conversations at once")
        for _ in range(ROUNDS):
            crowd = [talk.newcomer() for _ in range(people)]
            found.crowd_rates.append(await _crowd(talk, visits, crowd, found, found.crowd_latencies))
        say(f"the same {people} go on")
        for _ in range(MORE):
            found.again_rates.append(await _crowd(talk, visits, crowd, found, []))
        found.memory_all = processes.memory(side.all_processes()) or None
        say(f"one session of {turns} turns")
        session, cpu = await talk.long_session(texts(script()["session"]), turns)
        found.session_ms = [turn.ms for turn in found.count(session)]
        found.session_cpu = cpu if side.server else []
    found.memory_end = processes.memory(side.server) or None
    if side.home:
        theirs = processes.machine_cpu() - machine - (_own_cpu(side) - own)
        found.others = max(theirs, 0.0) / ((time.monotonic() - began) * 1000 * (os.cpu_count() or 1))
    return found


def _own_cpu(side: Side) -> float:
    """What this measurement itself uses: the side's processes and the people who write to it."""
    return processes.cpu([*side.all_processes(), os.getpid()])


async def _understand(talk: Talk, found: Measured) -> None:
    """So that nobody wonders whether both sides did the same: how many messages each took for what they are."""
    written = [*script()["session"], *script()["without_action"], *(m for visit in script()["visits"] for m in visit)]
    messages = {message["text"]: message["intent"] for message in written}
    found.asked = len(messages)
    for text, intent in messages.items():
        found.understood += await talk.intent(text) == intent


async def _one_by_one(talk: Talk, visits: list[list[str]], found: Measured) -> None:
    everybody = talk.side.all_processes()
    server, whole = processes.cpu(talk.side.server), processes.cpu(everybody)
    for number in range(VISITS):
        turns = found.count(await talk.visit(visits[number % len(visits)]))
        found.latencies += [turn.ms for turn in turns]
    found.cpu_mixed = _each(processes.cpu(talk.side.server) - server, len(found.latencies))
    found.cpu_mixed_all = _each(processes.cpu(everybody) - whole, len(found.latencies))


async def _without_action(talk: Talk, found: Measured) -> None:
    used, turns = 0.0, 0
    for number in range(WITHOUT_ACTION):
        person = f"bench-plain-{time.monotonic_ns()}-{number}"
        found.count([await talk.write(person, script()["visits"][0][0]["text"])])  # opens the session
        before = processes.cpu(talk.side.server)
        done = found.count([await talk.write(person, text) for text in texts(script()["without_action"])])
        used, turns = used + processes.cpu(talk.side.server) - before, turns + len(done)
    found.cpu_without_action = _each(used, turns)


async def _crowd(talk: Talk, visits: list[list[str]], crowd: list[str], found: Measured,
                 latencies: list[float]) -> float:
    """All people of a crowd write a visit each; messages a second."""
    began = time.perf_counter()
    done = await asyncio.gather(*(talk.visit(visits[number % len(visits)], person)
                                  for number, person in enumerate(crowd)))
    spent = time.perf_counter() - began
    turns = found.count([turn for visit in done for turn in visit])
    latencies += [turn.ms for turn in turns]
    return sum(not turn.failed for turn in turns) / spent


def _each(used: float, turns: int) -> float | None:
    """Processor time of one turn; none where the process could not be seen."""
    return used / turns if used and turns else None
