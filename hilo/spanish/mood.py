"""Sentiment, emotion and urgency of a customer's message, from weighted words.

A first, plain reading: words and phrases from `mood.yml`, negation within three words,
intensifiers, emoji, shouting. Always three facts, never an error.
"""
from __future__ import annotations

import math
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from hilo.spanish.normalize import MAX_CHARACTERS, fold

LEXICON = Path(__file__).with_name("mood.yml")
NEGATION_REACH = 3
"""How many words back a "no" still turns a word round."""
NEUTRAL_BELOW = 0.25
"""A score nearer to zero than this is called neutral."""

_CLAUSE = re.compile(r"[,.;:!?¡¿\n]")


class Mood(NamedTuple):
    """The three readings, in the shapes of the design."""

    sentiment: dict[str, Any]
    emotion: dict[str, Any]
    urgency: dict[str, Any]


def _pattern(entries: list[str]) -> re.Pattern[str]:
    """One expression for whole words; the longest entry wins; `*` takes a word's ending."""
    parts = sorted({re.escape(fold(e)).replace(r"\*", r"\w*") for e in map(str, entries)}, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(parts) + r")\b")


class _Lexicon:
    def __init__(self) -> None:
        data = yaml.safe_load(LEXICON.read_text(encoding="utf-8"))
        self.weighted: list[tuple[int, re.Pattern[str]]] = [
            (sign * int(weight), _pattern(entries))
            for sign, side in ((1, "positive"), (-1, "negative")) for weight, entries in data[side].items()]
        self.negators = _pattern(data["negators"])
        self.intensifiers = _pattern(data["intensifiers"])
        self.softeners = _pattern(data["softeners"])
        self.emoji = {sign: set(data["emoji"][side]) for sign, side in ((1, "positive"), (-1, "negative"))}
        self.emotions = {name: _pattern(entries) for name, entries in data["emotions"].items()}
        self.emotion_emoji = {name: set(marks) for name, marks in data["emotion_emoji"].items()}
        self.urgency = {name: _pattern(entries) for name, entries in data["urgency"].items()}


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    return _Lexicon()


def read_mood(text: str) -> Mood:
    """What a message's words say of the writer's state. Scores are in −1..1 and 0..1."""
    text = text[:MAX_CHARACTERS]
    folded = fold(text)
    score = _score(text, folded)
    return Mood(_sentiment(score), _emotion(text, folded, score), _urgency(text, folded))


def is_unhurried(text: str) -> bool:
    """Whether a text says that there is no hurry ("sin apuro", "no corre prisa")."""
    return bool(_lexicon().urgency["none"].search(fold(text[:MAX_CHARACTERS])))


def _score(text: str, folded: str) -> float:
    lexicon = _lexicon()
    total, taken = 0.0, [False] * len(folded)
    for weight, pattern in sorted(lexicon.weighted, key=lambda pair: -abs(pair[0])):
        for match in pattern.finditer(folded):
            if any(taken[match.start():match.end()]):
                continue  # "no funciona" counts once, by its strongest reading
            taken[match.start():match.end()] = [True] * (match.end() - match.start())
            clause = _CLAUSE.split(folded[:match.start()])[-1]  # a "no" does not reach over a comma
            before = " ".join(clause.split()[-NEGATION_REACH:])
            value = float(weight)
            if lexicon.intensifiers.search(before):
                value *= 1.5
            if lexicon.softeners.search(before):
                value *= 0.6
            if lexicon.negators.search(before) and not match.group().startswith("no "):
                value *= -0.7
            total += value
    total += sum(1.5 for c in text if c in lexicon.emoji[1]) - sum(1.5 for c in text if c in lexicon.emoji[-1])
    return math.tanh(total / 3)


def _sentiment(score: float) -> dict[str, Any]:
    label = "neutral" if abs(score) < NEUTRAL_BELOW else ("positive" if score > 0 else "negative")
    return {"label": label, "score": round(score, 3)}


def _emotion(text: str, folded: str, score: float) -> dict[str, Any]:
    lexicon = _lexicon()
    counts = {name: len(pattern.findall(folded)) + 2 * sum(c in lexicon.emotion_emoji[name] for c in text)
              for name, pattern in lexicon.emotions.items()}
    if score <= -0.6 and not counts["sadness"]:
        counts["anger"] += 1
    if score > 0.2:
        counts["anger"] = 0
    best = max(counts, key=lambda name: counts[name])
    if not counts[best]:
        return {"label": "neutral", "confidence": round(1 - abs(score) / 2, 3)}
    return {"label": best, "confidence": round(min(0.95, counts[best] / (sum(counts.values()) + 0.5)), 3)}


def _urgency(text: str, folded: str) -> dict[str, Any]:
    patterns = _lexicon().urgency
    calm, high, medium = (bool(patterns[name].search(folded)) for name in ("none", "high", "medium"))
    letters = [c for c in text if c.isalpha()]
    shouting = len(letters) > 12 and sum(c.isupper() for c in letters) > 0.7 * len(letters)
    score = 0.0 if calm else 0.75 * high + 0.35 * (medium and not high) + 0.15 * (shouting or "!!" in text)
    label = "high" if score >= 0.7 else ("medium" if score >= 0.3 else "low")
    return {"label": label, "score": round(min(score, 1.0), 3)}
