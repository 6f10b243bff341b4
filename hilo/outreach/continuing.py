"""From the web chat to WhatsApp: the link that a visitor opens, and the message of whoever has opened it.

Protocol: WhatsApp's «click to chat», `https://wa.me/<number>?text=<what will be written>`; the number is digits only.
"""
from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import quote

from sqlalchemy.orm import Session

from hilo.memory import link_codes
from hilo.memory.identity import known_contact
from hilo.outreach.parts import sender_of
from hilo.texts import texts

MESSAGE = "utter_page_to_whatsapp"
"""What the link writes for the visitor; {code} stands where their code goes."""
_BESIDE = r"[^.!?¡¿\n]*"
_SENTENCE_WITH_CODE = re.compile(f"[¡¿(]*{_BESIDE}{link_codes.CODE}{_BESIDE}[.!?)]*", re.IGNORECASE)


def number() -> str | None:
    """Our WhatsApp number in digits; None where there is none."""
    return "".join(c for c in sender_of("whatsapp") if c.isdigit()) or None


def message_for(session: Session, visitor: str, at: datetime) -> str:
    """What a visitor's link is to write, with a new code: each call makes one, good once and for a short time.

    visitor: a session of the web chat. Somebody who has not said anything yet has nothing to take along, and gets no
    code: a greeting.
    """
    known = known_contact(session, "webchat", visitor)
    if known is None:
        return texts.fill("utter_page_to_whatsapp_new")
    return texts.fill(MESSAGE, code=link_codes.issue(session, known[0], at))


def link(text: str) -> str | None:
    """The address that opens WhatsApp with a text written to us; None where we have no number."""
    digits = number()
    return f"https://wa.me/{digits}?text={quote(text, safe='')}" if digits else None


def is_ours(text: str) -> bool:
    """Whether the sentence that the link wrote stands in a message, with whatever code."""
    return bool(_our_sentence().search(text))


def words_besides(text: str) -> str:
    """What a message says besides our own sentence, or besides the sentence with the code in it."""
    rest = _our_sentence().sub(" ", text)
    if rest == text:
        rest = _SENTENCE_WITH_CODE.sub(" ", text)
    return rest.strip() if any(c.isalnum() for c in rest) else ""


def _our_sentence() -> re.Pattern[str]:
    before, _, after = texts.fill(MESSAGE, code="\0").partition("\0")
    return re.compile(f"{re.escape(before.strip())}\\s*{link_codes.CODE}\\s*{re.escape(after.strip())}", re.IGNORECASE)
