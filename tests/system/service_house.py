"""An assistant with everything beside it, in which services are tried, and what is read of its CRM."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from threading import Lock
from typing import Any

import httpx
import pytest
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from hilo import wording
from hilo.agenda.slots import Slot, free_slots
from hilo.business.agendas import get_agendas
from hilo.business.load import get_shop
from hilo.crm.crm import get_crm
from hilo.memory.database import open_engine
from hilo.memory.tables import Appointment, Cart, Coupon, Order, Payment, Quote, Ticket
from hilo.orders.planting import Bought, Customer, plant_customer
from hilo.settings import get_settings
from tests.beside import Others
from tests.quick_starts import Pair, QuickStarts
from tests.running import free_port, is_free, wait_until
from tests.system.service_doors import OnTheWeb, OnWhatsApp, Person

NOW = "2026-11-24T10:00:00-03:00"
"""A Tuesday morning."""
TABLES = {table.__tablename__: table for table in (Order, Ticket, Appointment, Quote, Coupon, Cart, Payment)}
UNSET = ("TWILIO_ACCOUNT_SID", "ELEVENLABS_API_KEY", "TWILIO_API_URL", "PUBLIC_URL", "DATABASE_URL", "SMTP_URL")
BOUGHT = {
    "delivered": Bought((("toalla-orilla", "", "", 1),), "delivered", 20, -13, came=-12),
    "paid": Bought((("gorra-islena", "beige", "única", 1),), "paid", 1, 5),
    "delayed": Bought((("manta-panal", "", "", 1),), "delayed", 14, -5, put_off=4),
}
_numbers, _taking = count(100), Lock()


class House:
    """Its doors, and its CRM."""

    def __init__(self, pair: Pair, simulator: str) -> None:
        """`simulator`: its address."""
        self.pair, self.simulator = pair, simulator
        self.engine = open_engine(f"sqlite:///{pair.home / 'var' / 'hilo.db'}")
        self._moments = _pairs_of_moments()

    def somebody(self, door: str) -> Person:
        """Somebody new, at a door."""
        if door == "webchat":
            return OnTheWeb(self.pair.address)
        return OnWhatsApp(self.simulator, f"+5493415550{next(_numbers)}")

    def model(self, mode: str) -> None:
        """From now on the model answers so; nothing is remembered of how it answered before."""
        self.pair.kill("actions")
        self.pair.start("actions")
        self._answers("well")
        self.warm_up()
        self._answers(mode)

    def warm_up(self) -> None:
        """What is looked at for the first time after a start takes longest: it is, before anything is timed."""
        first = self.somebody("whatsapp")
        for text in ("buen día", "¿a ustedes les gustan los pingüinos?", "me llevo una manta panal"):
            first.write(text)
        first.close()

    def _answers(self, mode: str) -> None:
        assert httpx.post(f"{self.simulator}/simulator/llm", json={"mode": mode}, timeout=10).status_code == 200

    def asked(self) -> int:
        """How often the model was asked since its mode was set, as far as it is told."""
        return len(httpx.get(f"{self.simulator}/simulator/llm", timeout=10).json()["asked"])

    def customer(self, person: Person, status: str) -> dict[str, Any]:
        """Somebody has an order of a status: {number, email}. Whoever writes from a page has another telephone."""
        phone = person.number if isinstance(person, OnWhatsApp) else f"+5493415551{next(_numbers)}"
        email = f"{phone[1:]}@example.com"
        with _taking:
            planted = plant_customer(get_crm(), Customer("Marta Gómez", phone, email, "Rosario", "Mendoza 1540",
                                                         (BOUGHT[status],)), datetime.fromisoformat(NOW))
        return {"number": planted["orders"][0]["number"], "email": email}

    def own_moments(self) -> tuple[str, str]:
        """Two free moments that are offered to nobody else in these tests, in words."""
        return next(self._moments)

    def row(self, table: str, number: str) -> dict[str, Any]:
        """A row by its number."""
        model = TABLES[table]
        with Session(self.engine, future=True) as session:
            found = session.scalars(select(model).where(model.number == number)).one_or_none()
            assert found is not None, f"{table} has no {number}"
            return _as_dict(found)

    def rows(self) -> list[dict[str, Any]]:
        """All that the CRM holds."""
        with Session(self.engine, future=True) as session:
            return [_as_dict(row) for model in TABLES.values() for row in session.scalars(select(model))]


def _as_dict(row: Any) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in inspect(type(row)).column_attrs}


def _pairs_of_moments() -> Iterator[tuple[str, str]]:
    """«el jueves 26 de noviembre a las 11:00», and another day's."""
    shop, rules = get_shop(), get_agendas()
    agendas = [agenda for agenda in rules.agendas if agenda.by == "video"]
    slots = free_slots(shop, rules, agendas, (), datetime.fromisoformat(NOW))
    days = sorted({_local(slot).date() for slot in slots})
    of_day = [[slot for slot in slots if _local(slot).date() == day] for day in days]
    for first, second in zip(of_day[3], of_day[4], strict=False):
        yield _in_words(first), _in_words(second)


def _local(slot: Slot) -> datetime:
    return slot.starts_at.astimezone(get_shop().calendar.zone)


def _in_words(slot: Slot) -> str:
    return f"el {wording.day(_local(slot).date())} a las {_local(slot):%H:%M}"


@contextmanager
def open_house(quick_starts: QuickStarts, home: Path, with_model: bool) -> Iterator[House]:
    """An assistant, with a model that the simulator plays or without one."""
    port, worker = free_port(), free_port()
    address = f"http://127.0.0.1:{port}"
    model = {"OPENAI_API_KEY": "k", "OPENAI_BASE_URL": f"{address}/v1", "OPENAI_MODEL": "simulated"}
    environment = {"BUBBLE_WAIT_SECONDS": "0.3", "HILO_SIMULATOR_PORT": str(port), "HILO_NOW": NOW,
                   "HILO_WORKER_PORT": str(worker), **dict.fromkeys(UNSET, ""),
                   **(model if with_model else dict.fromkeys(model, ""))}
    with pytest.MonkeyPatch.context() as patch, Pair(quick_starts, home, **environment) as pair:
        environment["HILO_PORT"] = str(pair.ports["rasa"])
        others = Others(home, environment)
        for name, value in {**environment, "HILO_HOME": str(home)}.items():
            patch.setenv(name, value)
        get_settings.cache_clear()
        try:
            for what in ("simulator", "worker"):
                others.start(what)
            assert wait_until(lambda: not is_free(port) and not is_free(worker), 90)
            house = House(pair, address)
            house.warm_up()
            yield house
        finally:
            others.stop()
            patch.undo()
            get_settings.cache_clear()
