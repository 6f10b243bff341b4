"""Secrets of this installation, for what stands in for a provider and for the console; all its processes share them."""
from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=32)
def own_secret(folder: Path, name: str) -> str:
    """A secret by its name; made when first asked for. Read once: it is asked for at every request."""
    file = folder / name
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile("w", dir=folder) as made:  # readable by nobody else
            made.write(secrets.token_hex(16))
            made.flush()
            with contextlib.suppress(FileExistsError):
                os.link(made.name, file)  # whole at once, and the first one's: processes start together
    return file.read_text()
