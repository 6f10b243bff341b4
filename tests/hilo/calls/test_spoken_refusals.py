"""Refusals as they are said on the telephone, with how far they go, and what only sounds like one."""
from __future__ import annotations

from datetime import datetime, timezone

import pytest

from bench.calls_refusals import spoken
from hilo.calls.opt_outs import opt_out_of
from hilo.calls.transcript import turns_of

SAID = spoken()
NOT_YET = ("estoy en la lista de no llame", "los textos de que el paquete", "¿De los correos de novedades?",
           "bajame del newsletter")
"""Calls refused where the agent speaks of campaigns; orders told in an odd way; the offers of one way alone."""
LATER = [
    (["a Le llamo por las ofertas de noviembre.", "u quítenme de la lista por favor", "a ¿De llamadas y mensajes?",
      "u no, sabe qué, mejor sígame avisando", "a Muy bien, la dejo como estaba."], None),
    (["u a este teléfono ya no me marquen que es de mi trabajo", "a Claro. ¿A cuál prefiere?",
      "u al cinco cinco, doce treinta y cuatro, cincuenta y seis", "a Ya lo cambié en su ficha."], None),
    (["u yo me había dado de baja de los mensajes y los quiero de nuevo", "a Con gusto, ya la anoté."], None),
    (["u bórreme de todo, no me escriban más", "a ¿También lo de su pedido?",
      "u no, lo del pedido sí lo necesito, la propaganda por correo, eso nomás",
      "a Quito la propaganda por correo y le dejo lo del pedido."], ("marketing", "email")),
    (["u por teléfono nada, ni por el pedido ni por nada, me lo escriben por whatsapp",
      "a Entendido, no la llamamos más."], ("all", "voice")),
    (["u al correo no me manden nada más, ni la factura ni las promociones", "a Listo, no se envía nada a ese correo."],
     ("all", "email")),
    (["u por ofertas que me llamen no me gusta, por whatsapp mándenme lo que quieran",
      "a Ya no la llamamos por ofertas."], ("marketing", "voice")),
]
"""Taken back, told of a number or of the past, narrowed; each way by itself."""


def scope_of(turns: list[dict[str, str]]) -> tuple[str, str] | None:
    found = opt_out_of(turns_of(turns, datetime(2026, 11, 23, tzinfo=timezone.utc)))
    return (found.purpose, found.channel) if found else None


def marked(turns: list[dict[str, str]]) -> list[pytest.MarkDecorator]:
    said = " ".join(turn["message"] for turn in turns)
    return [pytest.mark.xfail(strict=True)] if any(one in said for one in NOT_YET) else []


@pytest.mark.parametrize(("turns", "scope"), [pytest.param(turns, scope, marks=marked(turns))
                                              for turns, scope in SAID],
                         ids=[turns[0]["message"][:40] for turns, _ in SAID])
def test_a_spoken_refusal_goes_as_far_as_was_said(turns: list[dict[str, str]], scope: tuple[str, str] | None) -> None:
    assert scope_of(turns) == scope


@pytest.mark.parametrize(("said", "scope"), LATER, ids=[said[0][2:40] for said, _ in LATER])
def test_a_refusal_that_is_taken_back_or_narrowed_goes_as_far_as_was_said_last(
    said: list[str], scope: tuple[str, str] | None
) -> None:
    assert scope_of([{"role": "agent" if one[0] == "a" else "user", "message": one[2:]} for one in said]) == scope
