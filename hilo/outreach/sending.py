"""Carrying out what was taken from the outbox: requests to the provider, and comparing with its list after a crash."""
from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from hilo.clock import is_pinned, now, wall
from hilo.memory import database
from hilo.outreach import contents, mail, queue
from hilo.outreach.parts import CONTENT, plain
from hilo.outreach.twilio import Accepted, Later, Outcome, ProviderError, Twilio, moment_of

logger = logging.getLogger(__name__)
CLOCKS_DIFFER = timedelta(minutes=10)
"""By how much the provider's clock may be behind ours."""


def carry_out(twilio: Twilio, job: queue.Job) -> None:
    """Sends a message's requests one after the other; each outcome is kept before the next one leaves."""
    for place, (send_id, form) in enumerate(job.requests):
        following = job.requests[place + 1][0] if place + 1 < len(job.requests) else None
        outcome = send(twilio, form)
        with database.writing() as session:
            if not queue.record(session, send_id, outcome, following, now(), wall()):
                return


def send(twilio: Twilio, form: dict[str, Any]) -> Outcome:
    """One request; a content that it names is made first."""
    if mail.is_mail(form):
        return mail.send(form)
    try:
        form = resolved(twilio, form)
    except ProviderError as error:
        if not error.for_good or "twilio/text" in form[CONTENT]["types"]:
            return Later(str(error))
        logger.warning("Buttons cannot be made; their titles go as text: %s", error)
        form = plain(form)
    return twilio.send(form)


def resolved(twilio: Twilio, form: dict[str, Any]) -> dict[str, Any]:
    """The form with the content's id in place of its definition.

    Raises:
        ProviderError: where the content cannot be made, and cannot do without.
    """
    definition = form.get(CONTENT)
    if definition is None:
        return form
    rest = {name: value for name, value in form.items() if name != CONTENT}
    return {**rest, "ContentSid": contents.sid_of(twilio, definition)}


def clear_up(twilio: Twilio, doubt: queue.Doubt) -> None:
    """Looks for a message in the provider's list; only where it is not there may it be sent again."""
    try:
        found = look_up(twilio, doubt)
    except ProviderError as error:
        logger.warning("The provider's list cannot be read; a message of unknown fate waits: %s", error)
        with database.writing() as session:
            queue.put_off(session, doubt, wall())
        return
    with database.writing() as session:
        queue.settle(session, doubt, found, now(), wall())


def look_up(twilio: Twilio, doubt: queue.Doubt) -> Accepted | None:
    """The message in the provider's list that is this request: same addresses, same words, not older, not yet ours.

    Raises:
        ProviderError
    """
    if mail.is_mail(doubt.form):
        return None  # no list to look at: it goes again, under the same Message-ID
    wanted = " ".join(doubt.text.split())
    candidates = []
    for item in twilio.messages(str(doubt.form["To"]), str(doubt.form["From"])):
        made = moment_of(item.get("date_created")) or moment_of(item.get("date_sent"))
        if made is not None and made < doubt.started_at - CLOCKS_DIFFER and not is_pinned():
            break  # the newest come first
        is_ours = str(item.get("direction") or "outbound-api").startswith("outbound")
        body = " ".join(str(item.get("body") or "").split())
        if is_ours and (body == wanted or body.startswith(f"{wanted} - ")):  # buttons may have gone as text
            candidates.append(item)
    with database.reading() as session:
        known = queue.names_known(session, [str(item["sid"]) for item in candidates])
    new = [item for item in candidates if item["sid"] not in known]
    return Accepted(str(new[-1]["sid"]), str(new[-1].get("status") or "queued")) if new else None
