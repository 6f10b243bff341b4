"""Where on the company's site something is shown: an article's page, its kind's, else the site itself.

The pages are what `url` says in `data/business/catalogue/` and in `product_types.yml`, behind `contact.web`.
"""
from __future__ import annotations

from hilo.business.company import Shop
from hilo.business.goods import Product
from hilo.business.offer import item_named


def site(shop: Shop) -> str:
    """The company's own site; empty where it has none."""
    return shop.company.profile.contact.web.rstrip("/")


def page_of(shop: Shop, product: Product) -> str | None:
    """An article's own page; None where the catalogue names none."""
    return f"{site(shop)}{product.url}" if product.url and site(shop) else None


def picture_of(product: Product) -> str | None:
    """The path of an article's picture on the Rasa server; None where it has none."""
    return f"/webhooks/pictures/{product.image}" if product.image else None


def page_for(shop: Shop, thing: str | None) -> str:
    """The most telling page for a word ("zapatilla litoral", "tenis"); the site where there is no nearer one."""
    item = item_named(shop, thing)
    own = page_of(shop, item) if item else None
    if own:
        return own
    kind = shop.company.words.types.get((item.type if item else shop.words.type_of(thing)) or "")
    return site(shop) + (kind.url or "" if kind else "") if site(shop) else ""
