"""What a visitor's network, tabs and reloads do to the conversation: nothing is lost, nothing is said twice."""
from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, WebSocketRoute, expect

from tests import questions as ask
from tests.browser.chat import Chat
from tests.running import Assistant

OFFLINE = re.compile("Sin conexión")
WAITING = re.compile("Pendiente|Por enviar")
PRICE = "Taza Ronda cuesta $ 12.900"


def test_a_reload_in_the_middle_keeps_the_history_and_the_open_question(chat: Chat) -> None:
    chat.write("quiero una campera de color azul")
    before = chat.messages()
    assert re.search(ask.SIZE, before[-1])
    chat.page.reload()
    chat.wait_for(f"document.querySelectorAll('#log > .message').length === {len(before)}")
    assert chat.messages() == before
    assert chat.buttons == ["No estoy seguro"]
    assert re.search(ask.BUDGET, chat.write("la L me va bien"))
    assert len(chat.messages()) == len(before) + 2


def test_after_a_reload_an_answered_button_still_shows_what_was_chosen(chat: Chat) -> None:
    chat.write("hola, recién llego")
    chat.press("Otra consulta")
    before = chat.messages()
    chat.page.reload()
    chat.wait_for("document.querySelector('.option')")
    assert chat.messages() == before  # the button's title, not its payload
    expect(chat.view.locator(".option.chosen")).to_have_text("Otra consulta")
    assert chat.buttons == []


def test_a_visitor_who_comes_back_in_another_tab_goes_on_where_they_were(open_chat: Callable[..., Chat],
                                                                         visit: Callable[..., BrowserContext]) -> None:
    person = visit()
    first = open_chat(person)
    first.write("quiero comprar un buzo gris")
    first.page.close()
    second = open_chat(person)
    second.wait_for("document.querySelector('.theirs')")
    assert re.search(ask.SIZE, second.messages()[-1])
    assert re.search(ask.BUDGET, second.write("talle L"))


def test_two_tabs_of_one_visitor_show_the_same_conversation(open_chat: Callable[..., Chat],
                                                            visit: Callable[..., BrowserContext]) -> None:
    person = visit()
    one, other = open_chat(person), open_chat(person)
    one.write("¿a cuánto tienen la Taza Ronda?")
    other.answer()
    other.wait_for("document.querySelector('.mine')")
    assert other.messages() == one.messages()
    other.write("¿y la Manta Panal?")
    one.wait_for("document.querySelectorAll('.mine').length === 2")
    one.wait_for("document.querySelectorAll('.theirs').length === 2")
    assert one.messages() == other.messages()


def test_buttons_answered_in_one_tab_are_closed_in_the_other(open_chat: Callable[..., Chat],
                                                             visit: Callable[..., BrowserContext]) -> None:
    person = visit()
    one, other = open_chat(person), open_chat(person)
    one.write("hola, recién llego")
    other.wait_for("document.querySelector('.option:enabled')")
    one.press("Otra consulta")
    other.wait_for("document.querySelectorAll('.mine').length === 2")
    assert other.buttons == []


def test_what_is_written_without_network_is_answered_once_when_it_is_back(open_chat: Callable[..., Chat],
                                                                          visit: Callable[..., BrowserContext]) -> None:
    person = visit(quiet=False)  # the browser itself complains of the network
    chat = open_chat(person)
    person.set_offline(True)
    expect(chat.view.locator("#offline")).to_have_text(OFFLINE)
    chat.box.fill("¿cuánto me sale la Taza Ronda?")
    chat.box.press("Enter")
    expect(chat.view.locator(".mine .state svg")).to_have_attribute("aria-label", WAITING)
    assert chat.messages("theirs") == []
    person.set_offline(False)
    assert PRICE in chat.answer()
    expect(chat.view.locator("#offline")).to_be_empty()
    assert len(chat.messages()) == 2


def test_what_was_written_without_network_survives_a_reload(open_chat: Callable[..., Chat],
                                                            visit: Callable[..., BrowserContext]) -> None:
    person = visit(quiet=False)
    person.route_web_socket("**/socket", lambda socket: socket.close())  # the page comes, the socket does not
    chat = open_chat(person)
    chat.box.fill("¿cuánto me sale la Taza Ronda?")
    chat.box.press("Enter")
    expect(chat.view.locator(".mine .state svg")).to_have_attribute("aria-label", WAITING)
    person.route_web_socket("**/socket", lambda socket: socket.connect_to_server())
    chat.page.reload()
    assert PRICE in chat.answer()
    assert len(chat.messages()) == 2


def moment_of(frame: str | bytes) -> str:
    """What has happened when the server sends a frame."""
    return {"accepted": "accepted", "messages": "answered"}.get(json.loads(frame)["type"], "")


class Breaker:
    """Stands between the page and the server, and breaks one socket at a chosen moment of a chosen turn."""

    def __init__(self, moment: str, turn: int = 1) -> None:
        """`moment`: the frame that never arrives: "sent", "accepted" or "answered"."""
        self.frames_to_pass = {moment: turn - 1}
        self.sockets = 0
        self.broken: WebSocketRoute | None = None

    def __call__(self, socket: WebSocketRoute) -> None:
        """Joins both ends of a new socket."""
        self.sockets += 1
        server = socket.connect_to_server()
        socket.on_message(lambda frame: self.pass_on(socket, "sent", frame, server.send))
        server.on_message(lambda frame: self.pass_on(socket, moment_of(frame), frame, socket.send))

    def pass_on(self, socket: WebSocketRoute, moment: str, frame: Any, send: Callable[[Any], None]) -> None:
        """Hands a frame over, or breaks the socket instead."""
        left = self.frames_to_pass.get(moment)
        if self.broken is None and left == 0:
            self.broken = socket
            socket.close(code=1011)
        elif socket is not self.broken:
            self.frames_to_pass = {moment: left - 1} if left else self.frames_to_pass
            send(frame)


@pytest.mark.parametrize("moment", ["sent", "accepted", "answered"])
def test_a_socket_that_breaks_in_the_middle_of_a_turn_costs_nothing(
        open_chat: Callable[..., Chat], visit: Callable[..., BrowserContext], moment: str) -> None:
    person, breaker = visit(), Breaker(moment)
    person.route_web_socket("**/socket", breaker)
    chat = open_chat(person)
    assert PRICE in chat.write("¿cuánto me sale la Taza Ronda?")
    assert breaker.broken
    assert breaker.sockets == 2
    chat.wait_for("!sessionStorage.getItem('hilo.outbox')")  # nothing is to be sent again
    assert len(chat.messages()) == 2
    chat.page.reload()  # what the server kept is what was seen
    chat.answer()
    assert len(chat.messages()) == 2


def test_an_answer_that_got_lost_was_taken_once_by_the_form(open_chat: Callable[..., Chat],
                                                            visit: Callable[..., BrowserContext]) -> None:
    person, breaker = visit(), Breaker("answered", turn=2)
    person.route_web_socket("**/socket", breaker)
    chat = open_chat(person)
    chat.write("quiero una campera de color azul")
    assert re.search(ask.BUDGET, chat.write("la L me va bien"))
    assert breaker.broken
    assert re.search(ask.NEEDED_BY, chat.write("unos 120 mil pesos"))


def test_closing_the_page_leaves_no_error_in_the_log(open_chat: Callable[..., Chat], assistant: Assistant) -> None:
    place = assistant.log_place()
    chat = open_chat()
    chat.write("hola, recién llego")
    chat.page.close()
    open_chat().write("hola, yo también")  # by now the server has noticed
    assert "ERROR" not in assistant.log(place)
