"""What is known as a message about an appointment comes in, and what follows from it."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from hilo.agenda.places import of_topic
from hilo.agenda.slots import Slot, free_slots, zone_of
from hilo.business.agendas import Agenda, Agendas
from hilo.business.company import Shop
from hilo.crm.agenda import Appointment, Booked

State = dict[str, Any]
"""In JSON types: {job: book, move or cancel; topic, place, visit, agenda: whom and where; wish, avoid: when; offered:
slots; meets: whether they are what was wished; slot: the one taken; number: of the appointment to be changed; name,
phone; zone: the person's; confused: how often it was not understood in a row}."""


@dataclass(frozen=True)
class Message:
    """What the person said. name, phone: told in it; product: asked about in it."""

    text: str
    intent: str
    confidence: float
    name: str | None = None
    phone: str | None = None
    product: str | None = None


@dataclass(frozen=True)
class Desk:
    """What is known. mine: the person's appointments; booked: everybody's; key: under which this turn books (what it
    booked before it broke off counts as free). zone: the person's. wished: a moment agreed in a call."""

    shop: Shop
    rules: Agendas
    now: datetime
    zone: ZoneInfo
    mine: Sequence[Appointment] = ()
    booked: Sequence[Booked] = ()
    key: str = ""
    country: str | None = None
    city: str | None = None
    product: str | None = None
    name: str | None = None
    phone: str | None = None
    email: str | None = None
    whatsapp: str | None = None
    wished: datetime | None = None

    @property
    def upcoming(self) -> list[Appointment]:
        """The person's appointments to come, the next first."""
        return sorted((one for one in self.mine if one.status == "booked" and one.ends_at > self.now),
                      key=lambda one: one.starts_at)

    @property
    def is_abroad(self) -> bool:
        """Whether the person is known to live in another country than the company."""
        return self.country not in (None, self.shop.company.profile.country)

    def mine_called(self, number: str | None) -> Appointment | None:
        """One of the person's own appointments to come."""
        return next((one for one in self.upcoming if one.number == number), None)

    def agendas_for(self, state: State) -> list[Agenda]:
        """Who may see the person, by what is settled so far."""
        found = of_topic(self.rules, state.get("topic"))
        if state.get("agenda"):
            return [one for one in found if one.id == state["agenda"]]
        if state.get("place"):
            return [one for one in found if one.place == state["place"]]
        return [one for one in found if one.by == "visit"] if state.get("visit") else found

    def clock(self, agenda: Agenda | None) -> ZoneInfo:
        """By which clock a person speaks of an agenda's moments: of a visit the branch's, else their own."""
        return zone_of(self.shop, agenda) if agenda is not None and agenda.by == "visit" else self.zone

    def free(self, agendas: Sequence[Agenda]) -> list[Slot]:
        """What can be booked."""
        others = [one for one in self.booked if not self.key or one.key != self.key]
        return free_slots(self.shop, self.rules, agendas, others, self.now)


Text = tuple[str, dict[str, Any]]
"""A text's name and what it is filled with."""


@dataclass
class Outcome:
    """What follows. state: None: it is over. ask: the slot to ask for. say: what is said first. do: what is to be
    written now (book, move or cancel)."""

    state: State | None
    ask: str | None = None
    say: list[Text] = field(default_factory=list)
    do: str | None = None
    left_to_rules: bool = False


def to_row(slot: Slot) -> list[str]:
    """A moment in JSON types."""
    return [slot.agenda, slot.starts_at.isoformat(), slot.ends_at.isoformat()]


def to_slot(row: Sequence[str]) -> Slot:
    """Back again."""
    return Slot(row[0], datetime.fromisoformat(row[1]), datetime.fromisoformat(row[2]))
