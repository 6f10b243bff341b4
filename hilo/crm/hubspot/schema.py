"""What HubSpot must have for us: a few properties of our own, and which of its stages mean ours."""
from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any, NamedTuple

from hilo.crm.calling import CrmError
from hilo.crm.hubspot.api import CAUSE, HubSpotApi

GROUP = "hilo"
TEXT, LONG = "text", "textarea"
OWN: dict[str, dict[str, tuple[str, str, bool]]] = {
    "contacts": {"hilo_contact": ("Hilo: persona", TEXT, True)},
    "deals": {CAUSE: ("Hilo: causa", TEXT, True), "hilo_contact": ("Hilo: persona", TEXT, False),
              "hilo_stage": ("Hilo: etapa", TEXT, False), "hilo_amount": ("Hilo: importe", TEXT, False),
              "hilo_currency": ("Hilo: moneda", TEXT, False), "hilo_at": ("Hilo: momento", TEXT, False)},
    "tickets": {CAUSE: ("Hilo: causa", TEXT, True), "hilo_contact": ("Hilo: persona", TEXT, False),
                "hilo_kind": ("Hilo: tipo", TEXT, False), "hilo_status": ("Hilo: estado", TEXT, False),
                "hilo_order": ("Hilo: pedido", TEXT, False), "hilo_at": ("Hilo: momento", TEXT, False),
                "hilo_details": ("Hilo: detalles", LONG, False),
                "hilo_compensation": ("Hilo: compensación", LONG, False)},
}
"""By object: name, label, kind of field, and whether no two objects may have the same."""
DEALS = {"new": "appointmentscheduled", "qualified": "qualifiedtobuy", "quoted": "contractsent", "won": "closedwon",
         "lost": "closedlost"}
TICKETS = {"open": "1", "waiting": "2", "solved": "4", "closed": "4"}
"""Our stages as HubSpot's first pipelines have them when an account is new; else they are chosen by what they mean."""
_lock = threading.Lock()
_ready: dict[HubSpotApi, Pipelines] = {}


class Pipeline(NamedTuple):
    """id: HubSpot's. stages: of ours, its. ended: the stages that close, each with whether it is won."""

    id: str
    stages: Mapping[str, str]
    ended: Mapping[str, bool]


class Pipelines(NamedTuple):
    """Where deals and tickets go."""

    deals: Pipeline
    tickets: Pipeline


def prepared(api: HubSpotApi) -> Pipelines:
    """The pipelines, once a process; the properties that are missing are made then.

    Raises:
        CrmError: HubSpot cannot be asked, or does not let us; the message says what.
    """
    with _lock:
        if api not in _ready:
            for kind, properties in OWN.items():
                missing = properties.keys() - api.property_names(kind)
                if missing:
                    api.add_group(kind, GROUP, "Hilo")
                for name in sorted(missing):
                    label, field, unique = properties[name]
                    api.add_property(kind, name=name, label=label, type="string", field_type=field, group_name=GROUP,
                                     has_unique_value=unique, form_field=False)
            _ready[api] = Pipelines(_deals(api.pipelines("deals")), _tickets(api.pipelines("tickets")))
        return _ready[api]


def _deals(found: list[Any]) -> Pipeline:
    one, stages = _first(found, "deals")
    ended = {stage.id: float((stage.metadata or {}).get("probability") or 0) == 1.0 for stage in stages
             if str((stage.metadata or {}).get("isClosed")).lower() == "true"}
    going = [stage.id for stage in stages if stage.id not in ended]
    won = next((number for number, is_won in ended.items() if is_won), None)
    lost = next((number for number, is_won in ended.items() if not is_won), None)
    if not going or won is None or lost is None:
        raise CrmError("HubSpot's first deal pipeline needs an open stage, a won and a lost one")
    meant = {"new": going[0], "qualified": going[min(1, len(going) - 1)], "quoted": going[-1], "won": won,
             "lost": lost}
    return Pipeline(one, _named(DEALS, {stage.id for stage in stages}, meant), ended)


def _tickets(found: list[Any]) -> Pipeline:
    one, stages = _first(found, "tickets")
    ended = {stage.id: True for stage in stages if (stage.metadata or {}).get("ticketState") == "CLOSED"}
    going = [stage.id for stage in stages if stage.id not in ended]
    if not going or not ended:
        raise CrmError("HubSpot's first ticket pipeline needs an open stage and a closed one")
    closed = next(iter(ended))
    meant = {"open": going[0], "waiting": going[min(1, len(going) - 1)], "solved": closed, "closed": closed}
    return Pipeline(one, _named(TICKETS, {stage.id for stage in stages}, meant), ended)


def _first(found: list[Any], kind: str) -> tuple[str, list[Any]]:
    if not found:
        raise CrmError(f"HubSpot has no pipeline of {kind}")
    return str(found[0].id), sorted(found[0].stages, key=lambda stage: stage.display_order)


def _named(usual: Mapping[str, str], there: set[str], meant: Mapping[str, str]) -> dict[str, str]:
    return dict(usual) if there.issuperset(usual.values()) else dict(meant)
