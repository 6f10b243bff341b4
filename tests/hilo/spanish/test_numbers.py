"""Numbers in figures and words, with their positions."""
from __future__ import annotations

import pytest

from hilo.spanish.numbers import parse_figures, read_numbers


@pytest.mark.parametrize(("text", "values"), [
    ("300", [300]), ("treinta y ocho", [38]), ("quince mil", [15000]), ("20 mil 500", [20500]), ("50 lucas", [50000]),
    ("2 palos", [2000000]), ("un millón y medio", [1500000]), ("medio millón", [500000]), ("1.200,50", [1200.5]),
    ("1,200.50", [1200.5]), ("1.200 o 1,200", [1200, 1200]), ("dos mil veintiséis", [2026]), ("007", [7]),
    ("veinte, no, veintidós", [20, 22]), ("siete treinta", [7, 30]), ("tres cuatro dos uno", [3, 4, 2, 1]),
    ("ciento veinte mil", [120000]), ("mil novecientos noventa", [1990]), ("una remera", []), ("lo siento", []),
    ("hola", []), ("ana22@gmail.com", []), ("quinientas", [500]), ("80k", [80000]),
])
def test_values_of_numbers(text, values):
    assert [n[0] for n in read_numbers(text)] == values


def test_positions_are_those_of_the_message():
    text = "quiero treinta y ocho, no 40"
    assert [text[start:end] for _, start, end in read_numbers(text)] == ["treinta y ocho", "40"]


@pytest.mark.parametrize(("figures", "value"), [("1.500", 1500), ("1,5", 1.5), ("12,50", 12.5), ("3.0", 3),
                                                ("abc", None)])
def test_marks_of_thousands_and_decimals(figures, value):
    assert parse_figures(figures) == value
