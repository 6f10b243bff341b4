"""How near to buying somebody is, by what was said in one call alone."""
from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from hilo.calls.judging import likeliest, likelihoods
from hilo.calls.spoken_of import TurnHeard, heard_in
from hilo.calls.told import CallFact
from hilo.calls.transcript import AGENT, USER, Turn
from hilo.memory import stages
from hilo.spanish.normalize import fold

_BOUGHT = re.compile(r"\b(?:(?:les|le|te|ya|yo|hace|que) (?:[a-z]{1,6} )?(?:compre|compramos|pedi|encargue)|compre\b|"
                     r"compramos\b|mis? (?:pedido|compra|orden|paquete)s?|me (?:cobraron|facturaron|devolvieron|"
                     r"cambi(?:o|aron) (?:todo|el|la|un))|(?:un|el|una|la|del|mis) (?:pedido|compra|orden|paquete)"
                     r"s? (?:que|numero|nro|no (?:me )?(?:lleg|ha)|me lleg|de la|del|hecho|hecha|equivocad)|"
                     r"me (?:llego|llegaron|vino|vinieron|entregaron|mandaron|enviaron)|(?:soy|somos) client\w+|"
                     r"no me (?:ha )?lleg\w+)\b")
_NOT_BOUGHT = re.compile(r"\b(?:no|nunca|nada)(?: [a-z]{1,5})? (?:compre|he comprado|compramos|pedi)\b")
_OUR_ORDER = re.compile(r"\b(?:su|tu) (?:pedido|compra|orden|paquete|entrega)\b|\b(?:que|usted|ya) (?:nos )?(?:compro|"
                        r"compraste)\b|\b(?:su|tu) (?:cambio|devolucion|reembolso|reclamo|reintegro)\b|"
                        r"\bcambio de (?:su|tu)s?\b")
_ASKED_US = re.compile(r"\b(?:nos |que )?(?:dejo|dejaste|pregunto|preguntaste|consulto|consultaste|escribio|"
                       r"escribiste|pidio|pediste|solicito|"
                       r"intereso|interesaste)\b|\b(?:su|tu) (?:consulta|pregunta|solicitud|interes)\b")


_OF_ORDERS = frozenset({"order_status", "cancel_order", "return_exchange"})
"""Intents of people who say that they have ordered."""
_HOLDS = re.compile(r"\b(?:carrito|lista de espera|quedamos en|cotizacion|oferta|promocion|descuento)\b")


def signs_of_stage(turns: Sequence[Turn], topics: Sequence[str], facts: Sequence[CallFact],
                   heard: Sequence[TurnHeard] | None = None) -> list[float]:
    """What tells how near to buying somebody is, in numbers; heard: where the turns
    are known otherwise than by the weights in use."""
    said = " . ".join(fold(turn.said) for turn in turns if turn.role == USER and turn.said)
    agent = " . ".join(fold(turn.said) for turn in turns if turn.role == AGENT)
    names = [fact.name for fact in facts]
    main = topics[0] if topics else ""
    signs = [
        _BOUGHT.search(said), _NOT_BOUGHT.search(said), _OUR_ORDER.search(agent), _ASKED_US.search(agent),
        _HOLDS.search(agent), _OF_ORDERS.intersection(topics), main in _OF_ORDERS,
        main in ("complaint", "technical_support", "compliment", "rate_service"), main == "purchase",
        main == "request_quote", main == "opt_out", main == "not_interested", "order_number" in names,
        "product" in names, stages.after("prospect", topics, names) == "interested", not said, not topics,
        {"product_inquiry", "price_inquiry", "availability_inquiry"} & set(topics), "payment_inquiry" in topics,
        main in ("book_appointment", "change_appointment"), "product_problem" in names]
    near = np.array([one.stage for one in (heard_in(tuple(turns)) if heard is None else heard)] or [np.zeros(2)])
    return [*(float(bool(sign)) for sign in signs), *map(float, near.mean(0)), *map(float, near.max(0))]


def stage_of(turns: Sequence[Turn], topics: Sequence[str], facts: Sequence[CallFact]) -> str:
    """prospect, interested or customer, by what was said in this call."""
    return likeliest(likelihoods("stage", signs_of_stage(turns, topics, facts)))
