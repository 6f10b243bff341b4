"""What a question may cost, what it did cost, and the answers kept; records are written behind the answer's back."""
from __future__ import annotations

import hashlib
import logging
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy.exc import SQLAlchemyError

from hilo.business.load import get_shop
from hilo.clock import now
from hilo.llm.prompts import Prompt
from hilo.memory import database, llm_calls
from hilo.settings import get_settings

logger = logging.getLogger(__name__)
LETTERS_PER_TOKEN = 3
"""Of Spanish, on the safe side."""
MILLION = 1_000_000


class Before(NamedTuple):
    """What the books say before a question: the answer kept for it, and whether there is money for asking."""

    kept: str | None
    may_spend: bool


def key_of(model: str, prompt: Prompt, instructions: str, data: str, contact_id: str | None) -> str:
    """One name for the very same question, of the same person where it is about one."""
    settings = prompt.settings
    parts = (model, settings.purpose, str(settings.version), contact_id or "", instructions, data)
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()


def estimate(*texts: str) -> int:
    """About how many tokens texts are."""
    return sum(map(len, texts)) // LETTERS_PER_TOKEN + 1


def look_up(prompt: Prompt, key: str, wanted: int) -> Before:
    """Reads both; with the database away nothing may be spent (blocks).

    wanted: tokens that asking may cost.
    """
    try:
        with database.reading() as session:
            kept = llm_calls.answer_of(session, key, now()) if prompt.settings.keep_hours else None
            if kept is not None:
                return Before(kept, True)
            spent = llm_calls.tokens_since(session, _midnight())
    except SQLAlchemyError:
        logger.warning("The model's budget cannot be read; it is not asked.")
        return Before(None, False)
    own = spent.get(prompt.settings.purpose, 0) + wanted <= prompt.settings.tokens_a_day
    return Before(None, own and sum(spent.values()) + wanted <= get_settings().llm_daily_tokens)


def cost_of(tokens_in: int, tokens_out: int) -> float | None:
    """US dollars; None where the prices are not set."""
    settings = get_settings()
    if settings.llm_price_in is None or settings.llm_price_out is None:
        return None
    return (tokens_in * settings.llm_price_in + tokens_out * settings.llm_price_out) / MILLION


@lru_cache(maxsize=1)
def _writer() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, thread_name_prefix="llm-books")


def write(call: dict[str, Any], kept: dict[str, Any] | None = None) -> Future[None]:
    """Keeps a call, and an answer to be given again, soon: nobody waits for it, since the database may be busy."""
    return _writer().submit(_write, call, kept)


def _write(call: dict[str, Any], kept: dict[str, Any] | None) -> None:
    try:
        with database.writing() as session:
            llm_calls.record(session, call)
            if kept:
                llm_calls.keep_answer(session, kept)
    except Exception as error:  # a record that is lost must harm nobody
        logger.warning("A question to the model was not recorded: %s", type(error).__name__)


def wait_until_written() -> None:
    """Until all that was to be kept so far is kept."""
    _writer().submit(lambda: None).result()


def forget_old(at: datetime) -> None:
    """A timer: answers that hold no longer."""
    with database.writing() as session:
        llm_calls.forget_answers(session, at)


def until(hours: float) -> datetime:
    """So many hours from now."""
    return now() + timedelta(hours=hours)


def _midnight() -> datetime:
    """When this day began, at the company's place."""
    return now(get_shop().company.profile.time_zone).replace(hour=0, minute=0, second=0, microsecond=0)
