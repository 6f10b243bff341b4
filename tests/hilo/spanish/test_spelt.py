"""Codes said with the names of their letters."""
from __future__ import annotations

from datetime import datetime

import pytest

from hilo.spanish.spelt import written_codes
from hilo.spanish.values import read_values

NOW = datetime.fromisoformat("2026-11-23T10:00:00-03:00")


def _orders(text: str) -> list[str]:
    return [str(one.value) for one in read_values(text, now=NOW, country="AR") if one.entity == "order_number"]


@pytest.mark.parametrize(("text", "code"), [
    ("a ver es ce be cuatro cuatro siete uno nueve", "CB44719"), ("es ce de casa eme 4 4 7 0 2", "CM44702"),
    ("ce be 44179 no perdona 44197", "CB44197"), ("u i griega tres cero cuatro cuatro siete", "UY30447"),
    ("te o ele uno uno seis siete ocho", "TOL11678"), ("el e ese siete siete cero uno dos tres", "ES770123"),
    ("anote pues efe cero dos siete siete uno nueve", "F027719"),
    ("te leo te erre uno uno cero cuatro ocho", "TR11048")])
def test_an_order_number_that_is_spelt_is_written_with_its_letters(text: str, code: str) -> None:
    assert _orders(text) == [code]


@pytest.mark.parametrize("text", [
    "te de 5000 pesos", "salen de a 2000", "quiero la talla ele 38", "la eme o la ele 42 da igual",
    "ce 4500 pesos cada una", "la placa es ce be 1234"])
def test_small_words_sizes_and_amounts_spell_no_order_number(text: str) -> None:
    assert _orders(text) == []


@pytest.mark.parametrize(("text", "codes"), [
    ("CB44719. Sábanas matrimoniales.", ["CB44719"]), ("C, M, 4, 4, 7, 0, 2. ¿Es correcto?", ["CM44702"]),
    ("F, 0, 2, 7, 7, uno, 9.", ["F027719"]), ("R2280M. Veo una compra.", ["R2280M"]), ("Son 12 cuotas de 4500.", [])])
def test_a_code_that_is_read_back_in_capitals_is_put_together(text: str, codes: list[str]) -> None:
    assert [one.code for one in written_codes(text)] == codes
