"""Measures the analysis of calls against transcripts that another author wrote and read.

    python -m bench.calls [--misses] [--all] [--development] [--two] [--closed]

The 1st, 3rd, 5th… line of `tests/hilo/calls/gold/calls.jsonl` are open: --misses shows what is wrong there.
The others are only counted (--all), never shown. --two: the same for `calls_two.jsonl`, by a third author.
--closed: `calls_four.jsonl` to `calls_seven.jsonl`, each and together: only counted, never shown.
--development: what the analysis was developed on, all open. F1 over all calls, by field:
  one value a call (main_intent, sentiment, urgency, contact_stage): the share that is right, which is their F1
  yes or no (wrong_number, voicemail, asked_for_person, opt_out): F1 of yes; an opt-out needs purpose and channel
  names (topics, doubtful) and facts (name and value): the same name (and value)
  words (pending_questions, next_steps, commitments): pairs that share half of the shorter one's words by their
  first five letters (a third for steps and commitments; the same side; an hour or day of theirs is counted beside)
"""
from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from hilo.calls.analysis import Analysis, analyse
from hilo.calls.transcript import turns_of
from hilo.spanish.normalize import fold

GOLD = Path(__file__).resolve().parents[1] / "tests" / "hilo" / "calls" / "gold" / "calls.jsonl"
DEVELOPMENT = sorted(GOLD.parent.glob("development*.jsonl"))
TWO, FOUR = GOLD.with_name("calls_two.jsonl"), GOLD.with_name("calls_four.jsonl")
CLOSED = [FOUR, *(GOLD.with_name(f"calls_{number}.jsonl") for number in ("five", "six", "seven"))]
LIKE_QUESTION, LIKE_STEP = 1 / 2, 1 / 3
_SMALL = frozenset(
    "que para por con del los las una uno unos unas les sus esa ese eso este esta como mas muy hay donde cuando "
    "cliente clienta".split()
)
_SAME = {
    "mand": "envia",
    "escri": "envia",
    "compa": "envia",
    "pasar": "envia",
    "notif": "avisa",
    "link": "enlac",
    "liga": "enlac",
    "marca": "llama",
    "llame": "llama",
    "volve": "llama",
    "corre": "corre",
    "actua": "corre",
    "info": "infor",
    "consu": "averi",
    "prepa": "cotiz",
    "despa": "envia",
    "avisa": "envia",
    "respo": "envia",
    "confi": "envia",
}
"""Words by which two authors tell the same deed."""
CHANNEL = {"phone": "voice"}
"""One author's word for calls."""


def calls(every: bool, file: Path = GOLD) -> list[dict[str, Any]]:
    """The open lines, or all."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in (lines if every else lines[::2]) if line.strip()]


def read(call: dict[str, Any]) -> Analysis:
    """Our analysis of a gold call."""
    return analyse(turns_of(call["transcript"], datetime.fromisoformat(call["at"])), call.get("country"))


def _stems(text: str) -> set[str]:
    words = {word[:5] for word in re.findall(r"[a-zñ]{3,}|\d{2,}", fold(text)) if word not in _SMALL}
    return {next((same for start, same in _SAME.items() if word.startswith(start)), word) for word in words}


def alike(one: str, other: str, least: float) -> bool:
    """Whether two wordings share enough of the shorter one's words."""
    first, second = _stems(one), _stems(other)
    return bool(first and second) and len(first & second) / min(len(first), len(second)) >= least


def _value(name: str, value: Any) -> Any:
    if name == "budget" and isinstance(value, dict):  # "hasta 90.000" and "90.000" are the same figure
        return tuple(
            sorted({float(value[k]) for k in ("amount", "min", "max") if value.get(k) is not None})
        ), value.get("currency")
    if name in ("phone", "alt_phone", "order_number"):
        return re.sub(r"[^\da-z]", "", str(value).lower())
    return fold(str(value))


def _facts(rows: Sequence[tuple[str, Any]]) -> Counter[Any]:
    return Counter((name, _value(name, value)) for name, value in rows)


def _pairs(ours: Sequence[str], theirs: Sequence[str], least: float) -> int:
    left, hits = list(theirs), 0
    for one in ours:
        match = next((other for other in left if alike(one, other, least)), None)
        if match is not None:
            left.remove(match)
            hits += 1
    return hits


def counts(call: dict[str, Any], got: Analysis) -> Iterator[tuple[str, int, int, int]]:
    """(field, right, found, wanted) for one call."""
    gold = call["gold"]
    for name, ours in (
        ("main_intent", got.main_intent),
        ("sentiment", got.sentiment["label"]),
        ("urgency", got.urgency["label"]),
        ("contact_stage", got.contact_stage),
        ("write_whatsapp", got.write_whatsapp),
    ):
        yield name, int(ours == gold[name]), 1, 1
    for name in ("wrong_number", "voicemail", "asked_for_person"):
        yield name, int(getattr(got, name) and gold[name]), int(getattr(got, name)), int(gold[name])
    opt_out = {"purpose": got.opt_out.purpose, "channel": got.opt_out.channel} if got.opt_out else None
    wanted = gold["opt_out"] and {**gold["opt_out"], "channel": CHANNEL.get(gold["opt_out"]["channel"],
                                                                            gold["opt_out"]["channel"])}
    yield "opt_out", int(bool(opt_out) and opt_out == wanted), int(bool(opt_out)), int(bool(wanted))
    for name in ("topics", "doubtful"):
        ours_set, theirs_set = set(getattr(got, name)), set(gold[name])
        yield name, len(ours_set & theirs_set), len(ours_set), len(theirs_set)
    ours_facts = _facts([(fact.name, fact.value) for fact in got.facts])
    theirs_facts = _facts([(fact["name"], fact["value"]) for fact in gold["facts"]])
    yield "facts", (ours_facts & theirs_facts).total(), ours_facts.total(), theirs_facts.total()
    yield (
        "pending_questions",
        _pairs(got.pending_questions, gold["pending_questions"], LIKE_QUESTION),
        len(got.pending_questions),
        len(gold["pending_questions"]),
    )
    yield (
        "next_steps",
        _pairs(got.next_steps, gold["next_steps"], LIKE_STEP),
        len(got.next_steps),
        len(gold["next_steps"]),
    )
    yield from _commitments(got.commitments, gold["commitments"])


def _commitments(
    ours: Sequence[dict[str, Any]], theirs: Sequence[dict[str, Any]]
) -> Iterator[tuple[str, int, int, int]]:
    left, hits, timed = list(theirs), 0, 0
    for one in ours:
        match = next((other for other in left if other["who"] == one["who"] and alike(
            f"{one['what']} {one['quote']}", other["what"], LIKE_STEP)), None)
        if match is not None:
            left.remove(match)
            hits += 1
            timed += str(match["due"] or "")[:16] == str(one["due"] or "")[:16]
    yield "commitments", hits, len(ours), len(theirs)
    yield "their time", timed, hits, hits


def table(
    items: Sequence[dict[str, Any]], show: Callable[[str], None] | None = None
) -> dict[str, tuple[int, int, int]]:
    """Sums by field; `show` is told what is wrong."""
    sums: dict[str, list[int]] = {}
    for call in items:
        got = read(call)
        for name, right, found, wanted in counts(call, got):
            row = sums.setdefault(name, [0, 0, 0])
            row[0], row[1], row[2] = row[0] + right, row[1] + found, row[2] + wanted
            if show and (right < found or right < wanted) and name != "their time":
                show(f"{call['id']} {name}: {_ours(got, name)}  INSTEAD OF  {call['gold'][name]}")
    return {name: (row[0], row[1], row[2]) for name, row in sums.items()}


def _ours(got: Analysis, name: str) -> Any:
    value = getattr(got, name)
    if name == "facts":
        return [(fact.name, fact.value) for fact in value]
    return [f"{one['who']}: {one['what']} {one['due']}" for one in value] if name == "commitments" else value


def f1(right: int, found: int, wanted: int) -> float:
    """1.0 where there was nothing to find and nothing was found."""
    return 2 * right / (found + wanted) if found + wanted else 1.0


def main() -> None:
    """Prints the table."""
    every, misses = "--all" in sys.argv, "--misses" in sys.argv
    if "--development" in sys.argv:
        sets = [(file.stem, calls(True, file)) for file in DEVELOPMENT]
    elif "--closed" in sys.argv:
        sets, misses = [(file.stem, calls(True, file)) for file in CLOSED], False
        sets.append(("together", [call for _, items in sets for call in items]))
    elif "--two" in sys.argv:
        sets = [("two, open", calls(False, TWO))] + ([("two, all", calls(True, TWO))] if every else [])
    else:
        sets = [("open", calls(False))] + ([("all", calls(True))] if every else [])
    for name, items in sets:
        print(f"{name}: {len(items)} calls")
        for field, sums in table(items, print if misses and not name.endswith("all") else None).items():
            print(f"  {field:18} F1 {f1(*sums):.2f}   right {sums[0]}, found {sums[1]}, wanted {sums[2]}")


if __name__ == "__main__":
    main()
