"""No promise in the company's name, and no deed that was not done: a model can do nothing but write."""
from __future__ import annotations

import re

from hilo.knowledge.words import stem
from hilo.llm.check.passage import passage
from hilo.llm.check.situation import Situation
from hilo.spanish.normalize import fold

_PRONOUN = r"(?:te l[oae]s?|se l[oae]s?|te|le|les|l[oae]s?|se)\s"
_DO = (r"reembols|reintegr|devolv|devuelv|compens|indemniz|regal|bonific|descont|descuent|rebaj|cobr|llam|contact|"
       r"escrib|avis|envi|mand|despach|entreg|reserv|guard|apart|separ|agend|anot|cancel|anul|cambi|repon|repar|repus|"
       r"gestion|tramit|deriv|registr|confirm|actualiz|proces|asign|aplic|activ|hac|har|pas|dar|dej|resolv|resuelv|"
       r"acredit|anul|carg")
_PLURAL = r"(?:amos|emos|imos|aremos|eremos|iremos|remos)"
_FUTURE_ONE = r"(?:are|ere|ire|re)\b"
_PROMISES = tuple(re.compile(pattern) for pattern in (
    rf"\b{_PRONOUN}(?:(?:vamos|voy) a\s)?(?:{_DO})\w*?(?:{_PLURAL})?\b(?<!\bte da)(?<!\ble da)",
    r"\b(?:te|le|les|se l[oae]s?|se te|se le) (?:l[oae]s? )?(?!esperamos|ayudamos|contamos|recomendamos|sugerimos)"
    r"\w+(?:amos|emos|imos)\b",
    r"\bte (?:l[oae]s? )?(?:doy|dejo|pongo|puse|mando|envio|paso|reservo|guardo|aparto|anoto|agendo|hago|hice|cambio|"
    r"cancelo|autorizo|confirmo|adelanto|aviso|llamo|marco|sumo|acredito|bonifico|regalo|resuelvo|consigo)\b",
    r"(?<!no )\b(?:autorizo|confirmo|apruebo|acepto|acordado|aceptamos|autorizamos|aprobamos|hacemos (?:una|la) "
    r"excepcion|hacer una excepcion|queda hecho|esta hecho|trato hecho)\b",
    rf"\b(?:vamos|voy) a (?:{_DO})\w*",
    rf"\b(?:{_DO})\w*{_PLURAL}\b",
    rf"\b(?:{_DO})\w*{_FUTURE_ONE}",
    r"\b(?:te|le|les) (?:prometo|prometemos|aseguro|aseguramos|garantizo|garantizamos|juro|confirmo|doy mi palabra)\b",
    r"\b(?:garantiz|aseguramos|prometemos|nos comprometemos|me comprometo|me encargo|nos encargamos|me ocupo|"
    r"nos ocupamos)\w*",
    r"\b(?:ya|listo|hecho)[,:!]?\s(?:esta|quedo|queda|fue|lo|la|te|le|he|hice|cancele|cambie|reserve|agende|anote|"
    r"envie)\b",
    r"\b(?:he|hemos) (?:\w+ado|\w+ido|hecho|puesto|devuelto|resuelto)\b",
    r"\b(?:acabo|acabamos) de \w+r\b",
    r"\bqued(?:o|a|an|aron) (?:\w+ )?(?:reservad|agendad|anotad|registrad|confirmad|cancelad|cambiad|apartad|aprobad|"
    r"autorizad|asignad)[oa]s?\b",
    r"\b(?:tu|su|el|la) (?:\w+ )?(?:pedido|compra|turno|cita|reembolso|devolucion|cupon|descuento)"
    r"(?: \w+){0,2} (?:fue|ha sido|esta|queda|quedo|sera) "
    r"(?:cancelad|confirmad|aprobad|reservad|anulad|reembolsad|devuelt|agendad|aplicad|activad|autorizad)[oa]s?\b",
    r"\b(?:anote|agende|reserve|cancele|registre|envie|mande|cambie|aplique|active|derive|hice|di de)\b (?:tu|el|la|"
    r"un|una)\b",
    r"\b(?:hice|di de \w+) su\b",
    r"\b(?:llega|llegara|llegaran|estara|estaran|recibiras|recibira|vas a recibir|va a recibir|tendras|tendra) "
    r"(?:con seguridad|seguro|sin falta|a tiempo|antes)\b",
))
_FREE = re.compile(r"\b(?:gratis|gratuit\w+|sin (?:cargo|costo|coste|ningun costo)|de regalo|regal[oa]\w*|bonificad\w+|"
                   r"obsequi\w+|cortesia|cupon\w*|codigo (?:de descuento|promocional)|vale por|reembols\w+|reintegr\w+|"
                   r"descuento\w*|rebaj\w+|promocion\w*|oferta\w*|2x1|3x2|liquidacion\w*|cuotas|garantia\w*|stock|"
                   r"devolucion\w*|envio express)\b")
_DENIED = re.compile(r"\b(?:no|ni|sin|tampoco|nunca|ningun\w*)\b(?:\W+\w+){0,5}\W*$")


_TO_WHOM = re.compile(r"^(?:te|le|les)\s")
_GENERAL = re.compile(r"^se (?!l[oae]s? |te )\w+(?:a|e|an|en)$")


def _stem(word: str) -> str:
    return word[:6]


def promise(text: str, situation: Situation) -> bool:
    """«Te reembolsamos», «queda reservado», «ya lo cancelé»: unless a source says the very thing."""
    plain = fold(text)
    for pattern in _PROMISES:
        for match in pattern.finditer(plain):
            if _is_written(match.group(), situation) or _denied(plain, match.start()):
                continue
            return True
    return False


def _is_written(deed: str, situation: Situation) -> bool:
    """Whether a source says it: the very words, to whomever («te», «le»), or as what is done in general («se hace»)."""
    if deed in situation.folded_source:
        return True
    if re.match(r"se hacen?$", deed):
        return True
    if _GENERAL.match(deed):
        return any(stem(deed.split()[1]) in passage(one).all_stems for one in situation.passages)
    words = _TO_WHOM.sub("", deed).strip()
    return bool(_TO_WHOM.match(deed)
                and re.search(rf"\b(?:te|le|les) {re.escape(words)}\b", situation.folded_source))


def given_away(text: str, situation: Situation) -> bool:
    """Something free, reduced, refunded or in stock that no source speaks of; denying it is no gift."""
    plain = fold(text)
    return any(_stem(match.group()) not in situation.folded_source and not _denied(plain, match.start())
               for match in _FREE.finditer(plain))


def _denied(plain: str, start: int) -> bool:
    """Whether a thing is said not to be: «no puedo cancelar», «no tengo descuentos»; «no solo» denies nothing."""
    clause = re.split(r"[.;!?\n]|\bpero\b|\bsino\b", plain[:start])[-1]
    return _DENIED.search(clause) is not None and not re.search(r"\bno (?:solo|solamente|te preocup\w+|se preocup\w+|"
                                                                r"hay problema|hay drama|dudes|dude)\b", clause)
