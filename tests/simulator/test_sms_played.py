"""Text messages in the played world: segments, statuses, words that Twilio answers itself, both chats side by side."""
from __future__ import annotations

import pytest

from hilo.outreach.gsm import size
from simulator import sms
from tests.simulator.conftest import Simulator
from tests.simulator.test_twilio_played import somebody

OURS = "+5493424550101"


def thread(simulator: Simulator, person: str) -> list[tuple[bool, str]]:
    found = simulator.http.get("/simulator/thread", params={"person": person}).json()
    return [(one["mine"], one["body"]) for one in found["messages"]]


def test_who_stopped_sms_gets_21610_until_start_and_twilio_answers_both(simulator: Simulator) -> None:
    number = somebody()
    form = {"From": OURS, "To": number, "Body": "x"}
    simulator.order("sms", **{"from": number, "body": "STOP"})
    assert simulator.send(**form).json()["code"] == 21610
    assert thread(simulator, number) == [(True, "STOP"), (False, sms.ANSWERS["stop"])]
    simulator.order("sms", **{"from": number, "body": "help"})
    simulator.order("sms", **{"from": number, "body": "start"})
    assert simulator.send(**form).status_code == 201
    assert thread(simulator, number)[2:5] == [(True, "help"), (True, "start"), (False, sms.ANSWERS["start"])]


def test_start_that_begins_nothing_and_words_beside_a_keyword_are_not_answered(simulator: Simulator) -> None:
    number = somebody()
    for body in ("START", "yes", "stop por favor", "BAJA"):
        simulator.order("sms", **{"from": number, "body": body})
    assert len(thread(simulator, number)) == 4
    assert simulator.send(From=OURS, To=number, Body="x").status_code == 201


def test_a_webhook_has_the_fields_of_a_text_message_and_no_others(simulator: Simulator) -> None:
    simulator.order("sms", **{"from": somebody(), "body": "¿Tenés la campera? á", "name": "Ana"})
    (heard,) = simulator.product.heard
    assert heard.path == "/webhooks/sms/webhook"
    assert (heard.fields["To"], heard.fields["NumSegments"], heard.fields["FromCity"]) == (OURS, "1", "")
    assert not {"ProfileName", "MessageType", "WaId", "ChannelMetadata"} & set(heard.fields)


def test_a_text_message_is_delivered_never_read_and_its_segments_are_told(simulator: Simulator) -> None:
    number = somebody()
    sent = simulator.send(From=OURS, To=number, Body="á" * 71,
                          StatusCallback=simulator.settings.public_address + "/webhooks/sms/status").json()
    assert sent["num_segments"] == "2"
    simulator.product.wait_for(lambda one: one.fields.get("MessageStatus") == "delivered")
    assert [one.fields["MessageStatus"] for one in simulator.product.heard] == ["queued", "sent", "delivered"]
    assert {one.path for one in simulator.product.heard} == {"/webhooks/sms/status"}


def test_a_landline_is_reported_undelivered_with_its_code(simulator: Simulator) -> None:
    simulator.order("faults", fail={"code": 30006})
    sid = simulator.send(From=OURS, To=somebody(), Body="x").json()["sid"]
    assert simulator.ends_as(sid, "undelivered", 30006)


def test_the_two_chats_of_a_person_are_apart_and_each_tells_of_the_other(simulator: Simulator) -> None:
    number = somebody()
    simulator.order("whatsapp", **{"from": number, "body": "por WhatsApp"})
    simulator.send(From=OURS, To=number, Body="por SMS")
    assert thread(simulator, f"whatsapp:{number}") == [(True, "por WhatsApp")]
    assert thread(simulator, number) == [(False, "por SMS")]
    other = simulator.http.get("/simulator/thread", params={"person": f"whatsapp:{number}"}).json()
    assert other["elsewhere"] == 1


@pytest.mark.parametrize("text", ["a" * 160, "a" * 161, "á" * 70, "á" * 200, "€" * 81, "😀" * 67, "Ñandú ¿qué? €" * 30])
def test_the_simulator_and_the_product_count_alike(text: str) -> None:
    assert sms.segments(text) == size(text).segments
