"""The telephone's doors: exact bytes of Twilio in, what is kept and heard behind them, exact frames out."""
from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import websockets
from rasa.core.channels.channel import register
from sanic.server.protocols.websocket_protocol import WebSocketProtocol

from connectors.phone import PhoneInput
from hilo.memory.tables import Contact, Identity, Inbox, Interaction, Message
from hilo.settings import get_settings
from tests.from_twilio import message
from tests.from_twilio_voice import MARTA, SID, knocks, line, post, ringing
from tests.running import free_port
from tests.turns_done import rows


@pytest.fixture
def app(app: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr("connectors.phone_call.FILLERS", ())  # the first turn of a process loads much
    register([PhoneInput()], app, "/webhooks/")
    return app


@pytest.fixture
async def port(app: Any) -> AsyncIterator[int]:
    """The app behind a real socket."""
    number = free_port()
    server = await app.create_server(host="127.0.0.1", port=number, return_asyncio_server=True, debug=False,
                                     access_log=False, protocol=WebSocketProtocol)
    await server.startup()
    await server.before_start()
    await server.after_start()
    yield number
    await server.before_stop()
    server.close()
    await server.wait_closed()


async def test_a_call_is_answered_with_a_conversation_in_the_callers_spanish(port: int) -> None:
    told = await post(port, "voice", ringing())
    (connect,) = told
    (relay,) = [one for one in connect if one.tag == "ConversationRelay"]
    address = get_settings().public_address
    assert (told.tag, connect.tag, connect.attrib) == (
        "Response", "Connect", {"action": f"{address}/webhooks/phone/after", "method": "POST"})
    attributes = dict(relay.attrib)
    assert "Ceibo" in attributes.pop("hints").split(", ")
    greeting = "Hola, te habla Hilo, el asistente virtual de Ceibo. ¿En qué te ayudo?"
    assert attributes == {
        "url": address.replace("http", "ws", 1) + "/webhooks/phone/relay", "welcomeGreeting": greeting,
        "welcomeGreetingInterruptible": "any", "language": "es-AR", "ttsLanguage": "es-US", "ttsProvider": "Google",
        "transcriptionLanguage": "es-AR", "transcriptionProvider": "Google", "interruptible": "any",
        "dtmfDetection": "true", "events": "speaker-events"}
    assert [(one.tag, one.attrib) for one in relay] == [
        ("Parameter", {"name": "greeting", "value": greeting}),
        ("Parameter", {"name": "greeting_name", "value": "utter_phone_hello"})]
    (call,) = rows(Interaction)
    assert (call.provider, call.provider_id, call.status, call.direction) == ("phone", SID, "live", "in")


async def test_what_is_said_on_the_line_goes_through_the_inbox_and_is_answered_aloud(port: int) -> None:
    await post(port, "voice", ringing())
    async with line(port) as call:
        await call.says("hola")
        assert await call.frame() == {"type": "text", "token": "eco: hola", "last": True}
        await call.says("cuánto son noventa y dos mil pesos")
        assert await call.hears() == "eco: cuánto son noventa y dos mil pesos"
    kept = rows(Inbox)
    assert [(r.channel, r.provider_id, r.text, r.status) for r in kept[:2]] == [
        ("phone", f"{MARTA}:{SID}-0", "hola", "done"),
        ("phone", f"{MARTA}:{SID}-1", "cuánto son 92000 pesos", "done")]
    (spoken,) = rows(Interaction)
    assert {m.interaction_id for m in rows(Message)} == {spoken.id}


async def test_an_unsigned_handshake_is_refused_and_one_of_another_address_too(port: int) -> None:
    with pytest.raises(websockets.InvalidStatusCode) as refused:
        async with websockets.connect(f"ws://127.0.0.1:{port}/webhooks/phone/relay"):
            pass
    assert refused.value.status_code == 403
    with pytest.raises(websockets.InvalidStatusCode) as refused:
        async with line(port, sign="wss://elsewhere.example/webhooks/phone/relay"):
            pass
    assert refused.value.status_code == 403


async def test_a_socket_signed_as_wss_behind_a_proxy_is_genuine(port: int, set_environment: Any) -> None:
    set_environment(PUBLIC_URL="https://hilo.example")
    async with line(port, sign="wss://hilo.example/webhooks/phone/relay") as call:
        await call.says("hola")
        assert await call.hears() == "eco: hola"


async def test_forged_call_is_refused(port: int) -> None:
    answer = await knocks(port, "/webhooks/phone/voice", ringing(), **{"x-twilio-signature": "Zm9yZ2Vk"})
    assert answer.status_code == 403
    assert rows(Interaction) == []


@pytest.mark.parametrize("hidden", ["anonymous", "+266696687", "", "Anonymous", "+7378742833"])
async def test_a_withheld_number_is_a_person_of_its_own_in_each_call(port: int, hidden: str) -> None:
    for sid in ("CA" + "a" * 32, "CA" + "b" * 32, "CA" + "a" * 32):
        await post(port, "voice", ringing(hidden, sid))
    assert len(rows(Contact)) == 2
    assert rows(Identity) == []


async def test_the_callers_thread_of_whatsapp_is_theirs_on_the_telephone(port: int) -> None:
    fields = message("hola", From=f"whatsapp:{MARTA}", WaId=MARTA[1:])
    assert (await knocks(port, "/webhooks/whatsapp/webhook", fields)).status_code == 200
    await post(port, "voice", ringing())
    assert len(rows(Contact)) == 1


async def test_interrupted_words_are_kept_as_far_as_they_were_heard(port: int) -> None:
    await post(port, "voice", ringing())
    async with line(port) as call:
        await call.says("quiero saber por mi pedido de ayer")
        assert await call.hears() == "eco: quiero saber por mi pedido de ayer"
        await call.tell("interrupt", utteranceUntilInterrupt="eco: quiero saber", durationUntilInterruptMs=460)
        await call.says("no, espera")
        assert await call.hears() == "eco: no, espera"
        said = rows(Message, direction="out")
    assert [(m.data or {}).get("interrupted") for m in said] == [{"heard": "eco: quiero saber"}, None]


async def test_interim_words_are_joined_with_the_last_ones(port: int) -> None:
    async with line(port) as call:
        await call.says("quería", last=False)
        await call.says("quería saber", last=False)
        await call.says("quería saber por mi pedido")
        assert await call.hears() == "eco: quería saber por mi pedido"
        await call.says("mi número es", last=False)
        await call.says("el cuatro")
        assert await call.hears() == "eco: mi número es el cuatro"


async def test_noise_is_owned_up_to_kindly_and_after_three_times_another_way_is_offered(port: int) -> None:
    async with line(port) as call:
        for noise in ("...", "", "!!"):
            await call.says(noise)
        heard = [await call.hears() for _ in range(3)]
    assert heard[0] == heard[1] == "Perdona, no te escuché bien. ¿Me lo repites, por favor?".replace(
        "Perdona", "Perdoná").replace("repites", "repetís")
    assert "¿Preferís que te pase con una persona" in heard[2]
    assert rows(Inbox) == []


async def test_silence_is_asked_into_twice_and_ends_in_a_goodbye(port: int,
                                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("connectors.phone_line.SILENCE", 0.05)
    monkeypatch.setattr("connectors.phone_line.PER_SECOND", 10_000.0)
    async with line(port, customParameters={"greeting": "Hola. ¿En qué te ayudo?", "greeting_name": "x"}) as call:
        heard = [await call.hears() for _ in range(3)]
        assert heard == ["¿Seguís ahí? ¿En qué te ayudo?",
                         "No te escucho. Si me hablás, probá un poco más fuerte. ¿En qué te ayudo?",
                         "Sigo sin escucharte, así que me despido. Si querés, seguimos por WhatsApp. ¡Hasta luego!"]
        assert await call.frame() == {"type": "end", "handoffData": f'{{"reason": "silence", "call": "{SID}"}}'}


async def test_the_dead_line_ends_the_call_once(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("connectors.phone_memory.GRACE", 0.05)
    async with line(port) as call:
        await call.says("hola")
        await call.hears()
    await asyncio.sleep(0.4)
    (ended,) = rows(Inbox, kind="call")
    assert (ended.source, ended.provider_id, ended.status) == ("phone", f"ended:{SID}", "pending")
    assert rows(Interaction)[0].status == "done"
    await post(port, "after", ringing(CallStatus="completed", SessionStatus="completed"))
    assert len(rows(Inbox, kind="call")) == 1
