"""Tickets in HubSpot: its help desk shows them to people, its stages are ours."""
from __future__ import annotations

import json
from datetime import datetime
from typing import Any, cast

from hilo.crm import tickets as t
from hilo.crm.hubspot import contacts
from hilo.crm.hubspot.api import HubSpotApi, Thing, get_api
from hilo.crm.hubspot.people import TO_CONTACT, things_of
from hilo.crm.hubspot.schema import Pipeline, prepared

PREFIX = "CASO-"
"""Before HubSpot's own number of the ticket."""
READ = ("subject", "hs_pipeline_stage", "hs_ticket_priority", "hilo_cause", "hilo_contact", "hilo_kind", "hilo_status",
        "hilo_order", "hilo_at", "hilo_details", "hilo_compensation")
OVER = frozenset({"solved", "closed"})
PRIORITY = {"low": "LOW", "medium": "MEDIUM", "high": "HIGH"}


class HubSpotTickets:
    """(see `hilo.crm.tickets.Tickets`)."""

    def __init__(self, api: HubSpotApi | None = None) -> None:
        """`api`: that of the settings."""
        self._api = api or get_api()

    def open(self, contact_id: str, draft: t.TicketDraft, at: datetime) -> t.Ticket:
        """(see protocol)."""
        pipeline = prepared(self._api).tickets
        known = contacts.known_of(contact_id)
        person = contacts.found_or_made(self._api, known)
        one, _ = self._api.create_once("tickets", draft.key, {
            "subject": draft.subject, "content": _content(draft), "hs_pipeline": pipeline.id,
            "hs_pipeline_stage": pipeline.stages["open"], "hs_ticket_priority": PRIORITY[draft.urgency],
            "hilo_contact": known.ids[0], "hilo_kind": draft.kind, "hilo_status": "open",
            "hilo_order": draft.order_number, "hilo_at": at.isoformat(), "hilo_details": _json(draft.details),
        }, {person.id: TO_CONTACT["tickets"]}, READ)
        return _ticket(one, pipeline)

    def of(self, contact_id: str) -> list[t.Ticket]:
        """(see protocol)."""
        pipeline = prepared(self._api).tickets
        return [_ticket(one, pipeline) for one in things_of(self._api, contact_id, "tickets", READ)
                if one.properties.get("hilo_cause")]

    def change(self, number: str, at: datetime, status: t.TicketStatus | None = None,
               details: dict[str, Any] | None = None, compensation: dict[str, Any] | None = None) -> t.Ticket:
        """(see protocol)."""
        pipeline = prepared(self._api).tickets
        digits = number.removeprefix(PREFIX)
        one = self._api.get("tickets", digits, READ) if digits.isascii() and digits.isdigit() else None
        if one is None or not one.properties.get("hilo_cause"):
            raise LookupError(number)
        changed: dict[str, str] = {}
        if status:
            changed |= {"hilo_status": status, "hs_pipeline_stage": pipeline.stages[status]}
        if details:
            changed["hilo_details"] = _json({**_object(one, "hilo_details"), **details})
        if compensation:
            changed["hilo_compensation"] = _json(compensation)
        if changed:
            self._api.update("tickets", one.id, changed)
        return _ticket(one._replace(properties={**one.properties, **changed}), pipeline)


def _content(draft: t.TicketDraft) -> str:
    """What people read first: the details in lines."""
    lines = [f"{name}: {', '.join(map(str, value)) if isinstance(value, list) else value}"
             for name, value in draft.details.items()]
    return "\n".join([*lines, *([draft.order_number] if draft.order_number else [])])


def _ticket(one: Thing, pipeline: Pipeline) -> t.Ticket:
    told = one.properties
    urgency = next((ours for ours, theirs in PRIORITY.items() if theirs == told.get("hs_ticket_priority")), "medium")
    return t.Ticket(PREFIX + one.id, told.get("hilo_contact", ""), cast(t.TicketKind, told.get("hilo_kind", "support")),
                    told.get("subject", ""), cast(t.Urgency, urgency), _status(told, pipeline),
                    datetime.fromisoformat(told["hilo_at"]), _object(one, "hilo_details"),
                    told.get("hilo_order") or None, _object(one, "hilo_compensation") or None)


def _status(told: dict[str, str], pipeline: Pipeline) -> t.TicketStatus:
    """Ours, unless people have closed or opened it in HubSpot since."""
    ours, closed = told.get("hilo_status", "open"), told.get("hs_pipeline_stage") in pipeline.ended
    if closed:
        return cast(t.TicketStatus, ours if ours in OVER else "closed")
    return cast(t.TicketStatus, "open" if ours in OVER else ours)


def _object(one: Thing, name: str) -> dict[str, Any]:
    return dict(json.loads(one.properties.get(name) or "{}"))


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
