"""Scores of the open sets, and which answers of others are kept."""
from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from bench import open_sets


def test_the_first_of_each_ranking_counts() -> None:
    test = [{"text": "", "intent": intent} for intent in ("a", "a", "b", "b")]
    assert open_sets.scores(test, [["a", "b"], ["b", "a"], ["b"], []]) == (0.5, pytest.approx((2 / 3 + 1 / 2) / 2))


def test_answers_are_kept_until_the_data_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    script = tmp_path / "side.py"
    script.write_text("import sys; open(sys.argv[2], 'w').write('{\"names\": [[\"a\"]]}')\n"
                      f"open({str(tmp_path / 'asked')!r}, 'a').write('x')\n")
    command = [sys.executable, str(script)]
    for task in ({"n": 1}, {"n": 1}, {"n": 2}):
        assert open_sets.kept(command, task, ["1"], quick=False) == {"names": [["a"]]}
    assert (tmp_path / "asked").read_text() == "xx"
    with pytest.raises(open_sets.MissingPeerError, match="--quick"):
        open_sets.kept(command, {"n": 3}, ["1"], quick=True)
    script.write_text("raise SystemExit('no such side')")
    with pytest.raises(open_sets.MissingPeerError, match="no such side"):
        open_sets.kept(command, {"n": 4}, ["1"], quick=False)


def test_a_set_is_read_without_what_else_it_says(tmp_path: Path) -> None:
    (tmp_path / "some").mkdir()
    line = json.dumps({"text": "hola", "intent": "greet", "annotated": "x"})
    (tmp_path / "some" / "test.jsonl").write_text(f"{line}\n")
    assert open_sets.read("some", "test", tmp_path) == [{"text": "hola", "intent": "greet"}]
