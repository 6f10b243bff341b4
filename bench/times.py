"""Times in Spanish, ours beside two libraries, on the open sets of ../shared/eval/time-expressions.

    python3 scripts/environment.py python bench/times.py [--misses FILE]

An item is *future-reading* when
  1. its value is a date, a time or a stretch between two (not a duration, not a "latent" guess),
  2. a reading of it ends after the reference moment (a day counts until it is over), and
  3. no verb of its sentence is past (PAST_VERB below): such a sentence asks for nothing.
All other items with a value are "past or asking nothing"; ours must answer null to those that are
expressly over, which the column "null" counts.

An answer is right when
  - the value is a day (week, month, year): the answer starts in that day (week, month, year);
  - the value is a moment: the answer starts in the same minute (hour, where the value has that grain),
    or is a window of at most six hours that holds it ("mañana por la mañana" is no single moment);
  - the value is a stretch of whole days: the same first and last day;
  - the value is a shorter stretch: the answer lies in it, or both share half of the shorter one
    (the sets themselves disagree about when an afternoon begins).
A library that only gives moments is right when it gives the beginning. Where a set leaves open
which half of the day is meant, either is right.
"""
from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NamedTuple

SETS = Path(__file__).resolve().parents[2] / "shared" / "eval" / "time-expressions"
PAST_VERB = re.compile(
    r"\b(?:pasó|sucedió|marché|salí|tomé|estabas|conté|terminamos|recuerdas|era|hecha|compré|hice)\b", re.IGNORECASE)
GRAINS = ("second", "minute", "hour", "day", "week", "month", "year")


class Gold(NamedTuple):
    """One acceptable answer, in the reference's own offset."""

    start: datetime
    end: datetime | None
    grain: str


class Item(NamedTuple):
    """A text with its reference moment and the readings that its set gives."""

    text: str
    reference: datetime
    golds: list[Gold]
    asks: bool  # rules 1 and 3


Answer = tuple[datetime, datetime | None] | None


def loose(stamp: str) -> datetime:
    """A time stamp in which months and days may be 00."""
    stamp = re.sub(r"-00(?=[-T])", "-01", stamp.replace(" ", "T"))
    return datetime.fromisoformat(stamp.split(".")[0])


def over(gold: Gold) -> datetime:
    """The moment at which a reading is over."""
    if gold.end:
        return gold.end
    days = {"day": 1, "week": 7, "month": 28, "year": 365}.get(gold.grain)
    return gold.start + (timedelta(days=days) if days else timedelta(minutes=1))


def duckling() -> list[Item]:
    items = []
    for row in rows("duckling.jsonl"):
        reference = datetime.fromisoformat(row["reference"]).replace(tzinfo=None)
        if row["kind"] == "interval":
            gold = Gold(loose(row["value"][0]), loose(row["value"][1]), row["grain"])
        else:
            gold = Gold(loose(row["value"]), None, row["grain"])
        items.append(Item(row["text"], reference, [gold], not row.get("latent")))
    return items


def recognizers() -> list[Item]:
    items = []
    for row in rows("recognizers.jsonl"):
        reference = loose(row["reference"])
        golds: list[Gold] = []
        asks = PAST_VERB.search(row["text"]) is None
        for result in row["results"]:
            kind = result["type"].split(".")[1]
            asks = asks and kind not in ("duration", "set")
            for value in result["values"] or []:
                golds += recognized(value, kind, reference)
        items.append(Item(row["text"], reference, golds, asks and bool(golds)))
    return items


def recognized(value: dict[str, Any], kind: str, reference: datetime) -> list[Gold]:
    """The readings in one value: a time of day may be today's or tomorrow's."""
    if kind in ("duration", "set"):
        return []
    if kind in ("time", "timerange"):
        golds = []
        for day in (0, 1):
            date = (reference + timedelta(days=day)).date().isoformat()
            start = loose(f"{date}T{value.get('value') or value.get('start')}")
            end = loose(f"{date}T{value['end']}") if "end" in value else None
            if end and end < start:
                end += timedelta(days=1)
            golds.append(Gold(start, end, "minute"))
        return golds
    if kind == "date" and "value" in value:
        return [Gold(loose(value["value"] + "T00:00:00"), None, "day")]
    start = loose(value.get("value") or value["start"])
    end = loose(value["end"]) if "end" in value else None
    return [Gold(start, end, "minute")]


def lingua_franca() -> list[Item]:
    """Its anchors and values are Python; "_now" is set to 1 June 2020."""
    fixed = datetime(2020, 6, 1)
    names = {"datetime": lambda *a, **k: datetime(*a, **{n: v for n, v in k.items() if n != "tzinfo"}),
             "default_timezone": lambda: None, "_now": fixed, "relative_year": 2021}
    items = []
    for row in rows("lingua-franca.jsonl"):
        if not row["text"] or row["expected"] is None:
            continue
        expected = eval(row["expected"], {"__builtins__": {}}, names)
        expected = expected[0] if isinstance(expected, list) else expected
        if expected is None:
            continue
        reference = eval(row["anchor"], {"__builtins__": {}}, names) if row["anchor"] not in (None, "None") else fixed
        grain = "day" if expected.time() == datetime.min.time() else "hour"
        items.append(Item(row["text"], reference, [Gold(expected, None, grain)], True))
    return items


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SETS / name).read_text(encoding="utf-8").splitlines()]


def right(answer: Answer, gold: Gold, only_moments: bool) -> bool:
    """Whether an answer is this reading, by the rules above."""
    if answer is None:
        return False
    start, end = answer
    if gold.end is None:
        return _right_moment(start, end, gold)
    if only_moments:
        return start == gold.start
    if gold.end - gold.start >= timedelta(days=1) and gold.start.time() == datetime.min.time():
        last = (end or start) - timedelta(seconds=1)
        return start.date() == gold.start.date() and last.date() == (gold.end - timedelta(seconds=1)).date()
    if end is None:
        return gold.start <= start <= gold.end
    shared = min(end, gold.end) - max(start, gold.start)
    return shared * 2 >= min(end - start, gold.end - gold.start) and shared > timedelta(0)


def _right_moment(start: datetime, end: datetime | None, gold: Gold) -> bool:
    if gold.grain == "day":
        return start.date() == gold.start.date()
    if gold.grain == "week":
        return start.date().isocalendar()[:2] == gold.start.date().isocalendar()[:2]
    if gold.grain in ("month", "year"):
        return start.year == gold.start.year and (gold.grain == "year" or start.month == gold.start.month)
    if start.replace(second=0, microsecond=0) == gold.start.replace(second=0, microsecond=0):
        return True
    if gold.grain == "hour" and end is None and gold.start.minute == 0:
        return start.replace(minute=0, second=0, microsecond=0) == gold.start
    return end is not None and start <= gold.start <= end and end - start <= timedelta(hours=6)


def ours() -> Callable[[str, datetime], Answer]:
    from hilo.spanish.times import read_when

    def answer(text: str, now: datetime) -> Answer:
        when = read_when(text, now.replace(tzinfo=timezone.utc))
        return when and (when.start.replace(tzinfo=None), when.end and when.end.replace(tzinfo=None))
    return answer


def with_dateparser() -> Callable[[str, datetime], Answer]:
    import dateparser.search

    def answer(text: str, now: datetime) -> Answer:
        settings = {"RELATIVE_BASE": now, "PREFER_DATES_FROM": "future"}
        whole = dateparser.parse(text, languages=["es"], settings=settings)
        if whole:
            return whole.replace(tzinfo=None), None
        found = dateparser.search.search_dates(text, languages=["es"], settings=settings)
        return (found[0][1].replace(tzinfo=None), None) if found else None
    return answer


def with_recognizers() -> Callable[[str, datetime], Answer]:
    from recognizers_date_time import Culture, recognize_datetime

    def answer(text: str, now: datetime) -> Answer:
        try:
            results = recognize_datetime(text, Culture.Spanish, reference=now)
            golds = [g for r in results for v in (r.resolution or {}).get("values", [])
                     if v.get("value") != "not resolved" and ("value" in v or "start" in v)
                     for g in recognized(v, r.type_name.split(".")[1], now)]
        except Exception:  # it raises on a few texts, and gives values of other shapes: no answer
            return None
        if golds:
            for gold in golds:
                if over(gold) > now:
                    return gold.start, gold.end
        return None
    return answer


READERS = {"ours": ours, "dateparser": with_dateparser, "recognizers-text": with_recognizers}
FILES = {"duckling": duckling, "lingua-franca": lingua_franca, "recognizers": recognizers}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--misses", choices=FILES, help="print what ours gets wrong in one file")
    options = arguments.parse_args()
    print(f"{'file':<15}{'reader':<18}{'future-reading':>15}{'right':>7}{'share':>8}{'over':>6}{'null':>6}"
          f"{'ms/text':>9}")
    for name, load in FILES.items():
        items = [i for i in load() if i.golds]
        future = [i for i in items if i.asks and any(over(g) > i.reference for g in i.golds)]
        past = [i for i in items if all(over(g) <= i.reference for g in i.golds)]
        for label, make in READERS.items():
            try:
                reader = make()
                reader("mañana", datetime(2020, 1, 1))
            except Exception as error:  # a library that is missing or broken is a line of the table
                print(f"{name:<15}{label:<18}not measured: {type(error).__name__}: {str(error)[:60]}")
                continue
            began = time.perf_counter()
            misses = []
            for item in future:
                answer = reader(item.text, item.reference)
                if not any(right(answer, g, label == "dateparser") for g in item.golds if over(g) > item.reference):
                    misses.append((item, answer))
            spent = (time.perf_counter() - began) / len(future) * 1000
            nulls = sum(reader(i.text, i.reference) is None for i in past)
            hits = len(future) - len(misses)
            print(f"{name:<15}{label:<18}{len(future):>15}{hits:>7}{hits / len(future):>8.1%}{len(past):>6}"
                  f"{nulls:>6}{spent:>9.2f}")
            if label == "ours" and options.misses == name:
                for item, answer in misses:
                    said = answer and f"{answer[0]:%a %F %T} – {answer[1]:%F %T}" if answer and answer[
                        1] else answer and f"{answer[0]:%a %F %T}"
                    print(f"   {item.text!r} at {item.reference:%a %F %T}: {said}; should be "
                          + " or ".join(f"{g.start:%F %T}{f' – {g.end:%F %T}' if g.end else ''} ({g.grain})"
                                        for g in item.golds if over(g) > item.reference))


if __name__ == "__main__":
    main()
