"""A quotation step by step: what a message answers, what is still to be asked."""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from hilo.business.company import Shop
from hilo.business.offer import of_kind
from hilo.business.quotes import get_quote_rules
from hilo.crm.quotes import Buyer
from hilo.quoting.wanted import Entity, Wanted, join, meant_already, wanted_in, wanted_of_rows
from hilo.sales.wishes import units_in, wants_more
from hilo.solution.open_questions import is_nothing
from hilo.spanish.normalize import fold
from hilo.spanish.ordinals import LAST, read_ordinal

State = dict[str, Any]
"""In JSON types: {wanted: rows; buyer: to whom it is made out; email, or by_chat: no mail is wanted; confused: how
often it was not understood in a row}."""
WHAT, WHICH, UNITS, BUYER, EMAIL = "what", "which", "units", "buyer", "email"
ANSWERS = frozenset({"inform", "affirm", "deny", "greet", "thank", "request_quote", "product_inquiry", "purchase",
                     "availability_inquiry", "price_inquiry", "out_of_scope", "chitchat", "rate_service"})
"""Intents that, in the middle of it, may be an answer worded unusually."""
STRANGE = frozenset({"out_of_scope", "chitchat"})
"""Intents of questions that have nothing to do with it."""
LEAVES = frozenset({"request_human", "opt_out", "complaint", "goodbye", "busy", "follow_up_later"})
"""Intents whose rules close the form."""
SURE = 0.4
MOST_CONFUSED = 2
LONGEST_BUYER = 120
_BY_CHAT = re.compile(r"\b(?:por aqui|por aca|por este (?:medio|chat)|por whats\w*|por wasap|"
                      r"aqui (?:nomas|mismo|no mas)|aca (?:nomas|mismo)|sin correo|"
                      r"no tengo (?:correo|mail|email)|no uso (?:correo|mail))\b")
_BUYER = re.compile(r"^\W*(?:(?:va|ir[ií]a|ser[ií]a|es|hac[eé]la|hazla|pon[eé]la|ponla)\s+)?"
                    r"(?:a nombre de|para|soy|somos|es|de|la empresa(?: es| se llama)?|se llama)\s+"
                    r"(?-i:(?:la|el|los|las)\s+(?=[A-ZÁÉÍÓÚÑ]))?", re.IGNORECASE)
_ANY = re.compile(r"\b(?:cualquiera|la que sea|me da igual|da lo mismo|la mas (?:barata|economica))\b")
_NUMBER = re.compile(r"\b\d{1,5}\b")


@dataclass(frozen=True)
class Message:
    """What the person said, and the values in it."""

    text: str
    intent: str
    confidence: float
    entities: Sequence[Entity] = ()

    def value(self, name: str) -> Any:
        """The first value of that name, or None."""
        return next((e.get("value") for e in self.entities if e.get("entity") == name), None)


@dataclass
class Outcome:
    """What follows. ask: what is asked next; None: all is known. say: what is said first, names of texts with their
    values. over: it was let go, and the text that says so."""

    state: State
    ask: str | None = None
    say: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    over: str | None = None
    left_to_rules: bool = False


def wanted_of(state: Mapping[str, Any]) -> list[Wanted]:
    """What is to be quoted so far."""
    return wanted_of_rows(state.get("wanted"))


def begin(shop: Shop, message: Message, buyer: Buyer) -> Outcome:
    """The first message; what is known of the person is not asked again."""
    state: State = {"buyer": buyer.company, "name": buyer.name, "email": message.value("email") or buyer.email}
    say = _take(shop, state, wanted_in(shop, message.entities))
    return Outcome(state, step(state), say)


def read(shop: Shop, state: State, message: Message) -> Outcome:
    """A further message."""
    state, asked = dict(state), step(state)
    if message.intent.startswith("EXTERNAL_"):
        return Outcome(state, asked, left_to_rules=True)
    say: list[tuple[str, dict[str, Any]]] = []
    # Things are taken whatever was asked.
    corrects = asked == BUYER and _corrected_units(state, message)
    answered = not corrects and asked in _ANSWERS and _ANSWERS[asked](shop, state, message)
    drops = message.intent in ("cancel", "not_interested") and message.confidence >= SURE and not answered
    if drops or (is_nothing(message.text) and asked in (WHAT, WHICH)):
        return Outcome(state, over="utter_drop_quote")
    more = wanted_in(shop, message.entities)
    if not wants_more(message.text):
        more = [meant_already(shop, wanted_of(state), one) for one in more]
    units = _corrected_units(state, message) if asked in (BUYER, EMAIL) and not more else None
    if units:
        _put(state, wanted_of(state)[0], replace(wanted_of(state)[0], units=units))
        answered = True
    if more and not (answered and asked in (WHICH, BUYER)):
        say += _take(shop, state, more)
        answered = True
    if message.value("email"):
        state["email"], answered = message.value("email"), True
    aside = message.intent not in ANSWERS and message.confidence >= SURE
    if not answered and (aside or ("?" in message.text and message.intent in STRANGE)):
        return Outcome(state, asked, left_to_rules=True)
    state["confused"] = 0 if answered else (state.get("confused") or 0) + 1
    if state["confused"] >= MOST_CONFUSED:
        return Outcome(state, over="utter_quote_left")
    if not answered:
        say.append(("utter_quote_not_understood", {}))
    return Outcome(state, step(state), say)


def step(state: Mapping[str, Any]) -> str | None:
    """What is still to be asked; None: nothing."""
    things = wanted_of(state)
    if not things:
        return WHAT
    if any(one.kind for one in things):
        return WHICH
    if any(one.units is None for one in things):
        return UNITS
    if not state.get("buyer"):
        return BUYER
    return EMAIL if not state.get("email") and not state.get("by_chat") else None


def open_one(state: Mapping[str, Any]) -> Wanted | None:
    """The thing that is asked about: which one it is, or how many."""
    things = wanted_of(state)
    return next((one for one in things if one.kind), None) or next((one for one in things if one.units is None), None)


def _take(shop: Shop, state: State, more: Sequence[Wanted]) -> list[tuple[str, dict[str, Any]]]:
    """Adds things; what the shop has not is said."""
    strange = [one.word for one in more if one.word]
    things = join(wanted_of(state), [one for one in more if not one.word])[:get_quote_rules().most_lines]
    state["wanted"] = [one.as_row() for one in things]
    return [("utter_quote_not_ours", {"name": word}) for word in strange]


def _corrected_units(state: State, message: Message) -> int | None:
    """«No, mejor que sean 50», where but one thing is to be quoted."""
    if len(wanted_of(state)) != 1 or message.value("email"):
        return None
    said = message.value("quantity") if message.intent in ("deny", "request_quote") else None
    return int(said) if isinstance(said, (int, float)) and said >= 1 else units_in(message.text)


def _put(state: State, before: Wanted, after: Wanted) -> None:
    state["wanted"] = [(after if one == before else one).as_row() for one in wanted_of(state)]


def _answer_which(shop: Shop, state: State, message: Message) -> bool:
    """By its name, its place among those shown, or any."""
    one = open_one(state)
    if one is None:
        return False
    goods = of_kind(shop, str(one.kind))
    folded = fold(message.text)
    chosen = next((p for p in goods if fold(p.name) in folded or fold(p.name.split()[-1]) in folded.split()), None)
    number = read_ordinal(message.text)
    if chosen is None and number is not None and (number == LAST or number <= len(goods)):
        chosen = goods[-1 if number == LAST else number - 1]
    if chosen is None and _ANY.search(folded):
        chosen = min(goods, key=lambda p: p.price[shop.company.profile.currency])
    if chosen is None:
        return False
    units = message.value("quantity")
    _put(state, one, replace(one, kind=None, product=chosen.id,
                             units=int(units) if isinstance(units, (int, float)) else one.units))
    return True


def _answer_units(shop: Shop, state: State, message: Message) -> bool:
    one = open_one(state)
    units = message.value("quantity")
    if units is None:
        found = _NUMBER.search(message.text)
        units = int(found[0]) if found else None
    if one is None or not isinstance(units, (int, float)) or units < 1:
        return False
    _put(state, one, replace(one, units=int(units)))
    return True


def _answer_buyer(shop: Shop, state: State, message: Message) -> bool:
    names_one = bool(_BUYER.match(message.text)) and message.intent not in LEAVES
    unlikely = message.intent in ("deny", "affirm") or (message.intent not in ANSWERS and message.confidence >= SURE)
    if message.text.rstrip().endswith("?") or (unlikely and not names_one):
        return False
    told = _BUYER.sub("", message.text.split("\n")[0]).strip(" .,;:")
    if re.fullmatch(r"(?:mi|mi nombre|m[ií] mism[oa]|nadie|da igual)", fold(told)):
        told = state.get("name") or ""
    if not told or not re.search(r"[^\W\d_]{2}", told):
        return False
    state["buyer"] = told[:LONGEST_BUYER]
    return True


def _answer_email(shop: Shop, state: State, message: Message) -> bool:
    if _BY_CHAT.search(fold(message.text)) or message.intent == "deny" or is_nothing(message.text):
        state["by_chat"] = True
        return True
    return False


_ANSWERS = {WHICH: _answer_which, UNITS: _answer_units, BUYER: _answer_buyer, EMAIL: _answer_email}
