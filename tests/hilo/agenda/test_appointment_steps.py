"""What is asked for an appointment, what an answer settles, and what is left to the rules."""
from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from hilo.agenda import steps
from hilo.agenda.desk import Desk
from hilo.business.agendas import get_agendas
from hilo.business.load import get_shop
from hilo.crm.agenda import Booked
from tests.hilo.agenda.asking import HALF, HOME, NOW, THURSDAY, Talk


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
