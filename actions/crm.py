"""Asking the CRM from within a turn. An action that uses this has `asks_outside = True`."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from actions.turn import Turn
from hilo.crm.calling import CrmError, ask
from hilo.crm.crm import Crm, get_crm
from hilo.crm.jobs import JOBS, Values

T = TypeVar("T")


def from_crm(turn: Turn, work: Callable[[Crm], T]) -> T | None:
    """What the CRM answers; where it does not answer in time, that is said, and None."""
    try:
        return ask(lambda: work(get_crm()))
    except CrmError:
        turn.say("utter_crm_away")
        return None


def quietly(work: Callable[[Crm], T]) -> T | None:
    """What the CRM answers in passing, where nobody asked for it; None where it does not answer."""
    try:
        return ask(lambda: work(get_crm()))
    except CrmError:
        return None


def into_crm(turn: Turn, job: str, **data: Any) -> Values | None:
    """Has something written (`hilo.crm.jobs.JOBS`); where it is not done in time, it is kept for the worker, that is
    said, and None. A turn that is repeated writes nothing twice.

    Raises:
        LookupError, ValueError: the CRM's refusals.
    """
    key, who, at = f"{turn.cause}:{job}", turn.tracker.sender_id, turn.now
    try:
        return ask(lambda: JOBS[job].do(get_crm(), who, key, data, at))
    except CrmError:
        turn.remember("crm_job", job=job, key=key, data=data)
        turn.say("utter_crm_later")
        return None
