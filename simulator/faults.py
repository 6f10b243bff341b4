"""What is to go wrong, on demand. Chance comes from a seed, so that a run can be had again."""
from __future__ import annotations

import random
from typing import Any

KINDS = {
    "refuse": "answers the next `times` sends with HTTP `status` (429, 500, 503 …)",
    "fail": "takes the next `times` messages and reports them undelivered with error `code`",
    "unanswered": "takes the next `times` messages, but the answer comes after `seconds` and as a 504",
    "lost": "the next `times` sends are not taken, and the answer comes after `seconds` and as a 504",
    "reject_templates": "the next `times` templates are rejected",
    "batch_refuse": "answers the next `times` batches of calls with HTTP `status`",
    "batch_unanswered": "takes the next `times` batches of calls, but answers with a 504 after `seconds`",
    "batch_lost": "the next `times` batches of calls are not taken; the answer is a 504 after `seconds`",
    "call_unreported": "the next `times` calls of a batch are not reported by a webhook",
}
RATES = {"duplicate": "share of webhooks that are delivered twice", "reorder": "share that is held back a while",
         "lose_status": "share of status callbacks that never leave", "forge": "share preceded by a forged copy"}
TIMES = {"delay": "seconds before each webhook", "hold": "seconds for which a reordered one is held back",
         "rate": "messages a second that a sender may send; more get 429 and code 20429"}


class FaultError(ValueError):
    """No such fault."""


class Faults:
    """The faults in force."""

    def __init__(self) -> None:
        """Nothing goes wrong."""
        self.clear()

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        self.counted: dict[str, dict[str, Any]] = {}
        self.rates = dict.fromkeys(RATES, 0.0)
        self.times = {"delay": 0.0, "hold": 0.5, "rate": 0.0}
        self.chance = random.Random(1)

    def set(self, wanted: dict[str, Any]) -> None:
        """Adds faults to those in force.

        Raises:
            FaultError: naming what is no fault, or has no number.
        """
        for name, value in wanted.items():
            try:
                if name in KINDS:
                    self.counted[name] = {"times": 1, **(value if isinstance(value, dict) else {"times": int(value)})}
                elif name in RATES:
                    self.rates[name] = float(value)
                elif name in TIMES:
                    self.times[name] = float(value)
                elif name == "seed":
                    self.chance = random.Random(int(value))
                else:
                    raise FaultError(f"{name} is no fault; there are {', '.join([*KINDS, *RATES, *TIMES, 'seed'])}")
            except (TypeError, ValueError) as error:
                raise error if isinstance(error, FaultError) else FaultError(f"{name}: a number is needed") from error

    def take(self, name: str) -> dict[str, Any] | None:
        """One use of a counted fault, or None where none is left."""
        fault = self.counted.get(name)
        if not fault or fault["times"] < 1:
            return None
        fault["times"] -= 1
        return fault

    def happens(self, name: str) -> bool:
        """Whether a matter of chance happens this time."""
        return self.rates[name] > 0 and self.chance.random() < self.rates[name]

    def as_dict(self) -> dict[str, Any]:
        """All that is in force."""
        return {**{name: fault for name, fault in self.counted.items() if fault["times"]}, **self.rates, **self.times}
