"""Questions about the goods: what there is."""
from __future__ import annotations

from actions.asked_besides import GoodsAction
from actions.goods_meant import answer_about_goods
from actions.turn import Turn
from actions.what_fits import tell_what_fits
from actions.whereabouts import currency_here, money, whereabouts
from hilo import wording
from hilo.business import links, offer
from hilo.business.company import Price
from hilo.business.goods import Product, Variant
from hilo.knowledge.asked import asks_of_one
from hilo.sales.abroad import goes_to, stays
from hilo.sales.beginning import article_in, articles_compared
from hilo.sales.stock import as_it_stands
from hilo.settings import get_settings
from hilo.solution.unshown import points_at_shown
from hilo.spanish.ordinals import pointed_at

EXAMPLES = 3
LONGEST_QUESTION = 12
"""Words of a question that points at one of the offers."""
WITHOUT_PICTURES = frozenset({"phone", "voice", "sms"})
OWN_PAGE = "webchat"


def wishes_besides(text: str) -> bool:
    """Whether something stands beside the question: «busco botas, ¿tienen garantía?»."""
    return "¿" in text and any(c.isalpha() for c in text.split("¿")[0])


def asked_product(turn: Turn) -> str | None:
    """The thing this message names, else the one being talked about, else the kind of those shown last."""
    shown = {p.type for name in turn.slot("recommended") or () for p in turn.shop.company.products if p.id == name}
    return turn.product_named() or turn.told("product") or (shown.pop() if len(shown) == 1 else None)


def article_asked(turn: Turn) -> Product | None:
    """The article that this message names, whole or by its own name («las gurí»); else the one being talked about."""
    things = [str(e["value"]) for e in turn.message.get("entities") or [] if e.get("entity") == "product"]
    called = article_in(turn.shop, turn.text, things, turn.told("product")) or shown_at(turn)
    return called or offer.item_named(turn.shop, asked_product(turn))


def shown_at(turn: Turn) -> Product | None:
    """The one of the offers that a question points at: «¿la 1 viene en beige?»."""
    if turn.slot("open_question") != "buy" or not points_at_shown(turn.text, LONGEST_QUESTION):
        return None
    shown = [p for name in turn.slot("recommended") or () for p in turn.shop.company.products if p.id == name]
    place = pointed_at(turn.text, len(shown))
    return shown[place] if place is not None else None


def price_text(turn: Turn, product: Product) -> str:
    """Today's price in the one currency in which this person is told prices; the company's where it has no other."""
    price = price_here(turn, product)
    return money(turn, price.amount, price.currency) if price else ""


def price_here(turn: Turn, product: Product) -> Price | None:
    """Today's price for where this person is."""
    today = turn.now.date()
    return turn.shop.price_of(product, today, currency_here(turn)) or turn.shop.price_of(product, today)


def say_terms(turn: Turn, product: Product) -> None:
    """Names the promotion that lowers the price, if one does, and that it does not go where they are, if so."""
    price = price_here(turn, product)
    if price and price.promotion:
        turn.say("utter_price_promotion", promotion=price.promotion.name,
                 list_price=money(turn, price.list_amount, price.currency))
    say_stays(turn, product)


def say_stays(turn: Turn, product: Product) -> None:
    """Says that a product does not go where they are, and what does, before anybody sets their heart on it."""
    country = whereabouts(turn).country
    for text in stays(turn.shop, product, country, turn.now.date()) if country and not goes_to(
            turn.shop, product, country) else ():
        turn.say(text.text, **text.values)


def say_none_goes(turn: Turn, kind: str) -> None:
    """Says that nothing of a kind goes where they are."""
    turn.say("utter_kind_not_shipped", plural=turn.shop.words.plural(kind),
             country=wording.country(str(whereabouts(turn).country)))


def sold_here(turn: Turn, goods: list[Product]) -> list[Product]:
    """Those that are sold where this person is."""
    country = whereabouts(turn).country
    return [product for product in goods if goes_to(turn.shop, product, country)]


def picture(turn: Turn, product: Product) -> str | None:
    """The address of the product's picture, where it has one and the channel shows any; our own page finds it by its
    path, under whatever name it was opened."""
    path = links.picture_of(product)
    if path is None or turn.channel in WITHOUT_PICTURES:
        return None
    return path if turn.channel == OWN_PAGE else get_settings().public_address + path


def variants_text(variants: list[Variant]) -> str:
    """«negro (38, 39), blanco (40)»; without sizes just the colours."""
    by_color = {v.color: [w.size for w in variants if w.color == v.color and w.size != "única"] for v in variants}
    return wording.listing([f"{c} ({', '.join(sizes)})" if sizes else c for c, sizes in by_color.items()])


def tell_differences(turn: Turn) -> bool:
    """Tells of each of the articles between which a difference is asked for what it is like and costs; whether any."""
    compared = articles_compared(turn.shop, turn.text)
    for item in compared:
        turn.say("utter_item_details", name=item.name, price=price_text(turn, item), description=item.description,
                 attributes=_attributes(item), page="")
    return bool(compared)


def _attributes(item: Product) -> str:
    return "\n".join(f"• {name.capitalize()}: {value}" for name, value in item.attributes.items())


def describe(turn: Turn, item: Product) -> None:
    """Tells what an article is like and costs; of one that is not there, that."""
    if item.discontinued:
        turn.say("utter_item_discontinued", name=item.name)
        return
    if not offer.in_stock(item):
        _sold_out(turn, item)
        return
    page = links.page_of(turn.shop, item)
    turn.say("utter_item_details", image=picture(turn, item), name=item.name, price=price_text(turn, item),
             description=item.description, attributes=_attributes(item),
             page="\n" + turn.fill("utter_item_page", link=page) if page else "")
    say_terms(turn, item)


def _sold_out(turn: Turn, item: Product) -> None:
    turn.say("utter_sold_out", name=item.name)
    if item.restock:
        turn.say("utter_restock", date=wording.day(item.restock))


class ActionProductInfo(GoodsAction):
    """One product is described; a kind is shown in one line and leads to the gathering."""

    asks_outside = True

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_product_info"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        turn.set("next_step", "wait")
        if tell_what_fits(turn) or tell_differences(turn):
            return
        turn.shop = as_it_stands(turn.shop)
        item = offer.item_named(turn.shop, turn.product_named())
        called = None if turn.product_named() else article_in(turn.shop, turn.text, (), turn.told("product"))
        if item:
            describe(turn, item)
        elif answer_about_goods(turn, turn.intent):
            if turn.product_named() and wishes_besides(turn.text):
                turn.set("next_step", "gather")
        elif called:
            describe(turn, called)
        else:
            self._kind(turn, turn.product_named())

    def _kind(self, turn: Turn, product: str | None) -> None:
        goods = offer.of_kind(turn.shop, product)
        kind = turn.shop.words.type_of(product)
        if product and turn.shop.words.is_category(product):
            product = None
        if product and not kind:
            turn.say("utter_not_sold", product=product)
            turn.set("product", None)
            return
        if kind and not goods:
            turn.say("utter_kind_out", plural=turn.shop.words.plural(kind))
            turn.set("product", None)
            return
        if kind and not sold_here(turn, goods):
            say_none_goes(turn, kind)
            turn.set("product", None)
            return
        turn.set("next_step", "gather")
        if not kind:
            item = offer.item_named(turn.shop, turn.told("product"))
            if item and not turn.tracker.active_loop_name and asks_of_one(turn.text):  # nobody looks for another
                turn.set("next_step", "wait")
                turn.say("utter_item_not_told", name=item.name)
            elif not turn.tracker.active_loop_name:
                turn.say("utter_what_we_sell")
            return
        goods = sold_here(turn, goods)
        low, high = offer.price_range(turn.shop, goods, turn.now.date(), currency_here(turn))
        if len(goods) == 1:
            turn.say("utter_kind_overview_one", name=goods[0].name, price=price_text(turn, goods[0]))
            return
        turn.say("utter_kind_overview", plural=turn.shop.words.plural(kind),
                 lowest=wording.money(low[1].amount, low[1].currency),
                 highest=wording.money(high[1].amount, high[1].currency),
                 names=wording.listing([p.name for p in goods[:EXAMPLES]], "or"))
