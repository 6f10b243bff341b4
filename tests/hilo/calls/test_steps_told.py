"""How what was agreed is told to a colleague, and by when it is due."""
from __future__ import annotations

from datetime import datetime, timezone

import pytest

from hilo.calls.agreed import agreed, candidates
from hilo.calls.promised import read, time_promised
from hilo.calls.promises_made import Promised, once
from hilo.calls.referred import referred
from hilo.calls.steps import commitments_of, steps_of
from hilo.calls.their_promises import their_promises
from hilo.calls.their_words import deed_of, without_tail
from hilo.calls.told import CallFact
from hilo.calls.transcript import Turn, turns_of

UTC = timezone.utc
AT = datetime(2026, 11, 24, 10, tzinfo=UTC)


def said(*lines: str) -> list[Turn]:
    """Turns of a call; "a …" is the agent, "u …" the customer."""
    return turns_of([{"role": "agent" if line[0] == "a" else "user", "message": line[2:]} for line in lines], AT)


@pytest.mark.parametrize(("before", "part", "told"), [
    ("a Le mando la ficha de OXXO.", "hoy en la noche lo pago gracias", "pagar con OXXO hoy en la noche"),
    ("a Puede pagar con Bizum.", "en cuanto me llegue te lo pago", "pagar con Bizum en cuanto me llegue"),
    ("a Las sandalias ya están.", "mañana las llevo al correo", "llevar las sandalias al correo mañana"),
    ("a Aquí estamos.", "en la noche me mido el pie", "medirse el pie en la noche"),
    ("a Aquí estamos.", "voy mañana", "ir a la tienda mañana"),
    ("a Aquí estamos.", "le pregunto a mi hija y le escribo mañana", "preguntar a su hija y escribir mañana"),
    ("a Aquí estamos.", "el viernes me doy una vuelta", "pasar por la tienda el viernes"),
    ("a El local abre a las diez.", "entonces mañana nos vemos por allá", "pasar por el local mañana"),
    ("a Aquí estamos.", "ya pego el pique el sábado", "pasar por la tienda el sábado"),
    ("a Aquí estamos.", "ya nos vemos chao", ""),
    ("a Aquí estamos.", "no voy", ""),
    ("a Aquí estamos.", "hice el pago", ""),
])
def test_what_the_customer_will_do_is_told_by_its_verb_its_thing_and_its_time(
        before: str, part: str, told: str) -> None:
    turns = said(before, f"u {part}")
    assert deed_of("", "", without_tail(part), part, turns, turns[1], "MX") == told


def test_a_call_at_an_hour_that_is_only_said_back_is_a_step() -> None:
    turns = said("a ¿Cuándo le marcamos?", "u a las seis", "a Hoy a las 6, entonces.")
    callback = CallFact("callback_at", "2026-11-24T18:00:00+00:00", "a las seis", 0.9, False, 1)
    found = commitments_of([], turns, None, "MX", callback, None)
    assert [(one["what"], one["due"]) for one in found] == [("llamar hoy a las 18:00", "2026-11-24T18:00:00+00:00")]


@pytest.mark.parametrize(("before", "told", "what"), [
    ("u ¿y mi dinero?", "Vuelve a la misma cuenta, en un par de horas.", "devolver el dinero: Vuelve a la misma"),
    ("u dale, transferencia", "Muy bien. Ahora mismo van los datos.", "enviar: Ahora mismo van los datos"),
    ("u ¿y el color?", "Mañana te llega la tarjeta de colores a la misma cuenta.", ""),
])
def test_money_that_goes_back_and_data_that_go_out_are_told_by_what_is_done(before: str, told: str, what: str) -> None:
    turns = said(before, f"a {told}")
    found = [one.what for one in candidates(turns, "MX")]
    if what:
        assert any(one.startswith(what) for one in found), found
    else:
        assert not any("dinero" in one for one in found), found


def test_an_appointment_is_told_by_the_name_that_both_give_it() -> None:
    turns = said("u quiero una visita para medir", "a La visita es el viernes a las 4.", "u perfecto")
    at = CallFact("date_time", "2026-11-27T16:00:00+00:00", "el viernes a las 4", 0.9, False, 1)
    found = commitments_of([], turns, None, "AR", None, at)
    assert steps_of(found, None, False) == ["atender la visita el viernes 27/11 a las 16:00"]


@pytest.mark.parametrize(("sentence", "due"), [
    ("Mañana antes del mediodía la tiene ahí.", datetime(2026, 11, 25, 12, tzinfo=UTC)),
    ("Le avisamos cuando salga el camión.", None),
])
def test_by_noon_is_an_hour_and_a_thing_that_leaves_is_none(sentence: str, due: datetime | None) -> None:
    found = time_promised(sentence, AT, "CO")
    assert (found.anchor if found else None) == due


def test_what_is_found_out_and_its_answer_are_one_step() -> None:
    turns = said("u se puede lavar en casa", "a Lo pregunto en el taller.", "u bueno", "a Mañana le escribo.")
    made = [Promised("find_out", "preguntar en el taller", "Lo pregunto en el taller.", 1),
            Promised("write", "escribir mañana", "Mañana le escribo.", 3)]
    assert [one["what"] for one in commitments_of(made, turns, None, "MX", None, None)
            if one["who"] == "business"] == ["preguntar en el taller: se puede lavar en casa y escribir mañana"]


def test_what_is_found_out_stays_apart_from_a_message_about_something_else() -> None:
    turns = said("u se puede lavar en casa", "a Lo pregunto en el taller.", "u bueno",
                 "a Le escribo cuando salga el pedido.")
    made = [Promised("find_out", "preguntar en el taller", "Lo pregunto en el taller.", 1),
            Promised("write", "escribir cuando salga el pedido", "Le escribo cuando salga el pedido.", 3)]
    assert len([one for one in commitments_of(made, turns, None, "MX", None, None) if one["who"] == "business"]) == 2


def test_an_appointment_tells_what_somebody_comes_for() -> None:
    turns = said("u quiero que vengan a medir las cortinas", "a El técnico va el viernes a las 3.", "u listo")
    at = CallFact("date_time", "2026-11-27T15:00:00+00:00", "", 0.9, False, 1)
    found = commitments_of([], turns, None, "MX", None, at)
    assert found[0]["what"] == "atender la visita del técnico para ir a medir el viernes 27/11 a las 15:00"


@pytest.mark.parametrize(("named", "told"), [("el local de Lanús", "ir al local mañana"),
                                             ("la sucursal del centro", "ir a la sucursal mañana"),
                                             ("la tienda", "ir a la tienda mañana")])
def test_where_the_customer_goes_is_told_by_the_name_that_was_given_to_it(named: str, told: str) -> None:
    turns = said(f"a Lo tenemos en {named}.", "u voy mañana")
    assert deed_of("", "", "voy mañana", "voy mañana", turns, turns[1], "AR") == told


@pytest.mark.parametrize(("before", "said_then", "thing"), [
    ("el vestido lo vi en el centro", "mañana lo cambio", "vestido"),
    ("la campera la tengo acá", "la cambio mañana", "campera"),
    ("compré en el centro", "lo cambio", "centro"),
])
def test_a_thing_that_is_sold_is_meant_before_a_place_that_is_named_later(
        before: str, said_then: str, thing: str) -> None:
    assert referred(said(f"u {before}", f"u {said_then}"), 1, said_then) == thing


def test_a_message_to_the_store_is_not_the_message_to_the_customer() -> None:
    made = [Promised("send", "pasar el aviso al almacén", "Paso el aviso al almacén.", 1),
            Promised("write", "escribir mañana", "Mañana le escribo.", 3)]
    assert once(made) == made


def test_an_object_of_its_own_is_not_told_beside_one_from_before() -> None:
    turns = said("u no me llegó la etiqueta", "a Le mando un mensaje mañana.")
    assert [one.what for one in read(turns, "MX")] == ["enviar un mensaje mañana"]


@pytest.mark.parametrize("line", ["Mañana lo estaremos contactando a las 10 de la mañana.",
                                  "Lo contactamos mañana a las 10."])
def test_contact_at_an_hour_is_a_call(line: str) -> None:
    assert [one.kind for one in read(said("u hola", f"a {line}"), "CO")] == ["call"]


@pytest.mark.parametrize(("line", "promised"), [
    ("Yo le pregunto a la tienda y mañana le cuento.", True),
    ("Sí, veo la cita: viernes 29, 10 de la mañana.", False),
    ("La factura se le envió al correo el mismo día de la compra.", False),
    ("Su cubrecama figura en reparto para mañana.", False),
])
def test_what_is_seen_or_has_been_sent_is_no_promise(line: str, promised: bool) -> None:
    turns = said("u qué pasa con lo mío", f"a {line}", "u gracias")
    assert bool(agreed(turns, "CO")) == promised


@pytest.mark.parametrize(("line", "told"), [("Su pedido ya va en reparto. Mañana lo tiene.", True),
                                            ("La cotización, mañana al mediodía la tiene.", False)])
def test_goods_that_arrive_are_told_as_delivered(line: str, told: bool) -> None:
    turns = said("u cuándo me llega", f"a {line}", "u gracias")
    assert any(one.what.startswith("entregar el pedido") for one in candidates(turns, "CO")) == told


def test_the_customer_who_will_look_at_it_promises_nothing() -> None:
    turns = said("a ¿Se lo aparto?", "u no después lo miro yo mañana en la noche gracias", "a Listo.")
    assert all(one["what"] != "mirar mañana en la noche" for one in their_promises(turns, "CO", False))
