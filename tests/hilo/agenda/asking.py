"""Somebody who asks for an appointment, and the desk they ask at."""
from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hilo.agenda import steps
from hilo.agenda.desk import Desk, Message, Outcome, to_slot
from hilo.business.agendas import get_agendas
from hilo.business.load import get_shop
from hilo.crm.agenda import Appointment

HOME = ZoneInfo("America/Argentina/Cordoba")
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=HOME)
THURSDAY = datetime(2026, 11, 26, 17, 30, tzinfo=HOME)
HALF = timedelta(minutes=30)


def mine(number: str = "CITA-10001", at: datetime = THURSDAY, agenda: str = "santa_fe", **changes: Any) -> Appointment:
    return Appointment(**{"number": number, "contact_id": "c", "agenda": agenda, "topic": "cortinas", "starts_at": at,
                          "ends_at": at + HALF, "status": "booked", **changes})


class Talk:
    """A person who writes, and the desk they write to."""

    def __init__(self, **known: Any) -> None:
        self.desk = Desk(get_shop(), get_agendas(), NOW, known.pop("zone", HOME), **known)
        self.out = Outcome({})

    def say(self, text: str, intent: str = "inform", confidence: float = 0.9, **told: Any) -> Outcome:
        message = Message(text, intent, confidence, **told)
        if self.out.ask is None:
            self.out = steps.begin(self.desk, message)
        else:
            self.out = steps.read(self.desk, self.out.ask, self.out.state or {}, message)
        return self.out

    @property
    def offers(self) -> list[str]:
        """What is offered, in the person's order."""
        rows = (self.out.state or {}).get("offered") or []
        return [f"{to_slot(row).starts_at.astimezone(HOME):%d %H:%M}" for row in rows]

    @property
    def chosen(self) -> str:
        """What was taken."""
        slot = to_slot((self.out.state or {})["slot"])
        return f"{slot.agenda} {slot.starts_at.astimezone(HOME):%d %H:%M}"

    @property
    def said(self) -> list[str]:
        """The names of what is said first."""
        return [name for name, _ in self.out.say]
