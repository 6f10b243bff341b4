"""Who is in front of the page: one password for the team, a signed cookie, a token against forged posts.

The cookie holds a name, a random number and an end, and an HMAC-SHA256 of them; nothing is kept on the server. Its key
hangs on the password, so that changing the password logs everybody out.
"""
from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import time
from dataclasses import dataclass

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from sanic import Request

from hilo.forwarded import sender
from hilo.settings import get_settings

COOKIE = "hilo_console"
LASTS = 12 * 3600
"""Seconds."""
TRIES_A_MINUTE = 6
"""From one address; from everywhere together ten times as many."""
LONGEST_NAME = 60

_counts = MemoryStorage()  # held here: the limiter itself keeps only a weak reference
_limiter = MovingWindowRateLimiter(_counts)


@dataclass(frozen=True)
class Adviser:
    """Somebody who has logged in. token: what every post must bring along."""

    name: str
    token: str


def password() -> str:
    """The team's password: the setting, or the one made for this installation."""
    settings = get_settings()
    return settings.hilo_console_password or settings.local_secret("console")


def is_right(given: str) -> bool:
    """Whether that is the password; takes as long for every wrong one."""
    return hmac.compare_digest(_digest(given), _digest(password()))


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _key() -> bytes:
    return hmac.new(get_settings().local_secret("console-key").encode(), password().encode(), "sha256").digest()


def _sign(data: str, purpose: str) -> str:
    return hmac.new(_key(), f"{purpose}:{data}".encode(), "sha256").hexdigest()


def may_try(request: Request) -> bool:
    """Counts a try to log in; False when there were too many."""
    address = sender(str(request.ip), request.headers.get("x-forwarded-for", ""))
    one, all_ = RateLimitItemPerMinute(TRIES_A_MINUTE), RateLimitItemPerMinute(TRIES_A_MINUTE * 10)
    return all([_limiter.hit(one, "login", address), _limiter.hit(all_, "login")])


def cookie_for(name: str) -> str:
    """The cookie's value for somebody who gave the right password."""
    held = {"name": " ".join(name.split())[:LONGEST_NAME], "id": secrets.token_hex(16), "until": time.time() + LASTS}
    data = base64.urlsafe_b64encode(json.dumps(held).encode()).decode()
    return f"{data}.{_sign(data, 'session')}"


def adviser_of(request: Request) -> Adviser | None:
    """Who sent a request; None without a cookie of ours that still holds."""
    data, _, signature = str(request.cookies.get(COOKIE) or "").partition(".")
    if not data or not hmac.compare_digest(_sign(data, "session").encode(), signature.encode()):
        return None
    held = json.loads(base64.urlsafe_b64decode(data))
    if held["until"] < time.time():
        return None
    return Adviser(held["name"], _sign(held["id"], "post"))


def is_genuine(request: Request, adviser: Adviser) -> bool:
    """Whether a post comes from our own page."""
    given = str((request.form or {}).get("token") or "")
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), adviser.token.encode())
