"""How fast the whole NLU pipeline of config.yml is on one core, and what hostile messages cost it.

    python -m bench.nlu_speed [--stock]

CPU seconds of this process, so that what else the machine does hardly counts. Messages: the held-out ones. The learned
part is trained here; --stock also reads a quarter of the messages with the stock model that `make bench` trained last
(DIET and the rest of its pipeline), if one is kept.
"""
from __future__ import annotations

import asyncio
import logging
import os
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

from rasa.core.agent import Agent
from rasa.utils.log_utils import configure_structlog

from bench.hostile_messages import HOSTILE
from bench.out_of_scope import held_out
from bench.shipped_nlu import ShippedNlu
from bench.stock_rasa import MODEL, RECORD, newest
from bench.training import Training
from hilo.calls.intents import phrases

AGAIN = 3
"""Each hostile message is read so often; the quickest counts."""


def a_second(parse: Callable[[str], Any], texts: Sequence[str]) -> float:
    """Messages a CPU second, after one that warms up."""
    parse(texts[0])
    began = time.process_time()
    for text in texts:
        parse(text)
    return len(texts) / (time.process_time() - began)


def milliseconds(parse: Callable[[str], Any], text: str) -> float:
    """Of CPU, for one message."""
    spent = []
    for _ in range(AGAIN):
        began = time.process_time()
        parse(text)
        spent.append(time.process_time() - began)
    return min(spent) * 1000


def stock(texts: Sequence[str]) -> list[str]:
    """The rows of the stock model, where one is kept."""
    folder = newest()
    if folder is None:
        return ["| stock Rasa | not measured: no trained model is kept | | |"]
    configure_structlog(logging.WARNING)  # or Rasa prints each message
    training = Training.read(folder / RECORD)
    agent = Agent.load(str(folder / MODEL))
    speed = a_second(lambda text: asyncio.run(agent.parse_message(text)), texts[::4])
    return [f"| stock Rasa (DIET) | {speed:.0f} | {training.cpu_seconds:.0f}, with its policies | "
            f"{(folder / MODEL).stat().st_size / 1e6:.1f} |"]


def main(arguments: Sequence[str]) -> None:
    """Prints both tables."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    nlu = ShippedNlu(*phrases())
    texts = [text for part in held_out() for text in part]
    print("| | messages a second, one core | fitting, CPU s | model, MB |\n|---|---|---|---|")
    print(f"| Hilo | {a_second(nlu.parse, texts):.0f} | {nlu.cpu_seconds:.1f} | {nlu.megabytes:.1f} |")
    if "--stock" in arguments:
        print("\n".join(stock(texts)))
    print("\n| hostile message | ms |\n|---|---|")
    for name, text in HOSTILE.items():
        print(f"| {name} | {milliseconds(nlu.parse, text):.1f} |")


if __name__ == "__main__":
    main(sys.argv[1:])
