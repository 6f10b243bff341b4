"""Leave to write: what is confirmed, what is kept, and when it is asked for."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.closing import ActionClose
from actions.consent import ActionAnswerConsent, ActionConsent
from actions.survey import ActionRecordRating
from actions.turn import Turn
from hilo.texts import texts
from tests.actions.conftest import bot, user

Run = Callable[..., Any]
UPSET = {"sentiment": {"label": "negative", "score": -0.8}, "emotion": {"label": "anger", "confidence": 0.9}}


def test_what_is_to_be_kept_goes_out_as_one_list_after_all_else(run: Run) -> None:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher
    turn = Turn(CollectingDispatcher(), Tracker("x", {}, {}, [], False, None, {}, ""))
    turn.remember("fact", name="company", value="Ceibo")
    turn.set("city", "Rosario")
    turn.remember("kept", type="send_quote")
    assert [(e["name"], e["value"]) for e in turn.events] == [
        ("city", "Rosario"),
        ("remember", [{"kind": "fact", "name": "company", "value": "Ceibo"}, {"kind": "kept", "type": "send_quote"}])]


@pytest.mark.parametrize(("text", "said"), [
    ("no me escriban más", "utter_opt_out_all"),
    ("no quiero más promociones", "utter_opt_out_marketing"),
    ("no me manden más ofertas por whatsapp", "utter_opt_out_marketing_by_channel"),
    ("no me escriban más por whatsapp", "utter_opt_out_all_by_channel"),
    ("no me llamen más", "utter_opt_out_all_calls"),
])
def test_a_refusal_is_confirmed_in_one_message_with_its_scope(run: Run, text: str, said: str) -> None:
    ran = run(ActionConsent(), text, "opt_out", **UPSET)
    assert ran.said == [said]
    assert "?" not in texts.fill(said, through="WhatsApp", note="")
    assert "remember" not in ran.slots  # the words themselves are kept with the turn (hilo/turns/keep.py)


def test_order_notices_go_on_where_only_marketing_stops() -> None:
    assert "pedidos siguen" in texts.fill("utter_opt_out_marketing")
    assert "tampoco por tus pedidos" in texts.fill("utter_opt_out_all")


def test_a_refusal_of_e_mails_tells_also_how_the_shops_newsletter_is_left(run: Run) -> None:
    ran = run(ActionConsent(), "no me manden más correos", "opt_out")
    assert "al pie de cada uno" in ran.messages[0]["note"]


def test_a_refusal_that_only_the_phrases_told_is_kept_by_the_action(run: Run) -> None:
    ran = run(ActionConsent(), "/opt_out", "opt_out", slots={"marketing_consent": "granted"})
    assert ran.said == ["utter_opt_out_all"]
    assert ran.slots["remember"] == [{"kind": "consent", "purpose": "all", "channel": "all", "status": "revoked",
                                      "quote": "/opt_out"}]


def test_a_refusal_that_only_the_phrases_told_is_asked_about_before_anything_stops(run: Run) -> None:
    ran = run(ActionConsent(), "esto no anda más", "opt_out")
    assert ran.said == ["utter_ask_refusal_unsure"]
    assert "remember" not in ran.slots
    before = [user(), bot("utter_ask_refusal_unsure")]
    no = run(ActionAnswerConsent(), "no", "deny", before=before)
    assert (no.said, "remember" in no.slots) == (["utter_refusal_undone"], False)
    yes = run(ActionAnswerConsent(), "sí", "affirm", before=before)
    assert (yes.said, yes.slots["remember"][0]["purpose"]) == (["utter_opt_out_all"], "all")


REFUSED = [user("no llega más"), bot("utter_opt_out_all")]


@pytest.mark.parametrize("text", ["no, yo no dije eso", "nunca les pedí que dejen de escribirme",
                                  "cómo que no me avisan?", "me entendiste mal"])
def test_a_refusal_that_the_person_protests_against_is_undone(run: Run, text: str) -> None:
    ran = run(ActionConsent(), text, "opt_out", before=REFUSED)
    assert (ran.said, ran.slots["remember"]) == (["utter_refusal_undone"], [{"kind": "no_refusal"}])


def test_a_protest_with_a_matter_is_answered_with_the_matter(run: Run) -> None:
    ran = run(ActionClose(), "yo no pedí eso, quiero ver las camperas azules", "deny", before=REFUSED)
    assert (ran.said[0], len(ran.said)) == ("utter_refusal_undone", 2)


@pytest.mark.parametrize(("text", "before"), [
    ("nunca les pedí que me escribieran", REFUSED), ("no quiero que me escriban", REFUSED), ("gracias", REFUSED),
    ("yo no dije eso", [user(), bot("utter_faq")])])
def test_a_refusal_that_is_meant_stays(run: Run, text: str, before: list[dict[str, Any]]) -> None:
    assert "utter_refusal_undone" not in run(ActionClose(), text, "deny", before=before).said


def test_a_wish_about_ones_data_gets_the_approved_answer(run: Run) -> None:
    assert run(ActionConsent(), "quiero que eliminen mis datos", "opt_out").said == ["utter_faq"]


def test_leave_is_thanked_for_and_promises_only_what_the_channel_can(run: Run) -> None:
    there = run(ActionConsent(), "quiero recibir novedades", "opt_in", channel="whatsapp")
    assert there.said == ["utter_opt_in"]
    assert run(ActionConsent(), "quiero recibir novedades", "opt_in").said == ["utter_opt_in_here_only_answers"]
    assert run(ActionConsent(), "quiero recibir novedades", "opt_in", channel="phone").said == ["utter_opt_in_calls"]


def test_leave_that_is_not_plain_is_asked_for_before_it_is_kept(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hilo.consent.wishes.read_permission", lambda text: None)
    ran = run(ActionConsent(), "mi prima recibe todo y yo nada", "opt_in", channel="whatsapp")
    assert ran.said == ["utter_ask_consent_unsure"]
    assert "remember" not in ran.slots
    assert ran.slots["open_question"] == "consent"


def test_news_are_offered_once_after_a_good_rating_where_they_can_be_sent(run: Run) -> None:
    ran = run(ActionRecordRating(), "un 5", "rate_service", channel="whatsapp")
    assert ran.said == ["utter_rating_thanks", "utter_ask_consent"]
    assert ran.slots["open_question"] == "consent"
    asked = {"consent_asked_on": ran.slots["consent_asked_on"]}
    assert run(ActionRecordRating(), "un 5", "rate_service", channel="whatsapp", slots=asked).said == [
        "utter_rating_high"]


@pytest.mark.parametrize(("slots", "channel", "rating", "mood"), [
    ({"marketing_consent": "revoked"}, "whatsapp", "5", {}), ({"marketing_consent": "denied"}, "whatsapp", "5", {}),
    ({"marketing_consent": "granted"}, "whatsapp", "5", {}), ({}, "webchat", "5", {}), ({}, "phone", "5", {}),
    ({}, "whatsapp", "3", {}), ({}, "whatsapp", "5", UPSET),
])
def test_news_are_not_offered(run: Run, slots: dict[str, str], channel: str, rating: str, mood: Any) -> None:
    ran = run(ActionRecordRating(), f"un {rating}", "rate_service", slots=slots, channel=channel, **mood)
    assert "utter_ask_consent" not in ran.said


def test_who_was_upset_a_moment_ago_is_not_offered_news(run: Run) -> None:
    before = [user(), bot("utter_mood_anger"), user(), bot("utter_ask_rating")]
    ran = run(ActionRecordRating(), "un 5", "rate_service", before=before, channel="whatsapp")
    assert ran.said == ["utter_rating_high"]


def test_after_a_choice_news_are_offered_where_a_rating_was_asked_before(run: Run) -> None:
    slots = {"shown": ["x"], "chosen": "x", "rating": 5}
    assert run(ActionClose(), "no", "deny", slots=slots, channel="whatsapp").said == [
        "utter_close_success", "utter_ask_consent"]
    first = run(ActionClose(), "no", "deny", slots={"shown": ["x"], "chosen": "x"}, channel="whatsapp")
    assert first.said == ["utter_close_success", "utter_ask_rating"]  # one question at a time


@pytest.mark.parametrize(("intent", "status", "said"), [
    ("affirm", "granted", "utter_opt_in"), ("deny", "denied", "utter_consent_denied"),
    ("not_interested", "denied", "utter_consent_denied")])
def test_the_answer_goes_into_the_ledger(run: Run, intent: str, status: str, said: str) -> None:
    before = [user(), bot("utter_ask_consent")]
    ran = run(ActionAnswerConsent(), f"/{intent}", intent, before=before, channel="whatsapp", title="Sí, avísame")
    assert ran.said == [said]
    assert ran.slots["open_question"] is None
    assert ran.slots["remember"] == [{"kind": "consent", "purpose": "marketing", "channel": "whatsapp",
                                      "status": status, "quote": "Sí, avísame"}]


def test_a_yes_to_something_else_is_no_leave(run: Run) -> None:
    before = [user(), bot("utter_ask_consent"), user(), bot("utter_shipping_zone")]
    ran = run(ActionAnswerConsent(), "sí", "affirm", before=before, channel="whatsapp")
    assert ran.said == ["utter_affirm"]
    assert "remember" not in ran.slots


def test_who_wants_news_of_an_order_only_is_promised_no_promotions(run: Any) -> None:
    ran = run(ActionConsent(), "quiero recibir los avisos de mi pedido por whatsapp", "opt_in")
    assert ran.said == ["utter_opt_in_service"]
    assert run(ActionConsent(), "quiero recibir las ofertas por aquí", "opt_in").said != ["utter_opt_in_service"]
