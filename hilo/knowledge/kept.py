"""What takes seconds to learn is kept under HILO_HOME, by a hash of all that it was learnt from."""
from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from hilo.settings import get_settings

logger = logging.getLogger(__name__)
MOST = 4
"""Files that are kept, the newest (10 MB each): one for each company's texts as they stand, and a few as they stood."""
Pair = tuple[np.ndarray, np.ndarray]


def kept(made_of: Sequence[np.ndarray], make: Callable[[], Pair]) -> Pair:
    """What `make` returns, from a file if it was made of exactly these arrays before. Without a file that can be read
    or written it is made each time."""
    digest = hashlib.sha256()
    for part in made_of:
        digest.update(f"{part.dtype}{part.shape}".encode())
        digest.update(np.ascontiguousarray(part).data)
    file = get_settings().var / "knowledge" / f"learned-{digest.hexdigest()[:24]}.npz"
    try:
        with np.load(file) as found:
            return found["first"], found["all"]
    except FileNotFoundError:
        pass
    except Exception as error:  # half a file, or another format: made anew
        logger.warning("%s cannot be read: %s", file.name, type(error).__name__)
    made = make()
    try:
        _write(file, made)
    except OSError as error:
        logger.warning("What was learnt cannot be kept: %s", type(error).__name__)
    return made


def _write(file: Path, made: Pair) -> None:
    """Whole or not at all, for several processes start at once."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as out:
            np.savez(out, first=made[0], all=made[1])
        os.replace(name, file)
    except BaseException:  # on a full disk it would be 10 MB more at each start
        Path(name).unlink(missing_ok=True)
        raise
    older = sorted(file.parent.glob("learned-*.npz"), key=lambda one: one.stat().st_mtime, reverse=True)[MOST:]
    for one in older:
        one.unlink(missing_ok=True)
