"""A quotation step by step: what a message answers, what is still to be asked."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from hilo.business.company import Shop
from hilo.business.goods import Product
from hilo.business.offer import of_kind
from hilo.business.quotes import get_quote_rules
from hilo.crm.quotes import Buyer
from hilo.quoting.buyers import buyer_in, names_one, tax_id_in, tells_count, told_beside, without_questions
from hilo.quoting.picking import picked
from hilo.quoting.reckoning import currency_of
from hilo.quoting.spoken_of import spoken_of
from hilo.quoting.variants import Part, is_about_goods, parts_in, whole_in, without
from hilo.quoting.wanted import Entity, Wanted, join, meant_already, wanted_in, wanted_of_rows, with_parts
from hilo.quoting.whole import is_whole
from hilo.quoting.words import bare_number, takes_any, wants_it_here, wants_paper
from hilo.sales.wishes import units_in, units_instead, wants_more
from hilo.solution.open_questions import is_nothing

State = dict[str, Any]
"""In JSON types: {wanted: rows; buyer: to whom it is made out; tax_id: theirs; email, or by_chat: no mail is wanted;
confused: how often it was not understood in a row; among: ids of products, where words have left but some of a kind;
abroad: it goes to another country; replaces: the number of the quotation that it corrects; check: not all was
understood, so what was is shown first; listed: ids of the products that were shown to choose from}."""
WHAT, WHICH, UNITS, BUYER, EMAIL = "what", "which", "units", "buyer", "email"
CHANGE, CHECK = "change", "check"
"""What is wrong of a quotation that was made (`hilo.quoting.correcting`); whether what was not read whole is right."""
ANSWERS = frozenset({"inform", "affirm", "deny", "greet", "thank", "request_quote", "product_inquiry", "purchase",
                     "availability_inquiry", "price_inquiry", "out_of_scope", "chitchat", "rate_service"})
"""Intents that, in the middle of it, may be an answer worded unusually."""
STRANGE = frozenset({"out_of_scope", "chitchat"})
"""Intents of questions that have nothing to do with it."""
LEAVES = frozenset({"request_human", "opt_out", "complaint", "goodbye", "busy", "follow_up_later"})
"""Intents whose rules close the form."""
SURE = 0.4
MOST_CONFUSED = 2
NOT_UNDERSTOOD = "utter_quote_not_understood"


@dataclass(frozen=True)
class Message:
    """What the person said, and the values in it. masked_tax_id: the number that the text tells masked."""

    text: str
    intent: str
    confidence: float
    entities: Sequence[Entity] = ()
    masked_tax_id: str | None = None

    @property
    def tax_id(self) -> str | None:
        """The number by which they are taxed, where it is told."""
        return self.masked_tax_id or tax_id_in(self.text)

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


def begin(shop: Shop, message: Message, buyer: Buyer, need: Mapping[str, Any] | None = None) -> Outcome:
    """The first message; what is known of the person is not asked again. need: what was spoken of before."""
    state: State = {"buyer": buyer.company, "name": buyer.name, "email": message.value("email") or buyer.email,
                    **told_beside(message.text, message.tax_id)}
    things = wanted_in(shop, message.entities, message.text)
    say = _take(shop, state, things or spoken_of(shop, message.text, message.entities, need or {}))
    _check(shop, state, message, [])
    return Outcome(state, step(state), say)


def read(shop: Shop, state: State, message: Message) -> Outcome:
    """A further message."""
    state, asked, before = dict(state), step(state), wanted_of(state)
    if message.intent.startswith("EXTERNAL_"):
        return Outcome(state, asked, left_to_rules=True)
    say: list[tuple[str, dict[str, Any]]] = []
    # Things are taken whatever was asked.
    more = wanted_in(shop, message.entities, message.text)
    parts = [] if more else parts_in(message.text, message.entities)
    corrects = asked == BUYER and not parts and _corrected_units(state, message)
    counted = asked == UNITS and any(part.units for part in parts)
    answered = not corrects and not counted and asked in _ANSWERS and _ANSWERS[asked](shop, state, message)
    if not answered and parts and asked != WHICH:
        answered = take_parts(shop, state, parts, say, whole=whole_in(message.text, message.entities))
    paper = wants_paper(message.text) and not answered
    drops = message.intent in ("cancel", "not_interested") and message.confidence >= SURE and not answered
    if not paper and (drops or (is_nothing(message.text) and asked in (WHAT, WHICH, CHANGE, CHECK))):
        return Outcome(state, over="utter_quote_stays" if state.get("replaces") else "utter_drop_quote")
    if not wants_more(message.text):
        more = [meant_already(shop, wanted_of(state), one) for one in more]
    units = _corrected_units(state, message) if asked in (BUYER, EMAIL) and not more and not parts else None
    if units:
        answered = correct_units(state, message)
    if more and not (answered and asked in (WHICH, BUYER)):
        say += _take(shop, state, more)
        answered = True
    if message.value("email"):
        state["email"], answered = message.value("email"), True
    beside = told_beside(message.text if asked != BUYER else "", message.tax_id)
    state, answered = {**state, **beside}, bool(answered or beside)
    if paper and not answered:
        _hurry(state, asked)
        if step(state) is not None:
            say.append(("utter_quote_paper_soon", {}))
        answered = True
    aside = message.intent not in ANSWERS and message.confidence >= SURE
    if not answered and (aside or ("?" in message.text and message.intent in STRANGE)):
        return Outcome(state, asked, left_to_rules=True)
    _check(shop, state, message, before, bare=bool(parts))
    state["confused"] = 0 if answered else (state.get("confused") or 0) + 1
    if state["confused"] >= MOST_CONFUSED:
        return Outcome(state, over="utter_quote_left")
    if not answered:
        say.append((NOT_UNDERSTOOD, {}))
    return Outcome(state, step(state), say)


def _check(shop: Shop, state: State, message: Message, before: Sequence[Wanted], bare: bool = False) -> None:
    """Has what was understood shown first, where something of the goods was not. bare: whether plain numbers are."""
    things = wanted_of(state)
    if things != before and not is_whole(shop, message.text, message.entities, before, things, bare):
        state["check"] = True


def _hurry(state: State, asked: str | None) -> None:
    """Who wants the paper now gets it here, made out to the name that is known."""
    if asked == BUYER and state.get("name"):
        state["buyer"] = state["name"]
    if asked in (BUYER, EMAIL) and state.get("buyer"):
        state["by_chat"] = True


def step(state: Mapping[str, Any]) -> str | None:
    """What is still to be asked; None: nothing."""
    things = wanted_of(state)
    if state.get("change"):
        return CHANGE
    if not things:
        return WHAT
    if any(one.kind for one in things):
        return WHICH
    if any(one.units is None for one in things):
        return UNITS
    if not state.get("buyer"):
        return BUYER
    if not state.get("email") and not state.get("by_chat"):
        return EMAIL
    return CHECK if state.get("check") else None


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
    if len(wanted_of(state)) != 1:
        return None
    text = without(message.text, [e for e in message.entities if e.get("entity") == "email"])
    said = message.value("quantity") if message.intent in ("deny", "request_quote") else None
    instead = units_instead(text, wanted_of(state)[0].units or 0)
    return instead or (int(said) if isinstance(said, (int, float)) and said >= 1 else units_in(text))


def correct_units(state: State, message: Message) -> bool:
    """Takes another number of the only thing."""
    units = _corrected_units(state, message)
    if units:
        _put(state, wanted_of(state)[0], with_units(wanted_of(state)[0], units))
    return bool(units)


def with_units(one: Wanted, units: int | None) -> Wanted:
    """With another number, where one is told."""
    return replace(one, units=units or one.units)


def _put(state: State, before: Wanted, *after: Wanted) -> None:
    state["wanted"] = [new.as_row() for one in wanted_of(state) for new in (after if one == before else (one,))]


def take_parts(shop: Shop, state: State, parts: Sequence[Part], say: list[tuple[str, dict[str, Any]]],
               product: str | None = None, whole: int | None = None) -> bool:
    """Colours and sizes of what is already to be quoted: of that product, else of the thing that is asked about, else
    of the only or the last one. Lines of one product are told anew together; a colour of all of them leaves their
    sizes. whole: how many they are to be together, if that is told."""
    things = wanted_of(state)
    if not things:
        return False
    one = next((thing for thing in things if product and thing.product == product), open_one(state) or things[-1])
    same = [thing for thing in things if (thing.product, thing.kind) == (one.product, one.kind)]
    before = sum(thing.units or 0 for thing in same) or None
    colors, sizes = ({getattr(thing, name) for thing in same} for name in ("color", "size"))
    common = Wanted(one.product, one.kind, None, whole or before, colors.pop() if len(colors) == 1 else None,
                    sizes.pop() if len(sizes) == 1 else None)
    made = with_parts(shop, common, parts)
    if len(same) > 1 and len(made) == 1 and not parts[0].size and made[0].units == before:
        made = [replace(thing, color=made[0].color) for thing in same]
    if made == [common]:
        return False
    place = things.index(same[0])
    state["wanted"] = [new.as_row() for n, thing in enumerate(things)
                       for new in (made if n == place else () if thing in same else (thing,))]
    if any(line.product and (line.color or line.size) for line in made):
        say.append(("utter_quote_lines", {"things": [line.as_row() for line in made]}))
    return True


def options(shop: Shop, state: Mapping[str, Any]) -> list[Product]:
    """The products among which the open thing is to be chosen."""
    one = open_one(state)
    currency = currency_of(shop, bool(state.get("abroad")))
    goods = [p for p in of_kind(shop, str(one.kind)) if p.price.get(currency)] if one else []
    return [p for p in goods if p.id in (state.get("among") or ())] or goods


def _answer_which(shop: Shop, state: State, message: Message) -> bool:
    """By its name or part of it, its place among those shown, a colour, what is told of it, or any."""
    one = open_one(state)
    if one is None:
        return False
    goods = options(shop, state)
    parts = parts_in(message.text, message.entities)
    color = shop.words.color_of(parts[0].color) if len({part.color for part in parts}) == 1 else None
    chosen = picked(goods, message.text, color)
    if not chosen and takes_any(message.text):
        chosen = [min(goods, key=lambda p: p.price[currency_of(shop, bool(state.get("abroad")))])]
    if not chosen:
        return False
    units = message.value("quantity")
    whole = one.units or (int(units) if isinstance(units, (int, float)) and not parts else None)
    if len(chosen) > 1:  # its colours and sizes are not forgotten, and fewer are shown
        state["among"] = [product.id for product in chosen]
        _put(state, one, *with_parts(shop, replace(one, units=whole), [p for p in parts if p.units is None]))
        return True
    state.pop("among", None)
    _put(state, one, *with_parts(shop, replace(one, kind=None, product=chosen[0].id, units=whole), parts))
    return True


def _answer_units(shop: Shop, state: State, message: Message) -> bool:
    one = open_one(state)
    units = message.value("quantity") or bare_number(message.text)
    if one is None or not isinstance(units, (int, float)) or units < 1:
        return False
    _put(state, one, replace(one, units=int(units)))
    return True


def _answer_buyer(shop: Shop, state: State, message: Message) -> bool:
    counts = tells_count(message.text) and not names_one(message.text)
    if counts:  # of several lines it is not known which
        state["check"] = True
    if counts or is_about_goods(message.text, message.entities) or wants_paper(message.text):
        return False
    told = without_questions(message.text)
    unlikely = message.intent in ("deny", "affirm") or (message.intent not in ANSWERS and message.confidence >= SURE)
    if told.endswith("?") or (unlikely and not (names_one(told) and message.intent not in LEAVES)):
        return False
    state["buyer"] = buyer_in(message.text, state.get("name")) or state.get("buyer")
    return bool(state["buyer"])


def _answer_email(shop: Shop, state: State, message: Message) -> bool:
    here = wants_it_here(message.text) or message.intent == "deny" or is_nothing(message.text)
    state["by_chat"] = here or state.get("by_chat")
    return here


_ANSWERS = {WHICH: _answer_which, UNITS: _answer_units, BUYER: _answer_buyer, EMAIL: _answer_email}
