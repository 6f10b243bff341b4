"""Settings named when wrong; texts; where a conversation stands; figures in words."""
from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from hilo import wording
from hilo.clock import now
from hilo.flows import owners, stage_of
from hilo.settings import ROOT, SettingError, Settings, get_settings
from hilo.texts import Texts, texts


def test_a_setting_that_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HILO_PORT", "abc")
    get_settings.cache_clear()
    with pytest.raises(SettingError, match="HILO_PORT: value is not a valid integer"):
        get_settings()
    get_settings.cache_clear()


def test_the_example_names_exactly_the_settings() -> None:
    named = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M))
    assert named == {next(iter(f.field_info.extra["env_names"])).upper() for f in Settings.__fields__.values()}


def test_an_unknown_text_and_a_missing_value_are_named() -> None:
    with pytest.raises(KeyError, match="utter_no_such"):
        texts.fill("utter_no_such")
    with pytest.raises(KeyError, match="size"):
        texts.fill("utter_summary_size")


def test_a_saved_text_is_read_again_only_when_watching(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "domain.yml"
    file.write_text("responses:\n  utter_x:\n  - text: antes\n")
    for watching, expected in (("false", "antes"), ("true", "después")):
        monkeypatch.setenv("HILO_WATCH", watching)
        get_settings.cache_clear()
        file.write_text("responses:\n  utter_x:\n  - text: antes\n")
        live = Texts(tmp_path)
        assert live.fill("utter_x") == "antes"
        file.write_text("responses:\n  utter_x:\n  - text: después\n")
        __import__("os").utime(file, (1, 1))
        assert live.fill("utter_x") == expected
    get_settings.cache_clear()


def test_the_stage_follows_the_last_action_that_a_flow_owns() -> None:
    def stage(*names: str) -> str:
        return stage_of([{"event": "action", "name": n} for n in names])
    assert stage() == "greeting"
    assert stage("action_greet", "action_listen") == "greeting"
    assert stage("information_gathering_form", "utter_chitchat", "action_listen") == "information_gathering"
    assert stage("action_shipping_info") == "service"
    assert stage("action_record_rating") == "closing"
    assert stage("action_handoff") == "handoff"
    assert owners()["action_recommend"] == "solution"


def test_figures_days_and_lists_in_spanish() -> None:
    assert wording.money(92000, "ARS") == "$\xa092.000"
    assert wording.money(19.5, "USD") == "US$\xa019,50"
    assert wording.day(date(2026, 11, 27)) == "viernes 27 de noviembre"
    assert wording.listing(["a", "b", "c"]) == "a, b y c"
    assert wording.listing(["a", "b"], "or") == "a o b"
    assert wording.listing([]) == ""


def test_the_clock_can_be_pinned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HILO_NOW", "2026-11-23T10:00:00-03:00")
    assert now("Europe/Madrid").isoformat() == "2026-11-23T14:00:00+01:00"
