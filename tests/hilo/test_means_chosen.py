"""Whoever says by what they pay has chosen, and asks for no list."""
from __future__ import annotations

import pytest

from hilo.business.load import get_shop
from hilo.business.paying import means_chosen
from hilo.solution.answered_anyway import PAYING, answered_anyway, goes_before_the_search
from hilo.solution.open_questions import Reply
from tests.hilo.sales.checking_out import say, want

SHOP = get_shop()


@pytest.mark.parametrize(("text", "name"), [
    ("ok pues oxxo", "oxxo"), ("entonces con PayPal", "paypal"), ("por transferencia mejor", "transferencia"),
    ("bizum", "bizum"), ("dale, pago con mercado pago", "mercado_pago"), ("pago fácil entonces", "rapipago")])
def test_a_means_of_payment_is_chosen(text: str, name: str) -> None:
    assert name in [one.id for one in means_chosen(SHOP, text)]
    assert answered_anyway(Reply(text, "affirm", 0.9, PAYING), {}) == PAYING


@pytest.mark.parametrize("text", ["¿aceptan oxxo?", "ya pagué en oxxo", "no tengo paypal", "hay un oxxo cerca de casa",
                                  "ok pues sí", "la transferencia no se hizo"])
def test_what_only_speaks_of_one_chooses_none(text: str) -> None:
    assert means_chosen(SHOP, text) == []


def test_a_way_to_pay_out_of_nowhere_or_in_a_complaint_is_left_alone() -> None:
    assert answered_anyway(Reply("oxxo", "inform", 0.9, "action_greet"), {}) is None
    assert answered_anyway(Reply("oxxo", "inform", 0.9, PAYING), {"open_question": "complaint_what"}) is None


def test_the_cart_reads_by_itself_what_changes_its_sum() -> None:
    cart = {"requested_slot": "purchase_step"}
    assert answered_anyway(Reply("ok pues oxxo", "affirm", 0.9, "purchase_form"), cart) == PAYING
    assert answered_anyway(Reply("por transferencia", "affirm", 0.9, "purchase_form"), cart) is None
    assert answered_anyway(Reply("en efectivo", "affirm", 0.9, "purchase_form"), cart) is None


def test_a_form_leaves_a_way_to_pay_to_its_action() -> None:
    cart, _ = want("zapatilla litoral")
    assert say(cart, "ok pues oxxo", "affirm").left_to_rules
    assert not say(cart, "por transferencia", "payment_inquiry").left_to_rules
    assert goes_before_the_search("budget", "ok pues oxxo")
    assert not goes_before_the_search("budget", "ok, unos 60 dólares")
