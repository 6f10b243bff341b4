"""What a decision about a send depends on, read at once."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from hilo.consent import ledger
from hilo.consent.keywords import stopped_at_provider
from hilo.memory.addresses import phone_of
from hilo.memory.identity import group
from hilo.memory.phones import canonical
from hilo.memory.tables import Contact, Identity, Inbox, Message, Outbox, Send
from hilo.memory.whatsapp import sms_address
from hilo.outreach.failures import landlines
from hilo.outreach.letters import Letter
from hilo.settings import get_settings
from hilo.turns.local import zone_of_person

WINDOW = timedelta(hours=24)
"""WhatsApp's: free text only so long after the person's last message."""
MARGIN = timedelta(minutes=1)
"""So that the window does not close while the message is on its way."""
SURELY_OPEN = timedelta(hours=1)
"""Whoever has written so lately need not be looked for any further."""
GENERIC = "generic_continue"
"""The template where a message has none of its own: it says nothing but that there is something."""
LEFT = ("sending", "unknown", "sent", "delivered", "read")
"""Statuses of a message that has left, or may have."""
_IDS: Any = bindparam("ids", expanding=True)
_WROTE = (select(Inbox.address, func.max(Inbox.received_at)).where(
    Inbox.contact_id.in_(_IDS), Inbox.channel == bindparam("channel"), Inbox.kind == "message").group_by(Inbox.address),
    select(Message.address, func.max(Message.at)).where(
    Message.contact_id.in_(_IDS), Message.channel == bindparam("channel"), Message.direction == "in")
    .group_by(Message.address))
"""Built once: putting a statement together costs more than running it."""
SERVICE_ALLOWED = ledger.Allowed(True, "not asked", None)


@dataclass(frozen=True)
class Situation:
    """A message that is to be sent, and how things stand with the person.

    zone: IANA. last_inbound: their last message by this channel and address. allowed: by this channel. sms: where
    they could be sent a text message instead, and sms_allowed. unasked_today, unasked_this_week: occasions on which
    they were written to without having asked. tomorrow, oldest_of_week: when these counts go down. template,
    variables: what says the same where free text may not be sent. approvals: state of each template's content at the
    provider, by name. continued_at: when the template went to this address that only asks them to go on, where they
    have not written since. window_closed: the provider said so (63016), whatever our clock. template_tried: and the
    template was sent for it. not_on_whatsapp: the provider's code where WhatsApp does not reach them. no_mobile: text
    messages to this address have failed for good. stopped: the provider takes none for them.
    """

    at: datetime
    channel: str
    purpose: str = "service"
    author: str = "bot"
    triggered: bool = False
    asked_for: bool = False
    zone: str = "UTC"
    country: str | None = None
    due: datetime | None = None
    last_inbound: datetime | None = None
    allowed: ledger.Allowed = SERVICE_ALLOWED
    marketing_allowed: bool = False
    sms: str | None = None
    sms_allowed: bool = False
    unasked_today: int = 0
    unasked_this_week: int = 0
    oldest_of_week: datetime | None = None
    after_call_received_at: datetime | None = None
    template: str | None = None
    variables: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    approvals: Mapping[str, str] = field(default_factory=dict)
    continued_at: datetime | None = None
    window_closed: bool = False
    template_tried: bool = False
    not_on_whatsapp: int | None = None
    no_mobile: bool = False
    stopped: bool = False


@dataclass(frozen=True)
class Written:
    """A letter, or a row of the outbox, in the words of both."""

    contact_id: str
    channel: str
    address: str
    purpose: str
    triggered: bool
    payload: Mapping[str, Any]
    author: str
    key: str
    due: datetime
    text: str


def written(session: Session, what: Letter | Outbox, at: datetime) -> Written:
    """What is to be sent, as the decision sees it."""
    if isinstance(what, Letter):
        return Written(what.contact_id, what.channel, what.address, what.purpose, what.triggered, what.payload(),
                       what.author, what.key, what.not_before or at, what.text)
    message = session.get(Message, what.message_id)
    due = what.payload.get("due")
    return Written(what.contact_id, what.channel, what.address, what.purpose, bool(what.triggered), what.payload,
                   message.author, message.provider_id, datetime.fromisoformat(due) if due else what.created_at,
                   str(what.payload.get("text") or ""))


def read_situation(session: Session, what: Letter | Outbox, at: datetime, approvals: Mapping[str, str]) -> Situation:
    """How things stand with the person to whom something is to be sent."""
    one = written(session, what, at)
    ids = group(session, one.contact_id)
    contact = session.get(Contact, ids[0])
    zone = "UTC" if one.triggered else zone_of_person(contact).key  # an answer goes out at any hour
    after_call = one.payload.get("after_call_received_at")
    known = Situation(
        at=at, channel=one.channel, purpose=one.purpose, author=one.author, triggered=one.triggered,
        asked_for=bool(one.payload.get("asked_for")), zone=zone, country=contact.country, due=one.due,
        last_inbound=last_inbound(session, ids, one.channel, one.address, at),
        after_call_received_at=datetime.fromisoformat(after_call) if after_call else None,
        template=one.payload.get("template"), approvals=approvals, text=one.text,
        variables={"name": (contact.name or "").split(" ")[0], **(one.payload.get("variables") or {})},
        window_closed=bool(one.payload.get("window_closed")), template_tried=bool(one.payload.get("template_tried")),
        not_on_whatsapp=one.payload.get("not_on_whatsapp"))
    if one.channel == "sms":
        known = replace(known, no_mobile=one.address in landlines(session, ids),
                        stopped=stopped_at_provider(session, ids))
    if not is_open(known):
        known = replace(known, continued_at=_continued(session, ids, one.address, known.last_inbound))
    if one.triggered:  # consent, counts and hours do not matter
        return known if is_open(known) else _with_sms(session, ids, one, known)
    today, week, oldest = _unasked(session, ids, one, at, zone)
    return replace(_with_sms(session, ids, one, known), allowed=ledger.may_send(session, ids, one.purpose, one.channel),
                   marketing_allowed=ledger.may_send(session, ids, "marketing", one.channel).yes,
                   unasked_today=today, unasked_this_week=week, oldest_of_week=oldest)


def is_open(s: Situation) -> bool:
    """Whether WhatsApp takes free text; other channels always do."""
    if s.channel != "whatsapp":
        return True
    return (not s.window_closed and s.not_on_whatsapp is None and s.last_inbound is not None
            and s.at - s.last_inbound < WINDOW - MARGIN)


def _continued(session: Session, contact_ids: list[str], address: str, since: datetime | None) -> datetime | None:
    """When they were last sent the template that only asks them to go on, which one is enough of until they do."""
    rows = session.execute(select(Send.at, Outbox.address, Message.data).join(
        Outbox, Outbox.id == Send.outbox_id).join(Message, Message.id == Outbox.message_id).where(
        Send.contact_id.in_(contact_ids), Send.kind == "template", Outbox.channel == "whatsapp",
        Outbox.status.in_(LEFT)).order_by(Send.id.desc()))
    for at, its, data in rows:
        moment = _aware(at)
        if ((data or {}).get("sent_as") or {}).get("template") == GENERIC and same_address(its, address):
            return moment if since is None or (moment is not None and moment >= since) else None
    return None


def _with_sms(session: Session, ids: list[str], one: Written, known: Situation) -> Situation:
    if one.channel != "whatsapp" or get_settings().sms_number is None:
        return known
    allowed = ledger.may_send(session, ids, one.purpose, "sms").yes and not stopped_at_provider(session, ids)
    return replace(known, sms=_mobile(session, ids), sms_allowed=allowed)


def last_inbound(session: Session, contact_ids: list[str], channel: str, address: str,
                 at: datetime) -> datetime | None:
    """When the person last wrote from an address, whichever way that is spelt; this opens WhatsApp's window.

    The inbox is asked first: a message opens the window before it is answered, and mostly it has come just now. What
    was said is asked where that leaves anything open.
    """
    moments: list[datetime] = []
    for wrote in _WROTE:
        rows = session.execute(wrote, {"ids": contact_ids, "channel": channel})
        moments += [moment for its, its_moment in rows if same_address(its, address) and (moment := _aware(its_moment))]
        if moments and at - max(moments) < SURELY_OPEN:
            break
    return max(moments, default=None)


def same_address(one: str | None, other: str) -> bool:
    """Whether two addresses of WhatsApp are one, whichever way each is spelt."""
    if one == other:
        return True
    key = _key(other) if one else None
    return key is not None and _key(str(one)) == key


def _aware(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=timezone.utc) if moment is not None and moment.tzinfo is None else moment


def _key(address: str) -> str | None:
    phone = phone_of("whatsapp", address if ":" in address else f"whatsapp:{address}")
    return phone.key if phone else None


def _mobile(session: Session, contact_ids: list[str]) -> str | None:
    """A number of theirs from which something has come, and that is no landline; one only told may be anybody's."""
    numbers = session.scalars(select(Identity.address).where(
        Identity.contact_id.in_(contact_ids), Identity.kind == "phone", Identity.proven.is_(True),
        Identity.address.startswith("+")).order_by(Identity.id.desc()))
    never = {phone.key for phone in map(canonical, landlines(session, contact_ids)) if phone}
    return next((sms_address(number) for number in numbers if number not in never), None)


def _unasked(session: Session, contact_ids: list[str], one: Written, at: datetime,
             zone: str) -> tuple[int, int, datetime | None]:
    """Occasions of this purpose today and in the last seven days, and the first of these.

    What the person had asked for, what a person of the team wrote and other parts of the same occasion do not count.
    """
    rows = session.execute(select(Message.provider_id, Outbox.sent_at, Outbox.created_at, Outbox.payload).join(
        Message, Message.id == Outbox.message_id).where(
        Outbox.contact_id.in_(contact_ids), Outbox.triggered == 0, Outbox.purpose == one.purpose,
        Outbox.status.in_(LEFT), Outbox.created_at > at - timedelta(days=30), Message.author == "bot",
        Message.provider_id != one.key))
    occasions: dict[str, datetime] = {}
    for key, sent_at, created_at, payload in rows:
        moment = sent_at or created_at
        if not payload.get("asked_for") and at - timedelta(days=7) < moment:
            occasions[key] = min(moment, occasions.get(key, moment))
    today = at.astimezone(ZoneInfo(zone)).date()
    return (sum(moment.astimezone(ZoneInfo(zone)).date() == today for moment in occasions.values()), len(occasions),
            min(occasions.values(), default=None))
