"""What `make watch` does about a saved file, with a server and a trainer that only take notes."""
from __future__ import annotations

import json

import httpx
import pytest

from designer import training, watch
from designer.changes import skeleton, wording
from designer.trainer import TrainingError
from designer.validate import checks, company
from hilo.settings import Settings

DOMAIN = "data/flows/hours/domain.yml"
RULES = "data/flows/hours/rules.yml"


class Notes:
    """Stands in for the processes and the trainer."""

    def __init__(self):
        self.done = []
        self.fails = None

    def start(self, name):
        self.done.append(f"start {name}")

    def stop(self, name):
        self.done.append(f"stop {name}")

    def wait_for(self, name, address, seconds):
        pass

    def train(self):
        if self.fails:
            raise TrainingError(self.fails)
        self.done.append("train")
        return "models/new.tar.gz"


@pytest.fixture
def watched(tiny, monkeypatch, capsys):
    """A watch over the small project; `saved` takes what the test has changed."""
    notes = Notes()
    monkeypatch.setattr(watch, "ROOT", tiny.root)
    monkeypatch.setattr(training, "MODELS", tiny.root / "models")
    monkeypatch.setattr(training, "RECORD", tiny.root / "record.json")
    monkeypatch.setattr(training, "fingerprint", lambda: "today's files")
    monkeypatch.setattr(checks, "CHECKS", [c for c in checks.CHECKS if c is not company.company])
    monkeypatch.setattr(watch.Watch, "_words_heard", staticmethod(lambda: notes.heard))
    monkeypatch.setattr(httpx, "put", lambda address, json, **_: notes.done.append(f"put {json['model_file']}")
                        or httpx.Response(204))
    notes.heard = "zapatilla"
    running = watch.Watch.__new__(watch.Watch)
    running.settings = Settings.construct(hilo_api_token=None)
    running.address, running.actions_health = "http://server", "http://actions"
    running.group = running.trainer = notes
    running._todo, running._heard = set(), notes.heard
    running._skeleton, running._texts = skeleton(tiny.project()), wording(tiny.project())

    def saved(*paths):
        running.take({tiny.root / path for path in paths})
        done, notes.done = notes.done, []
        return done, [line.split(" (")[0] for line in capsys.readouterr().out.splitlines()]

    running.saved, running.notes = saved, notes
    return running


def test_a_changed_text_needs_nothing(tiny, watched):
    tiny.change(DOMAIN, "Gracias.", "Muchas gracias.")
    assert watched.saved(DOMAIN) == ([], ["hilo: texto en vivo: utter_thanks"])


def test_a_changed_rule_is_trained_and_taken_over(tiny, watched):
    tiny.change(RULES, "next_step: go", "next_step: wait")
    assert watched.saved(RULES) == (["train", f"put {tiny.root}/models/new.tar.gz"],
                                    ["hilo: entreno …", "hilo: frases, reglas y textos en vivo"])
    assert json.loads(training.RECORD.read_text()) == {"fingerprint": "today's files", "model": "new.tar.gz"}
    assert watched.saved(RULES) == ([], [])


def test_a_mistake_is_told_and_nothing_is_done_until_it_is_mended(tiny, watched):
    tiny.change(RULES, "next_step: go", "next: go")
    assert watched.saved(RULES) == ([], [
        f"{RULES}:17: la variable «next» no está declarada; corrige el nombre o declárala",
        "hilo: corrige eso y guarda; mientras tanto sigue en pie lo anterior"])
    tiny.change(DOMAIN, "  next_step:", "  next:")
    assert watched.saved(DOMAIN)[0][0] == "train"


def test_a_mistake_that_is_taken_back_is_told_too(tiny, watched):
    tiny.change(RULES, "next_step: go", "next: go")
    watched.saved(RULES)
    tiny.change(RULES, "next: go", "next_step: go")
    assert watched.saved(RULES) == ([], ["hilo: corregido"])


def test_what_is_yet_to_be_written_may_be_tried(tiny, watched):
    tiny.change("data/flows/hours/nlu.yml", "    - cierran hoy\n", "")
    done, said = watched.saved("data/flows/hours/nlu.yml")
    assert done[0] == "train"
    assert said[0].startswith("data/flows/hours/nlu.yml:4: faltan frases de «ask_hours»: hay 19")


def test_what_rasa_refuses_is_told_and_tried_again(tiny, watched):
    tiny.change(RULES, "next_step: go", "next_step: wait")
    watched.notes.fails = ("InvalidRule: - the prediction of the action 'a' in story 'the town is known' is "
                           "contradicting with rule(s) 'b'.")
    assert watched.saved(RULES) == ([], ["hilo: entreno …", f"{RULES}:10: «the town is known» hace «a» donde «b» hace "
                                         "otra cosa; deja una, o distínguelas con «condition:»",
                                         "hilo: no entrena así; sigue en pie lo anterior"])
    watched.notes.fails = None
    assert watched.saved(RULES)[0][0] == "train"


def test_changed_code_restarts_the_actions_alone(watched):
    assert watched.saved("actions/hours.py") == (["stop actions", "start actions"], ["hilo: acciones en vivo"])


def test_a_changed_price_restarts_who_reads_the_company_but_not_the_server(watched):
    assert watched.saved("data/business/profile.yml") == (
        ["stop actions", "start actions", "stop worker", "start worker", "stop console", "start console"],
        ["hilo: acciones en vivo", "hilo: datos de la empresa en vivo"])


def test_a_new_product_restarts_the_server_too(watched):
    watched.notes.heard = "zapatilla, campera"
    assert watched.saved("data/business/profile.yml")[0] == [
        "stop actions", "start actions", "stop worker", "start worker", "stop console", "start console",
        "stop rasa", "start rasa"]
