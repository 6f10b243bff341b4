"""E-mail: what a server gets, and what its answers mean."""
from __future__ import annotations

import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select

from hilo.memory.database import reading, writing
from hilo.memory.tables import Contact, Outbox, Send
from hilo.outreach import files, mail, queue
from hilo.outreach.letters import post
from hilo.outreach.sending import carry_out, clear_up
from hilo.outreach.twilio import Accepted, Later, Refused, Unknown
from hilo.settings import get_settings
from tests.planting import NOON

PERSON = "7a1c5c0e-0000-4000-8000-000000000001"


class Server:
    """What it got; `answer` is what it says to a mail, `hangs_up` ends the line instead."""

    def __init__(self) -> None:
        self.got: list[EmailMessage] = []
        self.answer, self.hangs_up, self.rcpt = "250 OK", False, "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.got.append(message_from_bytes(envelope.content, policy=default))  # type: ignore[arg-type]
        if self.hangs_up:
            server.transport.abort()
        return self.answer


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    one = Server()
    controller = Controller(one, hostname="127.0.0.1", port=port)
    controller.start()
    monkeypatch.setenv("SMTP_URL", f"smtp://127.0.0.1:{port}")
    monkeypatch.setenv("HILO_HOME", str(tmp_path))
    get_settings.cache_clear()
    yield one
    controller.stop()
    get_settings.cache_clear()


def form(**more: Any) -> dict[str, Any]:
    letter = mail.mail(PERSON, "ana@empresa.example", "Tu cotización ñandú", "¡Hola, Ana!\nVa adjunta.", "quote:1",
                       **more)
    return mail.form_of(letter.address, letter.payload())


def test_the_server_gets_text_and_file(server: Server) -> None:
    url = files.keep(PERSON, "COT-1.pdf", b"%PDF-1.4 test")
    assert mail.send(form(attached=[url])) == Accepted(form()["Message-ID"], "sent")
    [got] = server.got
    assert (got["To"], got["Subject"]) == ("ana@empresa.example", "Tu cotización ñandú")
    assert got["From"] == "Ceibo <hola@ceibo.example>"
    body = got.get_body(("plain",))
    assert body is not None
    assert body.get_content().splitlines() == ["¡Hola, Ana!", "Va adjunta."]
    [attached] = got.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == ("COT-1.pdf", "application/pdf")
    assert attached.get_payload(decode=True) == b"%PDF-1.4 test"


def test_the_same_letter_has_the_same_message_id_always(server: Server) -> None:
    assert form()["Message-ID"] == form()["Message-ID"]
    assert form()["Message-ID"].endswith("@ceibo.example>")


@pytest.mark.parametrize(("answer", "outcome"), [
    ("451 Try again", Later), ("552 Too large", Refused)])
def test_what_the_server_says_of_a_mail(server: Server, answer: str, outcome: type) -> None:
    server.answer = answer
    assert isinstance(mail.send(form()), outcome)


@pytest.mark.parametrize(("answer", "outcome"), [("450 Busy", Later), ("550 No such user", Refused)])
def test_what_the_server_says_of_an_address(server: Server, answer: str, outcome: type) -> None:
    server.rcpt = answer
    assert isinstance(mail.send(form()), outcome)
    assert server.got == []


def test_a_line_that_breaks_after_the_mail_leaves_its_fate_unknown(server: Server) -> None:
    server.hangs_up = True
    assert isinstance(mail.send(form()), Unknown)


def test_a_server_that_is_away_is_tried_later(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMTP_URL", "smtp://127.0.0.1:1")
    get_settings.cache_clear()
    assert isinstance(mail.send(form()), Later)


def test_a_line_break_in_the_subject_is_no_mail(server: Server) -> None:
    assert isinstance(mail.send({**form(), "Subject": "Hola\nBcc: x@y.example"}), Refused)
    assert server.got == []


def test_another_kind_of_address_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMTP_URL", "http://mail.example")
    get_settings.cache_clear()
    with pytest.raises(RuntimeError, match="SMTP_URL"):
        get_settings()
    get_settings.cache_clear()


def test_a_letter_by_mail_goes_through_the_outbox_once_and_again_where_its_fate_was_unknown(
        database: str, server: Server) -> None:
    with writing() as session:
        session.add(Contact(id=PERSON, name="Ana", stage="prospect", created_at=NOON, seen_at=NOON))
    for _ in range(2):
        with writing() as session:
            post(session, mail.mail(PERSON, "ana@empresa.example", "Asunto", "Texto", "quote:1", asked_for=True), NOON)
    server.hangs_up = True
    with writing() as session:
        [job] = queue.take(session, "w", NOON, NOON, 10)
    carry_out(None, job)  # type: ignore[arg-type]
    server.hangs_up = False
    with reading() as session:
        assert [row.status for row in session.scalars(select(Outbox))] == ["unknown"]
    with writing() as session:
        [doubt] = queue.doubts(session, NOON.replace(year=2030), 10)
    clear_up(None, doubt)  # type: ignore[arg-type]
    with writing() as session:
        [job] = queue.take(session, "w", NOON, NOON.replace(year=2035), 10)
    carry_out(None, job)  # type: ignore[arg-type]
    with reading() as session:
        [row] = session.scalars(select(Outbox))
        assert row.status == "sent"
        assert [one.kind for one in session.scalars(select(Send))] == ["mail"]
    assert [got["Message-ID"] for got in server.got] == [row.provider_id, row.provider_id]
