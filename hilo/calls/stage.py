"""How near to buying somebody is, by what was said in one call alone."""
from __future__ import annotations

import re
from collections.abc import Sequence

from hilo.calls.told import CallFact
from hilo.calls.transcript import AGENT, USER, Turn
from hilo.memory import stages
from hilo.spanish.normalize import fold

_BOUGHT = re.compile(r"\b(?:(?:les|le|te|ya|yo|hace|que) (?:[a-z]{1,6} )?(?:compre|compramos|pedi|encargue)|compre\b|"
                     r"compramos\b|mis? (?:pedido|compra|orden|paquete)s?|me (?:cobraron|facturaron|"
                     r"devolvieron|cambi(?:o|aron) (?:todo|el|la|un))|"
                     r"(?:un|el|una|la|del|mis) (?:pedido|compra|orden|paquete)s? (?:que|numero|nro|"
                     r"no (?:me )?(?:lleg|ha)|me lleg|de la|del|hecho|"
                     r"hecha|equivocad)|me (?:llego|llegaron|vino|vinieron|entregaron|mandaron|enviaron)|(?:soy|"
                     r"somos) client\w+|"
                     r"no me (?:ha )?lleg\w+)\b")
_NOT_BOUGHT = re.compile(r"\b(?:no|nunca|nada)(?: [a-z]{1,5})? (?:compre|he comprado|compramos|pedi)\b")
_OUR_ORDER = re.compile(r"\b(?:su|tu) (?:pedido|compra|orden|paquete|entrega)\b|\b(?:que|usted|ya) (?:nos )?(?:compro|"
                        r"compraste)\b")
_ASKED_US = re.compile(r"\b(?:nos |que )?(?:dejo|dejaste|pregunto|preguntaste|consulto|consultaste|escribio|"
                       r"escribiste|pidio|pediste|solicito|"
                       r"intereso|interesaste)\b|\b(?:su|tu) (?:consulta|pregunta|solicitud|interes)\b")


def stage_of(turns: Sequence[Turn], topics: Sequence[str], facts: Sequence[CallFact]) -> str:
    """prospect, interested or customer, by what was said in this call."""
    said = " . ".join(fold(turn.said) for turn in (turn for turn in turns if turn.role == USER and turn.said))
    agent = " . ".join(fold(turn.said) for turn in turns if turn.role == AGENT)
    names = [fact.name for fact in facts]
    if (stages.IS_CUSTOMER.intersection(topics) or "order_number" in names or _BOUGHT.search(said)
            or _OUR_ORDER.search(agent)) and not _NOT_BOUGHT.search(said):
        return "customer"
    if not topics and not facts and not said:
        return "prospect"
    if topics[:1] == ["not_interested"] or (topics[:1] == ["opt_out"] and not _ASKED_US.search(agent)):
        return "prospect"
    if stages.after("prospect", topics, names) == "interested" or _ASKED_US.search(agent):
        return "interested"
    return (
        "interested"
        if set(topics) & {"promotion_inquiry", "payment_inquiry", "shipping_inquiry", "request_call"}
        else "prospect"
    )
