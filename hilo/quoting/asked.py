"""Questions about a quotation that was made («¿cuántas camisetas quedaron?»), and about work that it does not hold."""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from hilo.quoting.correcting import REQUEST, corrects, is_of_late
from hilo.quoting.wanted import Entity
from hilo.spanish.normalize import fold

_QUOTE = re.compile(r"\b(?:cotizacion|proforma|pdf|presupuesto|cotiz(?:o|aste|aron|amos|ado|ada|adas|ados))\b")
_ASKS = re.compile(r"\?|^\W*(?:y )?(?:que|cual\w*|cuant\w+|como quedo|a nombre de quien|hasta cuando|"
                   r"me (?:repit|recuerd)\w+|rep[ie]t\w+|recuerd\w+|dig[ao]\w*me (?:que|cual\w*|cuant\w+))\b")
_CONTENT = re.compile(r"\b(?:qued(?:o|aron|an|a|ado|aba|aban)|figura\w*|"
                      r"inclu(?:ye|yen|ia|ian|yo|yeron|ida|idas|ido|idos)|"
                      r"anot(?:o|aste|aron|ado|ada)|pus(?:o|iste|ieron)|cotiz(?:o|aste|aron|amos|ado|ada|adas|ados))\b")
"""Words of what stands in it, also where the quotation itself is not named."""
_OF_IT = re.compile(r"\b(?:tiene|trae|dice|lleva|van?|hay|entra\w*|total|de cuanto|cuanto es|vence\w*|vigencia|validez|"
                    r"hasta cuando|a nombre de quien|repit\w+|recuerd\w+)\b")
_NO_CONTENT = re.compile(r"\b(?:como (?:hago|pido|puedo|se)|stock|existencias|envio|pag(?:o|ar|amos)|entreg\w+|"
                         r"llega\w*|tarda\w*|demora\w*|te quedan?|les quedan?|nos? quedan? (?:tiempo|dias))\b")
WORK = re.compile(r"\b(?:logo\w*|bord\w+|estamp\w+|escudo|personaliz\w+)\b")
"""Work on the goods, which people quote."""
_AND_WORK = re.compile(r"\b(?:y|pero|que (?:hay|pasa|paso) (?:de|con)) (?:con )?(?:(?:el|la|lo|los|del?) ){1,2}"
                       rf"{WORK.pattern}[^?.]{{0,25}}\?")
"""«¿Y el bordado?», with nothing else asked of it."""
_SUMMARY = re.compile(
    r"\b(?:resumen|resum[ie]\w*|recapitul\w+|(?:que|como) (?:va|vamos|llevamos|llevo|quedo|quedaria|queda|"
    r"tenes anotado|tienes anotado|tiene anotado|anotaste|anoto)\b(?! (?:en|a) \w+)|"
    r"(?:confirm\w+|repit\w+|repet\w+|record\w+|recuerd\w+)(?:me|nos)? (?:\w+ )?(?:pedido|lista|cotizacion|anotado))\b")
"""Words by which what was noted so far is asked for."""
_PRICE = re.compile(r"\b(?:cuanto (?:\w+ ){0,3}(?:val\w+|cuest\w+|sal\w+|cobr\w+|es|seria|dejan?)|"
                    r"que (?:precio|valor|costo)|"
                    r"(?:precio|valor|costo)s? (?:de|del)|(?:val\w+|cuest\w+|sal\w+|cobr\w+) (?:\w+ ){0,4}cuanto|"
                    r"cuanto (?:val|cuest|sal|cobr)\w*|(?:logo\w*|bord\w+|estamp\w+) (?:a )?cuanto|a como)\b")
_SHIPPING = re.compile(r"(?<!sin )(?<!sin el )\b(?:envio|flete|despacho|domicilio|transporte)\b")
_INCLUDED = re.compile(r"\b(?:inclu\w+|con (?:el |la )?(?:envio|flete|despacho|domicilio|transporte)|sum\w+|agreg\w+|"
                       r"anad\w+|cotic\w+|cotiz\w+ (?:tambien|ademas)|pong\w+|hag\w+|met\w+)\b")


_SEND = re.compile(r"\b(?:re)?(?:envi|mand|pas|compart|adjunt)\w*\b[^.?!]{0,25}\b(?:(?:la|esa|esta|dicha) "
                   r"(?:cotizacion|proforma)|pdf)\b")


def wants_it_sent(made: Mapping[str, Any] | None, text: str, right_after: bool, at: datetime) -> bool:
    """«¿Me la podrían enviar en PDF?»: the quotation that was just made is wanted, and no other one."""
    return bool(made and made.get("total") and right_after and is_of_late(made, text, at) and _SEND.search(fold(text)))


def asks_content(made: Mapping[str, Any] | None, text: str, right_after: bool, at: datetime) -> bool:
    """Whether a message asks what stands in the last quotation. right_after: nothing was said since."""
    if not made or not made.get("total") or not is_of_late(made, text, at):
        return False
    folded = fold(text)
    if not _ASKS.search(folded) or _NO_CONTENT.search(folded) or WORK.search(folded):
        return False
    if _QUOTE.search(folded):
        return bool(_CONTENT.search(folded) or _OF_IT.search(folded))
    return right_after and bool(_CONTENT.search(folded))


def asks_summary(text: str) -> bool:
    """Whether, in the middle of a quotation, what was noted so far is to be told again."""
    return bool(_SUMMARY.search(fold(text))) and not WORK.search(fold(text))


def concerns(made: Mapping[str, Any] | None, text: str, entities: Sequence[Entity], right_after: bool,
             at: datetime) -> bool:
    """Whether a message corrects the last quotation, asks what stands in it or wants the way in it."""
    return (corrects(made, text, entities, right_after, at) or asks_content(made, text, right_after, at)
            or wants_shipping_in(made, text, right_after, at) or asks_beside(made, text, at))


def asks_beside(made: Mapping[str, Any] | None, text: str, at: datetime) -> bool:
    """«¿Y el bordado?», «¿cuánto sería el despacho por las 38?»: whether what only people reckon is asked of the goods
    of the last quotation; the way of other goods has a price."""
    if not made or not is_of_late(made, text, at):
        return False
    folded, units = fold(text), [row.get("units") or 0 for row in made["wanted"]]
    names_it = _QUOTE.search(folded) or {int(n) for n in re.findall(r"\b\d{1,4}\b", folded)} & {*units, sum(units)}
    return bool(_AND_WORK.search(folded) or (names_it and speaks_of_shipping(text) and _PRICE.search(folded)))


def speaks_of_shipping(text: str) -> bool:
    """Whether the way is spoken of, and not that it is not wanted."""
    return bool(_SHIPPING.search(fold(text)))


def wants_shipping_in(made: Mapping[str, Any] | None, text: str, right_after: bool, at: datetime) -> bool:
    """Whether the way is to be in the quotation that was made; what it costs is only a question."""
    if not made or not is_of_late(made, text, at) or ("?" in text and not REQUEST.search(fold(text))):
        return False
    return wants_shipping(text) and (right_after or bool(_QUOTE.search(fold(text))))


def asks_work_price(text: str) -> bool:
    """«¿El bordado cuánto vale?», which only people can tell."""
    folded = fold(text)
    return bool(WORK.search(folded) and _PRICE.search(folded))


def wants_shipping(text: str) -> bool:
    """«Con el envío a Medellín incluido»: the way is to be in the quotation, which only people can reckon."""
    folded = fold(text)
    return bool(_SHIPPING.search(folded) and _INCLUDED.search(folded))
