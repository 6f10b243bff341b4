"""Text messages as they leave, WhatsApp's messages that become one, and what the provider says against them."""
from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from hilo.consent import ledger
from hilo.memory.database import reading, writing
from hilo.memory.identity import contact_for
from hilo.memory.tables import Consent, Message, Send
from hilo.outreach import contents, queue
from hilo.outreach.letters import Letter, post
from hilo.outreach.twilio import Rate
from hilo.settings import get_settings
from tests.hilo.outreach.posting import NOW, letter, person, reply, reported, rows, shown, work
from tests.twilio_played import TwilioPlayed

OURS, NUMBER = "+5493424550101", "+5493425550101"


@pytest.fixture(autouse=True)
def by_sms(twilio: TwilioPlayed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HILO_NOW", NOW.isoformat())
    monkeypatch.setenv("TWILIO_SMS_NUMBER", OURS)
    monkeypatch.setattr(queue, "BACKOFF", 0.0)
    get_settings.cache_clear()


@pytest.fixture
def no_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """WhatsApp has approved none."""
    monkeypatch.setattr(contents, "approvals", lambda: dict.fromkeys(contents.known(), "rejected"))


def texted(contact: str, text: str = "Hola", key: str = "sms-1", at: Any = NOW, **more: Any) -> int | None:
    with writing() as session:
        return post(session, Letter(contact, "sms", NUMBER, text, key, **more), at)


def allow(contact: str, status: str, channel: str = "sms", purpose: str = "all") -> None:
    with writing() as session:
        ledger.record(session, contact, purpose, channel, status, NOW - timedelta(hours=3), {"quote": "x"})


def forms(twilio: TwilioPlayed) -> list[dict[str, Any]]:
    return [message["form"] for message in twilio.messages]


def consents() -> list[tuple[str, str, str]]:
    with reading() as session:
        return [(one.purpose, one.channel, one.status) for one in session.query(Consent)]


def test_a_text_message_leaves_as_plain_words_to_the_number_that_wrote(twilio: TwilioPlayed) -> None:
    texted(person(), "¡Listo, *Ana*! 🎉 ¿Algo más?", triggered=True, data={
        "buttons": [{"title": "Sí 👍", "payload": "/affirm"}, {"title": "No", "payload": "/deny"}],
        "image": "https://ceibo.example/webhooks/pictures/taza-barro.png"})
    work()
    assert forms(twilio) == [{
        "To": NUMBER, "From": OURS, "StatusCallback": "https://ceibo.example/webhooks/sms/status",
        "Body": "¡Listo, Ana! ¿Algo más?\n1. Sí\n2. No\nPara elegir, basta el número."}]
    assert [(row.status, row.channel) for row in rows()] == [("sent", "sms")]


def test_a_file_goes_as_its_address(twilio: TwilioPlayed) -> None:
    address = "https://ceibo.example/webhooks/files/abc/cotizacion.pdf"
    texted(person(), "Aquí va.", triggered=True, data={"attachment": {"type": "file", "payload": {"src": address}}})
    work()
    assert twilio.bodies == [f"Aquí va.\n{address}"]


def test_a_long_one_goes_in_parts_in_their_order(twilio: TwilioPlayed) -> None:
    texted(person(), " ".join(f"Esta es la frase número {n} de un mensaje largo." for n in range(40)), triggered=True)
    work()
    assert len(twilio.bodies) > 2
    assert " ".join(twilio.bodies).count("frase") == 40
    assert shown() == ["queued"]
    for message in twilio.messages:
        reported(message["sid"], "delivered")
    assert shown() == ["delivered"]


def test_no_template_becomes_a_text_message_and_the_thread_shows_it(twilio: TwilioPlayed, no_templates: None) -> None:
    letter(person(wrote=timedelta(days=3)), "Tu pedido llega hoy.")
    work()
    assert [(f["To"], f["From"], f["Body"]) for f in forms(twilio)] == [(NUMBER, OURS, "Tu pedido llega hoy.")]
    assert [(row.channel, row.address, row.reason) for row in rows()] == [
        ("sms", NUMBER, "window_closed: no template")]
    with reading() as session:
        assert [(m.channel, m.address) for m in session.query(Message)] == [("sms", NUMBER)]


def test_a_late_reply_without_template_becomes_one_too(twilio: TwilioPlayed, no_templates: None) -> None:
    reply(person(wrote=timedelta(days=2)), "Sí, tenemos.")
    work()
    assert [f["To"] for f in forms(twilio)] == [NUMBER]


def test_whatsapp_refused_becomes_one_where_text_messages_are_allowed(twilio: TwilioPlayed) -> None:
    contact = person()
    allow(contact, "revoked", "whatsapp")
    letter(contact, "Tu pedido llega hoy.")
    work()
    assert [(f["To"], f["Body"]) for f in forms(twilio)] == [(NUMBER, "Tu pedido llega hoy.")]


def test_who_refused_both_is_sent_nothing(twilio: TwilioPlayed) -> None:
    contact = person()
    allow(contact, "revoked", "all")
    letter(contact, "Tu pedido llega hoy.")
    work()
    assert not twilio.messages
    assert [row.status for row in rows()] == ["cancelled"]


def test_without_a_number_of_ours_nothing_becomes_one(twilio: TwilioPlayed, no_templates: None,
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWILIO_SMS_NUMBER", "")
    get_settings.cache_clear()
    letter(person(wrote=timedelta(days=3)), "Tu pedido llega hoy.")
    work()
    assert [row.reason.split(":")[0] for row in rows()] == ["no_template"]


@pytest.mark.parametrize("code", [63003, 63024])
def test_whoever_is_not_on_whatsapp_gets_it_as_one_by_report_or_answer(twilio: TwilioPlayed, code: int) -> None:
    contact = person()
    letter(contact, "Tu pedido llega hoy.")
    work()
    reported(twilio.messages[0]["sid"], "undelivered", code)
    work()
    assert [f["To"] for f in forms(twilio)] == ["whatsapp:+5493425550101", NUMBER]
    reported(twilio.messages[1]["sid"], "delivered")
    assert (shown(), [row.status for row in rows()]) == (["delivered"], ["delivered"])
    twilio.fail = lambda form: (400, {"code": code, "message": "no"}) if form["To"].startswith("whatsapp:") else None
    letter(contact, "Otra cosa.", "letter-2")
    work()
    assert [f["To"] for f in forms(twilio)][2:] == [NUMBER]


def test_a_window_that_is_closed_for_the_template_too_makes_it_a_text_message(twilio: TwilioPlayed) -> None:
    letter(person(), "Tu pedido llega hoy.")
    for number in range(2):
        work()
        reported(twilio.messages[number]["sid"], "undelivered", 63016)
    work()
    assert [f["To"] for f in forms(twilio)] == ["whatsapp:+5493425550101"] * 2 + [NUMBER]
    assert (twilio.bodies[2], shown()) == ("Tu pedido llega hoy.", ["queued"])


def test_whoever_is_not_on_whatsapp_and_wants_no_text_messages_did_not_get_it(twilio: TwilioPlayed) -> None:
    contact = person()
    allow(contact, "revoked")
    letter(contact, "Tu pedido llega hoy.")
    work()
    reported(twilio.messages[0]["sid"], "undelivered", 63003)
    work()
    assert (len(twilio.messages), shown(), rows()[0].reason) == (1, ["failed"], "not_on_whatsapp: 63003")


def test_21610_is_a_refusal_of_text_messages_and_nothing_is_tried_again(twilio: TwilioPlayed) -> None:
    contact = person()
    twilio.fail = lambda form: (400, {"code": 21610, "message": "unsubscribed"})
    texted(contact, "uno")
    work()
    assert (consents(), shown()) == ([("all", "sms", "revoked")], ["failed"])
    twilio.fail = lambda form: None
    texted(contact, "dos", "sms-2")
    texted(contact, "tres", "sms-3", triggered=True)
    work()
    assert not twilio.messages
    assert [row.reason.split(":")[0] for row in rows()][1:] == ["refused", "opted_out"]
    assert consents() == [("all", "sms", "revoked")]


def test_21610_in_a_report_counts_too_and_whatsapp_goes_on(twilio: TwilioPlayed) -> None:
    contact = person()
    texted(contact, "uno")
    work()
    reported(twilio.messages[0]["sid"], "failed", 21610)
    assert consents() == [("all", "sms", "revoked")]
    letter(contact, "Por WhatsApp")
    work()
    assert twilio.bodies == ["uno", "Por WhatsApp"]


def test_a_telephone_that_is_off_is_tried_once_more_an_hour_later(twilio: TwilioPlayed,
                                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    texted(person(), "Hola")
    work()
    reported(twilio.messages[0]["sid"], "undelivered", 30003)
    work()
    assert [(row.status, row.not_before) for row in rows()] == [("pending", NOW + timedelta(hours=1))]
    monkeypatch.setenv("HILO_NOW", (NOW + timedelta(hours=1, minutes=1)).isoformat())
    work()
    assert twilio.bodies == ["Hola", "Hola"]
    reported(twilio.messages[1]["sid"], "undelivered", 30003)
    work()
    assert (twilio.bodies, shown()) == (["Hola", "Hola"], ["failed"])


@pytest.mark.parametrize("code", [30005, 30006, 21614])
def test_a_number_that_is_no_mobile_is_never_tried_again(twilio: TwilioPlayed, no_templates: None, code: int) -> None:
    contact = person(wrote=timedelta(days=3))
    texted(contact, "Hola")
    work()
    reported(twilio.messages[0]["sid"], "undelivered", code)
    texted(contact, "Otra", "sms-2")
    letter(contact, "Por WhatsApp, sin plantilla")
    work()
    assert twilio.bodies == ["Hola"]
    assert [row.reason.split(":")[0] for row in rows()] == ["undelivered", "no_mobile", "no_template"]
    assert consents() == []


def test_a_message_that_carriers_filter_is_not_sent_again_and_the_next_is(twilio: TwilioPlayed) -> None:
    contact = person()
    texted(contact, "Hola")
    work()
    reported(twilio.messages[0]["sid"], "undelivered", 30007)
    texted(contact, "Otra", "sms-2")
    work()
    assert (twilio.bodies, shown()) == (["Hola", "Otra"], ["failed", "queued"])


def test_a_number_that_was_only_told_gets_no_text_message(twilio: TwilioPlayed, no_templates: None) -> None:
    with writing() as session:
        contact = contact_for(session, "phone", "+5493415550303", NOW, proven=False)
        post(session, Letter(contact, "whatsapp", "whatsapp:+5493415550303", "Hola", "k"), NOW)
    work()
    assert not twilio.messages


def test_a_slow_number_of_ours_holds_up_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hilo.outreach.twilio.time.sleep", lambda seconds: None)
    rate = Rate()
    waited = [rate.wait(OURS) for _ in range(200)]
    assert sum(wait == 0 for wait in waited) in range(10, 40)
    assert rate.wait("whatsapp:+5493424550101") == 0


def test_what_had_to_wait_for_the_rate_is_no_failed_attempt(twilio: TwilioPlayed,
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    waits = [5.0, 0.0]
    monkeypatch.setattr(Rate, "wait", lambda self, sender: waits.pop(0))
    texted(person(), "Hola")
    work()
    assert [(row.status, row.attempts, row.reason) for row in rows()] == [("pending", 1, "retry: the sender's rate")]
    assert not twilio.messages
    with reading() as session:
        assert [send.status for send in session.query(Send)] == ["pending"]
