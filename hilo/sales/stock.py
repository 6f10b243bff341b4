"""What is to be sold right now: the catalogue's figures less what is held and sold. For all that speaks of stock."""
from __future__ import annotations

import copy
import logging
from functools import cached_property, lru_cache

from hilo.business.company import Shop
from hilo.business.goods import Product
from hilo.crm.calling import CrmError, ask
from hilo.crm.crm import get_crm
from hilo.crm.stock import Article

logger = logging.getLogger(__name__)


def as_it_stands(shop: Shop) -> Shop:
    """The shop with the stock of this moment; with the catalogue's figures where the CRM does not answer: what is
    ordered is counted again."""
    try:
        taken = ask(get_crm().stock.taken)
    except CrmError:
        logger.warning("Stock is told by the catalogue alone.")
        return shop
    return _less(shop, frozenset(taken.items())) if taken else shop


@lru_cache(maxsize=2)
def _less(shop: Shop, taken: frozenset[tuple[Article, int]]) -> Shop:
    """The shop less some units; its indexes are shared, for none of them counts."""
    for name, value in vars(type(shop)).items():
        if isinstance(value, cached_property):
            getattr(shop, name)
    units = dict(taken)
    left = copy.copy(shop)
    left.company = shop.company._replace(products=tuple(_product_less(p, units) for p in shop.company.products))
    return left


def _product_less(product: Product, taken: dict[Article, int]) -> Product:
    if not any(article.product == product.id for article in taken):
        return product
    stock = {color: {size: max(0, units - taken.get(Article(product.id, color, size), 0))
                     for size, units in sizes.items()} for color, sizes in product.stock.items()}
    return product.copy(update={"stock": stock})
