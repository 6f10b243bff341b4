"""Another address, size or colour, while an order is still in the house."""
from __future__ import annotations

from typing import Any

from actions.asking import ask, offer_person, settled
from actions.crm import into_crm
from actions.turn import Turn
from actions.whereabouts import lives_in
from hilo import wording
from hilo.business.towns import country_at
from hilo.crm.lines import Line
from hilo.crm.orders import Order
from hilo.orders.answers import agrees, leaves
from hilo.orders.may import may_change
from hilo.orders.seen import Seen
from hilo.orders.variants import Wanted, free_variants, wanted_in
from hilo.orders.wishes import nth
from hilo.orders.words import item, numbered
from hilo.sales.stock import as_it_stands

Matter = dict[str, Any]
LONGEST_ADDRESS = 200
MOST_NAMED = 6
"""Variants named in one message."""


def which_line(turn: Turn, order: Order, matter: Matter) -> Line | None:
    """The thing of an order that is meant; asks where several could be."""
    if len(order.lines) == 1:
        return order.lines[0]
    place = matter.get("line")
    if isinstance(place, int) and place < len(order.lines):
        return order.lines[place]
    named = line_named(turn, order, str(matter.get("product") or ""))
    if named is not None:
        return order.lines[named]
    rows = [{"item": item(turn.fill, line)} for line in order.lines]
    ask(turn, "order_item", matter, "utter_order_ask_item", number=order.number,
        list=numbered(turn.fill, "utter_order_item_in_list", rows),
        spoken=wording.listing([row["item"] for row in rows], "or"))
    return None


def line_named(turn: Turn, order: Order, text: str) -> int | None:
    """The place of the line that a text names: by its kind («las zapatillas»), or by a word of its name."""
    words = turn.shop.words
    kind = words.type_of(text)
    found = [place for place, line in enumerate(order.lines)
             if text and (text in line.name.lower() or (kind and words.type_of(line.name.split()[0]) == kind))]
    return found[0] if len(found) == 1 else None


def take_line(turn: Turn, order: Order) -> int | None:
    """The line that an answer chooses."""
    chosen = nth(turn.text, [str(place) for place in range(len(order.lines))])
    if chosen is not None:
        return int(chosen)
    return line_named(turn, order, str(turn.product_named() or ""))


class Address:
    """Delivered elsewhere: read back first, since an address is soon mistyped."""

    def begin(self, turn: Turn, seen: Seen, order: Order, matter: Matter) -> None:
        """(see `order_cases.Case`)."""
        if not may_change(order):
            offer_person(turn, "utter_order_change_shipped", number=order.number)
            return
        ask(turn, "order_new", matter, "utter_order_ask_address", number=order.number)

    def take(self, turn: Turn, seen: Seen, order: Order, matter: Matter, question: str) -> None:
        """(see `order_cases.Case`)."""
        if not may_change(order):
            offer_person(turn, "utter_order_change_shipped", number=order.number)
        elif question == "order_new":
            if leaves(turn.text, turn.intent) and not any(c.isdigit() for c in turn.text):
                turn.say("utter_order_nothing_done", number=order.number)
                settled(turn)
                return
            address = " ".join(turn.said_by_person.split())[:LONGEST_ADDRESS]
            buttons = [{"title": turn.fill(name), "payload": turn.fill(name)}
                       for name in ("utter_button_yes", "utter_button_no_change")]
            ask(turn, "order_confirm", {**matter, "address": address, "city": turn.entity("city")},
                "utter_order_confirm_address", buttons, number=order.number, address=address)
        elif agrees(turn.text, turn.intent):
            self._change(turn, order, str(matter.get("address")), matter.get("city"))
        elif turn.intent == "cancel":
            turn.say("utter_order_nothing_done", number=order.number)
            settled(turn)
        else:
            ask(turn, "order_new", matter, "utter_order_ask_address", number=order.number)

    @staticmethod
    def _change(turn: Turn, order: Order, address: str, city: str | None) -> None:
        before, then = (turn.shop.zone_of(town, country_at(turn.shop, town, lives_in(turn)))
                        for town in (order.delivery.get("city"), city))
        settled(turn)
        if then is not None and then != before:
            done = into_crm(turn, "open_ticket", kind="support", order_number=order.number,
                            subject=turn.fill("utter_subject_address", order=order.number, address=address),
                            details={"address": address, "city": city})
            if done:
                turn.say("utter_order_address_other_zone", number=done["number"], address=address)
            return
        delivery = {**order.delivery, "way": "home", "address": address, "city": city or order.delivery.get("city")}
        if into_crm(turn, "redirect_order", order=order.number, delivery=delivery):
            turn.say("utter_order_address_changed", order=order.number, address=address)


class Variant:
    """Another size or colour before it leaves: what there is is told from the stock."""

    def begin(self, turn: Turn, seen: Seen, order: Order, matter: Matter) -> None:
        """(see `order_cases.Case`)."""
        if not may_change(order):
            offer_person(turn, "utter_order_change_shipped", number=order.number)
            return
        line = which_line(turn, order, matter)
        if line is None:
            return
        wanted = Wanted(matter.get("color"), matter.get("size"))
        if wanted == Wanted(None, None):
            ask(turn, "order_new", matter, "utter_order_ask_variant", item=item(turn.fill, line))
            return
        self._change(turn, order, line, wanted, matter)

    def take(self, turn: Turn, seen: Seen, order: Order, matter: Matter, question: str) -> None:
        """(see `order_cases.Case`)."""
        if question == "order_item":
            self.begin(turn, seen, order, {**matter, "line": take_line(turn, order)})
            return
        wanted = wanted_in(turn.shop, turn.text, turn.entity("color"), turn.entity("size"))
        unread = wanted == Wanted(None, None)
        if unread and (leaves(turn.text, turn.intent) or matter.get("unread")):  # never asked a third time
            turn.say("utter_order_nothing_done", number=order.number)
            settled(turn)
            return
        self.begin(turn, seen, order, {**matter, "color": wanted.color, "size": wanted.size, "unread": unread})

    @staticmethod
    def _change(turn: Turn, order: Order, line: Line, wanted: Wanted, matter: Matter) -> None:
        color, size = wanted.color or line.color, wanted.size or line.size
        variants = free_variants(as_it_stands(turn.shop), line)
        words = variant_words(turn, color, size)
        if (color, size) not in variants:
            others = [variant_words(turn, *one) for one in variants[:MOST_NAMED]]
            matter = {**matter, "color": None, "size": None}
            if not others:
                turn.say("utter_order_variant_none", name=line.name)
                settled(turn)
            else:
                ask(turn, "order_new", matter, "utter_order_variant_sold_out", name=line.name, variant=words,
                    others=wording.listing(others, "or"))
            return
        settled(turn)
        done = into_crm(turn, "change_variant", order=order.number, product=line.product,
                        **{"from": {"color": line.color, "size": line.size}, "to": {"color": color, "size": size}})
        if done:
            turn.say("utter_order_variant_changed", number=order.number, item=item(turn.fill, line), variant=words)


def other_variants(turn: Turn, line: Line, wanted: Wanted) -> str:
    """What there is of a thing, where the wanted colour or size of it is not there; empty where it is, or another
    thing is wanted."""
    free = free_variants(as_it_stands(turn.shop), line)
    fits = [pair for pair in free if wanted.color in (None, pair[0]) and wanted.size in (None, pair[1])]
    if wanted == Wanted(None, None) or fits or not free:
        return ""
    return wording.listing([variant_words(turn, *one) for one in free[:MOST_NAMED]], "or")


def variant_words(turn: Turn, color: str, size: str) -> str:
    """«negro, talle 38»."""
    return ", ".join([*([color] if color else []),
                      *([turn.fill("utter_order_size", size=size)] if size and size != "única" else [])])
