"""Calls that reach somebody else: told by both sides' words and by how the turns sound."""
from __future__ import annotations

from datetime import datetime, timezone

import pytest

from hilo.calls.transcript import turns_of
from hilo.calls.wrong_number import is_wrong_number

AT = datetime(2026, 11, 23, 15, tzinfo=timezone.utc)


@pytest.mark.parametrize(("said", "wrong"), [
    (("a Hola, ¿hablo con Gustavo? Le llamo de Ceibo.", "u no acá no hay ningún gustavo esto es una peluquería",
      "a Disculpe la molestia, lo corrijo.", "u bueno chau"), True),
    (("a Ceibo, buen día.", "u hola quería pedir una pizza grande", "a Esto es Ceibo, una tienda de ropa.",
      "u uy perdón marqué mal"), True),
    (("a Ceibo, buen día.", "u hola me equivoqué de talle en el pedido quiero cambiarlo", "a ¿Qué talle quiere?",
      "u el cuarenta"), False),
    (("a Hola, ¿hablo con Elsa?", "u no ella salió soy la hija", "a ¿A qué hora la encuentro?", "u a la noche"),
     False)])
def test_only_who_was_not_meant_is_a_wrong_number(said: tuple[str, ...], wrong: bool) -> None:
    turns = turns_of([{"role": "agent" if one[0] == "a" else "user", "message": one[2:]} for one in said], AT)
    assert is_wrong_number(turns) is wrong
