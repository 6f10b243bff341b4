"""The answer to who asked in a call whether something is sent to a town, what that costs or how long it takes.

The zones tell it for every town; the approved answers name all of them at once, or none.
"""
from __future__ import annotations

import re
from datetime import datetime, timezone

from hilo import wording
from hilo.business.lexicon import lexicon_of
from hilo.business.load import get_shop
from hilo.spanish.normalize import fold
from hilo.spanish.values import read_values
from hilo.texts import texts

_SHIPS = re.compile(r"\b(?:envi(?:o|os|an|as|a|ais|ar)|mand(?:an|as|a|ais|ar)|despach(?:an|as|a|o|os|ar)|reparten|"
                    r"lleg(?:an|a|as|ais|ar)|entreg(?:an|as|a|ar)|hacen (?:envio|entrega)s?|flete)\b|"
                    r"\b(?:tard|demor)\w+ .{0,20}\b(?:a|hasta|en llegar)\b")
_OF_ONE = re.compile(r"\b(?:mi|mis|su|sus|el|los|ese|este) (?:pedido|paquete|orden|encargo|compra|cambio|repuesto)s?\b|"
                     r"\b(?:factura|cotizacion|catalogo|fotos|link|tecnico|gratis|sucursal|local|tienda)\b|\bcb\W?\d|"
                     r"\b(?:manda|envia|entrega)(?:rme|n a (?:mi )?domicilio)\b.*\bhoy\b")
"""What is on its way already, or no parcel."""
_NOW = datetime(2026, 1, 1, tzinfo=timezone.utc)  # towns are read, not times


def answer_of_zone(question: str, country: str | None, register: str | None) -> str | None:
    """Cost and time to the one town that a question about sending names; None where it asks or names something else.

    country: the person's, which tells one Guadalajara from the other; None: not known.
    """
    folded = fold(question)
    if not _SHIPS.search(folded) or _OF_ONE.search(folded):
        return None
    shop = get_shop()
    towns = {str(found.value) for found in read_values(question, lexicon=lexicon_of(shop.company), now=_NOW,
                                                       country=country) if found.entity == "city"}
    zone = shop.zone_of(town := towns.pop(), country) if len(towns) == 1 else None
    if zone is None:
        return None
    currency, cost = next(iter(zone.cost.items()))
    said = [texts.fill("utter_shipping_zone", register=register, place=town, cost=wording.money(cost, currency),
                       min=zone.days.min, max=zone.days.max)]
    if zone.free_from:
        currency, amount = next(iter(zone.free_from.items()))
        said.append(texts.fill("utter_shipping_free", register=register, amount=wording.money(amount, currency)))
    return " ".join(said)
