"""A real Chromium in front of the real assistant. Without a Chromium nothing here is tested, and that is said."""
from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.chat import ANSWER_LIMIT, Chat, Witness
from tests.running import Assistant, assistant  # noqa: F401 (a fixture)
from tests.talking import report_taught

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = next((path for path in map(shutil.which, NAMES) if path), None)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic", "--no-first-run",
             "--disable-component-update", "--disable-sync"]
HERE = Path(__file__).parent
_untested: list[str] = []


@pytest.hookimpl(tryfirst=True)  # before the tests are chosen by their marker
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of this folder need a browser."""
    for item in items:
        if HERE not in item.path.parents:
            continue
        item.add_marker("browser")
        if not CHROMIUM:
            item.add_marker(pytest.mark.skip(reason="no Chromium is installed"))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Counts what was left out for want of a browser."""
    if report.skipped and "no Chromium is installed" in str(report.longrepr):
        _untested.append(report.nodeid)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Says aloud what a green result does not cover."""
    report_taught(terminalreporter.write_line)
    if not _untested:
        return
    files = ", ".join(sorted({Path(name.split("::")[0]).name for name in _untested}))
    terminalreporter.section("NOT TESTED", sep="!", red=True, bold=True)
    terminalreporter.write_line(
        f"The web chat was not tried in a browser: {len(_untested)} tests skipped ({files}), because none of "
        f"{', '.join(NAMES)} is on the path. Install one (Debian: apt-get install chromium) and run `make browser`.",
        red=True)


@pytest.fixture(scope="package")  # Playwright holds an event loop; tests of other folders need the thread without one
def chromium() -> Iterator[Browser]:
    """A browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, assistant: Assistant) -> Iterator[Callable[..., BrowserContext]]:  # noqa: F811
    """Makes visitors: each call is a person of their own, with a clean browser profile.

    At the end none of them may have met an error in the console or another host; a test in
    which that is natural (the network goes) says so with `quiet=False`.
    """
    visitors: list[tuple[BrowserContext, Witness | None]] = []

    def new(quiet: bool = True, also_allowed: tuple[str, ...] = (), **options: Any) -> BrowserContext:
        context = chromium.new_context(**{"locale": "es-AR", "reduced_motion": "reduce", **options})
        context.set_default_timeout(ANSWER_LIMIT)
        visitors.append((context, Witness(context, assistant.address, *also_allowed) if quiet else None))
        return context

    yield new
    for context, witness in visitors:
        context.close()
        if witness:
            witness.check()


@pytest.fixture
def open_chat(visit: Callable[..., BrowserContext], assistant: Assistant) -> Callable[..., Chat]:  # noqa: F811
    """Opens the chat page for a new visitor, or for one who is there already."""

    def open_page(context: BrowserContext | None = None, **options: Any) -> Chat:
        page = (context or visit(**options)).new_page()
        page.goto(assistant.chat_page)
        chat = Chat(page)
        chat.wait_until_connected()
        return chat

    return open_page


@pytest.fixture
def chat(open_chat: Callable[..., Chat]) -> Chat:
    """The chat page, as a new visitor finds it."""
    return open_chat()
