"""Twilio as the simulator plays it: held to its OpenAPI files, with its rules and its ways to fail."""
from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from connectors.twilio_signature import is_genuine
from tests.running import wait_until
from tests.simulator.conftest import Simulator, check_answer

OURS = "whatsapp:+5493424550101"
_numbers = count(1000)
TEXT = {"friendly_name": "t", "language": "es", "variables": {"1": "Ana"},
        "types": {"twilio/text": {"body": "Hola {{1}}."}}}
BUTTONS = {"friendly_name": "b", "language": "es", "types": {"twilio/quick-reply": {
    "body": "¿Sí?", "actions": [{"type": "QUICK_REPLY", "title": "Sí", "id": "/affirm"}]}}}


def somebody() -> str:
    return f"+549342556{next(_numbers)}"


def who_wrote(simulator: Simulator) -> str:
    number = somebody()
    simulator.order("whatsapp", **{"from": number, "body": "hola"})
    return f"whatsapp:{number}"


def approved(simulator: Simulator, name: str, definition: dict[str, Any] = TEXT) -> str:
    content = check_answer("CreateContent", simulator.twilio("POST", "/v1/Content", json=definition))
    answer = simulator.twilio("POST", f"/v1/Content/{content['sid']}/ApprovalRequests/whatsapp",
                              json={"name": name, "category": "UTILITY"})
    check_answer("CreateApprovalCreate", answer)
    return str(content["sid"])


def approval_of(simulator: Simulator, sid: str) -> str:
    answer = simulator.twilio("GET", f"/v1/Content/{sid}/ApprovalRequests")
    return str(check_answer("FetchApprovalFetch", answer)["whatsapp"]["status"])


def test_a_message_is_answered_as_the_openapi_file_says_and_its_statuses_are_reported_signed(
        simulator: Simulator) -> None:
    to = who_wrote(simulator)
    callback = f"{simulator.settings.public_address}/webhooks/whatsapp/status#rc=2&rp=all"
    sent = check_answer("CreateMessage", simulator.send(To=to, Body="¡Hola, ñandú!", StatusCallback=callback))
    assert simulator.ends_as(sent["sid"], "read")
    reports = simulator.product.wait_for(lambda one: one.fields.get("MessageSid") == sent["sid"]
                                         and one.path.endswith("/status"), 4)
    assert {one.fields["MessageStatus"] for one in reports} == {"queued", "sent", "delivered", "read"}
    for one in reports:
        assert is_genuine(simulator.settings.twilio.token, one.headers["x-twilio-signature"],
                          [callback], list(one.fields.items()), one.body)
    fetched = simulator.twilio("GET", f"/2010-04-01/Accounts/{simulator.sid}/Messages/{sent['sid']}.json")
    assert check_answer("FetchMessage", fetched)["body"] == "¡Hola, ñandú!"


def test_the_list_finds_what_was_sent_to_somebody_page_by_page_newest_first(simulator: Simulator) -> None:
    to = who_wrote(simulator)
    for text in ("uno", "dos", "tres"):
        simulator.send(To=to, Body=text)
    path, found = f"/2010-04-01/Accounts/{simulator.sid}/Messages.json?To={to.replace('+', '%2B')}&PageSize=2", []
    while path:
        page = check_answer("ListMessage", simulator.twilio("GET", path))
        found += [one["body"] for one in page["messages"]]
        path = page["next_page_uri"]
    assert found == ["tres", "dos", "uno"]


def test_free_text_to_who_has_not_written_fails_with_63016_and_an_approved_template_arrives(
        simulator: Simulator) -> None:
    to = f"whatsapp:{somebody()}"
    free = simulator.send(To=to, Body="hola").json()["sid"]
    assert simulator.ends_as(free, "undelivered", 63016)
    sid = approved(simulator, "hola_v1")
    early = simulator.send(To=to, ContentSid=sid).json()["sid"]
    assert simulator.ends_as(early, "undelivered", 63016)
    assert wait_until(lambda: approval_of(simulator, sid) == "approved", 5)
    late = simulator.send(To=to, ContentSid=sid, ContentVariables='{"1": "Eva"}')
    assert check_answer("CreateMessage", late)["body"] == "Hola Eva."
    assert simulator.ends_as(late.json()["sid"], "read")


def test_the_window_closes_24_hours_after_the_last_message(simulator: Simulator) -> None:
    to = who_wrote(simulator)
    simulator.order("clock", forward=23 * 3600)
    assert simulator.ends_as(simulator.send(To=to, Body="a").json()["sid"], "read")
    simulator.order("clock", forward=2 * 3600)
    assert simulator.ends_as(simulator.send(To=to, Body="b").json()["sid"], "undelivered", 63016)


def test_buttons_are_shown_with_their_payloads_and_outlast_a_restart(simulator: Simulator) -> None:
    to = who_wrote(simulator)
    content = check_answer("CreateContent", simulator.twilio("POST", "/v1/Content", json=BUTTONS))
    simulator.send(To=to, ContentSid=content["sid"])
    thread = simulator.http.get("/simulator/thread", params={"person": to}).json()["messages"]
    assert thread[-1]["buttons"] == [{"title": "Sí", "payload": "/affirm"}]
    listed = check_answer("ListContentAndApprovals", simulator.twilio("GET", "/v1/ContentAndApprovals?PageSize=500"))
    assert content["sid"] in {one["sid"] for one in listed["contents"]}
    assert content["sid"] in (simulator.settings.var / "simulator" / "contents.json").read_text()


def test_the_name_of_a_rejected_template_cannot_be_used_again(simulator: Simulator) -> None:
    simulator.order("faults", reject_templates=1)
    sid = approved(simulator, "bad_v1")
    assert wait_until(lambda: approval_of(simulator, sid) == "rejected", 5)
    other = simulator.twilio("POST", "/v1/Content", json=TEXT).json()["sid"]
    again = simulator.twilio("POST", f"/v1/Content/{other}/ApprovalRequests/whatsapp",
                             json={"name": "bad_v1", "category": "UTILITY"})
    assert again.status_code == 400


@pytest.mark.parametrize(("form", "status", "code"), [
    ({"To": ""}, 400, 21604), ({"To": "whatsapp:+54", "Body": "x"}, 400, 21211),
    ({"To": "+5493425550101", "Body": "x"}, 400, 21910), ({"To": OURS, "Body": "x" * 1601}, 400, 21617),
    ({"To": OURS}, 400, 21619), ({"To": OURS, "ContentSid": "HX" + "0" * 32}, 400, 21655),
])
def test_what_twilio_refuses_is_refused_with_its_code(simulator: Simulator, form: dict[str, str], status: int,
                                                       code: int) -> None:
    answer = simulator.send(**form)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_wrong_token_is_401(simulator: Simulator) -> None:
    answer = simulator.http.post(f"/2010-04-01/Accounts/{simulator.sid}/Messages.json", auth=(simulator.sid, "wrong"))
    assert (answer.status_code, answer.json()["code"]) == (401, 20003)


def test_a_message_from_the_telephone_is_what_twilio_sends_blank_fields_included(simulator: Simulator) -> None:
    simulator.order("whatsapp", **{"from": somebody(), "media": "image", "name": "Ana"})
    (heard,) = simulator.product.heard
    assert heard.path == "/webhooks/whatsapp/webhook"
    assert (heard.fields["Body"], heard.fields["NumMedia"], heard.fields["MessageType"]) == ("", "1", "image")
    assert b"Body=&" in heard.body
    assert is_genuine(simulator.settings.twilio.token, heard.headers["x-twilio-signature"],
                      [simulator.settings.public_address + heard.path], list(heard.fields.items()), heard.body)
    picture = simulator.twilio("GET", heard.fields["MediaUrl0"])
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/png")


def test_a_webhook_that_fails_comes_again_with_the_same_token_and_name(simulator: Simulator) -> None:
    simulator.product.answers += [500, 503]
    answer = simulator.order("whatsapp", **{"from": somebody(), "body": "hola"})
    assert (answer["delivery"]["status"], answer["delivery"]["attempts"]) == (200, 3)
    heard = simulator.product.heard
    assert len({one.headers["i-twilio-idempotency-token"] for one in heard}) == 1
    assert len({one.body for one in heard}) == 1


def test_a_refused_webhook_does_not_come_again(simulator: Simulator) -> None:
    simulator.product.answers += [403]
    answer = simulator.order("whatsapp", **{"from": somebody(), "body": "hola"})
    assert (answer["delivery"]["status"], len(simulator.product.heard)) == (403, 1)


def test_repeats_and_forgeries_come_on_demand(simulator: Simulator) -> None:
    simulator.order("faults", duplicate=1, forge=1)
    simulator.order("whatsapp", **{"from": somebody(), "body": "hola"})
    heard = simulator.product.wait_for(lambda one: True, 3)
    good = [is_genuine(simulator.settings.twilio.token, one.headers["x-twilio-signature"],
                       [simulator.settings.public_address + one.path], list(one.fields.items()), one.body)
            for one in heard]
    assert sorted(good) == [False, True, True]


def test_sends_are_refused_lost_or_left_unanswered_on_demand(simulator: Simulator) -> None:
    to = who_wrote(simulator)

    def bodies() -> list[str]:
        query = {"To": to}
        found = simulator.twilio("GET", f"/2010-04-01/Accounts/{simulator.sid}/Messages.json", params=query).json()
        return [one["body"] for one in found["messages"]]

    simulator.order("faults", refuse={"times": 1, "status": 429})
    assert simulator.send(To=to, Body="a").status_code == 429
    simulator.order("faults", lost={"times": 1, "seconds": 0.1})
    assert simulator.send(To=to, Body="b").status_code == 504
    simulator.order("faults", unanswered={"times": 1, "seconds": 0.1})
    assert simulator.send(To=to, Body="c").status_code == 504
    assert bodies() == ["c"]
    simulator.order("faults", fail={"times": 1, "code": 63014})
    assert simulator.ends_as(simulator.send(To=to, Body="d").json()["sid"], "undelivered", 63014)


def test_a_sender_that_is_too_fast_gets_429(simulator: Simulator) -> None:
    to = who_wrote(simulator)
    simulator.order("faults", rate=2)
    statuses = [simulator.send(To=to, Body="x").status_code for _ in range(4)]
    assert statuses == [201, 201, 429, 429]


def test_what_is_no_fault_and_what_is_no_order_is_400(simulator: Simulator) -> None:
    for path, body in (("faults", {"colour": 1}), ("faults", {"duplicate": "x"}), ("whatsapp", {}),
                       ("call", {"transcript": "x"}), ("call", {"outcome": "x"}), ("clock", {"forward": -1})):
        answer = simulator.http.post(f"/simulator/{path}", json=body)
        assert (answer.status_code, list(answer.json())) == (400, ["error"])
    assert simulator.http.post("/simulator/whatsapp", content=b'{"from": "+1"}').status_code == 400


@pytest.mark.parametrize(("path", "order", "field"), [
    ("whatsapp", {"from": "+5493425550199", "text": "hola"}, "text"),
    ("sms", {"from": "+5493425550199", "message": "hola"}, "message"),
    ("call", {"from_number": "+5493425550199", "transcrip": []}, "transcrip"),
    ("clock", {"forwards": 60}, "forwards")])
def test_a_field_that_there_is_not_is_refused_by_its_name(simulator: Simulator, path: str, order: dict[str, Any],
                                                         field: str) -> None:
    answer = simulator.http.post(f"/simulator/{path}", json=order)
    assert (answer.status_code, answer.json()["error"].split(":")[0]) == (400, field)


def test_a_person_can_be_forgotten(simulator: Simulator) -> None:
    to = who_wrote(simulator)
    number = to.removeprefix("whatsapp:")
    assert simulator.http.delete(f"/simulator/people/{number}").json() == {"messages": 1}
    assert number not in simulator.http.get("/simulator/messages").text
    assert number not in simulator.http.get("/simulator/deliveries").text
