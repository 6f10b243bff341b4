"""What of a purchase a message begins by itself: with an article it names, a cart that was left, an order's link."""
from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from hilo.business.company import Shop
from hilo.business.goods import Product
from hilo.business.offer import item_named
from hilo.solution.at_the_offers import compares
from hilo.solution.open_questions import takes
from hilo.spanish.normalize import fold

SURE = 0.35
TAKEN_WITH = frozenset({"purchase", "inform", "affirm", "deny", "product_inquiry", "availability_inquiry",
                        "price_inquiry"})
"""What a message that takes a thing sounds like, by what else it holds («no, la otra. La quiero»)."""
_WANTS = re.compile(r"\b(?:compr|llev|quier|queria|quisiera|pedir|encarg|dame|deme|necesito|mand[ae])")
_OWN_NAME = re.compile(r"\b(?P<before>[a-zñ]+)\s+(?=(?P<name>[a-zñ]{4,}))")
_ARTICLE = re.compile(r"la|el|las|los|un[ao]?|un[ao]s|es[ae]|es[ao]s")
_ARTICLE_OR_AND = re.compile(rf"{_ARTICLE.pattern}|entre|y|o|con|de")
_CART = re.compile(r"\b(?:carrito|carro|(?:seguir|sigamos|termin\w+|complet\w+|finaliz\w+|cerr\w+|retom\w+)"
                   r"(?: con)?(?: (?:la|mi))? (?:compra|pedido))\b")

_LINK = re.compile(r"\b(?:link|enlace|liga)s?\b.{0,30}\bpag|\bpag\w*\b.{0,30}\b(?:link|enlace|liga)s?\b|"
                   r"\b(?:donde|como|por donde) (?:lo |la |los |las )?pago (?:el|mi|la|ese|este) (?:pedido|orden)")


def article_in(shop: Shop, text: str, things: Collection[str], spoken_of: str | None = None) -> Product | None:
    """The article that a message names: whole («zapatilla litoral»), or by its own name alone («la litoral») where only
    one is called so and no other kind of thing is named. spoken_of: the thing before, by which one of several that are
    called so is meant."""
    whole = next((item for item in (item_named(shop, thing) for thing in reversed(list(things))) if item), None)
    things = [thing for thing in things if shop.words.type_of(thing) or not re.search(  # «la alba, de cama doble»
        rf"\b(?:de|para|pa)(?: (?:el|la|una?|mi|su))? {re.escape(fold(thing))}\b", fold(text))]
    if whole or any(shop.words.type_of(thing) is None for thing in things):
        return whole
    called = _called(shop, text, {shop.words.type_of(thing) for thing in things}, _ARTICLE)
    if len(called) > 1:
        before = item_named(shop, spoken_of)
        called = [p for p in called if p.type == (before.type if before else shop.words.type_of(spoken_of))]
    return called[0] if len(called) == 1 else None


def articles_compared(shop: Shop, text: str) -> list[Product]:
    """The articles between which a difference is asked for: «¿en qué se diferencian la litoral y la delta?»; none where
    fewer than two are named."""
    called = _called(shop, text, set(), _ARTICLE_OR_AND) if compares(text) else []
    return called if len(called) > 1 else []


def _called(shop: Shop, text: str, kinds: Collection[str | None], before: re.Pattern[str]) -> list[Product]:
    """The articles of these kinds, or of any where there is none, whose own names follow one of the words before."""
    said = [(match["name"], shop.words.type_of(match["before"])) for match in _OWN_NAME.finditer(fold(text))
            if before.fullmatch(match["before"]) or shop.words.type_of(match["before"])]
    return [p for p in shop.company.products if not p.discontinued and (not kinds or p.type in kinds)
            and any(fold(p.name).split()[-1] == name and kind in (None, p.type) for name, kind in said)]


def variant_in(shop: Shop, product: Product, text: str) -> tuple[str | None, str | None]:
    """The colour and the size of a product said bare in a text («la litoral 38 negra»), as the catalogue has them."""
    words = re.findall(r"\w+", fold(text))
    colors = {shop.words.color_of(form) for word in words for form in (word, word[:-1] + "o")}
    sizes = {size for v in product.variants() for size in [v.size] if fold(size) in words and len(size) > 1}
    said = [color for color in product.stock if color in colors]
    return (said[0] if len(said) == 1 else None), (sizes.pop() if len(sizes) == 1 else None)


def asks_link(text: str) -> bool:
    """«¿Me pasás el link de pago?»"""
    return bool(_LINK.search(fold(text)))


def taken(shop: Shop, text: str, things: Collection[str], spoken_of: str | None) -> Product | None:
    """The article that «lo quiero» means: one that the message names, else the one that was spoken of."""
    if not takes(text):
        return None
    return article_in(shop, text, things, spoken_of) or (None if things else item_named(shop, spoken_of))


def begins(shop: Shop, text: str, intent: str, confidence: float, things: Collection[str],
           cart: Mapping[str, Any] | None, spoken_of: str | None = None) -> bool:
    """Whether an article is to be bought that is named or was spoken of, or a purchase goes on that was left with
    things in the cart."""
    if intent in TAKEN_WITH and taken(shop, text, things, spoken_of):
        return True
    wants = intent == "purchase" and confidence >= SURE
    if (wants or (intent == "inform" and _WANTS.search(fold(text)))) and article_in(shop, text, things):
        return True
    left = bool((cart or {}).get("items") or (cart or {}).get("choosing"))
    return left and not things and (wants or bool(_CART.search(fold(text))))
