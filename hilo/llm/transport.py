"""One question over the wire, by the `openai` SDK, in an event loop on a thread of its own.

The loop lets a call be given up at its deadline, connection and all, whatever the other side does; whoever asks waits
in
its own thread or loop.
"""
from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from hilo.settings import get_settings

MODEL = "gpt-4.1-mini"
"""Where OPENAI_MODEL is unset."""
LARGEST = 256 * 1024
"""Bytes of an answer; none of ours has a hundredth of it."""
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class TransportError(RuntimeError):
    """No usable answer; `kind` says why, without anybody's words."""

    def __init__(self, kind: str) -> None:
        """`kind`: for the record: "http 500", "connection", "malformed" …"""
        super().__init__(kind)
        self.kind = kind


class Raw(NamedTuple):
    """An answer as it came. is_cut: it ended at the limit of tokens, in the middle."""

    text: str
    tokens_in: int | None
    tokens_out: int | None
    is_cut: bool


def model() -> str:
    """The model that is asked."""
    return get_settings().openai_model or MODEL


class _Loop:
    """An event loop that runs on a daemon thread as long as the process."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True, name="llm").start()

    def submit(self, work: Coroutine[Any, Any, Any]) -> Future[Any]:
        return asyncio.run_coroutine_threadsafe(work, self.loop)


@lru_cache(maxsize=1)
def _loop() -> _Loop:
    return _Loop()


def submit(work: Coroutine[Any, Any, Any]) -> Future[Any]:
    """Runs a coroutine in the thread of the calls."""
    return _loop().submit(work)


@lru_cache(maxsize=4)
def client(key: str, address: str | None) -> Any:
    """The SDK's client of an address, shared by all calls; without retries of its own, which would know no deadline."""
    import httpx
    from openai import AsyncOpenAI  # a second and a half: only where there is a key

    is_local = urlsplit(address or "").hostname in _LOCAL
    http = httpx.AsyncClient(trust_env=not is_local, follow_redirects=False)
    return AsyncOpenAI(api_key=key, base_url=address, max_retries=0, http_client=http)


_told: dict[tuple[str | None, str], set[str]] = {}
"""What an address's model has refused: "max_tokens" (newer ones call it otherwise), "temperature"."""


async def complete(instructions: str, data: str, max_tokens: int, temperature: float, seconds: float) -> Raw:
    """Asks once (again where the model knows a setting by another name).

    Raises:
        TransportError
        asyncio.CancelledError: when the caller's time is up; the connection is closed.
    """
    import httpx
    import openai

    settings, name = get_settings(), model()
    refused = _told.setdefault((settings.openai_base_url, name), set())
    api = client(str(settings.openai_api_key), settings.openai_base_url)
    messages = [{"role": "system", "content": instructions}, {"role": "user", "content": data}]
    for _ in range(3):
        given: dict[str, Any] = {"max_completion_tokens" if "max_tokens" in refused else "max_tokens": max_tokens}
        if "temperature" not in refused:
            given["temperature"] = temperature
        try:
            answer = await api.chat.completions.create(model=name, messages=messages, timeout=seconds, **given)
            return _raw(answer)
        except openai.BadRequestError as error:
            name_of = {one for one in ("max_tokens", "temperature") if one in str(error.message) and one not in refused}
            if not name_of:
                raise TransportError("http 400") from None
            refused.update(name_of)
        except openai.APITimeoutError:
            raise TransportError("late") from None
        except openai.APIStatusError as error:
            raise TransportError(f"http {error.status_code}") from None
        except openai.APIConnectionError:
            raise TransportError("connection") from None
        except (openai.OpenAIError, httpx.HTTPError, ValueError, TypeError, AttributeError, LookupError):
            raise TransportError("malformed") from None
    raise TransportError("http 400")


def _raw(answer: Any) -> Raw:
    """What counts of an answer; an address that is only nearly compatible may leave out much.

    Raises:
        TypeError, AttributeError, LookupError, ValueError: where it has no text.
    """
    choice = answer.choices[0]
    text = choice.message.content
    if not isinstance(text, str) or not text.strip() or len(text) > LARGEST:
        raise ValueError("no text")
    usage = getattr(answer, "usage", None)
    counts = [getattr(usage, one, None) for one in ("prompt_tokens", "completion_tokens")]
    tokens_in, tokens_out = (int(one) if isinstance(one, (int, float)) else None for one in counts)
    return Raw(text.strip(), tokens_in, tokens_out, choice.finish_reason == "length")
