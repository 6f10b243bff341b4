"""The door of text messages: exact bytes of Twilio in, what is kept, heard and answered."""
from __future__ import annotations

from typing import Any

import pytest

from connectors.sms_message import incoming
from connectors.twilio_signature import HEADER
from hilo.clock import now
from hilo.consent import ledger
from hilo.handoff import messages
from hilo.memory.database import reading, writing
from hilo.memory.identity import contact_for
from hilo.memory.tables import Consent, Contact, Conversation, EarlyStatus, Identity, Inbox, Message, NextAction, Outbox
from hilo.settings import get_settings
from tests.connectors.test_form_after_people import form_before_the_next_turn, talk_with_an_open_form
from tests.from_twilio import ANA, FORM, knock, message
from tests.turns_done import heard, rows, serve

PATH = "/webhooks/sms/webhook"
NUMBER = "+5493425550101"
OURS = "+5493424550101"
_numbers = iter(range(1, 10_000))


def text(body: str = "hola", **more: str) -> dict[str, str]:
    """The fields of an incoming text message, all that Twilio sends."""
    sid = more.pop("MessageSid", f"SM{next(_numbers) + 50_000:032x}")
    return {"ToCountry": "AR", "ToState": "", "SmsMessageSid": sid, "NumMedia": "0", "ToCity": "", "FromZip": "",
            "SmsSid": sid, "FromState": "", "SmsStatus": "received", "FromCity": "", "Body": body,
            "FromCountry": "AR", "To": OURS, "ToZip": "", "NumSegments": "1", "MessageSid": sid,
            "AccountSid": get_settings().twilio.sid, "From": NUMBER, "ApiVersion": "2010-04-01", **more}


async def send(app: Any, body: str = "hola", **more: str) -> Any:
    return await knock(app, text(body, **more), PATH)


@pytest.fixture(autouse=True)
def quick_bubbles(set_environment: Any) -> None:
    set_environment(BUBBLE_WAIT_SECONDS="0")


async def test_a_text_message_is_kept_and_its_reply_goes_to_the_number_that_wrote(app: Any, echo: Any) -> None:
    answer = await send(app, "¿Tienen zapatillas?")
    assert (answer.status, answer.body) == (200, b'<?xml version="1.0" encoding="UTF-8"?><Response/>')
    await serve(app)
    assert [(m.text, m.input_channel) for m in await heard(echo)] == [("¿Tienen zapatillas?", "sms")]
    assert [(o.channel, o.address, o.triggered) for o in rows(Outbox)] == [("sms", NUMBER, 1)]
    assert [(i.kind, i.address, i.proven) for i in rows(Identity)] == [("phone", "+543425550101", True)]


async def test_who_wrote_by_whatsapp_goes_on_by_text_message_in_the_same_conversation(app: Any, echo: Any) -> None:
    await knock(app, message("hola", From=ANA))
    await send(app, "sigo por acá")
    await serve(app)
    await heard(echo, 2)
    assert len(rows(Contact)) == len(rows(Conversation)) == 1
    assert {(m.channel, m.direction) for m in rows(Message)} == {
        (channel, way) for channel in ("whatsapp", "sms") for way in ("in", "out")}
    assert {m.sender_id for m in echo.heard} == {rows(Contact)[0].id}


async def test_a_repeat_or_a_wrong_signature_has_no_effect(app: Any, echo: Any) -> None:
    fields = text()
    for _ in range(2):
        assert (await knock(app, fields, PATH)).status == 200
    _, forged = await app.asgi_client.post(PATH, data="Body=x", headers={HEADER: "RSOYDt4T=", "content-type": FORM})
    assert forged.status == 403
    assert len(rows(Inbox)) == 1


@pytest.mark.parametrize("sender", ["22000", "Banco", "MOVISTAR", "+123"])
async def test_a_machine_that_writes_is_not_answered(app: Any, echo: Any, sender: str) -> None:
    assert (await send(app, "Tu código es 1234", From=sender)).status == 200
    assert not rows(Inbox)


@pytest.mark.parametrize(("media", "event"), [("image/jpeg", "image"), ("audio/amr", "voice_note"),
                                              ("text/x-vcard", "contact")])
async def test_what_came_without_words_by_mms_is_heard_as_an_event(app: Any, echo: Any, media: str, event: str) -> None:
    await send(app, "", NumMedia="1", MediaUrl0="https://x.example/1", MediaContentType0=media)
    await serve(app)
    assert (await heard(echo))[0].text == f"/EXTERNAL_{event}"
    assert rows(Message, direction="in")[0].data["media"] == [{"url": "https://x.example/1", "type": media}]


async def test_a_choice_is_answered_by_its_number_once(app: Any, echo: Any) -> None:
    await send(app, "hola")  # the echo offers «Sí»
    await serve(app)
    await heard(echo)
    await send(app, "1")
    await serve(app)
    assert [m.text for m in await heard(echo, 2)] == ["hola", "/affirm"]
    assert [m.text for m in rows(Message, direction="in")] == ["hola", "Sí"]


async def test_a_number_where_nothing_was_offered_is_a_number(app: Any, echo: Any) -> None:
    await send(app, "1")
    await serve(app)
    assert (await heard(echo))[0].text == "1"


def standing(purpose: str = "service", channel: str = "sms") -> ledger.Allowed:
    with reading() as session:
        return ledger.may_send(session, [one.id for one in rows(Contact)], purpose, channel)


@pytest.mark.parametrize("word", ["STOP", "stop", "Unsubscribe", " Stop. "])
async def test_what_twilio_stops_itself_is_noted_for_text_messages_and_not_answered_twice(
        app: Any, echo: Any, word: str) -> None:
    await send(app, word)
    await serve(app)
    assert await heard(echo, 0) == []
    assert [(c.purpose, c.channel, c.status, c.evidence["by"]) for c in rows(Consent)] == [
        ("all", "sms", "revoked", "twilio")]
    assert (standing().yes, standing(channel="whatsapp").yes) == (False, True)
    assert not rows(Outbox)
    assert [m.text for m in rows(Message)] == [word.strip()]


@pytest.mark.parametrize("word", ["BAJA", "¡Baja!", "parar"])
async def test_a_spanish_word_stops_too_and_is_confirmed_once(app: Any, echo: Any, word: str) -> None:
    await send(app, word)
    await serve(app)
    assert await heard(echo, 0) == []
    assert not standing().yes
    assert [o.payload["text"] for o in rows(Outbox)] == [
        "Listo: no te escribo más por SMS, tampoco por tus pedidos. Solo respondo si vos me escribís. "
        "Para volver, mandá ALTA."]


async def test_start_begins_again_what_stop_had_stopped(app: Any, echo: Any) -> None:
    for word in ("STOP", "START"):
        await send(app, word)
        await serve(app)
        await heard(echo, 0)
    assert (standing().yes, [c.status for c in rows(Consent)]) == (True, ["revoked", "granted"])
    assert not rows(Outbox)
    assert not rows(NextAction), "nothing is left to people: the provider takes our messages again"


async def test_who_begins_again_by_start_is_not_told_by_whatsapp_to_send_start(app: Any, echo: Any) -> None:
    await knock(app, message("hola", From=ANA))
    await serve(app)
    await heard(echo)
    for word in ("STOP", "START"):
        await send(app, word)
        await serve(app)
        await heard(echo)
    assert not [row for row in rows(Outbox) if "START por SMS" in row.payload["text"]]


async def test_alta_begins_again_what_had_been_there_and_is_confirmed(app: Any, echo: Any) -> None:
    for word in ("baja", "Alta"):
        await send(app, word)
        await serve(app)
        await heard(echo, 0)
    assert (standing().yes, standing("marketing").yes) == (True, False)
    assert rows(Outbox)[-1].payload["text"] == (
        "Listo: vuelvo a avisarte por SMS de tus pedidos. Promociones no te mando. Para dejarlo, mandá BAJA.")


async def test_alta_gives_back_the_news_that_were_asked_for_before(app: Any, echo: Any) -> None:
    with writing() as session:
        contact = contact_for(session, "phone", NUMBER, now())
        ledger.record(session, contact, "marketing", "sms", "granted", now(), {"quote": "quiero novedades"})
    for word in ("baja", "baja", "alta"):
        await send(app, word)
        await serve(app)
        await heard(echo, 0)
    assert (standing().yes, standing("marketing").yes) == (True, True)
    assert "como antes" in rows(Outbox)[-1].payload["text"]


async def test_who_has_stopped_us_at_the_provider_has_nothing_done_unseen_until_start(app: Any, echo: Any) -> None:
    for word in ("STOP", "ALTA", "cancelame el pedido cb10005", "si"):
        await send(app, word)
        await serve(app)
        await heard(echo, 0)
    assert not rows(Outbox)
    left = [("answer", "stopped", "ALTA\ncancelame el pedido cb10005\nsi")]
    assert [(row.type, row.data["reason"], row.data["text"]) for row in rows(NextAction)] == left
    assert [row.text for row in rows(Message)] == ["STOP", "ALTA", "cancelame el pedido cb10005", "si"]
    for word in ("START", "hola"):
        await send(app, word)
        await serve(app)
    assert [m.text for m in await heard(echo)] == ["hola"]
    assert [(row.type, row.data["reason"], row.data["text"]) for row in rows(NextAction)] == left


async def test_what_was_left_to_people_before_the_stop_stays_with_its_reason(app: Any, echo: Any) -> None:
    await send(app, "STOP")
    await serve(app)
    with writing() as session:
        messages.leave(session, rows(Contact)[0].id, "answer", "¡contesten ya!", "upset", None, "before", now(), "+54")
    await send(app, "sigo esperando")
    await serve(app)
    await heard(echo, 0)
    assert [row.data for row in rows(NextAction)] == [
        {"text": "¡contesten ya!\nsigo esperando", "reason": "upset", "phone": "+54"}]


async def test_it_is_said_once_by_whatsapp_to_whom_has_written_from_there(app: Any, echo: Any) -> None:
    await knock(app, message("hola", From=ANA))
    await serve(app)
    await heard(echo)
    for word in ("STOP", "hola?", "¿están?"):
        await send(app, word)
        await serve(app)
        await heard(echo)
    told = [row for row in rows(Outbox) if "START por SMS" in row.payload["text"]]
    assert [(row.channel, row.address, row.triggered) for row in told] == [("whatsapp", ANA, 0)]


@pytest.mark.parametrize("word", ["yes", "alta", "START"])
async def test_a_word_that_begins_nothing_is_heard_by_the_dialogue(app: Any, echo: Any, word: str) -> None:
    await send(app, word)
    await serve(app)
    assert [m.text for m in await heard(echo)] == [word]
    assert not rows(Consent)


async def test_words_of_the_accounts_own_are_told_by_opt_out_type(app: Any, echo: Any) -> None:
    await send(app, "NO MAS", OptOutType="STOP")
    await serve(app)
    assert await heard(echo, 0) == []
    assert standing().yes is False


async def test_by_whatsapp_opt_out_type_stops_whatsapp(app: Any, echo: Any) -> None:
    await knock(app, message("STOP", OptOutType="STOP"))
    await serve(app)
    assert await heard(echo, 0) == []
    assert (standing(channel="whatsapp").yes, standing().yes) == (False, True)


async def test_help_asks_the_assistant_for_help(app: Any, echo: Any) -> None:
    await send(app, "AYUDA")
    await serve(app)
    assert rows(Inbox)[0].text == "/help"
    assert rows(Message, direction="in")[0].text == "AYUDA"


async def test_a_keyword_does_not_wait_for_the_words_beside_it(app: Any, echo: Any, set_environment: Any) -> None:
    set_environment(BUBBLE_WAIT_SECONDS="2")
    for word in ("hola", "BAJA", "perdón, una consulta"):
        await send(app, word)
    await app.ctx.consumer.start()
    assert [m.text for m in await heard(echo, 2)] == ["hola", "perdón, una consulta"]
    await app.ctx.consumer.stop()
    assert [c.status for c in rows(Consent)] == ["revoked"]


async def test_a_delivery_report_is_kept_for_the_worker(app: Any) -> None:
    fields = {"MessageSid": "SM1", "MessageStatus": "undelivered", "ErrorCode": "30003", "From": OURS, "To": NUMBER}
    answer = await knock(app, fields, "/webhooks/sms/status")
    assert answer.status == 204
    assert [(s.provider_id, s.status, s.error_code) for s in rows(EarlyStatus)] == [("SM1", "undelivered", 30003)]


async def test_a_number_of_another_country_is_known_as_it_wrote(app: Any, echo: Any) -> None:
    with writing() as session:
        known = contact_for(session, "whatsapp", "whatsapp:+5215512345678", now())
    await send(app, "hola", From="+525512345678")
    assert [one.contact_id for one in rows(Inbox)] == [known]




async def test_a_form_that_was_open_on_another_channel_goes_on_by_text_message(home: Any) -> None:
    with writing() as session:
        contact = contact_for(session, "whatsapp", ANA, now())
    store = await talk_with_an_open_form(contact)
    message = incoming(text("Santa Fe"))
    assert message is not None
    with writing() as session:
        writer = contact_for(session, message.kind, message.address, now())
    assert writer == contact
    assert await form_before_the_next_turn(store, writer) == ("need_form", "city")
