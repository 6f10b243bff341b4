"""The stock project is ours without our parts, and its model is kept under a key that changes with the data."""
from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bench import stock_rasa
from bench.training import Training, TrainingError, timed


@pytest.fixture
def project(tmp_path: Path) -> Path:
    files = {"domain.yml": "intents: [affirm]",
             "data/common/nlu.yml": "nlu:\n- intent: affirm\n  examples: |\n    - sí\n",
             "data/flows/closing/domain.yml": "intents: [goodbye]", "data/flows/closing/rules.yml": "rules: []",
             "data/business/profile.yml": "name: Ceibo"}
    for place, text in files.items():
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text(text, encoding="utf-8")
    return tmp_path


def test_flows_are_joined_the_stock_way_and_the_company_stays_out(project: Path) -> None:
    places = set(stock_rasa.sources(project))
    assert places == {"config.yml", "credentials.yml", "endpoints.yml", "domain/root.yml", "domain/flows_closing.yml",
                      "data/common/nlu.yml", "data/flows/closing/rules.yml"}


def test_the_key_changes_with_the_data(project: Path) -> None:
    before = stock_rasa.key(stock_rasa.sources(project))
    assert before == stock_rasa.key(stock_rasa.sources(project))
    (project / "data/business/profile.yml").write_text("name: Otra", encoding="utf-8")
    assert before == stock_rasa.key(stock_rasa.sources(project))
    (project / "data/common/nlu.yml").write_text("nlu: []", encoding="utf-8")
    assert before != stock_rasa.key(stock_rasa.sources(project))


def test_the_key_is_that_of_the_copy_that_is_trained(project: Path, tmp_path: Path) -> None:
    files = stock_rasa.sources(project)
    copy = tmp_path / "stock"
    stock_rasa.write_project(copy, files)
    assert stock_rasa.key({place: copy / place for place in files}) == stock_rasa.key(files)


def test_phrases_are_counted(project: Path) -> None:
    assert stock_rasa.count_phrases(stock_rasa.sources(project)) == 1


def test_only_finished_trainings_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert stock_rasa.newest() is None
    folder = stock_rasa.keep_folder() / "abc"
    folder.mkdir(parents=True)
    (folder / stock_rasa.MODEL).write_bytes(b"")
    assert stock_rasa.kept("abc") is None
    Training(900, 1700, 0.5, 4455).write(folder / stock_rasa.RECORD)
    assert stock_rasa.kept("abc") == stock_rasa.newest() == folder
    assert Training.read(folder / stock_rasa.RECORD).cpu_seconds == 1700


def test_the_configuration_names_nothing_of_ours() -> None:
    config = yaml.safe_load((stock_rasa.OWN / "config.yml").read_text(encoding="utf-8"))
    names = [part["name"] for part in config["pipeline"] + config["policies"]]
    assert {"DIETClassifier", "TEDPolicy"} <= set(names)
    assert not [name for name in names if "." in name]


def test_a_failed_training_says_why(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="no such luck"):
        timed(["sh", "-c", "echo no such luck; exit 3"], tmp_path, {"PATH": "/usr/bin:/bin"}, tmp_path / "log", 1)
