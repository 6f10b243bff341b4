"""What the company's sizes measure (`data/business/sizes.yml`)."""
from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from hilo.business.load import FOLDER, check, read_yaml
from hilo.business.models import Strict

FILE = "sizes.yml"


class Footwear(Strict):
    """category: of the catalogue's types that are worn on the feet. centimeters: for which length of foot, from heel to
    toe, each size is."""

    category: str
    centimeters: dict[str, float]


class Sizes(Strict):
    """The guides of a company."""

    footwear: Footwear


def load_sizes(folder: Path = FOLDER) -> Sizes:
    """What a folder says of it.

    Raises:
        BusinessError: naming file, line and remedy.
    """
    name = f"data/business/{FILE}"
    return check(Sizes, read_yaml(folder / FILE, name), name)


@lru_cache(maxsize=1)
def get_sizes() -> Sizes:
    """This process's, read once."""
    return load_sizes()
