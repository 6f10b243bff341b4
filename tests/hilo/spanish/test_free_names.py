"""Names of towns and people in free words, and what only stands where one was asked for."""
from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hilo.business.load import get_shop
from hilo.quoting.buyers import buyer_in
from hilo.sales.checkout import step
from hilo.solution import gathering
from hilo.solution.need import DECLINED
from hilo.spanish.free_names import is_remark, place_told
from tests.hilo.sales.checking_out import FULL, say

SHOP, TODAY = get_shop(), date(2026, 11, 23)
REMARKS = ("prefiero no decirlo", "no te voy a decir", "para qué querés saber", "y eso importa", "qué pesado",
           "depende", "me da cosa", "después te digo", "acá nomás", "mi casa", "donde siempre", "jajaja", "mmm",
           "un momento", "no soy de acá", "la misma de siempre", "cuántas preguntas", "ya te lo dije", "espera",
           "quién pregunta")


@pytest.mark.parametrize("text", REMARKS)
def test_a_refusal_a_question_or_a_remark_is_no_town(text: str) -> None:
    assert place_told(text) is None
    message = gathering.Message(text, "inform", 0.6, {}, text)
    outcome = gathering.read(SHOP, "city", {"product": "manta", "needed_by": "2026-12-15"}, message, TODAY, False)
    assert outcome.slots.get("city") in (None, DECLINED)


@pytest.mark.parametrize(("text", "place"), [
    ("Arroyo Leyes", "Arroyo Leyes"), ("soy de Arroyo Leyes", "Arroyo Leyes"), ("en monte vera porfa", "monte vera"),
    ("Lo Barnechea", "Lo Barnechea"), ("Nos", "Nos"), ("es Castell", "es Castell"), ("es en Recreo", "Recreo"),
    ("a Cuesta Blanca, gracias", "Cuesta Blanca"), ("Paso de los Libres", "Paso de los Libres"),
    ("La Criolla", "La Criolla"), ("un pueblo que se llama Cayastá", "Cayastá")])
def test_a_town_that_no_list_has_is_taken_without_the_words_around_it(text: str, place: str) -> None:
    assert place_told(text) == place


@pytest.mark.parametrize("text", REMARKS)
def test_the_purchase_takes_a_remark_for_no_town_and_nobodys_name(text: str) -> None:
    for asked in ("city", "name"):
        cart = replace(FULL, **{asked: None}, **({"address": None} if asked == "city" else {}))
        assert step(SHOP, say(cart, text, confidence=0.6).cart) == asked


@pytest.mark.parametrize("asked", ["city", "name"])
def test_who_declines_in_the_purchase_is_told_what_it_is_for(asked: str) -> None:
    cart = replace(FULL, **{asked: None}, **({"address": None} if asked == "city" else {}))
    assert [one.text for one in say(cart, "prefiero no decirlo").said] == [f"utter_cart_why_{asked}"]


@pytest.mark.parametrize("text", ["prefiero no decirlo", "para qué querés saber", "después te digo"])
def test_a_quotation_is_made_out_to_no_remark(text: str) -> None:
    assert buyer_in(text, None) is None


@pytest.mark.parametrize("name", ["Marta Vera", "Rosa Caro Luna", "Tomás Segundo Paz", "Pablo Mas"])
def test_a_name_is_a_name_whatever_words_it_has(name: str) -> None:
    assert not is_remark(name)
    assert say(replace(FULL, name=None), name).cart.name == name


def test_who_declines_to_say_for_whom_a_quotation_is_gets_it_in_their_own_name() -> None:
    assert buyer_in("prefiero no decirlo", "Ana Paz") == "Ana Paz"
    assert buyer_in("Todo Hoy SRL", None) == "Todo Hoy SRL"
    assert buyer_in("la cosa nostra srl", None) == "la cosa nostra srl"
