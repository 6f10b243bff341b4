"""What a model holds for good is kept out of Python's search for garbage.

A full search over a loaded model's 640,000 objects stops the whole process for 0.4 s, in the midst of somebody's turn
(`docs/decisions/0024-many-processes.md`).
"""
from __future__ import annotations

import gc
from typing import Any

_settled: Any = None


def settle(processor: Any) -> None:
    """Sets aside all that is there, once for each model: the one before is searched, and let go."""
    global _settled
    if processor is None or processor is _settled:
        return
    _settled = processor
    gc.unfreeze()
    gc.collect()
    gc.freeze()
