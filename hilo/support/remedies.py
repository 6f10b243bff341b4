"""Known troubles and what to try (`data/business/support.yml`)."""
from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import Field, root_validator

from hilo.business.load import FOLDER, check, read_yaml
from hilo.business.models import Strict
from hilo.spanish.normalize import fold

FILE = "support.yml"
_NOT_TRIED = ("no probe", "no lo probe", "no cambie")


class Step(Strict):
    """One thing to try; tried: words by which somebody says that they have."""

    text: str
    tried: list[str] = Field(default_factory=list)


class Trouble(Strict):
    """A way in which things fail. products: their types, none: any. words: parts of how it is said, folded.
    safety: what is said first where it may hurt somebody."""

    id: str
    products: list[str] = Field(default_factory=list)
    words: list[str]
    steps: list[Step] = Field(default_factory=list)
    danger: bool = False
    safety: str | None = None

    @root_validator(skip_on_failure=True)
    def safe(cls, values: dict[str, object]) -> dict[str, object]:  # noqa: N805
        """What is dangerous says what to do first."""
        if values["danger"] and not values["safety"]:
            raise ValueError("con `danger: true` hace falta `safety`")
        return values

    def left(self, text: str) -> list[int]:
        """The places of the steps that a text does not say to have tried."""
        said = fold(text)
        if any(words in said for words in _NOT_TRIED):
            return list(range(len(self.steps)))
        return [place for place, step in enumerate(self.steps) if not any(fold(word) in said for word in step.tried)]


class Remedies(Strict):
    """All of them, in the order in which they are looked through."""

    troubles: list[Trouble]


def trouble_in(text: str, kind: str | None, remedies: Remedies | None = None) -> Trouble | None:
    """The first trouble that fits what somebody says of a thing. kind: its type of product, where it is known."""
    said = fold(text)
    return next((trouble for trouble in (remedies or get_remedies()).troubles
                 if (not trouble.products or kind in trouble.products)
                 and any(fold(word) in said for word in trouble.words)), None)


def trouble_called(name: str) -> Trouble | None:
    """A trouble by its id."""
    return next((trouble for trouble in get_remedies().troubles if trouble.id == name), None)


def load_remedies(folder: Path = FOLDER) -> Remedies:
    """Those of a folder.

    Raises:
        BusinessError: naming file, line and remedy.
    """
    name = f"data/business/{FILE}"
    return check(Remedies, read_yaml(folder / FILE, name), name)


@lru_cache(maxsize=1)
def get_remedies() -> Remedies:
    """Those of this process, read once."""
    return load_remedies()
