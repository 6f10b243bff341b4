"""An answer to what the script does not foresee, from what the company itself says; None: the script's own text."""
from __future__ import annotations

import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as LateError
from dataclasses import dataclass, replace

from hilo.business.load import get_shop
from hilo.llm import client
from hilo.llm.about import person
from hilo.llm.check import Situation, problems_in
from hilo.llm.passages import NEAR, OURS, passages
from hilo.llm.prompts import get_prompts
from hilo.llm.records import records
from hilo.llm.voice import contact, register_or_tu, today, voice
from hilo.orders.seen import Writer
from hilo.texts import texts

logger = logging.getLogger(__name__)
_pool = ThreadPoolExecutor(client.AT_ONCE, thread_name_prefix="llm-looking-up")
_looking_up = threading.BoundedSemaphore(client.AT_ONCE)
_warming = threading.Event()
"""Set while what a question needs is being loaded: whoever writes meanwhile gets the script's answer at once, since two
who load the same things wait for each other."""
FEWEST_WORDS = 3
"""A shorter message asks nothing that could be looked up."""


@dataclass(frozen=True)
class Question:
    """A message that was not understood. intent, mood: in words, empty where nothing is known. product: the thing being
    talked about. deadline: seconds that are left for a model. channel, address: from where they write, which
    decides what of their records may be told there."""

    text: str
    contact_id: str
    register: str | None
    intent: str = ""
    mood: str = ""
    product: str | None = None
    name: str | None = None
    deadline: float | None = None
    needs_passages: bool = False
    channel: str = ""
    address: str = ""


def answer(question: Question) -> str | None:
    """Asks the model (blocks, no longer than the deadline: what is to be looked up first is part of it)."""
    if not client.available() or _warming.is_set() or len(question.text.split()) < FEWEST_WORDS:
        return None
    own = get_prompts()["answer"].settings.deadline
    until = time.monotonic() + (own if question.deadline is None else min(own, question.deadline))
    if not _looking_up.acquire(blocking=False):
        return None  # as many as the model is asked at once are waiting already
    future = _pool.submit(_request, question)
    future.add_done_callback(lambda _: _looking_up.release())
    try:
        request = future.result(max(0.0, until - time.monotonic()))
    except LateError:
        logger.warning("What a model would have to know was not looked up in time.")
        return None
    if request is None:
        return None
    answered = client.ask(replace(request, deadline=until - time.monotonic()))
    return answered.text if answered else None


def _request(question: Question) -> client.Request | None:
    """The question with all that goes with it; None where there is nothing to answer from."""
    found = passages(get_shop(), question.text, question.product, OURS if question.needs_passages else NEAR)
    if question.needs_passages and not found:
        return None
    who = person(question.contact_id)
    known = {**voice(question.register), "today": today(), "contact": contact(), "passages": "\n\n".join(found),
             "intent": question.intent, "mood": question.mood,
             "records": records(Writer(question.contact_id, question.channel, question.address), question.register),
             **who.values, "message": question.text}
    names = [*who.names, *([question.name] if question.name else [])]
    return client.Request("answer", known, contact_id=question.contact_id if who.values else None, names=names,
                          country=who.country, register=register_or_tu(question.register))


def warm_up() -> None:
    """Loads what the first question would wait for, behind the start's back; nothing is asked until it is there."""
    if client.available():
        _warming.set()
        threading.Thread(target=_warm, daemon=True, name="llm-warm-up").start()


def _warm() -> None:
    try:
        load()
    finally:
        _warming.clear()


def load() -> None:
    """What the first question needs: SDK, prompts, readers, index, texts, the check, the database (seconds of CPU)."""
    client.load()
    texts.names()
    request = _request(Question("hola, ¿cómo se paga?", "nobody", None))
    if request:
        sources = tuple(one for one in (request.values["passages"], request.values["contact"]) if one)
        problems_in("Se puede pagar con tarjeta.", Situation(sources=sources, said=("¿cómo se paga?",)))
