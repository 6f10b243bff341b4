"""What is written, as a voice says it."""
from __future__ import annotations

import pytest

from hilo.spanish.heard import joined, understood
from hilo.spanish.spoken import spoken, unspeakable


@pytest.mark.parametrize(("written", "said"), [
    ("El pedido CB-482112 cuesta $ 92.000.",
     "El pedido ce be, cuatro ocho dos, uno uno dos cuesta noventa y dos mil pesos."),
    ("con el caso CASO-10001", "con el caso uno cero cero, cero uno"),
    ("el cupón GRACIAS15", "el cupón gracias, quince"),
    ("el cupón HILOSZSU96", "el cupón hache i ele o ese zeta ese u, nueve seis"),
    ("US$ 69,50 y € 1", "sesenta y nueve dólares con cincuenta centavos y un euro"),
    ("$ 1.000.000", "un millón de pesos"),
    ("15 % de descuento", "quince por ciento de descuento"),
    ("a las 16:30 o a las 09:00", "a las cuatro y media de la tarde o a las nueve de la mañana"),
    ("el viernes 27 de noviembre", "el viernes veintisiete de noviembre"),
    ("el 1 de diciembre de 2026", "el primero de diciembre de dos mil veintiséis"),
    ("1 día, 21 días, 31 cuotas", "un día, veintiún días, treinta y una cuotas"),
    ("tarda 3–5 días (plazo estimado)", "tarda tres a cinco días, plazo estimado"),
    ("2 × Remera (M / negro)", "dos por Remera, M, negro"),
    ("1,5 kg", "uno coma cinco kg"),
    ("llama al +54 342 455-0110", "llama al cero tres cuatro dos, cuatro cinco cinco, cero uno uno cero"),
    ("hola@ceibo.example", "hola arroba ceibo punto example"),
    ("Hoy hay dos. • *Sábanas*: 15 %\n• Abrigo", "Hoy hay dos. Sábanas: quince por ciento. Abrigo"),
    ("¡Hola! 😊 *Zapatilla*:\n• talle 38\n• talle 39", "¡Hola! Zapatilla: talle treinta y ocho. talle treinta y nueve"),
    ("Puedes pagarlo aquí: https://x.y/z?a=1. ¿Algo más?", "¿Algo más?"),
    ("una compra o otra consulta, agujas y hilo", "una compra u otra consulta, agujas e hilo"),
    ("Tengo anotado: «llamar el lunes».", "Tengo anotado: llamar el lunes."),
])
def test_signs_lists_and_numbers_are_said_in_words(written: str, said: str) -> None:
    assert spoken(written, "AR") == said


@pytest.mark.parametrize(("text", "what"), [
    ("Mira https://ceibo.example", "una dirección web"), ("Escribe a hola@ceibo.example", "un correo"),
    ("¡Listo! 🎉", "un emoji"), ("• uno", "una lista"), ("1. uno", "una lista"), ("*Total*", "letra marcada (*, _, #)"),
    ("uno\ndos", "varias líneas"), ("Cuesta $ 92.000 y llega el 27.", None), ("¿Sigues ahí?", None)])
def test_what_no_voice_can_say_is_named(text: str, what: str | None) -> None:
    assert unspeakable(text) == what


@pytest.mark.parametrize(("before", "now", "whole"), [
    ("", "hola", "hola"), ("hola", "", "hola"), ("quería", "quería saber", "quería saber"),
    ("Quería saver por", "Quería saber por mi pedido", "Quería saber por mi pedido"),
    ("mi número es", "el cuatro", "mi número es el cuatro"),
    ("mi número es el cuatro", "el cuatro", "mi número es el cuatro"),
])
def test_interim_words_become_one_text(before: str, now: str, whole: str) -> None:
    assert joined(before, now) == whole


@pytest.mark.parametrize(("said", "understood_as"), [
    ("...", ""), ("¡!", ""), ("el cuatro ocho dos uno uno dos", "el 482112"),
    ("a las cuatro y media de la tarde", "a las 4:30 de la tarde"), ("hola", "hola")])
def test_a_callers_words_are_read_as_people_type_them(said: str, understood_as: str) -> None:
    assert understood(said) == understood_as
