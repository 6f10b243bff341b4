"""What was answered in a form is forgotten on demand, by rules alone."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from actions import forms
from actions.forms import ActionForgetForm
from hilo.flows import asked_by

DOMAIN = """\
forms:
  wedding_list_form:
    required_slots: [couple_names, wedding_list_confirmed]
"""
ANSWERED = {"couple_names": "Ana y Beto", "wedding_list_confirmed": False, "city": "Rosario"}
OPENED = [{"event": "active_loop", "name": "wedding_list_form"}, {"event": "active_loop", "name": None}]


@pytest.fixture(autouse=True)
def a_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "domain.yml").write_text("actions: []\n", encoding="utf-8")
    flow = tmp_path / "data" / "flows" / "wedding_list"
    flow.mkdir(parents=True)
    (flow / "domain.yml").write_text("version: \"3.1\"\n\n" + DOMAIN, encoding="utf-8")
    monkeypatch.setattr(forms, "asked_by", lambda form: asked_by(form, tmp_path))


@pytest.mark.parametrize(("loop", "before"), [("wedding_list_form", []), (None, OPENED)])
def test_the_form_that_is_open_or_was_last_forgets_its_answers_and_no_others(
        run: Callable[..., Any], loop: str | None, before: list[dict[str, Any]]) -> None:
    done = run(ActionForgetForm(), "empecemos de nuevo", slots=ANSWERED, loop=loop, before=before)
    assert (done.slots, done.said) == ({"couple_names": None, "wedding_list_confirmed": None}, [])


def test_without_a_form_nothing_is_forgotten(run: Callable[..., Any]) -> None:
    assert run(ActionForgetForm(), "empecemos de nuevo", slots=ANSWERED).slots == {}


def test_a_form_of_the_assistant_tells_what_it_asks() -> None:
    assert asked_by("quote_form") == ("quote_step",)
    assert asked_by("no_form") == ()
