"""How somebody said that they will pay, and that they come for it, before there was anything to pay for."""
from __future__ import annotations

import re
from collections.abc import Iterable

from hilo.sales.cart import Way
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
