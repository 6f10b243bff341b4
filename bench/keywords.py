"""Measures the keywords on ninety customer messages (`tests/nlu/keywords.jsonl`).

    python -m bench.keywords [--misses]

The messages were labelled before the code was written. Its odd lines are open, the even ones closed: nobody looks at
what goes wrong there, and --misses prints the open half alone. A line has the `keywords` an adviser would underline
and `others`, the remaining words of content, each {word, lemma, pos}; "a|b" leaves two lemmas or parts of speech open
on which grammarians differ ("bici|bicicleta"). The lemma of a misspelt or shortened word is the dictionary's word,
a diminutive's its base, a participle beside a noun is an adjective ("roto"), clitics do not count ("medirme" is
"medir"), capitals of names neither.

  named    share of the underlined words that the reader names at all
  right    share of the lemmas (parts of speech) it gave to labelled words that are right; null is not given
  given    share of the underlined words with a lemma (part of speech)
  astray   share of the words it names that are no word of content
"""
from __future__ import annotations

import json
import statistics
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

import spacy

from hilo.spanish.keywords import read_keywords

SET = Path(__file__).resolve().parents[1] / "tests" / "nlu" / "keywords.jsonl"
ASPECTS = ("lemma", "pos")


class Score(NamedTuple):
    """The figures of one half; shares between 0 and 1. `right` and `given` by "lemma" and "pos"."""

    words: int
    named: float
    astray: float
    right: dict[str, float]
    given: dict[str, float]
    milliseconds: float


def items(half: str) -> list[dict[str, Any]]:
    """The messages of a half, "open" or "closed"."""
    lines = SET.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines[half == "closed"::2]]


def is_right(given: str, label: str) -> bool:
    """Whether a lemma or part of speech is one of those the label allows."""
    return given.casefold() in label.casefold().split("|")


def measure(half: str, misses: bool = False) -> Score:
    """Scores the reader on a half; `misses` prints what is wrong or missing."""
    words = named = found = astray = 0
    right, judged, given = (dict.fromkeys(ASPECTS, 0) for _ in range(3))
    took = []
    read_keywords("quiero dos camisas")  # reads the lists
    for item in items(half):
        began = time.thread_time()
        got = {keyword["word"].casefold(): keyword for keyword in read_keywords(item["text"])}
        took.append((time.thread_time() - began) * 1000)
        underlined = {label["word"].casefold() for label in item["keywords"]}
        labels = {label["word"].casefold(): label for label in item["keywords"] + item["others"]}
        words, named, found = words + len(underlined), named + len(underlined & set(got)), found + len(got)
        astray += len(set(got) - set(labels))
        wrong = [f"astray {word}" for word in got if word not in labels]
        wrong += [f"not named {word}" for word in underlined if word not in got]
        for word, keyword in got.items():
            for aspect in ASPECTS if word in labels else ():
                value, label = keyword[aspect], labels[word][aspect]
                if value is None:
                    wrong += [f"null {aspect} {word}"]
                    continue
                judged[aspect], given[aspect] = judged[aspect] + 1, given[aspect] + (word in underlined)
                right[aspect] += is_right(value, label)
                wrong += [] if is_right(value, label) else [f"WRONG {aspect} {word}: {value}, not {label}"]
        if misses and wrong:
            print(item["text"], *wrong, sep="\n     ")
    return Score(words, named / words, astray / max(found, 1),
                 {aspect: right[aspect] / max(judged[aspect], 1) for aspect in ASPECTS},
                 {aspect: given[aspect] / words for aspect in ASPECTS}, statistics.mean(took))


def peer(half: str) -> tuple[float, float]:
    """How many of the labelled words spaCy's look-up table lemmatises rightly, and how many of the underlined it has.

    It leaves a word that it does not have as it is; that counts as given.
    """
    language = spacy.blank("es")
    language.add_pipe("lemmatizer", config={"mode": "lookup"})
    language.initialize()
    right = judged = given = underlined = 0
    for item in items(half):
        lemmas = {token.text.casefold(): token.lemma_ for token in language(item["text"])}
        for kind in ("keywords", "others"):
            for label in item[kind]:
                lemma = lemmas.get(label["word"].casefold())
                underlined += kind == "keywords"
                given += kind == "keywords" and lemma is not None
                judged += lemma is not None
                right += lemma is not None and is_right(lemma, label["lemma"])
    return right / judged, given / underlined


def main() -> None:
    """Prints both halves."""
    for half in ("open", "closed"):
        score = measure(half, half == "open" and "--misses" in sys.argv)
        print(f"{half:7} {score.words} underlined  named {score.named:.3f}  astray {score.astray:.3f}  "
              + "  ".join(f"{aspect}: right {score.right[aspect]:.3f} given {score.given[aspect]:.3f}"
                          for aspect in ASPECTS) + f"  {score.milliseconds:.2f} ms of CPU a message")
        right, given = peer(half)
        print(f"        look-up table alone: lemma: right {right:.3f} given {given:.3f}, no part of speech")


if __name__ == "__main__":
    main()
