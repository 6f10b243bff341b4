"""Whether a sentence asks for a human being: a word for one of our people close to a word of being put through."""
from __future__ import annotations

import re

from hilo.calls.intents import rank
from hilo.spanish.normalize import fold

LIKELY, SURE = 0.3, 0.8
"""What the classifier has to think of a sentence with such words, and of one without them."""
LONG = 4
_HUMAN = (r"(?:person(?:a|ita)(?! que (?:no|lo|la|me (?:vendio|atendio)))|human[oa]|asesor(?:a|es|as)?\b|ejecutiv\w*|"
          r"encargad\w*|supervis\w*|gerente|"
          r"dueñ[oa]|jef[ea]|responsable|operador\w*|representante|vendedor\w*|agente|"
          r"algun[oa]? (?:de carne|que|ahi|persona)|alguien(?! (?:mas|me (?:dijo|llamo)))|carne y hueso|"
          r"administracion|gerencia|ventas|"
          r"cobranzas|contabilidad|facturacion|recursos humanos|post ?venta|quien (?:lo |la |me |sepa|decid|mand|"
          r"tenga|pueda|corresponda))")
_REACHES = (r"(?:habl\w+|comuni[cq]\w+|ati?end\w*|pas[aeo]\w*|transfier\w+|transfer\w+|deriv\w+|trat\w+|conect\w+|"
            r"resuelv\w+|quier[oa]|quisiera|necesit\w+|prefier\w+|llam\w+|marqu\w+|ayud\w+|pong\w+|ponme|ponganme|"
            r"dejeme con|mandeme con|expli\w+|contact\w+|no (?:hay|habra|tienen|tendran)|hay|habra)")
_PERSON = re.compile(rf"\b{_REACHES}(?: [a-zñ,]+){{0,6}}? {_HUMAN}\b|"
                     r"\bpersona (?:de verdad|real|de carne|humana)|\b(?:no|nada de|"
                     r"basta de) (?:quiero )?(?:hablar con )?"
                     r"(?:una? |mas )?(?:maquinas?|robots?|grabacion(?:es)?|contestador|computadora|bots?)\b")
_PLAIN = re.compile(r"\b(?:comuni[cq]\w+me|comuni[cq]\w+|pas[ae]me|paseme|pasame|transfier\w+me|deriv\w+me|habl\w+|"
                    r"trat\w+|ati?end\w*|conect\w+me|me pon(?:e|es|en)\b|ponerme|prefier\w+|quier[oa]|necesit\w+|"
                    r"llam\w+|marqu\w+|pon(?:me|gan\w*|game))(?: [a-zñ,]+){0,5}? (?:(?:con|de|un|una|el|la|su|tu) )"
                    r"{0,2}(?:asesor(?:a|es|as)?\b|supervis\w*|encargad\w*|gerente|ser humano|human[oa]|ejecutiv\w*|"
                    r"operador\w*|responsable|dueñ[oa]|representante|jef[ea]|agente|alguien de (?:verdad|carne|ventas|"
                    r"administracion|ustedes|ahi)|carne y hueso|vendedor\w*|(?:señor\w*|chic[oa]|muchach[oa]|joven) "
                    r"(?:de verdad|real|de carne)|persona(?! que)|alguien (?:que (?:me|sepa|entienda|pueda)|real|"
                    r"del equipo)|quien (?:lo |la )?(?:tenga|decid|mand|sepa|pueda))\b|\b(?:no|nada de) (?:quiero )"
                    r"?(?:hablar con )?(?:una? )?(?:maquina|robot|grabacion|contestador|computadora)\b|\b(?:hay|habra|"
                    r"esta) (?:alguien|algun[oa]?|una persona|alguna persona)(?: (?:de carne y hueso|humana|real))"
                    r"?(?: ahi)? (?:que (?:me )?(?:atienda|ayude)|para (?:hablar|atender)|ahi)")
_NOT = re.compile(r"\b(?:le|te|les|os) (?:habla|escribe|llama|saluda) (?:una?|la|el) |\bpersona (?:educad|decente|seri|"
                  r"mayor|grande|normal|trabajador|ocupad)|\b(?:cita|turno|hora|videollamada|asesoria)\b.{0,20} asesor|"
                  r"\bmi (?:jef[ea]|gerente|encargad[oa]|supervisor\w*)\b|\bno (?:hace falta|necesito|quiero|"
                  r"es necesario) (?:que (?:me )?)?(?:hablar con |llame |pase con )?(?:un|una|ningun\w*|la|el|con)"
                  r"? ?(?:asesor|persona|humano)|\bya (?:hable|me llamo|me atendio|me paso)\b|\b(?:el|la|un|una) "
                  r"(?:vendedor\w*|asesor\w*|persona) (?:que )?me (?:dijo|atendio|vendio|llamo|prometio)\b|"
                  r"\bpara (?:una|dos|tres|\d+) personas?\b|\bno (?:l[aeo]s?|te) (?:va|van|iba|puede|pueden)"
                  r"\b.{0,12}\batender|^(?:(?:hola|ah|ay|buenas|si),? )*con (?:ella|el) (?:mism[oa]|digame|dime|"
                  r"cuenteme|cuentame|habla)\b|\b(?:el|la) [a-zñ]+ que me va a atender\b|\bpara (?:los|las|mis|"
                  r"nuestr[oa]s) (?:asesor|vendedor|ejecutiv|agente)")


def wants_person(sentence: str) -> bool:
    """Whether a sentence asks for a human being."""
    folded = fold(sentence)
    if _NOT.search(folded):
        return False
    if _PLAIN.search(folded):
        return True
    thought = dict(rank(sentence)[:4]).get("request_human", 0.0)
    return thought >= (LIKELY if _PERSON.search(folded) else SURE) and len(folded.split()) >= LONG
