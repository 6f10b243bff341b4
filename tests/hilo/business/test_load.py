"""The company's files: what is wrong in them is named by file, line and remedy."""
from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hilo.business.load import FOLDER, BusinessError, load_company


@pytest.fixture
def spoil(tmp_path: Path) -> Callable[[str, str, str], list[str]]:
    """Changes one place in a copy of the company's files and returns the problems found."""
    folder = tmp_path / "business"
    shutil.copytree(FOLDER, folder)

    def change(file: str, before: str, after: str) -> list[str]:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), encoding="utf-8")
        with pytest.raises(BusinessError) as caught:
            load_company(folder)
        return caught.value.problems

    return change


def line(file: str, text: str) -> int:
    """The line on which a text stands in the shipped file."""
    return next(n for n, row in enumerate((FOLDER / file).read_text(encoding="utf-8").splitlines(), 1) if text in row)


def test_the_shipped_company_is_sound_and_large_enough() -> None:
    company = load_company()
    assert len(company.products) >= 60
    assert len(company.faqs) >= 50


def test_a_misspelt_key_is_named(spoil: Callable[[str, str, str], list[str]]) -> None:
    found = spoil("profile.yml", "assistant_name:", "asistant_name:")
    at = line("profile.yml", "assistant_name:")
    assert f"data/business/profile.yml:{at}: asistant_name: no existe una clave con ese nombre; " \
           "corrígela o bórrala" in found
    assert any("assistant_name: falta esta clave; agrégala" in problem for problem in found)


def test_a_span_that_ends_before_it_starts_is_named(spoil: Callable[[str, str, str], list[str]]) -> None:
    [problem] = spoil("profile.yml", '"16:30-20:00"', '"20:00-16:30"')
    assert problem.startswith(f"data/business/profile.yml:{line('profile.yml', '16:30-20:00')}: ")
    assert problem.endswith("el tramo «20:00-16:30» termina antes de empezar")


def test_yaml_that_cannot_be_read_is_named(spoil: Callable[[str, str, str], list[str]]) -> None:
    [problem] = spoil("brand.yml", "tone:", "tone: [")
    assert problem.startswith("data/business/brand.yml:")
    assert "el YAML no se puede leer" in problem


@pytest.mark.parametrize(("before", "after", "said"), [
    ("type: zapatilla", "type: zapatila", "el tipo «zapatila» no está en product_types.yml; agrégalo o corrígelo"),
    ("price: {ARS: 92000, USD: 69}", "price: {USD: 69}", "falta el precio en ARS; agrégalo"),
    ("price: {ARS: 92000, USD: 69}", "price: {ARS: 92000, BRL: 9}",
     "la moneda BRL no está en profile.yml; agrégala a also_priced_in"),
    ('negro: {"35": 3', 'negrito: {"35": 3', "el color «negrito» no está en product_types.yml; agrégalo o corrígelo"),
    ('negro: {"35": 3', 'negro: {"99": 3', "el talle «99» no está en product_types.yml; agrégalo o corrígelo"),
    ('negro: {"35": 3', 'negro: {"35": -3', "hay unidades negativas en stock; el mínimo es 0"),
])
def test_what_one_file_names_must_be_in_the_other(spoil: Callable[[str, str, str], list[str]], before: str,
                                                  after: str, said: str) -> None:
    at = line("catalogue/calzado.yml", "- id: zapatilla-litoral")
    assert f"data/business/catalogue/calzado.yml:{at}: {said}" in spoil("catalogue/calzado.yml", before, after)


def test_an_id_used_twice_is_named_with_both_places(spoil: Callable[[str, str, str], list[str]]) -> None:
    [problem] = spoil("catalogue/calzado.yml", "id: zapatilla-costanera", "id: zapatilla-litoral")
    first = line("catalogue/calzado.yml", "- id: zapatilla-litoral")
    assert f"el id «zapatilla-litoral» ya está en data/business/catalogue/calzado.yml:{first}" in problem


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BusinessError) as caught:
        load_company(tmp_path)
    assert "data/business/profile.yml:1: falta este archivo; créalo a partir del de Ceibo" in caught.value.problems
