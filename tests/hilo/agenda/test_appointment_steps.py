"""What is asked for an appointment, what an answer settles, and what is left to the rules."""
from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from hilo.agenda import steps
from hilo.agenda.changing import calls_off
from hilo.agenda.desk import Desk
from hilo.business.agendas import get_agendas
from hilo.business.load import get_shop
from hilo.crm.agenda import Booked
from tests.hilo.agenda.asking import HALF, HOME, NOW, THURSDAY, Talk, mine


def test_what_is_known_is_not_asked() -> None:
    talk = Talk(city="Santa Fe", name="Ana")
    talk.say("quiero un turno para elegir cortinas el jueves a la tarde", "book_appointment")
    assert (talk.out.ask, talk.offers) == (steps.TIME, ["26 16:30", "26 17:30", "26 18:30"])
    assert (talk.out.state or {})["topic"] == "home"
    talk.say("el segundo")
    assert (talk.out.do, talk.out.ask, talk.chosen) == ("book", None, "santa_fe 26 17:30")


def test_a_stranger_is_asked_where_and_in_whose_name_and_no_more() -> None:
    talk = Talk()
    asked = [talk.say("quiero un turno", "book_appointment").ask, talk.say("en Rosario").ask,
             talk.say("el primero").ask]
    assert asked == [steps.PLACE, steps.TIME, steps.NAME]
    assert talk.say("Luz Rey", name="Luz Rey").do == "book"


def test_by_telephone_the_matter_counts_and_the_number_is_asked() -> None:
    talk = Talk(name="Ana")
    asked = [talk.say("quiero una cita", "book_appointment").ask, talk.say("por teléfono", "request_call").ask,
             talk.say("para uniformes", "request_quote").ask, talk.say("el primero").ask]
    assert asked == [steps.PLACE, steps.TOPIC, steps.TIME, steps.PHONE]
    assert talk.say("341 555 1234", phone="+543415551234").do == "book"


@pytest.mark.parametrize(("known", "text", "place"), [
    ({"city": "Rosario"}, "quiero un turno", "rosario_centro"),
    ({"city": "Córdoba"}, "quiero un turno", "video"),
    ({"country": "MX"}, "quiero una cita", "video"),
    ({"city": "Rosario"}, "quiero una cita por zoom", "video"),
    ({}, "turno en la sucursal de Santa Fe", "santa_fe_centro"),
    ({"city": "Rosario"}, "un turno con Paula", "santa_fe_centro"),
    ({}, "quiero un turno", None),
])
def test_where_follows_from_the_words_then_from_the_town(known: dict[str, Any], text: str, place: str | None) -> None:
    out = Talk(**known).say(text, "book_appointment")
    assert (out.state or {})["place"] == place
    assert out.ask == (steps.TIME if place else steps.PLACE)


def test_the_place_may_be_changed_while_a_moment_is_asked() -> None:
    talk = Talk(city="Santa Fe", name="Ana")
    talk.say("una cita el jueves a la tarde", "book_appointment")
    talk.say("mejor por videollamada")
    assert ((talk.out.state or {})["place"], talk.offers) == ("video", ["26 15:00", "26 17:00", "26 18:30"])


def test_an_exact_hour_that_is_free_is_offered_at_first_and_taken_later() -> None:
    talk = Talk(city="Santa Fe", name="Ana")
    talk.say("un turno el jueves a las 17:30", "book_appointment")
    assert (talk.out.ask, talk.offers) == (steps.TIME, ["26 17:30"])
    talk.say("mejor el viernes a las 18", "inform")
    assert (talk.out.do, talk.chosen) == ("book", "santa_fe 27 18:00")


def test_an_hour_without_a_day_is_taken_where_one_day_was_offered_else_asked() -> None:
    talk = Talk(city="Santa Fe", name="Ana")
    talk.say("un turno el jueves", "book_appointment")
    assert talk.say("a las 5 mejor", "follow_up_later").do == "book"
    assert talk.chosen == "santa_fe 26 17:00"
    talk = Talk(city="Santa Fe", name="Ana")
    talk.say("un turno", "book_appointment")
    talk.say("a las 5 mejor", "follow_up_later")
    assert (talk.out.ask, talk.offers) == (steps.TIME, ["24 17:00", "25 17:00", "26 17:00"])


@pytest.mark.parametrize(("text", "said", "first"), [
    ("para el 25 de diciembre", "utter_appointment_too_far", "24 09:00"),
    ("el domingo", "utter_appointment_closed", "28 09:00"),
    ("el jueves a las 14", "utter_appointment_none_then", "26 11:30"),
])
def test_why_it_cannot_be_then_is_said_and_the_nearest_offered(text: str, said: str, first: str) -> None:
    talk = Talk(city="Santa Fe", name="Ana")
    talk.say(f"una cita {text}", "book_appointment")
    assert (talk.said, talk.offers[0]) == ([said], first)


def test_a_holiday_is_called_by_its_name() -> None:
    talk = Talk(city="Santa Fe")
    talk.desk = Desk(get_shop(), get_agendas(), NOW + timedelta(days=10), HOME, city="Santa Fe")
    out = talk.say("una cita el 25 de diciembre", "book_appointment")
    assert out.say == [("utter_appointment_holiday", {"day": "viernes 25 de diciembre", "holiday": "Navidad"})]


def test_refused_times_are_left_out_and_others_are_near() -> None:
    talk = Talk(city="Rosario", name="Ana")
    talk.say("una cita el lunes 7 de diciembre a las 11 de la mañana", "book_appointment")
    talk.say("uy no, mejor otro día", "change_appointment")
    assert (talk.said, talk.offers) == ([], ["05 11:00", "08 10:30", "08 11:00"])
    talk.say("a la mañana no puedo", "change_appointment")
    assert all(int(one[3:5]) >= 12 for one in talk.offers)


def test_a_full_agenda_is_owned_up_to() -> None:
    always = Booked("santa_fe", NOW, NOW + timedelta(days=60), "k")
    out = Talk(city="Santa Fe", booked=[always]).say("un turno", "book_appointment")
    assert (out.state, out.ask, [name for name, _ in out.say]) == (None, None, ["utter_appointment_no_room"])


def test_somebody_who_was_quicker_leaves_the_next_ones() -> None:
    talk = Talk(city="Santa Fe", name="Ana")
    talk.say("un turno el jueves a la tarde", "book_appointment")
    talk.say("el segundo")
    desk = Desk(get_shop(), get_agendas(), NOW, HOME, city="Santa Fe", name="Ana",
                booked=[Booked("santa_fe", THURSDAY, THURSDAY + HALF, "another")])
    talk.out = steps.taken(desk, talk.out.state or {})
    assert (talk.said, talk.out.ask) == (["utter_appointment_taken"], steps.TIME)
    assert "26 17:30" not in talk.offers
    assert all(one.startswith("26 ") for one in talk.offers)


def test_what_this_very_turn_has_booked_before_it_broke_off_counts_as_free() -> None:
    ours = Booked("santa_fe", THURSDAY, THURSDAY + HALF, "message:1:book")
    talk = Talk(city="Santa Fe", name="Ana", booked=[ours], key="message:1:book")
    talk.say("un turno el jueves", "book_appointment")
    assert talk.say("a las 17:30").do == "book"


def test_a_moment_agreed_in_a_call_is_offered_unasked() -> None:
    talk = Talk(city="Santa Fe", wished=THURSDAY)
    talk.say("quiero confirmar la cita", "book_appointment")
    assert talk.offers == ["26 17:30"]


@pytest.mark.parametrize("intent", ["shipping_inquiry", "business_info", "request_human", "complaint", "opt_out",
                                    "cancel", "goodbye", "not_interested", "order_status"])
def test_what_is_no_answer_is_left_to_the_rules(intent: str) -> None:
    talk = Talk(city="Santa Fe")
    talk.say("un turno", "book_appointment")
    assert talk.say("zzz", intent).left_to_rules


def test_what_it_costs_is_answered_and_asked_again() -> None:
    talk = Talk(city="Santa Fe")
    talk.say("un turno", "book_appointment")
    talk.say("¿y cuánto sale?", "price_inquiry")
    assert (talk.said, talk.out.ask) == (["utter_appointment_is_free"], steps.TIME)
    assert talk.say("¿cuánto salen las botas?", "price_inquiry", product="bota").left_to_rules


def test_a_name_told_before_it_is_asked_for_is_not_asked_for() -> None:
    talk = Talk(city="Santa Fe")
    talk.say("un turno", "book_appointment")
    talk.say("Me llamo Carlos Ruiz", name="Carlos Ruiz")
    assert (talk.said, talk.out.ask) == ([], steps.TIME)
    assert talk.say("el primero").do == "book"


def test_twice_not_understood_is_let_go() -> None:
    talk = Talk(city="Santa Fe")
    talk.say("un turno", "book_appointment")
    talk.say("prrrt", "chitchat")
    assert (talk.said, talk.out.ask) == (["utter_appointment_not_understood"], steps.TIME)
    talk.say("prrrt", "chitchat")
    assert (talk.said, talk.out.state) == (["utter_appointment_left"], None)


@pytest.mark.parametrize("text", ["no, déjalo", "olvidalo", "dejalo así, no importa"])
def test_it_can_be_left_off_in_words(text: str) -> None:
    talk = Talk(city="Santa Fe")
    talk.say("un turno", "book_appointment")
    talk.say(text, "deny")
    assert (talk.said, talk.out.state) == (["utter_drop_appointment"], None)


def test_nobody_comes_to_the_house_and_that_is_said() -> None:
    talk = Talk(city="Santa Fe")
    talk.say("necesito que alguien venga a medir las ventanas para las cortinas", "book_appointment")
    assert (talk.said, talk.out.ask) == (["utter_appointment_not_at_home"], steps.TIME)


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


def test_a_town_in_a_question_about_shipping_is_not_where_they_come() -> None:
    talk = Talk(city="Santa Fe")
    talk.say("una cita para cortinas", "book_appointment")
    before = talk.out.state
    out = talk.say("¿cuánto sale el envío a Rosario?", "shipping_inquiry", 0.99)
    assert (out.left_to_rules, out.state) == (True, before)


def test_the_first_that_is_free_is_taken() -> None:
    talk = Talk(city="Santa Fe", name="Ana")
    talk.say("una cita para cortinas", "book_appointment")
    first = talk.offers[0]
    talk.say("vale, a la primera hora que tengáis", "goodbye", 0.6)
    assert talk.chosen == f"santa_fe {first}"


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
