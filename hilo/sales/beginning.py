"""What of a purchase a message begins by itself: with an article it names, a cart that was left, an order's link."""
from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from hilo.business.company import Shop
from hilo.business.offer import item_named
from hilo.spanish.normalize import fold

SURE = 0.35
_CART = re.compile(r"\b(?:carrito|carro|(?:seguir|sigamos|termin\w+|complet\w+|finaliz\w+|cerr\w+|retom\w+)"
                   r"(?: con)?(?: (?:la|mi))? (?:compra|pedido))\b")

_LINK = re.compile(r"\b(?:link|enlace|liga)s?\b.{0,30}\bpag|\bpag\w*\b.{0,30}\b(?:link|enlace|liga)s?\b|"
                   r"\b(?:donde|como|por donde) (?:lo |la |los |las )?pago (?:el|mi|la|ese|este) (?:pedido|orden)")


def asks_link(text: str) -> bool:
    """«¿Me pasás el link de pago?»"""
    return bool(_LINK.search(fold(text)))


def begins(shop: Shop, text: str, intent: str, confidence: float, things: Collection[str],
           cart: Mapping[str, Any] | None) -> bool:
    """Whether an article is to be bought that is named, or a purchase goes on that was left with things in the cart."""
    wants = intent == "purchase" and confidence >= SURE
    if any(item_named(shop, thing) for thing in things):
        return wants
    left = bool((cart or {}).get("items") or (cart or {}).get("choosing"))
    return left and not things and (wants or bool(_CART.search(fold(text))))
