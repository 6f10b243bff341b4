"""The worker: sends what is in the outbox, and does what falls due. `python -m hilo.worker`

It ends cleanly on SIGTERM: what is being sent is finished, nothing new is begun. After kill -9 the next one compares
what was under way with the provider's list before anything is sent again. Any number of them may run; on SQLite one is
enough.
"""
from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from hilo.agenda import reminders
from hilo.calling import rounds
from hilo.calls import live_report
from hilo.calls import process as calls
from hilo.clock import now, wall
from hilo.crm import later as crm_jobs
from hilo.crm.hubspot.checking import problem as crm_problem
from hilo.followups.timer import send_due
from hilo.handoff import timers as handoff_timers
from hilo.llm import books, summing_up
from hilo.memory import database
from hilo.orders import notices as order_notices
from hilo.outreach import contents, queue, reports
from hilo.outreach.decide import UNDER_REVIEW
from hilo.outreach.sending import carry_out, clear_up
from hilo.outreach.templates import get_templates
from hilo.outreach.twilio import ProviderError, Twilio
from hilo.sales import reports as payment_reports
from hilo.sales import timers as sales_timers
from hilo.settings import get_settings

logger = logging.getLogger(__name__)
LOOK = 0.2
"""Seconds between looks at the outbox."""
AT_ONCE = 16
"""Messages sent at the same time, each to another person."""
CONTENTS_EVERY, CONTENTS_REVIEWED, CONTENTS_SOON = 600.0, 60.0, 3.0
"""Seconds until the approvals are read again: usually, while some are under review, and at first or after a failure."""
FIRST = 40
"""Looks at approvals that count as the first ones."""
LAST_WORDS = 20.0
"""Seconds that requests under way have at the end."""
STUCK = 30.0
"""Seconds without a look at the outbox after which the worker is not well."""
LOG_EVERY = 2.0
"""Seconds between two moves of SQLite's log into its file."""
CRM_EVERY = 1.0
"""Seconds between two looks at what the CRM is to be told."""
REPORTS_EVERY = 1.0
"""Seconds between two looks at what the provider reports: a message's reports come close together."""
FORGOTTEN_AFTER = timedelta(days=1)


def worker_name() -> str:
    """The same after a restart, so that what the dead one was sending is cleared up at once."""
    return f"{socket.gethostname()[:40]}:{get_settings().hilo_port}:worker"


def forget(at: datetime) -> None:
    """Statuses of messages that never turned out to be ours."""
    with database.writing() as session:
        queue.forget_old_statuses(session, at - FORGOTTEN_AFTER)


Timer = Callable[[datetime], Any]
TIMERS: list[tuple[float, Timer]] = [(3600.0, forget), (1.0, send_due), (5.0, handoff_timers.process_due),
                                     (5.0, reminders.send_due), (LOOK, calls.process_due),
                                     (LOOK, live_report.process_due), (30.0, live_report.end_left),
                                     (2.0, order_notices.process_due),
                                     (REPORTS_EVERY, reports.process_due),
                                     (LOOK, payment_reports.process_due), (10.0, sales_timers.release_holds),
                                     (60.0, sales_timers.note_abandoned_carts),
                                     (60.0, summing_up.process_due), (3600.0, books.forget_old)]
"""What falls due: how often it is looked at, in seconds, and what looks. It opens its own transactions."""


class Worker:
    """One process's sending."""

    def __init__(self, name: str | None = None) -> None:
        """Connects to nothing yet."""
        self.name = name or worker_name()
        self.stopping = threading.Event()
        self.looked_at = time.monotonic()
        self.problem = "starting"
        self._wake = threading.Event()
        self._twilio = Twilio()
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="send")
        self._under_way: set[Future[None]] = set()
        self._timers_at = [0.0] * len(TIMERS)

    def run(self) -> None:
        """Until `stop`; a database that is away is waited for."""
        self._patiently(self._give_back)
        for beside in (self._read_contents, self._move_log, self._call, self._write_crm):
            threading.Thread(target=beside, daemon=True, name=beside.__name__).start()
        while not self.stopping.is_set():
            self._patiently(self.look)
            self._wake.wait(LOOK)
            self._wake.clear()
        self._end()

    def stop(self, *_: Any) -> None:
        """Begins nothing more."""
        self.stopping.set()
        self._wake.set()

    def look(self) -> None:
        """Once: the timers, what is in doubt, what is to be sent."""
        for place, (every, timer) in enumerate(TIMERS):
            if time.monotonic() >= self._timers_at[place]:
                self._timers_at[place] = time.monotonic() + every
                self._run_timer(timer)
        self._send()
        self.looked_at, self.problem = time.monotonic(), ""

    @staticmethod
    def _run_timer(timer: Timer) -> None:
        try:
            timer(now())
        except SQLAlchemyError:
            raise
        except Exception:  # one timer's mistake must not stop the sending
            logger.exception("A timer failed.")

    def _send(self) -> None:
        self._under_way = {future for future in self._under_way if not future.done()}
        free = AT_ONCE - len(self._under_way)
        if free <= 0:
            return
        with database.reading() as session:
            is_due = queue.anything_due(session, now(), wall())
            is_doubtful = queue.anything_doubtful(session, wall())
        if is_doubtful:
            with database.writing() as session:
                doubts = queue.doubts(session, wall(), free)
            free -= len(doubts)
            for doubt in doubts:  # they are ours from here on, whatever becomes of the rest
                self._begin(clear_up, doubt)
        if is_due:
            with database.writing() as session:
                jobs = queue.take(session, self.name, now(), wall(), free)
            for job in jobs:
                self._begin(carry_out, job)

    def _begin(self, work: Callable[[Twilio, Any], None], what: Any) -> None:
        future = self._pool.submit(work, self._twilio, what)
        self._under_way.add(future)
        future.add_done_callback(self._ended)

    def _ended(self, future: Future[None]) -> None:
        if future.exception() is not None:
            logger.error("A send ended in an error; its fate is looked up later.", exc_info=future.exception())
        self._wake.set()  # the next message of the same person may leave

    def _give_back(self) -> None:
        with database.writing() as session:
            queue.give_back_all(session, self.name, wall())

    def _patiently(self, work: Callable[[], None]) -> None:
        """Again and again while the database is away."""
        while not self.stopping.is_set():
            try:
                return work()
            except SQLAlchemyError as error:
                self.problem = f"database: {type(error).__name__}"
                logger.warning("The database cannot be used; trying again.", exc_info=True)
                self.stopping.wait(1.0)

    def _read_contents(self) -> None:
        for look in count():
            if self.stopping.is_set():
                return
            try:
                found = contents.sync(self._twilio, get_templates())
                reviewed = any(found[one]["status"] in UNDER_REVIEW for one in template_contents())
                wait = CONTENTS_EVERY if not reviewed else CONTENTS_SOON if look < FIRST else CONTENTS_REVIEWED
            except ProviderError as error:
                logger.info("The templates' approvals cannot be read: %s", error)
                wait = CONTENTS_SOON
            except Exception:
                logger.exception("The templates' approvals were not read.")
                wait = CONTENTS_EVERY
            self.stopping.wait(wait)

    def _call(self) -> None:
        """Batches of calls: beside, since the provider may take its time."""
        while not self.stopping.wait(rounds.EVERY):
            rounds.go(now())

    def _write_crm(self) -> None:
        """What the CRM could not take at once: beside, since one outside may take its time."""
        wrong = crm_problem(get_settings())
        if wrong:
            logger.error("The CRM: %s", wrong[0])
        while not self.stopping.wait(CRM_EVERY):
            try:
                crm_jobs.process_due(now())
            except SQLAlchemyError as error:
                logger.warning("The CRM's jobs were not read: %s", type(error).__name__)

    def _move_log(self) -> None:
        while not self.stopping.wait(LOG_EVERY):
            try:
                database.checkpoint()
            except SQLAlchemyError as error:
                logger.info("The database's log was not moved: %s", type(error).__name__)

    def _end(self) -> None:
        until = time.monotonic() + LAST_WORDS
        for future in list(self._under_way):
            with contextlib.suppress(Exception):
                future.result(max(0.1, until - time.monotonic()))
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._twilio.close()

    def state(self) -> dict[str, str]:
        """Each part: "ok", or what is wrong."""
        age = time.monotonic() - self.looked_at
        parts = {"outbox": self.problem or ("ok" if age < STUCK else f"not looked at for {age:.0f} s")}
        try:
            database.ping()
            parts["database"] = "ok"
        except Exception as error:
            parts["database"] = type(error).__name__
        return parts


def template_contents() -> list[str]:
    """The names of all templates at the provider, in all their variants."""
    return [one.content_name(language) for one in get_templates().values() for language in one.bodies]


def serve_health(worker: Worker, port: int) -> ThreadingHTTPServer | None:
    """GET /health on a thread, for this machine; None where the port is taken, which does not stop the sending."""

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = worker.state()
            well = all(value == "ok" for value in parts.values())
            body = json.dumps({"status": "ok" if well else "degraded", **parts}).encode()
            self.send_response(200 if well else 503) if self.path == "/health" else self.send_response(404)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Not a line for each look."""

    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), Door)
    except OSError as error:
        logger.warning("No /health of the worker: port %s: %s", port, error)
        return None
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True, name="health").start()
    return server


def main() -> None:
    """Runs until SIGTERM or Ctrl-C."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    for name in ("httpx", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)
    worker = Worker()
    signal.signal(signal.SIGTERM, worker.stop)
    signal.signal(signal.SIGINT, worker.stop)
    serve_health(worker, get_settings().hilo_worker_port)
    worker.run()
    logging.shutdown()
    os._exit(0)  # a request that hangs must not hold up the end; it is in doubt, and looked up at the next start


if __name__ == "__main__":
    main()
