"""What a language model may be asked for, and what each place of its prompt holds."""
from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["ours", "known", "said"]
"""ours: the company's own words; may stand among the instructions. known: what our records say of a person. said: what
a person said, or what was taken from it. The last two are masked, delimited, and stand among the data only."""


class Place(NamedTuple):
    """kind: whose words. is_source: what the answer says may rest on it."""

    kind: Kind
    is_source: bool = False


OURS, KNOWN, SAID, SOURCE = Place("ours"), Place("known", True), Place("said"), Place("ours", True)
_VOICE = {"company": OURS, "assistant": OURS, "tone": OURS, "register": OURS}

PURPOSES: dict[str, dict[str, Place]] = {
    "answer": {**_VOICE, "today": OURS, "contact": SOURCE, "passages": SOURCE, "records": KNOWN, "intent": OURS,
               "mood": OURS, "facts": SAID, "call": SAID, "thread": SAID, "message": SAID},
    "rephrase": {**_VOICE, "text": SOURCE},
    "summary": {"company": OURS, "thread": Place("said", True)},
    "follow_up": {**_VOICE, "today": OURS, "contact": SOURCE, "passages": SOURCE, "records": KNOWN, "facts": SAID,
                  "call": SAID, "thread": SAID},
    "intent": {"intents": OURS, "phrases": OURS, "message": SAID},
}
"""The places that each prompt may name."""
