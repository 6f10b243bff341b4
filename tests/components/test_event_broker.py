"""The event stream: to a real RabbitMQ, and to the Kafka that its client library plays."""
from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import aio_pika
import pytest
from confluent_kafka import Consumer, Producer
from rasa.core.brokers.broker import EventBroker
from rasa.core.brokers.pika import PikaEventBroker
from rasa.shared.core.events import BotUttered
from rasa.utils.endpoints import read_endpoint_config

from bench.processes import free_port
from bench.services import MissingError, RabbitMQ
from components import event_broker
from components.event_broker import BrokerError, Kafka
from components.tracker_store import HiloTrackerStore
from hilo.settings import ROOT

EVENTS = [{"sender_id": "ana", "event": "user", "text": f"«{number}»"} for number in range(50)]
PATIENCE = 20.0


@pytest.fixture(scope="module")
def rabbitmq(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RabbitMQ]:
    try:
        one = RabbitMQ(tmp_path_factory.mktemp("rabbitmq"))
    except (MissingError, RuntimeError) as error:
        pytest.skip(str(error))
    yield one
    one.stop()


async def made() -> EventBroker | None:
    """As Rasa makes it from endpoints.yml."""
    found: EventBroker | None = await EventBroker.create(read_endpoint_config(str(ROOT / "endpoints.yml"),
                                                                               "event_broker"))
    return found


async def heard(address: str, queue: str, count: int) -> list[Any]:
    """The first messages of a queue."""
    async with await aio_pika.connect(address) as connection:
        place = await (await connection.channel()).declare_queue(queue, durable=True)
        found = []
        async with place.iterator(timeout=PATIENCE) as messages:
            async for message in messages:
                await message.ack()
                found.append(json.loads(message.body))
                if len(found) == count:
                    return found
    return found


async def test_without_an_address_there_is_no_stream(set_environment: Any) -> None:
    set_environment(EVENT_BROKER_URL="")
    assert await made() is None


async def test_events_reach_rabbitmq_in_order(rabbitmq: RabbitMQ, set_environment: Any) -> None:
    set_environment(EVENT_BROKER_URL=rabbitmq.address, EVENT_BROKER_QUEUE="hilo_test")
    broker = await made()
    assert type(broker) is PikaEventBroker
    assert broker.is_ready()
    store = HiloTrackerStore.__new__(HiloTrackerStore)  # its publishing alone
    store.event_broker = broker
    store._publish("ana", [BotUttered(f"«{number}»") for number in range(50)])
    found = await heard(rabbitmq.address, "hilo_test", 50)
    assert [(one["sender_id"], one["event"], one["text"]) for one in found] == [
        ("ana", "bot", f"«{number}»") for number in range(50)]
    await broker.close()


async def test_a_broker_that_is_not_there_is_named_at_the_start(
        set_environment: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(event_broker, "ATTEMPTS", 1)
    monkeypatch.setattr(event_broker, "PAUSE", 0.0)
    for scheme in ("amqp", "kafka"):
        address = f"127.0.0.1:{free_port()}"
        set_environment(EVENT_BROKER_URL=f"{scheme}://ana:s3cr3t@{address}/")
        with pytest.raises(BrokerError, match=f"EVENT_BROKER_URL: {address}.* cannot be reached") as caught:
            await made()
        assert "s3cr3t" not in str(caught.value) + caplog.text


async def test_events_reach_kafka_in_order(set_environment: Any) -> None:
    played = Producer({"test.mock.num.brokers": 1, "bootstrap.servers": "played"})
    host = next(iter(played.list_topics(timeout=5).brokers.values()))
    address = f"{host.host}:{host.port}"
    set_environment(EVENT_BROKER_URL=f"kafka://{address}", EVENT_BROKER_QUEUE="hilo_test")
    broker = await made()
    assert isinstance(broker, Kafka)
    for one in EVENTS:
        broker.publish(one)
    await broker.close()
    reader = Consumer({"bootstrap.servers": address, "group.id": "test", "auto.offset.reset": "earliest"})
    reader.subscribe(["hilo_test"])
    found = await asyncio.to_thread(reader.consume, len(EVENTS), PATIENCE)
    assert [json.loads(one.value() or b"") for one in found] == EVENTS
    assert {one.key() for one in found} == {b"ana"}
    reader.close()
