"""How often somebody may knock, counted in this process, or for all of them in Redis where `REDIS_URL` names one."""
from __future__ import annotations

import logging
import time
from functools import lru_cache

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import MovingWindowRateLimiter
from redis.exceptions import RedisError  # type: ignore[import-untyped]
from sanic import Request

from connectors.doors import Refused, client_address, is_loopback
from hilo.settings import get_settings

logger = logging.getLogger(__name__)
PER_ADDRESS = 10
"""An address may serve so many visitors at full rate: an office or a telephone network shares one."""
TIMEOUT = 0.2
"""Seconds that Redis has for an answer: the whole process waits meanwhile."""
AWAY = 5.0
"""Seconds for which Redis is not asked again after it did not answer."""


class Rates:
    """The counts of this process, and those of all."""

    def __init__(self, redis: str | None) -> None:
        """`redis`: its address, None: there is but this process. Connects when something is counted first."""
        self._counts = [MemoryStorage()]  # held here: a limiter keeps only a weak reference
        if redis:
            self._counts.append(storage_from_string(redis, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT))
        self._own, self._shared = (MovingWindowRateLimiter(one) for one in (self._counts[0], self._counts[-1]))
        self._away_until = 0.0 if redis else float("inf")

    def hit(self, item: RateLimitItem, *whom: str) -> bool:
        """Counts once; whether it was within the limit. By this process's own counts while Redis is away."""
        if time.monotonic() >= self._away_until:
            try:
                return bool(self._shared.hit(item, *whom))
            except RedisError as error:
                self._away_until = time.monotonic() + AWAY
                logger.warning("Redis does not answer (%s); this process counts by itself.", type(error).__name__)
        return bool(self._own.hit(item, *whom))


@lru_cache(maxsize=1)
def rates(redis: str | None) -> Rates:
    """Those of this process's settings."""
    return Rates(redis)


def check_rate(visitor: str, request: Request) -> None:
    """Counts a message of a visitor.

    Raises:
        Refused: 429 when the visitor, or the address it comes from, is too fast.
    """
    settings = get_settings()
    per_minute = settings.hilo_rate_limit
    if not per_minute:
        return
    address = client_address(request)
    keys = [(RateLimitItemPerMinute(per_minute), "visitor", visitor)]
    if not is_loopback(address):
        keys.append((RateLimitItemPerMinute(per_minute * PER_ADDRESS), "address", address))
    counted = [rates(settings.redis_url).hit(item, kind, key) for item, kind, key in keys]  # each, whatever others say
    if not all(counted):
        raise Refused(429, "too many messages, wait a moment", retry_after=60)
