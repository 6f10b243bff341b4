"""«Seguir por WhatsApp»: from the page, by the link, to the same thread on the telephone."""
from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from playwright.sync_api import Route, expect

from tests.browser.chat import Chat
from tests.running import Assistant, wait_until

NUMBER = "+5493425550188"


def link_of(chat: Chat) -> str:
    """Presses the button and returns where the link leads."""
    chat.page.get_by_role("button", name="Seguir por WhatsApp").click()
    link = chat.page.get_by_role("link", name="Abrir WhatsApp")
    expect(link).to_be_visible()
    return str(link.get_attribute("href"))


def test_the_thread_of_the_page_goes_on_by_whatsapp(chat: Chat, assistant: Assistant) -> None:
    chat.write("busco zapatillas negras talle 40")
    href = link_of(chat)
    expect(chat.page.locator("#whatsapp-link")).to_have_attribute("rel", "noopener noreferrer")
    assert urlsplit(href).netloc == "wa.me"
    text = parse_qs(urlsplit(href).query)["text"][0]
    expect(chat.page.locator("#whatsapp-text")).to_have_text(text)

    with httpx.Client(base_url=f"http://127.0.0.1:{assistant.simulator_port}", timeout=30) as telephone:

        def thread() -> list[dict[str, Any]]:
            found = telephone.get("/simulator/thread", params={"person": f"whatsapp:{NUMBER}"}).json()["messages"]
            return [one for one in found if not one["mine"]]

        telephone.post("/simulator/whatsapp", json={"from": NUMBER, "body": text}).raise_for_status()
        assert wait_until(lambda: bool(thread()), 20)
        said = " ".join(one["body"] for one in thread())
        assert re.search("Seguimos por aquí lo que hablamos en la página: zapatilla, negro, 40", said)
        known = telephone.get("/simulator/known", params={"person": NUMBER}).json()["known"]
    kinds = {identity["kind"] for identity in known["identities"]}
    assert {"webchat", "whatsapp", "phone"} <= kinds
    channels = [row["channel"] for row in known["timeline"]]
    assert channels[0] == "webchat"
    assert "whatsapp" in channels
    assert text not in chat.messages()


def test_each_click_makes_another_code(chat: Chat) -> None:
    chat.write("hola, ¿qué cuentan?")
    first = link_of(chat)
    chat.page.get_by_role("button", name="Ahora no").click()
    assert link_of(chat) != first


def test_without_a_number_nothing_is_offered(open_chat: Callable[..., Chat], visit: Callable[..., Any]) -> None:
    context = visit()

    def without_number(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=json.dumps({**answer.json(), "whatsapp": False}))

    context.route("**/webhooks/webchat/profile", without_number)
    chat = open_chat(context)
    expect(chat.view.get_by_role("button", name="Privacidad")).to_be_visible()
    expect(chat.view.get_by_role("button", name="Seguir por WhatsApp")).to_be_hidden()


def test_the_trouble_of_getting_a_link_is_said(visit: Callable[..., Any], open_chat: Callable[..., Chat]) -> None:
    context = visit(quiet=False)
    context.route("**/webhooks/webchat/whatsapp", lambda route: route.abort())
    chat = open_chat(context)
    chat.page.get_by_role("button", name="Seguir por WhatsApp").click()
    expect(chat.view.locator("#notice")).to_contain_text("No pudimos preparar el enlace")
