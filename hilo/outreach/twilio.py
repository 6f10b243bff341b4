"""Twilio's API: messages and contents. Blocks; used by the worker.

Protocol: Twilio's OpenAPI descriptions `twilio_api_v2010` and `twilio_content_v1`, to which the tests hold every
request.
"""
from __future__ import annotations

import email.utils
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any
from urllib.parse import urlsplit

import httpx

from hilo.outreach.policy import get_policy
from hilo.settings import get_settings

API, CONTENT = "https://api.twilio.com", "https://content.twilio.com"
TIMEOUT = httpx.Timeout(12.0, connect=3.0)
"""Seconds."""
PER_SECOND = 80
"""Messages a second that WhatsApp takes from one sender; of text messages: `sms.per_second` of the company's rules."""
LONGEST_WAIT = 2.0
"""Seconds."""
MOST_PAGES = 40
WINDOW_CLOSED = 63016
RATE_CODES = frozenset({20429, 63018})
"""Too many requests; too many messages of this sender."""
OUR_FAULT = frozenset({401, 403})
"""The account is refused: nothing is wrong with the message, and somebody will put it right."""


class ProviderError(RuntimeError):
    """The provider could not be asked, or refused; nothing was sent. for_good: asking again will not help."""

    def __init__(self, why: str, for_good: bool = False) -> None:
        """`why`: what was asked, and what came."""
        super().__init__(why)
        self.for_good = for_good


@dataclass(frozen=True)
class Accepted:
    """The provider has the message, under this name."""

    provider_id: str
    status: str


@dataclass(frozen=True)
class Refused:
    """It will never take it; `code` is the provider's, 0 where it gave none."""

    code: int
    why: str


@dataclass(frozen=True)
class Later:
    """It was not sent, and may be tried again after so many seconds (None: as we like). counts: as an attempt."""

    why: str
    after: float | None = None
    counts: bool = True


@dataclass(frozen=True)
class Unknown:
    """It may have been sent, or not."""

    why: str


Outcome = Accepted | Refused | Later | Unknown


class Rate:
    """So many a second of one sender, for all threads of the process."""

    def __init__(self, per_second: float = PER_SECOND) -> None:
        """Full at the start: a second's messages may leave at once."""
        self._per_second, self._lock = per_second, threading.Lock()
        self._free: dict[str, float] = {}

    def wait(self, sender: str) -> float:
        """Sleeps until the sender may send, and gives 0; where that takes longer than a moment, it gives the seconds at
        once, since whoever sleeps here sends nothing of another sender's either."""
        per_second = self._per_second if sender.startswith("whatsapp:") else get_policy().sms.per_second
        with self._lock:
            now = time.monotonic()
            turn = max(self._free.get(sender, 0.0), now - 1.0) + 1 / per_second
            if turn - now > LONGEST_WAIT:
                return turn - now
            self._free[sender] = turn
        if turn > now:
            time.sleep(turn - now)
        return 0.0


class Twilio:
    """One account."""

    def __init__(self, rate: Rate | None = None) -> None:
        """By the settings, `settings.twilio`."""
        account = get_settings().twilio
        self.sid = account.sid
        self._api, self._content = (account.url or API).rstrip("/"), (account.url or CONTENT).rstrip("/")
        self._http = httpx.Client(auth=(account.sid, account.token), timeout=TIMEOUT, trust_env=True)
        self._rate = rate or Rate()

    def close(self) -> None:
        """Ends its connections."""
        self._http.close()

    def send(self, form: Mapping[str, Any]) -> Outcome:
        """Hands a message over. Never raises for what the provider or the network do."""
        too_soon = self._rate.wait(str(form.get("From")))
        if too_soon:
            return Later("the sender's rate", too_soon, counts=False)
        try:
            answer = self._http.post(f"{self._api}/2010-04-01/Accounts/{self.sid}/Messages.json", data=dict(form))
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            return Later(f"not reached: {type(error).__name__}")
        except httpx.HTTPError as error:
            return Unknown(type(error).__name__)
        return outcome_of(answer)

    def messages(self, to: str, sender: str) -> Iterator[dict[str, Any]]:
        """What was sent to somebody, the newest first.

        Raises:
            ProviderError
        """
        url = f"{self._api}/2010-04-01/Accounts/{self.sid}/Messages.json"
        query: Mapping[str, Any] | None = {"To": to, "From": sender, "PageSize": 100}
        for _ in range(MOST_PAGES):
            page = self._get(url, query)
            yield from page.get("messages") or []
            if not page.get("next_page_uri"):
                return
            url, query = self._api + str(page["next_page_uri"]), None

    def contents(self) -> Iterator[dict[str, Any]]:
        """The account's contents with their approvals.

        Raises:
            ProviderError
        """
        url, query = f"{self._content}/v1/ContentAndApprovals", {"PageSize": 500}
        for _ in range(MOST_PAGES):
            page = self._get(url, query)
            yield from page.get("contents") or []
            following = (page.get("meta") or {}).get("next_page_url")
            if not following:
                return
            parts = urlsplit(str(following))
            url, query = f"{self._content}{parts.path}?{parts.query}", {}

    def create_content(self, definition: Mapping[str, Any]) -> str:
        """Its id.

        Raises:
            ProviderError
        """
        return str(self._post(f"{self._content}/v1/Content", definition)["sid"])

    def ask_approval(self, sid: str, name: str, category: str) -> str:
        """Hands a template to WhatsApp; the state of its approval.

        Raises:
            ProviderError
        """
        url = f"{self._content}/v1/Content/{sid}/ApprovalRequests/whatsapp"
        return str(self._post(url, {"name": name, "category": category}).get("status") or "received")

    def _get(self, url: str, query: Mapping[str, Any] | None) -> dict[str, Any]:
        return self._asked("GET", url, params=query or None)

    def _post(self, url: str, body: Mapping[str, Any]) -> dict[str, Any]:
        return self._asked("POST", url, json=body)

    def _asked(self, method: str, url: str, **given: Any) -> dict[str, Any]:
        try:
            answer = self._http.request(method, url, **given)
        except httpx.HTTPError as error:
            raise ProviderError(f"{method} {urlsplit(url).path}: {type(error).__name__}") from error
        if answer.status_code >= 300:
            raise ProviderError(f"{method} {urlsplit(url).path}: {answer.status_code} {_error(answer)[1]}",
                                answer.status_code in (400, 404, 409, 422))
        try:
            found = answer.json()
        except ValueError as error:
            raise ProviderError(f"{method} {urlsplit(url).path}: no JSON") from error
        return dict(found)


def outcome_of(answer: httpx.Response) -> Outcome:
    """What the provider's answer to a send means."""
    code, words = _error(answer)
    if answer.status_code < 300:
        try:
            sent = answer.json()
            return Accepted(str(sent["sid"]), str(sent.get("status") or "queued"))
        except (ValueError, KeyError, TypeError):
            return Unknown("an answer that cannot be read")
    if answer.status_code == 429 or code in RATE_CODES:
        return Later(f"{code or answer.status_code} {words}", _seconds(answer.headers.get("Retry-After")))
    if answer.status_code >= 500 or answer.status_code == 408:
        return Unknown(f"{answer.status_code} {words}")
    if answer.status_code in OUR_FAULT:
        return Later(f"{code or answer.status_code} {words}", 60.0)
    return Refused(code, f"{code or answer.status_code} {words}".strip())


def _error(answer: httpx.Response) -> tuple[int, str]:
    if answer.status_code < 300:
        return 0, ""
    try:
        body = answer.json()
        return int(body.get("code") or 0), str(body.get("message") or "")[:300]
    except (ValueError, TypeError, AttributeError):
        return 0, answer.reason_phrase


def _seconds(text: str | None) -> float | None:
    """`Retry-After`: seconds, or a date, of which we do as if it were absent."""
    try:
        return min(300.0, max(0.0, float(text or "")))
    except ValueError:
        return None


def moment_of(text: str | None) -> datetime | None:
    """A date of the API's (RFC 2822), None where there is none; without a zone it is UTC's."""
    try:
        moment = email.utils.parsedate_to_datetime(text) if text else None
    except (TypeError, ValueError):
        return None
    return moment.replace(tzinfo=timezone.utc) if moment and moment.tzinfo is None else moment
