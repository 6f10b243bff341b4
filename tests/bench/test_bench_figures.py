"""Percentiles, the cost of a turn, and the table that is printed."""
from __future__ import annotations

from pathlib import Path

import pytest

from bench.figures import Row, around, percentile, smooth, table, written
from bench.measuring import Measured, script, texts
from bench.report import conditions, plot, rows, write
from bench.talking import Turn
from bench.training import Training


@pytest.mark.parametrize(("share", "value"), [(0.5, 50), (0.95, 95), (0.01, 1), (1.0, 100), (0.0, 1)])
def test_percentiles_of_a_hundred_values_are_the_values_themselves(share: float, value: int) -> None:
    assert percentile(list(range(100, 0, -1)), share) == value


def test_percentiles_of_few_values() -> None:
    assert percentile([7.0], 0.95) == 7.0
    assert percentile([1, 2, 3], 0.5) == 2
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)


def test_a_turn_costs_the_median_of_those_around_it() -> None:
    costs = [float(number) for number in range(1, 405)]
    assert around(costs, 4) == 4.5  # turns 1 to 8
    assert around(costs, 40) == 40.5
    assert around(costs, 400) == 400.5
    assert around([1000.0] + [5.0] * 7, 4) == 5.0  # the first turn, which is dear, does not tell
    assert around(costs[:399], 400) is None


def test_the_running_median_has_as_many_values_and_no_peaks() -> None:
    assert smooth([5.0] * 10 + [900.0] + [5.0] * 10) == [5.0] * 21
    assert smooth([]) == []


def test_less_is_better_for_costs_and_more_for_rates() -> None:
    assert Row("latency", "ms", 300.0, 100.0).advantage() == 3
    assert Row("rate", "messages/s", 20.0, 60.0, more_is_better=True).advantage() == 3
    assert Row("latency", "ms", 100.0, 400.0).advantage() == 0.25
    assert Row("latency", "ms", None, 400.0).advantage() is None


@pytest.mark.parametrize(("number", "text"), [(None, "–"), (1234.5, "1,234 ms"), (12.34, "12.3 ms"), (1.234, "1.23 ms"),
                                              (8.0, "8 ms")])
def test_numbers_are_written_with_three_digits(number: float | None, text: str) -> None:
    assert written(number, "ms") == text


def test_the_table_is_markdown_and_says_what_is_worse() -> None:
    lines = table([Row("latency", "ms", 30.0, 60.0), Row("rate", "messages/s", None, 60.0, True)]).splitlines()
    assert lines[2] == "| latency | 30 ms | 60 ms | × 0.50 |"
    assert lines[3] == "| rate | – | 60 messages/s | – |"


def test_turns_are_counted_by_how_they_ended() -> None:
    found = Measured()
    found.count([Turn(1, True, False), Turn(1, False, False), Turn(1, False, True)])
    assert (found.answered, found.silent, found.failed) == (1, 1, 1)


def test_every_result_can_be_written_with_one_side_missing(tmp_path: Path) -> None:
    ours = Measured(latencies=[10.0, 20.0], crowd_rates=[30.0, 40.0, 90.0], crowd_latencies=[30.0],
                    session_ms=[9.0] * 404, session_cpu=[8.0] * 404, asked=32, understood=31)
    text = write(tmp_path, {"Hilo": ours}, {"Hilo": Training(30, 20, 1, 4455)}, ["A note."], people=50)
    assert "| turn 400 of a session, CPU of the server | – | 8 ms | – |" in text
    assert "| 50 conversations at once | – | 40 messages/s | – |" in text
    assert "- A note." in text
    assert "31 of 32" in text
    assert {file.name for file in tmp_path.iterdir()} == {"table.md", "figures.json", "plot.png"}


def test_nothing_measured_is_still_a_table(tmp_path: Path) -> None:
    assert all(row.advantage() is None for row in rows(None, None, None, None, 50))
    assert conditions({}, {})
    plot({}, 50, tmp_path / "empty.png")


def test_the_conversations_can_be_read() -> None:
    assert all(len(visit) == 8 for visit in script()["visits"])
    assert len(texts(script()["session"])) == 4, "eight turns must hold each text twice"
    everything = [*script()["session"], *script()["without_action"], *(m for v in script()["visits"] for m in v)]
    assert all(message["text"] and message["intent"] for message in everything)
