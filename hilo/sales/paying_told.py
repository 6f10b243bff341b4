"""How somebody said that they will pay, and that they come for it, before there was anything to pay for."""
from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from hilo.sales.cart import CASH, TRANSFER, Cart, Way
from hilo.sales.choosing import Said
from hilo.sales.wishes import by_transfer
from hilo.spanish.normalize import fold
from hilo.spanish.wishes import clauses

_PAYS = re.compile(r"\b(?:pago|pagaria|pagaré|pagamos|pagare|transfiero|abono|abonaria|"
                   r"(?:voy|vamos|prefiero|quiero|quisiera|pienso|me gustaria|pensaba|seria|va)(?: a)? "
                   r"(?:pagar(?:l\w+)?|transferir|abonar|hacer (?:una |la )?transferencia|por transferencia|"
                   r"con transferencia))\b|^\W*(?:(?:ok|dale|bueno|y)\W+)*(?:con|por) transferencia\b")
_ON_PICKING_UP = re.compile(r"\b(?:al|cuando (?:lo|la|los|las)|y (?:lo|la|los|las)) (?:retir|recog|recoj|busc|"
                            r"pas[eo] a (?:buscar|retirar|recoger))\w*|\b(?:pago|pagar\w*|efectivo) en (?:el|la|una?) "
                            r"(?:local|sucursal|tienda)\b")
_CASH = re.compile(r"\befectivo\b")
_BARE_CASH = re.compile(r"^\W*(?:(?:ok|dale|bueno|y|si|mejor|prefiero|seria|entonces)\W+)*(?:con|en)? ?efectivo\b")
_NOT_CASH = re.compile(r"\b(?:no|sin) (?:\w+ ){0,3}efectivo\b")
_BY_CARD = re.compile(r"\b(?:tarjeta|debito|credito|mercado ?pago)\b")


def paying_told(texts: Iterable[str]) -> tuple[bool, Way | None]:
    """Whether it is to be paid by bank transfer, and that it is picked up, where a message says so («pago en efectivo
    al retirar»); of several the last. texts: of the person, the last first. What they only ask tells nothing."""
    for text in texts:
        for part in reversed(clauses(text)):
            folded = fold(part)
            if "?" in part or "¿" in part:
                continue
            pays = bool(_PAYS.search(folded))
            if _ON_PICKING_UP.search(folded) and (pays or _CASH.search(folded)):
                return bool(by_transfer(part)), "pick_up"
            if pays and by_transfer(part) is not None:
                return bool(by_transfer(part)), None
    return False, None


def pays_cash(text: str) -> bool:
    """«Pago en efectivo cuando lo retire», «en efectivo»: cash, where it is picked up; a question tells nothing."""
    for part in clauses(text):
        folded = fold(part)
        if "?" in part or "¿" in part or _NOT_CASH.search(folded):
            continue
        there = _ON_PICKING_UP.search(folded) and _PAYS.search(folded) and not _BY_CARD.search(folded)
        if there or (_CASH.search(folded) and (_PAYS.search(folded) or _ON_PICKING_UP.search(folded)
                                               or _BARE_CASH.match(folded))):
            return not by_transfer(part)
    return False


def take_payment(cart: Cart, text: str) -> tuple[Cart, bool]:
    """The cart as it is to be paid, and whether a message told that."""
    if pays_cash(text):
        return replace(cart, paid_by=CASH), not cart.cash
    told = None if text.rstrip().endswith("?") else by_transfer(text)
    then = TRANSFER if told else None
    return (cart, False) if told is None or then == cart.paid_by else (replace(cart, paid_by=then), True)


def only_where_picked_up(cart: Cart) -> tuple[Cart, list[Said]]:
    """What is sent home is not paid in cash; that is said."""
    if not cart.cash or cart.way != "home":
        return cart, []
    return replace(cart, paid_by=None), [Said("utter_cart_no_cash_at_home", {})]
