"""Figures out of raw measurements, and the table of both sides."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

AROUND = 8
"""Turns that are taken together to tell what one of them costs: the session's texts come round twice in them."""


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` (0 to 1) of all values do not exceed (nearest rank).

    Raises:
        ValueError: when there are no values.
    """
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    rank = -int(-share * len(ordered) // 1)  # rounded up
    return ordered[max(rank, 1) - 1]


def around(values: Sequence[float], turn: int) -> float | None:
    """The median of the turns around one, of which the first is turn 1; none where the session ended before."""
    if len(values) < turn:
        return None
    first = max(turn - AROUND // 2, 0)
    return median(values[first:first + AROUND])


def smooth(values: Sequence[float]) -> list[float]:
    """A running median, for the plot."""
    return [median(values[max(i - AROUND // 2, 0):i + AROUND // 2 + 1]) for i in range(len(values))]


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    unit: str
    stock: float | None
    ours: float | None
    more_is_better: bool = False

    def advantage(self) -> float | None:
        """How many times better ours is: below 1 it is worse; none where a side was not measured."""
        if not self.stock or not self.ours:
            return None
        return self.ours / self.stock if self.more_is_better else self.stock / self.ours


def written(number: float | None, unit: str = "") -> str:
    """Three digits are enough, and none is invented: "–" stands for what was not measured."""
    if number is None:
        return "–"
    decimals = 0 if abs(number) >= 100 or number == int(number) else 1 if abs(number) >= 10 else 2
    return f"{number:,.{decimals}f} {unit}".strip()


def table(rows: Sequence[Row]) -> str:
    """Both sides and how many times better ours is, in Markdown."""
    lines = ["| what | stock Rasa | Hilo | Hilo is better by |", "|---|---:|---:|---:|"]
    for row in rows:
        advantage = row.advantage()
        times = "–" if advantage is None else f"× {written(advantage)}"
        lines.append(f"| {row.what} | {written(row.stock, row.unit)} | {written(row.ours, row.unit)} | {times} |")
    return "\n".join(lines)
