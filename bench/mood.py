"""Measures the reading of moods on messages that it never learned from.

    python -m bench.mood [--authors]

Without an option: the frozen sets tests/nlu/mood_*.jsonl, written and labelled by others, which nobody reads who works
on the reader. With --authors: each file of hilo/spanish/words/moods/ that one author wrote is left out in turn and read
by a reader fitted on all others; this may be looked at as often as one likes. Beside the learned reader: its turns of
phrase counted without learning, and whoever always says what is commonest. Each cell: F1, the mean over the labels.
"""
from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.metrics import confusion_matrix, f1_score

from hilo.spanish.mood_grams import families_in, prepared
from hilo.spanish.mood_model import EXAMPLES, FIELDS, Example, Labels, Likelihoods, MoodModel, model, read_examples

FROZEN = Path(__file__).resolve().parents[1] / "tests" / "nlu"
AUTHORS = ("mexico_colombia_andes", "rio_de_la_plata_chile", "spain_caribbean")
NAMES = ("sentiment", "emotion", "urgency")
STEPS = (0.5, 0.65, 0.8, 0.9, 1.01)
"""Of likelihood, for the table of how often what is told with it is right."""
_GLAD = {"love": "joy", "praise": "joy", "happy": "joy", "cheer": "joy", "approve": "neutral", "thanks": "gratitude"}
_SORRY = {"anger": "anger", "swear": "anger", "insult": "anger", "threat": "anger", "sad": "sadness",
          "resigned": "sadness", "fear": "fear", "broken": "neutral", "missing": "neutral", "bad": "neutral"}
_HIGH, _MEDIUM = {"now", "today", "tomorrow", "urgent", "threat", "danger", "repeat"}, {"weeks", "change", "delay"}


def counted(text: str) -> Labels:
    """The mood by its turns of phrase alone: more glad or more sorry ones, the commonest feeling, the most urgent."""
    names = families_in(prepared(text))
    glad = [name for name in names if name in _GLAD]
    sorry = [name for name in names if name in _SORRY] + ["bad" for name in names if name == "no:praise"]
    feelings = Counter([_GLAD.get(n) or _SORRY.get(n) or "surprise" for n in glad + sorry
                        + [name for name in names if name == "surprise"]])
    del feelings["neutral"]
    sentiment = "positive" if len(glad) > len(sorry) else "negative" if len(sorry) > len(glad) else "neutral"
    calm, high, medium = "calm" in names, _HIGH & set(names), _MEDIUM & set(names)
    urgency = "low" if calm else "high" if high else "medium" if medium else "low"
    return sentiment, feelings.most_common(1)[0][0] if feelings else "neutral", urgency


def likeliest(likelihoods: Likelihoods) -> Labels:
    """The label of each field."""
    sentiment, emotion, urgency = (max(field, key=lambda name: field[name]) for field in likelihoods)
    return sentiment, emotion, urgency


def commonest(examples: Sequence[Example]) -> Labels:
    """What is commonest in each field."""
    sentiment, emotion, urgency = (Counter(e.labels[field] for e in examples).most_common(1)[0][0]
                                   for field in range(len(FIELDS)))
    return sentiment, emotion, urgency


def scores(examples: Sequence[Example], found: Sequence[Labels]) -> list[float]:
    """Macro-F1 of each field."""
    return [float(f1_score([e.labels[field] for e in examples], [labels[field] for labels in found], average="macro",
                           labels=FIELDS[field], zero_division=0)) for field in range(3)]


def frozen() -> dict[str, list[Example]]:
    """The closed sets."""
    return {path.stem: [Example(i["text"], (i["sentiment"], i["emotion"], i["urgency"]))
                        for i in map(json.loads, path.read_text(encoding="utf-8").splitlines())]
            for path in sorted(FROZEN.glob("mood_*.jsonl"))}


def tell(name: str, examples: Sequence[Example], found: Sequence[Labels]) -> None:
    """A line of the table."""
    print(f"{name:40}" + "".join(f"{score:11.3f}" for score in scores(examples, found)), flush=True)


def tell_confusions(examples: Sequence[Example], found: Sequence[Labels]) -> None:
    """Per field: labels down, what was read across."""
    for field, labels in enumerate(FIELDS):
        gold, got = [e.labels[field] for e in examples], [f[field] for f in found]
        each = f1_score(gold, got, average=None, labels=labels, zero_division=0)
        print(f"\n{NAMES[field]:12}" + "".join(f"{label:>11}" for label in labels) + "         F1")
        for label, row, score in zip(labels, confusion_matrix(gold, got, labels=labels), each, strict=True):
            print(f"{label:12}" + "".join(f"{number:11}" for number in row) + f"{score:11.2f}")


def tell_calibration(examples: Sequence[Example], read: Sequence[Likelihoods]) -> None:
    """Per field: of what is told with a likelihood, how much is right."""
    print("\nlikelihood told, share right (messages)")
    for field, name in enumerate(NAMES):
        told = np.array([max(one[field].values()) for one in read])
        right = np.array([likeliest(one)[field] == e.labels[field] for one, e in zip(read, examples, strict=True)])
        cells = [(told >= low) & (told < high) for low, high in zip((0, *STEPS), STEPS, strict=False)]
        print(f"{name:12}" + "  ".join(f"{told[c].mean():.2f} {right[c].mean():.2f} ({c.sum()})"
                                       for c in cells if c.any()))


def main() -> None:
    """Prints the tables."""
    files = {path.stem: read_examples(path) for path in sorted(EXAMPLES.glob("*.txt"))}
    everything = [e for examples in files.values() for e in examples]
    by_author = "--authors" in sys.argv
    sets = {name: files[name] for name in AUTHORS} if by_author else frozen()
    print(f"{'':40}" + "".join(f"{name:>11}" for name in NAMES))
    together: list[Example] = []
    read_of_all: list[Likelihoods] = []
    for name, examples in sets.items():
        known = [e for other, its in files.items() if other != name for e in its] if by_author else everything
        reader = MoodModel(known) if by_author else model()
        read = [reader.read(e.text) for e in examples]
        tell(f"{name} ({len(examples)}), learned", examples, [likeliest(one) for one in read])
        tell(f"{'':{len(name)}}  turns of phrase counted", examples, [counted(e.text) for e in examples])
        tell(f"{'':{len(name)}}  commonest", examples, [commonest(known)] * len(examples))
        together += examples
        read_of_all += read
    found = [likeliest(one) for one in read_of_all]
    tell(f"all ({len(together)}), learned", together, found)
    tell_confusions(together, found)
    tell_calibration(together, read_of_all)


if __name__ == "__main__":
    main()
