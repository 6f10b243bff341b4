"""The one-word messages by which a telephone number is stopped and started, and who answers them.

Twilio knows English ones and answers them itself; it then takes nothing for that person until START (default opt-out
handling; with Advanced Opt-Out the words and answers are the account's, and `OptOutType` says which was meant). The
Spanish ones are ours to know and to answer.
"""
from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from hilo.consent import ledger
from hilo.memory.tables import Consent
from hilo.spanish.normalize import fold

OPT_OUT, OPT_IN, HELP = "opt_out", "opt_in", "help"
_TWILIO = {OPT_OUT: frozenset({"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"}),
           OPT_IN: frozenset({"start", "yes", "unstop"}), HELP: frozenset({"help"})}
"""«INFO» too is one of Twilio's for help; in Spanish it asks for information, so the dialogue answers it."""
_SPANISH = {OPT_OUT: frozenset({"baja", "parar", "pare", "alto"}), OPT_IN: frozenset({"alta"}),
            HELP: frozenset({"ayuda"})}
_TYPES = {"STOP": OPT_OUT, "START": OPT_IN, "HELP": HELP}
PROVIDER = "twilio"
"""In a line's evidence: the provider did it too, and only START at the provider undoes it."""


class Keyword(NamedTuple):
    """kind: opt_out, opt_in or help. answered: the provider has answered it, and acted."""

    kind: str
    answered: bool


def keyword_of(text: str, opt_out_type: str | None = None) -> Keyword | None:
    """The keyword that a message by SMS is; None where it is none, or says more.

    opt_out_type: Twilio's `OptOutType`, which is there where the account has its own words (on WhatsApp too).
    """
    if opt_out_type:
        kind = _TYPES.get(opt_out_type.upper())
        return Keyword(kind, True) if kind else None
    word = fold(text).strip(" .,;:!¡?¿\"'«»\n")
    for words, answered in ((_TWILIO, True), (_SPANISH, False)):
        for kind, known in words.items():
            if word in known:
                return Keyword(kind, answered)
    return None


def note(session: Session, contact_ids: list[str], channel: str, found: Keyword, quote: str, source_id: str,
         at: datetime) -> str | None:
    """Takes a keyword into the ledger, for its channel alone; what it stops or begins: all, or service alone. None
    where it begins nothing, as the «yes» or «alta» of somebody who had never stopped it."""
    if (found.kind == OPT_IN and ledger.may_send(session, contact_ids, "service", channel).yes
            and not stopped_at_provider(session, contact_ids, channel)):
        return None
    evidence = {"quote": quote, "message": source_id, **({"by": PROVIDER} if found.answered else {})}
    stops = found.kind == OPT_OUT
    purpose = ledger.ALL if stops else _given_back(session, contact_ids, channel)
    ledger.record(session, contact_ids[0], purpose, channel, "revoked" if stops else "granted", at, evidence)
    return purpose


def _given_back(session: Session, contact_ids: list[str], channel: str) -> str:
    """What «ALTA» or START begins again: what had been there. Advertising was asked for once, or it does not come."""
    said = ledger.lines(session, contact_ids)
    while said and (said[-1].purpose, said[-1].channel, said[-1].status) == (ledger.ALL, channel, "revoked"):
        said.pop()
    return ledger.ALL if ledger.allowed_by(said, "marketing", channel).yes else "service"


def stopped_at_provider(session: Session, contact_ids: list[str], channel: str = "sms") -> bool:
    """Whether the provider takes nothing for this person: STOP, or 21610 met, and no START since."""
    return provider_stop(session, contact_ids, channel) is not None


def provider_stop(session: Session, contact_ids: list[str], channel: str = "sms") -> Consent | None:
    """The line of the ledger by which the provider takes nothing for this person; None: it does."""
    told = [line for line in ledger.lines(session, contact_ids)
            if line.channel == channel and (line.evidence or {}).get("by") == PROVIDER]
    return told[-1] if told and told[-1].status != "granted" else None
