"""Measures the trained model on the held-out messages of `tests/nlu/`; below a floor it fails.

The set is frozen and its authors did not see the training phrases; the floor guards against
breaking what works, the figure itself is what counts.
"""
from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path

from rasa.core.agent import Agent
from rasa.shared.nlu.training_data.loading import load_data

from designer.training import models
from hilo.settings import ROOT

HELD_OUT = ROOT / "tests" / "nlu"
FLOOR = 0.90


def read(file: Path) -> list[tuple[str, str]]:
    """The messages of a file with the intent that a careful reader gives them."""
    return [(m.get("text"), m.get("intent")) for m in load_data(str(file)).intent_examples]


async def measure(agent: Agent, examples: list[tuple[str, str]]) -> tuple[float, Counter[tuple[str, str]]]:
    """Accuracy (0..1) and the pairs of intents that were confused."""
    confused: Counter[tuple[str, str]] = Counter()
    for text, intent in examples:
        got = (await agent.parse_message(text))["intent"]["name"]
        if got != intent:
            confused[intent, got] += 1
    return 1 - sum(confused.values()) / len(examples), confused


def main() -> None:
    """Prints the accuracy on each file.

    Raises:
        SystemExit: when there are no messages, or a file's accuracy is below the floor.
    """
    agent = Agent.load(str(models()[-1]))
    files = sorted(HELD_OUT.glob("*.yml"))
    low = not files
    for file in files:
        examples = read(file)
        accuracy, confused = asyncio.run(measure(agent, examples))
        print(f"nlu: {file.name}: {len(examples)} messages, accuracy {accuracy:.3f}; most confused: "
              + ", ".join(f"{a}→{b} ({n})" for (a, b), n in confused.most_common(4)))
        low = low or accuracy < FLOOR
    if low:
        raise SystemExit(f"nlu: below the floor of {FLOOR}, or no held-out messages found")


if __name__ == "__main__":
    main()
