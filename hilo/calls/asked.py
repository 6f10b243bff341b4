"""What the agent has just asked for: by it a bare answer ("ele", "a puebla", "seis cero cuatro") is understood."""
from __future__ import annotations

import re

from hilo.calls.transcript import Turn
from hilo.spanish.normalize import fold

_ASKS = (
    ("order_number", r"(?:numero|nro|codigo) (?:de(?:l)? )?(?:tu |su |la |el )?(?:pedido|orden|compra|folio|"
                     r"seguimiento|guia)|"
                     r"\bfolio\b"),
    ("email", r"correo|\bmail\b|e ?-?mail"),
    ("phone", r"(?:que|cual|otro|tu|su|un|el) (?:numero|telefono|celular|cel|movil|whatsapp)\b|telefono|celular|"
              r"numero de (?:contacto|whatsapp)|a que numero|me (?:dicta|dictas|pasas|pasa|da|das) (?:el|ese|"
              r"otro) numero"),
    ("callback_at", r"a que hora|que hora|en que horario|que dia (?:y|te|le|lo|la)|cuando (?:te|le|lo|la) (?:llam|"
                    r"marc|viene|"
                    r"queda)|en que momento|que momento"),
    ("needed_by", r"para cuando|para que (?:fecha|dia)|que fecha|fecha (?:limite|lo|la)|cuando (?:lo|la|los|"
                  r"las) necesit"),
    ("person_name", r"nombre|quien (?:hablo|habla|tengo el gusto|tengo)|como (?:te|se) llama|quien (?:me )?(?:habla|"
                    r"llama)|"
                    r"apellido"),
    ("size", r"talle|talla|numero (?:calza|usa|de calzado|de zapat)|que numero|medida|tamaño|plazas"),
    ("color", r"\bcolor"),
    ("budget", r"presupuesto|monto|gastar|invertir|rango de precio|hasta cuanto|cuanto (?:pensa|tenia|tiene|quer|"
               r"te gust|le gust)"),
    ("quantity", r"cuant[oa]s"),
    ("city", r"ciudad|localidad|a ?donde|donde (?:vive|vivis|esta|estas|te|se|lo|la|ser|env|mand)|de que (?:parte|"
             r"zona|lugar)|"
             r"municipio|comuna|distrito|barrio|provincia|codigo postal|direccion"),
    ("company", r"se llama (?:la|el|su|tu) (?!señor|niñ|perr|gat|hij|beb)[a-z]+|empresa|razon social|compañia|"
                r"institucion"),
    ("reason", r"motivo|que (?:te |le )?(?:paso|sucedio|ocurrio)|por que|cuent[ae]me|contame|que problema"),
)
_PATTERNS = tuple((name, re.compile(rf"\b(?:{pattern})")) for name, pattern in _ASKS)


def asked_in(turn: Turn | None) -> tuple[str, ...]:
    """The names of what a turn of the agent asks for; nothing of what it merely says."""
    if turn is None:
        return ()
    text = fold(turn.said)
    if "?" not in text and "¿" not in text and not re.search(r"\b(?:me (?:da|das|dice|dices|decis|pasa|pasas|indica|"
                                                             r"indicas|"
                                                           r"confirma|confirmas)|digame|dime|decime|"
                                                           r"necesito)\b", text):
        return ()
    return tuple(name for name, pattern in _PATTERNS if pattern.search(text))
