"""ElevenLabs' API as we use it: batches of calls, agents, what was said in a call. Blocks.

Protocol: ElevenLabs' OpenAPI file, to which the tests hold every request.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential

from hilo.settings import get_settings

TIMEOUT = httpx.Timeout(20.0, connect=4.0)
"""Seconds; a submission of ten thousand takes a while."""
ATTEMPTS = 4
LONGEST_WAIT = 30.0
"""Seconds that a provider's wish to be left alone is kept within one request."""
PAGE = 100
MOST_PAGES = 50
BATCHES, AGENTS, CONVERSATIONS = "/v1/convai/batch-calling", "/v1/convai/agents", "/v1/convai/conversations"


class ProviderError(RuntimeError):
    """It could not be asked, or refused. for_good: asking again will not help. status: HTTP's, 0 without an answer."""

    def __init__(self, why: str, for_good: bool = False, status: int = 0) -> None:
        """`why`: what was asked, and what came."""
        super().__init__(why)
        self.for_good, self.status = for_good, status


class UnknownFateError(ProviderError):
    """It may have been done, or not: look before it is asked again."""


class _TryAgainError(ProviderError):
    """Nothing was done; `after`: seconds that the provider asks for."""

    def __init__(self, why: str, after: float | None = None, status: int = 0) -> None:
        super().__init__(why, status=status)
        self.after = after


class ElevenLabs:
    """One account."""

    def __init__(self, pause: float = 0.5) -> None:
        """pause: seconds before the second attempt, doubled each time."""
        account = get_settings().elevenlabs
        self._http = httpx.Client(base_url=account.url.rstrip("/"), headers={"xi-api-key": account.key},
                                  timeout=TIMEOUT)
        self._exponential = wait_exponential(multiplier=pause, max=8)

    def __enter__(self) -> ElevenLabs:
        """For a `with`."""
        return self

    def __exit__(self, *_: Any) -> None:
        """Ends its connections."""
        self._http.close()

    def submit(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Hands a batch over; what the provider calls it.

        Raises:
            UnknownFateError: look for its `call_name` before it is handed over again.
            ProviderError
        """
        return self._asked("POST", f"{BATCHES}/submit", json=dict(body))

    def batch(self, batch_id: str) -> dict[str, Any]:
        """A batch with its recipients.

        Raises:
            ProviderError
        """
        return self._asked("GET", f"{BATCHES}/{batch_id}")

    def find_batch(self, call_name: str) -> dict[str, Any] | None:
        """The batch of a name, which no two of ours share.

        Raises:
            ProviderError
        """
        for page in self._pages(f"{BATCHES}/workspace", {"limit": PAGE}, "last_doc", "next_doc"):
            for one in page.get("batch_calls") or []:
                if one.get("name") == call_name:
                    return dict(one)
        return None

    def cancel(self, batch_id: str) -> dict[str, Any]:
        """Calls nobody of a batch any more; doing it twice does no harm.

        Raises:
            ProviderError
        """
        return self._asked("POST", f"{BATCHES}/{batch_id}/cancel", harmless=True)

    def retry(self, batch_id: str) -> dict[str, Any]:
        """Calls those again who could not be reached.

        Raises:
            UnknownFateError
            ProviderError
        """
        return self._asked("POST", f"{BATCHES}/{batch_id}/retry")

    def conversation(self, call: str) -> dict[str, Any]:
        """What was said in a call: what the post-call webhook brings.

        Raises:
            ProviderError
        """
        return self._asked("GET", f"{CONVERSATIONS}/{call}")

    def agent(self, agent_id: str) -> dict[str, Any]:
        """An agent with its whole configuration.

        Raises:
            ProviderError
        """
        return self._asked("GET", f"{AGENTS}/{agent_id}")

    def find_agent(self, name: str) -> str | None:
        """The id of the agent of a name.

        Raises:
            ProviderError
        """
        for page in self._pages(AGENTS, {"page_size": PAGE, "search": name}, "cursor", "next_cursor"):
            for one in page.get("agents") or []:
                if one.get("name") == name:
                    return str(one["agent_id"])
        return None

    def create_agent(self, body: Mapping[str, Any]) -> str:
        """Its id.

        Raises:
            UnknownFateError
            ProviderError
        """
        return str(self._asked("POST", f"{AGENTS}/create", json=dict(body))["agent_id"])

    def update_agent(self, agent_id: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """The agent as it is then.

        Raises:
            ProviderError
        """
        return self._asked("PATCH", f"{AGENTS}/{agent_id}", harmless=True, json=dict(body))

    def _pages(self, path: str, query: dict[str, Any], ask: str, told: str) -> Iterator[dict[str, Any]]:
        for _ in range(MOST_PAGES):
            page = self._asked("GET", path, params=query)
            yield page
            if not page.get("has_more") or not page.get(told):
                return
            query = {**query, ask: page[told]}

    def _asked(self, method: str, path: str, harmless: bool = False, **given: Any) -> dict[str, Any]:
        """harmless: doing it twice is as good as once."""
        again = Retrying(stop=stop_after_attempt(ATTEMPTS), retry=retry_if_exception_type(_TryAgainError),
                         wait=self._wait, reraise=True)
        return again(self._ask, method, path, harmless or method == "GET", given)

    def _wait(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        told = error.after if isinstance(error, _TryAgainError) else None
        return min(LONGEST_WAIT, told) if told is not None else float(self._exponential(state))

    def _ask(self, method: str, path: str, harmless: bool, given: Mapping[str, Any]) -> dict[str, Any]:
        what = f"{method} {path}"
        try:
            answer = self._http.request(method, path, **given)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise _TryAgainError(f"{what}: not reached: {type(error).__name__}") from error
        except httpx.HTTPError as error:
            raise self._doubt(f"{what}: {type(error).__name__}", harmless) from error
        status = answer.status_code
        if status == 429:
            raise _TryAgainError(f"{what}: {status} {_words(answer)}", _seconds(answer.headers.get("Retry-After")),
                                 status)
        if status >= 500 or status == 408:
            raise self._doubt(f"{what}: {status} {_words(answer)}", harmless, status)
        if status >= 300:
            raise ProviderError(f"{what}: {status} {_words(answer)}", status not in (401, 402, 403), status)
        try:
            found = answer.json()
            return dict(found) if isinstance(found, dict) else {}
        except ValueError as error:
            raise self._doubt(f"{what}: no JSON", harmless, status) from error

    @staticmethod
    def _doubt(why: str, harmless: bool, status: int = 0) -> ProviderError:
        return _TryAgainError(why, status=status) if harmless else UnknownFateError(why, status=status)


def _words(answer: httpx.Response) -> str:
    """The provider's own: {detail: {message}} or {detail: [{msg, loc}]}."""
    try:
        detail = answer.json()["detail"]
        if isinstance(detail, dict):
            return str(detail.get("message") or detail)[:300]
        return "; ".join(f"{'.'.join(map(str, one.get('loc', [])))}: {one.get('msg')}" for one in detail)[:300]
    except (ValueError, KeyError, TypeError, AttributeError):
        return answer.reason_phrase


def _seconds(text: str | None) -> float | None:
    try:
        return max(0.0, float(text or ""))
    except ValueError:
        return None
