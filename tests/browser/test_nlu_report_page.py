"""The designers' page of what is understood, opened from its file as a designer does."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from hilo.clock import now
from hilo.learning.phrase_files import Phrase

LONG = "este mire yo le quería preguntar si el envío de las zapatillas llega hasta el campo " * 3


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with everything on it, from answers made up."""
    from designer.nlu_report.measuring import Point
    from designer.nlu_report.page import page
    from designer.nlu_report.understanding import Answer

    phrases = [Phrase(name, f"{LONG}{i}", f"data/flows/{name}/nlu.yml", i)
               for name in ("availability_inquiry", "out_of_scope") for i in range(20)]
    answers = [Answer(p, [("out_of_scope", i % 10 / 10 + .05)]) for i, p in enumerate(phrases)]
    made = tmp_path_factory.mktemp("report") / "nlu-report.html"
    curve = [Point(.5, 20, .6), Point(1.0, 40, .7)]
    made.write_text(page(phrases, answers, answers, curve, .35, now()), encoding="utf-8")
    return made


@pytest.mark.parametrize("width", [360, 1280])
def test_it_is_read_without_scrolling_sideways_and_asks_for_nothing(chromium: Browser, file: Path, width: int) -> None:
    view: Any = chromium.new_page(viewport={"width": width, "height": 800})
    asked: list[str] = []
    view.on("request", lambda request: asked.append(request.url))
    view.goto(file.as_uri())
    assert asked == [file.as_uri()]
    assert view.evaluate("document.documentElement.scrollWidth") == width
    for name in ("confunde", "flojas", "repetidas", "confianza", "curva", "fuera"):
        view.click(f'nav a[href="#{name}"]')
        assert view.locator(f"#{name}").is_visible()
    assert view.locator("svg[role=img]").count() == 3
    first = view.locator("details").first
    first.locator("summary").click()
    assert first.get_attribute("open") is None
    view.close()
