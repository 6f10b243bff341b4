"""What an answer may rest on: approved answers like the question, and the thing being talked about."""
from __future__ import annotations

from hilo import knowledge, wording
from hilo.business import links, offer
from hilo.business.company import Shop
from hilo.business.goods import Product
from hilo.clock import now

NEAR = 0.2
"""Score from which a passage is laid before the model; whether it answers the question the model sees."""
OURS = 0.55
"""Score from which a message that seems not to be our matter may be after all (right passages have about 1)."""
MOST = 4


def passages(shop: Shop, text: str, product: str | None, nearest: float = NEAR) -> list[str]:
    """The passages for a question, the likeliest first; none where the first is not as near as `nearest`."""
    near = knowledge.search(text, k=MOST)
    item = offer.item_named(shop, product)
    found = [f"{one.passage.title}\n{one.passage.text}" for one in near if one.score >= NEAR
             and near[0].score >= nearest and not (item and one.passage.id == f"product:{item.id}")]
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
