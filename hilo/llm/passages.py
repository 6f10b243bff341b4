"""What an answer may rest on: approved answers like the question, and the thing being talked about."""
from __future__ import annotations

from hilo import wording
from hilo.business import links, offer
from hilo.business.company import Shop
from hilo.business.goods import Product
from hilo.clock import now

NEAR = 0.12
"""Likeness from which an approved answer is laid before the model; whether it answers the question the model sees."""
OURS = 0.4
"""Likeness from which a message that seems not to be our matter may be after all."""
MOST = 4


def passages(shop: Shop, text: str, product: str | None, nearest: float = NEAR) -> list[str]:
    """The passages for a question, the likeliest first; none where the first is not as near as `nearest`."""
    near = shop.faqs.nearest(text, MOST, NEAR)
    if not near or near[0][1] < nearest:
        near = []
    found = [f"{faq.question}\n{faq.answer}" for faq, _ in near]
    item = offer.item_named(shop, product)
    return ([_of(shop, item)] if item and not item.discontinued else []) + found


def _of(shop: Shop, item: Product) -> str:
    """A product's data sheet with today's price."""
    price = shop.price_of(item, now(shop.company.profile.time_zone).date())
    page = links.page_of(shop, item)
    lines = [f"{item.name}: {item.description}", *(f"{name.capitalize()}: {value}" for name, value in
                                                    item.attributes.items()), *item.benefits]
    if price:
        lines.append(f"Precio: {wording.money(price.amount, price.currency)}")
    lines.append("Hay stock." if offer.in_stock(item) else "Sin stock.")
    if page:
        lines.append(f"Página: {page}")
    return "\n".join(lines)
