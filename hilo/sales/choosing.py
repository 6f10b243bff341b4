"""Completing an item: what follows from the stock, what is still to be asked, what there is instead."""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from hilo.business.company import Shop
from hilo.business.goods import Product, Variant
from hilo.business.offer import item_named, of_kind
from hilo.business.sales import get_sales
from hilo.sales.cart import Cart, Item, product_of, put, reserved, there

ONE_SIZE = "única"
Open = Literal["size", "color"]


@dataclass(frozen=True)
class Said:
    """A text for the person: its name, and with what it is filled."""

    text: str
    values: dict[str, Any]


def choose(shop: Shop, cart: Cart, item: Item) -> tuple[Cart, list[Said]]:
    """The cart with an item: complete where stock leaves no choice or all was said, else being chosen."""
    product = product_of(shop, item.product)
    if product is None or product.discontinued:
        name = product.name if product else item.product
        return replace(cart, choosing=None), [Said("utter_cart_not_for_sale", {"name": name})]
    item = replace(item, color=_shade(product, item.color))
    taken = reserved(cart, item.product)
    left = there(product, replace(item, color=None, size=None), taken)
    if not left:
        return replace(cart, choosing=None), [Said("utter_cart_sold_out", {"name": product.name})]
    said: list[Said] = []
    fitting = there(product, item, taken)
    if not fitting:
        item, said = _without_what_is_not_there(product, item, left)
        fitting = there(product, item, taken)
    colors, sizes = list(dict.fromkeys(v.color for v in fitting)), list(dict.fromkeys(v.size for v in fitting))
    item = replace(item, color=colors[0] if len(colors) == 1 else item.color,
                   size=sizes[0] if len(sizes) == 1 else _as_written(item.size, sizes))
    if open_of(item):
        return replace(cart, choosing=item, kind=None), said
    units, too_many = _units(item, fitting[0])
    return put(cart, replace(item, units=units)), [*said, *too_many]


def _shade(product: Product, color: str | None) -> str | None:
    """The only shade of a colour that a product has: «azul» is its «azul marino»."""
    shades = [one for one in product.stock if color and one.startswith(f"{color} ")]
    return shades[0] if len(shades) == 1 and color not in product.stock else color


def _as_written(size: str | None, sizes: list[str]) -> str | None:
    return next((s for s in sizes if size and s.lower() == size.lower()), None)


def _without_what_is_not_there(product: Product, item: Item, left: list[Variant]) -> tuple[Item, list[Said]]:
    """The size stays before the colour: another colour is nearer than another size."""
    wanted = {"name": product.name, "size": item.size, "color": item.color}
    if item.size and any(v.size.lower() == item.size.lower() for v in left):
        return replace(item, color=None), [Said("utter_cart_not_in_variant" if item.color else "utter_cart_not_in_size",
                                                wanted)]
    if item.color and any(v.color == item.color for v in left):
        return replace(item, size=None), [Said("utter_cart_not_in_size", wanted)]
    both = item.color and item.size
    return replace(item, color=None, size=None), [Said(
        "utter_cart_not_in_variant" if both else "utter_cart_not_in_size" if item.size else "utter_cart_not_in_color",
        wanted)]


def _units(item: Item, variant: Variant) -> tuple[int, list[Said]]:
    most = get_sales().most_units
    if item.units > variant.stock and variant.stock <= most:
        return variant.stock, [Said("utter_cart_only_left", {"left": variant.stock})]
    if item.units > most:
        return most, [Said("utter_cart_too_many", {"most": most})]
    return item.units, []


def open_of(item: Item) -> Open | None:
    """What of an item is still to be chosen."""
    return "size" if item.size is None else "color" if item.color is None else None


def options(shop: Shop, cart: Cart) -> list[str]:
    """What there is of the open choice: sizes, colours, or the names of a kind of thing."""
    if cart.choosing is None:
        return [p.name for p in of_kind(shop, cart.kind)] if cart.kind else []
    product = product_of(shop, cart.choosing.product)
    left = there(product, cart.choosing, reserved(cart, cart.choosing.product)) if product else []
    return list(dict.fromkeys(v.size if open_of(cart.choosing) == "size" else v.color for v in left))


def named(shop: Shop, product: str | None) -> Product | str | None:
    """The article that a word names (the only one of a kind counts as named), else its kind, else None."""
    item = item_named(shop, product)
    if item:
        return item
    kind = shop.words.type_of(product)
    if kind is None:
        return None
    goods = of_kind(shop, kind)
    return goods[0] if len(goods) == 1 else kind


def ask_for(shop: Shop, cart: Cart, thing: Product | str, units: int, color: str | None,
            size: str | None) -> tuple[Cart, list[Said]]:
    """The cart with what somebody asks for: an article, or a kind of which one is to be named."""
    color = shop.words.color_of(color)
    if len(cart.items) >= get_sales().most_lines:
        return cart, [Said("utter_cart_full", {"most": get_sales().most_lines})]
    if isinstance(thing, str):
        return replace(cart, kind=thing, choosing=None), []
    return choose(shop, cart, Item(thing.id, max(1, units), color, size))
