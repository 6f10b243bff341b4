"""Likeness of meaning, by a model of embeddings, where one is set (`KNOWLEDGE_MODEL`); words alone do without.

Asked only where words are not sure. Whatever goes wrong, or takes too long, is as if there were no model.
"""
from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from hilo.settings import get_settings
from hilo.spanish.documents import mask_documents

logger = logging.getLogger(__name__)
Embed = Callable[[Sequence[str]], np.ndarray]
"""Texts → a row of numbers each."""
SECONDS = 1.5
"""How long a question may wait for its row; a whole company's texts may take MOST_SECONDS."""
MOST_SECONDS = 60.0
REST = 60.0
"""Seconds without asking again after a failure."""
REMOTE = "openai:"
BATCH = 200


class Vectors:
    """The rows of some texts, and the likeness of a question to each text."""

    def __init__(self, embed: Embed, texts: Sequence[str], kept: Path | None = None) -> None:
        """kept: a file where the rows of exactly these texts are, or are to be, kept."""
        self._embed, self._resting_until = embed, 0.0
        if kept is not None and kept.exists():
            self._rows: np.ndarray = np.load(kept)
        else:
            self._rows = _unit(embed(texts))
            if kept is not None:
                kept.parent.mkdir(parents=True, exist_ok=True)
                np.save(kept, self._rows)
        self._row = lru_cache(maxsize=2000)(self._asked)

    def likeness(self, text: str) -> np.ndarray | None:
        """The cosine (−1..1) with each text; None where the model cannot be asked now."""
        if time.monotonic() < self._resting_until:
            return None
        try:
            return self._rows @ self._row(mask_documents(text))
        except Exception as error:
            self._resting_until = time.monotonic() + REST
            logger.warning("The model of meanings does not answer: %s", type(error).__name__)
            return None

    def _asked(self, text: str) -> np.ndarray:
        return np.asarray(_unit(self._embed([text]))[0])


def _unit(rows: np.ndarray) -> np.ndarray:
    rows = np.asarray(rows, dtype=np.float32)
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9))


def vectors_of(texts: Sequence[str]) -> Vectors | None:
    """The vectors of the model that is set; None where none is, or it cannot be used (which is logged)."""
    name = get_settings().knowledge_model
    if not name:
        return None
    key = hashlib.sha256("\n".join([name, *texts]).encode()).hexdigest()[:16]
    try:
        embed = _remote(name.removeprefix(REMOTE)) if name.startswith(REMOTE) else _local(name)
        return Vectors(embed, texts, get_settings().var / "knowledge" / f"{key}.npy")
    except Exception as error:
        logger.warning("KNOWLEDGE_MODEL cannot be used, words alone are: %s", type(error).__name__)
        return None


def _remote(model: str) -> Embed:
    """The embeddings of the address that also answers for the language model."""
    from openai import OpenAI  # a second and a half: only where it is wanted

    settings = get_settings()
    client = OpenAI(api_key=settings.openai_api_key, base_url=settings.openai_base_url, max_retries=0)

    def embed(texts: Sequence[str]) -> np.ndarray:
        rows: list[list[float]] = []
        for start in range(0, len(texts), BATCH):
            answer = client.embeddings.create(model=model, input=list(texts[start:start + BATCH]),
                                              encoding_format="float",
                                              timeout=SECONDS if len(texts) == 1 else MOST_SECONDS)
            rows += [one.embedding for one in answer.data]
        return np.array(rows)
    return embed


def _local(folder: str) -> Embed:
    """A model of `sentence-transformers` in a folder; the library is not ours to install."""
    from sentence_transformers import SentenceTransformer  # type: ignore[import-not-found]

    model = SentenceTransformer(folder)
    return lambda texts: np.asarray(model.encode(list(texts)))
