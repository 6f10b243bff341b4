"""Reads the word lists of the folder `words`."""
from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from hilo.spanish.normalize import fold

_SET = re.compile(r"\{([a-z_]+)\}")
WORDS = Path(__file__).with_name("words")


def lines(name: str) -> list[str]:
    """The lines of a list, without comments and empty ones."""
    text = (WORDS / name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


@lru_cache(maxsize=16)
def folded_lines(name: str) -> frozenset[str]:
    """The lines of a list, folded."""
    return frozenset(map(fold, lines(name)))


@lru_cache(maxsize=16)
def folded_words(name: str) -> frozenset[str]:
    """Every single word of a list, folded."""
    return frozenset(word for line in lines(name) for word in fold(line).split())


def load_yaml(name: str) -> dict[str, Any]:
    """A YAML file of the folder, as it stands."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((WORDS / name).read_text(encoding="utf-8"), Loader=loader)


def expand(pattern: str, sets: Mapping[str, str]) -> str:
    """A pattern of such a file: its lines joined, and each {name} replaced by the set of that name."""
    return _SET.sub(lambda m: sets[m.group(1)], pattern.replace("\n", ""))


def given_names() -> frozenset[str]:
    """Given names of the Spanish-speaking countries, folded."""
    return folded_words("given_names.txt")


def surnames() -> frozenset[str]:
    """Surnames of the Spanish-speaking countries, folded."""
    return folded_lines("surnames.txt")
