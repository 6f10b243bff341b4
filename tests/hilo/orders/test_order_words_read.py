"""What is wanted with an order, and what a short answer means: by plain words."""
from __future__ import annotations

import pytest

from hilo.orders.answers import agrees, is_answer, leaves, tells_what_happened
from hilo.orders.troubles import came_so, trouble_of
from hilo.orders.wishes import asks_rules, calls_off, cancels, choice_of, number_in, speaks_of_own, wish_of


@pytest.mark.parametrize(("text", "intent", "wish"), [
    ("¿qué pasó con mi pedido?", "order_status", "status"),
    ("quiero cancelar mi compra", "cancel_order", "cancel"),
    ("quiero cambiar el talle de mi pedido antes de que salga", "cancel_order", "variant"),
    ("quiero cambiar la dirección de entrega", "order_status", "address"),
    ("me mudé, mandalo a otra dirección", "cancel_order", "address"),
    ("puse mal la calle en el pedido", "order_status", "address"),
    ("anulá el pedido y cambio la dirección después", "cancel_order", "cancel"),
    ("la quiero devolver", "return_exchange", "return"),
    ("quiero cambiarla por otro talle", "return_exchange", "exchange"),
    ("devolver o cambiar, lo que se pueda", "return_exchange", "exchange"),
    ("me figura entregado pero acá no vino nadie", "order_status", "not_received"),
])
def test_the_wish_is_in_the_words(text: str, intent: str, wish: str) -> None:
    assert wish_of(text, intent) == wish


@pytest.mark.parametrize(("text", "rules"), [
    ("¿cuántos días tengo para cambiar?", True), ("quién paga el correo si lo devuelvo", True),
    ("hasta cuándo puedo cambiar un regalo?", True), ("quiero devolver la campera", False),
    ("¿me la cambian? quiero una M", False), ("hacer un cambio", False)])
def test_a_question_about_the_rules_begins_nothing(text: str, rules: bool) -> None:
    assert asks_rules(text) is rules


@pytest.mark.parametrize(("text", "rules", "own"), [
    ("si no le van a mi hija, ¿las puedo cambiar?", True, False), ("y si no me entra se puede cambiar", True, False),
    ("¿me lo cambian si no es mi talle?", True, False), ("no me entra, ¿la puedo cambiar?", True, True),
    ("me quedaron chicas, y si no me gustan las otras ¿las devuelvo?", True, True),
    ("quiero devolverlo si no me lo cambian hoy", False, False)])
def test_what_is_only_supposed_is_a_question_about_the_rules(text: str, rules: bool, own: bool) -> None:
    assert (asks_rules(text), speaks_of_own(text)) == (rules, own)


@pytest.mark.parametrize(("text", "choice"), [
    ("prefiero esperarlo", "wait"), ("lo espero", "wait"), ("la nueva fecha está bien", "wait"),
    ("lo paso a buscar", "pick_up"), ("retirarlo en la sucursal", "pick_up"), ("cancelalo", "cancel"),
    ("que me devuelvan la plata", "cancel"), ("no, ninguna", "none"), ("no me sirve", None), ("azul", None),
    ("no quiero esperar más", "none"), ("no lo cancelen, lo espero", "wait"),
    ("no quiero esperar más, cancélenlo", "cancel"), ("no puedo retirarlo, mándenmelo", "wait"),
    ("no, cancelalo", "cancel"), ("no quiero cancelarlo", "none")])
def test_the_way_out_of_a_delay_is_told_in_words(text: str, choice: str | None) -> None:
    assert choice_of(text) == choice


@pytest.mark.parametrize(("text", "trouble"), [
    ("llevo una semana esperando!!", "delay"), ("no me llegó nada y pasaron diez días", "delay"),
    ("la caja vino mojada y aplastada", "damaged"), ("me llegó rota", "damaged"), ("vino fallado", "damaged"),
    ("me mandaron otra cosa", "wrong"), ("faltaban dos tazas", "missing"), ("q falta de respeto", None),
    ("son unos chorros", None), ("me cobraron de más", None), ("buenas tardes, hola", None),
    ("tarda demasiado", "delay")])
def test_a_complaint_is_about_something(text: str, trouble: str | None) -> None:
    assert trouble_of(text) == trouble


def test_what_came_broken_is_no_fault_of_later() -> None:
    assert came_so("me llegó rota la lámpara")
    assert not came_so("se rompió la lámpara")


@pytest.mark.parametrize(("question", "text", "intent", "answers"), [
    ("order_which", "CB-10004", "order_status", True), ("order_which", "la 2", "rate_service", True),
    ("order_which", "no lo tengo", "deny", True), ("order_which", "¿hacen envíos?", "shipping_inquiry", False),
    ("order_proof", "ana@example.com", "inform", True), ("order_proof", "+54 9 342 555-0101", "inform", True),
    ("order_proof", "¿para qué?", "out_of_scope", False), ("order_confirm", "sí", "affirm", True),
    ("order_confirm", "no, dejalo", "deny", True), ("order_confirm", "¿y cuánto tarda?", "shipping_inquiry", False),
    ("order_confirm", "quiero hablar con una persona", "request_human", False),
    ("order_solution", "la 1", "rate_service", True), ("order_solution", "lo paso a buscar yo", "busy", False),
    ("order_new", "Bv. Oroño 1250, Rosario", "inform", True),
    ("order_new", "quiero cancelar el pedido entero", "cancel_order", False),
    ("order_new", "no me escriban más", "opt_out", False)])
def test_an_answer_is_one_only_to_what_was_asked(question: str, text: str, intent: str, answers: bool) -> None:
    assert is_answer(question, text, intent, 0.9) is answers


def test_what_happened_is_told_in_any_words_but_not_by_another_matter() -> None:
    assert tells_what_happened("complaint_what", "me atendieron muy mal en el local", "complaint", 0.9)
    assert not tells_what_happened("complaint_what", "¿qué promos tienen?", "promotion_inquiry", 0.9)
    assert not tells_what_happened("complaint_what", "quiero cancelar el pedido", "cancel_order", 0.9)


@pytest.mark.parametrize(("text", "intent", "agreed"), [
    ("sí", "affirm", True), ("dale", "affirm", True), ("Sí, cancelarlo", "affirm", True),
    ("sí, dejalo así", "affirm", False), ("dejalo así", "cancel", False), ("no", "deny", False),
    ("mmm", "out_of_scope", False)])
def test_what_cannot_be_undone_wants_a_clear_yes(text: str, intent: str, agreed: bool) -> None:
    assert agrees(text, intent) is agreed


def test_to_call_it_off_may_be_said_by_its_verb_but_not_with_a_no() -> None:
    assert cancels("cancelalo")
    assert not cancels("no lo canceles")
    assert leaves("mejor no", "out_of_scope")


@pytest.mark.parametrize(("text", "number"), [
    ("CB-10004", "cb-10004"), ("cb 10004", "cb 10004"), ("es el 10004", "10004"), ("#10004", "#10004"), ("la 2", None),
    ("39", None)])
def test_a_number_is_read_bare(text: str, number: str | None) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize(("text", "off"), [
    ("anulámelo", True), ("no sirven, devuélvanme el dinero", True),
    ("ya no, quiero mi plata de vuelta", True), ("no quiero hablar con nadie, cancélenlo", True),
    ("no lo anules", False), ("¿ya lo cancelaste?", False),
    ("avísenme cuando me devuelvan el dinero", False), ("ya está la devolución del dinero", False)])
def test_an_order_is_called_off_in_whatever_else_is_said(text: str, off: bool) -> None:
    assert calls_off(text) is off
