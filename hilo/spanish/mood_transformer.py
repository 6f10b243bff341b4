"""A heavier reader of moods behind the same function, where one is installed: local models of `transformers`.

HILO_MOOD_MODEL names a folder with one or more of the folders sentiment, emotion and urgency, each a model for text
classification as `save_pretrained` leaves it; nothing is downloaded. What has no folder is read by mood_model.py.
"""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from hilo.spanish.mood_model import FIELDS, Likelihoods

NAMES = ("sentiment", "emotion", "urgency")
MOST_CHARACTERS = 1000
OTHER_NAMES = {"pos": "positive", "neg": "negative", "neu": "neutral", "others": "neutral", "other": "neutral",
               "disgust": "anger"}
"""How models name the same; those of pysentimiento among them (github.com/pysentimiento/pysentimiento)."""

Reader = Callable[[str], Likelihoods]


def heavier(folder: Path, lighter: Reader) -> Reader:
    """A reader by the models of a folder, and by `lighter` where there is none.

    Raises:
        ImportError: when `transformers` is not installed.
        FileNotFoundError: when the folder has none of the three models.
    """
    from transformers import pipeline

    found = {name: pipeline("text-classification", model=str(folder / name), top_k=None)
             for name in NAMES if (folder / name).is_dir()}
    if not found:
        raise FileNotFoundError(f"HILO_MOOD_MODEL: {folder} has no folder sentiment, emotion or urgency")

    def read(text: str) -> Likelihoods:
        first, second, third = (
            _told(found[name](text[:MOST_CHARACTERS], truncation=True), labels) if name in found else light
            for name, labels, light in zip(NAMES, FIELDS, lighter(text), strict=True))
        return first, second, third

    return read


def _told(rows: Any, labels: tuple[str, ...]) -> dict[str, float]:
    """A model's answer by our labels; what it names otherwise is left out."""
    likelihoods = dict.fromkeys(labels, 0.0)
    for row in rows[0] if rows and isinstance(rows[0], list) else rows:  # its shape changed between versions
        name = str(row["label"]).lower()
        name = OTHER_NAMES.get(name, name)
        if name in likelihoods:
            likelihoods[name] += float(row["score"])
    return likelihoods
