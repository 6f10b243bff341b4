"""The number by which somebody is taxed: whose it is, and that it is printed though their words are kept masked."""
from __future__ import annotations

import pytest

from hilo.quoting.own_number import number_in


@pytest.mark.parametrize(("text", "country", "number"), [
    ("Ana Gómez, CUIT 27-28123456-3", "AR", "27-28123456-3"),
    ("a nombre de Juan Pérez, mi CUIT es 20-31222333-9", "AR", "20-31222333-9"),
    ("mi RUT es 12.345.678-5", "CL", "12.345.678-5"),
    ("somos Bar Manolo SL, NIF B12345674", "ES", "B12345674"),
    ("Ferretería Sol, NIT 900.555.444-1", "CO", "900.555.444-1"),
    ("factura a la compañía, RFC GOMA800101AB1", "MX", "GOMA800101AB1"),
    ("el CUIT de mi empresa es 30-71234567-1", "AR", "30-71234567-1"),
    ("es para el cumple de mi mamá, mi CUIT es 20-31222333-9", "AR", "20-31222333-9"),
])
def test_the_own_number_is_found_as_it_is_written(text: str, country: str, number: str) -> None:
    assert number_in(text, country) == number


@pytest.mark.parametrize(("text", "country"), [
    ("ponela a nombre de mi esposa Laura, CUIT 27-28123456-3", "AR"),
    ("el RUT de mi contador es 12.345.678-5", "CL"),
    ("mi CUIT es 20-31222333-9 y el de mi socio 27-28123456-3", "AR"),
    ("soy Ana, DNI 28.123.456", "AR"),
    ("mi tarjeta es 4111 1111 1111 1111", "AR"),
    ("a nombre de Bar Manolo SL", "ES"),
])
def test_of_others_and_of_other_kinds_none_is_kept(text: str, country: str) -> None:
    assert number_in(text, country) is None
