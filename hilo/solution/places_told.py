"""Where something is to go, as a message of the gathering tells it; that nothing goes there is said at once."""
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hilo import wording
from hilo.business.company import Shop
from hilo.business.towns import country_of, is_unserved, unserved_country
from hilo.solution.bare_values import is_item
from hilo.solution.intents import ANSWERS, SURE
from hilo.spanish.free_names import place_told
from hilo.spanish.normalize import fold

if TYPE_CHECKING:
    from hilo.solution.gathering import Message, Outcome

TOWN_LETTERS = 60
TOWN_WORDS = 5
NOT_THERE = "utter_shipping_not_there"
_MORE_OF_A_NAME = re.compile(r" [A-ZÁÉÍÓÚÑ][^\W\d_]+")


def take_place(shop: Shop, outcome: Outcome, message: Message) -> None:
    """A town in any message: one to which nothing goes is said to be so, and not kept."""
    city = message.told.get("city")
    if city and is_unserved(shop, str(city)):
        _refuse(outcome, str(city))


def answer_place(shop: Shop, outcome: Outcome, message: Message) -> None:
    """The answer to which town it goes to: one that no list has too, or the name of a country to which nothing goes."""
    place = _town(message)
    if place is None:
        return
    country = unserved_country(shop, place)
    if country or is_unserved(shop, place):
        _refuse(outcome, wording.country(country) if country else place)
    else:
        outcome.slots["city"] = place


def whole_name(shop: Shop, text: str, city: str) -> str:
    """«Arroyo Leyes» where the reader of towns knows but an «Arroyo» abroad: the name as it is written."""
    place = place_told(text) or ""
    rest = place[len(city):]
    own = country_of(city, [shop.company.profile.country])
    longer = fold(place).startswith(fold(city)) and _MORE_OF_A_NAME.fullmatch(rest) and fold(rest.strip()) not in {
        fold(wording.country(code)) for code in shop.ships_to}
    return place if longer and not own else city


def is_no_thing(shop: Shop, text: str, product: str) -> bool:
    """Whether a thing that nobody here sells was but heard in the name of a place («Cayastá» is no «canasta»)."""
    return (not shop.words.type_of(product) and not is_item(shop, product) and place_told(text) is not None
            and fold(product) not in fold(text))


def _refuse(outcome: Outcome, place: str) -> None:
    outcome.slots["city"], outcome.place = None, place
    outcome.say.append(NOT_THERE)


def _town(message: Message) -> str | None:
    """A place in free words: a few, no other value in them, no yes or no and no remark."""
    plain = message.intent in ANSWERS - {"affirm", "deny", "greet"} or message.confidence < SURE
    place = place_told(message.text) if plain and not message.told else None
    few = 0 < len((place or "").split()) <= TOWN_WORDS and not any(c.isdigit() for c in place or "")
    return place[:TOWN_LETTERS] if place and few else None
