"""The one consumer of the inbox in this process: claims a contact's messages and answers them in order.

Several contacts are served at once, since a turn waits for its action; one contact never is
(`docs/decisions/0007-inbox.md`).
"""
from __future__ import annotations

import asyncio
import logging
import socket
from collections import deque
from collections.abc import Sequence
from typing import Any

from sqlalchemy.exc import OperationalError, SQLAlchemyError

from components.action_line import is_away
from components.heap import settle
from components.quick_rasa import unwrapped
from connectors.keywords import is_keyword
from connectors.replies import status_of
from connectors.turn import NothingSaidError, take_turn
from connectors.with_people import give_up
from hilo.clock import now, wall
from hilo.memory import commitments, conversations, database, inbox
from hilo.memory.outbox import CHANNELS as IN_BUBBLES
from hilo.memory.tables import Inbox
from hilo.settings import get_settings
from hilo.turns.reply import Reply
from hilo.turns.summarise import write_summaries

logger = logging.getLogger(__name__)
AT_ONCE = 8
"""Contacts served at the same time: enough to use the time in which a turn waits for its action or for the disk. With
four the process is idle while people wait; with sixteen the turns are in each other's way, and whoever knocks meanwhile
waits for all of their steps (figures: `docs/decisions/0024-many-processes.md`)."""
IDLE = 1.0
"""Seconds after which the inbox is looked at again unasked: another process may have left something."""
TIDY_EVERY = 60.0
"""Seconds between looks at conversations that have fallen silent."""
LAST_WORDS = 5.0
"""Seconds that turns under way have at the end of the process."""
NOBODYS_FAULT = 120.0
"""Seconds for which turns that fail because another server is away are not held against their messages: so long they
are tried again, then people are told."""
TIDYING = "_tidy"
REMEMBERED = 256
"""Messages answered lately, for a request that asks after its answer is there."""
UNANSWERED = 60.0
"""Seconds for which a request waits for its answer."""


def consumer_name() -> str:
    """The same after a restart, so that claims of the process that died are given back at once."""
    return f"{socket.gethostname()[:24]}:{get_settings().hilo_port}"


class Consumer:
    """Turns pending messages into turns."""

    def __init__(self, app: Any) -> None:
        """`app.ctx.agent` is Rasa's agent, exchanged when a new model is loaded."""
        self._app, self.name = app, consumer_name()
        self._wake = asyncio.Event()
        self._free = asyncio.Semaphore(AT_ONCE)
        self._waiting: dict[str, asyncio.Future[None]] = {}
        self._done: deque[str] = deque(maxlen=REMEMBERED)
        self._replies: dict[str, Reply] = {}
        self._late: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._main: asyncio.Task[None] | None = None
        self._stopping = False
        self._away = (0.0, float("-inf"))  # since when something has been away, and when that was seen last

    def wake(self) -> None:
        """Something has come in."""
        self._wake.set()

    def take(self, contact_id: str, claim: inbox.Claim | None) -> None:
        """A claim made at the door, to be served; None: the contact is being served, or its bubbles wait."""
        if claim is None:
            self._late.add(contact_id)
            self.wake()
        else:
            self._keep(self._serve_when_free(claim))

    async def _serve_when_free(self, claim: inbox.Claim) -> None:
        await self._free.acquire()
        await self._serve(claim)

    async def answered(self, inbox_id: str, is_new: bool = True) -> bool:
        """Waits until a message is answered, here or by another process; False: not in time.

        is_new: it has just come in; one that came before may be answered already.
        """
        if inbox_id in self._done:
            return True
        end = asyncio.get_running_loop().time() + UNANSWERED
        future = self._waiting.setdefault(inbox_id, asyncio.get_running_loop().create_future())
        patience = IDLE if is_new else 0.0
        try:
            while asyncio.get_running_loop().time() < end:
                done, _ = await asyncio.wait({future}, timeout=patience)
                if done or await self._is_answered(inbox_id):
                    return True
                patience = IDLE
            return False
        except BaseException:
            self._replies.pop(inbox_id, None)  # nobody will ask for it
            raise
        finally:
            self._waiting.pop(inbox_id, None)

    def reply(self, inbox_id: str) -> Reply | None:
        """The answer to a message that was just waited for, once; None: it stands in the timeline."""
        return self._replies.pop(inbox_id, None)

    @staticmethod
    async def _is_answered(inbox_id: str) -> bool:
        try:
            return await asyncio.to_thread(status_of, inbox_id) != "pending"
        except SQLAlchemyError:  # the database is away: it may come back in time
            return False

    async def start(self) -> None:
        """Gives back what this process had claimed when it died, and begins."""
        self._stopping = False
        whose = await self._retried(self._give_back)  # before the doors open: a claim made now is none of the old ones
        for contact_id in whose:  # the dead one's locks lie in Redis still, and would hold up their turns for a minute
            self._app.ctx.agent.lock_store.delete_lock(contact_id)
        self._main = asyncio.get_running_loop().create_task(self._run())
        self._keep(self._tidy())

    async def stop(self) -> None:
        """Claims nothing more and waits a little for the turns under way; what is left is given back at the start."""
        self._stopping = True
        self.wake()
        turns = {task for task in (self._main, *self._tasks) if task and task.get_name() != TIDYING}
        if turns:
            await asyncio.wait(turns, timeout=LAST_WORDS)
        for task in self._tasks:
            task.cancel()

    async def _run(self) -> None:
        while not self._stopping:
            await self._free.acquire()
            claim = await self._retried(self._claim) if self._can_answer() and not self._stopping else None
            if claim is None:
                self._free.release()
                await self._sleep()
            else:
                self._keep(self._serve(claim))

    def _can_answer(self) -> bool:
        """Without a model what came by a provider waits: it would only use up its attempts. While another server is
        away few turns are tried: those of everybody who waits would keep it from coming back."""
        agent = self._app.ctx.agent
        is_calm = asyncio.get_running_loop().time() > self._away[1] + IDLE
        return agent is not None and agent.is_ready() and is_calm

    def _keep(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work, name=getattr(work, "__name__", None))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _retried(self, blocking: Any) -> Any:
        """A call to the database, again and again while that is away; nothing can be done without it."""
        while True:
            try:
                return await asyncio.to_thread(blocking)
            except SQLAlchemyError:
                if self._stopping:
                    raise
                logger.warning("The inbox cannot be read; trying again.", exc_info=True)
                await asyncio.sleep(IDLE)

    def _give_back(self) -> list[str]:
        with database.writing() as session:
            return inbox.give_back_all(session, self.name)

    def _claim(self) -> inbox.Claim | None:
        self._wake.clear()
        with database.reading() as session:
            if not inbox.anything_due(session, wall()):
                return None
        with database.writing() as session:
            return inbox.claim(session, self.name, wall())

    async def _sleep(self) -> None:
        due = await self._retried(self._next_due)
        seconds = IDLE if due is None else min(IDLE, max(0.01, (due - wall()).total_seconds()))
        try:
            await asyncio.wait_for(self._wake.wait(), seconds)
        except asyncio.TimeoutError:
            return

    def _next_due(self) -> Any:
        with database.reading() as session:
            return inbox.next_due(session, wall())

    async def _serve(self, claim: inbox.Claim) -> None:
        """Turn by turn; the last one gives the contact back in the transaction that ends it."""
        turns = in_turns(claim.rows)
        served = 0
        try:
            for rows in turns:
                ends = claim.consumer if rows is turns[-1] else None
                if not await self._answer(claim.contact_id, rows, ends):
                    break  # what came later waits for its turn
                served += 1
        finally:
            if served < len(turns):
                await self._retried(lambda: self._release(claim))
            self._free.release()
            if claim.contact_id in self._late or served < len(turns):
                self._late.discard(claim.contact_id)
                self.wake()

    async def _answer(self, contact_id: str, rows: Sequence[Inbox], ends: str | None) -> bool:
        if max(row.deaths for row in rows) >= inbox.MOST_DEATHS:
            await self._retried(lambda: give_up(contact_id, rows, ends))
            return self._tell(rows)
        try:
            agent = self._app.ctx.agent
            if agent is None or not agent.is_ready():
                raise RuntimeError("no model is loaded")
            unwrapped(agent)  # a new model comes with a new wrapper
            settle(agent.processor)
            reply = await take_turn(agent, contact_id, rows, ends)
            if reply is not None and rows[-1].id in self._waiting:
                self._replies[rows[-1].id] = reply
        except Exception as error:
            logger.exception("A turn failed.")
            problem = f"{type(error).__name__}: {error}"
            counts = not await self._is_elsewhere(error)
            again = await self._retried(lambda: self._failed(rows, problem, counts))
            if again:
                return False
            await self._retried(lambda: give_up(contact_id, rows, ends))
        return self._tell(rows)

    def _tell(self, rows: Sequence[Inbox]) -> bool:
        for row in rows:
            self._done.append(row.id)
            waiting = self._waiting.get(row.id)
            if waiting and not waiting.done():
                waiting.set_result(None)
        return True

    async def _is_elsewhere(self, error: Exception) -> bool:
        """Whether a turn failed because the database or the action server is away, and not for long yet."""
        if not isinstance(error, OperationalError) and not (
                isinstance(error, NothingSaidError) and await is_away(self._app.ctx.agent.action_endpoint)):
            return False
        at, (since, seen) = asyncio.get_running_loop().time(), self._away
        self._away = (since if at - seen < NOBODYS_FAULT else at), at
        return at - self._away[0] < NOBODYS_FAULT

    @staticmethod
    def _failed(rows: Sequence[Inbox], problem: str, counts: bool) -> bool:
        with database.writing() as session:
            return inbox.turn_failed(session, [row.id for row in rows], problem, wall(), counts)

    def _release(self, claim: inbox.Claim) -> None:
        with database.writing() as session:
            inbox.release(session, claim.contact_id, self.name)

    async def _tidy(self) -> None:
        while True:
            await self._retried(close_silent)
            await asyncio.sleep(TIDY_EVERY)


def close_silent() -> None:
    """Ends conversations in which nobody has said anything for too long, marks late promises (blocks)."""
    with database.writing() as session:
        commitments.mark_late(session, now())
        for conversation in conversations.silent_since(session, now()):
            conversations.end(session, conversation, conversation.last_at)
        session.flush()
        write_summaries(session, now())


def in_turns(rows: Sequence[Inbox]) -> list[list[Inbox]]:
    """The rows of a claim, turn by turn: bubbles of one address together, a request or a keyword by itself."""
    turns: list[list[Inbox]] = []
    for row in rows:
        last = turns[-1][-1] if turns else None
        if last is not None and row.channel in IN_BUBBLES and not is_keyword(row) and not is_keyword(last) and (
                last.channel, last.address) == (row.channel, row.address):
            turns[-1].append(row)
        else:
            turns.append([row])
    return turns
