"""A call that was and a call that is wanted."""
from __future__ import annotations

import pytest

from hilo.spanish.past_calls import tells_of_call


@pytest.mark.parametrize("text", [
    "hola, recién conversamos por teléfono", "los llamé hoy temprano", "soy quien llamó hace un rato",
    "estuve hablando con ustedes por llamada", "acabo de cortar con usted", "hablé con una chica por teléfono ayer",
    "buenas, platicamos hace ratito por llamada", "ya los llame antes", "yo llamé esta mañana",
    "te escribo después de la llamada"])
def test_who_tells_of_a_call_asks_for_none(text: str) -> None:
    assert tells_of_call(text)


@pytest.mark.parametrize("text", [
    "llámenme", "mejor hablamos por teléfono", "hablamos por teléfono?", "hablé hace un rato y se cortó, me llaman?",
    "los llamé ayer y nadie atiende", "quiero que me llamen hoy", "llamame hoy a la tarde", "que me llame un asesor",
    "llame usted a la mañana, que me llaman poco", "recién llamé, ¿me devuelven la llamada?", "una llamada, por favor",
    "prefiero que hablemos, ya lo intenté antes", "hablen conmigo por teléfono"])
def test_who_asks_for_a_call_is_not_taken_to_have_had_one(text: str) -> None:
    assert not tells_of_call(text)
