"""Gathering a need: what a message answers, what is still open, what to ask next.

Plain decisions over plain values; the form in `actions/` translates them.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hilo.business.company import Shop
from hilo.solution import unshown
from hilo.solution.bare_values import bare_number, fits_sizes, is_item, money_in, size_in, wants_one
from hilo.solution.need import CHANGEABLE, DECLINED
from hilo.solution.sizes import comes_in, has_sizes, is_of_the_same_sort
from hilo.solution.weeks import last_day
from hilo.spanish.going_on import takes_up_again
from hilo.spanish.mood import is_unhurried
from hilo.spanish.normalize import fold
from hilo.spanish.refusals import declines_to_say

SLOTS = ("product", "preferences", "size", "budget", "needed_by", "city", "summary_confirmed")
"""In the order in which they are asked; `size` only for what has sizes, `city` only where a day is to be met."""
NEED = ("product", "color", "size", "quantity", "preferences", "budget", "needed_by")
"""All slots of one need; a new need starts with them empty. The town is the person's, not the need's."""
ANSWERS = frozenset({"inform", "affirm", "deny", "purchase", "product_inquiry", "greet", "out_of_scope", "chitchat",
                     "request_quote", "rate_service", "appointment_booked", "book_appointment"})
"""Intents that, in the middle of the form, may be an answer worded unusually."""
LEAVES = frozenset({"cancel", "not_interested", "goodbye", "request_human", "busy", "follow_up_later", "opt_out",
                    "complaint"})
"""Intents that end the gathering; their rules close the form."""
WORDLESS = "EXTERNAL_"
"""Begins the intents of what says nothing in words (a photo, a place)."""
OPENERS = frozenset({"greet", "deny"})
"""Intents of a first message that are met before anything is asked."""
SURE = 0.4
"""From this confidence a question in the middle of the form is taken for one."""
UNLIKELY = frozenset({"chitchat", "out_of_scope", "request_quote", "book_appointment", "appointment_booked"})
"""Intents for which free words about a thing are often taken; asides only when that is very sure."""
VERY_SURE = 0.7
COURTEOUS = frozenset({"thank", "compliment", "bot_challenge", "help"})  # words that also stand around a value
NOTE_LETTERS = 3
"""A note needs at least so many letters to say anything."""
NOTE_LONGEST = 160
"""Of a longer one the beginning is kept: it is read back in the summary."""
TOWN_LETTERS = 60
TOWN_WORDS = 5


@dataclass(frozen=True)
class Message:
    """What the person said, as far as the form is concerned. `told` are the slots its entities set."""

    text: str
    intent: str
    confidence: float
    told: Mapping[str, Any]
    words: str
    """The text without the names of towns and people in it: "Mar del Plata" is no use at the sea."""


@dataclass
class Outcome:
    """What follows: slots to set, texts to say, prices to tell, the question to ask next, or all left to the rules."""

    slots: dict[str, Any] = field(default_factory=dict)
    say: list[str] = field(default_factory=list)
    ask: str | None = None
    left_to_rules: bool = False
    tells_prices: bool = False


def next_open(shop: Shop, slots: Mapping[str, Any]) -> str | None:
    """The slot to ask for next, or None when all is known and confirmed."""
    for name in SLOTS:
        if slots.get(name) is None and _is_of_use(shop, name, slots):
            return name
    return None


def _is_of_use(shop: Shop, name: str, slots: Mapping[str, Any]) -> bool:
    if name == "size":
        return has_sizes(shop, slots.get("product"))
    if name == "city":
        return slots.get("needed_by") not in (None, DECLINED)
    return True


def read(shop: Shop, asked: str | None, slots: Mapping[str, Any], message: Message, today: date,
         asked_for_detail: bool, chose_none: bool = False) -> Outcome:
    """What a message does to the need. `asked_for_detail`, `chose_none`: the question was put twice, with choices."""
    if asked is None:
        return _begin(shop, slots, message, today)
    outcome = Outcome()
    if message.intent.startswith(WORDLESS):
        outcome.left_to_rules = True
        return outcome
    if not message.told and takes_up_again(message.text):  # no answer but to a summary, and no wish to stop either
        if asked == "summary_confirmed":
            outcome.slots["summary_confirmed"] = True
        outcome.ask = next_open(shop, {**slots, **outcome.slots})
        return outcome
    _take_values(shop, outcome, slots, message, today)
    _take_answer(shop, outcome, asked, slots, message)
    answered = any(name in outcome.slots or name in message.told for name in _answers_to(asked))
    if unshown.takes(shop, outcome, asked, slots, message, answered, asked_for_detail):
        outcome.ask = outcome.ask or next_open(shop, {**slots, **outcome.slots})
        return outcome
    if _is_aside(message, answered):
        outcome.left_to_rules = True
        outcome.slots.pop("summary_confirmed", None)
        return outcome
    gave_other = bool(message.told or outcome.slots)  # a correction of something else: the question is just put again
    if asked == "product" and chose_none and gave_other and not answered:
        outcome.slots["product"] = DECLINED  # what fits the rest is shown
    elif not answered and not gave_other and not outcome.say:
        _not_understood(outcome, asked, message, asked_for_detail)
    outcome.ask = outcome.ask or next_open(shop, {**slots, **outcome.slots})
    return outcome


def _begin(shop: Shop, slots: Mapping[str, Any], message: Message, today: date) -> Outcome:
    """The first message of a need; what an earlier need left behind is dropped, what the person is like stays.

    What memory knows is not asked again: it stands in the summary, where it can be changed.
    """
    outcome = Outcome()
    product = message.told.get("product") or slots.get("product")
    if slots.get("summary_confirmed"):
        outcome.slots = {name: None for name in NEED if name not in message.told}
    size = slots.get("size")
    if size and "size" not in message.told and comes_in(shop, product, size):
        if is_of_the_same_sort(shop, product, slots.get("recommended")):
            outcome.slots.pop("size", None)
    elif size != DECLINED and "size" not in message.told and shop.words.type_of(product):
        outcome.slots["size"] = None
    if "needed_by" not in message.told and _is_past(slots.get("needed_by"), today):
        outcome.slots["needed_by"] = None
    outcome.slots["summary_confirmed"] = None
    _take_values(shop, outcome, slots, message, today)
    outcome.ask = next_open(shop, {**slots, **outcome.slots})
    return outcome


def go_on(shop: Shop, slots: Mapping[str, Any], message: Message, today: date) -> Outcome:
    """The first written message after a call in which a need was begun: nothing has been asked in writing yet.

    What memory holds of the call stands; what the message adds is taken, what it asks is left to the rules.
    """
    outcome = Outcome()
    if message.intent in OPENERS or message.intent in LEAVES or _is_aside(message, answered=bool(message.told)):
        outcome.left_to_rules = True
        return outcome
    _take_values(shop, outcome, slots, message, today)
    outcome.ask = next_open(shop, {**slots, **message.told, **outcome.slots})
    return outcome


def _is_past(day: Any, today: date) -> bool:
    return isinstance(day, str) and day != DECLINED and date.fromisoformat(day[:10]) < today


def _answers_to(asked: str) -> Sequence[str]:
    """The slots any of which answers a question."""
    if asked == "summary_confirmed":
        return ("summary_confirmed", "city", *NEED)
    return ("preferences", "color") if asked == "preferences" else (asked,)


def answers(asked: str, heard: Mapping[str, Any]) -> bool:
    """Whether what was heard is an answer to the question, rather than to another one."""
    return any(heard.get(name) not in (None, DECLINED) for name in _answers_to(asked))


def _take_values(shop: Shop, outcome: Outcome, slots: Mapping[str, Any], message: Message, today: date) -> None:
    """Checks what the entities set, and reads the uses a message names."""
    product = message.told.get("product")
    if product and shop.words.is_category(product):
        outcome.slots["product"] = None  # "comprar ropa" is sold, but still anything
    elif product and not shop.words.type_of(product) and not is_item(shop, product):
        outcome.slots["product"] = None
        outcome.say.append("utter_product_not_sold")
    if "quantity" not in message.told and wants_one(shop, message.text):
        outcome.slots["quantity"] = 1
    needed_by = message.told.get("needed_by")
    if isinstance(needed_by, str):
        day = needed_by[:10]
        last = last_day(message.text, date.fromisoformat(day))
        if last is not None:
            day = last.isoformat()
            outcome.say.append("utter_needed_by_week")
        outcome.slots["needed_by"] = day if date.fromisoformat(day) >= today else None
        if outcome.slots["needed_by"] is None:
            outcome.say.append("utter_past_date")
    elif slots.get("needed_by") is None and is_unhurried(message.text):
        outcome.slots["needed_by"] = DECLINED
    uses = shop.words.uses_in(message.words)
    known = slots.get("preferences")
    known = known if isinstance(known, Mapping) and "preferences" not in outcome.slots else {}
    if uses:
        merged = list(dict.fromkeys([*uses, *known.get("uses", [])])) if len(uses) > 1 else uses
        outcome.slots["preferences"] = {**known, "uses": merged}
    elif message.told.get("color") and not known and slots.get("preferences") in (None, DECLINED):
        outcome.slots["preferences"] = {"uses": []}
    if "size" in message.told and not fits_sizes(shop, message.told["size"]):
        outcome.slots["size"] = None


def _names_town(message: Message) -> bool:
    return "city" in message.told or message.words != message.text


def _take_answer(shop: Shop, outcome: Outcome, asked: str, slots: Mapping[str, Any], message: Message) -> None:
    """Reads the message as the answer to the open question."""
    if message.intent in LEAVES and message.confidence >= SURE:
        return
    if asked == "summary_confirmed":
        _take_confirmation(shop, outcome, slots, message)
    elif asked in message.told or asked in outcome.slots:
        return
    elif asked == "budget" and money_in(message.text, _names_town(message)):
        outcome.slots["budget"] = {"amount": money_in(message.text, _names_town(message))[-1], "currency": None}
    elif asked == "size" and size_in(shop, message.text):
        outcome.slots["size"] = size_in(shop, message.text)
    elif asked == "city" and _is_town(message):
        outcome.slots["city"] = message.text.strip(" .,;!¡")[:TOWN_LETTERS]
    elif _is_refusal(asked, message):
        outcome.slots[asked] = DECLINED
    elif asked == "preferences" and not message.told and _is_note(message):
        known = slots.get("preferences")
        outcome.slots["preferences"] = {**(known if isinstance(known, Mapping) else {"uses": []}),
                                        "note": message.text.strip()[:NOTE_LONGEST]}


def _is_town(message: Message) -> bool:
    """A place that no list of towns has: a few words, no other value in them, no yes or no."""
    plain = message.intent in ANSWERS - {"affirm", "deny", "greet"} or message.confidence < SURE
    few = 0 < len(message.text.split()) <= TOWN_WORDS and not any(c.isdigit() or c == "?" for c in message.text)
    return plain and few and not message.told and not declines_to_say(message.text)


def _is_refusal(asked: str, message: Message) -> bool:
    if declines_to_say(message.text) or (asked == "needed_by" and is_unhurried(message.text)):
        return True
    short = len(message.text.split()) <= 3 and (asked == "preferences" or not unshown.wants_cheaper(message.text))
    return message.intent == "deny" and short and asked in ("preferences", "budget", "needed_by")


def _is_note(message: Message) -> bool:
    """Free words about how the thing should be; not a question and not a bare yes."""
    letters = sum(c.isalpha() for c in message.text)
    aside = _is_aside(message, answered=False)
    return letters >= NOTE_LETTERS and message.intent not in ("affirm", "deny", "greet") and not aside


def _take_confirmation(shop: Shop, outcome: Outcome, slots: Mapping[str, Any], message: Message) -> None:
    """A yes, a new value ("no, 300", "mejor talla M"), or the name of what is to change."""
    changed = bool(message.told) or bool(outcome.slots)
    if changed:
        return
    numbers = money_in(message.text, _names_town(message))
    if numbers:
        outcome.slots.update(bare_number(shop, slots, numbers[-1]))
        return
    size = size_in(shop, message.text)
    if size and message.intent != "affirm":
        outcome.slots["size"] = size
        return
    if message.intent == "affirm":
        outcome.slots["summary_confirmed"] = True
        return
    named = [name for name, words in CHANGEABLE.items() if set(words) & set(fold(message.text).split())]
    if named:
        outcome.slots.update({named[0]: None})
        outcome.ask = named[0] if named[0] in SLOTS else "preferences"


def _is_aside(message: Message, answered: bool) -> bool:
    """Whether the message (also) asks or wants something that the rules answer."""
    if message.intent in UNLIKELY:  # a thing that nobody here sells is named too
        return not answered and message.confidence >= VERY_SURE and not message.told.get("product")
    if message.intent in ANSWERS or message.confidence < SURE or unshown.is_bare_place(message):
        return False
    if message.intent in COURTEOUS and message.told and "?" not in message.text:  # «le agradecería uno beige»
        return False
    if message.intent in LEAVES:
        return not answered or message.intent == "opt_out"
    return not answered or "?" in message.text


def _not_understood(outcome: Outcome, asked: str, message: Message, asked_for_detail: bool) -> None:
    """Asks for detail once; a second time the question is let go, so that nobody is held up."""
    if asked_for_detail and asked != "summary_confirmed":
        outcome.slots[asked] = DECLINED
        outcome.say.append("utter_noted")
    else:
        outcome.say.append(f"utter_more_detail_{asked}")
        outcome.ask = asked
