"""What is handed over: the table with its conditions, the raw figures and the plot."""
from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import mean

from bench.figures import Row, around, percentile, smooth, table
from bench.measuring import Measured
from bench.training import Training

TURNS = (4, 40, 400)


def rows(stock: Measured | None, ours: Measured | None, stock_training: Training | None,
         our_training: Training | None, people: int) -> list[Row]:
    """The table's lines."""
    s, o = stock or Measured(), ours or Measured()
    lines = [
        Row("training, wall time", "s", *_both(stock_training, our_training, "seconds")),
        Row("training, processor time", "s", *_both(stock_training, our_training, "cpu_seconds")),
        Row("start until ready", "s", s.ready_seconds, o.ready_seconds),
        Row("start until the first answer", "s", s.first_answer_seconds, o.first_answer_seconds),
        Row("memory of the Rasa server, ready", "MB", s.memory_ready, o.memory_ready),
        Row("memory of the Rasa server, at the end", "MB", s.memory_end, o.memory_end),
        Row("memory of all processes, under load", "MB", s.memory_all, o.memory_all),
        Row("one conversation: a turn, p50", "ms", _part(s.latencies, 0.5), _part(o.latencies, 0.5)),
        Row("one conversation: a turn, p95", "ms", _part(s.latencies, 0.95), _part(o.latencies, 0.95)),
        Row("one conversation: CPU of the server a turn", "ms", s.cpu_mixed, o.cpu_mixed),
        Row("one conversation: CPU of all processes a turn", "ms", s.cpu_mixed_all, o.cpu_mixed_all),
        Row("CPU of a turn without an action", "ms", s.cpu_without_action, o.cpu_without_action),
        Row(f"{people} conversations at once", "messages/s", _part(s.crowd_rates, 0.5), _part(o.crowd_rates, 0.5),
            more_is_better=True),
        Row(f"the same {people}, turns 33 to 40 of each", "messages/s", _part(s.again_rates[-1:], 0.5),
            _part(o.again_rates[-1:], 0.5), more_is_better=True),
        Row(f"{people} at once: a turn, p50", "ms", _part(s.crowd_latencies, 0.5), _part(o.crowd_latencies, 0.5)),
        Row(f"{people} at once: a turn, p95", "ms", _part(s.crowd_latencies, 0.95), _part(o.crowd_latencies, 0.95)),
    ]
    for turn in TURNS:
        lines.append(Row(f"turn {turn} of a session, wall", "ms", around(s.session_ms, turn),
                         around(o.session_ms, turn)))
    for turn in TURNS:
        lines.append(Row(f"turn {turn} of a session, CPU of the server", "ms", around(s.session_cpu, turn),
                         around(o.session_cpu, turn)))
    lines.append(Row(f"CPU of turn {TURNS[-1]} : turn {TURNS[0]}", "", _growth(s.session_cpu), _growth(o.session_cpu)))
    return lines


def _both(stock: Training | None, ours: Training | None, name: str) -> tuple[float | None, float | None]:
    return tuple(getattr(side, name) if side else None for side in (stock, ours))  # type: ignore[return-value]


def _part(values: Sequence[float], share: float) -> float | None:
    return percentile(values, share) if values else None


def _growth(costs: Sequence[float]) -> float | None:
    """How many times the first turns' cost the last ones' is."""
    first, last = around(costs, TURNS[0]), around(costs, TURNS[-1])
    return last / first if first and last else None


def conditions(sides: dict[str, Measured], trainings: dict[str, Training]) -> list[str]:
    """What a reader must know to believe the table."""
    lines = [f"{platform.system()} on {os.cpu_count()} processors, CPython {platform.python_version()}, "
             f"Rasa {version('rasa')}. Load generator, servers and action server share the machine.",
             "Both sides: the same phrases, rules, domain and action server; SQLite; each from a fresh start, one "
             "after the other. Ours is met at `POST /conversation/chat`, stock at `POST /webhooks/rest/webhook`.",
             "Where the data has no stories (this project's has rules only), TED and UnexpecTED have nothing to learn "
             "and Rasa skips them: stock is spared their training and most of their cost at every turn.",
             "A turn's cost is the median of eight around it; CPU counts all threads of the server."]
    for name, training in trainings.items():
        lines.append(f"{name}: trained on {training.phrases} phrases; load before it {training.load:.1f}.")
    for name, side in sides.items():
        mean_of = mean(side.latencies) if side.latencies else 0
        others = "" if side.others is None else f", other work took {side.others:.0%} of the processors meanwhile"
        lines.append(f"{name}: {side.understood} of {side.asked} messages taken for what they are; "
                     f"{side.answered} turns answered with a text, {side.silent} with none, {side.failed} failed; mean "
                     f"latency {mean_of:.0f} ms; load when it began {side.load:.1f}{others}; "
                     f"its long session had {len(side.session_ms)} turns.")
    return lines


def plot(sides: dict[str, Measured], people: int, file: Path) -> None:
    """Turn cost against turn number, and messages a second."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, (left, right) = pyplot.subplots(1, 2, figsize=(11, 4.2), gridspec_kw={"width_ratios": [3, 1]})
    for name, side in sides.items():
        costs, kind = (side.session_cpu, "CPU") if side.session_cpu else (side.session_ms, "wall")
        left.plot(range(1, len(costs) + 1), smooth(costs), label=f"{name} ({kind})")
    left.set(xlabel="turn of one session", ylabel="cost of the turn, ms", yscale="log", title="What a turn costs")
    left.grid(alpha=0.3, which="both")
    left.legend()
    right.bar(list(sides), [_part(side.crowd_rates, 0.5) or 0 for side in sides.values()], color=["C0", "C1"])
    right.set(ylabel="messages/s", title=f"{people} conversations at once")
    figure.tight_layout()
    figure.savefig(file, dpi=120)
    pyplot.close(figure)


def write(folder: Path, sides: dict[str, Measured], trainings: dict[str, Training], notes: list[str],
          people: int) -> str:
    """Writes everything to a folder; answers the text that is printed."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = rows(sides.get("stock Rasa"), sides.get("Hilo"), trainings.get("stock Rasa"), trainings.get("Hilo"),
                 people)
    text = "\n".join([table(lines), "", *(f"- {line}" for line in [*notes, *conditions(sides, trainings)]), ""])
    (folder / "table.md").write_text(text, encoding="utf-8")
    raw = {name: side.as_dict() for name, side in sides.items()}
    (folder / "figures.json").write_text(json.dumps(raw, indent=1) + "\n", encoding="utf-8")
    plot(sides, people, folder / "plot.png")
    return text
