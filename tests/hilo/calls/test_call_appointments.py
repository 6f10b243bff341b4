"""An appointment that was agreed in a call is no debt that grows late when its hour has come."""
from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select

from hilo.memory.database import reading
from hilo.memory.tables import Commitment, Fact, Outbox


def test_an_appointment_is_kept_as_its_moment_and_what_is_sent_for_it_as_a_promise(report: Callable[..., int]) -> None:
    report("""
        a: Ceibo, buenas tardes.
        u: quiero una cita con la asesora por video
        a: ¿Qué día le acomoda?
        u: el martes a las once de la mañana
        a: Martes 24 a las once está libre. Le mando el enlace por WhatsApp.
        u: fantástico muchas gracias""")
    with reading() as session:
        letter = session.scalars(select(Outbox)).one().payload
        kinds = set(session.scalars(select(Commitment.kind)))
        moments = [str(value) for value in session.scalars(select(Fact.value).where(Fact.name == "date_time"))]
    assert kinds == {"send_link"}
    assert ["2026-11-24T11:00" in one for one in moments] == [True]
    assert "\n\nTu cita es el martes 24 de noviembre a las 11:00.\n\n" in letter["text"]
    for words in (letter["text"], str(letter["variables"])):
        assert "asesora" not in words
        assert "24/11" not in words
