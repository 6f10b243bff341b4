"""An appointment that somebody has already: told, moved, cancelled, or not found."""
from __future__ import annotations

from datetime import timedelta

import pytest

from hilo.agenda import steps
from hilo.agenda.changing import calls_off
from hilo.crm.agenda import Booked
from tests.hilo.agenda.asking import HALF, NOW, THURSDAY, Talk, mine


def test_who_has_one_already_is_told_when_they_ask_for_another() -> None:
    talk = Talk(city="Santa Fe", mine=[mine()])
    out = talk.say("quiero un turno", "book_appointment")
    assert out.say == [("utter_appointment_another", {"appointment": mine()})]


@pytest.mark.parametrize("text", ["¿cuándo es mi turno?", "a qué hora tengo la cita", "dónde es la reunión?"])
def test_who_asks_for_their_own_is_told(text: str) -> None:
    assert Talk(mine=[mine()]).say(text, "book_appointment").say == [
        ("utter_appointment_known", {"appointments": [mine()]})]
    assert Talk().say(text, "book_appointment").say == [("utter_appointment_none_known", {})]


@pytest.mark.parametrize(("text", "ask", "job"), [
    ("cancelá mi turno", steps.CANCEL, "cancel"), ("quiero anular la cita", steps.CANCEL, "cancel"),
    ("pasame el turno para el lunes", steps.TIME, "move"), ("quiero cambiar mi cita", steps.TIME, "move"),
    ("no puedo ir el jueves, pasalo al lunes", steps.TIME, "move"), ("reprogramemos", steps.TIME, "move"),
    ("no voy a poder ir", steps.CHANGE, None),
])
def test_the_only_one_is_found_unasked_and_what_is_wanted_is_read(text: str, ask: str, job: str | None) -> None:
    out = Talk(mine=[mine()]).say(text, "change_appointment")
    assert (out.ask, (out.state or {})["job"], (out.state or {})["number"]) == (ask, job, "CITA-10001")


def test_it_is_moved_to_where_they_say() -> None:
    talk = Talk(mine=[mine()], booked=[Booked("santa_fe", THURSDAY, THURSDAY + HALF, "k")])
    talk.say("no puedo ir el jueves, pasalo al lunes", "change_appointment")
    assert [one[:2] for one in talk.offers] == ["30", "30", "30"]
    talk.say("a las 10")
    assert (talk.out.do, talk.chosen) == ("move", "santa_fe 30 10:00")


def test_an_hour_alone_means_the_day_that_it_is_on() -> None:
    talk = Talk(mine=[mine()], booked=[Booked("santa_fe", THURSDAY, THURSDAY + HALF, "k")])
    talk.say("pasámela a las 6 de la tarde", "change_appointment")
    assert (talk.out.ask, talk.offers) == (steps.TIME, ["26 18:00"])


@pytest.mark.parametrize("text", ["cancelarla", "ya no voy a poder ir", "mejor anulala"])
def test_who_gives_up_moving_it_is_asked_whether_to_cancel_it(text: str) -> None:
    talk = Talk(mine=[mine()])
    talk.say("quiero cambiar mi cita", "change_appointment")
    assert talk.say(text, "cancel").ask == steps.CANCEL
    assert talk.say("sí", "affirm").do == "cancel"


def test_to_where_it_is_it_is_moved_already() -> None:
    talk = Talk(mine=[mine()], booked=[Booked("santa_fe", THURSDAY, THURSDAY + HALF, "k")])
    talk.say("quiero cambiar la hora de la cita", "change_appointment")
    assert talk.say("el jueves a las 17:30").do == "move"
    assert talk.chosen == "santa_fe 26 17:30"


def test_of_several_it_is_asked_which() -> None:
    other = mine("CITA-10002", THURSDAY + timedelta(days=1), "rosario")
    talk = Talk(mine=[mine(), other])
    assert talk.say("cancelar mi cita", "change_appointment").ask == steps.WHICH
    assert talk.say("la del viernes").ask == steps.CANCEL
    assert (talk.out.state or {})["number"] == "CITA-10002"
    assert talk.say("sí", "affirm").do == "cancel"
    talk = Talk(mine=[mine(), other])
    assert (talk.say("cancelá la del viernes", "change_appointment").state or {})["number"] == "CITA-10002"
    talk = Talk(mine=[mine(), other])
    talk.say("cancelar mi cita", "change_appointment")
    assert (talk.say("la segunda").state or {})["number"] == "CITA-10002"


@pytest.mark.parametrize(("text", "intent", "do", "ask", "said"), [
    ("sí", "affirm", "cancel", None, []), ("sí, cancelarla", "cancel", "cancel", None, []),
    ("cancelala nomás", "cancel_order", "cancel", None, []),
    ("no, dejarla como está", "deny", None, None, ["utter_appointment_kept"]),
    ("mejor pasala al viernes", "change_appointment", None, steps.TIME, []),
])
def test_before_it_is_cancelled_they_are_asked(text: str, intent: str, do: str | None, ask: str | None,
                                               said: list[str]) -> None:
    talk = Talk(mine=[mine()])
    talk.say("cancelar mi cita", "change_appointment")
    talk.say(text, intent)
    assert (talk.out.do, talk.out.ask, talk.said) == (do, ask, said)


def test_what_is_over_cancelled_or_not_theirs_is_not_there() -> None:
    gone = [mine(status="cancelled"), mine("CITA-10002", NOW - timedelta(days=1))]
    out = Talk(mine=gone).say("cancelar la cita CITA-10009", "change_appointment")
    assert (out.say, out.state) == ([("utter_appointment_none_known", {})], None)


@pytest.mark.parametrize(("text", "is_so"), [
    ("mirá, cancelala, lo siento", True), ("anulala mejor", True), ("cancelame el pedido", False),
    ("quiero cancelar la compra", False), ("gracias!", False)])
def test_what_is_called_off_right_after_is_the_appointment(text: str, is_so: bool) -> None:
    assert calls_off(text) is is_so
    talk = Talk(mine=[mine()]) if is_so else None
    if talk:
        assert talk.say(text, "not_interested", 0.5).ask == steps.CANCEL


@pytest.mark.parametrize(("text", "said"), [
    ("necesito mover lo del jueves", "utter_appointment_or_else"),
    ("al final no voy a ir", "utter_appointment_or_else"),
    ("necesito mover la cita del jueves", "utter_appointment_none_known")])
def test_who_has_none_and_names_none_is_asked_what_it_is_about(text: str, said: str) -> None:
    assert Talk().say(text, "change_appointment").say == [(said, {})]
