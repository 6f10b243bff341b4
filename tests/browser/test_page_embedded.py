"""The chat on another site's page, as `embed.js` puts it there."""
from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests import questions as ask
from tests.browser.chat import Chat
from tests.running import Assistant

HOST_PAGE = """<!doctype html><html lang="es"><meta charset="utf-8"><title>Otra tienda</title>
<link rel="icon" href="data:,"><h1>Otra tienda</h1><input id="own" aria-label="Buscar">
<script src="{chat}embed.js" {options}></script></html>"""


class HostSite:
    """A tiny site of somebody else."""

    def __init__(self, chat_page: str) -> None:
        """Serves pages that include the chat; the address' query goes into the script's tag."""
        site = self

        class Pages(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                options = 'data-position="left"' if self.path.endswith("?left") else ""
                body = HOST_PAGE.format(chat=site.chat_page, options=options).encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Says nothing."""

        self.chat_page = chat_page
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
        self.address = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture(scope="module")
def site(assistant: Assistant) -> Iterator[HostSite]:
    one = HostSite(assistant.chat_page)
    thread = threading.Thread(target=one.server.serve_forever)
    thread.start()
    yield one
    one.server.shutdown()
    one.server.server_close()
    thread.join()


@pytest.fixture
def host(site: HostSite, visit: Callable[..., BrowserContext]) -> Page:
    """The page of the other site, with the chat still closed."""
    page = visit(also_allowed=(site.address,)).new_page()
    page.goto(site.address)
    return page


def open_panel(page: Page) -> Chat:
    """Opens the chat as a visitor does."""
    page.get_by_role("button", name="Abrir el chat con Hilo").click()
    expect(page.get_by_role("dialog", name="Chat con Hilo").get_by_role("status")).to_be_hidden()
    frame = next(f for f in page.frames if "embed=1" in f.url)
    chat = Chat(page, frame)
    chat.wait_until_connected()
    return chat


def test_the_host_page_gets_one_button_and_nothing_is_loaded_before_it_is_pressed(host: Page) -> None:
    button = host.get_by_role("button", name="Abrir el chat con Hilo")
    expect(button).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "false")
    assert len(host.frames) == 1


def test_the_chat_opens_answers_and_closes(host: Page) -> None:
    chat = open_panel(host)
    assert "Taza Ronda cuesta $ 12.900" in chat.write("¿cuánto me sale la Taza Ronda?")
    chat.view.get_by_role("button", name="Cerrar el chat").click()
    expect(host.get_by_role("dialog", name="Chat con Hilo")).to_be_hidden()
    expect(host.get_by_role("button", name="Abrir el chat con Hilo")).to_be_focused()


def test_the_conversation_is_still_there_when_it_is_opened_again(host: Page) -> None:
    chat = open_panel(host)
    chat.write("quiero una campera de color azul")
    host.get_by_role("button", name="Cerrar el chat con Hilo").click()
    again = open_panel(host)
    assert re.search(ask.BUDGET, again.write("la L me va bien"))


def test_escape_closes_it_from_inside(host: Page) -> None:
    chat = open_panel(host)
    chat.box.press("Escape")
    expect(host.get_by_role("dialog", name="Chat con Hilo")).to_be_hidden()


def test_escape_in_the_hosts_own_field_leaves_it_open(host: Page) -> None:
    open_panel(host)
    host.locator("#own").press("Escape")
    expect(host.get_by_role("dialog", name="Chat con Hilo")).to_be_visible()


def test_an_answer_that_comes_while_it_is_closed_is_counted_on_the_button(host: Page) -> None:
    chat = open_panel(host)
    chat.box.fill("¿cuánto me sale la Taza Ronda?")
    chat.box.evaluate("""box => ["Enter", "Escape"].forEach(  // at once: an answer may take twenty milliseconds
        key => box.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true})))""")
    expect(host.get_by_role("button", name="Abrir el chat con Hilo, 1 mensaje nuevo")).to_be_visible()


def test_the_host_page_keeps_its_own_look_and_names(host: Page) -> None:
    assert host.evaluate("getComputedStyle(document.body).backgroundColor") == "rgba(0, 0, 0, 0)"
    assert host.evaluate("document.body.children.length") == 4  # heading, field, script and the chat's one element
    assert host.evaluate("Object.keys(window).filter((name) => /hilo/i.test(name))") == []


def test_it_stands_on_the_left_where_the_host_asks_for_it(site: HostSite, visit: Callable[..., BrowserContext]) -> None:
    page = visit(also_allowed=(site.address,)).new_page()
    page.goto(f"{site.address}/?left")
    box = page.get_by_role("button", name="Abrir el chat con Hilo").bounding_box()
    assert box
    assert box["x"] < 100


def test_on_a_telephone_the_chat_takes_the_whole_screen(site: HostSite, visit: Callable[..., BrowserContext]) -> None:
    page = visit(also_allowed=(site.address,), viewport={"width": 360, "height": 640}).new_page()
    page.goto(site.address)
    open_panel(page)
    assert page.locator("iframe").bounding_box() == {"x": 0, "y": 0, "width": 360, "height": 640}
