"""Locks of conversations in Redis: shared by processes, and nobody waits where it is away."""
from __future__ import annotations

import time
from typing import Any

import pytest
from rasa.core.lock_store import LockStore
from rasa.utils.endpoints import EndpointConfig, read_endpoint_config

from bench.services import Redis
from components.lock_store import HiloLockStore
from hilo.settings import ROOT
from tests.redis_servers import redis

__all__ = ["redis"]


def made(endpoint: Any = None) -> HiloLockStore:
    """As Rasa makes it from endpoints.yml."""
    store = LockStore.create(endpoint or EndpointConfig(type="components.lock_store.HiloLockStore"))
    assert isinstance(store, HiloLockStore)
    return store


def test_endpoints_name_it_and_without_redis_it_is_in_memory(set_environment: Any) -> None:
    set_environment(REDIS_URL="")
    store = made(read_endpoint_config(str(ROOT / "endpoints.yml"), "lock_store"))
    assert store.state() is None


async def test_two_processes_see_each_others_locks(redis: Redis, set_environment: Any) -> None:
    set_environment(REDIS_URL=redis.address)
    one, other = made(), made()
    async with one.lock("ana"):
        assert other.get_lock("ana").is_locked(other.issue_ticket("ana"))  # type: ignore[union-attr]
        async with other.lock("beto", wait_time_in_seconds=0.01):
            pass
    other.delete_lock("ana")
    assert one.get_lock("ana") is None
    assert one.state() == "ok"


@pytest.mark.parametrize("how", ["killed", "silent"])
async def test_nobody_waits_while_redis_is_away(redis: Redis, set_environment: Any, how: str) -> None:
    set_environment(REDIS_URL=redis.address)
    store, other = made(), made()
    async with store.lock("ana"):
        redis.kill() if how == "killed" else redis.hang()
        try:
            began = time.monotonic()
            for _ in range(20):
                async with store.lock("beto"):
                    pass
            assert time.monotonic() - began < 1
            assert "not reached" in str(store.state())
        finally:
            redis.start() if how == "killed" else redis.hang(goes_on=True)
    store._away_until = 0.0
    async with store.lock("carla"):
        pass
    assert other.get_lock("ana") is None, "given back while Redis was away"
