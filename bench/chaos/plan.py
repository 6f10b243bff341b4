"""What happens in a storm, from a seed: who writes what, when, on which channel, and what is forged."""
from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from bench.measuring import script, texts

SHARES = {"whatsapp": 0.44, "sms": 0.12, "chat": 0.28, "call": 0.05, "payment": 0.03, "forged": 0.08}
"""Of all events; what is forged is spread over the doors that are signed."""
FORGERIES = ("wrong", "missing", "expired", "elsewhere")
"""The signature: made with another secret, left out, of half an hour ago (calls, payments), of another address."""
PER_PERSON = 20
"""Events of one person, about."""
LATE = 0.04
"""Share of webhooks that come later than what was written after them."""
WITHHELD = 0.3
"""Share of calls whose number is withheld."""
SAID_ON_THE_PHONE = (
    "hola, quería saber cuánto sale la Manta Panal", "necesito una campera negra talle M para el viernes",
    "me llamo Lucía y les escribo mañana con la dirección", "ok, mándenmelo por WhatsApp por favor")
ASKED_ON_THE_PHONE = ("¡Hola! Soy la asistente de Ceibo. ¿En qué te ayudo?", "Claro, ¿algo más?")
BLANK = ({"body": "", "media": "image"}, {"body": "   "}, {"body": "", "location": {"latitude": -31.6,
                                                                                     "longitude": -60.7}})
"""Messages without words: a photo, blanks, a place."""


@dataclass(frozen=True)
class Event:
    """One thing that comes in. name: unique, the provider's. at: seconds from the beginning, at the earliest.
    forged: how, or none. copies: how often more it comes. late: seconds for which it is held up on its way."""

    name: str
    channel: str
    person: int
    at: float
    order: dict[str, Any] = field(default_factory=dict)
    forged: str | None = None
    copies: int = 0
    late: float = 0.0


def phone(person: int) -> str:
    """The number of somebody on WhatsApp, SMS or the telephone."""
    return f"+549342{5200000 + person}"


def plan(seed: int, events: int, seconds: float, with_sms: bool) -> dict[int, list[Event]]:
    """Each person's events, in the order in which they happen."""
    chance = random.Random(seed)
    shares = dict(SHARES)
    if not with_sms:
        shares["whatsapp"] += shares.pop("sms")
    visits = [texts(visit) for visit in script()["visits"]]
    people: dict[int, list[Event]] = {}
    homes = {name: max(1, round(events * share / PER_PERSON)) for name, share in shares.items()}
    first = dict(zip(homes, (sum(list(homes.values())[:place]) for place in range(len(homes))), strict=True))
    said: dict[int, int] = {}
    for number in range(events):
        channel = chance.choices(list(shares), list(shares.values()))[0]
        signed = [name for name in shares if name not in ("chat", "forged")]
        forged = chance.choice(FORGERIES) if channel == "forged" else None
        channel = chance.choice(signed) if forged else channel
        person = first[channel] + chance.randrange(homes[channel])
        if channel == "call" and not forged and chance.random() < 0.5:
            person = first["whatsapp"] + chance.randrange(homes["whatsapp"])  # who calls also writes
        place = said[person] = said.get(person, person) + 1
        told = [text for visit in visits[person % len(visits):] + visits for text in visit]
        at = seconds * number / events
        late = chance.uniform(2, 20) if channel != "chat" and chance.random() < LATE else 0.0
        if forged == "expired" and channel in ("whatsapp", "sms"):
            forged = "wrong"  # Twilio's signatures bear no time
        people.setdefault(person, []).append(Event(
            f"{number:032x}", channel, person, at, _order(chance, channel, person, told[place % len(told)]), forged,
            int(chance.random() < 0.15), late))
    return people


def _order(chance: random.Random, channel: str, person: int, text: str) -> dict[str, Any]:
    """What the event says."""
    if channel in ("whatsapp", "sms"):
        blank = chance.choice(BLANK[:2] if channel == "sms" else BLANK) if chance.random() < 0.05 else {}
        return {"body": text, **blank}
    if channel == "call":
        turns = [{"role": "agent", "message": ASKED_ON_THE_PHONE[0]},
                 {"role": "user", "message": chance.choice(SAID_ON_THE_PHONE)},
                 {"role": "agent", "message": ASKED_ON_THE_PHONE[1]}, {"role": "user", "message": "no, gracias"}]
        return {"from_number": "" if chance.random() < WITHHELD else phone(person), "transcript": turns}
    if channel == "payment":
        return {"order": f"C-{chance.randrange(10**6):06d}", "amount": chance.randrange(1000, 90000)}
    return {"message": text}
