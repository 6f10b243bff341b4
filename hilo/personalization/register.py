"""How a person is addressed: usted, tú or vos, and formal, casual or friendly.

What they ask for counts first, then how they write themselves, then what the memory knows of earlier conversations,
then their country, then the brand's default (`data/business/registers.yml`). Once it shows it stays: one word more or
less changes nothing, only their asking does. Why: `docs/decisions/0015-register.md`.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import constr

from hilo.business.load import FOLDER, check, read_yaml
from hilo.business.models import Country, Strict
from hilo.memory.tables import Contact
from hilo.spanish.register import FAMILIAR, TU, VOS, read_register, read_request
from hilo.spanish.style import read_style

FILE = "registers.yml"
ASKED, WRITTEN, HINTED, KNOWN, GUESSED = "asked", "written", "hinted", "known", "guessed"
"""Where a register comes from: the person asked for it; their words show it; their words let one suppose it; it is from
an earlier conversation; their country or the brand has it so."""
_HOLDS = {ASKED: 3, WRITTEN: 2, KNOWN: 1, HINTED: 1, GUESSED: 0}
"""What shows at least so clearly replaces what is less clear; as clear, it does not."""
SLOTS = ("register", "register_from", "communication_style")
Register = constr(regex=r"^(?:usted|tu|vos)$")


class InCountry(Strict):
    """until_known: before the person's own words show it. familiar: tu or vos, where their words fit both."""

    until_known: Register  # type: ignore[valid-type]
    familiar: constr(regex=r"^(?:tu|vos)$")  # type: ignore[valid-type]


class Registers(Strict):
    """All of the file. default: where not even the country is known."""

    default: Register  # type: ignore[valid-type]
    countries: dict[Country, InCountry]  # type: ignore[valid-type]

    def until_known(self, country: str | None) -> str:
        """How somebody is addressed of whom only the country is known, or not even that."""
        known = self.countries.get(country or "")
        return str(known.until_known if known else self.default)

    def familiar(self, country: str | None) -> str:
        """tu or vos, for somebody who writes as to one whom they know well."""
        known = self.countries.get(country or "")
        return str(known.familiar if known else VOS if self.default == VOS else TU)


class Manner(NamedTuple):
    """register: usted, tu or vos. source: one of asked, written, hinted, known, guessed."""

    register: str
    source: str


def load_registers(folder: Path = FOLDER) -> Registers:
    """The table of a company.

    Raises:
        BusinessError: naming file, line and what to do.
    """
    name = f"data/business/{FILE}"
    return check(Registers, read_yaml(folder / FILE, name), name)


@lru_cache(maxsize=1)
def get_registers() -> Registers:
    """The table, read once."""
    return load_registers()


def manner_after(text: str, before: Manner | None, country: str | None, table: Registers) -> Manner:
    """How a person is addressed from this message of theirs on.

    before: how they were until now; None at the first message. country: ISO 3166-1; None: not known.
    """
    asked = read_request(text)
    shown = read_register(text)
    if asked is not None:
        return Manner(_settled(asked, shown.register if shown else None, before, country, table), ASKED)
    before = before or Manner(table.until_known(country), GUESSED)
    if shown is None:
        return before
    source = WRITTEN if shown.sure else HINTED
    if _HOLDS[source] <= _HOLDS[before.source]:
        return before
    return Manner(_settled(shown.register, None, before, country, table), source)


def _settled(register: str, beside: str | None, before: Manner | None, country: str | None, table: Registers) -> str:
    """One of the three; what is merely familiar is as the rest of the message, as before, or as the country has it."""
    if register != FAMILIAR:
        return register
    if beside in (TU, VOS):
        return str(beside)
    if before is not None and before.register in (TU, VOS) and before.source != GUESSED:
        return before.register
    return table.familiar(country)


def style_after(text: str, before: str | None) -> str | None:
    """formal, casual or friendly; a mere «hola» is casual until something says more. None: nothing said it yet."""
    return before if before in ("formal", "friendly") else read_style(text) or before


def slots_after(text: str, slots: Mapping[str, Any], country: str | None, anew: bool) -> dict[str, str]:
    """The slots of `SLOTS` after a message; without words in it (a button, a photo) `text` is empty.

    anew: a conversation begins; how they wrote in an earlier one gives way to how they write now, unless they asked.
    """
    before = None
    if slots.get("register"):
        source = slots.get("register_from") or KNOWN
        before = Manner(slots["register"], KNOWN if anew and source in (WRITTEN, HINTED) else source)
    manner = manner_after(text, before, country, get_registers())
    style = style_after(text, slots.get("communication_style"))
    return {"register": manner.register, "register_from": manner.source,
            **({"communication_style": style} if style else {})}


def note(contact: Contact, slots: Mapping[str, Any]) -> None:
    """Keeps with a person how they write and are addressed."""
    if slots.get("communication_style"):
        contact.communication_style = slots["communication_style"]
    if slots.get("register"):
        contact.register = slots["register"]
        contact.preferences = {**(contact.preferences or {}), "register_from": slots.get("register_from")}


def hear(contact: Contact, said: Iterable[str]) -> None:
    """The same from what they said outside of the dialogue, in a call."""
    slots = {"register": contact.register, "register_from": (contact.preferences or {}).get("register_from"),
             "communication_style": contact.communication_style}
    for text in said:
        slots.update(slots_after(text, slots, contact.country, anew=False))
    note(contact, slots)


def register_of(contact: Contact) -> str:
    """How somebody is addressed in a letter: as the memory has it, else as their country has it."""
    return contact.register or get_registers().until_known(contact.country)
