"""From the web chat to WhatsApp: the door that gives a link, and the WhatsApp door that knows who sends it."""
from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from hilo.clock import now
from hilo.memory.database import writing
from hilo.memory.identity import contact_for, resolve
from hilo.memory.tables import Inbox, LinkCode, Merge, Message
from hilo.outreach.continuing import words_besides
from tests.from_twilio import ANA, knock, message
from tests.turns_done import heard, rows, serve

VISITOR = "visitor-0123456789abcdef"


@pytest.fixture(autouse=True)
def quick_bubbles(set_environment: Any) -> None:
    set_environment(BUBBLE_WAIT_SECONDS="0")


def visits() -> str:
    with writing() as session:
        return contact_for(session, "webchat", VISITOR, now())


async def asks(app: Any, session: str = VISITOR) -> Any:
    _, answer = await app.asgi_client.post("/webhooks/webchat/whatsapp", headers={"X-Hilo-Session": session})
    return answer


async def code_sentence(app: Any) -> str:
    return str((await asks(app)).json["text"])


async def test_each_click_gives_a_link_with_a_code_of_its_own(app: Any, set_environment: Any) -> None:
    set_environment(TWILIO_WHATSAPP_NUMBER="whatsapp:+5493424550199")
    visits()
    first, second = await asks(app), await asks(app)
    assert (first.status, first.headers["cache-control"]) == (200, "no-store")
    link = urlsplit(first.json["link"])
    assert (link.scheme, link.netloc, link.path) == ("https", "wa.me", "/5493424550199")
    assert parse_qs(link.query)["text"] == [first.json["text"]]
    codes = [row.code for row in rows(LinkCode)]
    assert len(codes) == 2
    assert all(any(code in one.json["text"] for code in codes) for one in (first, second))
    assert first.json["text"] != second.json["text"]


async def test_who_has_said_nothing_yet_has_nothing_to_take_along_and_leaves_no_trace(app: Any) -> None:
    answer = await asks(app)
    assert answer.status == 200
    assert answer.json["link"].startswith("https://wa.me/5493424550101?text=%C2%A1Hola%21")
    assert rows(LinkCode) == []


async def test_where_there_is_no_number_it_is_not_offered(app: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("hilo.outreach.continuing.sender_of", lambda channel: "whatsapp:")
    _, profile = await app.asgi_client.get("/webhooks/webchat/profile")
    assert profile.json["whatsapp"] is False
    assert (await asks(app)).status == 404


async def test_without_a_session_there_is_no_link(app: Any) -> None:
    assert (await asks(app, "short")).status == 400


async def test_whoever_sends_the_sentence_is_the_visitor(app: Any, echo: Any) -> None:
    visitor, sentence = visits(), await code_sentence(app)
    await knock(app, message(sentence))
    await serve(app)
    assert [one.text for one in await heard(echo)] == ["/EXTERNAL_continued"]
    row = rows(Inbox, channel="whatsapp")[0]
    with writing() as session:
        assert resolve(session, visitor) == row.contact_id
    assert [merge.reason for merge in rows(Merge)] == ["code"]
    assert rows(Message, direction="in")[0].text == sentence


async def test_what_is_said_besides_is_what_is_heard(app: Any, echo: Any) -> None:
    visits()
    await knock(app, message(f"{await code_sentence(app)} ¿Y en azul?"))
    await serve(app)
    assert [one.text for one in await heard(echo)] == ["¿Y en azul?"]
    assert len(rows(Merge)) == 1


async def test_the_sentence_sent_twice_goes_on_twice_and_merges_once(app: Any, echo: Any) -> None:
    visits()
    sentence = await code_sentence(app)
    await knock(app, message(sentence))
    await serve(app)
    await knock(app, message(sentence))
    await serve(app)
    assert [one.text for one in await heard(echo, 2)] == ["/EXTERNAL_continued"] * 2
    assert len(rows(Merge)) == 1


async def test_a_code_that_was_passed_on_opens_nothing_and_that_is_said(app: Any, echo: Any) -> None:
    visits()
    sentence = await code_sentence(app)
    await knock(app, message(sentence))
    await serve(app)
    await knock(app, message(sentence, From="whatsapp:+5493425550177"))
    await serve(app)
    assert [one.text for one in await heard(echo, 2)] == ["/EXTERNAL_continued", "/EXTERNAL_code_expired"]
    assert len(rows(Merge)) == 1
    assert rows(Inbox, channel="whatsapp")[1].address != ANA


@pytest.mark.parametrize("text", ["CAMPERAS NEGRAS", "mi pedido es CB23-4567", "hola"])
async def test_words_that_look_like_codes_are_heard_as_they_are(app: Any, echo: Any, text: str) -> None:
    await knock(app, message(text))
    await serve(app)
    assert [one.text for one in await heard(echo)] == [text]


@pytest.mark.parametrize(("text", "besides"), [
    ("K7QM-3XZP", ""), ("k7qm3xzp", ""), ("hola, mi código es K7QM-3XZP. ¿Tienen remeras?", "¿Tienen remeras?"),
    ("¡Hola! Vengo del chat de la página y quiero seguir por aquí. Mi código es K7QM-3XZP.\nquiero dos", "quiero dos"),
])
def test_a_code_in_other_words_is_taken_out_with_its_sentence(text: str, besides: str) -> None:
    assert words_besides(text) == besides
