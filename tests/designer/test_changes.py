"""What a saved file means for a running assistant."""
from __future__ import annotations

import os

import pytest

from designer.changes import Kind, changed_texts, kind_of, saved_at, saved_since, skeleton, wording

DOMAIN = "data/flows/hours/domain.yml"


@pytest.mark.parametrize(("path", "kind"), [
    ("domain.yml", Kind.MODEL), ("config.yml", Kind.MODEL), ("data/common/nlu.yml", Kind.MODEL),
    (DOMAIN, Kind.MODEL), ("data/business/profile.yml", Kind.BUSINESS),
    ("data/business/prompts/answer.md", Kind.BUSINESS), ("actions/hours.py", Kind.ACTIONS),
    ("data/flows/hours/.nlu.yml.swp", None), ("README.md", None), ("models/x.tar.gz", None),
    ("actions/__pycache__/hours.cpython-310.pyc", None), ("endpoints.yml", None),
])
def test_kinds(tmp_path, path, kind):
    assert kind_of(tmp_path / path, tmp_path) is kind


def test_a_file_elsewhere_is_of_no_kind(tmp_path):
    assert kind_of(tmp_path, tmp_path / "project") is None


def test_another_wording_needs_no_training(tiny):
    before, texts = skeleton(tiny.project()), wording(tiny.project())
    tiny.change(DOMAIN, "Gracias.", "Muchas gracias.")
    assert skeleton(tiny.project()) == before
    assert changed_texts(texts, wording(tiny.project())) == ["utter_thanks"]


@pytest.mark.parametrize(("path", "old", "new"), [
    (DOMAIN, "  utter_thanks:", "  utter_bye:\n  - text: Adiós.\n  utter_thanks:"),
    (DOMAIN, "values: [wait, go]", "values: [wait, go, stop]"),
    ("data/flows/hours/nlu.yml", "cierran hoy", "cierran hoy a la tarde"),
    ("data/flows/hours/rules.yml", "next_step: go", "next_step: wait"),
    ("config.yml", "WhitespaceTokenizer", "OtherTokenizer"),
])
def test_everything_else_does(tiny, path, old, new):
    before = skeleton(tiny.project())
    tiny.change(path, old, new)
    assert skeleton(tiny.project()) != before


def test_what_was_saved_while_all_was_starting(tiny):
    began = max(file.stat().st_mtime for file in tiny.root.rglob("*") if file.is_file())
    assert saved_since(began, tiny.root) == set()
    os.utime(tiny.root / DOMAIN, (began + 5, began + 5))
    assert saved_since(began, tiny.root) == {tiny.root / DOMAIN}


def test_when_a_file_was_saved(tiny):
    files = [tiny.root / DOMAIN, tiny.root / "domain.yml"]
    assert saved_at(files) == max(file.stat().st_mtime for file in files)
    assert saved_at([tiny.root / "gone.yml"]) is None
