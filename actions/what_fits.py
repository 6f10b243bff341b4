"""Questions of what goes into a thing that is spoken of: by its page, or that it does not say."""
from __future__ import annotations

from actions.turn import Turn
from hilo.business import fitting, offer
from hilo.business.goods import Product
from hilo.sales.beginning import article_in
from hilo.solution.need import DECLINED
from hilo.solution.sizes import has_sizes

MOST_TOLD = 3
TELLS_FITTING = ("action_availability_info", "action_product_info")


def tell_what_fits(turn: Turn) -> bool:
    """Answers «¿le entra la notebook de 15,6?» for what was spoken of; whether it did. Of what one wears it is a
    question of sizes."""
    goes_on = fitting.goes_on(turn.text) if _was_asked(turn) else None
    if not (goes_on or fitting.asks_what_fits(turn.text)):
        return False
    thing, tells = _spoken_of(turn), fitting.asks_of(
        turn.shop, turn.text if not goes_on else f"{goes_on} {fitting.INCHES}")
    kind = _kind(turn, thing)
    if not tells or not kind or has_sizes(turn.shop, kind):
        return False
    item = article_in(turn.shop, turn.text, (), thing) or offer.item_named(turn.shop, thing)
    goods = [item] if item else offer.of_kind(turn.shop, kind)
    turn.set("product", thing)  # what is to go in is not what is looked for
    told = [(one, fact) for one in goods for fact in [fitting.fact_of(one, tells)] if fact][:MOST_TOLD]
    _tell(turn, told, goes_on or fitting.inches_in(turn.text))
    if not told:
        turn.say("utter_fits_not_told", goods=item.name if item else turn.shop.words.plural(kind))
    return True


def _was_asked(turn: Turn) -> bool:
    """Whether the message before was such a question, or went on with one."""
    return any(turn.did_last(action) for action in TELLS_FITTING) and any(
        turn.said_lately(text, 1) for text in ("utter_fits_", "utter_product_facts"))


def _tell(turn: Turn, told: list[tuple[Product, str]], inches: str | None) -> None:
    for one, fact in told:
        turn.say("utter_product_facts", name=one.name, facts=f"{fact}.")
    if told and any(fitting.is_other_measure(fact, inches) for _, fact in told):
        turn.say("utter_fits_other_measure", measure=inches)


def _kind(turn: Turn, thing: str | None) -> str | None:
    item = offer.item_named(turn.shop, thing)
    return item.type if item else turn.shop.words.type_of(thing)


def _spoken_of(turn: Turn) -> str | None:
    """What is sold that the message names, else what was spoken of before it."""
    before = (e.get("value") for e in reversed(turn.tracker.events)
              if e.get("event") == "slot" and e.get("name") == "product")
    return next((str(one) for one in (turn.product_named(), turn.told("product"), *before)
                 if one and one != DECLINED and _kind(turn, str(one))), None)
