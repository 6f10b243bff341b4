"""What is to be quoted, as messages tell it: lines by colour and size, one of several, a correction."""
from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from hilo.business.lexicon import lexicon_of
from hilo.business.load import get_shop
from hilo.business.offer import of_kind
from hilo.quoting import correcting, steps
from hilo.quoting.buyers import buyer_told
from hilo.quoting.picking import picked
from hilo.quoting.variants import is_about_goods
from hilo.quoting.wanted import Wanted, wanted_in
from hilo.spanish.values import read_values

NOW = datetime(2026, 11, 22, 16, tzinfo=timezone.utc)
DELTA = "chomba-delta"


def heard(text: str, intent: str = "inform", confidence: float = 0.9) -> steps.Message:
    found = read_values(text, lexicon=lexicon_of(get_shop().company), now=NOW, country="AR")
    return steps.Message(text, intent, confidence, [
        {"entity": f.entity, "value": f.value, "start": f.start, "end": f.end} for f in found])


def state(*things: Wanted, **more: Any) -> steps.State:
    return {"wanted": [thing.as_row() for thing in things], **more}


def lines(of: steps.State) -> list[tuple[Any, ...]]:
    return [(one.product or one.kind, one.units, one.color, one.size) for one in steps.wanted_of(of)]


THIRTY = Wanted(DELTA, units=30)


@pytest.mark.parametrize(("text", "parts"), [
    ("azul marino, 15 en M y 15 en L", [(15, "azul marino", "M"), (15, "azul marino", "L")]),
    ("10 M y 20 L, todas blancas", [(10, "blanco", "M"), (20, "blanco", "L")]),
    ("M 10 y L 20", [(10, None, "M"), (20, None, "L")]),
    ("mitad M y mitad L", [(15, None, "M"), (15, None, "L")]),
    ("12 en M y el resto en XL", [(12, None, "M"), (18, None, "XL")]),
    ("20 blancas y 10 azules", [(20, "blanco", None), (10, "azul", None)]),
    ("10 M nada más", [(10, None, "M"), (20, None, None)]),
    ("azul marino", [(30, "azul marino", None)]),
])
def test_colours_and_sizes_told_where_the_company_was_asked_for_go_into_the_lines(text: str, parts: list[Any]) -> None:
    outcome = steps.read(get_shop(), state(THIRTY), heard(text))
    assert lines(outcome.state) == [(DELTA, *part) for part in parts]
    assert (outcome.ask, outcome.state.get("buyer")) == (steps.BUYER, None)
    assert [name for name, _ in outcome.say] == ["utter_quote_lines"]


@pytest.mark.parametrize("text", ["Bar Manolo SL", "a nombre de Azul Marino SL", "Tienda Blanco y Negro S.A.",
                                  "Hotel Verde", "para la empresa Roja", "Librería El Ñandú"])
def test_a_name_is_a_name_whatever_words_it_has(text: str) -> None:
    assert steps.read(get_shop(), state(THIRTY), heard(text)).state.get("buyer")


def test_colour_alone_names_nobody() -> None:
    message = heard("en azul marino, por favor")
    assert is_about_goods(message.text, message.entities)


def test_colours_and_sizes_of_several_things_in_one_message() -> None:
    text = "30 chombas delta azul marino, 15 en M y 15 en L, y 10 remeras biguá"
    assert [(one.product, one.units, one.color, one.size) for one in wanted_in(get_shop(), heard(text).entities, text)
            ] == [(DELTA, 15, "azul marino", "M"), (DELTA, 15, "azul marino", "L"), ("remera-bigua", 10, None, None)]


@pytest.mark.parametrize(("text", "which"), [
    ("los polos de toda la vida, la chomba esa", DELTA), ("la delta", DELTA), ("el que tiene cuello de polo", DELTA),
    ("la 5", DELTA), ("5", DELTA), ("la quinta", DELTA), ("la segunda", "remera-bigua"), ("la de piqué", DELTA),
    ("las de manga larga", "remera-garza"), ("la deportiva", "remera-bigua"),
])
def test_one_of_a_list_is_chosen_by_words_place_or_part_of_the_name(text: str, which: str) -> None:
    goods = [p for p in get_shop().company.products if p.type == "remera"]
    assert [p.id for p in picked(goods, text)] == [which]


def test_a_colour_leaves_those_that_come_in_it_and_stays() -> None:
    outcome = steps.read(get_shop(), state(Wanted(kind="remera", units=30)), heard("azul marino"))
    shown = steps.options(get_shop(), outcome.state)
    assert 0 < len(shown) < len(of_kind(get_shop(), "remera"))
    assert all("azul marino" in p.stock for p in shown)
    chosen = steps.read(get_shop(), outcome.state, heard("la chomba"))
    assert lines(chosen.state) == [(DELTA, 30, "azul marino", None)]


def test_a_kinds_word_that_fits_but_one_product_names_it() -> None:
    assert [one.product for one in wanted_in(get_shop(), heard("30 polos para los camareros").entities)] == [DELTA]


@pytest.mark.parametrize("intent", ["inform", "cancel", "not_interested", "request_quote"])
def test_who_asks_for_the_paper_cancels_nothing(intent: str) -> None:
    outcome = steps.read(get_shop(), state(Wanted(kind="remera", units=30), confused=1),
                         heard("mándamelo en PDF, porfa", intent))
    assert (outcome.over, outcome.ask, outcome.say) == (None, steps.WHICH, [("utter_quote_paper_soon", {})])
    outcome = steps.read(get_shop(), state(THIRTY, name="Ana"), heard("mándamelo en PDF, porfa", intent))
    assert (outcome.over, outcome.ask, outcome.state["buyer"]) == (None, None, "Ana")


MADE = {**state(THIRTY, buyer="azul marino", by_chat=True), "number": "COT-10001", "at": NOW.isoformat()}


@pytest.mark.parametrize(("text", "name"), [
    ("pero el nombre está mal, es Bar Manolo SL", "Bar Manolo SL"),
    ("el nombre no es azul marino, es Bar Manolo SL", "Bar Manolo SL"),
    ("va a nombre de Bar Manolo SL, por favor", "Bar Manolo SL"),
    ("¿puedes cambiar el nombre por Bar Manolo SL?", "Bar Manolo SL"),
    ("la razón social está equivocada, debería decir Bar Manolo SL", "Bar Manolo SL"),
    ("pusiste mal la empresa", None), ("me equivoqué de nombre", None),
])
def test_the_name_on_a_quotation_is_corrected(text: str, name: str | None) -> None:
    message = heard(text, "complaint")
    assert correcting.corrects(MADE, text, message.entities, True, NOW)
    outcome = correcting.begin(get_shop(), MADE, message)
    assert (outcome.state["buyer"], outcome.state["replaces"]) == (name, "COT-10001")
    assert outcome.ask == (None if name else steps.BUYER)


@pytest.mark.parametrize(("text", "told"), [
    ("en la cotización eran 40, no 30", [(DELTA, 40, None, None)]),
    ("cambia la cotización, que sean 50", [(DELTA, 50, None, None)]),
    ("el presupuesto está mal, eran 10 en M y 20 en L", [(DELTA, 10, None, "M"), (DELTA, 20, None, "L")]),
    ("está mal, no era la chomba, era la remera biguá", [("remera-bigua", 30, None, None)]),
    ("agrega 10 gorras a la cotización", [(DELTA, 30, None, None), ("gorra", 10, None, None)]),
    ("está mal, eran 20 remeras biguá, no chombas", [("remera-bigua", 20, None, None)]),
    ("está mal, eran 20 remeras biguá, no 30 chombas negras", [("remera-bigua", 20, None, None)]),
    ("está mal, no eran 30 chombas, eran 20", [(DELTA, 20, None, None)]),
    ("Está mal, eran azul marino, no negras", [(DELTA, 30, "azul marino", None)]),
    ("Mmm… está mal… eran azul marino, no negras", [(DELTA, 30, "azul marino", None)]),
    ("Está mal, no eran chombas negras, eran azul marino", [(DELTA, 30, "azul marino", None)]),
    ("está mal, eran en L, no en M", [(DELTA, 30, None, "L")]),
    ("La chomba delta era azul", [(DELTA, 30, "azul", None)]),
])
def test_what_a_quotation_is_for_is_corrected(text: str, told: list[Any]) -> None:
    message = heard(text)
    assert correcting.corrects(MADE, text, message.entities, True, NOW)
    outcome = correcting.begin(get_shop(), MADE, message)
    assert (lines(outcome.state), outcome.state["buyer"]) == (told, "azul marino")


@pytest.mark.parametrize(("text", "told", "name"), [
    ("En la cotización eran 40, no 30, la empresa es la misma", [(DELTA, 40, None, None)], "azul marino"),
    ("la empresa está bien, pero eran 10 gorras lisas", [("gorra", 10, None, None)], "azul marino"),
    ("el nombre está mal, es Bar Manolo SL y eran 40 chombas", [(DELTA, 40, None, None)], "Bar Manolo SL"),
    ("el nombre está mal: Remeras del Sur SA", [(DELTA, 30, None, None)], "Remeras del Sur SA"),
    ("el nombre está mal, es Remeras Blancas SA", [(DELTA, 30, None, None)], "Remeras Blancas SA"),
    ("me equivoqué de nombre en la cotización de las chombas", [(DELTA, 30, None, None)], None),
    ("la cotización está mal, la empresa es la misma", [(DELTA, 30, None, None)], "azul marino"),
    ("la cotización está mal, es Bar Manolo SL", [(DELTA, 30, None, None)], "Bar Manolo SL"),
    ("la cotización está mal, es para Chile", [(DELTA, 30, None, None)], "azul marino"),
    ("está mal, es por 40 chombas para mi empresa", [(DELTA, 40, None, None)], "azul marino"),
    ("El nombre de la cotización está mal", [(DELTA, 30, None, None)], None),
    ("me equivoqué de nombre, quiero una factura a nombre de Bar Manolo", [(DELTA, 30, None, None)], "Bar Manolo"),
])
def test_a_name_goods_or_both_are_corrected_and_neither_is_taken_for_the_other(
        text: str, told: list[Any], name: str | None) -> None:
    message = heard(text)
    assert correcting.corrects(MADE, text, message.entities, True, NOW)
    outcome = correcting.begin(get_shop(), MADE, message)
    assert (lines(outcome.state), outcome.state["buyer"]) == (told, name)


@pytest.mark.parametrize(("text", "email", "name"), [
    ("La cotización está mal, el correo es ana@bar.es", "ana@bar.es", "Bar Sol"),
    ("me equivoqué de correo, es ana@bar.es", "ana@bar.es", "Bar Sol"),
    ("el correo está mal, no es sol@bar.es, es ana@bar.es", "ana@bar.es", "Bar Sol"),
    ("el nombre está mal, es Bar Manolo SL y el correo es ana@bar.es", "ana@bar.es", "Bar Manolo SL"),
])
def test_the_address_to_which_a_quotation_goes_is_corrected(text: str, email: str, name: str) -> None:
    message, made = heard(text), {**MADE, "buyer": "Bar Sol", "email": "sol@bar.es", "by_chat": None}
    assert correcting.corrects(made, text, message.entities, True, NOW)
    outcome = correcting.begin(get_shop(), made, message)
    assert (outcome.state["email"], outcome.state["buyer"], outcome.ask) == (email, name, None)
    assert lines(outcome.state) == [(DELTA, 30, None, None)]


def test_an_address_told_for_one_that_was_given_in_the_chat_is_mailed_to() -> None:
    outcome = correcting.begin(get_shop(), MADE, heard("La cotización está mal, el correo es ana@bar.es"))
    assert (outcome.state["email"], outcome.state.get("by_chat")) == ("ana@bar.es", None)


@pytest.mark.parametrize("text", ["la cotización está mal, el correo sol@bar.es es viejo",
                                  "la cotización de la chomba está mal", "la cotización está mal, no eran M",
                                  "la cotización está mal, es para Chile"])
def test_where_a_correction_says_nothing_new_it_is_asked_for(text: str) -> None:
    made = {**MADE, "buyer": "Bar Sol", "email": "sol@bar.es"}
    outcome = correcting.begin(get_shop(), made, heard(text))
    assert (outcome.ask, outcome.state["buyer"], outcome.state["email"]) == (steps.CHANGE, "Bar Sol", "sol@bar.es")


@pytest.mark.parametrize(("text", "right_after", "meant"), [
    ("Mi presupuesto cambió, ahora son 50 mil", True, False), ("Mi presupuesto cambió, ahora son 50 mil", False, False),
    ("cambió nuestro presupuesto", True, False), ("el presupuesto está mal", False, True),
    ("cambiame el nombre del presupuesto", False, True), ("presupuesto equivocado", True, True),
    ("presupuesto equivocado", False, False), ("me equivoqué, son 50 pesos", True, False),
    ("me equivoqué, son 50", True, True),
])
def test_what_somebody_can_spend_is_no_quotation(text: str, right_after: bool, meant: bool) -> None:
    assert correcting.corrects(MADE, text, heard(text).entities, right_after, NOW) is meant


@pytest.mark.parametrize("text", ["el presupuesto cambió, ahora son 50 mil", "el presupuesto cambió, son 50 euros"])
def test_money_is_no_number_of_units(text: str) -> None:
    outcome = correcting.begin(get_shop(), MADE, heard(text))
    assert (lines(outcome.state), outcome.ask) == ([(DELTA, 30, None, None)], steps.CHANGE)


@pytest.mark.parametrize("text", ["Es Bar Manolo SL", "Bar Manolo SL", "El nombre es Bar Manolo SL"])
def test_a_name_told_where_what_is_wrong_was_asked_for(text: str) -> None:
    outcome = correcting.begin(get_shop(), MADE, heard("la cotización está mal"))
    assert correcting.change(get_shop(), outcome.state, heard(text), [])
    assert outcome.state["buyer"] == "Bar Manolo SL"


@pytest.mark.parametrize("text", ["solo una consulta: ¿hacen envíos?", "dame un momento", "solo un minuto",
                                  "quiero una factura", "dame un segundo", "solo un color", "son 50 mil"])
@pytest.mark.parametrize("buyer", [None, "Bar Sol"])
def test_what_is_no_number_of_units_leaves_them(text: str, buyer: str | None) -> None:
    outcome = steps.read(get_shop(), state(THIRTY, buyer=buyer), heard(text, "chitchat"))
    assert lines(outcome.state) == [(DELTA, 30, None, None)]


@pytest.mark.parametrize(("text", "units"), [("solo una", 1), ("mejor que sean 50", 50), ("quiero dos", 2)])
def test_another_number_of_units_is_taken(text: str, units: int) -> None:
    outcome = steps.read(get_shop(), state(THIRTY), heard(text))
    assert lines(outcome.state) == [(DELTA, units, None, None)]


def test_where_nothing_new_is_told_it_is_asked_for() -> None:
    outcome = correcting.begin(get_shop(), MADE, heard("la cotización está mal"))
    assert outcome.ask == steps.CHANGE
    assert correcting.change(get_shop(), outcome.state, heard("Bar Manolo SL"), [])
    assert outcome.state["buyer"] == "Bar Manolo SL"


@pytest.mark.parametrize("text", ["gracias!", "quiero una mochila", "¿cuánto tarda el envío a Madrid?",
                                  "el producto que me llegó está mal", "quiero otra cotización", "son muy lindas",
                                  "me llamo Ana", "una mochila azul para mi hijo"])
def test_what_is_about_something_else_corrects_no_quotation(text: str) -> None:
    message = heard(text)
    assert not correcting.corrects(MADE, text, message.entities, True, NOW)


def test_a_quotation_of_long_ago_is_not_what_is_meant() -> None:
    text = "el nombre está mal, es Bar Manolo SL"
    assert not correcting.corrects(MADE, text, (), True, NOW + timedelta(days=4))


@pytest.mark.parametrize(("text", "told"), [
    ("Buenas tardes. Somos Soluciones Andinas SAS, necesitamos cotizar 30 chombas delta", "Soluciones Andinas SAS"),
    ("A nombre de Soluciones Andinas S.A.S., NIT 900.345.678-1", "Soluciones Andinas S.A.S"),
    ("le escribo de parte de Café Sol SpA, 30 polos", None), ("somos 30 personas", None),
    ("es para la empresa donde trabajo", None), ("con factura a nombre de la empresa", None), ("soy de Bogotá", None),
    ("somos una escuela, queremos 30", None),
])
def test_a_buyer_is_heard_beside_another_matter(text: str, told: str | None) -> None:
    assert buyer_told(text) == told


def test_buyer_and_tax_number_told_where_the_mail_was_asked_for_are_taken() -> None:
    before = state(THIRTY, buyer="Otra SA")
    outcome = steps.read(get_shop(), before, heard("a nombre de Soluciones Andinas SAS, NIT 900.345.678-1"))
    assert (outcome.state["buyer"], outcome.state["tax_id"]) == ("Soluciones Andinas SAS", "900.345.678-1")
    assert (outcome.ask, outcome.say) == (steps.EMAIL, [])


@pytest.mark.parametrize("text", ["Disculpe, no serían 30 sino 35 unidades.", "perdón, son 35 unidades", "Disculpe"])
def test_apology_and_another_number_are_no_company(text: str) -> None:
    several = (Wanted(DELTA, units=10, size="S"), Wanted(DELTA, units=20, size="M"))
    assert steps.read(get_shop(), state(*several), heard(text)).state.get("buyer") is None


def test_number_instead_of_another_is_the_new_one_and_of_several_lines_is_checked_before_it_is_made() -> None:
    text = "Disculpe, no serían 30 sino 35 unidades."
    assert lines(steps.read(get_shop(), state(THIRTY), heard(text)).state) == [(DELTA, 35, None, None)]
    several = (Wanted(DELTA, units=10, size="S"), Wanted(DELTA, units=20, size="M"))
    assert steps.read(get_shop(), state(*several), heard(text)).state["check"] is True
