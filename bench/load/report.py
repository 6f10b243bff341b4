"""What is handed over: the rates that were held, what they took, and the plots."""
from __future__ import annotations

import json
import os
import platform
import warnings
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

from bench.figures import percentile, written
from bench.load.crowd import P95, Step


@dataclass
class Side:
    """One side's figures. cpu: ms of each kind of process for one message while the rate was held. proof: what must
    hold of everything that was written, with the cases that are wrong."""

    name: str
    ramp: list[Step] = field(default_factory=list)
    held: Step | None = None
    tried: list[Step] = field(default_factory=list)
    cpu: dict[str, float] = field(default_factory=dict)
    others: float = 0.0
    proof: list[tuple[str, int, int]] = field(default_factory=list)
    refused: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether nothing was lost, twice or out of order."""
        return not any(wrong for _, _, wrong in self.proof)


def _row(side: Side) -> str:
    step = side.held
    if step is None:
        return f"| {side.name} | none | | | | | | |"
    taken = [one.taken for one in step.answers]
    return (f"| {side.name} | {step.written:.1f} | {step.share(0.5):.2f} | {step.share(0.95):.2f} | "
            f"{step.share(0.99):.2f} | {percentile(taken, 0.95):.2f} | {step.lost} | "
            f"{sum(side.cpu.values()):.0f} |")


def text(sides: Sequence[Side], people: int, seconds: float) -> str:
    """The report, in Markdown."""
    lines = [f"# {people:,} conversations open", "",
             f"{platform.system()}, {os.cpu_count()} processors in all: whoever writes, the provider, the databases, "
             f"the proxy and all processes of a side share them. Each side alone, one after the other. A rate is "
             f"held when for {seconds:g} s every message is answered, 19 of 20 within {P95:g} s.", "",
             "| side | held, messages/s | p50 s | p95 s | p99 s | taken, p95 s | unanswered | CPU a message, ms |",
             "|---|---:|---:|---:|---:|---:|---:|---:|", *(_row(side) for side in sides), ""]
    for side in sides:
        lines += [f"## {side.name}", ""]
        if side.cpu:
            lines += ["CPU a message at that rate, ms: " + ", ".join(
                f"{name} {written(spent)}" for name, spent in side.cpu.items())
                + f"; other work took {side.others:.0%} of the processors meanwhile.", ""]
        lines += ["| rate asked for | written | p50 s | p95 s | unanswered | held |", "|---:|---:|---:|---:|---:|---|"]
        lines += [f"| {step.rate:.1f} for {step.seconds:g} s | {step.written:.1f} | {step.share(0.5):.2f} | "
                  f"{step.share(0.95):.2f} | {step.lost} | {'yes' if step.is_held else 'no'} |"
                  for step in [*side.ramp, *side.tried] if step.answers]
        if side.proof:
            lines += ["", "| what must hold of all that was written | cases | wrong |", "|---|---:|---:|",
                      *(f"| {what} | {cases:,} | {wrong} |" for what, cases, wrong in side.proof)]
        lines += ["", *(f"- {note}" for note in side.notes), ""]
    return "\n".join([*lines, "![plot](plot.png)", ""])


def plot(sides: Sequence[Side], file: Path) -> None:
    """p95 against the rate, and the answers of the time in which the rate was held."""
    import matplotlib

    matplotlib.use("Agg")
    warnings.simplefilter("ignore", DeprecationWarning)  # matplotlib's own, of the parser that it brings along
    from matplotlib import pyplot

    figure, (left, right) = pyplot.subplots(1, 2, figsize=(13, 5))
    for place, side in enumerate(sides):
        steps = [step for step in side.ramp if step.answers]
        left.plot([step.written for step in steps], [step.share(0.95) for step in steps], "o-", color=f"C{place}",
                  label=side.name)
        if side.held:
            left.axvline(side.held.written, color=f"C{place}", linestyle=":")
            per_second: dict[int, list[float]] = {}
            for one in side.held.answers:
                if one.answered is not None:
                    per_second.setdefault(int(one.at), []).append(one.answered)
            right.plot(sorted(per_second), [median(per_second[at]) for at in sorted(per_second)], color=f"C{place}",
                       label=f"{side.name} at {side.held.written:.0f}/s, median")
            right.plot(sorted(per_second), [percentile(per_second[at], 0.95) for at in sorted(per_second)],
                       color=f"C{place}", alpha=0.35)
    left.axhline(P95, color="grey", linewidth=1)
    left.set(xlabel="messages a second, written", ylabel="p95 until the answer, s", yscale="log",
             title="Ramp (dotted: held for the whole time)")
    right.set(xlabel="second", ylabel="until the answer, s", yscale="log", title="While it was held (pale: p95)")
    for axis in (left, right):
        axis.grid(alpha=0.3, which="both")
        if axis.get_legend_handles_labels()[0]:
            axis.legend(fontsize=8)
    figure.tight_layout()
    figure.savefig(file, dpi=110)
    pyplot.close(figure)


def write(folder: Path, sides: Sequence[Side], people: int, seconds: float) -> str:
    """Writes report.md, figures.json and plot.png; answers the report."""
    folder.mkdir(parents=True, exist_ok=True)
    told = text(sides, people, seconds)
    (folder / "report.md").write_text(told, encoding="utf-8")
    (folder / "figures.json").write_text(json.dumps([asdict(side) for side in sides]) + "\n", encoding="utf-8")
    plot(sides, folder / "plot.png")
    return told
