"""Who asks what they get for a trouble is told from who asks for promotions, money back or how a coupon is used."""
from __future__ import annotations

import pytest

from hilo.followups.in_writing import asks_in_writing
from hilo.orders.making_good import asks_compensation, order_spoken_of, wants_it_sent, wants_more
from hilo.orders.wishes import choice_of


@pytest.mark.parametrize("text", [
    "¿qué me van a dar por el retraso? exijo una compensación", "¿cuánto me dan de descuento por el retraso?",
    "y qué me dan por la demora", "algo me tienen que reconocer por tanta espera", "¿y mi cupón?",
    "¿me hacen alguna rebaja por la tardanza?", "por las molestias qué me ofrecen", "quiero que me compensen",
    "el cupón que me prometieron no aparece", "¿no hay un detalle por el inconveniente?",
    "qué me toca por el atraso del pedido", "¿tienen algo por la demora?", "por la demora, ¿no hay algún detalle?",
    "quiero un vale por las molestias", "¿dan alguna atención por el retraso?", "un descuento por la demora, ¿no?",
])
def test_what_is_given_for_a_trouble_is_asked_for(text: str) -> None:
    assert asks_compensation(text)


@pytest.mark.parametrize("text", [
    "¿hay descuento por pagar con transferencia?", "¿tienen algún cupón?", "¿cómo uso mi cupón?", "quiero más",
    "quiero que me devuelvan la plata por la demora", "¿qué descuento me hacen por llevar dos?", "¿el cupón cuál es?",
    "me dan una respuesta por el problema que tengo", "cancelen el pedido por la demora", "¿me dan un turno?",
    "agradezco el cupón ofrecido", "¿Saben algo de mi pedido demorado?", "¿hay algo de mi pedido con demora?",
    "quiero atención por un problema con mi campera", "el regalo que compré viene con retraso",
    "vale, con la espera no hay problema", "pagué con crédito por un problema del débito",
    "necesito el detalle de mi pedido con demora", "los afiliados a la caja de compensación, ¿tenemos algún beneficio?",
])
def test_promotions_money_back_and_how_a_coupon_is_used_are_other_matters(text: str) -> None:
    assert not asks_compensation(text)


@pytest.mark.parametrize("text", ["¿y el cupón cuál es?", "quiero más", "es muy poco", "con eso no me alcanza",
                                  "denme algo mejor"])
def test_right_after_an_order_was_spoken_of_a_few_words_are_enough(text: str) -> None:
    assert asks_compensation(text, "action_order_answer")
    assert not asks_compensation(text, "action_recommend")


@pytest.mark.parametrize("text", ["y algo por la demora?", "un detalle por la espera, ¿no?"])
def test_a_word_that_may_mean_anything_is_understood_right_after_an_order(text: str) -> None:
    assert asks_compensation(text, "action_order_help")
    assert not asks_compensation(text, "action_recommend")


def test_to_ask_for_an_order_that_was_spoken_of_is_not_to_ask_for_compensation() -> None:
    assert not asks_compensation("¿Saben algo de mi pedido demorado?", "action_order_help")


def test_more_information_is_not_more_compensation() -> None:
    assert not wants_more("quiero más información")
    assert wants_more("quiero más")


@pytest.mark.parametrize("text", ["nomás mándenlo ya", "envíenmelo de una vez", "tráiganlo", "que me llegue hoy",
                                  "no, mándenlo ya", "traémelo", "no importa, despáchenlo"])
def test_to_send_it_is_to_wait_for_it(text: str) -> None:
    assert wants_it_sent(text, "action_order_answer")
    assert choice_of(text) == "wait"


@pytest.mark.parametrize("text", ["mejor no mandarlo", "ya no hace falta enviarlo", "no voy a esperar más",
                                  "ni piensen en mandarlo", "voy a tratarlo con alguien", "hay que trasladarlo",
                                  "no me gusta la nueva fecha", "prefiero no esperarlo"])
def test_not_to_send_it_or_not_to_wait_is_not_to_wait_for_it(text: str) -> None:
    assert not wants_it_sent(text, "action_order_answer")
    assert choice_of(text) != "wait"


@pytest.mark.parametrize("text", ["mejor no", "mejor no mandarlo", "no lo manden"])
def test_a_no_without_another_way_is_none_of_them(text: str) -> None:
    assert choice_of(text) == "none"


@pytest.mark.parametrize("text", ["no hay problema espero", "no tengo apuro, lo espero",
                                  "no, prefiero esperar", "no sé, creo que lo espero"])
def test_a_no_to_something_else_does_not_undo_the_waiting(text: str) -> None:
    assert choice_of(text) == "wait"


@pytest.mark.parametrize(("text", "wants"), [
    ("mándame eso por WhatsApp", True), ("me lo puede mandar por wasap", True), ("pasámelo por escrito", True),
    ("envíeme la información al whatsapp", True), ("no me manden nada por whatsapp", False),
    ("mándeme los modelos por whatsapp", True), ("páseme las botas que me mostró por wasap", True),
    ("mándame el catálogo por whatsapp", False), ("les paso el comprobante por whatsapp", False),
])
def test_what_was_just_told_is_wanted_in_writing(text: str, wants: bool) -> None:
    assert asks_in_writing(text) == wants


@pytest.mark.parametrize(("done", "spoken_of"), [
    ([None, "action_order_help"], True), ([None, "action_handoff", None, "action_compensation"], True),
    ([None, "action_handoff"], False), ([None, "purchase_form", None, "action_order_help"], False),
    ([None] * 7 + ["action_order_help"], False)])
def test_a_word_that_calls_off_means_the_order_that_was_just_dealt_with(done: list[str | None],
                                                                        spoken_of: bool) -> None:
    assert order_spoken_of(done) is spoken_of
