"""A customer on the web chat and an adviser on the console: asked for, taken, answered, given back, remembered.

Another assistant than that of the other tests, whose clock stands on a holiday: here it is a Tuesday morning.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.chat import Chat
from tests.running import CONSOLE_PASSWORD, Assistant

MORNING = "2031-11-25T10:00:00-03:00"
"""A Tuesday on which people are there."""
PHONE = {"width": 390, "height": 844}
LIVE = 8_000
"""Milliseconds for something to appear on another page without a reload."""


@pytest.fixture(scope="module")
def open_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant at a time when people are at the shop."""
    one = Assistant(tmp_path_factory.mktemp("open"), MORNING)
    one.start()
    yield one
    one.stop()


@pytest.fixture
def customer(visit: Callable[..., BrowserContext], open_shop: Assistant) -> Chat:
    """Somebody on the web chat."""
    page = visit(also_allowed=(open_shop.address,)).new_page()
    page.goto(open_shop.chat_page)
    chat = Chat(page)
    chat.wait_until_connected()
    return chat


@pytest.fixture
def adviser(visit: Callable[..., BrowserContext], open_shop: Assistant) -> Callable[..., Page]:
    """Logs an adviser in."""

    def enter(name: str = "Lucía", **options: Any) -> Page:
        page = visit(also_allowed=(open_shop.console,), **options).new_page()
        page.goto(open_shop.console)
        page.get_by_label("Tu nombre").fill(name)
        page.get_by_label("Contraseña").fill(CONSOLE_PASSWORD)
        page.get_by_role("button", name="Entrar").click()
        expect(page.get_by_role("heading", name="Esperan a una persona")).to_be_visible()
        return page

    return enter


def theirs(chat: Chat) -> str:
    return "\n".join(chat.messages("theirs"))


def wait_for_theirs(chat: Chat, words: str) -> None:
    """Until something of the other side stands on the customer's page, which was not touched."""
    chat.view.wait_for_function(
        "(words) => [...document.querySelectorAll('.theirs')].some((m) => m.innerText.includes(words))", arg=words,
        timeout=LIVE)


def test_from_asking_for_a_person_to_going_on_with_the_assistant(customer: Chat, adviser: Callable[..., Page]) -> None:
    desk = adviser()
    expect(desk.get_by_text("Nadie espera ahora.")).to_be_visible()
    said = customer.write("necesito que me atienda alguien del equipo, por favor")
    assert "persona del equipo" in said

    line = desk.locator(".line.waiting a")
    expect(line).to_have_count(1, timeout=LIVE)  # by itself
    line.click()
    expect(desk.locator(".summary")).to_contain_text("Pidió hablar con una persona.")
    desk.get_by_role("button", name="Tomar").click()
    expect(desk.locator(".head")).to_contain_text("La tienes tú")

    customer.box.fill("busco zapatillas para correr, uso talle 38, soy de Rosario")
    customer.box.press("Enter")
    expect(desk.locator(".thread")).to_contain_text("uso talle 38", timeout=LIVE)
    assert "38" not in theirs(customer)  # the assistant is silent

    box = desk.get_by_label(re.compile("^Tu respuesta"))
    box.fill("Hola, soy Lucía.\n¡Con gusto!")
    box.press("Enter")
    wait_for_theirs(customer, "Hola, soy Lucía.")
    assert "Equipo" in customer.page.locator(".theirs").last.inner_text()
    expect(desk.locator(".message.agent")).to_contain_text("Hola, soy Lucía.")
    assert box.input_value() == ""

    desk.get_by_text("Nota", exact=True).click()
    desk.get_by_label("La leen el asistente y el equipo").fill("Le gustan livianas.")
    desk.get_by_role("button", name="Devolver al asistente").click()
    wait_for_theirs(customer, "Desde aquí sigo yo")
    expect(desk.locator(".head")).to_contain_text("Con el asistente")
    expect(desk.locator(".side")).to_contain_text("Le gustan livianas.")
    expect(desk.get_by_role("button", name="Devolver al asistente")).to_be_hidden()

    said = customer.write("bueno, entonces me las llevo, quiero comprarlas")
    assert "talle" not in said.split("?")[0].lower() or "38" in said  # what was told to the person is not asked again
    assert not re.search(r"qué (?:producto|buscas|talle)", said, re.IGNORECASE)

    customer.page.reload()
    customer.wait_until_connected()
    customer.wait_for("document.querySelectorAll('.message').length > 5")
    history = theirs(customer)
    assert history.count("Hola, soy Lucía.") == history.count("Desde aquí sigo yo") == 1


def test_an_adviser_with_a_telephone_sees_and_does_the_same(customer: Chat, adviser: Callable[..., Page]) -> None:
    customer.write("quisiera conversar con una persona del local")
    desk = adviser("Pedro", viewport=PHONE)
    desk.locator(".line.waiting a").first.click()
    expect(desk.locator(".message").last).to_be_in_viewport()  # the newest, with the summary folded away
    assert desk.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    desk.get_by_role("heading", name="Resumen").click()
    expect(desk.locator(".summary dl")).to_be_visible()
    expect(desk.locator(".message").last).to_be_in_viewport()
    desk.get_by_label(re.compile("^Tu respuesta")).fill("Te leo desde el teléfono")
    desk.get_by_role("button", name="Enviar").click()
    wait_for_theirs(customer, "Te leo desde el teléfono")
    desk.get_by_role("button", name="Cerrar", exact=True).click()
    expect(desk.get_by_text("Nadie espera ahora.")).to_be_visible()


def test_a_draft_survives_a_refresh_of_the_page_around_it(customer: Chat, adviser: Callable[..., Page]) -> None:
    customer.write("que me conteste una persona de ustedes, sí?")
    desk = adviser()
    desk.locator(".line.waiting a").first.click()
    box = desk.get_by_label(re.compile("^Tu respuesta"))
    box.fill("a medio escri")
    customer.box.fill("sigo esperando por acá")
    customer.box.press("Enter")
    expect(desk.locator(".thread")).to_contain_text("sigo esperando por acá", timeout=LIVE)
    assert box.input_value() == "a medio escri"
    desk.reload()
    assert desk.get_by_label(re.compile("^Tu respuesta")).input_value() == "a medio escri"
    desk.get_by_role("button", name="Cerrar", exact=True).click()
    expect(desk.get_by_text("Nadie espera ahora.")).to_be_visible()


def test_any_conversation_is_found_opened_at_its_words_and_taken(customer: Chat, adviser: Callable[..., Page]) -> None:
    customer.write("hola, ¿tienen mochilas para notebook?")
    desk = adviser("Nora", viewport=PHONE)
    desk.get_by_role("link", name="Todas").click()
    line = desk.locator(".line a", has_text="mochilas para notebook")  # the clock stands: others are as new
    expect(line).to_contain_text("Con el asistente")
    customer.write("¿y en color verde?")
    line = desk.locator(".line a", has_text="color verde")
    expect(line).to_have_count(1, timeout=LIVE)  # by itself
    desk.get_by_label(re.compile("^Buscar")).fill("MOCHILAS notebook")
    desk.get_by_role("button", name="Buscar").click()
    expect(desk.locator(".line a")).to_have_count(1)
    assert desk.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    boxes = [desk.locator(f".line {part}").first.bounding_box() for part in (".who", ".what", ".last")]
    assert len({round(box["x"]) for box in boxes if box}) == 1  # one edge
    desk.locator(".line a").click()
    expect(desk.locator(".message:target")).to_contain_text("mochilas para notebook")
    expect(desk.locator(".message:target")).to_be_in_viewport()
    for button in desk.locator("button:visible, .back").all():
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44, button.inner_text()
    desk.get_by_role("button", name="Tomar").click()
    expect(desk.locator(".head")).to_contain_text("La tienes tú")
    customer.box.fill("¿hola?")
    customer.box.press("Enter")
    expect(desk.locator(".thread")).to_contain_text("¿hola?", timeout=LIVE)
    desk.get_by_role("button", name="Cerrar", exact=True).click()
    expect(desk.get_by_text("Nadie espera ahora.")).to_be_visible()
    desk.get_by_role("link", name="Todas").click()
    expect(desk.locator(".line a", has_text="¿hola?")).to_contain_text("Terminada")
