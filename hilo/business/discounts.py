"""What a question about a discount is about: a favour on the thing spoken of, a promotion by its name, a way to pay."""
from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal

from hilo.business.company import Shop, covers
from hilo.business.goods import PaymentMethod, Product, Promotion
from hilo.business.paying import names_of
from hilo.spanish.normalize import fold

_THAT = re.compile(r"\b(?:es[aeo]s?|aquell[ao]s?|aquel|est(?:e|os|as|a(?! (?:en|de|con|por|rebaj\w+|vigente))))\b"
                   r"(?! (?:semana|mes|dia|finde?|viernes|año|promo\w*|ofertas?|descuentos?|rebajas?)\b)|"
                   r"\by (?:ahi|ahora|entonces)\b")
_FAVOUR = re.compile(
    r"\b(?:me|nos) (?:l[oae]s? )?(?:pod\w+ |pued\w+ )?(?:hac\w+|hag\w+|haria\w*|dej\w+|das|dan|dais|daria\w*|den|"
    r"rebaj\w+|descont\w+|descuent\w+|bonific\w+)\b(?! saber| el favor)|\b(?:hacer|dejar|dar|rebajar)(?:me|nos)\b|"
    r"\b(?:descuentillos?|descuentitos?|rebajitas?|yapa|ñapa|precio (?:especial|amigo|de amigo)|una atencion|"
    r"ultimo precio|lo menos)\b")
"""«¿Me hacen precio?», «no me hacéis un descuentillo»: of the thing that is spoken of, not of the shop."""
_IT_FALLS = re.compile(r"\b(?:l[ao]s? )?(?:van? a )?(?:baja|bajar|bajan|bajara|rebaja(?:n|ran?)|esta(?:n|ra)? "
                       r"(?:en|de|rebajad)\w*|entra(?:n|ra)?|va(?:n)? a estar)\b")
_WHICH = re.compile(r"\b(?:que|cual|cuales|cosas?|productos?)\b")
_BY_PAYING = re.compile(r"\b(?:pag(?:o|a|ar|ando|amos|are|as)|transfier\w+|transferencia|efectivo|contado|tarjeta|"
                        r"debito|credito|abon\w+|cash)\b")
Coverage = Literal["all", "some", "none"]


def is_of_thing(text: str) -> bool:
    """Whether it is asked of the thing that is spoken of, where the message names none."""
    folded = fold(text)
    falls = _IT_FALLS.search(folded) and not _WHICH.search(folded)
    return bool(_THAT.search(folded) or _FAVOUR.search(folded) or falls)


def asks_favour(text: str) -> bool:
    """Whether one is asked for, rather than what there is."""
    return bool(_FAVOUR.search(fold(text)))


def asks_by_paying(text: str) -> bool:
    """«¿Hay rebaja pagando en efectivo?»: by the way of paying."""
    return bool(_BY_PAYING.search(fold(text)))


def promotion_named(shop: Shop, text: str, today: date) -> Promotion | None:
    """The promotion that a text calls by its name («en Black Friday»), past ones too, the nearest to come first."""
    words = fold(text)
    called = [p for p in shop.company.promotions if fold(p.name) in words
              or fold(p.name).replace(" ", "") in words.replace(" ", "")]
    return min(called, key=lambda p: (p.valid_until < today, p.valid_from)) if called else None


def coverage(promotion: Promotion, goods: Sequence[Product]) -> Coverage:
    """How many of some goods a promotion lowers."""
    lowered = [covers(promotion, product) for product in goods] if promotion.percent else []
    return "all" if lowered and all(lowered) else "some" if any(lowered) else "none"


def coming_for(shop: Shop, goods: Sequence[Product], today: date) -> Promotion | None:
    """The next announced promotion that lowers all of some goods."""
    coming = [p for p in shop.company.promotions if p.valid_from > today and coverage(p, goods) == "all"]
    return min(coming, key=lambda p: p.valid_from) if coming else None


def means_named(shop: Shop, text: str) -> PaymentMethod | None:
    """The company's way to pay that a question names."""
    folded = fold(text)
    said = [(sum(word in folded for word in name.split()), method) for method in shop.company.payments.methods
            for name in names_of(method) if re.search(rf"\b{re.escape(name.split()[0])}\b", folded)]
    return max(said, key=lambda pair: pair[0], default=(0, None))[1]
