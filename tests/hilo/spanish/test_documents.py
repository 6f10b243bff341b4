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


@pytest.mark.parametrize(("country", "text", "types"), [
    ("AR", "el dni de ella es 30.123.456", ["dni"]),
    ("AR", "30123456 es mi dni", ["dni"]),
    ("AR", "30.123.456, ese es el documento", ["dni"]),
    ("AR", "el dni de mi cuñado que va a retirar el sillón es 30123456", ["dni"]),
    ("AR", "va mi hermana a buscarlo, dni 28.111.222", ["dni"]),
    ("AR", "documento número 28111222", ["dni"]),
    ("AR", "d.n.i. 28-111-222", ["dni"]),
    ("AR", "doc 28 111 222", ["dni"]),
    ("AR", "los dni son 28111222 y 30111444", ["dni", "dni"]),
    ("AR", "le paso el documento del que retira: 28111222", ["dni"]),
    ("PE", "mi dni es 45 19 94 20", ["dni"]),
    ("PE", "dni cuatro cinco uno nueve nueve cuatro dos cero", ["dni"]),
    ("CO", "mi cédula es la 1.084.942.144", ["cedula"]),
    ("CO", "cc 52123456", ["cedula"]),
    ("CO", "C.C. 1084942144", ["cedula"]),
    ("CO", "la cédula de la que recibe es 52.123.456", ["cedula"]),
    ("CO", "1084942144 es la cédula", ["cedula"]),
    ("CL", "mi run es 12.345.678-5", ["rut"]),
    ("CL", "mi rut 12345678-5", ["rut"]),
    ("CL", "carnet 123456785", ["rut"]),
    ("UY", "cédula 1.234.567-2", ["cedula"]),
    ("UY", "ci 12345672", ["cedula"]),
    ("VE", "V-12.345.678", ["cedula"]),
    ("VE", "mi cédula es v12345678", ["cedula"]),
    ("EC", "mi cédula 1710034065", ["cedula"]),
    ("AR", "el código de seguridad es 123", ["cvv"]),
    ("AR", "los tres números de atrás son 345", ["cvv"]),
    ("AR", "345 es el código de atrás", ["cvv"]),
    ("AR", "los tres de atrás: 345", ["cvv"]),
    ("MX", "el cvv de la tarjeta, 345", ["cvv"]),
    ("MX", "el número de atrás es tres cuatro cinco", ["cvv"]),
    ("ES", "mi dni es 12345678 Z", ["nif"]),
    ("ES", "12345678Z", ["nif"]),
    ("MX", "factura a GOML800101AB1", ["rfc"]),
    ("MX", "XAXX010101000", ["rfc"]),
    ("MX", "ABC010203AB1 es el rfc", ["rfc"]),
    ("AR", "factura a nombre de 30-50001091-2", ["cuit"]),
    ("AR", "30500010912 es el cuit", ["cuit"]),
    ("AR", "nuestro cuit: 30 50001091 2", ["cuit"]),
    ("AR", "cobrame de la 4242424242424242", ["card"]),
    ("AR", "dni de la persona autorizada 28456123", ["dni"]),
    ("AR", "dni de quien va a pasar a buscarlo 28456123", ["dni"]),
    ("AR", "autorizo a carla mendez 30222111 a retirar", ["dni"]),
    ("AR", "el que retira es mi viejo, Jorge Sosa, 14.567.890", ["dni"]),
    ("AR", "Sosa Carla DNI31222333", ["dni"]),
    ("AR", "mi d n i es 31 222 333", ["dni"]),
    ("AR", "soy carla sosa, 31.222.333", ["dni"]),
    ("AR", "monotributo, 27312223334", ["cuit"]),
    ("AR", "mi tarjeta 4242424242424243", ["card"]),
    ("AR", "mi cbu es 2850590940090418135202", ["cbu"]),
    ("MX", "mi clabe 032180000118359718", ["clabe"]),
    ("ES", "mi iban es ES91 2100 0418 4502 0005 1333", ["iban"]),
    ("ES", "cobradlo en ES91 2100 0418 4502 0005 1333 por favor", ["iban"]),
    ("CL", "mi rut es 12.345.678-4", ["rut"]),
    ("CL", "mi rut es 15 millones 345 mil 678 raya k", ["rut"]),
    ("CL", "mi rut es 17 227 234 7", ["rut"]),
    ("UY", "CI 1.851.085-5", ["cedula"]),
    ("CO", "cc79456123", ["cedula"]),
    ("VE", "V12345678", ["cedula"]),
    ("ES", "mi dni es el 12345678 letra z", ["nif"]),
    ("ES", "caducidad 05/28 y el código 321", ["cvv"]),
    ("AR", "cod. de seg.: 889", ["cvv"]),
    ("CO", "el numerito de seguridad de atrás es 106", ["cvv"]),
    ("CO", "el cvv me dijo? 184", ["cvv"]),
    ("MX", "si la transferencia a 014543231948757495 no entra es porque la clabe está mal", ["clabe"]),
    ("MX", "clabe 014 543 231 948 757 494 a nombre de Lucía", ["clabe"]),
    ("MX", "te mando la clabe otra vez porque la primera iba mal 014507529170342360", ["clabe"]),
    ("MX", "amex 3732 122330 79243 código de 4 dígitos 4026", ["card", "cvv"]),
    ("MX", "la tarjeta vence 0330, atrás 145", ["cvv"]),
    ("MX", "pago rechazado 5299-4121-5472-8033 de banorte", ["card"]),
    ("ES", "pago denegado con 4757.9184.3738.1718", ["card"]),
    ("ES", "mi tarjeta es la 4111  7372  8902  5798 y el código 747", ["card", "cvv"]),
    ("EC", "mi visa del pichincha 5299 0493 7205 2141 fue rechazada", ["card"]),
    ("AR", "mi cbu tiene un número de menos? 740718851817414333776", ["cbu"]),
    ("AR", "el ccv es 669", ["cvv"]),
    ("AR", "el código de atrás de la tarjeta vieja es 505", ["cvv"]),
    ("CL", "me equivoqué en un número de mi rut, puse 12213878-1", ["rut"]),
    ("CO", "la cédula mía es 1 006 071 043", ["cedula"]),
    ("CO", "documento de identidad número 1.032.679.381", ["cedula"]),
    ("CO", "mi documento es 1004293557", ["cedula"]),
    ("UY", "la cédula te la mando de nuevo 3656480-0", ["cedula"]),
    ("UY", "C.I. 3 853 715 6", ["cedula"]),
    ("PE", "dni número 2933 7211", ["dni"]),
    ("ES", "me equivoqué en la letra del dni, puse 51978378A", ["nif"]),
    ("ES", "nif 96 825 067 N", ["nif"]),
    ("ES", "ingreso en ES50.7272.0429.3557.5918.3623", ["iban"]),
    ("MX", "la clabe para mi devolución de 499 pesos: 021911862527601891", ["clabe"]),
    ("AR", "che mi dni cambió? figura 36666176 y yo tengo 14313721", ["dni", "dni"]),
    ("AR", "me llamo Julia Ponce, DNI Nº41117777", ["dni"]),
    ("AR", "quiero cambiar el cuit de la factura, va 27387500478 por favor", ["cuit"]),
    ("AR", "mi visa 4509 9535 6623 3704, titular Marta, vto 06/27, 384", ["card", "cvv"]),
    ("PE", "mi DNI sale inválido: 40453783", ["dni"]),
])
def test_document_is_found_however_a_country_announces_it(country, text, types):
    assert [d.type for d in find_documents(text, country)] == types


@pytest.mark.parametrize(("country", "text"), [
    ("AR", "llegaron 12345678 mensajes, dni"),
    ("AR", "no tengo el dni acá, el pedido es 40555666"),
    ("AR", "dni ya te pasé, el celu es 3425551234"),
    ("AR", "te mandé el dni el 25/3/2024"),
    ("AR", "mi dni lo tenés, son 12.345.678 pesos"),
    ("AR", "zapatos de seguridad 42"),
    ("AR", "botines de seguridad 1200 pesos"),
    ("AR", "el código 2040 del producto"),
    ("AR", "el código postal es 3000"),
    ("AR", "el departamento de atrás 302"),
    ("MX", "modelo ABC123456XY1"),
    ("MX", "pedido REF200412A01"),
    ("CO", "mi cel es 3104452098"),
    ("CO", "sin cédula, celular 3104452098"),
    ("CL", "pedido 1234567-8"),
    ("PE", "mi celular 987654321 y dni no tengo"),
    ("PE", "el ruc es 20512345678"),
    ("ES", "pedido 96950295 y"),
    ("AR", "a la vuelta hay 200 remeras"),
    ("AR", "atrás dice 100% algodón"),
    ("AR", "la remera que atrás dice 1985"),
    ("AR", "los de atrás 345"),
    ("AR", "talles 38 39 40 41 42 y dni después"),
    ("AR", "busco zapatillas de 12.345.678"),
    ("AR", "retira el flete el 15 a las 10"),
    ("AR", "recibí 12345678 mails"),
    ("AR", "autorizo el pago del pedido 40555666"),
    ("AR", "nro de cliente 30222111"),
    ("AR", "el código de verificación que me llegó es 445566"),
    ("AR", "12.345.000"),
    ("MX", "tarjeta de regalo número 6006491234567890"),
    ("MX", "tarjeta de lealtad 4005 1234 5678 9999"),
    ("CL", "mi orden es la 12345678-9, mi rut no lo recuerdo"),
    ("AR", "con mi dni no, con el de mi marido; salió 25.300.000?"),
    ("MX", "el código de 4 que me mandó el repartidor es 5521"),
    ("MX", "ya deposité a la clabe que me dieron, referencia 1234567"),
    ("MX", "pagué en oxxo la referencia 4300 1845 2207 6112"),
    ("CL", "me piden el rut y no lo sé, la boleta es 12345678-1"),
    ("CO", "no tengo la cédula a mano, mi celular es 3157789012"),
    ("AR", "el dni se los mando después, el pedido es el 20418833"),
    ("ES", "ref. X1234567L"),
])
def test_number_beside_the_word_for_a_document_is_none(country, text):
    assert find_documents(text, country) == []
