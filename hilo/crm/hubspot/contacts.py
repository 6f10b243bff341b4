"""A person of ours among HubSpot's contacts: found by our own mark, by a proven telephone or by e-mail, else made."""
from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from hilo.clock import now
from hilo.crm.hubspot.api import HubSpotApi, TakenError, Thing
from hilo.memory import database
from hilo.memory.facts import held
from hilo.memory.roots import group
from hilo.memory.tables import Contact, Identity
from hilo.memory.whatsapp import sms_address

MARK = "hilo_contact"
READ = (MARK, "firstname", "lastname", "phone", "mobilephone", "email", "company")


@dataclass(frozen=True)
class Known:
    """What we know of a person. ids: the contact's and those merged into it. phones: proven ones, as keys."""

    ids: list[str]
    name: str | None
    phones: list[str]
    phone: str | None
    email: str | None
    company: str | None


def known_of(contact_id: str) -> Known:
    """A person as the memory has them.

    Raises:
        LookupError: there is no such contact.
    """
    with database.reading() as session:
        ids = group(session, contact_id)
        facts = {fact.name: fact.value for fact in held(session, ids, now())}
        phones = list(session.scalars(select(Identity.address).where(
            Identity.contact_id.in_(ids), Identity.kind == "phone", Identity.proven.is_(True),
            Identity.address.startswith("+")).order_by(Identity.id)))
        contact = session.get(Contact, ids[0])
        told = facts.get("phone")
        return Known(ids, contact.name, phones, phones[0] if phones else str(told) if told else None,
                     facts.get("email"), facts.get("company"))


def found(api: HubSpotApi, ids: list[str]) -> list[Thing]:
    """HubSpot's contacts that bear a person's mark; several where two were made before we knew that they are one."""
    every = (api.get("contacts", one, READ, MARK) for one in ids)
    return [one for one in every if one is not None]


def found_or_made(api: HubSpotApi, known: Known) -> Thing:
    """HubSpot's contact of a person; what HubSpot lacks of them is added, what people wrote there stays."""
    ours = found(api, known.ids)
    if ours:
        return _filled(api, ours[0], known)
    theirs = _nobodys(api, known)
    if theirs is not None:
        try:
            api.update("contacts", theirs.id, {MARK: known.ids[0]})
            return _filled(api, theirs._replace(properties={**theirs.properties, MARK: known.ids[0]}), known)
        except TakenError:  # another thread has made one with our mark
            return _by_mark(api, known.ids[0])
    return _made(api, known)


def _nobodys(api: HubSpotApi, known: Known) -> Thing | None:
    """A contact that is there already and is no other person's of ours: by a telephone from which this person has
    written or called, or by the e-mail address, of which HubSpot lets only one contact be."""
    numbers = [spelt for phone in known.phones for spelt in dict.fromkeys((phone, sms_address(phone)))]
    candidates = api.search("contacts", {"phone": numbers, "mobilephone": numbers}, READ) if numbers else []
    by_mail = api.get("contacts", known.email, READ, "email") if known.email else None
    return next((one for one in [*candidates, *([by_mail] if by_mail else [])] if not one.properties.get(MARK)), None)


def _made(api: HubSpotApi, known: Known) -> Thing:
    properties = {**_properties(known), MARK: known.ids[0]}
    try:
        return Thing(api.create("contacts", properties).id, properties)
    except TakenError:
        again = found(api, known.ids)
        if again:
            return again[0]
    properties.pop("email", None)  # it is that of another person of ours, who said so first
    try:
        return Thing(api.create("contacts", properties).id, properties)
    except TakenError:
        return _by_mark(api, known.ids[0])


def _by_mark(api: HubSpotApi, mark: str) -> Thing:
    one = api.get("contacts", mark, READ, MARK)
    if one is None:
        raise LookupError(mark)
    return one


def _filled(api: HubSpotApi, one: Thing, known: Known) -> Thing:
    missing = {name: value for name, value in _properties(known).items() if not one.properties.get(name)}
    if one.properties.get("firstname") or one.properties.get("lastname"):
        missing = {name: value for name, value in missing.items() if name not in ("firstname", "lastname")}
    if not missing:
        return one
    try:
        api.update("contacts", one.id, missing)
    except TakenError:
        missing.pop("email", None)
        if missing:
            api.update("contacts", one.id, missing)
    return one._replace(properties={**one.properties, **missing})


def _properties(known: Known) -> dict[str, str]:
    first, _, last = (known.name or "").partition(" ")
    given = {"firstname": first, "lastname": last, "phone": sms_address(known.phone) if known.phone else None,
             "email": known.email, "company": known.company}
    return {name: str(value) for name, value in given.items() if value}
