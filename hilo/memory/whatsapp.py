"""The address by which WhatsApp knows a telephone, for somebody who has not written yet.

WhatsApp kept the digit that two countries once wanted for mobiles dialled from abroad: Argentina's 9, and Mexico's 1,
which the Mexican plan itself gave up in 2019 (shared/reference/protocols.md: 54/549, 52/521). An address from which a
person has written is used as it came, and needs no function.
"""
from __future__ import annotations

from hilo.memory.phones import canonical

_MOBILE = {"AR": ("+54", "+549"), "MX": ("+52", "+521")}
"""By country: how the one key begins, and how WhatsApp's address does."""


def whatsapp_address(number: str, country: str | None = None) -> str | None:
    """`whatsapp:+…` of a telephone; None where it is none. country: ISO 3166-1, whose national spellings are read."""
    phone = canonical(number, country) if number else None
    if phone is None:
        return None
    short, long = _MOBILE.get(phone.country or "", ("", ""))
    key = phone.key
    if short and not key.startswith(long):
        key = long + key.removeprefix(short)
    return f"whatsapp:{key}"


def sms_address(key: str) -> str:
    """A telephone's key (`hilo/memory/phones.py`) as text messages are sent to it: an Argentine mobile has its 9, a
    Mexican one no 1. An address from which a person has written is used as it came."""
    return f"+549{key.removeprefix('+54')}" if key.startswith("+54") and not key.startswith("+549") else key
