"""Documents and secrets: found, told apart from other numbers, and masked."""
from __future__ import annotations

import pytest

from hilo.spanish.documents import find_documents, mask_documents


@pytest.mark.parametrize(("text", "types"), [
    ("mi tarjeta es 4242 4242 4242 4242", ["card"]),
    ("4111111111111111 vence 12/28 cvv 123", ["card", "cvv"]),
    ("5555 5555 5555 4444 12/27 123", ["card", "cvv"]),
    ("amex 3782 822463 10005", ["card"]),
    ("mi tarjeta es cuatro uno uno uno, uno uno uno uno, uno uno uno uno, uno uno uno uno", ["card"]),
    ("el código de seguridad de la tarjeta es 445", ["cvv"]),
    ("DNI 30.123.456", ["dni"]),
    ("dni treinta millones ciento veintitrés mil cuatrocientos cincuenta y seis", ["dni"]),
    ("mi documento es el 28765432", ["dni"]),
    ("cuit 20-26756539-3", ["cuit"]),
    ("facturame a 30-50001091-2", ["cuit"]),
    ("RFC GOML800101AB1", ["rfc"]),
    ("mi curp es GOML800101MDFRPR08", ["curp"]),
    ("12.345.678-5", ["rut"]),
    ("RUT: 76543216", ["rut"]),
    ("NIE X1234567L", ["nie"]),
    ("12345678-Z", ["nif"]),
    ("cédula 1.234.567-2", ["cedula"]),
    ("V-12345678", ["cedula"]),
    ("cédula de ciudadanía 52.123.456", ["cedula"]),
    ("cbu 2850590940090418135201", ["cbu"]),
    ("mi clabe es 032180000118359719", ["clabe"]),
    ("es91 2100 0418 4502 0005 1332", ["iban"]),
])
def test_document_is_found(text, types):
    assert [d.type for d in find_documents(text, "AR")] == types


@pytest.mark.parametrize("text", [
    "mi número es 5491155554444", "+54 9 342 4551234", "pedido n° 40555666", "orden 4242424242424242",
    "guía 123456789012", "son 12.345.678 pesos", "factura A 0001-12345678", "ean 7791234567898", "talle 40 41 42",
    "el código de descuento es 4455", "2026-03-04 10:20", "entre 100.000 y 150.000", "IMEI 490154203237518",
    "1122334455667788", "visa o mastercard en 12 cuotas", "pago con tarjeta 50000 pesos", "mi tarjeta termina en 4242",
    "200 remeras, 300 gorras, 500 tazas", "ABC123456XY1", "el documento pdf 2026", "dni", "",
])
def test_other_number_is_no_document(text):
    assert find_documents(text, "AR") == []
    assert mask_documents(text, "AR") == text


@pytest.mark.parametrize(("text", "masked"), [
    ("pagué con 4242 4242 4242 4242, gracias", "pagué con •••• 4242, gracias"),
    ("dni 30.123.456", "dni •••• 456"),
    ("cvv 123", "cvv ••••"),
    ("X1234567L es mi nie", "•••• 67L es mi nie"),
])
def test_mask_keeps_what_a_person_needs_to_recognise_it(text, masked):
    assert mask_documents(text, "ES") == masked


def test_what_a_document_is_called_depends_on_the_country():
    assert [d.type for d in find_documents("mi documento es 1020345", "CO")] == ["cedula"]
    assert [d.type for d in find_documents("mi documento es 10203456", "PE")] == ["dni"]


def test_positions_and_digits_are_those_of_the_text():
    text = "Mi nº de tarjeta: 4242-4242-4242-4242."
    [card] = find_documents(text)
    assert text[card.start:card.end] == "4242-4242-4242-4242"
    assert card.digits == "4242424242424242"


def test_document_at_the_end_of_a_long_text_is_masked():
    text = "hola " * 2000 + "mi tarjeta es 4242424242424242"
    assert mask_documents(text).endswith("•••• 4242")
