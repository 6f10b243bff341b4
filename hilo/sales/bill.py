"""What a cart costs today: prices and promotions as the shop counts them, shipping by zone, a coupon's discount."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hilo.business.company import Shop
from hilo.business.models import Zone
from hilo.business.towns import country_at
from hilo.crm.coupons import Coupon
from hilo.crm.lines import Line, subtotal
from hilo.sales.cart import TRANSFER, Cart, product_of


@dataclass(frozen=True)
class Bill:
    """Amounts in `currency`. earliest, latest: the days on which it arrives, or is ready. stays_home: names of
    the products that cannot go there. by_transfer: what paying by bank transfer takes off, whether it is chosen or not;
    discount has it where it is chosen, and is more than the coupon's."""

    lines: tuple[Line, ...]
    currency: str
    discount: float
    shipping: float
    total: float
    earliest: date
    latest: date
    zone: Zone
    stays_home: tuple[str, ...] = ()
    coupon: str | None = None
    by_transfer: float = 0.0


def zone_for(shop: Shop, cart: Cart) -> Zone:
    """The zone to which a cart goes; the farthest at home where the town is not known."""
    return shop.zone_of(cart.city, country_of(shop, cart)) or shop.default_zone


def country_of(shop: Shop, cart: Cart) -> str | None:
    """The country (ISO 3166-1) to which it goes, or None."""
    return country_at(shop, cart.city, cart.country)


def is_abroad(shop: Shop, cart: Cart) -> bool:
    """Whether it goes to another country than the company's."""
    return cart.way != "pick_up" and shop.is_abroad(country_of(shop, cart))


def bill(shop: Shop, cart: Cart, today: date, coupon: Coupon | None = None) -> Bill:
    """What the complete items of a cart cost, and when they come."""
    zone, abroad = zone_for(shop, cart), is_abroad(shop, cart)
    currency = shop.currency_in(country_of(shop, cart) if abroad else None)
    lines, stays, preparing, full_price = [], [], 0, 0.0
    for item in cart.items:
        product = product_of(shop, item.product)
        price = shop.price_of(product, today, currency) if product else None
        if product is None or price is None or (abroad and not product.ships_abroad):
            stays.append(product.name if product else item.product)
            continue
        preparing = max(preparing, product.preparation_days)
        lines.append(Line(product.id, product.name, item.color or "", item.size or "", item.units, price.amount))
        full_price += 0.0 if price.promotion else lines[-1].total
    goods = subtotal(lines)
    off, transfer = _off(coupon, goods, currency), 0.0 if abroad else _for_transfer(shop, full_price)
    if cart.by_transfer and transfer > off:  # they do not add up: the larger one counts
        off, coupon = transfer, coupon if coupon and coupon.is_free_shipping else None
    if cart.way == "pick_up":
        shipping, days = 0.0, (shop.company.shipping.pick_up.ready_in_business_days,) * 2
    else:
        free_from = (zone.free_from or {}).get(currency)
        free = free_from is not None and goods - off >= free_from
        free = free or (coupon is not None and coupon.is_free_shipping)
        shipping, days = (0.0 if free else float(zone.cost.get(currency, 0.0))), (zone.days.min, zone.days.max)
    earliest, latest = (shop.calendar.add_business_days(today, preparing + count) for count in days)
    return Bill(tuple(lines), currency, off, shipping, round(goods - off + shipping, 2), earliest, latest, zone,
                tuple(stays), coupon.code if coupon and (off or coupon.is_free_shipping) else None,
                transfer)


def _for_transfer(shop: Shop, full_price: float) -> float:
    """What paying by bank transfer takes off the goods that are in no promotion."""
    percents = [m.discount_percent for m in shop.company.payments.methods if m.id == TRANSFER and m.discount_percent]
    return round(full_price * percents[0] / 100, 2) if percents else 0.0


def _off(coupon: Coupon | None, goods: float, currency: str) -> float:
    """What a coupon takes off the goods: a percentage, or an amount in the same currency."""
    if coupon is None or coupon.is_free_shipping:
        return 0.0
    if coupon.amount is None:
        return round(goods * (coupon.percent or 0) / 100, 2)
    return round(min(goods, coupon.amount), 2) if coupon.currency in (None, currency) else 0.0
