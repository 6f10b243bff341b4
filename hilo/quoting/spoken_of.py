"""What a quotation is asked for without a name: «¿me harías una cotización por 40?», of what was spoken of before."""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from hilo.business.company import Shop
from hilo.quoting.wanted import Entity, Wanted, wanted_in
from hilo.spanish.normalize import fold

_THEM = re.compile(r"\b(?:es[ao]s?|est[ao]s?|ell[ao]s|l[ao]s? mism[ao]s?|cotiz\w*l[aeo]s?|presupuest\w+l[aeo]s?)\b")
_SO_MANY = re.compile(r"\b(?:por|de|para|unos|unas|son|como) (?P<units>\d{1,4})\b"
                      r"(?![.,/]\d|\s*(?:mil|lucas|palos|k\b|pesos|soles|dolares|euros|personas|dias|horas))")


def spoken_of(shop: Shop, text: str, entities: Sequence[Entity], need: Mapping[str, Any]) -> list[Wanted]:
    """The thing that is meant by a message that names none; empty where it points to none, nor says how many. need:
    product, color and size of which it was spoken."""
    folded = fold(text)
    said = {str(e.get("entity")): e.get("value") for e in entities}
    so_many = _SO_MANY.search(folded)
    units = said.get("quantity") or (int(so_many["units"]) if so_many else None)
    if not need.get("product") or "product" in said or not (units or _THEM.search(folded)):
        return []
    told = {"quantity": units, **need, **{name: said[name] for name in ("color", "size") if said.get(name)}}
    order = ("quantity", "product", "color", "size")
    return wanted_in(shop, [{"entity": name, "value": told[name], "start": place}
                            for place, name in enumerate(order) if told.get(name)])
