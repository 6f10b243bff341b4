"""The contract of the conversation API: every field, its type, and every refusal."""
from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
import websockets

from tests.running import Assistant
from tests.system.conftest import is_clean
from tests.talking import Talk

STAGES = {"greeting", "intent_capture", "information_gathering", "solution", "closing", "service", "handoff"}
INTENTS = set("""
    greet goodbye thank affirm deny help bot_challenge chitchat out_of_scope cancel repeat product_inquiry price_inquiry
    promotion_inquiry availability_inquiry shipping_inquiry payment_inquiry business_info request_quote purchase
    order_status cancel_order return_exchange technical_support complaint compliment book_appointment change_appointment
    appointment_booked inform request_human request_call busy follow_up_later not_interested opt_out opt_in rate_service
    """.split())
"""The 38 of the design; the project may add more."""
FIELDS = {"response", "messages", "intent", "confidence", "sentiment", "emotion", "urgency", "stage", "contact_stage"}


def check_contract(body: dict[str, Any]) -> None:
    """All fields are there, with their types and ranges."""
    assert set(body) >= FIELDS
    assert isinstance(body["response"], str)
    assert body["response"]
    assert body["response"] == "\n\n".join(m["text"] for m in body["messages"] if m.get("text"))
    for message in body["messages"]:
        assert isinstance(message["text"], str)
        assert all(isinstance(b["title"], str) and isinstance(b["payload"], str) for b in message.get("buttons", []))
    assert body["intent"] in INTENTS
    assert 0 <= body["confidence"] <= 1
    check_mood(body)
    assert body["stage"] in STAGES
    assert body["contact_stage"] in {"prospect", "interested", "customer"}


def check_mood(body: dict[str, Any]) -> None:
    """The three readings of the writer's state."""
    assert body["sentiment"]["label"] in {"positive", "neutral", "negative"}
    assert -1 <= body["sentiment"]["score"] <= 1
    assert body["emotion"]["label"] in {"joy", "anger", "sadness", "fear", "surprise", "gratitude", "neutral"}
    assert 0 <= body["emotion"]["confidence"] <= 1
    assert body["urgency"]["label"] in {"low", "medium", "high"}
    assert 0 <= body["urgency"]["score"] <= 1


def test_there_are_thirty_eight_intents() -> None:
    assert len(INTENTS) == 38


@pytest.mark.usefixtures("quiet_log")
@pytest.mark.parametrize(("says", "intent", "stage"), [
    ("hola, ¿qué cuentan por ahí?", "greet", "greeting"), ("¿qué cosas sabes hacer?", "help", "intent_capture"),
    ("quiero comprar una campera negra", "purchase", "information_gathering"),
    ("¿cuánto sale la Manta Panal?", "price_inquiry", "service"),
    ("pásame con una persona de verdad", "request_human", "handoff"), ("me voy, hasta luego", "goodbye", "closing"),
])
def test_every_answer_keeps_the_contract(talk: Talk, says: str, intent: str, stage: str) -> None:
    body = talk.send(says)
    check_contract(body)
    assert (body["intent"], body["stage"]) == (intent, stage)


def test_mood_and_stage_of_the_person_are_told(talk: Talk) -> None:
    body = talk.send("esto es una vergüenza, me mandaron cualquier cosa y lo necesito hoy mismo, es urgente")
    assert body["sentiment"]["label"] == "negative"
    assert body["emotion"]["label"] == "anger"
    assert body["urgency"]["label"] == "high"
    assert body["contact_stage"] == "prospect"
    assert talk.send("quiero comprar una campera negra")["contact_stage"] == "interested"


def test_buttons_come_with_their_payload_and_the_payload_answers(talk: Talk) -> None:
    body = talk.send("hola, recién llego")
    buttons = [b for m in body["messages"] for b in m.get("buttons", [])]
    assert len(buttons) == 4
    body = talk.send(next(b["payload"] for b in buttons if b["payload"] == "/purchase"))
    check_contract(body)
    assert body["stage"] == "information_gathering"


def test_context_is_known_in_the_same_turn(talk: Talk) -> None:
    assert "Rosario" in talk.send("¿cuánto me cobran el envío?", context={"city": "Rosario"})["response"]


def test_unknown_fields_and_context_are_accepted(talk: Talk) -> None:
    check_contract(talk.send("hola, recién llego", context={"no_such_slot": 1}, shoe={"size": 41}, message_id="m-1"))


@pytest.mark.parametrize(("content", "status"), [
    (b"", 400), (b"{", 400), (b"[]", 400), (b"null", 400), (b'"hola"', 400), (b"\xff\xfe\x00", 400), (b"{'a': 1}", 400),
    (b"[" * 20_000, 400), (b'{"message": "hola"}', 400), (b'{"user_id": "a"}', 400),
    (b'{"user_id": 7, "message": "x"}', 400), (b'{"user_id": "", "message": "x"}', 400),
    (b'{"user_id": "a", "message": ["x"]}', 400),
    (b'{"user_id": "a", "message": "x", "context": "y"}', 400),
    (b'{"user_id": "a", "message": "' + b"x" * 70_000 + b'"}', 413), (b"x" * 2_000_000, 413),
], ids=lambda value: repr(value)[:40])
@pytest.mark.usefixtures("quiet_log")
def test_what_cannot_be_read_is_refused_with_a_reason(http: httpx.Client, content: bytes, status: int) -> None:
    answer = http.post("/conversation/chat", content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code == status
    assert "Traceback" not in answer.text
    assert answer.json()["error"]


def test_other_methods_and_paths_are_not_there(http: httpx.Client) -> None:
    assert http.get("/conversation/chat").status_code == 405
    assert http.get("/conversation/nothing").status_code == 404


async def test_the_socket_answers_like_the_post(assistant: Assistant) -> None:
    address = assistant.address.replace("http", "ws") + "/conversation/ws/somebody-on-a-socket"
    async with websockets.connect(address) as socket:  # type: ignore[attr-defined]
        await socket.send(json.dumps({"message": "hola, recién llego"}))
        check_contract(json.loads(await socket.recv()))
        await socket.send(json.dumps({"message": "¿cuánto sale la Manta Panal?"}))
        body = json.loads(await socket.recv())
        assert "64.000" in body["response"]
        await socket.send("esto no es JSON")
        assert json.loads(await socket.recv())["status"] == 400
        await socket.send(json.dumps({"message": "¿cuánto sale la Taza Ronda?"}))  # the socket is still of use
        assert "12.900" in json.loads(await socket.recv())["response"]


async def test_the_socket_and_the_post_are_one_conversation(assistant: Assistant, talk: Talk) -> None:
    talk.send("quiero comprar una campera negra talle M")
    address = assistant.address.replace("http", "ws") + f"/conversation/ws/{talk.user_id}"
    async with websockets.connect(address) as socket:  # type: ignore[attr-defined]
        await socket.send(json.dumps({"message": "hasta 150 mil pesos"}))
        assert json.loads(await socket.recv())["stage"] == "information_gathering"
    assert is_clean(talk.send("no tengo apuro, la verdad"))


def test_health_names_each_part(http: httpx.Client) -> None:
    answer = http.get("/health")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "model": "ok", "actions": "ok", "database": "ok"}


@pytest.mark.parametrize("path", ["/model/parse", "/conversations/x/tracker", "/status", "/version", "/domain"])
def test_rasas_own_api_is_refused_to_whom_a_proxy_brings(http: httpx.Client, path: str) -> None:
    for header in ({"X-Forwarded-For": "203.0.113.9"}, {"X-Real-IP": "203.0.113.9"}, {"Forwarded": "for=203.0.113.9"}):
        assert http.get(path, headers=header).status_code == 403
        assert http.post(path, headers=header, content=b'{"text": "hola"}').status_code == 403


def test_the_public_doors_are_open_to_whom_a_proxy_brings(http: httpx.Client) -> None:
    header = {"X-Forwarded-For": "203.0.113.9"}
    assert http.get("/health", headers=header).status_code == 200
    assert http.get("/webhooks/webchat/", headers=header).status_code == 200
    body = {"user_id": "through-a-proxy", "message": "hola, recién llego"}
    assert http.post("/conversation/chat", json=body, headers=header).status_code == 200
