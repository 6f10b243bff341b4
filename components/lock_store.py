"""Rasa's locks of conversations: in this process, and in Redis too where `REDIS_URL` names one.

What keeps order within a conversation is the inbox's claim, and a turn that another process has overtaken cannot be
saved. The lock keeps Rasa's own API out of a turn, on whichever process it is called. So nobody waits for Redis: while
it is away the locks are this process's own (`docs/decisions/0024-many-processes.md`).
"""
from __future__ import annotations

import logging
import time
from typing import Any, Callable, Optional, Set
from urllib.parse import unquote, urlsplit

from rasa.core.lock import TicketLock
from rasa.core.lock_store import InMemoryLockStore, RedisLockStore
from redis.exceptions import RedisError  # type: ignore[import-untyped]

from hilo.settings import get_settings

logger = logging.getLogger(__name__)
TIMEOUT = 0.3
"""Seconds that Redis has for an answer: the whole process waits meanwhile, since Rasa's lock store blocks."""
AWAY = 5.0
"""Seconds for which Redis is not asked again after it did not answer."""


def rasas_own(url: str) -> RedisLockStore:
    """Rasa's own store at an address as `REDIS_URL` has it; connects when it is first asked."""
    place = urlsplit(url)
    name = unquote(place.username) if place.username else None
    return RedisLockStore(place.hostname or "localhost", place.port or 6379, int(place.path.strip("/") or 0), name,
                          unquote(place.password) if place.password else None, place.scheme == "rediss",
                          key_prefix="hilo", socket_timeout=TIMEOUT)


class HiloLockStore(InMemoryLockStore):
    """The locks of this process, shared by Redis."""

    def __init__(self, endpoint_config: Any = None) -> None:
        """Called by Rasa with what endpoints.yml says, which is nothing but this class."""
        super().__init__()
        url = get_settings().redis_url
        self._shared = rasas_own(url) if url else None
        self._away_until = 0.0
        self._left: Set[str] = set()

    def get_lock(self, conversation_id: str) -> Optional[TicketLock]:
        """(see parent class for full docstring)."""
        own: Optional[TicketLock] = super().get_lock(conversation_id)
        if self._shared is None:
            return own
        return self._asked(lambda shared: shared.get_lock(conversation_id), own)

    def save_lock(self, lock: TicketLock) -> None:
        """(see parent class for full docstring)."""
        super().save_lock(lock)
        self._asked(lambda shared: shared.save_lock(lock))

    def delete_lock(self, conversation_id: str) -> None:
        """(see parent class for full docstring)."""
        super().delete_lock(conversation_id)
        if self._shared is not None:
            self._left.add(conversation_id)
            self._asked(lambda _: None)

    def cleanup(self, conversation_id: str, ticket_number: int) -> None:
        """As Rasa's own, which asks Redis four times: every turn waits for it."""
        lock = self.get_lock(conversation_id)
        if lock:
            lock.remove_ticket_for(ticket_number)
        if lock and lock.is_someone_waiting():
            self.save_lock(lock)
        else:
            self.delete_lock(conversation_id)

    def _asked(self, question: Callable[[RedisLockStore], Any], otherwise: Any = None) -> Any:
        """What Redis answers, or what this process knows where it does not."""
        if self._shared is None or time.monotonic() < self._away_until:
            return otherwise
        try:
            while self._left:  # also what was given back while Redis was away: nobody is to wait for it
                one = next(iter(self._left))
                self._shared.delete_lock(one)
                self._left.discard(one)
            return question(self._shared)
        except RedisError as error:
            self._away_until = time.monotonic() + AWAY
            logger.warning("Redis does not answer (%s); this process goes on with locks of its own.",
                           type(error).__name__)
            return otherwise

    def state(self) -> Optional[str]:
        """"ok", or what is wrong with Redis; None where there is none to ask (blocks)."""
        if self._shared is None:
            return None
        try:
            self._shared.red.ping()
        except RedisError as error:
            return f"not reached: {type(error).__name__}"
        return "ok"
