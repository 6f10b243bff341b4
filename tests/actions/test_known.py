"""What the company has written answers in every flow, each question of a message, with its passage beside it."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from actions.company_info import ActionBusinessInfo, ActionShippingInfo
from actions.intent_capture import ActionClarify
from actions.payment_info import ActionPaymentInfo
from actions.product_info import ActionProductInfo
from actions.small_talk import ActionOutOfScope


def passages(ran: Any) -> list[str]:
    return [m["passage"] for m in ran.messages if m.get("passage")]


def test_what_was_not_understood_is_answered_where_the_company_wrote_the_answer(run: Callable[..., Any]) -> None:
    ran = run(ActionClarify(), "¿puedo entrar con mi perro al local?", "chitchat")
    assert (ran.said, passages(ran)) == (["utter_faq"], ["ceibo-accesibilidad"])


def test_the_second_question_of_a_message_is_answered_too(run: Callable[..., Any]) -> None:
    ran = run(ActionShippingInfo(), "¿hacen envíos a Salta? ¿y aceptan visa?", "shipping_inquiry", {"city": "Salta"})
    assert ran.said[0] == "utter_shipping_zone"
    assert passages(ran) == ["pago-medios"]


def test_two_questions_of_one_subject_are_both_answered(run: Callable[..., Any]) -> None:
    ran = run(ActionPaymentInfo(), "¿puedo pagar en cuotas sin interés? ¿hacen factura A?", "payment_inquiry")
    assert passages(ran) == ["pago-cuotas", "pago-factura-a"]


def test_one_question_is_answered_once(run: Callable[..., Any]) -> None:
    ran = run(ActionPaymentInfo(), "hola, ¿puedo pagar en cuotas sin interés?", "payment_inquiry")
    assert passages(ran) == ["pago-cuotas"]


def test_a_product_by_its_first_name_alone_answers_what_is_asked(run: Callable[..., Any]) -> None:
    ran = run(ActionProductInfo(), "¿cuántos bolsillos trae el islero?", "product_inquiry")
    assert (ran.said, passages(ran)) == (["utter_product_facts"], ["product:pantalon-islero"])
    assert "Bolsillos: seis." in ran.messages[0]["facts"]


def test_where_the_branches_are_is_told_with_hours_and_telephones(run: Callable[..., Any]) -> None:
    ran = run(ActionBusinessInfo(), "¿dónde queda su local?", "business_info")
    assert (ran.said[:2], passages(ran)) == (["utter_branch", "utter_branch"], [])


def test_what_was_taken_for_none_of_our_matter_is_answered_where_it_is(run: Callable[..., Any]) -> None:
    assert passages(run(ActionOutOfScope(), "¿puedo entrar con mi perro al local?", "out_of_scope")) == [
        "ceibo-accesibilidad"]
    assert run(ActionOutOfScope(), "¿quién ganó el partido de anoche?", "out_of_scope").said == ["utter_out_of_scope"]
