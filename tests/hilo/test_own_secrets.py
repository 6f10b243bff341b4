"""Secrets of this installation: the same for whoever asks, readable by nobody else."""
from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from hilo.own_secrets import own_secret


def test_processes_that_start_together_get_one_whole_secret(tmp_path: Path) -> None:
    folder = tmp_path / "var" / "secrets"
    ask = own_secret.__wrapped__  # each as another process would, which remembers nothing
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: ask(folder, "console"), range(64)))
    assert len(found) == 1
    assert len(found.pop()) == 32
    assert [file.name for file in folder.iterdir()] == ["console"]


def test_a_secret_is_for_its_owner_alone(tmp_path: Path) -> None:
    own_secret(tmp_path, "twilio")
    assert stat.S_IMODE((tmp_path / "twilio").stat().st_mode) == 0o600


def test_secrets_differ_by_name_and_place(tmp_path: Path) -> None:
    assert len({own_secret(tmp_path, "a"), own_secret(tmp_path, "b"), own_secret(tmp_path / "other", "a")}) == 3
