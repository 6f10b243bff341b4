"""A call wanted at a moment, and one that is wanted no more."""
from __future__ import annotations

import pytest

from hilo.spanish.calls_asked import (
    asks_for_call,
    asks_when_called,
    orders_call,
    takes_back_call,
    wants_message_instead,
)


@pytest.mark.parametrize("text", [
    "llámame mañana a las 10", "llámeme el viernes", "llamame mañana tipo 10", "márcame el jueves", "márquenme a las 5",
    "me pegas un llamado mañana", "échame una llamadita el lunes", "¿me llamas mañana?", "que me llamen a la tarde",
    "puedes llamarme en una hora", "me podés llamar después del almuerzo", "no me llames hoy, llámame mañana",
    "necesito una llamada mañana"])
def test_a_call_at_a_moment_is_asked_for(text: str) -> None:
    assert asks_for_call(text)


@pytest.mark.parametrize("text", [
    "escríbeme mañana", "mañana te llamo", "los llamo el lunes", "me llamo Ana, hablamos mañana",
    "mañana me llaman del banco, hablemos el jueves", "no me llama la atención, mañana veo",
    "no me llames, escribime mañana", "mándame un mensaje mañana"])
def test_what_speaks_of_a_moment_and_asks_for_no_call(text: str) -> None:
    assert not asks_for_call(text)


@pytest.mark.parametrize("text", [
    "cancela la llamada", "cancelen esa llamada por favor", "olvida la llamada", "deja sin efecto el llamado",
    "ya no me llames", "mejor no me llames, escribime", "que no me llamen", "ya no hace falta que me llamen",
    "ya no quiero la llamada", "mejor no me marques", "no es necesario que me llamen"])
def test_a_call_is_taken_back(text: str) -> None:
    assert takes_back_call(text)
    assert not orders_call(text)


@pytest.mark.parametrize("text", [
    "¿por qué no me llaman?", "no me llamaron", "se olvidaron de la llamada", "no quiero chatear quiero que me llamen",
    "cancelaron mi llamada", "no me gusta escribir, llámenme", "¿no me pueden hacer una llamada?", "cancela el pedido",
    "si no me llamen hoy compro en otro lado", "no me llames hoy, llámame mañana"])
def test_who_complains_of_no_call_takes_none_back(text: str) -> None:
    assert not takes_back_call(text)


@pytest.mark.parametrize(("text", "written"), [
    ("no me llames, escribime", True), ("mejor que no me llamen y me escriben", True),
    ("mejor mándame un mensaje, no me llames", True), ("no me llamen ni me escriban", False),
    ("no me llamen", False)])
def test_a_message_in_place_of_the_call(text: str, written: bool) -> None:
    assert wants_message_instead(text) is written


@pytest.mark.parametrize(("text", "asks"), [
    ("¿cuándo me llaman por el bordado?", True), ("a qué hora me van a llamar?", True), ("quedaron en llamarme", True),
    ("sigo esperando su llamada", True), ("¿cuándo me pueden llamar?", False), ("que me llamen a la tarde", False),
    ("llámenme cuando puedan", False)])
def test_a_promised_call_is_asked_about(text: str, asks: bool) -> None:
    assert asks_when_called(text) is asks
