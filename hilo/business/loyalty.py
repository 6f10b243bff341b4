"""From how many orders on somebody is a returning or a loyal customer (`data/business/loyalty.yml`)."""
from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import Field, root_validator

from hilo.business.load import FOLDER, check, read_yaml
from hilo.business.models import Strict

FILE = "loyalty.yml"


class LoyaltySteps(Strict):
    """Numbers of paid orders."""

    returning_from: int = Field(..., ge=1)
    loyal_from: int = Field(..., ge=1)

    @root_validator(skip_on_failure=True)
    def in_order(cls, values: dict[str, int]) -> dict[str, int]:  # noqa: N805
        """Who is loyal has also come back."""
        if values["loyal_from"] < values["returning_from"]:
            raise ValueError("`loyal_from` es menor que `returning_from`")
        return values


def load_loyalty(folder: Path = FOLDER) -> LoyaltySteps:
    """The steps of a folder.

    Raises:
        BusinessError: naming file, line and remedy.
    """
    name = f"data/business/{FILE}"
    return check(LoyaltySteps, read_yaml(folder / FILE, name), name)


@lru_cache(maxsize=1)
def get_loyalty() -> LoyaltySteps:
    """The steps of this process, read once."""
    return load_loyalty()
