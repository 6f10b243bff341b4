"""Whom an operator means by a phone, an address or an id."""
from __future__ import annotations

from sqlalchemy.orm import Session

from hilo.memory.addresses import KINDS, LONGEST, Name, email, phone_of, rows
from hilo.memory.roots import UnknownContactError, resolve

_CHOSEN = ("conversation", "webchat")
"""Kinds whose names anybody may choose."""


class SeveralContactsError(LookupError):
    """A text answers to more than one contact.

    ids: the surviving contacts, with the identities by which they answer: {id: ["webchat:ana", …]}.
    """

    def __init__(self, text: str, ids: dict[str, list[str]]) -> None:
        self.ids = ids
        answers = "; ".join(f"{contact} ({', '.join(names)})" for contact, names in sorted(ids.items()))
        super().__init__(f"{text!r} answers to {len(ids)} contacts: {answers}. Name the kind or the id.")


def find(session: Session, text: str, country: str | None = None) -> str | None:
    """The surviving contact that somebody names; null when it is nobody's.

    text: an id; a phone in any spelling; a provider's address ("whatsapp:+54…"); an e-mail address; a web chat's
    session; a `user_id` of the API; or any of these after its kind ("conversation:ana"). country: ISO 3166-1, whose
    national numbers are understood.

    Names that their bearer chose (session, `user_id`) count only where nothing else answers, so that nobody hides a
    phone's owner by calling himself like that phone.

    Raises:
        SeveralContactsError: when two answer, saying which.
    """
    text = text.strip()
    if not text or "\x00" in text:
        return None
    try:
        return resolve(session, text.lower())
    except UnknownContactError:
        pass
    kind, colon, rest = text.partition(":")
    if colon and kind.lower() in KINDS:
        named = _found(session, text, _names(kind.lower(), rest.strip(), country))
        if named:
            return named
    sure = [name for kind in KINDS if kind not in _CHOSEN for name in _names(kind, text, country)]
    return _found(session, text, sure) or _found(session, text, [(kind, text) for kind in _CHOSEN])


def _names(kind: str, text: str, country: str | None) -> list[Name]:
    """How `text` would stand in `identities` if it were of this kind."""
    if kind == "email":
        return [("email", email(text))] if "@" in text else []
    phone = phone_of("phone", text, country) if kind in ("phone", "whatsapp") else None
    own = [(kind, text), (kind, f"whatsapp:{text}")] if kind == "whatsapp" else [(kind, text)]
    return [*own, ("phone", phone.key)] if phone else own


def _found(session: Session, text: str, names: list[Name]) -> str | None:
    answers: dict[str, list[str]] = {}
    for row in rows(session, [name for name in dict.fromkeys(names) if len(name[1]) <= LONGEST]):
        answers.setdefault(resolve(session, row.contact_id), []).append(f"{row.kind}:{row.address}")
    if len(answers) > 1:
        raise SeveralContactsError(text, answers)
    return next(iter(answers), None)
