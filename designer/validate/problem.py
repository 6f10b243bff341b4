"""One thing that is wrong, as a designer reads it."""
from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """Where something is wrong, what, and what to do about it; in Spanish.

    `pending` marks work that is still to be done rather than a mistake (phrases to be added, a test to be
    written, a text that nobody says yet): `make validate` fails on it, but `make watch` lets it be tried already.
    """

    path: str
    line: int
    message: str
    remedy: str
    pending: bool = False

    def __str__(self) -> str:
        """The line that `make validate` prints."""
        return f"{self.path}:{self.line}: {self.message}; {self.remedy}"
