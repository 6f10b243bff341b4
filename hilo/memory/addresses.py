"""How the addresses of each kind are written in `identities`."""
from __future__ import annotations

import re
import unicodedata

from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hilo.memory.phones import Phone, canonical, is_withheld
from hilo.memory.tables import Contact, Identity

KINDS = ("phone", "whatsapp", "whatsapp_user", "webchat", "conversation", "email")
LONGEST = 255
_SENDER = re.compile(r"\d{3,6}|(?:client|sips?):\S+", re.I)
Name = tuple[str, str]
"""A kind and an address as `identities` holds them."""
_ROWS = select(Identity).where(Identity.kind.in_(bindparam("kinds", expanding=True)),
                              Identity.address.in_(bindparam("addresses", expanding=True)))
"""Any of the kinds with any of the addresses: SQLite finds these by index, and pairs only by reading all."""


class AddressError(ValueError):
    """A kind that we do not know, or an address that cannot be one."""


def checked(kind: str, address: str) -> None:
    """Raises AddressError unless it can be one: a known kind, at most 255 characters, no NUL. Only a phone's may be
    empty (withheld)."""
    if kind not in KINDS:
        raise AddressError(f"{kind!r} is no kind of address; there are {', '.join(KINDS)}")
    if kind != "phone" and not address.strip():
        raise AddressError(f"an empty address of kind {kind}")
    if len(address) > LONGEST or "\x00" in address:
        raise AddressError(f"an address of {len(address)} characters, or with a NUL, is none: {address[:40]!r}")


def email(address: str) -> str:
    """Lower case as a whole: servers that tell Ana@ from ana@ are older than their mail."""
    text = unicodedata.normalize("NFC", address.strip())
    return (text[7:] if text.lower().startswith("mailto:") else text).strip().lower()


def phone_of(kind: str, address: str, country: str | None = None) -> Phone | None:
    """The phone behind an address of kind phone or whatsapp, where there is one."""
    if kind == "phone":
        return canonical(address, country)
    if kind == "whatsapp":  # the provider writes it internationally, with "whatsapp:" (Twilio) or bare (Meta)
        return canonical(address if address.startswith("whatsapp:") else f"whatsapp:{address}")
    return None


def names_of(kind: str, address: str, phone: Phone | None) -> list[Name]:
    """The rows under which somebody with this address is known, the most telling first.

    A whatsapp address has its own, unchanged, and its phone's. Short codes and SIP addresses are no phones, but always
    the same sender's: kept as they came. None, when nobody can be recognised by it: a withheld number, or a text of
    the exchange's that may stand for many people.
    """
    if kind == "email":
        return [("email", email(address))]
    if kind not in ("phone", "whatsapp"):
        return [(kind, address)]
    if is_withheld(address):
        return []
    own = [(kind, address)] if kind == "whatsapp" else []
    if phone:
        return [*own, ("phone", phone.key)]
    return own or ([("phone", address.strip())] if _SENDER.fullmatch(address.strip()) else [])


def rows(session: Session, names: list[Name]) -> list[Identity]:
    """The identities that exist of these, in their order."""
    found = session.scalars(_ROWS, {"kinds": list({kind for kind, _ in names}),
                                    "addresses": list({address for _, address in names})})
    return sorted((row for row in found if (row.kind, row.address) in names),
                  key=lambda row: names.index((row.kind, row.address)))


def add(session: Session, identities: list[Identity], contact: Contact | None = None) -> bool:
    """Adds identities, with the new contact that they name: all, or none when another process has just added one.

    All, because of two webhooks at once, by WhatsApp and by telephone: who loses the phone must not keep the rest.
    """
    try:
        with session.begin_nested():
            if contact:
                session.add(contact)
                session.flush()
            session.add_all(identities)
    except IntegrityError:
        return False
    return True
