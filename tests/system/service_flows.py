"""Each service flow as somebody new goes through it, with a question in the middle that no script foresees.

A flow ends where the person has a number; what it is to have left in the CRM is asked by `House.row`.
"""
from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import httpx
from icalendar import Calendar

from tests.system.service_doors import Person
from tests.system.service_house import House

ASIDES = ("¿y el cuero viene de animales criados al aire libre?", "oye ¿y a ustedes quién les diseña las vidrieras?",
          "una curiosidad: ¿la dueña sigue atendiendo ella misma?", "¿es verdad que salieron en la tele el mes pasado?")
"""What nobody has written an answer to: where there is a model, it is asked."""
Flow = Callable[[House, Person, str], None]


def purchase(house: House, person: Person, aside: str) -> None:
    """An article ordered and paid."""
    person.write("buenas! me llevo una zapatilla litoral negra del 40")
    person.write(aside)
    person.write("mandala a Rosario, calle Mendoza 1234")
    person.write("a nombre de Nicolás Paz porfa")
    assert "¿Lo confirmo?" in person.heard[-1], person.told()
    person.press("confirmo")
    number = person.found(r"CB-\d+")
    order = house.row("crm_orders", number)
    assert order["status"] == "awaiting_payment"
    assert [line["product"] for line in order["lines"]] == ["zapatilla-litoral"]
    assert order["delivery"]["address"].endswith("Mendoza 1234")
    link = person.found(r"http\S+/pagar/\S+")
    httpx.post(link, data={"what": "pay"}, timeout=20)
    assert number in person.waits_for("pago")
    assert house.row("crm_orders", number)["status"] == "paid"


def complaint(house: House, person: Person, aside: str) -> None:
    """Something arrived broken; another one is wanted."""
    bought = house.customer(person, "delivered")
    person.write("qué mal che, abrí la caja y la toalla vino rota")
    prove(person, bought)
    person.write("que me manden otra")
    number = person.found(r"CASO-\d+")
    ticket = house.row("crm_tickets", number)
    assert (ticket["kind"], ticket["order_number"]) == ("complaint", bought["number"])
    person.write(aside)


def support(house: House, person: Person, aside: str) -> None:
    """A lamp that stays dark."""
    person.write("hola, me compré un velador y no prende nunca")
    person.write(aside)
    for _ in range(4):
        if re.search(r"CASO-\d+", person.told()):
            break
        person.write("nada, sigue sin prender")
    ticket = house.row("crm_tickets", person.found(r"CASO-\d+"))
    assert ticket["kind"] == "support"


def appointment(house: House, person: Person, aside: str) -> None:
    """Booked, moved, cancelled; the calendar's file says so each time."""
    person.write("me gustaría una videollamada con un asesor el jueves al mediodía")
    person.write(aside)
    day, later = house.own_moments()
    person.write(day)
    if "nombre" in person.heard[-1]:
        person.write("Lucía Ferrándiz")
    number = person.found(r"CITA-\d+")
    booked = house.row("crm_appointments", number)
    assert booked["status"] == "booked"
    assert entry(person)["DTSTART"].dt == booked["starts_at"]
    person.write(f"perdón, ¿la podemos pasar? mejor {later}")
    if house.row("crm_appointments", number)["starts_at"] == booked["starts_at"]:
        person.write("dale, ahí")
    moved = house.row("crm_appointments", number)
    assert moved["starts_at"] != booked["starts_at"], person.told()
    assert (entry(person)["DTSTART"].dt, entry(person)["SEQUENCE"]) == (moved["starts_at"], 1)
    person.write("al final cancelá la cita, me surgió un viaje")
    if house.row("crm_appointments", number)["status"] == "booked":
        person.write("sí")
    assert house.row("crm_appointments", number)["status"] == "cancelled"
    assert entry(person)["STATUS"] == "CANCELLED"


def quote(house: House, person: Person, aside: str) -> None:
    """A quotation with its paper; one thing is corrected on the way."""
    person.write("hola! precisaría un presupuesto por 40 remeras cardenal")
    person.write("no, mejor que sean 50")
    person.write(aside)
    person.write("va para la Panadería La Espiga")
    person.write("dejámela solo por acá")
    made = house.row("crm_quotes", person.found(r"COT-[\d-]+\d|[A-Z]{3,}-\d+"))
    assert [(line["product"], line["units"]) for line in made["lines"]] == [("remera-cardenal", 50)]
    assert made["buyer"]["company"] == "Panadería La Espiga"
    paper = httpx.get(person.found(r"http\S+\.pdf"), timeout=20)
    assert paper.content.startswith(b"%PDF")


def order_cancelled(house: House, person: Person, aside: str) -> None:
    """Where is it; call it off."""
    bought = house.customer(person, "paid")
    person.write("che por dónde viene lo que compré?")
    prove(person, bought)
    assert bought["number"] in person.told()
    person.write(aside)
    person.write("bueno mirá, anulame ese pedido")
    person.write("sí, anulalo")
    assert house.row("crm_orders", bought["number"])["status"] == "cancelled"
    assert house.row("crm_tickets", person.found(r"CASO-\d+"))["kind"] == "cancellation"


def sent_back(house: House, person: Person, aside: str) -> None:
    """It came, and goes back."""
    bought = house.customer(person, "delivered")
    person.write("me arrepentí de la toalla, te la quiero devolver")
    prove(person, bought)
    person.write("sí dale")
    ticket = house.row("crm_tickets", person.found(r"CASO-\d+"))
    assert (ticket["kind"], ticket["order_number"]) == ("return", bought["number"])
    person.write(aside)


def delayed(house: House, person: Person, aside: str) -> None:
    """A late order is told of as soon as it is known whose it is, with what the policy gives for it."""
    bought = house.customer(person, "delayed")
    if person.door == "whatsapp":
        person.write("holaa, buen día")
    else:
        person.write("hola, mi compra nunca apareció")
        prove(person, bought)
    assert bought["number"] in person.told()
    assert "atrasado" in person.told()
    person.write("bueno, la espero")
    number = person.found(r"CASO-\d+")
    ticket = house.row("crm_tickets", number)
    assert ticket["order_number"] == bought["number"]
    assert ticket["compensation"]["coupon"] in person.told()
    person.write(aside)


def prove(person: Person, bought: dict[str, Any]) -> None:
    """On a page nobody is known: the number, and the e-mail it was placed with."""
    if person.door == "webchat":
        person.write(f"el {bought['number']}")
        person.write(bought["email"])


def entry(person: Person) -> Any:
    """The appointment in the calendar's file whose address was read last."""
    file = Calendar.from_ical(httpx.get(person.found(r"http\S+\.ics"), timeout=20).content)
    return next(iter(file.walk("VEVENT")))


FLOWS: tuple[Flow, ...] = (purchase, complaint, support, appointment, quote, order_cancelled, sent_back, delayed)
