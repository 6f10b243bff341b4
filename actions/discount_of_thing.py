"""What a discount on one thing comes to: today's promotion, one that is named, one that is announced."""
from __future__ import annotations

from collections.abc import Sequence

from actions.product_info import article_asked, asked_product, price_text, say_terms
from actions.turn import Turn
from actions.whereabouts import currency_here, money
from hilo import wording
from hilo.business import offer
from hilo.business.discounts import coming_for, coverage, means_named
from hilo.business.goods import Product, Promotion


def goods_asked(turn: Turn) -> list[Product]:
    """The article that is spoken of, else all of the kind; none where nothing is."""
    item = article_asked(turn)
    return [item] if item else offer.of_kind(turn.shop, asked_product(turn) or turn.told("product"))


def _what(turn: Turn, goods: Sequence[Product]) -> str:
    """«Zapatilla Litoral», «las mochilas» without its article."""
    return goods[0].name if len(goods) == 1 else turn.shop.words.plural(goods[0].type)


def say_of(turn: Turn, item: Product) -> None:
    """Of the one article that is asked about: today's promotion on it, else that there is none, and what is to come."""
    price = turn.shop.price_of(item, turn.now.date(), currency_here(turn))
    if price is not None and price.promotion is not None:
        turn.say("utter_price_item", name=item.name, price=price_text(turn, item))
        say_terms(turn, item)
        return
    turn.say("utter_item_no_promotion", name=item.name, price=price_text(turn, item))
    say_terms(turn, item)
    say_coming(turn, [item])


def say_of_goods(turn: Turn, goods: Sequence[Product]) -> None:
    """Of what is spoken of: the article, or the promotions that hold today for its kind."""
    if len(goods) == 1:
        say_of(turn, goods[0])
        return
    today = turn.now.date()
    valid = [p for p in turn.shop.promotions_on(today) if p.percent and coverage(p, goods) != "none"]
    for one in valid:
        turn.say("utter_promotion_of_kind", name=one.name, terms=one.text, until=wording.day(one.valid_until))
    if not valid:
        turn.say("utter_kind_no_promotion", plural=_what(turn, goods))
        say_coming(turn, goods)


def say_coming(turn: Turn, goods: Sequence[Product]) -> None:
    """The next announced promotion on it, where there is one."""
    coming = coming_for(turn.shop, goods, turn.now.date())
    if coming:
        turn.say("utter_promotion_coming", percent=f"{coming.percent:g}", promotion=coming.name,
                 from_day=wording.day(coming.valid_from), until=wording.day(coming.valid_until))


def say_named(turn: Turn, promotion: Promotion, goods: Sequence[Product]) -> None:
    """Of a promotion that was called by its name: whether it is over, and what it does for the thing spoken of."""
    today = turn.now.date()
    if promotion.valid_until < today:
        turn.say("utter_promotion_over", promotion=promotion.name, until=wording.day(promotion.valid_until))
        return
    held = coverage(promotion, goods) if goods else "some"
    values = {"promotion": promotion.name, "terms": promotion.text, "from_day": wording.day(promotion.valid_from),
              "until": wording.day(promotion.valid_until)}
    if held == "all":
        price = turn.shop.price_of(goods[0], max(today, promotion.valid_from), currency_here(turn))
        if len(goods) == 1 and price:
            turn.say("utter_promotion_lowers_item", name=goods[0].name, percent=f"{promotion.percent:g}",
                     price=money(turn, price.amount, price.currency),
                     list_price=money(turn, price.list_amount, price.currency), **values)
        else:
            turn.say("utter_promotion_lowers_kind", plural=_what(turn, goods), percent=f"{promotion.percent:g}",
                     **values)
    elif held == "none":
        turn.say("utter_promotion_not_on", goods=_what(turn, goods), **values)
    else:
        turn.say("utter_promotion_dates", **values)


def say_by_paying(turn: Turn) -> bool:
    """Whether a way to pay lowers the price, where the question names one; whether it did."""
    method = means_named(turn.shop, turn.text)
    if method is None or currency_here(turn) != turn.shop.company.profile.currency:
        return False
    if not method.discount_percent:
        turn.say("utter_payment_no_discount", method=method.name.split(" (")[0])
    say_transfer(turn)
    return True


def say_transfer(turn: Turn) -> None:
    """What paying by transfer takes off, at home."""
    percent = max((m.discount_percent or 0 for m in turn.shop.company.payments.methods), default=0)
    if percent and currency_here(turn) == turn.shop.company.profile.currency:
        turn.say("utter_transfer_discount", percent=f"{percent:g}")
