"""Finding a conversation by a name, a telephone number, the number of an order, or words that were said in it."""
from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from hilo.business.load import get_shop
from hilo.crm.calling import CrmError, ask
from hilo.crm.crm import get_crm
from hilo.handoff.everybody import NAME, PAGE, Talk, groups_of, newest_of, talks
from hilo.memory import database
from hilo.memory.phones import canonical
from hilo.memory.roots import group
from hilo.memory.said import NEWEST, messages_with, plain_words
from hilo.memory.tables import Contact, Fact, Identity, Message

LONGEST = 200
"""Characters of a search that are read."""
FEW_DIGITS = 4
"""The end of a number, as people tell it."""
AT_ONCE, ROUNDS = 1000, 40
"""Messages with the words that are looked through at a time, and how often at most: who says «hola» is everybody."""
_DIGITS = 4
"""The end of a number, as people tell it."""
AT_ONCE = 500
"""Messages with the words that are looked through at a time; so many times at most for one page."""
ROUNDS = 10
_NUMBER = re.compile(r"[\d\s().+\-/]+")
_ACCENTED = re.compile(r"[aeiounc]")


def search(text: str, page: int = 0) -> tuple[list[Talk], bool]:
    """A page of people whom a text names, then of people in whose conversations it was said, the newest first; and
    whether there are more."""
    text = text.strip()[:LONGEST]
    owner = _owner_of_order(text)
    with database.reading() as session:
        found: dict[str, int] = dict.fromkeys(_named(session, text, owner), 0)
        _add_those_who_said(session, text, found, (page + 1) * PAGE + 1)
        shown = dict(list(found.items())[page * PAGE:(page + 1) * PAGE])
        messages = {row.id: row for row in session.scalars(select(Message).where(Message.id.in_(shown.values())))}
        newest = newest_of(session, shown)
        lines = {one.contact_id: one for one in talks(session, newest.values(), {
            row.id: messages[shown[root]] for root, row in newest.items() if shown[root]})}
        return [lines[root] for root in shown if root in lines], len(found) > (page + 1) * PAGE


def _named(session: Session, text: str, owner: str | None) -> list[str]:
    """Everybody whom a text names, each person once."""
    ids = [*([owner] if owner else []), *_by_phone(session, text), *_by_name(session, text)]
    return _roots(session, ids)


def _roots(session: Session, ids: Iterable[str]) -> list[str]:
    ids = list(dict.fromkeys(ids))
    groups = groups_of(session, ids)
    return list(dict.fromkeys(groups[one][0] for one in ids))


def _owner_of_order(text: str) -> str | None:
    """Whose order has that number; nobody's while the CRM is away."""
    if not re.search(r"\d", text) or len(text) > 32:
        return None
    try:
        order = ask(lambda: get_crm().orders.find(text))
    except (CrmError, LookupError):
        return None
    return order.contact_id if order else None


def _by_phone(session: Session, text: str) -> list[str]:
    digits = re.sub(r"\D", "", text)
    if len(digits) < FEW_DIGITS or not _NUMBER.fullmatch(text):
        return []
    phone = canonical(text, get_shop().company.profile.country)
    whole = [(Identity.kind == "phone") & (Identity.address == phone.key)] if phone else []
    return list(session.scalars(select(Identity.contact_id).where(
        or_(Identity.kind.in_(("phone", "whatsapp")) & Identity.address.contains(digits), *whole))
        .order_by(Identity.id.desc()).limit(PAGE)))


def _by_name(session: Session, text: str) -> list[str]:
    """By the name they gave, or the one that their profile shows, whatever its accents and case."""
    words = plain_words(text)
    if not words or _NUMBER.fullmatch(text):
        return []
    likely = [f"%{_ACCENTED.sub('_', word)}%" for word in words]  # the database knows no accents: «r_os» is Ríos too
    rows = [*session.execute(select(Contact.id, Contact.name).where(*(Contact.name.ilike(one) for one in likely))
                             .order_by(Contact.seen_at.desc()).limit(10 * PAGE)),
            *session.execute(select(Fact.contact_id, Fact.quote).where(
                Fact.name == NAME, Fact.ended_at.is_(None), *(Fact.quote.ilike(one) for one in likely))
                .order_by(Fact.id.desc()).limit(10 * PAGE))]
    return [number for number, name in rows if all(word in " ".join(plain_words(name)) for word in words)][:PAGE]


def _add_those_who_said(session: Session, text: str, found: dict[str, int], most: int) -> None:
    """Adds people with the number of their newest message that holds the words, until there are so many."""
    roots: dict[str, str] = {}
    before = NEWEST
    for _ in range(ROUNDS):
        numbers = messages_with(session, text, before, AT_ONCE) if len(found) < most else []
        rows = session.execute(select(Message.id, Message.contact_id).where(Message.id.in_(numbers))
                               .order_by(Message.id.desc())).all()
        new = {row.contact_id for row in rows} - roots.keys()
        merged = set(session.scalars(select(Contact.id).where(Contact.id.in_(new), Contact.merged_into.is_not(None))))
        roots.update({one: group(session, one)[0] if one in merged else one for one in new})
        for number, contact in rows:
            if len(found) < most:
                found.setdefault(roots[contact], number)
        if len(numbers) < AT_ONCE:
            return
        before = numbers[-1]
