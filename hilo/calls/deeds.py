"""What was done in a call, by words that leave little doubt: the customer's demand, and what the agent did about it.

A question about a price may open a call whose end is an order: what was asked to be done tells the call better than
what was asked to be known. The agent's answer tells it too ("cancelado", "le mando la etiqueta").
"""
from __future__ import annotations

import re

UNDOES = frozenset({"cancel_order", "return_exchange", "change_appointment", "purchase"})
"""Demands by which a call ends, whatever it began with."""
_ORDER = r"(?:pedidos?|compras?|ordene?s?|encargos?|paquetes?)"
_ENDS = r"(?:me|nos)?(?:l[aeo]s?)?"
_DEMANDS = (
    ("cancel_order", rf"\b(?:cancel|anul)(?:ar|a|e|en|o|ame|eme|enme){_ENDS}\b|"
                     rf"\bdar de baja (?:el|la|un|una|mi) {_ORDER}|\bme arrepenti de(?: la| mi)? (?:compra|pedido)|"
                     rf"\bno (?:lo |la )?quiero mas (?:el|la|mi) {_ORDER}"),
    ("return_exchange", rf"\b(?:cambi|devolv|regres|reembols|reintegr)(?:ar|er|a|e|en){_ENDS} .{{0,25}}?"
                        rf"(?:talle|talla|color|numero|plata|dinero|producto|prenda|por (?:el|la|otr|un))|"
                        rf"\b(?:quiero|quisiera|queria|necesito|puedo|como hago para|me gustaria) (?:hacer (?:un|"
                        rf"una) )?"
                        rf"(?:(?:cambio|devolucion)\b|(?:cambiar|devolver|regresar){_ENDS})(?! (?:la|mi|de) "
                        rf"(?:direccion|cita|turno|hora))|"
                        rf"\bme l[oa]s? (?:pued|podr)\w+ (?:cambiar|reemplazar)|"
                        rf"\bque me l[oa]s? (?:cambien|cambies|cambie|reemplacen)|"
                        rf"\b(?:devuelv|regres|reintegr|reembols)(?:a|e|en|an|as)(?:me|nme)?(?:l[oa])? (?:mi |el |"
                        rf"la |lo "
                        rf"que )?(?:dinero|plata|pague|importe)|"
                        rf"\bno es (?:el|la|lo) que (?:yo )?(?:pedi|compre|encargue)|"
                        rf"\b(?:me (?:lleg|vin|mand|envi)\w+|vino|llego) (?:otr[oa]|un[oa] (?:verde|roj|negr|azul|"
                        rf"blanc)\w*|equivocad|cambiad)|\bpor (?:el|la|un) (?:cambio|devolucion) (?:de|del)\b"),
    ("purchase", r"\bme l[oa]s? (?:llevo|quedo)\b|\bl[oa]s? compro\b|"
                 r"\b(?:anot|reserv|apart|separ|guard)[ae](?:me|nme)(?:l[oa]s?)?\b|"
                 r"\b(?:quiero|quisiera|voy a) (?:comprar|hacer (?:un|el) (?:pedido|"
                 r"encargo)|encargar|pedir)(?:l[oa]s?)?\b"),
    ("change_appointment", r"\b(?:cambi|mov|reprogram|corr|pas|posterg)\w+ (?:la |el |mi )?(?:cita|turno|hora|"
                           r"reserva)\b|\b(?:cita|turno)\b.{0,90}\b(?:no (?:voy a|puedo|podre|llego)|otro dia)"),
    ("book_appointment", r"\b(?:sacar|pedir|agendar|separar|reservar|apartar|hacer|programar|quiero|quisiera|necesito) "
                         r"(?:un |una |el |la )?(?:cita|turno|hora (?:para|con)|visita)\b"),
    ("order_status", rf"\b(?:donde (?:esta|anda|viene|quedo)|como (?:va|viene|sigue)|que paso con|nada que (?:llega|"
                     rf"me llega)|(?:todavia|aun) no (?:me )?(?:ha )?lleg\w+|no me (?:ha )?lleg\w+|"
                     rf"cuando (?:me )?(?:llega|va a llegar|entregan)) ?(?:mi|el|la|un|con mi|lo que)? ?"
                     rf"(?:{_ORDER}|boleta|factura|comprobante)|\bnada que llega|\b(?:numero de )?(?:guia|"
                     rf"seguimiento|rastreo) de mi {_ORDER}"),
    ("request_quote", r"\b(?:una|la|su|me) (?:cotizacion|cotice\w*|cotiza\w*|proforma)\b|\bpresupuesto (?:para|por|de) "
                      r"(?:\d|un|una|vari|mi empresa)"),
    ("compliment", r"\bfelicit\w+|\b(?:quiero|queria|llam\w+) (?:para )?agradecer"),
)
_DEMAND = tuple((name, re.compile(pattern)) for name, pattern in _DEMANDS)
_REFUSED = re.compile(r"\bno (?:quiero|hace falta|es necesario|me|lo|la|los|las|voy a|pienso)? ?$")
_DID = (
    ("cancel_order", r"\b(?:cancel|anul)(?:o|amos|ado|ada|e|are|aremos)\b|\b(?:lo|la|queda|dejo) cancel\w+"),
    ("return_exchange", r"\betiqueta\b|\b(?:tu|su|el) (?:cambio|devolucion|reembolso|reintegro)\b|\breembols\w+|"
                        r"\breintegr\w+"),
    ("order_status", rf"\b(?:su|tu|el) {_ORDER} .{{0,30}}?(?:se (?:retras|demor)|salio|sale|esta en|llega|va en|"
                     rf"viaj|no "
                     r"(?:lo )?encontr)|\b(?:transportadora|paqueteria)\b|\breprogram\w+ (?:la )?(?:entrega|visita)"),
    ("change_appointment", r"\b(?:para cuando|a que dia) (?:la|lo|te la|se la) (?:cambi|movemos|pasamos)|"
                           r"\b(?:cambio|muevo|paso|reprogramo) (?:la|su|tu) (?:cita|turno)"),
    ("technical_support", r"\b(?:equipo|servicio|soporte) tecnico|\bun tecnico\b|\bgarantia\b"),
    ("purchase", r"\b(?:link|liga|enlace|datos) (?:de|para|del) (?:el )?(?:pago|pagar|transfer\w+)|\bsale (?:su|tu) "
                 r"pedido|\ben cuanto se acredite"),
)
_DEED = tuple((name, re.compile(pattern)) for name, pattern in _DID)
RATES = re.compile(r"\b(?:encuesta|califica\w*|del (?:uno|1) al (?:cinco|5|diez|10)|puntaje|nota del|puntua\w*)\b")
"""The agent asks for a rating."""
_RATED = re.compile(r"\b(?:\d{1,2}|un [a-z]+|muy (?:bien|mal|buena|mala)|excelente|regular|buena|mala|pesim\w)\b")


def demanded(folded: str) -> list[str]:
    """The deeds that a customer's words demand."""
    return [name for name, pattern in _DEMAND
            if any(not _REFUSED.search(folded[:match.start()]) for match in pattern.finditer(folded))]


def done(folded: str) -> list[str]:
    """The matters on which the agent acted."""
    return [name for name, pattern in _DEED if pattern.search(folded)]


def is_rating(asked: str, answer: str) -> bool:
    """Whether an answer gives the rating that was asked for; both folded."""
    return bool(RATES.search(asked)) and bool(_RATED.search(answer))
