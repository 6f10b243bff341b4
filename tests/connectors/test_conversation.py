"""The conversation API at its door: exact requests, exact answers."""
from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from sqlalchemy import select, update

from hilo.memory.database import reading, writing
from hilo.memory.tables import Conversation, Message

URL = "/conversation/chat"


async def post(app: Any, body: Any, **headers: str) -> Any:
    data = body if isinstance(body, (bytes, str)) else json.dumps(body)
    _, answer = await app.asgi_client.post(URL, data=data, headers=headers)
    return answer


async def test_a_message_is_answered_with_what_was_understood(app: Any) -> None:
    answer = await post(app, {"user_id": "ana", "message": "buenas"})
    assert answer.status == 200
    body = answer.json
    assert [set(m) for m in body.pop("messages")] == [{"id", "text", "buttons"}]
    assert body == {"response": "eco: buenas", "intent": "greet", "confidence": 0.9,
                    "sentiment": {"label": "negative", "score": -0.5}, "emotion": {"label": "anger", "confidence": 0.7},
                    "urgency": {"label": "high", "score": 0.8}, "stage": "greeting", "contact_stage": "prospect",
                    "status": "bot"}


async def test_the_person_behind_a_user_id_is_always_the_same_and_not_the_id_itself(app: Any, echo: Any) -> None:
    await post(app, {"user_id": "ana", "message": "uno"})
    await post(app, {"user_id": "ana", "message": "dos"})
    await post(app, {"user_id": "eva", "message": "tres"})
    first, second, other = (m.sender_id for m in echo.heard)
    assert first == second != other
    assert "ana" not in first


async def test_context_reaches_the_slots_it_names_and_no_other(app: Any) -> None:
    answer = await post(app, {"user_id": "ana", "message": "hola",
                              "context": {"city": "Rosario", "requested_slot": "x", "no_such_slot": 1}})
    assert answer.json["response"] == "eco: hola (Rosario)"


async def test_a_message_sent_twice_is_answered_with_the_same_words_and_heard_once(app: Any, echo: Any) -> None:
    body = {"user_id": "ana", "message": "hola", "message_id": "m-1"}
    first, second = await post(app, body), await post(app, {**body, "message": "otra cosa"})
    assert first.json == second.json
    assert len(echo.heard) == 1


async def test_the_same_message_id_of_another_person_is_another_message(app: Any, echo: Any) -> None:
    for user in ("ana", "eva"):
        await post(app, {"user_id": user, "message": "hola", "message_id": "m-1"})
    assert len(echo.heard) == 2


async def test_a_card_number_is_masked_before_anybody_reads_it(app: Any, echo: Any) -> None:
    answer = await post(app, {"user_id": "ana", "message": "mi tarjeta es 4111 1111 1111 1111"})
    assert echo.heard[0].text == "mi tarjeta es •••• 1111"
    assert "4111 1111" not in answer.text


async def test_the_tax_number_for_ones_own_quotation_stands_beside_the_masked_words(app: Any, echo: Any) -> None:
    for text in ("mi CUIT es 20-31222333-9", "presupuesto por 30 remeras a nombre de Ana, mi CUIT es 20-31222333-9",
                 "presupuesto por 30 remeras para mi socio, CUIT 20-31222333-9"):
        await post(app, {"user_id": "ana", "message": text})
    assert [one.metadata.get("tax_id") for one in echo.heard] == [None, "20-31222333-9", None]
    assert not any("31222333" in one.text for one in echo.heard)
    with reading() as session:
        said = session.execute(select(Message.text, Message.data)).all()
    assert not any("31222333" in f"{text} {data}" for text, data in said)


async def test_two_messages_at_once_are_answered_one_after_the_other(app: Any, echo: Any) -> None:
    answers = await asyncio.gather(*(post(app, {"user_id": "ana", "message": f"m{n}"}) for n in range(5)))
    assert sorted(a.json["response"] for a in answers) == [f"eco: m{n}" for n in range(5)]
    assert len({m.message_id for m in echo.heard}) == 5


async def test_while_people_have_the_conversation_the_assistant_is_silent(app: Any, echo: Any) -> None:
    await post(app, {"user_id": "ana", "message": "hola"})
    with writing() as session:
        session.execute(update(Conversation).values(status="human"))
    answer = await post(app, {"user_id": "ana", "message": "¿sigue ahí?"})
    assert (answer.json["messages"], answer.json["status"]) == ([], "human")
    assert len(echo.heard) == 1
    with reading() as session:
        assert session.scalars(select(Message.text).where(Message.direction == "in")).all() == ["hola", "¿sigue ahí?"]


async def test_a_trusted_client_may_name_the_person_by_any_identity(app: Any, echo: Any, set_environment: Any) -> None:
    await post(app, {"user_id": "ana", "message": "hola"})
    contact_id = echo.heard[0].sender_id
    set_environment(HILO_API_TOKEN="s3cr3t")
    await post(app, {"user_id": contact_id, "message": "otra vez"}, Authorization="Bearer s3cr3t")
    assert echo.heard[1].sender_id == contact_id


async def test_without_a_token_an_id_or_phone_is_only_a_name(app: Any, echo: Any) -> None:
    await post(app, {"user_id": "ana", "message": "hola"})
    await post(app, {"user_id": echo.heard[0].sender_id, "message": "soy yo"})
    assert echo.heard[1].sender_id != echo.heard[0].sender_id


@pytest.mark.parametrize(("body", "status"), [
    (b"", 400), (b"{", 400), (b"[]", 400), (b'"hola"', 400), (b"\xff\xfe", 400), (b"[" * 5000, 400),
    ({"message": "hola"}, 400), ({"user_id": "", "message": "hola"}, 400), ({"user_id": 7, "message": "hola"}, 400),
    ({"user_id": "a", "message": None}, 400), ({"user_id": "a"}, 400),
    ({"user_id": "a", "message": "hola", "context": []}, 400), ({"user_id": "a" * 201, "message": "hola"}, 413),
    ({"user_id": "a", "message": "x" * 20_001}, 413), (b'{"user_id":"a","message":"' + b"x" * 70_000 + b'"}', 413),
], ids=lambda value: str(value)[:30])
async def test_what_cannot_be_read_is_refused_by_name(app: Any, echo: Any, body: Any, status: int) -> None:
    answer = await post(app, body)
    assert (answer.status, list(answer.json)) == (status, ["error"])
    assert not echo.heard


async def test_an_unknown_field_is_accepted(app: Any) -> None:
    assert (await post(app, {"user_id": "a", "message": "hola", "more": {"x": 1}})).status == 200


@pytest.mark.parametrize(("sent", "heard"), [
    ("  hola\x00\x07 \n", "hola"), ("/restart", "restart"), ("/affirm", "/affirm"),
    ('/greet{"city": "x"}', 'greet{"city": "x"}'),
    ("/no_such_intent", "no_such_intent"), ("<b>hola</b>", "<b>hola</b>"), ("", ""), ("😀", "😀"),
])
async def test_no_text_can_be_mistaken_for_a_command(app: Any, echo: Any, sent: str, heard: str) -> None:
    assert (await post(app, {"user_id": "a", "message": sent})).status == 200
    assert echo.heard[0].text == heard


@pytest.mark.parametrize("message", ["revienta", "calla"])
async def test_a_turn_that_fails_or_says_nothing_is_owned_up_to(app: Any, message: str) -> None:
    answer = await post(app, {"user_id": "a", "message": message})
    assert answer.status == 200
    assert answer.json["response"].startswith("Perdón, tuve un problema")


async def test_before_a_model_is_loaded_the_answer_is_503(app: Any, echo: Any) -> None:
    echo.ready = False
    answer = await post(app, {"user_id": "a", "message": "hola"})
    assert (answer.status, answer.headers["retry-after"]) == (503, "5")


async def test_the_token_is_asked_for_where_one_is_set(app: Any, set_environment: Any) -> None:
    set_environment(HILO_API_TOKEN="s3cr3t")
    body = {"user_id": "a", "message": "hola"}
    assert (await post(app, body)).status == 401
    assert (await post(app, body, Authorization="Bearer wrong")).status == 401
    assert (await post(app, body, Authorization="Bearer s3cr3t")).status == 200


async def test_a_visitor_who_writes_too_fast_waits_while_another_does_not(app: Any, set_environment: Any) -> None:
    set_environment(HILO_RATE_LIMIT="3")
    statuses = [(await post(app, {"user_id": "fast", "message": "x"})).status for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    assert (await post(app, {"user_id": "slow", "message": "x"})).status == 200


TOKEN = {"Authorization": "Bearer s3cr3t"}


async def test_the_figures_of_a_week(app: Any, set_environment: Any) -> None:
    for text in ("hola", "buenas"):
        await post(app, {"user_id": "ana", "message": text})
    set_environment(HILO_API_TOKEN="s3cr3t")
    _, answer = await app.asgi_client.get("/conversation/analytics?time_range=7d", headers=TOKEN)
    body = answer.json
    assert (answer.status, body["time_range"], body["contacts"]) == (200, "7d", 1)
    assert body["messages"] == {"in": 2, "out": 2, "by_channel": {"conversation": 2}}
    assert body["intents"] == [{"intent": "greet", "count": 2}]
    assert body["conversations"]["total"] == 1
    assert body["sentiment"] == {"negative": 2}
    assert body["satisfaction"] == {"ratings": 0, "average": None, "csat": None}


@pytest.mark.parametrize("wrong", ["x", "0d", "7", "-1d", "99999d"])
async def test_a_time_range_that_cannot_be_read(app: Any, set_environment: Any, wrong: str) -> None:
    set_environment(HILO_API_TOKEN="s3cr3t")
    _, answer = await app.asgi_client.get(f"/conversation/analytics?time_range={wrong}", headers=TOKEN)
    assert (answer.status, list(answer.json)) == (400, ["error"])


async def test_figures_are_not_for_strangers(app: Any) -> None:
    _, answer = await app.asgi_client.get("/conversation/analytics", headers={"x-forwarded-for": "203.0.113.9"})
    assert answer.status == 401
