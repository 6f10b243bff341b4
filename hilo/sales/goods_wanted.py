"""What of a message is about the goods in a cart: another article, one less, another size, more of them."""
from __future__ import annotations

from dataclasses import replace
from typing import Any

from hilo.business.company import Shop
from hilo.business.goods import Product
from hilo.sales.cart import Cart, Item, product_of
from hilo.sales.choosing import Said, ask_for, choose, named, open_of, options
from hilo.sales.wishes import count_only, fewer_in, is_any, units_in, units_instead, wants_less, wants_more
from hilo.solution.bare_values import numbers_in, size_in, size_said, wants_one
from hilo.spanish.normalize import fold

PLACES = ("address", "name")
"""What is asked for with a number of its own, or none: a bare one tells no units there."""
BARE_WORDS = 2
"""A number in so few words, at the summary, is how many there are to be."""


def take_goods(shop: Shop, out: Any, asked: str, message: Any, told: int | None) -> bool:
    """Whether the message changed what is in the cart (`out` is a `hilo.sales.checkout.Outcome`). told: what
    `tells_units` says of it."""
    before = out.cart
    things = [thing for thing in (named(shop, word) for word in message.things) if thing]
    if wants_less(message.text) and _less(shop, out, things, message.text):
        return True
    size = message.values.get("size") or _size_in(shop, out.cart, message.text, asked)
    units = told or _units(message, asked)
    if told and str(size).isdigit() and asked != "size":
        size = None  # «una zapatilla, no 10»
    color = message.values.get("color") or _color_in(shop, out.cart, message.text, asked)
    added = [t for t in things if wants_more(message.text) or not _in_cart(shop, out.cart, t)]
    for thing in added:
        alone = len(added) == 1
        out.cart, said = ask_for(shop, out.cart, thing, (units or 1) if alone else 1, color if alone else None,
                                 size if alone else None)
        out.said += said
    if added:
        return True
    if asked in ("which", "size", "color") and not things:
        _answer_choice(shop, out, asked, message.text, color, size)
    elif asked in ("size", "color", "which") or color or size:
        _change(shop, out, _place_of(shop, out.cart, things), color, size, units)
    if out.cart == before and not out.said and units and (told or asked not in (*PLACES, "size", "which")):
        _change(shop, out, _place_of(shop, out.cart, things), None, None, units)
    return bool(out.cart != before or out.said)


def tells_units(shop: Shop, cart: Cart, message: Any) -> int | None:
    """How many there are to be, in words that can mean nothing else («12 no, una»), also where a place or a name is
    asked for; None where the message tells no such thing."""
    things = [thing for thing in (named(shop, word) for word in message.things) if thing]
    place = _place_of(shop, cart, things)
    instead = units_instead(message.text, cart.items[place].units) if place >= 0 else None
    instead = instead or (count_only(message.text) if place >= 0 else None)
    if instead or wants_one(shop, message.text):
        return instead or 1
    value = message.values.get("quantity")
    of_it = any(_in_cart(shop, cart, thing) for thing in things) and not wants_more(message.text)
    return int(value) if of_it and isinstance(value, (int, float)) and value >= 1 else None


def _units(message: Any, asked: str) -> int | None:
    value = message.values.get("quantity")
    if isinstance(value, (int, float)) and value >= 1:
        return int(value)
    bare = numbers_in(message.text) if asked == "confirm" and len(message.text.split()) <= BARE_WORDS else []
    return int(bare[0]) if len(bare) == 1 and bare[0] >= 1 else units_in(message.text)


def _color_in(shop: Shop, cart: Cart, text: str, asked: str) -> str | None:
    """A colour of what is in the cart, said as no colour is usually («por una mostaza»)."""
    if asked != "confirm":
        return None
    words = fold(text).split()
    products = [product_of(shop, item.product) for item in cart.items]
    return next((color for p in products if p for color in p.stock if fold(color) in words), None)


def _size_in(shop: Shop, cart: Cart, text: str, asked: str) -> str | None:
    """Another size for what is in the cart, said as one says sizes («mejor que sea un 36»); a number where it is asked
    for a place belongs to that."""
    last = cart.choosing or (cart.items[-1] if cart.items else None)
    product = product_of(shop, last.product) if last else None
    return size_said(shop, product.type, text) if product and asked in ("name", "confirm", "color", "size") else None


def _is(shop: Shop, item: Item, thing: Product | str) -> bool:
    product = product_of(shop, item.product)
    return product is not None and (product.type == thing if isinstance(thing, str) else product.id == thing.id)


def _in_cart(shop: Shop, cart: Cart, thing: Product | str) -> bool:
    return any(_is(shop, item, thing) for item in (*cart.items, *((cart.choosing,) if cart.choosing else ())))


def _less(shop: Shop, out: Any, things: list[Product | str], text: str) -> bool:
    """Takes out what is named, or the only thing there is."""
    cart: Cart = out.cart
    fewer, place = fewer_in(text), _place_of(shop, cart, things)
    if fewer and not cart.choosing and place >= 0 and cart.items[place].units > fewer:
        item = replace(cart.items[place], units=cart.items[place].units - fewer)
        out.cart = replace(cart, items=(*cart.items[:place], item, *cart.items[place + 1:]))
        return True
    gone = [item for item in cart.items if any(_is(shop, item, thing) for thing in things)]
    if not things and len(cart.items) == 1 and not cart.choosing:
        gone = list(cart.items)
    drops = cart.choosing
    if drops and things and not any(_is(shop, drops, thing) for thing in things):
        drops = None
    if not gone and not drops:
        return False
    out.cart = replace(cart, items=tuple(item for item in cart.items if item not in gone),
                       choosing=None if drops else cart.choosing, kind=None)
    out.said += [Said("utter_cart_taken_out", {"name": getattr(product_of(shop, item.product), "name", "")})
                 for item in (*gone, *((drops,) if drops else ()))]
    return True


def _answer_choice(shop: Shop, out: Any, asked: str, text: str, color: Any, size: Any) -> None:
    """The answer to which article, size or colour."""
    cart: Cart = out.cart
    there = options(shop, cart)
    if asked == "which":
        name = next((n for n in there if fold(n) in fold(text) or fold(n.split()[-1]) in fold(text).split()), None)
        name = name or (there[0] if is_any(text) and there else None)
        product = next((p for p in shop.company.products if p.name == name), None)
        if product:
            out.cart, said = ask_for(shop, replace(cart, kind=None), product, 1, color, size)
            out.said += said
        return
    if cart.choosing is None:
        return
    color = shop.words.color_of(color) if color else None
    if asked == "size":
        size = size or size_in(shop, text)
    else:
        color = color or next((c for c in there if fold(c) in fold(text).split()), None)
    if is_any(text) and there and not (size if asked == "size" else color):
        size, color = (there[0], color) if asked == "size" else (size, there[0])
    if size or color:
        item = replace(cart.choosing, size=size or cart.choosing.size, color=color or cart.choosing.color)
        out.cart, said = choose(shop, cart, item)
        out.said += said


def _place_of(shop: Shop, cart: Cart, things: list[Product | str]) -> int:
    """Of which item is spoken: the one that is named, else the last."""
    named_ones = [place for place, item in enumerate(cart.items) if any(_is(shop, item, t) for t in things)]
    return named_ones[-1] if named_ones else len(cart.items) - 1


def _change(shop: Shop, out: Any, place: int, color: Any, size: Any, units: int | None) -> None:
    """Another colour, size or number of what is in the cart, or is being chosen."""
    cart: Cart = out.cart
    color = shop.words.color_of(color) if color else None
    if cart.choosing is not None:
        item, rest = cart.choosing, cart
    elif place >= 0:
        item, rest = cart.items[place], replace(cart, items=(*cart.items[:place], *cart.items[place + 1:]))
    else:
        return
    changed = replace(item, units=units or item.units, color=color or item.color, size=size or item.size)
    if changed == item and not (cart.choosing and open_of(item)):
        return
    out.cart, said = choose(shop, rest, changed)
    out.said += said
    if out.cart.choosing is None and len(out.cart.items) < len(cart.items):
        out.cart = cart  # what was wanted is not there at all: what was chosen stays
