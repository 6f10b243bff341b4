"""What somebody wants with their order, and what a short answer chooses: plain words, since intents cannot tell."""
from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from hilo.crm.orders import Order
from hilo.spanish.normalize import fold
from hilo.spanish.ordinals import LAST, read_ordinal

Wish = Literal["status", "cancel", "address", "variant", "return", "exchange", "not_received"]
Choice = Literal["wait", "pick_up", "cancel", "none"]

_CHANGE = re.compile(r"\b(?:cambi\w+|modific\w+|correg\w+|corrij\w+|actualiz\w+|equivo\w+|"
                     r"puse mal|otr[ao]|mud[eo]\w*)\b")
_CANCEL = re.compile(r"\b(?:cancel\w+|anul\w+|baja|sin efecto|desist\w+|revers\w+|tumb\w+|revoc\w+|elimin\w+)\b")
_ADDRESS = re.compile(r"\b(?:direccion|domicilio|me mude|me mudo|otra casa|calle|adonde|a donde|lugar de entrega)\b")
_VARIANT = re.compile(r"\b(?:talles?|tallas?|numero mas|color|medida|mas (?:grande|chic[oa]|pequeñ[oa]))\b")
_RETURN = re.compile(r"\b(?:devol\w+|devuel\w+|reembols\w+|reintegr\w+|arrep[ie]+nt\w+|retracto|plata de vuelta)\b")
_NOT_RECEIVED = re.compile(r"\b(?:dice|figura|aparece|sale|marca|pone|me salta)\b.{0,20}\bentregad\w+|"
                           r"\bentregad\w+\b.{0,40}\b(?:no|nunca|nadie|tampoco)\b")
_ASKS = re.compile(r"\?|\b(?:cuant\w+|hasta cuando|quien|como (?:hago|es|se)|se puede|politica|plazo|donde)\b")
_STARTS = re.compile(r"\b(?:quiero|quisiera|necesito|me (?:lo|la|los|las) (?:cambian|reciben)|"
                     r"pido|solicito|cambienme|cambiame|mandenme|cambiarl[oa]s?|devolverl[oa]s?)\b")
_OWN = re.compile(r"\b(?:me|nos) (?:qued\w+|lleg\w+|va|van|entra\w*|sal\w+|result\w+|vin\w+|trajeron|mandaron|"
                  r"aprieta\w*|baila\w*)|\b(?:compre|compramos|pedi|recibi|mi (?:pedido|compra))\b|"
                  r"\b(?:l[oa]s?) (?:puedo|podria|podemos) (?:cambiar|devolver)|"
                  r"\b(?:puedo|podria|podemos) (?:cambiar|devolver)l[oa]s?\b")
_SUPPOSED = re.compile(r"\b(?:si|en caso de que) (?:no |al final |despues |luego )*(?:me|nos|le|les|te) \w+|"
                       r"\bsi no (?:es|son|era|fuera|fueran) (?:de )?(?:mi|su|tu|el|la) (?:tall[ea]|numero|medida)\b")
"""«Si no me quedan»: what has not happened yet, to something that may not even be bought."""
_MAY = re.compile(r"\b(?:pued\w+|podr\w+|hay|aceptan|reciben|cambian|devuelven|pasa|hago)\b")
_BOUGHT = re.compile(r"\b(?:compre|compramos|pedi|recibi|mi (?:pedido|compra)|"
                     r"(?:me|nos) (?:lleg(?:o|aron)|trajeron|mandaron|quedaron|quedo|fue|fueron|entro|entraron))\b")
SEND_IT = r"(?:mand|envi|entreg|despach|traig|trae|tray)\w*?(?:me|nos)?l[oa]s?"
"""«Mándenlo», «envíamela», «traerlo»."""
_CLAUSE_ENDS = re.compile(r"[,;.:!?¿¡\n]|\b(?:pero|sino|mejor|prefiero|y)\b")
_NOT = re.compile(r"\b(?:no|ni|nunca|tampoco)\b"
                  r"(?! (?:me )?import| (?:hay|tengo|tenemos|veo) (?:problema|drama|inconveniente|apuro|prisa))")
_WAIT = re.compile(r"\b(?:esper\w+|aguard\w+|manten\w*|nueva fecha|que (?:me )?llegue|sigue|sigan?|"
                   r"dej(?:al|arl|emosl|enl)[oa] (?:asi|en camino)|"
                   rf"{SEND_IT})\b")
_PICK_UP = re.compile(r"\b(?:retir\w+|recog\w+|recoj\w+|paso a buscar\w*|busc\w+|sucursal|local|tienda|voy yo)\b")
_NO = re.compile(r"\W*(?:(?:mejor )?no\b(?! (?:me )?(?:sirve|import))|ningun[oa]\b|nada\b)")
_MONEY_BACK = re.compile(
    r"\b(?:quiero|exijo|pido|necesito|denme|dame|dev(?:uel|ol)v\w*(?:me|nos)|reintegr\w+me|(?<!cuando )me devuelvan)"
    r" (?:(?:que me devuelvan|de vuelta|ya|toda) )*(?:mi|la|el) (?:plata|dinero|guita|lana)\b|"
    r"\b(?:plata|dinero|guita|lana) de vuelta\b")
_WHY = re.compile(r"\b(?:por (?:que|q)|x ?q|porque no|a que se debe|(?:el|que|cual) (?:motivo|razon))\b")
_NUMBER = re.compile(r"(?:\bcb\s?-?\s?|\b[a-z]{1,3}-?|#|\b)\d{4,8}\b")


def wish_of(text: str, intent: str) -> Wish:
    """What is wanted; the intent decides where the words do not."""
    folded = fold(text)
    if intent != "return_exchange" and _NOT_RECEIVED.search(folded):
        return "not_received"
    cancels = bool(_CANCEL.search(folded))
    if not cancels and _CHANGE.search(folded):
        if _ADDRESS.search(folded):
            return "address"
        if intent != "return_exchange" and _VARIANT.search(folded):
            return "variant"
    if intent == "return_exchange":
        return "return" if _RETURN.search(folded) and not re.search(r"\bcambi", folded) else "exchange"
    if intent == "cancel_order" or (cancels and intent == "order_status") or (
            intent != "order_status" and calls_off(text)):
        return "cancel"
    return "status"


def asks_rules(text: str) -> bool:
    """«¿Cuántos días tengo para cambiar?»: about the rules, not yet about a thing of one's own."""
    folded = fold(text)
    if supposes(text):
        return bool(_ASKS.search(folded) or _MAY.search(folded))
    return bool(_ASKS.search(folded)) and not _STARTS.search(folded)


def speaks_of_own(text: str) -> bool:
    """«Me quedó chica, ¿la puedo cambiar?»: about a thing of their own, for which the rules are but the beginning."""
    folded = fold(text)
    return bool(_OWN.search(folded)) and not supposes(text)


def supposes(text: str) -> bool:
    """«¿Puedo cambiarlas si no me quedan?»: asks what would be, of nothing that they have."""
    folded = fold(text)
    demands = "?" not in text and bool(re.search(r"\b(?:quiero|exijo|necesito|pido)\b", folded))
    return bool(_SUPPOSED.search(folded)) and not demands and not _BOUGHT.search(folded)


def choice_of(text: str) -> Choice | None:
    """What is chosen for a late order; the options are named in the order wait, pick_up, cancel."""
    folded = fold(text)
    said = affirmed(folded)  # never by mistake: an order goes on or is given up, and a coupon is given
    options: Sequence[tuple[Choice, re.Pattern[str]]] = (
        ("pick_up", _PICK_UP), ("cancel", _CANCEL), ("cancel", _RETURN), ("wait", _WAIT))
    chosen = next((choice for choice, words in options if words.search(said)), None)
    return chosen or ("none" if _NO.match(folded) else None)


def affirmed(folded: str) -> str:
    """What is said without a no before it: «mejor no mandarlo» does not ask to send it, «no, mándenlo» does."""
    return ", ".join(_NOT.split(clause, maxsplit=1)[0] for clause in _CLAUSE_ENDS.split(folded))


def nth(text: str, options: Sequence[str]) -> str | None:
    """The option that an ordinal names («la 2», «la última»)."""
    number = read_ordinal(text)
    bare = re.fullmatch(r"\W*(?:opcion |la |el |numero )?(\d)\W*", fold(text))
    number = int(bare.group(1)) if bare else number
    if number is None or not options:
        return None
    if number == LAST:
        return options[-1]
    return options[number - 1] if 0 < number <= len(options) else None


def number_in(text: str) -> str | None:
    """An order's number, as written."""
    found = _NUMBER.search(fold(text))
    return found.group() if found else None


def order_meant(text: str, orders: Sequence[Order]) -> Order | None:
    """Which of several orders: by number, place in the list, or a word of what is in it."""
    number = number_in(text)
    if number:
        digits = re.sub(r"\D", "", number)
        return next((order for order in orders if order.number.endswith(f"-{digits}")), None)
    words = {word.rstrip("s") for word in re.findall(r"[a-zñ]{4,}", fold(text))}
    named = [order for order in orders
             if words & {word.rstrip("s") for line in order.lines for word in fold(line.name).split()}]
    if len(named) == 1:
        return named[0]
    chosen = nth(text, [order.number for order in orders])
    return next((order for order in orders if order.number == chosen), None)


def cancels(text: str) -> bool:
    """«Cancelalo»: the order is to be called off, said without a no."""
    folded = fold(text)
    return bool(_CANCEL.search(folded)) and not re.search(r"\bno\b", folded)


def calls_off(text: str) -> bool:
    """«Cancelalo», «quiero la plata de vuelta»: of an order that is spoken of, in whatever else is said. «¿Cuándo me
    devuelven la plata?» asks after money that is on its way."""
    said = affirmed(fold(text))
    return bool((_CANCEL.search(said) or _MONEY_BACK.search(said)) and not _ASKS.search(fold(text)))


def asks_why(text: str) -> bool:
    """Whether the reason is asked for: «¿por qué no llegó?»."""
    return bool(_WHY.search(fold(text)))


def is_no(text: str) -> bool:
    """A refusal at the beginning."""
    return bool(_NO.match(fold(text)))
