"""Starts the assistant's two servers within half a second: loads everything once, then forks for each start.

    python -m tests.quick_starts_process     reads one JSON object a line: {"what", "environment", "log"}

A child is what `rasa run --enable-api` (or `python -m rasa_sdk`) is after it has loaded: the same app, doors, agent
and model, but no database connection, thread or event loop of the parent's.
"""
from __future__ import annotations

import asyncio
import gc
import importlib
import json
import logging
import os
import signal
import sys
import threading
from typing import Any

os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")  # no pool of threads that a fork would lose

import structlog
from rasa.core.agent import load_agent
from rasa.core.channels.channel import UserMessage
from rasa.core.run import configure_app, create_http_input_channels
from rasa.core.utils import AvailableEndpoints
from rasa_sdk.endpoint import run as run_actions

import designer.rasa_quietly  # noqa: F401 (for its effect on warnings)
from designer import training
from hilo.memory import database
from hilo.settings import ROOT, get_settings

CHAT = "jajaja qué gracioso sos"
"""Is answered without an action."""
LAST_WORDS = 5.0
"""Seconds that a thread of the loading has to end."""
CREDENTIALS = str(ROOT / "credentials.yml")


def load() -> Any:
    """Rasa's agent with the newest model, and every module that a server will ask for."""
    os.environ.update(get_settings().for_processes())
    endpoints = AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml"))
    agent = asyncio.run(warm(endpoints))
    create_http_input_channels(None, CREDENTIALS)
    importlib.import_module("actions")
    database.engine().dispose()
    forget()
    return agent


async def warm(endpoints: Any) -> Any:
    """An agent that has had a turn, so that no child has its first one."""
    agent = await load_agent(str(training.models()[-1]), endpoints=endpoints)
    await agent.handle_message(UserMessage(CHAT, sender_id="nobody"))
    return agent


def forget() -> None:
    """No setting and no connection of one process is used in another."""
    database.engine_at.cache_clear()
    get_settings.cache_clear()


def serve_rasa(agent: Any) -> None:
    """As `rasa run --enable-api` from where its model is loaded."""
    app = configure_app(create_http_input_channels(None, CREDENTIALS), enable_api=True)
    app.ctx.agent = agent
    app.run(host="127.0.0.1", port=get_settings().hilo_port, workers=1)


def other_threads() -> list[str]:
    """Those that have not ended in time: a fork would lose them, with whatever lock they hold."""
    others = [thread for thread in threading.enumerate() if thread is not threading.main_thread()]
    for thread in others:
        thread.join(LAST_WORDS)
    return [repr(thread) for thread in others if thread.is_alive()]


def become(what: str, environment: dict[str, str], log: str, agent: Any) -> None:
    """The child's whole life."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    file = os.open(log, os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    for number in (1, 2):
        os.dup2(file, number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.environ.update(environment)
    forget()
    if what == "actions":
        run_actions("actions", get_settings().hilo_actions_port)
    else:
        serve_rasa(agent)


def main() -> None:
    """Forks as asked until its input ends."""
    out = os.fdopen(os.dup(1), "w")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    os.dup2(2, 1)  # what Rasa prints is for the log
    agent = load()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are not waited for
    gc.freeze()
    print(json.dumps({"threads": other_threads()}), file=out, flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        pid = os.fork()
        if pid == 0:
            try:
                become(asked["what"], asked["environment"], asked["log"], agent)
            finally:
                os._exit(1)
        print(json.dumps({"pid": pid}), file=out, flush=True)


if __name__ == "__main__":
    main()
