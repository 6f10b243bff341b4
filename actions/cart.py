"""The cart of a conversation, as the actions of several flows see it."""
from __future__ import annotations

from dataclasses import replace

from actions.turn import Turn
from actions.whereabouts import lives_in, money, whereabouts
from hilo.business.goods import Product
from hilo.business.paying import chosen_in
from hilo.business.towns import country_named
from hilo.crm.calling import CrmError, ask
from hilo.crm.coupons import Coupon
from hilo.crm.crm import get_crm
from hilo.crm.lines import to_rows
from hilo.memory.roots import UnknownContactError
from hilo.sales import checkout
from hilo.sales.abroad import instead, settle
from hilo.sales.bill import Bill, bill, country_of
from hilo.sales.cart import CASH, TRANSFER, Cart, Item, product_of, read_cart
from hilo.sales.choosing import ONE_SIZE, Said, ask_for
from hilo.sales.ordering import PAID_BY
from hilo.sales.paying_told import paying_told, pays_cash
from hilo.sales.stock import as_it_stands

ONLY_COLOR = "único"
PLACES = "action_place_order"
"""The action that ends a purchase."""


def message_of(turn: Turn) -> checkout.Message:
    """What the person said, as far as a cart is concerned."""
    entities = turn.message.get("entities") or []
    return checkout.Message(
        turn.text, turn.intent, float((turn.message.get("intent") or {}).get("confidence") or 0.0),
        {e["entity"]: e["value"] for e in entities if e.get("entity") != "product"},
        tuple(str(e["value"]) for e in entities if e.get("entity") == "product"),
        country_named(turn.text, turn.shop.ships_to), turn.now.date())


def cart_of(turn: Turn) -> Cart | None:
    """The cart that is open, if there is one."""
    cart = read_cart(turn.slot("cart"))
    return replace(cart, country=lives_in(turn)) if cart and cart.country is None else cart


def new_cart(turn: Turn) -> Cart:
    """An empty one, with what is known of the person and what they have said of paying since their last order."""
    transfer, way = paying_told(turn.said_since(PLACES))
    cash = any(map(pays_cash, turn.said_since(PLACES)))
    return Cart(f"cart:{turn.cause}", city=turn.told("city"), address=turn.told("delivery_address"), way=way,
                country=country_named(turn.text, turn.shop.ships_to) or lives_in(turn), name=turn.told("person_name"),
                paid_by=TRANSFER if transfer else CASH if cash else _way_named(turn))


def _way_named(turn: Turn) -> str | None:
    """«Ok, pues OXXO», before there was anything to pay for: its id."""
    country = whereabouts(turn).country
    named = (chosen_in(turn.shop, text, country) for text in turn.said_since(PLACES))
    return next((method.id for method in named if method), None)


def begin(turn: Turn, thing: Product, units: int = 1, color: str | None = None, size: str | None = None) -> None:
    """Puts an article into the cart, or has its size and colour asked for."""
    turn.shop = as_it_stands(turn.shop)
    cart = cart_of(turn) or new_cart(turn)
    then, said = ask_for(turn.shop, replace(cart, choosing=None, kind=None), thing, units, color, size)
    then, stays = settle(turn.shop, then, turn.now.date())
    tell(turn, cart, then, stays or said)
    keep(turn, then, "begin")
    turn.set("chosen", thing.id)
    goes_on = bool(then.items or then.choosing)
    turn.set("next_step", "purchase" if goes_on else "wait")
    others = instead(turn.shop, thing, country_of(turn.shop, then)) if stays and not goes_on else []
    if others:
        turn.say("utter_ask_shipped_instead")
        turn.set("recommended", [product.id for product in others])
    turn.set("open_question", "buy" if others else None)


def tell(turn: Turn, before: Cart, then: Cart, said: list[Said]) -> None:
    """Says what has come into the cart, and what else is to be said."""
    for text in said:
        turn.say(text.text, **text.values)
    for item in then.items:
        if item not in before.items:
            turn.say("utter_cart_added", item=item_in_words(turn, item))


def keep(turn: Turn, cart: Cart, by: str) -> None:
    """Has the cart remembered: by the dialogue at once, by the CRM soon. by: the action, which does it once a turn."""
    turn.set("cart", cart.as_slot())
    so_far = bill_of(turn, cart)
    turn.remember("crm_job", job="save_cart", key=f"{turn.cause}:save_cart:{by}", data={
        "cart": cart.key, "lines": to_rows(so_far.lines), "currency": so_far.currency, "coupon": cart.coupon,
        "delivery": delivery_of(turn, cart)})


def bill_of(turn: Turn, cart: Cart) -> Bill:
    """What the cart costs today."""
    return bill(turn.shop, cart, turn.now.date(), coupon_of(turn, cart.coupon))


def coupon_of(turn: Turn, code: str | None) -> Coupon | None:
    """The person's own coupon of a code that may still be used; None where there is none such."""
    if not code:
        return None
    try:
        owned = ask(lambda: get_crm().coupons.of(turn.tracker.sender_id))
    except (CrmError, UnknownContactError):
        return None
    return next((c for c in owned if c.code.upper() == code.upper() and not c.used_by
                 and c.valid_until >= turn.now.date()), None)


def delivery_of(turn: Turn, cart: Cart) -> dict[str, str]:
    """As an order keeps it."""
    parts = {"way": cart.way, "name": cart.name, PAID_BY: cart.paid_by}
    parts |= {"branch": cart.branch} if cart.way == "pick_up" else {"city": cart.city, "address": cart.address}
    return {name: value for name, value in parts.items() if value}


def item_in_words(turn: Turn, item: Item) -> str:
    """«2 × Zapatilla Litoral (negro, talla 38)»."""
    product = product_of(turn.shop, item.product)
    parts = [item.color] * (item.color not in (None, ONLY_COLOR))
    if item.size and item.size != ONE_SIZE:
        parts.append(turn.fill("utter_cart_size", size=item.size))
    name = product.name if product else item.product
    return turn.fill("utter_cart_item_variant" if parts else "utter_cart_item", units=item.units, name=name,
                     variant=", ".join(str(part) for part in parts))


def lines_in_words(turn: Turn, cart: Cart, so_far: Bill) -> str:
    """A line for each item, with what it costs."""
    prices = {(line.product, line.color, line.size): line.total for line in so_far.lines}
    return "\n".join(turn.fill("utter_cart_line", item=item_in_words(turn, item), price=money(
        turn, prices.get((item.product, item.color or "", item.size or ""), 0.0), so_far.currency))
        for item in cart.items)


def discount_in_words(turn: Turn, so_far: Bill, texts: tuple[str, str] = (
        "utter_cart_discount", "utter_cart_transfer_discount")) -> str:
    """The line of what is taken off, and why; empty where nothing is. texts: for a coupon, for a bank transfer."""
    if not so_far.discount:
        return ""
    amount = money(turn, so_far.discount, so_far.currency)
    if so_far.coupon and so_far.discount != so_far.by_transfer:
        return turn.fill(texts[0], code=so_far.coupon, amount=amount) + "\n"
    return turn.fill(texts[1], amount=amount) + "\n"


def delivery_in_words(turn: Turn, cart: Cart, so_far: Bill) -> str:
    """«Envío a Belgrano 1234, Rosario: $ 4.500», «Retiro en Ceibo Rosario Centro: sin costo»."""
    if cart.way is None:
        return ""
    if cart.way == "pick_up":
        branch = next((b for b in turn.shop.company.profile.branches if b.id == cart.branch), None)
        return turn.fill("utter_cart_pick_up", branch=branch.name if branch else "",
                         address=branch.address if branch else "")
    if not cart.city:
        return ""
    place = f"{cart.address}, {cart.city}" if cart.address else cart.city
    free = so_far.shipping == 0
    return turn.fill("utter_cart_shipping_free" if free else "utter_cart_shipping", place=place,
                     cost=money(turn, so_far.shipping, so_far.currency))
