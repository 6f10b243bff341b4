"""The chat page for people with a screen reader, a keyboard, a small screen or a dark room."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.chat import Chat

LEAST_CONTRAST = 4.5
"""WCAG 2.1 AA for text of ordinary size."""
TOUCH = 24
"""CSS pixels of a control at least (WCAG 2.2 AA)."""

NAMELESS = """() => [...document.querySelectorAll('a, button, input, textarea, [role=button]')]
    .filter((node) => node.checkVisibility())
    .filter((node) => !(node.getAttribute('aria-label') || node.innerText || node.labels?.[0]?.innerText || '').trim())
    .map((node) => node.outerHTML)"""

# Each visible text with its colour and the colours below it, innermost first.
PAINTED = """() => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode.parentElement;
        const text = walker.currentNode.textContent.trim();
        if (!text || !node.checkVisibility() || node.closest('.unseen, .skip, noscript, [aria-hidden=true]')) continue;
        const grounds = [];
        for (let at = node; at; at = at.parentElement) grounds.push(getComputedStyle(at).backgroundColor);
        found.push([text.slice(0, 40), getComputedStyle(node).color, grounds]);
    }
    const box = document.getElementById('text');
    found.push(['placeholder', getComputedStyle(box, '::placeholder').color, [getComputedStyle(box).backgroundColor]]);
    return found;
}"""


def channels(color: str) -> tuple[float, float, float, float]:
    """«rgb(1, 2, 3)» or «rgba(1, 2, 3, 0.5)» as red, green, blue (0..255) and opacity."""
    parts = [float(p) for p in color[color.index("(") + 1:-1].replace("/", ",").replace(",", " ").split()]
    return (parts[0], parts[1], parts[2], parts[3] if len(parts) > 3 else 1.0)


def luminance(color: tuple[float, float, float]) -> float:
    """Relative luminance as WCAG defines it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in color)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def seen(color: str, grounds: list[str]) -> tuple[float, float, float]:
    """A colour as it looks on what lies below it."""
    red, green, blue, opacity = channels(color)
    if opacity == 1 or not grounds:
        return (red, green, blue)
    below = seen(grounds[0], grounds[1:])
    return tuple(o * opacity + b * (1 - opacity) for o, b in zip((red, green, blue), below, strict=True))  # type: ignore[return-value]


def contrast(color: str, grounds: list[str]) -> float:
    """The contrast of a text on its ground, 1 to 21."""
    ground = luminance(seen(grounds[0], grounds[1:]))
    text = luminance(seen(color, grounds))
    return (max(text, ground) + 0.05) / (min(text, ground) + 0.05)


def test_the_measure_of_contrast_is_right() -> None:
    assert round(contrast("rgb(0, 0, 0)", ["rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"]), 1) == 21
    assert round(contrast("rgb(119, 119, 119)", ["rgb(255, 255, 255)"]), 2) == 4.48  # the well-known near miss
    assert contrast("rgb(9, 9, 9)", ["rgb(9, 9, 9)"]) == 1


def conversation_with_everything(chat: Chat) -> None:
    """Something of each kind on the screen: answered and open buttons, bold, a link, both sides."""
    chat.write("¿dónde los encuentro?")
    chat.write("hola, recién llego")
    chat.press("Comprar|compra")
    chat.write("un buzo")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read(open_chat: Callable[..., Chat], scheme: str) -> None:
    chat = open_chat(color_scheme=scheme)
    painted: list[Any] = chat.page.evaluate(PAINTED)
    conversation_with_everything(chat)
    chat.box.fill("a" * 2_001)
    chat.box.press("Enter")
    painted += chat.page.evaluate(PAINTED)
    chat.page.get_by_role("button", name="Privacidad").click()
    painted += chat.page.evaluate(PAINTED)
    faint = {text: round(contrast(color, grounds), 2) for text, color, grounds in painted
             if contrast(color, grounds) < LEAST_CONTRAST}
    assert len(painted) > 40
    assert not faint


def test_dark_is_dark(open_chat: Callable[..., Chat]) -> None:
    ground = open_chat(color_scheme="dark").page.evaluate("getComputedStyle(app).backgroundColor")
    assert luminance(channels(ground)[:3]) < 0.05


def test_every_control_has_a_name(chat: Chat) -> None:
    assert chat.page.evaluate(NAMELESS) == []
    conversation_with_everything(chat)
    assert chat.page.evaluate(NAMELESS) == []


def test_a_screen_reader_knows_the_language_the_log_and_who_speaks(chat: Chat) -> None:
    expect(chat.page.locator("html")).to_have_attribute("lang", "es")
    log = chat.page.get_by_role("log", name="Mensajes")
    expect(log).to_have_attribute("aria-live", "polite")
    chat.write("hola, recién llego")
    expect(log.locator(".mine .unseen")).to_have_text("Tú:")
    expect(log.locator(".theirs .unseen").first).to_have_text("Hilo:")
    expect(chat.page.get_by_role("group", name="Opciones de respuesta")).to_be_visible()
    expect(chat.page.get_by_role("textbox", name="Tu mensaje")).to_be_visible()
    assert chat.page.title() == "Hilo · Ceibo"


def test_the_waiting_is_announced(chat: Chat) -> None:
    chat.page.evaluate("""() => { const heard = window.heard = [];
        new MutationObserver(() => heard.push(announcer.textContent)).observe(announcer, { childList: true }); }""")
    chat.write("hola, recién llego")
    assert "Hilo está escribiendo" in chat.page.evaluate("window.heard")


def test_tab_goes_through_the_page_from_top_to_bottom(chat: Chat) -> None:
    chat.write("hola, recién llego")
    chat.page.evaluate("document.activeElement.blur()")
    chat.page.mouse.click(1, 1)
    names: list[str] = []
    while len(names) < 20:
        chat.page.keyboard.press("Tab")
        name = chat.page.evaluate("""() => { const at = document.activeElement;
            return at === document.body ? '' : at.ariaLabel || at.innerText; }""")
        if not name:
            break
        names.append(name)
    assert names[0] == "Ir al cuadro de mensaje"
    in_order = ["Conversación", *chat.buttons, "Tu mensaje", "Enviar", "Privacidad"]
    assert [name for name in names if name in in_order] == in_order
    assert len(set(names)) == len(names)


def test_where_the_keyboard_is_can_be_seen(chat: Chat) -> None:
    chat.write("hola, recién llego")
    chat.button("Otra consulta").focus()
    chat.page.keyboard.press("Shift+Tab")  # now by keyboard
    style = chat.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert style == "solid"


def test_the_link_to_the_box_leads_to_the_box(chat: Chat) -> None:
    chat.page.locator(".skip").focus()
    chat.page.keyboard.press("Enter")
    expect(chat.box).to_be_focused()


def test_on_a_small_telephone_nothing_runs_over_the_side(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    conversation_with_everything(chat)
    chat.write("palabra" * 60 + " https://www.ceibo.example/" + "x" * 200)
    over = """() => [document.documentElement, ...document.querySelectorAll('body *')]
        .filter((node) => node.checkVisibility() && !node.closest('.unseen, .skip, svg'))
        .filter((node) => node.getBoundingClientRect().right > 360.5 || node.getBoundingClientRect().left < -0.5)
        .map((node) => node.className || node.id || node.tagName)"""
    assert chat.page.evaluate(over) == []
    assert chat.page.evaluate("document.documentElement.scrollWidth") <= 360
    assert chat.page.evaluate("scroller.scrollWidth <= scroller.clientWidth")


def test_on_a_small_telephone_every_button_can_be_hit(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    chat.write("hola, recién llego")
    small = chat.page.evaluate(f"""() => [...document.querySelectorAll('button')].filter((b) => b.checkVisibility())
        .map((b) => [b.innerText || b.ariaLabel, b.getBoundingClientRect()])
        .filter(([, at]) => at.width < {TOUCH} || at.height < {TOUCH}).map(([name]) => name)""")
    assert small == []
    chat.button("Otra consulta").tap()
    assert "con tus palabras" in chat.answer()


def test_the_newest_message_is_in_sight(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat(viewport={"width": 360, "height": 480})
    conversation_with_everything(chat)
    expect(chat.page.locator("#log > .message").last).to_be_in_viewport()
    expect(chat.box).to_be_in_viewport()


def test_text_twice_as_large_still_fits(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat(viewport={"width": 640, "height": 800})
    chat.page.evaluate(
        "document.documentElement.style.fontSize = '200%'")
    conversation_with_everything(chat)
    assert chat.page.evaluate("document.documentElement.scrollWidth") <= 640
    expect(chat.box).to_be_in_viewport()
