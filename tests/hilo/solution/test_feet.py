"""Shoes by the length of the foot: what somebody with Mexican sizes means."""
from __future__ import annotations

from typing import Any

import pytest
import yaml

from hilo.business.load import FOLDER, get_shop
from hilo.business.sizes import get_sizes
from hilo.solution.feet import bare_size, between, foot_in, is_foreign, size_for

SHOP = get_shop()


@pytest.mark.parametrize(("centimetres", "size"), [
    (27, "41"), (23.5, "36"), (25, "38"), (25.2, "39"), (30.3, "46"), (31, None), (19, None),
])
def test_of_two_sizes_the_larger_one_is_for_a_foot(centimetres: float, size: str | None) -> None:
    assert size_for(centimetres) == size


@pytest.mark.parametrize(("product", "text", "told", "size"), [
    ("zapatilla", "uso 26.5 cm", None, "41"), ("tenis", "soy del 25 en México", "25", "38"),
    ("bota", "mi pie mide veintiséis centímetros", None, "40"), ("bota", "25 y medio cm", None, "39"),
    ("zapatilla", "talla 40", "40", None), ("remera", "talla 27", "27", None), ("mesa", "una de 27 cm", None, None),
    ("zapatilla", "para mi hijo, talla 27", "27", None), ("zapatilla", "tengo 27 años", None, None),
])
def test_a_length_or_a_mexican_size_is_one_of_ours_where_shoes_are_spoken_of(
        product: str, text: str, told: Any, size: str | None) -> None:
    foot = foot_in(SHOP, product, text, told)
    assert (foot.size if foot else None) == size


def test_the_guide_is_the_one_that_customers_are_told() -> None:
    text = (FOLDER / "faqs" / "talles-y-cuidado.yml").read_text(encoding="utf-8")
    answer = next(f["answer"] for f in yaml.safe_load(text)["faqs"] if f["id"] == "talle-calzado")
    guide = get_sizes().footwear.centimeters
    assert "35 son 23 cm" in answer
    assert guide["35"] == 23
    for size in range(36, 45):
        assert f"{size}, {guide[str(size)]:g}".replace(".", ",") in answer


@pytest.mark.parametrize(("text", "size"), [
    ("38 o 39 no sé", "39"), ("38/39", "39"), ("entre 40 y 41", "41"), ("el 39 o el 38", "39"), ("38 y 39", None),
    ("38 o 42", None), ("38 o 39 mil", None), ("38", None)])
def test_who_wavers_between_two_numbers_gets_the_larger(text: str, size: str | None) -> None:
    assert between(SHOP, "zapatilla", text) == size
    assert between(SHOP, "manta", text) is None


@pytest.mark.parametrize(("text", "foreign"), [
    ("talla 8 de Estados Unidos", True), ("8 US", True), ("soy 9,5 americano", True), ("UK 7, o sea 7", False),
    ("vivo en Estados Unidos", False), ("38, me lo llevo a Estados Unidos", False), ("talla 8", False)])
def test_a_size_that_another_country_counts_is_none_of_ours(text: str, foreign: bool) -> None:
    assert is_foreign(SHOP, "zapatilla", text, bare_size(text)) is foreign
