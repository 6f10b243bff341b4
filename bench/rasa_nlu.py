"""A Rasa NLU pipeline on messages of one's own: trained and asked in a process of its own.

    python -m bench.rasa_nlu TASK.json ANSWERS.json

The task: `pipeline` (as in config.yml), `train` and `test` (lists of {text, intent}). The answers: `names` (for each
test message the intents, likeliest first), `seconds` and `cpu_seconds` of training.
"""
from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.model_training import train_nlu


def answers(task: dict[str, Any]) -> dict[str, Any]:
    """Trains as the task says and asks for each test message."""
    with tempfile.TemporaryDirectory(prefix="hilo-open-") as temporary:
        folder = Path(temporary)
        config, data = folder / "config.yml", folder / "nlu.json"
        config.write_text(json.dumps({"recipe": "default.v1", "language": "es", "assistant_id": "open",
                                      "pipeline": task["pipeline"], "policies": []}), encoding="utf-8")
        # Rasa's own JSON form: in the YAML one, brackets in a message would be entities
        phrases = [{"text": m["text"], "intent": m["intent"], "entities": []} for m in task["train"]]
        data.write_text(json.dumps({"rasa_nlu_data": {"common_examples": phrases}}), encoding="utf-8")
        began, used = time.monotonic(), os.times()
        model = train_nlu(str(config), str(data), str(folder / "models"))
        seconds, now = time.monotonic() - began, os.times()
        agent = Agent.load(model)
        names = [_names(asyncio.run(agent.parse_message(m["text"]))) for m in task["test"]]
    return {"names": names, "seconds": seconds, "cpu_seconds": now.user + now.system - used.user - used.system}


def _names(parsed: dict[str, Any]) -> list[str]:
    return [str(place["name"]) for place in parsed.get("intent_ranking") or [parsed["intent"]]]


if __name__ == "__main__":
    found = answers(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    Path(sys.argv[2]).write_text(json.dumps(found), encoding="utf-8")
