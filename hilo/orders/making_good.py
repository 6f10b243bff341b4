"""Words about what is given for a trouble («¿qué me dan por la demora?», «¿y mi cupón?»), and «mándenlo ya»."""
from __future__ import annotations

import re
from collections.abc import Iterable

from hilo.orders.wishes import SEND_IT, affirmed
from hilo.spanish.normalize import fold

AFTER = frozenset({"action_order_help", "action_order_answer", "action_complaint", "action_complaint_answer",
                   "action_handoff", "action_compensation"})
"""Actions after which «el cupón» or «quiero más» speaks of an order."""
BEGUN = frozenset({"appointment_form", "quote_form", "purchase_form", "information_gathering_form"})
"""After one of them «cancelalo» speaks of something else."""
STILL_SPOKEN_OF = 6
"""Messages after which «cancelalo» means an order no more."""
MOST_WORDS = 8
"""A longer message says by itself what it is about."""
_ALWAYS = re.compile(r"\b(?:compens(?:acion\w*|e[ns]?(?:me|nos)?|ar\w*|a[ns]?me)|indemni\w+|resarc\w+)\b")
_WHY = (r"(?:demor\w+|retras\w+|atras\w+|tardanza\w*|tard(?!es?\b)\w+|esper\w+|molestia\w*|inconvenien\w+|"
        r"incumplimiento\w*|problema\w*|lata|vuelta que me)")
_GIVE = (r"(?:(?:me|nos|le|les) (?:va[ns]? a |vais a |piensan |pueden |podrian |deberian |tienen que )?"
         r"(?:dan?|das|dais|dar\w*|den|ofrec\w+|ofrezc\w+|regal\w+|reconoc\w+|bonific\w+|descuent\w+|descont\w+|"
         r"rebaj\w+|toca|tocan|corresponden?|hacen|abonan)|"
         r"(?:van? a |pueden |podrian )?(?:dar|ofrecer|regalar|reconocer|bonificar|descontar|rebajar)(?:me|nos)|"
         r"(?:descuento|cupon|bonificacion|rebaja|beneficio)(?:e?s)?)")
_FOR_IT = rf"\b(?:por|ante|debido a) (?:\w+ ){{0,3}}{_WHY}\b"
_MAY_BE = r"(?:(?:una|alguna) atencion|(?:vale|detalle|regalo|credito)s?|algo)\b"
"""What is given, or something else altogether: «algo de mi pedido», «atención por un problema», «el detalle»."""
_GIVES = (r"\b(?:hay|habra|habria|tienen|tendran|tendrian|dan|daran|darian|ofrecen|"
          r"quiero|queria|quisiera|espero|esperaba|exijo|pido|merezco) (?:un |algun )?")
_MAY_BE_FOR = re.compile(rf"\b{_MAY_BE}.{{0,30}}{_FOR_IT}|{_FOR_IT}.{{0,25}}\b{_MAY_BE}")
_SURELY_FOR = re.compile(rf"{_GIVES}{_MAY_BE}.{{0,30}}{_FOR_IT}|{_FOR_IT}.{{0,25}}{_GIVES}{_MAY_BE}")
_FOR = re.compile(rf"\b{_GIVE}\b.{{0,30}}\b(?:por|con|de|ante|debido a) (?:\w+ ){{0,3}}{_WHY}\b|"
                  rf"\bpor (?:\w+ ){{0,3}}{_WHY}\b.{{0,25}}\b{_GIVE}\b")
_ELSE = re.compile(r"\bcaja de compensacion\b|"
                   r"\b(?:devol\w+|devuel\w+|reembols\w+|reintegr\w+|cancel\w+|anul\w+|"
                   r"respuestas?|solucion\w*|explicacion\w*|razon|razones|informacion|noticias?|novedades|disculpas?)\b")
"""Money back, no order any more, or words alone: wishes of their own."""
_OWN_COUPON = re.compile(r"\bmi (?:cupon|descuento|compensacion|vale|codigo de descuento)\b|"
                         r"\b(?:cupon|vale|descuento) (?:que )?(?:me )?(?:prometi\w+|ofrec(?:ieron|io|iste|en|es)|"
                         r"dijeron|iban a dar\w*)\b")
_THE_COUPON = re.compile(r"\b(?:el|ese|este|aquel|del) (?:cupon|vale|codigo (?:de descuento|del cupon))\b")
_HOW = re.compile(r"\b(?:como|donde) (?:(?:lo|se|la) )*(?:us\w+|aplic\w+|carg\w+|pong\w+|ingres\w+|canje\w+|hago)\b")
"""How a coupon is used has an answer of its own."""
_MORE = re.compile(
    r"\b(?:quiero|quisiera|deme|denme|dame|dan|exijo|necesito|merezco|pido|algo|un poco) (?:\w+ )?(?:mas|mejor)\b"
    r"(?! (?:informacion|datos|detalles|tiempo|rapido|tarde|zapatill\w+|productos?|modelos?))|"
    r"\bes (?:muy |re |bien )?(?:poc[oa]|poquit[oa])\b|\bme parece (?:muy )?poc[oa]\b|\bno (?:me )?(?:alcanza|basta)\b|"
    r"\bmas que eso\b|\b(?:eso|solo|nada mas) (?:nomas|nada mas|solo|eso)\b|\b(?:que )?miseria\b")
_SEND = re.compile(rf"\b{SEND_IT}\b|"
                   r"\b(?:l[oa]s? quiero|que (?:me )?(?:llegue|venga)) (?:ya|hoy|ahora)\b")


def order_spoken_of(done: Iterable[str | None]) -> bool:
    """Whether an order is what was last dealt with; people may have been called meanwhile.

    done: the actions, the newest first, with None for each message of the person.
    """
    messages = 0
    for action in done:
        messages += action is None
        if messages > STILL_SPOKEN_OF or action in BEGUN:
            return False
        if action in AFTER - {"action_handoff"}:
            return True
    return False


def asks_compensation(text: str, last_action: str = "") -> bool:
    """Whether somebody asks what they get for a trouble, or for the coupon that they were given; last_action: the
    assistant's, which tells what «el cupón» means."""
    folded = fold(text)
    if _ELSE.search(folded) or _HOW.search(folded):
        return False
    if any(sign.search(folded) for sign in (_ALWAYS, _FOR, _SURELY_FOR, _OWN_COUPON)):
        return True
    if last_action not in AFTER or len(text.split()) > MOST_WORDS:
        return False
    return bool(_MAY_BE_FOR.search(folded) or _THE_COUPON.search(folded)) or wants_more(text)


def wants_more(text: str) -> bool:
    """«Es muy poco», «quiero más»: what is given does not satisfy."""
    return len(text.split()) <= MOST_WORDS and bool(_MORE.search(fold(text)))


def wants_it_sent(text: str, last_action: str) -> bool:
    """«Nomás mándenlo ya», right after an order was spoken of."""
    return last_action in AFTER and len(text.split()) <= MOST_WORDS and bool(_SEND.search(affirmed(fold(text))))
