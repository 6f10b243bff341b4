"""The right to be forgotten reaches what we wrote into HubSpot."""
from __future__ import annotations

from hilo.crm.hubspot import contacts
from hilo.crm.hubspot.api import HubSpotApi
from hilo.crm.hubspot.people import is_ours


def erase(api: HubSpotApi, ids: list[str]) -> tuple[int, list[str]]:
    """Deletes our deals, tickets and notes of a person, and our mark on their contact; how many, and HubSpot's numbers
    of the contacts. These stay: people may have written them down before us, and an e-mail address that somebody only
    told may be another's. Whoever erases decides about them there.

    Raises:
        CrmError
    """
    gone, left = 0, []
    for person in contacts.found(api, ids):
        for kind in ("deals", "tickets", "notes"):
            for one in api.linked("contacts", person.id, kind, ("hilo_contact", "hs_note_body")):
                if one.properties.get("hilo_contact") in ids or is_ours(one):
                    api.archive(kind, one.id)
                    gone += 1
        api.update("contacts", person.id, {contacts.MARK: ""})
        left.append(person.id)
    return gone, left
