"""Gathering a need: what a message answers, what is still open, what to ask next.

Plain decisions over plain values; the form in `actions/` translates them.
"""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hilo.business.company import Shop
from hilo.solution import unshown
from hilo.solution.answered_anyway import goes_before_the_search
from hilo.solution.bare_values import bare_number, money_in, numbers_in, size_in
from hilo.solution.feet import foot_in
from hilo.solution.intents import (
    ANSWERS,
    COURTEOUS,
    LEAVES,
    OPENERS,
    SURE,
    UNLIKELY,
    VERY_SURE,
    WORDLESS,
)
from hilo.solution.need import CHANGEABLE, DECLINED
from hilo.solution.open_questions import leaves
from hilo.solution.places_told import answer_place
from hilo.solution.sizes import comes_in, has_sizes, is_of_the_same_sort
from hilo.solution.taken_back import let_go
from hilo.solution.told_values import take_values
from hilo.solution.weeks import month_alone
from hilo.spanish.going_on import takes_up_again
from hilo.spanish.mood import is_unhurried
from hilo.spanish.normalize import fold
from hilo.spanish.refusals import declines_to_say

SLOTS = ("product", "preferences", "size", "budget", "needed_by", "city", "summary_confirmed")
"""In the order in which they are asked; `size` only for what has sizes, `city` only where a day is to be met."""
NEED = ("product", "color", "size", "quantity", "preferences", "budget", "needed_by")
"""All slots of one need; a new need starts with them empty. The town is the person's, not the need's."""
NOTE_LETTERS = 3
"""A note needs at least so many letters to say anything."""
NOTE_LONGEST = 160
"""Of a longer one the beginning is kept: it is read back in the summary."""


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
    tells_sizes: bool = False
    foot: float | None = None
    """The length of the foot, in centimetres, from which the size follows."""
    place: str | None = None
    """To which nothing is shipped."""


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
    if message.intent.startswith(WORDLESS) or leaves(asked, message.text) or goes_before_the_search(
            asked, message.text):
        outcome.left_to_rules = True
        return outcome
    if not message.told and takes_up_again(message.text):  # no answer but to a summary, and no wish to stop either
        if asked == "summary_confirmed":
            outcome.slots["summary_confirmed"] = True
        outcome.ask = next_open(shop, {**slots, **outcome.slots})
        return outcome
    take_values(shop, outcome, slots, message, today, asked == "needed_by" and asked_for_detail)
    _take_answer(shop, outcome, asked, slots, message)
    answered = any(name in outcome.slots or name in message.told for name in _answers_to(asked))
    if unshown.takes(shop, outcome, asked, slots, message, answered, asked_for_detail):
        outcome.ask = outcome.ask or next_open(shop, {**slots, **outcome.slots})
        return outcome
    if _is_aside(message, answered or bool(let_go(message.text))):
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
    take_values(shop, outcome, slots, message, today)
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
    take_values(shop, outcome, slots, message, today)
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


def _names_town(message: Message) -> bool:
    return "city" in message.told or message.words != message.text


def _take_answer(shop: Shop, outcome: Outcome, asked: str, slots: Mapping[str, Any], message: Message) -> None:
    """Reads the message as the answer to the open question."""
    if message.intent in LEAVES and message.confidence >= SURE and not unshown.leaves_it_open(message):
        return
    if asked == "summary_confirmed":
        _take_confirmation(shop, outcome, slots, message)
    elif asked in message.told or asked in outcome.slots:
        return
    elif asked == "budget" and _money(outcome, message) and not _asks_aside(message):
        outcome.slots["budget"] = {"amount": _money(outcome, message)[-1], "currency": None}
    elif asked == "size" and size_in(shop, message.text):
        outcome.slots["size"] = size_in(shop, message.text)
    elif asked == "size" and _take_foot(shop, outcome, slots, message):
        return
    elif _is_refusal(asked, message):
        outcome.slots[asked] = DECLINED
    elif asked == "city":
        answer_place(shop, outcome, message)
    elif asked == "preferences" and not message.told and _is_note(message):
        known = slots.get("preferences")
        outcome.slots["preferences"] = {**(known if isinstance(known, Mapping) else {"uses": []}),
                                        "note": message.text.strip()[:NOTE_LONGEST]}


def _money(outcome: Outcome, message: Message) -> list[float]:
    """The numbers of a message that may be money: none that it tells as something else."""
    others = [value for values in (message.told, outcome.slots) for name, value in values.items()
              if name in ("size", "quantity") and value is not None]
    return money_in(message.text, _names_town(message), others)


def _take_foot(shop: Shop, outcome: Outcome, slots: Mapping[str, Any], message: Message) -> bool:
    """«27» as the answer to which size of shoe: the length of a foot."""
    numbers = numbers_in(message.text)
    foot = foot_in(shop, slots.get("product"), message.text, f"{numbers[-1]:g}") if len(numbers) == 1 else None
    if foot:
        outcome.slots["size"], outcome.foot = foot.size, foot.centimetres
        outcome.say.append("utter_size_by_foot")
    return foot is not None


def _is_refusal(asked: str, message: Message) -> bool:
    if set(let_go(message.text)) - {asked} and asked != "preferences":
        return False  # «no importa el color» to the question of the size
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
    numbers = _money(outcome, message)
    if numbers:
        outcome.slots.update(bare_number(shop, slots, numbers[-1]))
        return
    size = size_in(shop, message.text)
    if size and message.intent != "affirm":
        outcome.slots["size"] = size
        return
    takes_it = message.intent == "purchase" and message.confidence >= SURE and "?" not in message.text
    if message.intent == "affirm" or takes_it:  # «me los llevo»
        outcome.slots["summary_confirmed"] = True
        return
    said = set(re.findall(r"\w+", fold(message.text)))
    named = [name for name, words in CHANGEABLE.items() if said & set(words)]
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


def _asks_aside(message: Message) -> bool:
    """Whether the numbers of a message belong to a question of another matter: «¿el envío son 38 dólares?»."""
    return "?" in message.text and _is_aside(message, answered=False)


def _not_understood(outcome: Outcome, asked: str, message: Message, asked_for_detail: bool) -> None:
    """Asks for detail once; a second time the question is let go, so that nobody is held up: what fits is shown."""
    if asked_for_detail and asked == "summary_confirmed":
        outcome.slots[asked] = True
        outcome.say.append("utter_shown_to_change")
    elif asked_for_detail:
        outcome.slots[asked] = DECLINED
        outcome.say.append("utter_noted")
    else:
        outcome.say += [f"utter_more_detail_{asked}"] * (asked != "needed_by" or not month_alone(message.text))
        outcome.ask = asked
