"""Every event of every conversation to RabbitMQ or Kafka, through Rasa's own brokers, where `EVENT_BROKER_URL` is set.

    amqp://name:password@host:5672/vhost         RabbitMQ, a fan-out exchange with one durable queue
    kafka://host:9092,host:9092?security_protocol=PLAINTEXT&…   what follows the question mark is Rasa's (kafka.py)

Only what is committed is published (`tracker_store.py`); a stream that is away loses nothing but its copy.
"""
from __future__ import annotations

import asyncio
import logging
import threading
from asyncio import AbstractEventLoop
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Dict, Optional
from urllib.parse import parse_qsl, urlsplit

from rasa.core.brokers.broker import EventBroker
from rasa.core.brokers.kafka import KafkaEventBroker
from rasa.core.brokers.pika import PikaEventBroker

from hilo.settings import get_settings

logger = logging.getLogger(__name__)
ATTEMPTS, PAUSE = 5, 2.0
"""How often RabbitMQ is asked at the start, and the seconds between; later it is asked again for ever."""


class BrokerError(Exception):
    """EVENT_BROKER_URL names a broker that cannot be reached. No RuntimeError: Rasa would put words of its own."""


class Kafka(KafkaEventBroker):
    """Rasa's own, beside the event loop: it waits for seconds where Kafka is away, and everybody would wait along."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """(see parent class for full docstring)."""
        super().__init__(*args, **kwargs)
        self._line = ThreadPoolExecutor(1, "kafka")
        self._poll_thread.join()  # type: ignore[has-type]
        self.producer = self._create_producer()  # Rasa's makes it at the first event, when its thread has long ended
        self._poll_thread = threading.Thread(target=self._poll_loop, daemon=True)
        self._poll_thread.start()

    def publish(self, event: Dict[str, Any], retries: int = 60, retry_delay_in_seconds: float = 5) -> None:
        """(see parent class for full docstring)."""
        self._line.submit(super().publish, event, retries, retry_delay_in_seconds)

    async def close(self) -> None:
        """(see parent class for full docstring)."""
        await asyncio.to_thread(self._line.shutdown)
        await super().close()
        self.producer = None  # it would knock at a Kafka that is away for as long as somebody holds it


class HiloEventBroker(EventBroker):
    """Which broker, by the settings; Rasa calls nothing of it but this."""

    @classmethod
    async def from_endpoint_config(cls, broker_config: Any,
                                   event_loop: Optional[AbstractEventLoop] = None) -> Optional[EventBroker]:
        """One of Rasa's own, connected; None where no stream is wanted.

        Raises:
            BrokerError: where it cannot be reached.
        """
        url, queue = get_settings().event_broker_url, get_settings().event_broker_queue
        if url is None:
            return None
        try:
            return await (_kafka(url, queue) if url.startswith("kafka:") else _rabbitmq(url, queue))
        except Exception as error:
            host = urlsplit(url).netloc.rpartition("@")[2]
            raise BrokerError(f"EVENT_BROKER_URL: {host} cannot be reached: {type(error).__name__}: {error}") from error


async def _rabbitmq(url: str, queue: str) -> EventBroker:
    place = urlsplit(url)
    bare = place._replace(netloc=place.netloc.rpartition("@")[2]).geturl()  # Rasa writes it into its log
    broker = PikaEventBroker(bare, place.username or "guest", place.password or "guest", place.port or 5672, [queue],
                             connection_attempts=ATTEMPTS, retry_delay_in_seconds=PAUSE)
    await broker.connect()
    return broker


async def _kafka(url: str, topic: str) -> EventBroker:
    place = urlsplit(url)
    given = dict(parse_qsl(place.query))
    who, _, hosts = place.netloc.rpartition("@")
    name, _, password = who.partition(":")
    broker = Kafka(hosts, topic=topic, partition_by_sender=True, **{
        **({"sasl_username": name, "sasl_password": password} if who else {"security_protocol": "PLAINTEXT"}), **given})
    try:
        await asyncio.to_thread(broker._check_kafka_connection)
    except BaseException:
        await broker.close()
        raise
    return broker
