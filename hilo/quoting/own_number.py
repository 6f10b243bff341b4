"""The number by which somebody is taxed, told at the door for their own quotation: documents are masked there, and this
one is to be printed. Any other is masked and nowhere kept."""
from __future__ import annotations

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.flows import owners
from hilo.memory import timeline
from hilo.memory.roots import group
from hilo.memory.tables import Inbox
from hilo.quoting.buyers import tax_id_in, tax_words_in
from hilo.spanish.documents import find_documents
from hilo.spanish.normalize import fold

TOLD = "tax_id"
"""Under which name it goes beside the masked words: of an inbox row's data, of the message's metadata."""
FLOW = "quotes"
LATELY = 8
"""Rows of the timeline in which our last question stands."""
_TAXED = frozenset({"cuit", "rut", "rfc", "nif", "nie"})
"""Documents by which one is taxed, whether they are named or not. An identity card is none."""
_QUOTE = re.compile(r"\b(?:cotiz\w+|proforma|presupuest\w+|presu)\b")
_OWN = re.compile(r"\b(?:mi|nuestro) (?:(?:numero|nro) de )?"
                  r"(?:nit|cui[tl]|rut|ruc|rfc|cif|nif|rtn|rnc|rif|cedula)\b(?! de )")
_OF_OTHERS = re.compile(r"\b(?:de (?:mi|su|tu|otr[oa]|una?)\b(?! (?:empresa|negocio|local|compania|firma|sociedad|pyme|"
                        r"comercio|tienda|fundacion|club|cooperativa))|de (?:ella|el|ellos|alguien)\b|"
                        r"(?:mi|su) (?:\w+ ){0,2}(?:herman|espos|marid|mujer|pareja|novi|hij|madre|padre|mama|papa|"
                        r"soci[oa]|amig|vecin|contador|jef|clien|proveedor|empleado|suegr|prim|tio|tia)\w*)")
"""Whose number it is, where it is not the person's nor their company's."""
NEAR = 40
"""Characters on both sides of a number in which it stands whose it is."""


def number_in(text: str, country: str | None) -> str | None:
    """The only number in a message by which one is taxed, as it is written; None where there is none, where there are
    several, and where it is said to be somebody else's."""
    documents = find_documents(text, country)
    taxed = [text[d.start:d.end] for d in documents if d.type in _TAXED]
    number = taxed[0] if taxed else tax_id_in(text)
    if number is None or len(documents) > 1 or tax_words_in(text) > 1:
        return None
    place = text.find(number)
    near = fold(text[max(0, place - NEAR):place + len(number) + NEAR])
    return number if _OWN.search(near) or not _OF_OTHERS.search(near) else None


def own_number(session: Session, contact_id: str, text: str, country: str | None) -> str | None:
    """The number that a message tells for the person's quotation; None: none, or they are asking for no quotation."""
    number = number_in(text, country)
    if number is None:
        return None
    return number if _QUOTE.search(fold(text)) or _is_quoting(session, contact_id) else None


def _is_quoting(session: Session, contact_id: str) -> bool:
    """Whether what was said last, or waits to be answered, is about a quotation."""
    ids = group(session, contact_id)
    waiting = session.scalars(select(Inbox.text).where(
        Inbox.contact_id.in_(ids), Inbox.status == "pending", Inbox.kind == "message"))
    if any(_QUOTE.search(fold(text)) for text in waiting):
        return True
    said = [row.action for row in timeline.latest(session, ids, LATELY) if row.author == "bot" and row.action]
    return bool(said) and owners().get(said[-1]) == FLOW
