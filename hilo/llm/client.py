"""Asking a language model: masked, within a deadline and a budget, recorded, and nothing unchecked comes back.

Whatever goes wrong, the answer is None and the caller says what it would have said without a model.
"""
from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from hilo.business.load import get_shop
from hilo.clock import now
from hilo.llm import books, transport
from hilo.llm.breaker import Breaker
from hilo.llm.check import Situation, problems_in, tidy
from hilo.llm.masking import Masks
from hilo.llm.prompts import Prompt, get_prompts
from hilo.llm.purposes import PURPOSES
from hilo.settings import get_settings

logger = logging.getLogger(__name__)
AT_ONCE = 3
"""Questions under way in a process: one less than the people whom the assistant serves at the same time
(`connectors.consumer.AT_ONCE`), so that somebody is answered while a slow model keeps the others waiting."""
ENOUGH = 0.5
"""Share of a purpose's own deadline below which being late is no failure: a channel that waited for further bubbles
leaves little, and must not put the others off the model."""
LEAST = 0.5
"""Seconds; with less left nothing is asked."""
GRACE = 0.15
"""Seconds beyond the deadline for which a caller waits for the thread of the calls to give up."""
DOES_NOT_KNOW = "NO_SE"
"""What the prompts have a model answer where the sources say nothing."""
breaker = Breaker()
_free = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class Request:
    """A question. values: what fills the prompt's places. names: of people, to be masked. contact_id: whom it is about.
    subject: what it is about. register: tu, usted or vos, in which the answer has to be; None: it addresses nobody.
    choices: the only answers there may be. deadline: seconds, at most the prompt's own."""

    purpose: str
    values: Mapping[str, str]
    contact_id: str | None = None
    names: Sequence[str] = ()
    country: str | None = None
    subject: str | None = None
    register: str | None = "tu"
    choices: Sequence[str] = ()
    deadline: float | None = None


@dataclass(frozen=True)
class Answer:
    """A text that passed the check. is_cached: it was given before."""

    text: str
    prompt_version: int
    model: str
    is_cached: bool


@dataclass
class _Call:
    """A question under way, and what will stand in the record."""

    request: Request
    prompt: Prompt
    began: float = field(default_factory=time.monotonic)
    outcome: str = "failed"
    reason: str | None = None
    tokens_in: int = 0
    tokens_out: int = 0
    kept: dict[str, Any] | None = None

    def row(self) -> dict[str, Any]:
        return {"contact_id": self.request.contact_id, "subject": self.request.subject,
                "purpose": self.request.purpose, "prompt_version": self.prompt.settings.version,
                "model": transport.model()[:80], "tokens_in": self.tokens_in, "tokens_out": self.tokens_out,
                "cost": books.cost_of(self.tokens_in, self.tokens_out),
                "latency_ms": round((time.monotonic() - self.began) * 1000), "outcome": self.outcome,
                "reason": self.reason and self.reason[:200], "at": now()}


def available() -> bool:
    """Whether there is a model to be asked."""
    return get_settings().openai_api_key is not None


def load() -> None:
    """Loads what the first question would wait for: the SDK, the prompts, the readers of names and towns (blocks)."""
    settings = get_settings()
    _ = transport.client(str(settings.openai_api_key), settings.openai_base_url).chat.completions  # loads itself late
    get_prompts()
    Masks((), now()).hide("soy Ana, de Rosario")
    problems_in("Hola.", Situation())


def ask(request: Request) -> Answer | None:
    """Asks, and waits in this thread; None where there is no answer that may be used. Never raises for the provider."""
    begun = _begin(request)
    if begun is None:
        return None
    call, seconds = begun
    future = transport.submit(_answered(call, seconds))
    try:
        return future.result(seconds + GRACE)
    except Exception:  # the thread of the calls is stuck: it is given up, and counts as late
        _given_up(call, future)
        return None


async def ask_async(request: Request) -> Answer | None:
    """The same for an event loop, which goes on meanwhile."""
    begun = await asyncio.to_thread(_begin, request)
    if begun is None:
        return None
    call, seconds = begun
    future = transport.submit(_answered(call, seconds))
    try:
        return await asyncio.wait_for(asyncio.wrap_future(future), seconds + GRACE)
    except Exception:
        _given_up(call, future)
        return None


def _begin(request: Request) -> tuple[_Call, float] | None:
    """The call and its seconds; None where it is not made."""
    if not available():
        return None
    call = _Call(request, get_prompts()[request.purpose])
    own = call.prompt.settings.deadline
    seconds = own if request.deadline is None else min(own, request.deadline)
    call.outcome = ("late" if seconds < LEAST else "resting" if not breaker.may_ask()
                    else "busy" if not _free.acquire(blocking=False) else "")
    if call.outcome:
        books.write(call.row())
        return None
    return call, seconds


def _given_up(call: _Call, future: Future[Any]) -> None:
    future.cancel()
    logger.warning("The model (%s) was given up.", call.request.purpose)


async def _answered(call: _Call, seconds: float) -> Answer | None:
    """The answer within the time; what became of the call is recorded in any case."""
    try:
        return await asyncio.wait_for(_asked(call, call.began + seconds), seconds)
    except (asyncio.TimeoutError, asyncio.CancelledError):
        _late(call, seconds)
    except transport.TransportError as error:
        if error.kind == "late":
            _late(call, seconds)
        else:
            call.outcome, call.reason = "failed", error.kind
            breaker.failed()
    except Exception as error:  # a mistake of ours must not silence the assistant
        call.outcome, call.reason = "failed", type(error).__name__
        logger.exception("A question to the model failed.")
    finally:
        _free.release()
        books.write(call.row(), call.kept)
    return None


def _late(call: _Call, seconds: float) -> None:
    """Too late for this caller; it counts against the provider only where it was given time enough."""
    call.outcome = "late"
    if seconds >= ENOUGH * call.prompt.settings.deadline:
        breaker.failed()


async def _asked(call: _Call, end: float) -> Answer | None:
    request, settings = call.request, call.prompt.settings
    masks, instructions, data = await asyncio.to_thread(_prepared, call)
    key = books.key_of(transport.model(), call.prompt, instructions, data, request.contact_id)
    wanted = books.estimate(instructions, data) + settings.max_tokens
    before = await asyncio.to_thread(books.look_up, call.prompt, key, wanted)
    if before.kept is None and not before.may_spend:
        call.outcome = "over_budget"
        return None
    if before.kept is not None:
        text, is_cut = before.kept, False
    else:
        call.tokens_in, call.tokens_out = wanted - settings.max_tokens, settings.max_tokens  # if it is given up
        raw = await transport.complete(instructions, data, settings.max_tokens, settings.temperature,
                                       end - time.monotonic())
        breaker.went_well()
        text, is_cut = raw.text, raw.is_cut
        call.tokens_in = raw.tokens_in if raw.tokens_in is not None else call.tokens_in
        call.tokens_out = raw.tokens_out if raw.tokens_out is not None else books.estimate(text)
    return await asyncio.to_thread(_judged, call, masks, instructions, text, is_cut,
                                   None if before.kept is not None else key)


def _prepared(call: _Call) -> tuple[Masks, str, str]:
    """The prompt with its places filled: what people said or we know of them masked and between tags."""
    request, contact = call.request, get_shop().company.profile.contact
    ours = [contact.phone, contact.whatsapp, contact.email, *(b.phone for b in get_shop().company.profile.branches)]
    masks = Masks(request.names, now(), request.country, ours)
    values = {}
    for place, kind in PURPOSES[request.purpose].items():
        value = request.values.get(place, "").strip()
        if kind.kind != "ours":
            value = masks.hide(value)
        if value and (kind.kind != "ours" or kind.is_source):
            value = f"<{place}>\n{delimited(value)}\n</{place}>"
        values[place] = value
    return masks, *call.prompt.filled(values)


def delimited(text: str) -> str:
    """A text that cannot close the tag it stands in."""
    return text.replace("<", "‹").replace(">", "›")


def _judged(call: _Call, masks: Masks, instructions: str, text: str, is_cut: bool, key: str | None) -> Answer | None:
    """The answer, if it may be used; `key`: it is kept under this name."""
    request, settings = call.request, call.prompt.settings
    text = tidy(text)
    if text.strip(" .\"'«»").upper().replace("É", "E").replace(" ", "_") == DOES_NOT_KNOW:
        call.outcome = "unsure"
        return None
    places = PURPOSES[request.purpose]
    said = [masks.hide(request.values.get(name, "")) for name, place in places.items() if place.kind == "said"]
    sources = [(masks.hide(value) if place.kind != "ours" else value) for name, place in places.items()
               if place.is_source and (value := request.values.get(name, ""))]
    situation = Situation(
        purpose=request.purpose, sources=tuple(sources), said=tuple(said), instructions=instructions,
        register=request.register, longest=settings.longest, is_cut=is_cut, choices=tuple(request.choices),
        unknown_marks=tuple(masks.unknown_in(text)))
    problems = problems_in(text, situation)
    if problems:
        call.outcome, call.reason = "refused", ", ".join(problems)
        return None
    call.outcome = "used" if key else "cached"
    if key and settings.keep_hours:
        call.kept = {"key": key, "contact_id": request.contact_id, "purpose": request.purpose, "text": text,
                     "made_at": now(), "expires_at": books.until(settings.keep_hours)}
    return Answer(masks.restore(text), settings.version, transport.model(), key is None)
