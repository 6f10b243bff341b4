"""Whether a time in a sentence is over, or asks for nothing: told by the words around it."""
from __future__ import annotations

import re

from hilo.spanish.reading import Reading

REACH = 160
"""Characters to either side in which a time's clause is looked for."""
_CLAUSE = re.compile(r"[.;!?\n]|,(?! (?:el|a las?|tipo|por|en|\d))|\b(?:pero|aunque|asi que|entonces|"
                     r"porque)\b")
_PAST_ACCENTED = re.compile(
    r"\b\w{2,14}(?:[éí]|(?<![aeiou])ó|aste|iste|aron|ieron|yeron|jeron|imos)\b|\bhab[ií]an?\b|\b(?:he|has|"
    r"ha|hemos|han) (?:ya )?\w{2,14}(?:ado|ido|cho|sto|rto)\b", re.IGNORECASE)
_NOT_PAST = re.compile(r"\b(?!(?:esper|prepar|retir|mir|tir|par|compar|repar|declar|aclar|mejor|demor|"
                       r"adquir|separ|cobr)é)\w{0,14}(?:aré|eré|iré|dré|rré|bré)\b|\b(?:qué|sé|está|esté|"
                       r"aquí|ahí|así|allí|sí|mí|café|también|recién|además|llamé(?=me)|podés|"
                       r"\w+gué(?=\b) ?me|porqué|ojalá|dé|té|usted|bebé)\b", re.IGNORECASE)
_PAST_PLAIN = re.compile(
    r"\b(?:hice|hizo|hicimos|hicieron|fui|fue|fuimos|fueron|vino|vinieron|dije|dijo|dijimos|dijeron|tuve|tuvo|tuvimos|"
    r"estuve|estuvo|quise|pude|pudo|trajo|trajeron|puse|puso|pusieron|di|dio|dieron|vi|vio|escribi|pedi|recibi|sali|"
    r"vendi|perdi|compramos|pidieron|pedimos|ayer|anoche|anteayer|antier|quedaron|prometieron|mandaron|llegaron|"
    r"cobraron|llamaron|era|eran|iba|iban|tenia que|tenian que|debia|debian|estaba|estaban|habia|habian|esperaba|"
    r"estuvimos|ha (?:llegado|pasado)|compre(?! (?:mañana|el lunes))|pague|llame (?:y|pero|varias|el|a las|ayer)|"
    r"que tal (?:te fue|les fue|tu|su|estuvo|lo pasaste)|como (?:(?:te|le|les|la|lo|los) )?(?:fue|estuvo|pasaron|salio)"
    r"|\w{2,10}(?:aste|asteis|isteis|(?<!ex)(?<!tr)(?<!ch)(?<!ns)(?<!as)(?<!es)(?<!rs)iste)(?<!gaste)(?<!baste)"
    r"(?<!traste)|(?<!para )(?<!quiero )\bque (?:(?:les?|te|yo|ya|me|nos) ){0,2}(?:encargue|ordene|compre|pague|lleve|"
    r"mande|solicite|reserve|deje|señe|retire|aparte|elegi|probe|pedi|recibi|abone|deposite|transferi|devolvi|cambie|"
    r"contrate|consegui|agarre)|pasado|hacia|paso (?:algo|ayer)|estabas|sucedio|ocurrio|contamos|termino|terminamos|"
    r"recorde|recuerdas|acordas)\b")
_REQUEST = re.compile(
    r"\b(?:llam[ae](?!ste|ron|ba)\w{0,6}|llamad\w{0,4}|llámame|escrib[ae](?!ste|ron|ba)\w{0,6}|escribi(?:me|nos)|"
    r"habl[ae](?!ste|ron|ba)\w{0,5}|hablamos|contact\w{1,8}|avis[ae](?!ste|ron|ba)\w{0,5}|pas[ae](?!ste|ron|ba)\w{0,4}|"
    r"mand[ae](?!ste|ron|ba)\w{0,5}|reserv\w{1,6}|agend\w{1,6}|turno|cita|reunion|visita|puedo|podria|podriamos|"
    r"puede[ns]?|podes|quiero|quisiera|necesito|prefiero|mejor|estoy libre|me viene|me queda|para|nos vemos|vemos|"
    r"seguimos|retomamos|anot\w{1,6}|comunic\w{1,8}|marc[ae](?!ste|ron|ba)\w{0,5}|busc[ae](?!ste|ron|ba)\w{0,5}|voy|"
    r"vuelvo|me desocupo|disponible|libre|dale|perfecto|ok)\b")
_WANTS = re.compile(r"\b(?:quiero|necesito|quisiera|podria\w*|puedo)\b[^,]*$")
_HOURS_QUESTION = re.compile(
    r"\b(?:abren?|abris|abierto|abiertos|abierta|cierran?|cerrado|cerrados|cierra|atienden?|atencion|"
    r"trabajan?|laburan|horarios?|estan (?:hasta|los|el|a)|hay alguien|despachan|reparten|a que hora|"
    r"hasta que hora|desde que hora|entregan|hacen envios|atendes|funcionan?)\b")
_SHOP_HOURS = re.compile(r"\b(?:abr[ei]n?|abris|abierto|abiertos|cierran?|cerrais|cerrado|atienden?|atendeis|"
                         r"atencion|horarios?)\b")
_IT_IS = re.compile(r"(?<!que )(?<!para )\b(?:son (?:como |casi |ya )?las|es (?:como |casi )?la) (?=[12]?\d)")
_HOW_WAS = re.compile(r"\bque tal $")
_OVER = re.compile(r"(?:el |la |las |los )?(?:finde|fin de semana|semana|vacaciones|quincena)")
"""What "¿qué tal …?" asks about, where a day would be a proposal."""
_LASTS = re.compile(r"\b(?:por|durante|dur[aeo]\w{0,4}|tard[ae]\w{0,4}|demor[ae]\w{0,4}|cada|garantia de|"
                    r"toma|tomara|lleva|supongo que|espere|espero|esperando|llevo|cuotas de|plazo de|hace|"
                    r"todos los|todas las)\s(?:las |los |unas? |unos )?$")
_FAREWELL = re.compile(r"\W*(?:(?:chau|gracias|bueno|ok|dale|listo|perfecto|saludos|"
                       r"entonces)\W{1,3}){0,3}hasta (?:mañana|pasado|el [a-z]{5,9}|la (?:semana que viene|"
                       r"proxima))\W*")
_NO = re.compile(r"^\s?(?:,\s?)?(?:no\b(?! (?:se preocupen|hay (?:problema|drama)))|tampoco|imposible|ya no|"
                 r"ni loc)")
_NO_BEFORE = re.compile(r"\b(?:no|nunca|tampoco|menos|salvo|excepto)\s(?:puedo |podria |voy a poder |llego |"
                        r"estoy |me (?:llamen|escriban|llames|escribas) |me sirve |me viene bien |sea |es |"
                        r"era )?(?:el |para |para el )?$")


_A_LITTLE = re.compile(r"(?:un|1|otro) (?:segundito|segundo|momentito|momento|minutito|toque|ratito|cachito)")


def asks_to_wait(plain: str, start: int, end: int) -> bool:
    """Whether a little while is asked for in the chat ("deme un segundito"), and no time is named."""
    return (_A_LITTLE.fullmatch(plain, start, end) is not None
            and re.search(r"\b(?:en|dentro de) $", plain[max(0, start - 12):start]) is None)


def clause_around(plain: str, start: int, end: int) -> tuple[int, int]:
    """The clause in which these positions lie."""
    first, last = max(0, start - REACH), min(len(plain), end + REACH)
    for match in _CLAUSE.finditer(plain, first, last):
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end:
            last = match.end() if match.group() == "?" else match.start()
            break
    return first, last


def tells_past(reading: Reading, start: int, end: int) -> bool:
    """Whether the clause tells what has happened ("compré el lunes"); accents count, when written."""
    plain = reading.plain
    first, last = clause_around(plain, start, end)
    before, after = plain[first:start], plain[end:last]
    if _HOW_WAS.search(before) and _OVER.fullmatch(plain, start, end):
        return True
    wanted = _REQUEST.search(before) or _REQUEST.search(after)
    if _PAST_PLAIN.search(before) or (_PAST_PLAIN.search(after) and not wanted):
        return not _WANTS.search(before)
    pieces = reading.original(first, start), reading.original(end, last)
    return not wanted and any(not _NOT_PAST.match(piece, m.start())
                              for piece in pieces for m in _PAST_ACCENTED.finditer(piece))


def tells_hour(plain: str, start: int, end: int) -> bool:
    """Whether it is only told or asked which hour it is, or when the shop opens ("son las 10", "abren a las 9?")."""
    first, last = clause_around(plain, start, end)
    clause = plain[first:last]
    if _IT_IS.search(plain[max(first, start - 12):start + 8]) or "que hora es" in plain[max(0, start - 20):end]:
        return True
    return _SHOP_HOURS.search(clause) is not None and _REQUEST.search(clause) is None


def asks_nothing(plain: str, start: int, end: int) -> bool:
    """Whether the time is one of the shop's hours ("abren a las 9?"), or how long a thing lasts."""
    first, last = clause_around(plain, start, end)
    clause = plain[first:last]
    if _FAREWELL.fullmatch(clause):
        return True
    if _LASTS.search(plain[max(first, start - 24):start]):
        return True
    return _HOURS_QUESTION.search(clause) is not None and not re.search(
        r"\b(?:quiero|necesito|llam\w+|escrib\w+|puedo|podria|turno|cita|paso|pasar|voy|ir)\b", clause)


def refused(plain: str, start: int, end: int) -> bool:
    """Whether the person says that this time will not do ("hoy no puedo")."""
    return _NO.match(plain[end:end + 30]) is not None or _NO_BEFORE.search(plain[max(0, start - 40):start]) is not None


def request_near(plain: str, start: int, end: int) -> bool:
    """Whether the clause asks for something at this time."""
    first, last = clause_around(plain, start, end)
    return _REQUEST.search(plain, first, last) is not None
