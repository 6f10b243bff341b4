"""Measures value reading, permissions and documents on the gold sets (`tests/hilo/spanish/gold/`).

    python -m bench.spanish [two|three] [--misses]

The sets were written and frozen by other authors (`gold/README.md` says which half of which was opened for
development); each score is per entity or kind, exact on span and value. Below the sets: time a message, median over
all of them.
"""
from __future__ import annotations

import json
import statistics
import sys
import time
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from hilo.business.lexicon import lexicon_of
from hilo.business.load import get_shop
from hilo.spanish.documents import find_documents, mask_documents
from hilo.spanish.refusals import read_permission
from hilo.spanish.values import read_values

_edition = ""
GOLD = Path(__file__).resolve().parents[1] / "tests" / "hilo" / "spanish" / "gold"


def read(name: str) -> list[dict[str, Any]]:
    """The items of a set."""
    name = f"{name}_{_edition}" if _edition else name
    return [json.loads(line) for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines() if line]


def f1(right: int, found: int, gold: int) -> float:
    """Harmonic mean of precision and recall (0..1)."""
    return 2 * right / (found + gold) if found + gold else 1.0


def _same(a: Any, b: Any) -> bool:
    if isinstance(a, dict) and isinstance(b, dict):
        keys = (set(a) | set(b)) - {k for k in set(a) | set(b) if a.get(k) is None and b.get(k) is None}
        return all(_same(a.get(k), b.get(k)) for k in keys)
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return abs(a - b) < 1e-6
    return str(a).casefold() == str(b).casefold()  # whether a name is given capitals is no matter of reading


def entities(misses: bool) -> dict[str, tuple[float, int]]:
    """F1 and number of occurrences of each entity."""
    lexicon = lexicon_of(get_shop().company)
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for item in read("entities"):
        now = datetime.fromisoformat(item["now"])
        got = [(f.entity, f.start, f.end, f.value) for f in
               read_values(item["text"], lexicon=lexicon, now=now, country=item["country"])]
        want = [(e["entity"], e["start"], e["end"], e["value"]) for e in item["entities"]]
        for entity, *_ in got:
            found[entity] += 1
        for entity, *_ in want:
            gold[entity] += 1
        hits = [w for w in want if any(w[:3] == g[:3] and _same(w[3], g[3]) for g in got)]
        for entity, *_ in hits:
            right[entity] += 1
        if misses and (len(hits) < len(want) or len(hits) < len(got)):
            print(item["country"], item["text"])
            for w in want:
                if w not in hits:
                    print("     missed", w[0], repr(item["text"][w[1]:w[2]]), w[3])
            for g in got:
                if not any(w[:3] == g[:3] and _same(w[3], g[3]) for w in want):
                    print("     wrong ", g[0], repr(item["text"][g[1]:g[2]]), g[3])
    return {name: (f1(right[name], found[name], gold[name]), gold[name]) for name in sorted(gold | found)}


def permissions(misses: bool) -> dict[str, float]:
    """Recall and precision of opt-outs and opt-ins, and the share with the right scope."""
    right = found = gold = scope = 0
    for item in read("optouts"):
        got = read_permission(item["text"])
        found += got is not None
        gold += item["kind"] is not None
        hit = got is not None and got.kind == item["kind"]
        right += hit
        in_scope = hit and got is not None and (got.purpose, got.channel) == (item["purpose"], item["channel"])
        scope += in_scope
        if misses and ((got is None) != (item["kind"] is None) or (hit and not in_scope)):
            print("     ", item, "got", got)
    return {"recall": right / gold, "precision": right / max(found, 1), "scope": scope / max(right, 1)}


def documents(misses: bool) -> dict[str, float]:
    """Recall and precision of documents and secrets, by span and type."""
    right = found = gold = 0
    for item in read("documents"):
        got = {(d.type, d.start, d.end) for d in find_documents(item["text"], item["country"])}
        want = {(d["type"], d["start"], d["end"]) for d in item["found"]}
        right, found, gold = right + len(got & want), found + len(got), gold + len(want)
        if misses and got != want:
            print("     ", item["country"], item["text"], "missed", sorted(want - got), "wrong", sorted(got - want))
    return {"recall": right / gold, "precision": right / max(found, 1)}


def speed() -> float:
    """Median milliseconds of everything together, a message."""
    lexicon = lexicon_of(get_shop().company)
    texts = [item["text"] for name in ("entities", "optouts", "documents") for item in read(name)]
    now = datetime.fromisoformat("2026-11-23T10:00:00-03:00")
    took = []
    for text in texts[:20] + texts:
        began = time.perf_counter()
        read_values(text, lexicon=lexicon, now=now, country="AR")
        read_permission(text)
        mask_documents(text, "AR")
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took[20:])


def choose(edition: str) -> None:
    """Which of the sets is read from now on: "", "two" or "three"."""
    global _edition
    _edition = edition


def main() -> None:
    """Prints the tables."""
    choose(next((word for word in sys.argv[1:] if word in ("two", "three")), ""))
    misses = "--misses" in sys.argv
    for name, (score, count) in entities(misses).items():
        print(f"{name:14} F1 {score:.3f}  ({count})")
    for name, table in (("permissions", permissions(misses)), ("documents", documents(misses))):
        print(name, "  ".join(f"{key} {value:.3f}" for key, value in table.items()))
    print(f"values + permission + documents: median {speed():.2f} ms a message")


if __name__ == "__main__":
    main()
