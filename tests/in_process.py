"""The trained assistant in this process: the real store behind it, its actions without the network."""
from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from components.nlg import LiveTexts
from components.quick_rasa import make_quick, unwrapped
from components.tracker_store import HiloTrackerStore
from designer import training
from hilo.memory.database import engine, engine_at
from hilo.settings import get_settings


class InProcess(EndpointConfig):
    """The action server, without the network."""

    def __init__(self) -> None:
        super().__init__("http://unused", enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package("actions")

    async def request(self, *args: Any, json: Any = None, **kwargs: Any) -> Any:
        """Runs the action on a copy of the tracker, as the network would."""
        return await self._executor.run(copy.deepcopy(json))


@contextmanager
def assistant(home: Path, at: str) -> Iterator[Any]:
    """The trained model as an agent, at a moment (ISO 8601), with a fresh memory in `home`."""
    if not training.is_current():
        training.train()
    patch = pytest.MonkeyPatch()
    patch.setenv("HILO_HOME", str(home))
    patch.setenv("HILO_NOW", at)
    patch.delenv("DATABASE_URL", raising=False)
    get_settings.cache_clear()
    make_quick()
    one = Agent.load(str(training.models()[-1]), action_endpoint=EndpointConfig("http://unused"),
                     tracker_store=HiloTrackerStore(None))
    unwrapped(one)
    one.processor.action_endpoint = InProcess()
    one.processor.nlg = LiveTexts(domain=one.domain)
    try:
        yield one
    finally:
        engine().dispose()
        engine_at.cache_clear()
        patch.undo()
        get_settings.cache_clear()
