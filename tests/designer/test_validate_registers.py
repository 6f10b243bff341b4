"""Texts that mix tú, usted and vos are found, and those that leave somebody without a variant."""
from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from designer.validate.business_registers import business_registers
from designer.validate.project import Project
from designer.validate.registers import needed
from hilo.spanish.forms_of_address import FAMILIAR, TU, USTED, VOS, marks

DOMAIN = "data/flows/hours/domain.yml"
GUIDE = ("agrégala antes, con su «condition» (docs/guia/usted-tu-vos.md), o escribe el texto sin tratar a nadie")


def condition(register: str) -> str:
    return f"  - condition: [{{type: slot, name: register, value: {register}}}]\n    text: "


@pytest.mark.parametrize(("text", "found"), [
    ("¿En qué puedo ayudarte?", {FAMILIAR}),
    ("Dime qué necesitas", {TU}),
    ("¿Qué más necesitas?", {TU}),
    ("¿Me cuentas qué pasó?", {TU}),
    ("Escribe a hola@ceibo.example", {TU}),
    ("Decime qué necesitás", {VOS}),
    ("Dígame qué necesita", {USTED}),
    ("Escriba a hola@ceibo.example o llame al 11", {USTED}),
    ("Cuando quieras, aquí estoy", {FAMILIAR}),
    ("Revise los datos, por favor", {USTED}),
    ("Gracias por contármelo", set()),
    ("Las cuentas, las compras y las reservas", set()),
    ("Sirve para correr y deja pasar el aire", set()),
    ("El equipo espera el pago y le avisa al transporte", set()),
    ("Le paso la conversación a una persona", set()),
    ("Para pedirlo, alcanza con un mensaje: «llámenme al 11 5555»", set()),
    ("Llega el viernes. Queda una. Entra en la caja.", set()),
    ("Puede ser el color o la talla", set()),
    ("La parte fuerte de la suerte", set()),
])
def test_how_a_text_addresses_its_reader(text: str, found: set[str]) -> None:
    assert {mark.of for mark in marks(text)} == found


@pytest.mark.parametrize(("text", "lacking"), [
    ("Listo.", set()), ("¿Te ayudo?", {USTED}), ("¿Qué necesitas?", {USTED, VOS}),
])
def test_for_whom_a_text_of_tu_needs_a_variant(text: str, lacking: set[str]) -> None:
    assert needed([text]) == lacking


@pytest.mark.parametrize(("variants", "lines"), [
    ("  - text: ¿Qué necesitas?\n",
     [f"36: en «utter_thanks» falta la variante de usted y la de vos; {GUIDE}"]),
    ("  - text: Te aviso.\n", [f"36: en «utter_thanks» falta la variante de usted; {GUIDE}"]),
    (condition("usted") + "¿Qué necesita?\n" + condition("vos") + "¿Qué necesitás?\n  - text: ¿Qué necesitas?\n", []),
    (condition("usted") + "¿Qué necesitas?\n" + condition("vos") + "¿Qué necesitás?\n  - text: ¿Qué necesitas?\n",
     ["37: en «utter_thanks», «necesitas» es de tú y la variante es de usted; escríbela toda de usted"]),
    (condition("usted") + "Dígame.\n" + condition("vos") + "Dime, ¿qué querés?\n  - text: Dime.\n",
     ["39: en «utter_thanks», «Dime» es de tú y la variante es de vos; escríbela toda de vos"]),
    (condition("vosotros") + "Decidme.\n  - text: Listo.\n",
     ["36: en «utter_thanks», no hay un trato «vosotros»; escribe usted, vos, tu o nadie"]),
    (condition("usted") + "Dígame.\n",
     ["35: «utter_thanks» no dice nada a quien se trata de otro modo; agrega al final una variante sin condición, de "
      "tú"]),
    ("  - channel: phone\n    text: ¿Te ayudo?\n  - text: Listo.\n",
     [f"37: en «utter_thanks» falta la variante de usted para el canal «phone»; {GUIDE}"]),
    ("  - text: Listo.\n    buttons:\n    - title: Dígame más\n      payload: /affirm\n",
     ["38: en «utter_thanks», «Dígame» es de usted y la variante es de tú; escríbela toda de tú"]),
])
def test_the_variants_of_a_text(tiny, variants: str, lines: list[str]) -> None:
    tiny.change(DOMAIN, "  - text: Gracias.\n", variants)
    assert tiny.lines() == [f"{DOMAIN}:{line}" for line in lines]


def test_code_that_does_not_say_who_reads(tiny) -> None:
    tiny.change(DOMAIN, "  - text: Gracias.\n", condition("usted") + "Le aviso.\n  - text: Te aviso.\n")
    tiny.write("hilo/letters.py", 'from hilo.texts import texts\n\nA = texts.fill("utter_thanks")\n'
                                  'B = texts.fill("utter_thanks", register="usted")\n')
    assert tiny.lines() == ["hilo/letters.py:3: «utter_thanks» tiene variantes y aquí no se dice el trato; agrega "
                            "register=…, el de la persona que lo lee"]


def test_the_companys_files_are_read_where_a_customer_reads_them(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "business"
    folder.mkdir(parents=True)
    (folder / "templates.yml").write_text(
        "templates:\n  - name: x\n    bodies:\n      es: Hola, dime.\n      es_AR: Respondé.\n"
        "    examples: {a: Pasame}\n",
        encoding="utf-8")
    (folder / "faqs.yml").write_text(
        "faqs:\n  - id: a\n    also:\n      - Pasame con alguien\n    answer: Si quieres, llama.\n"
        "    registers:\n      usted: Si quieres, llame.\n  - id: b\n    answer: Es gratis.\n",
        encoding="utf-8")
    (folder / "shipping.yml").write_text("note: Ves el total.\nphrases: [decime]\n", encoding="utf-8")
    found = business_registers(cast(Project, SimpleNamespace(root=tmp_path)))
    assert [(p.path.split("/")[-1], p.line, p.message) for p in found] == [
        ("faqs.yml", 7, "«quieres» es de tú y este texto es de usted"),
        ("faqs.yml", 5, "a la respuesta «a» le falta la variante de vos"),
        ("shipping.yml", 1, "«Ves» es de tú o de vos, y este texto lo leen todos"),
        ("templates.yml", 4, "«dime» es de tú, y este texto lo leen todos"),
        ("templates.yml", 5, "«Respondé» es de vos, y este texto lo leen todos")]
