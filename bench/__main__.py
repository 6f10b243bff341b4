"""`make bench`: this project against stock Rasa, on this machine, in one run."""
from __future__ import annotations

import asyncio
import signal
import sys
import tempfile
import time
from pathlib import Path

import click

from bench import report, sides, stock_rasa
from bench.measuring import Measured, measure
from bench.training import Training, TrainingError
from hilo.settings import get_settings

STOCK, OURS = "stock Rasa", "Hilo"


def say(text: str) -> None:
    """Where it stands; the table alone goes to standard output."""
    click.echo(f"bench: {text}", err=True)


def stock_model(project: Path, quick: bool, notes: list[str]) -> Path | None:
    """The folder of a trained stock model: kept from an earlier run, or trained now."""
    kept = stock_rasa.kept(stock_rasa.key(stock_rasa.sources(project)))
    if kept:
        return kept
    if not quick:
        say("training stock Rasa: a quarter of an hour or more, once for this data")
        return stock_rasa.train(project)
    older = stock_rasa.newest()
    if older:
        notes.append("--quick: stock Rasa's model is the newest kept one, trained on other data than today's.")
    else:
        notes.append("--quick: no trained model of stock Rasa is kept, so that side was not measured.")
    say(notes[-1])
    return older


def measured(side: sides.Side, name: str, people: int, turns: int) -> Measured:
    """A side's figures."""
    if not side.server:
        say(f"{name}: its process cannot be seen from here, so memory and CPU are not measured")
    return asyncio.run(measure(side, people, turns, lambda text: say(f"{name}: {text}")))


@click.command()
@click.option("--quick", is_flag=True, help="Do not train stock Rasa: take a model kept from an earlier run, or none.")
@click.option("--ours", metavar="URL", help="Measure this project where it already runs (HILO_RATE_LIMIT=0).")
@click.option("--stock", metavar="URL", help="Measure stock Rasa where it already runs.")
@click.option("--only", type=click.Choice(["ours", "stock"]), help="Measure one side.")
@click.option("--people", default=50, show_default=True, help="Conversations at once.")
@click.option("--turns", default=404, show_default=True, help="Turns of the long session.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder for the results; default: HILO_HOME/bench/<time>.")
def main(quick: bool, ours: str | None, stock: str | None, only: str | None, people: int, turns: int,
         out: Path | None) -> None:
    """Measures this project against stock Rasa: training, start, memory, latency, throughput, cost of turns."""
    if not sys.platform.startswith("linux"):
        raise click.ClickException("memory and CPU of the servers are read from /proc: Linux is needed")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is ended
    notes: list[str] = []
    found: dict[str, Measured] = {}
    trainings: dict[str, Training] = {}
    try:
        with tempfile.TemporaryDirectory(prefix="hilo-bench-") as temporary:
            project = sides.snapshot(Path(temporary) / "project")
            home = Path(temporary) / "home"
            if only != "ours":
                measure_stock(project, home / "stock", stock, quick, people, turns, notes, found, trainings)
            if only != "stock":
                measure_ours(project, home / "ours", ours, people, turns, found, trainings)
    except (sides.StartError, TrainingError) as error:
        raise click.ClickException(str(error)) from error
    folder = out or get_settings().hilo_home / "bench" / time.strftime("%Y%m%d-%H%M%S")
    click.echo(report.write(folder, found, trainings, notes, people))
    say(f"table.md, figures.json and plot.png are in {folder}")


def measure_stock(project: Path, home: Path, address: str | None, quick: bool, people: int, turns: int,
                  notes: list[str], found: dict[str, Measured], trainings: dict[str, Training]) -> None:
    """Stock Rasa's figures, where there is a model or a running server."""
    if address:
        found[STOCK] = measured(sides.running(sides.STOCK, address), STOCK, people, turns)
        return
    model = stock_model(project, quick, notes)
    if model is None:
        return
    trainings[STOCK] = Training.read(model / stock_rasa.RECORD)
    say(f"{STOCK}: starting")
    with sides.stock(project, model / stock_rasa.MODEL, home) as side:
        found[STOCK] = measured(side, STOCK, people, turns)


def measure_ours(project: Path, home: Path, address: str | None, people: int, turns: int,
                 found: dict[str, Measured], trainings: dict[str, Training]) -> None:
    """This project's figures."""
    if address:
        found[OURS] = measured(sides.running(sides.OURS, address), OURS, people, turns)
        return
    say(f"{OURS}: training")
    trainings[OURS] = sides.train_ours(project, home)
    say(f"{OURS}: starting")
    with sides.ours(project, home) as side:
        found[OURS] = measured(side, OURS, people, turns)


if __name__ == "__main__":
    main()
