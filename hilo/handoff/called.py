"""What to call somebody who has not said their name: their number, their address, or where they write from."""
from __future__ import annotations

from collections.abc import Iterable, Sequence

import phonenumbers
from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.memory.tables import Identity
from hilo.texts import texts

_ORDER = ("whatsapp", "phone", "email", "webchat")
"""Kinds of addresses, the most telling first; others tell people nothing."""


def unnamed(session: Session, contact_ids: Sequence[str]) -> str:
    """«+54 9 342 512-3456», «ana@example.com», «Visitante del chat web» or «Sin nombre»."""
    return in_words((row.kind, row.address) for row in session.execute(
        select(Identity.kind, Identity.address).where(Identity.contact_id.in_(contact_ids)).order_by(Identity.id)))


def in_words(addresses: Iterable[tuple[str, str]]) -> str:
    """The same, of the kinds and addresses of a person."""
    known = sorted((one for one in addresses if one[0] in _ORDER), key=lambda one: _ORDER.index(one[0]))
    if not known:
        return texts.fill("utter_about_unknown_person")
    kind, address = known[0]
    if kind in ("phone", "whatsapp"):
        return texts.fill("utter_about_unnamed_phone", phone=legible(address.removeprefix("whatsapp:")))
    return texts.fill(f"utter_about_unnamed_{kind}", **{kind: address})


def legible(phone: str) -> str:
    """A number in groups, as people write it; what is no number of a country's stays as it is."""
    try:
        read = phonenumbers.parse(phone, None)
    except phonenumbers.NumberParseException:
        return phone
    return str(phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.INTERNATIONAL))
