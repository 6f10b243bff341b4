"""The WhatsApp door: exact bytes of Twilio in, what is kept and heard behind it, exact bytes out."""
from __future__ import annotations

import hashlib
import json
from typing import Any
from urllib.parse import urlencode

import pytest

from connectors.twilio_signature import HEADER, signature
from hilo.memory.database import writing
from hilo.memory.tables import Contact, Fact, Identity, Inbox, Message, Outbox
from hilo.settings import get_settings
from tests.from_twilio import ANA, FORM, knock, message, signed
from tests.turns_done import heard, rows, serve

PATH = "/webhooks/whatsapp/webhook"


@pytest.fixture(autouse=True)
def quick_bubbles(set_environment: Any) -> None:
    set_environment(BUBBLE_WAIT_SECONDS="0")


async def test_a_message_is_kept_answered_with_empty_twiml_and_its_reply_waits_in_the_outbox(
        app: Any, echo: Any) -> None:
    fields = message("¿Tienen zapatillas ñandú? 👟")
    answer = await knock(app, fields)
    assert (answer.status, answer.body, answer.content_type) == (
        200, b'<?xml version="1.0" encoding="UTF-8"?><Response/>', "text/xml; charset=utf-8")
    await serve(app)
    assert [m.text for m in await heard(echo)] == ["¿Tienen zapatillas ñandú? 👟"]
    sent = rows(Outbox)
    assert [(o.channel, o.address, o.payload["text"], o.triggered) for o in sent] == [
        ("whatsapp", ANA, "eco: ¿Tienen zapatillas ñandú? 👟", 1)]
    assert [(m.direction, m.delivery_status) for m in rows(Message)] == [("in", None), ("out", "queued")]
    assert {(i.kind, i.address, i.proven) for i in rows(Identity)} == {
        ("whatsapp", ANA, True), ("phone", "+543425550101", True)}


async def test_the_exact_bytes_of_a_media_message_with_its_blank_body_are_genuine(app: Any, echo: Any) -> None:
    fields = message("", MessageType="image", NumMedia="1", MediaContentType0="image/jpeg",
                     MediaUrl0="https://api.twilio.com/2010-04-01/Accounts/AC0/Messages/MM1/Media/ME1")
    assert b"Body=&" in urlencode(fields).encode()
    assert (await knock(app, fields)).status == 200
    await serve(app)
    assert (await heard(echo))[0].text == "/EXTERNAL_image"
    assert rows(Message, direction="in")[0].text == "📷 Foto"
    assert rows(Message, direction="in")[0].data["media"] == [
        {"url": fields["MediaUrl0"], "type": "image/jpeg"}]


async def test_a_repeat_of_the_same_message_has_no_second_effect(app: Any, echo: Any) -> None:
    fields = message("hola")
    for number in range(3):
        answer = await knock(app, fields, **({"I-Twilio-Idempotency-Token": "t-1"} if number else {}))
        assert answer.status == 200
    await serve(app)
    await heard(echo)
    assert len(echo.heard) == len(rows(Inbox)) == len(rows(Outbox)) == 1


@pytest.mark.parametrize("headers", [{}, {HEADER: ""}, {HEADER: "RSOYDt4T1cUTdK1PDd93/VVr8B8="}, {HEADER: "ñ"}],
                         ids=["none", "blank", "another's", "no base64"])
async def test_a_wrong_signature_is_refused_and_nothing_kept(app: Any, headers: dict[str, str]) -> None:
    sent = {"content-type": FORM, **{name: value.encode() for name, value in headers.items()}}
    _, answer = await app.asgi_client.post(PATH, data=urlencode(message()), headers=sent)
    assert (answer.status, list(answer.json)) == (403, ["error"])
    assert not rows(Inbox)


async def test_a_signature_for_other_words_or_by_another_account_is_refused(app: Any) -> None:
    fields = message("hola")
    headers = signed(PATH, fields)
    _, changed = await app.asgi_client.post(PATH, data=urlencode({**fields, "Body": "chau"}), headers=headers)
    _, other = await app.asgi_client.post(PATH, data=urlencode(fields), headers=signed(PATH, fields, "other"))
    assert (changed.status, other.status) == (403, 403)
    assert not rows(Inbox)


@pytest.mark.parametrize("missing", ["From", "MessageSid"])
async def test_a_genuine_form_without_sender_or_name_cannot_be_read(app: Any, missing: str) -> None:
    fields = message()
    del fields[missing]
    answer = await knock(app, fields)
    assert (answer.status, answer.json["error"]) == (400, f"{missing} is missing")


async def test_what_is_no_form_or_too_large_is_refused_by_name(app: Any) -> None:
    for body, status in ((b"Body=%FF&From=x", 400), (b"Body=\xff", 400), (b"Body=" + b"x" * 300_000, 413), (b"", 403)):
        _, answer = await app.asgi_client.post(PATH, data=body, headers={HEADER: "x", "content-type": FORM})
        assert (answer.status, list(answer.json)) == (status, ["error"])


async def test_json_is_genuine_by_its_hash_in_the_address(app: Any, echo: Any) -> None:
    body = json.dumps(message("hola")).encode()
    path = f"{PATH}?bodySHA256={hashlib.sha256(body).hexdigest()}"
    headers = {HEADER: signature(get_settings().twilio.token, get_settings().public_address + path),
               "content-type": "application/json"}
    _, good = await app.asgi_client.post(path, data=body, headers=headers)
    _, bad = await app.asgi_client.post(path, data=body.replace(b"hola", b"chau"), headers=headers)
    assert (good.status, bad.status) == (200, 403)


@pytest.mark.parametrize(("public", "address"), [
    ("https://ceibo.example", "https://ceibo.example"), ("https://ceibo.example/", "https://ceibo.example"),
    ("https://ceibo.example", "https://ceibo.example:443"), ("https://ceibo.example:8443", "https://ceibo.example:8443"),
    ("https://ceibo.example/hilo", "https://ceibo.example/hilo"),
])
async def test_behind_a_proxy_the_public_address_is_what_was_signed(app: Any, set_environment: Any, public: str,
                                                                    address: str) -> None:
    set_environment(PUBLIC_URL=public)
    fields = message()
    headers = {HEADER: signature(get_settings().twilio.token, address + PATH, list(fields.items()))}
    _, answer = await app.asgi_client.post(PATH, data=urlencode(fields), headers=headers)
    assert answer.status == 200


async def test_forwarding_headers_are_believed_from_this_machine_only(app: Any, monkeypatch: Any) -> None:
    fields = message()
    headers = {HEADER: signature(get_settings().twilio.token, "https://ceibo.example" + PATH, list(fields.items())),
               "x-forwarded-proto": "https", "x-forwarded-host": "ceibo.example"}
    for local, status in ((False, 403), (True, 200)):
        monkeypatch.setattr("connectors.twilio_door.is_loopback", lambda address, local=local: local)
        _, answer = await app.asgi_client.post(PATH, data=urlencode(fields), headers=headers)
        assert answer.status == status


async def test_a_button_says_its_title_and_means_its_payload(app: Any, echo: Any) -> None:
    await knock(app, message("Sí", MessageType="button", ButtonText="Sí", ButtonPayload="/affirm"))
    await serve(app)
    assert (await heard(echo))[0].text == "/affirm"
    assert rows(Message, direction="in")[0].text == "Sí"


async def test_a_row_of_a_list_says_its_title_and_means_its_id(app: Any, echo: Any) -> None:
    await knock(app, message("La segunda", MessageType="interactive", ListId="2", ListTitle="La segunda"))
    await serve(app)
    assert (await heard(echo))[0].text == "2"
    assert rows(Message, direction="in")[0].text == "La segunda"


async def test_words_beside_a_photo_are_the_message_and_the_photo_is_kept(app: Any, echo: Any) -> None:
    await knock(app, message("mira cómo llegó", NumMedia="1", MediaUrl0="https://x.example/1",
                             MediaContentType0="image/png"))
    await serve(app)
    assert (await heard(echo))[0].text == "mira cómo llegó"
    assert rows(Message, direction="in")[0].data["media"] == [{"url": "https://x.example/1", "type": "image/png"}]


@pytest.mark.parametrize(("media", "event", "title"), [
    ("audio/ogg; codecs=opus", "voice_note", "🎤 Mensaje de voz"), ("video/mp4", "video", "🎥 Video"),
    ("application/pdf", "file", "📄 Archivo"), ("text/x-vcard", "contact", "👤 Contacto"), ("", "file", "📄 Archivo"),
])
async def test_what_has_no_words_becomes_an_event_of_the_dialogue(app: Any, echo: Any, media: str, event: str,
                                                                  title: str) -> None:
    await knock(app, message("", NumMedia="1", MediaUrl0="https://x.example/1", MediaContentType0=media))
    await serve(app)
    assert (await heard(echo))[0].text == f"/EXTERNAL_{event}"
    assert rows(Message, direction="in")[0].text == title


async def test_a_place_a_quoted_reply_and_the_advertisement_behind_it_are_kept(app: Any, echo: Any) -> None:
    await knock(app, message("", MessageType="location", Latitude="-31.64", Longitude="-60.70", Label="Casa",
                             OriginalRepliedMessageSid="SM9", ReferralCtwaClid="ARA1", ReferralHeadline="Sillas",
                             Novelty="unknown fields are nothing"))
    await serve(app)
    assert (await heard(echo))[0].text == "/EXTERNAL_location"
    data = rows(Message, direction="in")[0].data
    assert data["location"] == {"latitude": -31.64, "longitude": -60.7, "label": "Casa"}
    assert (data["reply_to"], data["referral"]) == ("SM9", {"CtwaClid": "ARA1", "Headline": "Sillas"})


async def test_several_bubbles_are_answered_once_in_their_order(app: Any, echo: Any, set_environment: Any) -> None:
    set_environment(BUBBLE_WAIT_SECONDS="2")
    for text in ("hola", "busco zapatillas", "talle 38"):
        await knock(app, message(text))
    assert not echo.heard
    await app.ctx.consumer.start()
    assert [m.text for m in await heard(echo)] == ["hola\nbusco zapatillas\ntalle 38"]
    await app.ctx.consumer.stop()
    assert [m.text for m in rows(Message, direction="in")] == ["hola", "busco zapatillas", "talle 38"]
    assert len(rows(Outbox)) == 1


async def test_a_card_number_is_masked_before_anything_is_kept(app: Any, echo: Any) -> None:
    await knock(app, message("mi tarjeta es 4111 1111 1111 1111"))
    assert "4111 1111" not in rows(Inbox)[0].text


async def test_a_shown_name_is_a_doubtful_fact_and_never_replaces_a_name(app: Any, echo: Any) -> None:
    await knock(app, message("hola", ProfileName="⚽ Anita López ⚽"))
    await knock(app, message("hola", ProfileName="La mejor"))
    assert [(f.name, f.value, f.status, f.confidence < 0.7) for f in rows(Fact)] == [
        ("person_name", "Anita López", "uncertain", True)]
    assert rows(Contact)[0].name is None
    with writing() as session:
        session.get(Contact, rows(Contact)[0].id).name = "Ana"
    await knock(app, message("hola", ProfileName="Otra"))
    assert len(rows(Fact)) == 1


@pytest.mark.parametrize("shown", ["😎", "x", "1234", ".", "a" * 80])
async def test_a_shown_name_that_is_none_is_left(app: Any, shown: str) -> None:
    assert (await knock(app, message("hola", ProfileName=shown))).status == 200
    assert not rows(Fact)


async def test_somebody_who_hides_the_number_is_known_by_the_business_scoped_id(app: Any) -> None:
    await knock(app, message("hola", From="whatsapp:US.1A2B", ExternalUserId="whatsapp:US.1A2B", WaId=""))
    assert [(i.kind, i.address) for i in rows(Identity)] == [("whatsapp_user", "whatsapp:US.1A2B")]
    assert rows(Inbox)[0].address == "whatsapp:US.1A2B"


async def test_who_shows_the_number_later_is_the_same_person(app: Any) -> None:
    await knock(app, message("hola", From="whatsapp:US.1A2B"))
    await knock(app, message("hola", ExternalUserId="whatsapp:US.1A2B"))
    await knock(app, message("hola", From="whatsapp:US.1A2B"))
    contacts = rows(Contact)
    assert len([c for c in contacts if c.merged_into is None]) == 1
    survivor = next(c.id for c in contacts if c.merged_into is None)
    assert {r.contact_id for r in rows(Inbox)[1:]} == {survivor}
