"""What is handed over: what held and what not, the figures and the plot."""
from __future__ import annotations

import json
import warnings
from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from bench.chaos.proof import SHOWN, Memory, Proof, seconds
from bench.chaos.senders import Sent
from bench.chaos.world import Blow
from bench.figures import percentile, written


@dataclass
class Run:
    """One storm. began: the moment of the senders' clock's zero, UTC."""

    seed: int
    events: int
    where: str
    began: datetime
    writing_seconds: float = 0.0
    settling_seconds: float = 0.0
    sent: list[Sent] = field(default_factory=list)
    blows: list[Blow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def latencies(memory: Memory) -> list[tuple[datetime, float, str]]:
    """Of each message that was answered: when it came, seconds until its turn was committed, and its channel."""
    found = []
    for row in memory.inbox:
        if row.kind == "message" and row.done_at:
            came = row.received_at if isinstance(row.received_at, datetime) else datetime.fromisoformat(row.received_at)
            found.append((came.replace(tzinfo=timezone.utc) if came.tzinfo is None else came,
                          seconds(row.done_at, row.received_at), row.source))
    return found


def text(run: Run, proof: Proof, memory: Memory) -> str:
    """The report, in Markdown."""
    kinds = Counter(("forged " if one.event.forged else "") + one.event.channel for one in run.sent)
    copies = sum(one.event.copies for one in run.sent if not one.event.forged)
    again = sum(one.attempts > 1 for one in run.sent)
    took = sorted(spent for _, spent, _ in latencies(memory))
    lines = [f"# {'Everything held' if proof.holds else 'Something did not hold'}", "",
             f"Seed {run.seed}, {run.events} events on {run.where}: {run.writing_seconds:.0f} s of writing, "
             f"{run.settling_seconds:.0f} s more until nothing was left to be done.", "",
             "| what must hold | cases | wrong |", "|---|---:|---:|",
             *(f"| {what} | {cases:,} | {len(wrong)} |" for what, cases, wrong in proof.lines), "",
             "| what came in | events |", "|---|---:|", *(f"| {kind} | {count:,} |" for kind, count in kinds.items()),
             f"| … of which came twice | {copies:,} |",
             f"| … late, after what was written later | {sum(bool(one.event.late) for one in run.sent):,} |",
             f"| … taken at a second or later attempt only | {again:,} |", "",
             "| struck | how | second |", "|---|---|---:|",
             *(f"| {blow.what} | {blow.how} | {blow.at:.0f} |" for blow in run.blows), ""]
    if took:
        lines += ["From a message's arrival to its committed answer: " + ", ".join(
            f"{name} {written(percentile(took, share))} s" for name, share in (
                ("p50", 0.5), ("p95", 0.95), ("p99", 0.99))) + f", longest {written(took[-1])} s.", ""]
    sent = Counter(row.status for row in memory.outbox)
    lines += [f"Letters: {', '.join(f'{count:,} {status}' for status, count in sorted(sent.items())) or 'none'}.", ""]
    for what, _, wrong in proof.lines:
        if wrong:
            lines += [f"## Not so: {what}", "", *(f"- {one[:300]}" for one in wrong[:SHOWN]), ""]
    return "\n".join([*lines, *(f"- {note}" for note in run.notes), "", "![plot](plot.png)", ""])


def plot(run: Run, memory: Memory, file: Path) -> None:
    """Events taken a second, and how long each answer took, with every blow."""
    import matplotlib

    matplotlib.use("Agg")
    warnings.simplefilter("ignore", DeprecationWarning)  # matplotlib's own, of the parser that it brings along
    from matplotlib import pyplot

    figure, (above, below) = pyplot.subplots(2, 1, figsize=(12, 7), sharex=True)
    taken = Counter(int(one.ended // 5) for one in run.sent)
    above.bar([5 * place for place in taken], [count / 5 for count in taken.values()], width=5, align="edge")
    above.set(ylabel="events taken or refused a second", title=f"{run.events} events on {run.where}, seed {run.seed}")
    for source in ("conversation", "whatsapp", "sms"):
        points = [((came - run.began).total_seconds(), max(spent, 0.01)) for came, spent, one in latencies(memory)
                  if one == source]
        if points:
            below.scatter(*zip(*points, strict=True), s=6, alpha=0.5, label=source)
    below.set(xlabel="seconds", ylabel="from arrival to committed answer, s", yscale="log")
    below.legend(loc="upper left")
    colors = {what: f"C{place + 3}" for place, what in enumerate(dict.fromkeys(blow.what for blow in run.blows))}
    for blow in run.blows:
        for axis in (above, below):
            axis.axvline(blow.at, color=colors[blow.what], linewidth=1)
        above.text(blow.at, above.get_ylim()[1], blow.what, rotation=90, va="top", ha="right", fontsize=7)
    figure.tight_layout()
    figure.savefig(file, dpi=110)
    pyplot.close(figure)


def write(folder: Path, run: Run, proof: Proof, memory: Memory) -> str:
    """Writes report.md, figures.json and plot.png; answers the report."""
    folder.mkdir(parents=True, exist_ok=True)
    told = text(run, proof, memory)
    (folder / "report.md").write_text(told, encoding="utf-8")
    raw: dict[str, Any] = {
        "seed": run.seed, "where": run.where, "blows": [asdict(blow) for blow in run.blows],
        "sent": [{**asdict(one), "answers": len(one.answers)} for one in run.sent],
        "proof": [{"what": what, "cases": cases, "wrong": wrong} for what, cases, wrong in proof.lines]}
    (folder / "figures.json").write_text(json.dumps(raw, ensure_ascii=False, default=str) + "\n", encoding="utf-8")
    plot(run, memory, folder / "plot.png")
    return told
