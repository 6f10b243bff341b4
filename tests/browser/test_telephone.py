"""The telephone of the simulator: WhatsApp with its ticks, a call, what the assistant knows; large and small."""
from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.telephone import ANSWER_LIMIT, Telephone
from tests.running import Assistant

PHONE = {"width": 390, "height": 800}


@pytest.fixture
def pick_up(visit: Callable, assistant: Assistant) -> Callable[..., Telephone]:
    """Opens the page as somebody new."""

    def open_page(**options: object) -> Telephone:
        page = visit(also_allowed=(assistant.telephone_page,), **options).new_page()
        page.goto(assistant.telephone_page)
        expect(page.locator(".company").first).to_have_text("Ceibo")
        return Telephone(page)

    return open_page


def test_a_message_is_answered_and_both_sides_get_their_ticks(pick_up: Callable) -> None:
    phone = pick_up()
    said = phone.write("hola, ¿cuánto salen las zapatillas?")
    assert "zapatillas" in said
    expect(phone.mine.locator(".ticks")).to_have_attribute("aria-label", "Entregado")
    expect(phone.theirs.locator(".ticks").last).to_have_attribute("aria-label", "Leído", timeout=ANSWER_LIMIT)
    expect(phone.box).to_have_value("")
    expect(phone.box).to_be_focused()


def test_several_bubbles_are_answered_once(pick_up: Callable) -> None:
    phone = pick_up()
    for text in ("hola", "quiero saber", "cuánto salen las zapatillas"):
        phone.box.fill(text)
        phone.box.press("Enter")
    said = phone.answer(0)
    assert "zapatillas" in said
    assert len(re.findall("precios van", said)) == 1


def test_a_button_is_pressed_and_understood(pick_up: Callable) -> None:
    phone = pick_up()
    assert re.search("talla|talle", phone.write("quiero comprar zapatillas negras"))
    before = phone.theirs.count()
    phone.page.locator(".choice").first.click()
    assert phone.answer(before)
    expect(phone.mine.last.locator("p")).to_have_text("No estoy seguro")


@pytest.mark.parametrize(("thing", "said"), [("image", "foto"), ("audio", "voz"), ("location", "ubicación")])
def test_what_says_nothing_in_words_is_answered_kindly(pick_up: Callable, thing: str, said: str) -> None:
    phone = pick_up()
    phone.page.locator("#attach").click()
    phone.page.locator(f"[data-send={thing}]").click()
    assert said in phone.answer(0)


def test_what_was_written_is_seen_to_be_known(pick_up: Callable) -> None:
    phone = pick_up()
    phone.write("soy Marta, busco zapatillas negras talle 38")
    facts = phone.page.locator("#facts")
    expect(facts).to_contain_text("Talle: 38", timeout=ANSWER_LIMIT)
    expect(facts).to_contain_text("Marta")


def test_a_call_can_be_played_turn_by_turn_and_is_reported_when_it_ends(pick_up: Callable) -> None:
    phone = pick_up()
    page = phone.page
    page.locator("#dial").click()
    expect(page.locator("#talk .theirs")).to_have_count(1)
    page.locator("#line").fill("Busco una campera")
    page.locator("#line").press("Enter")
    expect(page.locator("#talk .bubble")).to_have_count(3)
    page.locator("#hang").click()
    expect(page.locator("#call-state")).to_have_text("Llamada terminada. Mira WhatsApp.")


def test_at_telephone_size_one_part_is_shown_at_a_time_and_nothing_is_cut_off(pick_up: Callable) -> None:
    phone = pick_up(viewport=PHONE)
    page = phone.page
    for tab, panel in (("#tab-call", "#call"), ("#tab-known", "#known"), ("#tab-chat", "#chat")):
        page.locator(tab).click()
        expect(page.locator(panel)).to_be_visible()
        assert sum(page.locator(one).is_visible() for one in ("#chat", "#call", "#known")) == 1
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert phone.write("hola")


def test_the_keyboard_reaches_the_parts(pick_up: Callable) -> None:
    page = pick_up(viewport=PHONE).page
    page.locator("#tab-chat").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#tab-call")).to_be_focused()
    expect(page.locator("#call")).to_be_visible()
