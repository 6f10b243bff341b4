"""The follow_up flow: what is promised, and what is kept of it."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

import actions.follow_up
from actions.follow_up import ActionFollowUp, ActionResume
from hilo.followups.reach import Reach

ZONE = "America/Argentina/Cordoba"
HERE = Reach(ZONE, "AR", "whatsapp:+5493425550101", "+543425550101")
NOWHERE = Reach(ZONE, "AR")


@pytest.fixture
def ways(monkeypatch: pytest.MonkeyPatch) -> Callable[[Reach], None]:
    return lambda reach: monkeypatch.setattr(actions.follow_up, "reach", lambda contact_id: reach)


def test_a_day_and_an_hour_are_promised_and_kept(run: Any, ways: Any) -> None:
    ways(HERE)
    ran = run(ActionFollowUp(), "escribime mañana a las 9", "follow_up_later", channel="whatsapp")
    assert ran.said == ["utter_write_back"]
    assert ran.messages[0]["moment"] == "mañana a las 9"
    assert ran.slots["remember"] == [{"kind": "write_back", "due": "2026-11-25T09:00:00-03:00", "channel": "whatsapp",
                                      "address": "whatsapp:+5493425550101"}]


def test_busy_without_a_time_is_three_hours(run: Any, ways: Any) -> None:
    ways(HERE)
    ran = run(ActionFollowUp(), "voy manejando", "busy", channel="whatsapp")
    assert (ran.said, ran.messages[0]["moment"]) == (["utter_busy_write_back"], "hoy a las 13")
    assert ran.slots["remember"][0]["due"] == "2026-11-24T13:00:00-03:00"


def test_busy_with_a_time_takes_it(run: Any, ways: Any) -> None:
    ways(HERE)
    ran = run(ActionFollowUp(), "ahora no puedo, escríbeme mañana a las 9", "busy", channel="whatsapp")
    assert ran.slots["remember"][0]["due"] == "2026-11-25T09:00:00-03:00"


@pytest.mark.parametrize("intent", ["busy", "follow_up_later"])
def test_on_the_web_chat_nothing_is_promised_that_cannot_be_kept(intent: str, run: Any, ways: Any) -> None:
    ways(NOWHERE)
    ran = run(ActionFollowUp(), "escribime mañana a las 9" if intent != "busy" else "estoy en clase", intent,
              channel="webchat")
    assert ran.said == ["utter_cannot_write" if intent != "busy" else "utter_busy"]
    assert "remember" not in ran.slots


def test_on_the_web_chat_with_a_number_known_it_is_by_whatsapp(run: Any, ways: Any) -> None:
    ways(HERE)
    ran = run(ActionFollowUp(), "escribime mañana a las 9", "follow_up_later", channel="webchat")
    assert (ran.said, ran.messages[0]["phone"]) == (["utter_write_back_by_whatsapp"], "+5493425550101")


def test_without_a_time_it_asks_when(run: Any, ways: Any) -> None:
    ways(HERE)
    ran = run(ActionFollowUp(), "mejor escribime vos en otro momento", "follow_up_later", channel="whatsapp")
    assert (ran.said, ran.slots["open_question"]) == (["utter_write_back_when"], "moment")


@pytest.mark.parametrize(("text", "due", "words"), [
    ("mañana a las 9", "2026-11-25T09:00:00-03:00", "mañana a las 9"),
    ("el lunes", "2026-11-30T09:00:00-03:00", "el lunes 30 de noviembre a las 9"),
    ("a la tarde", "2026-11-24T14:00:00-03:00", "hoy a las 14"),
    ("en un rato", "2026-11-24T11:10:00-03:00", "hoy a las 11:10"),
    ("cuando puedas", "2026-11-24T13:00:00-03:00", "hoy a las 13"),
])
def test_a_bare_moment_answers_when_and_is_said_back(run: Any, ways: Any, text: str, due: str, words: str) -> None:
    ways(HERE)
    ran = run(ActionFollowUp(), text, "inform", channel="whatsapp", slots={"open_question": "moment"})
    assert (ran.said, ran.messages[0]["moment"]) == (["utter_write_back"], words)
    assert ran.slots["remember"] == [{"kind": "write_back", "due": due, "channel": "whatsapp",
                                      "address": "whatsapp:+5493425550101"}]
    assert ran.slots["open_question"] == "other_moment"  # «mejor a las 10» is heard as well


def test_an_open_search_is_noted_as_left(run: Any, ways: Any) -> None:
    ways(HERE)
    ran = run(ActionFollowUp(), "escribime mañana a las 9", "follow_up_later", channel="whatsapp",
              slots={"product": "bota"})
    assert ran.slots["interrupted"] == {"at": "2026-11-24T10:00:00-03:00", "gathering": True, "question": None}


def test_the_options_that_were_open_are_asked_about_again(run: Any, ways: Any) -> None:
    ways(HERE)
    shown = {"product": "bota", "summary_confirmed": True, "recommended": ["a", "b"]}
    left = run(ActionFollowUp(), "estoy manejando", "busy", channel="whatsapp", slots={**shown, "open_question": "buy"})
    assert left.slots["open_question"] == "other_moment"
    ran = run(ActionResume(), "dale", "affirm", slots={**shown, **left.slots})
    assert (ran.said, ran.slots["open_question"]) == (["utter_which_option"], "buy")


def test_a_search_that_was_left_goes_on(run: Any) -> None:
    left = {"at": "2026-11-23T10:00:00-03:00", "gathering": True, "question": None}
    ran = run(ActionResume(), "dale", "affirm", slots={"interrupted": left, "product": "bota"})
    assert (ran.said, ran.slots["next_step"], ran.slots["interrupted"]) == (["utter_resume"], "gather", None)
    assert run(ActionResume(), "sigamos", "affirm").said == ["utter_affirm"]


def test_who_says_that_they_will_write_is_not_written_to(run: Any, ways: Any) -> None:
    ways(HERE)
    ran = run(ActionFollowUp(), "mañana te escribo", "follow_up_later", channel="whatsapp")
    assert ran.said == ["utter_they_will_write"]
    assert "remember" not in ran.slots


def test_who_had_opted_out_gives_leave_by_asking(run: Any, ways: Any) -> None:
    ways(replace(HERE, refused=True))
    ran = run(ActionFollowUp(), "escribime mañana a las 9", "follow_up_later", channel="whatsapp")
    assert ran.slots["remember"][0] == {"kind": "consent", "purpose": "service", "channel": "whatsapp",
                                        "status": "granted"}


def test_a_call_now_is_for_the_team_at_once(run: Any, ways: Any) -> None:
    ways(HERE)
    ran = run(ActionFollowUp(), "llamame", "request_call", channel="whatsapp")
    assert ran.said == ["utter_call_back_soon"]
    (kept,) = ran.slots["remember"]
    assert (kept["kind"], kept["type"], kept["phone"], kept["due"]) == (
        "message_for_people", "call_back", "+543425550101", None)


def test_a_call_at_night_is_moved_to_when_people_are_there_and_says_so(run: Any, ways: Any) -> None:
    ways(HERE)
    ran = run(ActionFollowUp(), "llámenme hoy a las 22", "request_call", channel="whatsapp")
    assert (ran.said, ran.messages[0]["moment"]) == (["utter_call_back_closed"], "mañana a las 9")


def test_a_call_at_a_number_that_they_give(run: Any, ways: Any) -> None:
    ways(NOWHERE)
    ran = run(ActionFollowUp(), "llámenme mañana a las 10 al 3425551234", "request_call", {"phone": "3425551234"},
              channel="webchat")
    assert (ran.said, ran.messages[0]["phone"], ran.messages[0]["moment"]) == (
        ["utter_call_back"], "+543425551234", "mañana a las 10")


def test_a_call_without_a_number_asks_for_it(run: Any, ways: Any) -> None:
    ways(NOWHERE)
    assert run(ActionFollowUp(), "llamame", "request_call", channel="webchat").said == ["utter_call_back_which_phone"]


CALL = {"who": "business", "kind": "call", "what": "llamar por teléfono", "status": "open",
        "due": "2026-11-25T13:00:00+00:00"}
AT_TEN = {"kind": "write_back", "due": "2026-11-25T10:00:00-03:00", "channel": "whatsapp",
          "address": "whatsapp:+5493425550101"}


@pytest.mark.parametrize(("text", "intent", "asked"), [
    ("cancela la llamada", "request_call", None), ("mejor no", "cancel", "call_moment")])
def test_a_call_that_was_promised_is_called_off_and_said_so(run: Any, ways: Any, text: str, intent: str,
                                                            asked: str | None) -> None:
    ways(HERE)
    ran = run(ActionFollowUp(), text, intent, channel="whatsapp",
              slots={"commitments": [CALL], "open_question": asked})
    assert (ran.said, ran.slots["remember"]) == (["utter_no_call_go_on"], [{"kind": "no_call"}])


def test_a_message_in_place_of_the_call_comes_at_its_moment(run: Any, ways: Any) -> None:
    ways(HERE)
    ran = run(ActionFollowUp(), "mejor no me llames, escribime", "request_call", channel="whatsapp",
              slots={"commitments": [CALL]})
    assert (ran.said, ran.messages[1]["moment"]) == (["utter_no_call", "utter_write_back"], "mañana a las 10")
    assert ran.slots["remember"] == [{"kind": "no_call"}, AT_TEN]


def test_a_message_in_place_of_the_call_at_another_moment(run: Any, ways: Any) -> None:
    ways(HERE)
    ran = run(ActionFollowUp(), "no me llamen, escríbanme mañana a las 15", "request_call", channel="whatsapp",
              slots={"commitments": [CALL]})
    assert ran.slots["remember"] == [{"kind": "no_call"}, {**AT_TEN, "due": "2026-11-25T15:00:00-03:00"}]


def test_the_call_may_be_moved_right_after(run: Any, ways: Any) -> None:
    ways(HERE)
    before = [{"event": "user", "text": "llámame mañana a las 10"}]
    ran = run(ActionFollowUp(), "mejor a las 16", "inform", channel="whatsapp", before=before,
              slots={"commitments": [CALL], "open_question": "call_moment"})
    assert (ran.said, ran.messages[0]["moment"]) == (["utter_call_back"], "mañana a las 16")
    assert ran.slots["remember"][0]["text"] == "llámame mañana a las 10\nmejor a las 16"
    assert ran.slots["open_question"] == "call_moment"


@pytest.mark.parametrize(("text", "words"), [
    ("mejor a las 16", "mañana a las 16"), ("no, a las 4", "mañana a las 16"), ("mejor hoy a las 16", "hoy a las 16"),
    ("mejor el jueves a las 11", "el jueves 26 de noviembre a las 11"), ("mejor en dos horas", "hoy a las 12")])
def test_an_hour_alone_moves_the_message_within_the_day_that_was_promised(run: Any, ways: Any, text: str,
                                                                         words: str) -> None:
    ways(HERE)
    ran = run(ActionFollowUp(), text, "inform", channel="whatsapp",
              slots={"commitments": [{**CALL, "kind": "write_back"}], "open_question": "other_moment"})
    assert (ran.said, ran.messages[0]["moment"]) == (["utter_write_back"], words)


def test_an_hour_alone_with_nothing_promised_is_of_today(run: Any, ways: Any) -> None:
    ways(HERE)
    ran = run(ActionFollowUp(), "a las 16", "inform", channel="whatsapp", slots={"open_question": "moment"})
    assert ran.messages[0]["moment"] == "hoy a las 16"


@pytest.mark.parametrize(("commitments", "said"), [
    ([], "utter_call_none_known"),
    ([{"who": "business", "kind": "call", "due": None}], "utter_call_known_soon"),
    ([{"who": "business", "kind": "call", "due": "2026-11-25T13:00:00+00:00"}], "utter_call_known")])
def test_who_asks_when_they_are_called_is_told_what_is_noted(run: Any, ways: Any, commitments: list[dict[str, Any]],
                                                             said: str) -> None:
    ways(HERE)
    ran = run(ActionFollowUp(), "¿cuándo me llaman por el bordado?", "request_call", slots={"commitments": commitments})
    assert ran.said == [said]
    assert "remember" not in ran.slots  # nothing new is asked of the team
