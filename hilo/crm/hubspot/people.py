"""Persons, deals and notes in HubSpot. What was bought, and so loyalty, is in our own orders."""
from __future__ import annotations

import html
import re
from datetime import datetime
from typing import cast

from hilo.crm import people as p
from hilo.crm.embedded.people import ENDED, EmbeddedPeople
from hilo.crm.hubspot import contacts
from hilo.crm.hubspot.api import HubSpotApi, Thing, get_api
from hilo.crm.hubspot.schema import Pipeline, prepared

TO_CONTACT = {"deals": 3, "notes": 202, "tickets": 16}
"""HubSpot's numbers for «belongs to a contact» (`hubspot.crm.AssociationType`)."""
DEAL = ("dealname", "dealstage", "amount", "hilo_cause", "hilo_contact", "hilo_stage", "hilo_amount", "hilo_currency",
        "hilo_at")
_SIGNED = re.compile(r"\s*— (?P<author>.+) · hilo (?P<key>\S+)\s*$")
"""The last line of a note of ours: who wrote it, and its cause."""


class HubSpotPeople:
    """(see `hilo.crm.people.People`)."""

    def __init__(self, api: HubSpotApi | None = None) -> None:
        """`api`: that of the settings."""
        self._api = api or get_api()

    def find_or_create(self, contact_id: str) -> p.Person:
        """(see protocol)."""
        known = contacts.known_of(contact_id)
        prepared(self._api)
        one = contacts.found_or_made(self._api, known)
        there = one.properties
        name = " ".join(filter(None, (there.get("firstname"), there.get("lastname"))))
        return p.Person(one.id, known.name or name or None, there.get("phone") or there.get("mobilephone"),
                        there.get("email"), there.get("company"))

    def set_deal(self, contact_id: str, deal: p.Deal, at: datetime) -> None:
        """(see protocol). What is older than what HubSpot has changes nothing, nor does anything that people closed."""
        pipeline = prepared(self._api).deals
        known = contacts.known_of(contact_id)
        person = contacts.found_or_made(self._api, known)
        wanted = {"dealname": deal.title, "pipeline": pipeline.id, "dealstage": pipeline.stages[deal.stage],
                  "hilo_contact": known.ids[0], "hilo_stage": deal.stage, "hilo_amount": deal.amount,
                  "hilo_currency": deal.currency, "hilo_at": at.isoformat(), "amount": deal.amount}
        one, made = self._api.create_once("deals", deal.key, wanted, {person.id: TO_CONTACT["deals"]}, DEAL)
        since = one.properties.get("hilo_at")
        if made or _stage(one, pipeline) in ENDED or (since and datetime.fromisoformat(since) > at):
            return
        wanted.pop("hilo_contact")
        changed = {name: value for name, value in wanted.items()
                   if one.properties.get(name, "") != ("" if value is None else str(value))}
        if changed.keys() - {"hilo_at", "pipeline"}:
            self._api.update("deals", one.id, changed)

    def deals(self, contact_id: str) -> list[p.Deal]:
        """(see protocol)."""
        pipeline = prepared(self._api).deals
        return [_deal(one, pipeline) for one in self._of(contact_id, "deals", DEAL)
                if one.properties.get("hilo_cause")]

    def add_note(self, contact_id: str, note: p.Note, at: datetime) -> None:
        """(see protocol). A note has no property of its own to be found by, so its cause stands in its last line."""
        prepared(self._api)
        person = contacts.found_or_made(self._api, contacts.known_of(contact_id))
        if any(one.key == note.key for one in self._notes(person)):
            return
        words = html.escape(note.text, quote=False).replace("\n", "<br>")
        self._api.create("notes", {
            "hs_timestamp": at.isoformat(),
            "hs_note_body": f"<p>{words}</p><p>— {html.escape(note.author)} · hilo {html.escape(note.key)}</p>"},
            {person.id: TO_CONTACT["notes"]})

    def notes(self, contact_id: str) -> list[p.Note]:
        """(see protocol); those of people who write in HubSpot too."""
        prepared(self._api)
        return [note for person in contacts.found(self._api, contacts.known_of(contact_id).ids)
                for note in self._notes(person)]

    def loyalty(self, contact_id: str) -> p.Loyalty:
        """(see protocol)."""
        return EmbeddedPeople().loyalty(contact_id)

    def _notes(self, person: Thing) -> list[p.Note]:
        return [_note(one) for one in self._api.linked("contacts", person.id, "notes", ("hs_note_body",))]

    def _of(self, contact_id: str, kind: str, properties: tuple[str, ...]) -> list[Thing]:
        return things_of(self._api, contact_id, kind, properties)


def things_of(api: HubSpotApi, contact_id: str, kind: str, properties: tuple[str, ...]) -> list[Thing]:
    """What hangs on a person's contact and is this person's: a contact of HubSpot's that is found by an e-mail address
    may have things that are somebody else's business."""
    ids = contacts.known_of(contact_id).ids
    every = {one.id: one for person in contacts.found(api, ids)
             for one in api.linked("contacts", person.id, kind, properties)}
    return sorted((one for one in every.values() if one.properties.get("hilo_contact") in ids),
                  key=lambda one: int(one.id), reverse=True)


def _stage(one: Thing, pipeline: Pipeline) -> p.DealStage:
    """Ours, unless people have closed or opened it in HubSpot since."""
    there, ours = one.properties.get("dealstage", ""), one.properties.get("hilo_stage", "new")
    if there in pipeline.ended:
        return "won" if pipeline.ended[there] else "lost"
    return "qualified" if ours in ENDED else cast(p.DealStage, ours)


def _deal(one: Thing, pipeline: Pipeline) -> p.Deal:
    amount = one.properties.get("hilo_amount")
    return p.Deal(one.properties["hilo_cause"], one.properties.get("dealname", ""), _stage(one, pipeline),
                  float(amount) if amount else None, one.properties.get("hilo_currency") or None)


def is_ours(note: Thing) -> bool:
    """Whether a note bears our last line."""
    return _SIGNED.search(_words(note)) is not None


def _words(note: Thing) -> str:
    body = re.sub(r"</p>\s*<p[^>]*>|<br\s*/?>", "\n", note.properties.get("hs_note_body", ""))
    return html.unescape(re.sub(r"<[^>]+>", "", body)).strip()


def _note(one: Thing) -> p.Note:
    text = _words(one)
    signed = _SIGNED.search(text)
    if signed is None:
        return p.Note(f"hubspot:{one.id}", text, "HubSpot")
    return p.Note(signed["key"], text[:signed.start()], signed["author"])
