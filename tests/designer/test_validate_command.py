"""`python -m designer.validate`: what it prints and how it ends."""
from __future__ import annotations

import sys

import pytest

from designer.validate import __main__ as command
from designer.validate import rasa_check

THANKS = "data/flows/hours/domain.yml"


@pytest.fixture
def run(tiny, monkeypatch, capsys):
    """Runs the command over the small project, whose company is left out; Rasa says what `rasa` holds."""
    rasa: list = []
    monkeypatch.setattr(command, "ROOT", tiny.root)
    monkeypatch.setattr(command, "company", lambda project: [])
    monkeypatch.setattr(command, "ProcessPoolExecutor", Here)
    monkeypatch.setattr(command.checks, "CHECKS", [c for c in command.checks.CHECKS if c.__name__ != "company"])
    monkeypatch.setattr(rasa_check, "rasa_check", lambda project: rasa)

    def running(*arguments):
        monkeypatch.setattr(sys, "argv", ["validate", *arguments])
        try:
            command.main()
            return 0, capsys.readouterr().out.splitlines()
        except SystemExit as ended:
            return ended.code, capsys.readouterr().out.splitlines()

    running.rasa = rasa
    return running


class Here:
    """Runs what would run in another process."""

    def __init__(self, _):
        self._found = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def submit(self, function, argument):
        self._found = function(argument)
        return self

    def result(self):
        return self._found


def test_all_is_well(run):
    assert run() == (0, ["1 flujos, 2 intenciones, 40 frases, 3 reglas, 6 textos, 1 pruebas: todo en orden"])


def test_the_quick_checks_alone_say_so(run):
    assert run("--quick")[1][0].endswith("todo en orden (sin la revisión de Rasa)")


def test_problems_are_counted_and_rasa_is_not_asked(tiny, run):
    tiny.change(THANKS, "Gracias.", "Gracias!")
    tiny.add("data/flows/hours/nlu.yml", "    - COMPLETAR\n")
    run.rasa.append("asked")
    assert run() == (1, [
        f"{THANKS}:36: en «utter_thanks», falta el signo que abre antes de «!»; agrega «¡»",
        "data/flows/hours/nlu.yml:26: la frase todavía dice COMPLETAR; escríbela como la diría la gente", "",
        "2 problemas, 1 por completar"])


def test_what_rasa_finds_counts_as_well(run):
    from designer.validate.problem import Problem

    run.rasa.append(Problem("config.yml", 1, "Rasa avisa: x", "corrígelo"))
    assert run() == (1, ["config.yml:1: Rasa avisa: x; corrígelo", "", "1 problema"])
    assert run("--quick")[0] == 0
