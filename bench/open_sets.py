"""Intents on open sets that nobody here wrote, beside what others make of them, on the same split and in the same run.

    python -m bench.open_sets [--quick]

Trains on train.jsonl of each set in ../shared/eval, scores on test.jsonl: the NLU pipeline of config.yml as it is
shipped; Rasa's stock DIET (100 epochs, with the featurizers that `rasa init` gives); Rasa's featurizers with its
logistic regression; nlp.js with its Spanish. DIET takes minutes of CPU: answers of the others are kept outside the
project under a hash of data, pipeline and versions (~/.cache/hilo/bench/open), and --quick asks only for kept ones.
nlp.js is npm's @nlpjs/basic with @nlpjs/lang-es, installed beside them when it is missing.
"""
from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click
import yaml
from sklearn.metrics import f1_score

from bench.stock_rasa import keep_folder
from bench.training import NICENESS
from hilo.settings import ROOT

SETS = ("intents-nlpjs", "intents-shop-ar")
OPEN = ROOT.parent / "shared" / "eval"
HERE = Path(__file__).resolve().parent
NPM = {"@nlpjs/basic": "4.27.0", "@nlpjs/lang-es": "4.26.1"}
_FEATURES = [{"name": "WhitespaceTokenizer"}, {"name": "RegexFeaturizer"}, {"name": "LexicalSyntacticFeaturizer"},
             {"name": "CountVectorsFeaturizer"},
             {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4}]
DIET = [*_FEATURES, {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True}]
COUNTS = [_FEATURES[0], *_FEATURES[3:], {"name": "LogisticRegressionClassifier"}]
OURS = "Hilo"
Messages = list[dict[str, Any]]


class MissingPeerError(RuntimeError):
    """A side could not be asked; the message says why."""


def read(name: str, part: str, folder: Path = OPEN) -> Messages:
    """The messages of a set ("train" or "test")."""
    lines = (folder / name / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [{"text": m["text"], "intent": m["intent"]} for m in map(json.loads, lines)]


def key(task: Any, versions: Sequence[str]) -> str:
    """Changes with what is learned, asked, and by whom."""
    return hashlib.sha256(json.dumps([task, list(versions)], sort_keys=True).encode()).hexdigest()[:16]


def ask(command: Sequence[str], task: Any, folder: Path = ROOT) -> dict[str, Any]:
    """Has a process answer a task, behind everything else on the machine.

    Raises:
        MissingPeerError: when it ends with an error.
    """
    with tempfile.TemporaryDirectory(prefix="hilo-open-") as temporary:
        asked, answered = Path(temporary) / "task.json", Path(temporary) / "answers.json"
        asked.write_text(json.dumps(task), encoding="utf-8")
        done = subprocess.run(["nice", "-n", str(NICENESS), *command, str(asked), str(answered)], cwd=folder,
                              env={**os.environ, "RASA_TELEMETRY_ENABLED": "false"}, capture_output=True, text=True)
        if done.returncode:
            raise MissingPeerError(f"{' '.join(command)}: {done.stderr[-600:]}")
        answers: dict[str, Any] = json.loads(answered.read_text(encoding="utf-8"))
    return answers


def kept(command: Sequence[str], task: Any, versions: Sequence[str], quick: bool,
         folder: Path = ROOT) -> dict[str, Any]:
    """The answers kept from an earlier run of the same, or new ones.

    Raises:
        MissingPeerError: when there are none and `quick` forbids new ones, or the side fails.
    """
    file = keep_folder() / "open" / f"{key(task, versions)}.json"
    if not file.exists():
        if quick:
            raise MissingPeerError("not kept from an earlier run, and --quick asks for nothing new")
        answers = ask(command, task, folder)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(answers), encoding="utf-8")
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def nlpjs_folder(quick: bool) -> Path:
    """Where nlp.js is installed; installs it when it is missing.

    Raises:
        MissingPeerError: when there is no node, or npm does not fetch it.
    """
    folder = keep_folder() / "nlpjs"
    if not shutil.which("node") or not shutil.which("npm"):
        raise MissingPeerError("nlp.js needs node and npm")
    if not all((folder / "node_modules" / name).exists() for name in NPM):
        if quick:
            raise MissingPeerError("nlp.js is not installed, and --quick installs nothing")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
        done = subprocess.run(["npm", "install", "--no-audit", "--no-fund", *(f"{n}@{v}" for n, v in NPM.items())],
                              cwd=folder, capture_output=True, text=True, timeout=600)
        if done.returncode:
            raise MissingPeerError(f"npm could not fetch nlp.js: {done.stderr[-300:]}")
    return folder


def answers_of(side: str, train: Messages, test: Messages, quick: bool) -> dict[str, Any]:
    """What a side makes of the test messages.

    Raises:
        MissingPeerError: when it cannot be asked.
    """
    task: dict[str, Any] = {"train": train, "test": test}
    python = [sys.executable, "-m", "bench.rasa_nlu"]
    if side == "nlp.js":
        return kept(["node", str(HERE / "nlpjs.js")], task, [f"{n}@{v}" for n, v in NPM.items()], quick,
                    nlpjs_folder(quick))
    if side == OURS:
        config = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
        return ask(python, {**task, "pipeline": config["pipeline"]})
    return kept(python, {**task, "pipeline": PIPELINES[side]}, [version("rasa"), version("tensorflow")], quick)


PIPELINES = {"Rasa, DIET": DIET, "Rasa, CountVectors + LogisticRegression": COUNTS}
SIDES = (OURS, *PIPELINES, "nlp.js")


def scores(test: Messages, names: Sequence[Sequence[str]]) -> tuple[float, float]:
    """Accuracy, and F1 as the mean over the intents that the test has."""
    right = [m["intent"] for m in test]
    said = [ranking[0] if ranking else "" for ranking in names]
    hits = sum(a == b for a, b in zip(right, said, strict=True))
    return hits / len(right), float(f1_score(right, said, labels=sorted(set(right)), average="macro", zero_division=0))


@click.command()
@click.option("--quick", is_flag=True, help="Train and install nothing but our own: take kept answers of the others.")
def main(quick: bool) -> None:
    """Prints the table: accuracy and macro-F1 of each side on each set, and what the training took."""
    if not OPEN.is_dir():
        raise click.ClickException(f"the open sets are read from {OPEN}, which is not there")
    print("| set | side | accuracy | macro-F1 | training, s | of CPU |\n|---|---|---|---|---|---|")
    for name in SETS:
        train, test = read(name, "train"), read(name, "test")
        for side in SIDES:
            try:
                found = answers_of(side, train, test, quick)
            except MissingPeerError as error:
                print(f"| {name} | {side} | not measured: {' '.join(str(error).split())} | | | |", flush=True)
                continue
            accuracy, f1 = scores(test, found["names"])
            print(f"| {name} ({len(train)}/{len(test)}) | {side} | {accuracy:.3f} | {f1:.3f} | "
                  f"{found['seconds']:.1f} | {found['cpu_seconds']:.1f} |", flush=True)


if __name__ == "__main__":
    main()
