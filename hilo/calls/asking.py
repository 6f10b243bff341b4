"""Whether a part of speech asks something, also where the recogniser wrote no sign: by words, and where they stand.

The weights (`asking.json`) are learned by `python -m bench.calls_questions` from sentences whose signs were taken away.
"""
from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from hilo.calls.clauses import clauses
from hilo.calls.transcript import Turn, is_question, sentences
from hilo.spanish.normalize import fold

WEIGHTS_FILE = Path(__file__).with_name("asking.json")
SIGNED = 0.9
"""At least so likely is what bears a sign."""
_LEAD = re.compile(r"^(?:(?:y|ah|ay|ya|eh|bueno|oiga|oye|pues|si|vale|ok|ta|mire|mira|entiendo|entonces|otra cosa|"
                   r"una cosa|"
                   r"pero|che|a ver|uy|uf|no|perfecto|listo|hola|buenas|tardes|buenos dias|señorita|joven|disculpe|"
                   r"perdon|e|"
                   r"o sea|es que|digame|decime|dime|una consulta|una pregunta|porque) )+")
_WORD = re.compile(r"[a-zñ]+|\d+")
_ENDING = re.compile(r"[a-zñ]+?(an|en|as|es|a|e|o|is)$")
MANY = 12
"""Words from which a part is long."""
_STRAY = re.compile(r"^[¿?!¡,.\s]*\?[¿?!¡,.\s]*")
"""The sign that is left of «¿eh?»."""


def marks(text: str) -> dict[str, float]:
    """What a part of speech is seen by: its words, pairs of them, how it begins and how it ends."""
    words = ["#" if word.isdigit() else word for word in _WORD.findall(fold(text))]
    bare = _WORD.findall(_LEAD.sub("", " ".join(words) + " ").replace("#", "0")) or words
    bare = ["#" if word.isdigit() else word for word in bare]
    found = {f"^{place}{word}": 1.0 for place, word in enumerate(bare[:3])}
    found["^^" + "_".join(bare[:2])] = 1.0
    found |= {f"w{word}": 1.0 for word in words}
    found |= {f"b{one}_{two}": 1.0 for one, two in pairwise(words)}
    found["$" + "_".join(words[-2:])] = 1.0
    found["$" + (words[-1] if words else "")] = 1.0
    ending = _ENDING.match(bare[0]) if bare else None
    if ending:
        found["end" + ending[1]] = 1.0
    found["long"] = min(len(words), MANY) / MANY
    found["led"] = float(len(bare) < len(words))
    return found


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    found: dict[str, float] = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))
    return found


def likely_asks(text: str) -> float:
    """How likely a part of speech asks, 0..1, by its words alone."""
    weights = _weights()
    total = weights[""] + sum(weights.get(name, 0.0) * value for name, value in marks(text).items())
    return 1 / (1 + math.exp(-total))


def parts_of(turn: Turn) -> list[tuple[str, bool]]:
    """The parts of a turn that may ask, in order, each with whether it bears a sign."""
    found: list[tuple[str, bool]] = []
    for sentence in sentences(turn.said):
        if is_question(sentence):
            found.append((_STRAY.sub("", sentence) or sentence, "?" in _STRAY.sub("", sentence)))
        else:
            found += [(part, False) for part in clauses(sentence)]
    return found


def asked_of(parts: Sequence[tuple[str, bool]]) -> Iterator[tuple[int, str, float]]:
    """Each part with its place and how likely it asks; a short one is joined to the next where that asks more."""
    likely = [likely_asks(part) for part, _ in parts]
    for place, (part, signed) in enumerate(parts):
        said, most = part, likely[place]
        for other in (place + 1, place - 1) if not signed and most > LEAST_JOINED else ():
            if not 0 <= other < len(parts) or parts[other][1] or likely[other] >= OWN or not (
                    len(parts[other][0].split()) < SHORT or len(said.split()) < SHORTER):
                continue
            joined = f"{said} {parts[other][0]}" if other > place else f"{parts[other][0]} {said}"
            if likely_asks(joined) > most + GAIN:
                said, most = joined, likely_asks(joined)
        yield place, said, max(most, SIGNED) if signed else most


LEAST_JOINED, OWN, GAIN = 0.15, 0.6, 0.05
"""A part is joined from the first; what asks by itself, from the second, is not; the third is what joining adds."""
SHORT, SHORTER = 7, 5
"""Words of a part that may belong to its neighbour, and of one that needs it."""
