"""Typing in the terminal."""
from __future__ import annotations

import json

import httpx
import pytest

from designer.chat import HELP, Conversation, obey, show, talk


@pytest.fixture
def conversation(monkeypatch):
    """A conversation with a server that repeats what it is sent and offers two buttons."""
    sent = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        if request.method == "GET":
            return httpx.Response(200, json={"slots": {"city": "Rosario", "size": None}, "events": []})
        message = json.loads(request.content)["message"]
        return httpx.Response(500 if message == "boom" else 200, json={"messages": [
            {"text": f"oí {message}\ny ya"}, {"text": "¿Cuál?", "buttons": [
                {"title": "Sí", "payload": "/affirm"}, {"title": "No", "payload": "no"}]}]})

    talked = Conversation("http://server", "secret")
    talked._client = httpx.Client(base_url="http://server", transport=httpx.MockTransport(answer),
                                  headers=talked._client.headers)
    talked.sent = sent
    return talked


def type_lines(monkeypatch, *lines):
    waiting = iter(lines)

    def typed(_):
        try:
            return next(waiting)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", typed)


def test_a_button_is_pressed_by_its_number(monkeypatch, conversation, capsys):
    type_lines(monkeypatch, "1", "1", "2", "3", "")
    talk(conversation, why=False)
    said = [json.loads(request.content)["message"] for request in conversation.sent]
    assert said == ["1", "/affirm", "no", "3"]
    assert conversation.sent[0].headers["authorization"] == "Bearer secret"
    assert capsys.readouterr().out.startswith("  │ oí 1\n  │ y ya\n  │ ¿Cuál?\n  │   1) Sí\n  │   2) No\n")


def test_commands(monkeypatch, conversation, capsys):
    first = conversation.user_id
    conversation.contact_id = "a-1"
    type_lines(monkeypatch, "/slots", "/nuevo", "/ayuda", "/salir", "nunca")
    talk(conversation, why=False)
    assert capsys.readouterr().out == f"  city = Rosario\n  ahora habla otra persona\n{HELP}\n"
    assert conversation.user_id != first
    assert [request.url.path for request in conversation.sent] == [
        "/conversations/a-1/tracker"]


def test_a_server_that_fails_does_not_end_the_chat(monkeypatch, conversation, capsys):
    type_lines(monkeypatch, "boom", "hola")
    talk(conversation, why=False)
    shown = capsys.readouterr().out
    assert "el servidor no respondió bien" in shown
    assert "oí hola" in shown


def test_help_is_shown_for_what_is_unknown(conversation, capsys):
    obey("/algo", conversation)
    assert capsys.readouterr().out == HELP + "\n"


def test_messages_without_text(capsys):
    show([{"image": "http://x/y.png"}, {"custom": {"a": 1}}])
    assert capsys.readouterr().out == "  │ http://x/y.png\n  │ {'a': 1}\n"
