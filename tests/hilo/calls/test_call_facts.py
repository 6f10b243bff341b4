"""Facts of a call that are spelt, read back, or told in passing."""
from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from hilo.calls.addresses import address_in
from hilo.calls.details import details_of
from hilo.calls.facts import facts_of
from hilo.calls.faults import fault_in
from hilo.calls.needed import day_ahead
from hilo.calls.transcript import Turn, turns_of
from hilo.crm.embedded.orders import plain

AT = datetime.fromisoformat("2026-11-23T10:00:00-03:00")


def _turns(*said: str) -> list[Turn]:
    return turns_of([{"role": "agent" if one[0] == "a" else "user", "message": one[2:]} for one in said], AT)


def _told(name: str, *said: str) -> list[Any]:
    return [fact.value for fact in facts_of(_turns(*said), "MX") if fact.name == name and not fact.doubtful]


@pytest.mark.parametrize(("said", "values"), [
    (("a ¿Me da su número de pedido?", "u eme equis seis seis cero uno ocho", "a MX66018. Te paso con cobranza."),
     ["MX66018"]),
    (("a ¿Y el número de pedido?", "u ce eme cuatro cuatro siete cero dos", "a C, M, 4, 4, 7, 0, 2. ¿Es correcto?",
      "u sí"), ["CM44702"]),
    (("a Le llamo por su pedido CL90213. ¿Hablo con Rodrigo Sepúlveda?", "u sí con él"), ["CL90213"]),
    (("a ¿Número de pedido?", "u erre dos dos ocho cero ene no perdón eme al final", "a R2280M. Veo dos cobros."),
     ["R2280M"]),
    (("a Está fuera. La referencia de su baja es B4471.", "u be cuatro cuatro siete uno vale"), []),
    (("a ¿Me dices el pedido?", "u 310552"), ["310552"])])
def test_an_order_number_has_the_letters_that_were_spelt_or_read_back(said: tuple[str, ...], values: list[str]) -> None:
    assert _told("order_number", *said) == values


def test_an_order_is_found_by_its_number_without_the_hyphen() -> None:
    assert plain("CB10007") == "CB-10007"


@pytest.mark.parametrize(("said", "values"), [
    (("u se puede pagar con bizum", "a Sí. Bizum, tarjeta o contra reembolso.", "u pues bizum entonces y cuánto tarda"),
     ["bizum"]),
    (("u tiene que ser con tarjeta", "a No, puede ser contra reembolso; son dos euros más.",
      "u hala pues qué remedio contra reembolso y cuándo vienen"), ["contra reembolso"]),
    (("a ¿Algo más?", "u y la plata cuándo me la devuelven pagué con débito", "a En cinco días."), ["débito"]),
    (("a ¿Algo más?", "u y ustedes aceptan zelle o puro pago móvil", "a Solo pago móvil."), []),
    (("a ¿Algo más?", "u eso de dar el número de la tarjeta por teléfono no", "a Entiendo."), [])])
def test_a_way_to_pay_is_the_one_that_was_taken_or_used(said: tuple[str, ...], values: list[str]) -> None:
    assert [one.value for one in details_of(_turns(*said)) if one.name == "payment_method"][-1:] == values


@pytest.mark.parametrize(("folded", "fault"), [
    ("se le despego la suela al mes", "suela despegada"), ("la cremallera se rompio al segundo dia", "cremallera rota"),
    ("llego con la base trizada", "base trizada"), ("me salio con hueco la beige en la manga", "hueco en la manga"),
    ("llego la mesa pero le faltan los tornillos", "faltan tornillos"), ("me aprietan un monton en el empeine",
                                                                         "aprietan en el empeine"),
    ("la caja se rompio la puedo dar sin caja", None), ("la campera abierta me queda bien", None),
    ("me faltan dos dias para cobrar", None)])
def test_what_is_wrong_is_told_in_few_words(folded: str, fault: str | None) -> None:
    assert fault_in(folded) == fault


@pytest.mark.parametrize(("said", "address"), [
    ("calle delicias cuarenta y dos segundo be y le pago al cartero", ["calle Delicias 42, segundo B"]),
    ("al repartidor en mano paseo de la mina número 20 segundo izquierda", ["paseo de la Mina 20, segundo izquierda"]),
    ("va a la calle feria 72 de sevilla", ["calle Feria 72"]),
    ("es la calle calle 4 o calle 6 no me aprendo", []), ("avenida no sé", [])])
def test_an_address_has_its_floor_and_door(said: str, address: list[str]) -> None:
    turn, after = _turns(f"u {said}", "a Anotado.")
    assert [one.value for one in address_in(turn, after, "")] == address


def test_the_feast_next_saturday_is_ahead_though_what_was_bought_is_past() -> None:
    today = AT.date()
    assert day_ahead(datetime(2026, 11, 21).date(), "el sabado", today).isoformat() == "2026-11-28"
    assert day_ahead(datetime(2026, 11, 20).date(), "antes del 20", today).isoformat() == "2026-12-20"
    assert day_ahead(datetime(2026, 11, 9).date(), "hace dos semanas", today).isoformat() == "2026-11-09"


def test_how_an_address_is_written_is_no_part_of_it() -> None:
    said = ("a ¿Su correo?", "u fondadonacuca todo junto y con ene no con eñe arroba gmail punto com", "a Anotado.")
    assert _told("email", *said) == ["fondadonacuca@gmail.com"]
