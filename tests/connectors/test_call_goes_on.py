"""From the bytes of a webhook to the turn in WhatsApp: what was said by telephone is not asked again."""
from __future__ import annotations

import hashlib
import hmac
import json
import time
from typing import Any

import pytest
from rasa.core.channels.channel import register
from rasa.shared.core.domain import Domain
from sqlalchemy import select

from connectors.elevenlabs import ElevenLabsInput
from connectors.turn import take_turn
from hilo.calls.process import process_due
from hilo.clock import now
from hilo.memory import inbox
from hilo.memory.database import reading, writing
from hilo.memory.tables import Contact, Outbox

SLOTS = ("product", "size", "budget", "preferences", "needed_by", "city", "doubtful", "need_from_call", "person_name",
         "email", "pending_questions", "spoke_by_phone", "summary_confirmed", "color")
DOMAIN = Domain.from_dict({
    "intents": ["greet", "affirm"], "actions": ["action_greet"],
    "slots": {name: {"type": "any", "mappings": [{"type": "custom"}]} for name in SLOTS},
    "forms": {"information_gathering_form": {"required_slots": ["product"]}}})
CALL = [("agent", "Hola, gracias por llamar a Ceibo, ¿con quién hablo?"),
        ("user", "hola soy ana, estoy buscando unas zapatillas para correr, talle treinta y ocho"),
        ("agent", "Claro, Ana. ¿Cuánto pensaba gastar?"),
        ("user", "hasta noventa mil pesos. ¿y esas son impermeables?"),
        ("agent", "Ese dato no lo tengo acá, lo averiguo y se lo escribo por WhatsApp.")]


@pytest.fixture(autouse=True)
def _door(app: Any, echo: Any, set_environment: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    set_environment(ELEVENLABS_API_KEY="key", ELEVENLABS_WEBHOOK_SECRET="s")
    async def fetch(sender_id: str, output: Any) -> Any:  # as Rasa does: a new tracker is not saved before its turn
        return await echo.tracker_store.get_or_create_tracker(sender_id, append_action_listen=False)

    echo.domain = echo.tracker_store.domain = DOMAIN
    monkeypatch.setattr(echo, "fetch_tracker_and_update_session", fetch)
    register([ElevenLabsInput()], app, "/webhooks/")


async def call(app: Any, turns: list[tuple[str, str]], name: str = "conv_1") -> None:
    body = json.dumps({"type": "post_call_transcription", "data": {
        "conversation_id": name, "analysis": None,
        "transcript": [{"role": role, "message": text, "time_in_call_secs": 5 * place}
                       for place, (role, text) in enumerate(turns)],
        "metadata": {"start_time_unix_secs": int(time.time()) - 60, "call_duration_secs": 50,
                     "phone_call": {"direction": "inbound", "external_number": "+5493425550101"}}}}).encode()
    sent = int(time.time())
    sign = hmac.new(b"s", f"{sent}.".encode() + body, hashlib.sha256).hexdigest()
    _, answer = await app.asgi_client.post("/webhooks/elevenlabs/webhook", data=body,
                                           headers={"elevenlabs-signature": f"t={sent},v0={sign}"})
    assert answer.status == 200
    assert process_due(now()) == 1


async def turn(app: Any, echo: Any, text: str) -> Any:
    """A turn by itself, without the consumer's task: the slots before it are what matters."""
    with reading() as session:
        contact = session.scalars(select(Contact.id)).first()
    with writing() as session:
        inbox.receive(session, source="whatsapp", provider_id=f"m:{text}", contact_id=contact, channel="whatsapp",
                      address="whatsapp:+5493425550101", text=text, at=now())
    with writing() as session:
        claim = inbox.claim(session, "test", now())
    assert claim is not None
    await take_turn(echo, contact, claim.rows, "test")
    return await echo.tracker_store.retrieve(contact)


async def test_what_was_said_by_telephone_is_known_and_the_form_is_open(app: Any, echo: Any) -> None:
    await call(app, CALL)
    with reading() as session:
        (letter,) = session.scalars(select(Outbox)).all()
        text = letter.payload["text"].replace("\xa0", " ")
    assert letter.address == "whatsapp:+5493425550101"
    for words in ("Ana", "zapatilla", "$ 90.000", "impermeables"):
        assert words in text
    tracker = await turn(app, echo, "dale")
    assert tracker.active_loop_name == "information_gathering_form"
    names = ("product", "size", "budget", "preferences", "need_from_call")
    assert {name: tracker.get_slot(name) for name in names} == {
        "product": "zapatilla", "size": "38", "budget": {"min": None, "max": 90000, "currency": "ARS"},
        "preferences": {"uses": ["correr"]}, "need_from_call": True}
    assert tracker.get_slot("requested_slot") is None
    assert tracker.get_slot("pending_questions") == ["¿y esas son impermeables?"]


async def test_a_second_call_about_something_else_begins_another_need(app: Any, echo: Any) -> None:
    await call(app, CALL)
    await turn(app, echo, "dale")
    await call(app, [("user", "hola, busco una campera talle eme"), ("agent", "Sí, tenemos varias.")], "conv_2")
    tracker = await turn(app, echo, "sí")
    assert (tracker.get_slot("product"), tracker.get_slot("size")) == ("campera", "M")


async def test_a_call_without_a_need_opens_no_form(app: Any, echo: Any) -> None:
    await call(app, [("user", "hola, ¿dónde está mi pedido 60412?"), ("agent", "Sale mañana.")])
    tracker = await turn(app, echo, "gracias")
    assert tracker.active_loop_name is None
    assert tracker.get_slot("spoke_by_phone") is True
