"""How often somebody may knock: counted for all processes in Redis, and by each where Redis is away."""
from __future__ import annotations

import logging

import pytest
from limits import RateLimitItemPerMinute

from bench.services import Redis
from connectors.rates import Rates
from tests.redis_servers import redis

__all__ = ["redis"]

THREE = RateLimitItemPerMinute(3)


def test_alone_a_process_counts_by_itself() -> None:
    one, other = Rates(None), Rates(None)
    assert [one.hit(THREE, "visitor", "ana") for _ in range(4)] == [True, True, True, False]
    assert other.hit(THREE, "visitor", "ana")


def test_two_processes_count_together(redis: Redis) -> None:
    one, other = Rates(redis.address), Rates(redis.address)
    assert [each.hit(THREE, "visitor", "beto") for each in (one, other, one, other)] == [True, True, True, False]
    assert other.hit(THREE, "visitor", "carla")


def test_each_counts_by_itself_while_redis_is_away_and_together_afterwards(
        redis: Redis, caplog: pytest.LogCaptureFixture) -> None:
    one, other = Rates(redis.address), Rates(redis.address)
    redis.hang()
    try:
        with caplog.at_level(logging.WARNING):
            assert [one.hit(THREE, "visitor", "dana") for _ in range(4)] == [True, True, True, False]
    finally:
        redis.hang(goes_on=True)
    assert len(caplog.records) == 1, "asked once, then left in peace"
    one._away_until = 0.0
    found = [each.hit(THREE, "visitor", "eva") for each in (one, other, one, other)]
    assert found == [True, True, True, False]
