"""500 WhatsApp messages with repeats, disorder, forgeries and provider errors, while servers and worker are killed.

The provider is the simulator, a program of its own: what it sent and was sent is compared with what we have stored.
"""
from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine

from hilo.memory.database import open_engine
from hilo.memory.tables import Inbox, Message, Outbox, Send
from tests.beside import Others
from tests.quick_starts import Pair, QuickStarts
from tests.running import free_port, is_free, wait_until
from tests.system.persistent_people import SCRIPTS

PEOPLE, EACH = 50, 10
AT_ONCE = 12
SEED = 20261122
KILLS = ("rasa", "worker", "rasa", "worker", "rasa")
SETTLING = 90.0
TROUBLES = {"seed": SEED, "duplicate": 0.2, "reorder": 0.2, "forge": 0.1, "lose_status": 0.1, "hold": 0.3}


@pytest.fixture
def storm(quick_starts: QuickStarts, tmp_path: Path) -> Iterator[tuple[Pair, Others, httpx.Client]]:
    port = free_port()
    environment = {"BUBBLE_WAIT_SECONDS": "0.3", "HILO_SIMULATOR_PORT": str(port), "HILO_WORKER_PORT": str(free_port())}
    for name in ("TWILIO_ACCOUNT_SID", "ELEVENLABS_API_KEY", "TWILIO_API_URL", "OPENAI_API_KEY", "PUBLIC_URL",
                 "DATABASE_URL", "HILO_NOW"):
        environment[name] = ""
    with Pair(quick_starts, tmp_path, **environment) as pair:
        others = Others(tmp_path, {**environment, "HILO_PORT": str(pair.ports["rasa"])})
        try:
            for what in ("simulator", "worker"):
                others.start(what)
            assert wait_until(lambda: not is_free(port), 30)
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
                yield pair, others, client
        finally:
            others.stop()


@pytest.fixture
def engine(storm: tuple[Pair, Others, httpx.Client]) -> Iterator[Engine]:
    one = open_engine(f"sqlite:///{storm[0].home / 'var' / 'hilo.db'}")
    yield one
    one.dispose()


def write_on_and_on(client: httpx.Client, number: int) -> list[tuple[str, bool]]:
    """One person's messages: their names, and whether they were accepted."""
    chance, said = random.Random(f"{SEED}-{number}"), []
    script = SCRIPTS[number % len(SCRIPTS)]
    for place in range(EACH):
        text = script[place % len(script)]
        order: dict[str, Any] = {"from": f"+5493425{580000 + number}", "body": text}
        if chance.random() < 0.1:
            order = {**order, "body": "", "media": "image"}
        answer = client.post("/simulator/whatsapp", json=order).json()
        said.append((answer["sid"], 200 <= answer["delivery"]["status"] < 300))
        time.sleep(chance.uniform(0, 0.8))
    return said


def test_every_genuine_message_is_answered_once_whatever_goes_wrong(
        storm: tuple[Pair, Others, httpx.Client], engine: Engine) -> None:
    pair, others, client = storm
    client.post("/simulator/faults", json={
        **TROUBLES, "refuse": {"times": 8, "status": 503}, "unanswered": {"times": 5, "seconds": 0.5},
        "lost": {"times": 5, "seconds": 0.5}})
    chance = random.Random(SEED)
    with ThreadPoolExecutor(AT_ONCE) as people:
        writing = [people.submit(write_on_and_on, client, number) for number in range(PEOPLE)]
        for what in KILLS:
            time.sleep(chance.uniform(2, 5))
            (pair if what == "rasa" else others).kill(what)
            (pair if what == "rasa" else others).start(what)
        said = [one for task in writing for one in task.result()]

    def settled() -> bool:
        with engine.connect() as connection:
            waiting = connection.execute(select(Inbox.id).where(Inbox.status == "pending")).first()
            going = connection.execute(select(Outbox.id).where(
                Outbox.status.in_(("pending", "sending", "unknown")))).first()
        return waiting is None and going is None

    assert wait_until(settled, SETTLING, 0.5), state(engine)
    accepted = {sid for sid, was in said if was}
    assert len(said) == PEOPLE * EACH
    with engine.connect() as connection:
        inbox = connection.execute(select(Inbox.id, Inbox.provider_id, Inbox.status, Inbox.contact_id, Inbox.text)
                                   .where(Inbox.channel == "whatsapp").order_by(Inbox.number)).all()
        heard = Counter(connection.execute(select(Message.provider_id).where(
            Message.direction == "in", Message.channel == "whatsapp")).scalars())
        outbox = connection.execute(select(Outbox.id, Outbox.status, Outbox.reason)).all()
        sends = connection.execute(select(Send.provider_id, Send.outbox_id)).all()
    names = [row.provider_id.rpartition(":")[2] for row in inbox]
    assert len(set(names)) == len(names), "a message is stored twice"
    assert accepted <= set(names), "a message that was accepted is lost"
    assert {row.status for row in inbox} <= {"done", "logged"}, Counter(row.status for row in inbox)
    assert set(heard.values()) == {1}
    assert set(heard) == {row.provider_id for row in inbox}

    sent = [m for m in client.get("/simulator/messages").json()["messages"] if not m["mine"]]
    assert Counter(m["sid"] for m in sent) == Counter(row.provider_id for row in sends), "sent twice, or unknown to us"
    assert not [row for row in outbox if row.status == "failed"], [row for row in outbox if row.status == "failed"]
    assert {row.outbox_id for row in sends} == {row.id for row in outbox}

    deliveries = client.get("/simulator/deliveries").json()["deliveries"]
    forged = Counter(d["status"] for d in deliveries if d["what"] == "forged" and d["status"])
    quick = sorted(d["seconds"] for d in deliveries if d["attempts"] == 1 and d["what"] == "event"
                   and d["path"].endswith("/webhook") and d["status"] == 200)
    print(f"{len(said)} messages, {len(accepted)} accepted, {len(sent)} replies; forged: {dict(forged)}; "
          f"acknowledged in {quick[len(quick) // 2]:.3f} s (median), {quick[int(len(quick) * .95)]:.3f} s (p95)")
    assert set(forged) == {403}


def state(engine: Engine) -> str:
    """What is left to be done, for a test that waits in vain."""
    with engine.connect() as connection:
        return "; ".join(f"{table.__tablename__}: {Counter(connection.execute(select(table.status)).scalars())}"
                         for table in (Inbox, Outbox))
