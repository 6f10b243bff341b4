"""Whether somebody's patience is at an end: angry with us, and pressing.

Angry: abuse, what one says who feels mocked or let down. Pressing: it has to be now. Either alone is none of it: «qué
desastre» can wait, «lo necesito ya» is no anger. A threat to go to the authorities, and patience that is said to be
gone, are both at once.
"""
from __future__ import annotations

import re

from hilo.spanish.mood import Mood, is_unhurried, read_mood
from hilo.spanish.normalize import MAX_CHARACTERS, fold

_BODIES = (r"(?:defensa (?:del|al) consumidor|oficina (?:del|de) consum\w+|consumo|profeco|condusef|sernac|indecopi|"
           r"superintendencia|la sic|osiptel|facua|la omic|sundde|procon|coprec)")
_THREAT = re.compile(
    rf"\b(?:voy|vamos|ire|acudo|recurro|llamo|escribo) (?:a|al|ante|con) (?:la |el )?{_BODIES}\b|"
    rf"\b(?:queja|reclamo|demanda|reporte|reporto|reclamar|quejarme|denuncia\w*)\b.{{0,30}}\b{_BODIES}\b|"
    r"\b(?:l[oa]s|os|te) (?:voy a |pienso |vamos a )?(?:denunci(?:o|ar|are)|demand(?:o|ar|are)|escrach(?:o|ar)|"
    r"report(?:o|ar)|funo|funar)\b|\b(?:voy|vamos) a (?:denunciar|demandar|escrachar|funar)\w*|"
    r"\b(?:hago|pongo|hare|pondre|presento|meto|voy a (?:hacer|poner|presentar)) (?:la|una|mi) (?:denuncia|demanda|"
    r"queja formal)\b|\bos pongo una\b|\bmis abogados\b|\b(?:mi abogado|un abogado) (?:se va|los va|va a)\b")
_NO_MORE = re.compile(
    r"\bya (?:me |nos )?(?:hart|cans|colm|fastidi|aburri|satur)(?:aron|asteis|ieron)\b|\bya estuvo bueno\b|"
    r"\b(?:me|nos) (?:tienen?|teneis|tenes) (?:ya )?(?:re |recontra |bien |mas que |muy )?(?:podri\w+|hart\w+|chat[oa]|"
    r"mamad[oa]|cansad[oa]|repodrid[oa]|hasta (?:el|la|los|las|aqui|aca)\b)|"
    r"\b(?:estoy|ya estoy) hasta (?:el|la|los|las) (?:\w+)|\bme llegaron al\b|"
    r"\b(?:se me (?:ha )?(?:acab|termin|agot)\w+|colm\w+|perdi\w*) (?:ya )?(?:la|mi) paciencia\b|"
    r"\b(?:no|ya no) (?:aguanto|soporto|tolero|banco) mas\b|\bni un (?:minuto|dia|segundo) mas\b")
_ABUSE = re.compile(
    r"\b(?:chorros?|ladron\w*|rater\w+|sinverguenzas?|estafador\w*|mentiros\w+|conchud\w+|cabron\w*|pinches?|weon\w*|"
    r"huevon\w*|hijue?put\w+|hij[oa]s? de|put[oa]s?|mierd\w*|carajo|concha|cojones|joder|gilipoll\w+|wea|weas|verga|"
    r"no mamen|no jodan|inutiles|incompetentes|payas\w+|basuras?|imbecil\w*|estupid\w+)\b")
_MOCKED = re.compile(
    r"\b(?:esto|eso) (?:ya )?es (?:el colmo|una (?:estafa|burla|verguenza|tomadura|cargada|joda)|indignante|"
    r"inaceptable|inadmisible)|\btom\w+ el pelo\b|\btomadura de pelo\b|\b(?:se|me) (?:estan )?"
    r"(?:burl\w+|rei?(?:r|yendo|n)) de\b|"
    r"\b(?:hasta cuando|ya basta|falta de (?:respeto|seriedad)|emputad\w+|arrechera|hart[oa]s?|indignad\w+|enojadis\w+|"
    r"furios\w+|exijo|exigimos|cuantas veces (?:mas )?(?:tengo|hay) que|dejen de (?:mentir|burlarse))\b|"
    r"\bllev(?:o|amos) (?:ya )?(?:un|una|dos|tres|\d+) (?:mes|semana)\w*\b")
_LET_DOWN = re.compile(
    r"\b(?:tercera|cuarta|quinta|sexta|decima|enesima|\d+) vez\b|\bnadie (?:me |nos )?(?:respond|contest|atiend|hace|"
    r"da|soluc|resuel|dice|llam)\w*|\b(?:me|nos) (?:ignor|mient|mint|engañ|ment|bolud|mare|pelote|vacil|estaf|rob)\w+|"
    r"\bno (?:me |nos )?(?:respond|contest|soluc|resuelv|cumpl|dan (?:bola|pelota|respuesta|solucion))\w*|"
    r"\b(?:siempre|otra vez) lo mismo\b|\b(?:puras?|solo|sus) (?:mentiras?|largas|excusas?)\b|\bincumpl\w+|"
    r"\b(?:dejen|basta) de \w+|\b(?:hace|llevo|llevamos|van|desde hace) (?:ya )?(?:mas de )?(?:un|una|dos|tres|cuatro|"
    r"cinco|\d+|varios|varias) (?:dia|semana|mes|hora)\w*\b|\b(?:no puede ser|que verguenza|una verguenza|un desastre|"
    r"pesim\w+|una porqueria|un asco)\b")
"""What one says who has waited, been lied to or not been heard."""
_ANSWER = (r"(?:respond|contest|solucion|resuelv|resolv|arregl|devuelv|devolv|regres|atiend|atend|reintegr|reembols|"
           r"den|deme|dadme|pase|pasen|llame|respuesta|plata|dinero|guita|lana|mand(?:en|ad)|envi(?:en|ad)|entreg|cancel|"
           r"hagan|haced|muev|apur|dig(?:an|a)|decid|expli|quiero|necesito|exijo|exigimos)\w*")
_NOW = (r"(?:ya(?: mismo)?|ahora(?: mismo)?|ahorita(?: mismo)?|hoy(?: mismo)?|al ?tiro|"
        r"de una (?:(?:puta|buena|maldita) )?vez|inmediatamente|de inmediato|urgente\w*|cuanto antes|"
        r"lo antes posible|para ayer|en este momento|enseguida)")
_DEMAND = re.compile(rf"\b{_ANSWER}\b[^.?]{{0,40}}\b{_NOW}\b"
                     r"(?! (?:llam|escrib|hice|pagu|mand)\w*|"
                     r"(?: me| nos)? (?:voy|vamos|tengo que|tenemos que|despid\w+))|"
                     rf"\b(?!ya\b|ahora\b|hoy\b){_NOW}\b[^.?]{{0,25}}\b{_ANSWER}\b|"
                     r"\bya (?:den|deme|respond(?:an|e)|contest(?:en|ad)|devuelvan|solucionen|resuelvan|arreglen)\w*\b|"
                     r"\bde una puta vez\b|\bcuantas veces (?:mas )?(?:tengo|hay) que\b")
_NOT = re.compile(r"\b(?:no|ni|sin|nunca)\b[^,.;]{0,25}$")
"""Before a threat that is not made."""
_KIND = re.compile(r"\b(?:gracias|por favor|porfa\w*|perdon|disculp\w+|jaja\w*)\b")
"""Who still asks kindly is not beyond bearing it."""


def is_at_an_end(text: str, mood: Mood | None = None) -> bool:
    """Whether somebody is angry with us and cannot wait any longer; `mood`: where the text's was read already."""
    folded = fold(text[:MAX_CHARACTERS])
    if is_unhurried(text):
        return False
    if _said(_THREAT, folded) or _NO_MORE.search(folded):
        return True
    if _KIND.search(folded) and not _ABUSE.search(folded):
        return False
    mood = mood or read_mood(text)
    angry = any(words.search(folded) for words in (_ABUSE, _MOCKED, _LET_DOWN)) or mood.emotion["label"] == "anger"
    return angry and bool(_DEMAND.search(folded) or mood.urgency["label"] == "high")


def _said(pattern: re.Pattern[str], folded: str) -> bool:
    return any(not _NOT.search(folded[:match.start()]) for match in pattern.finditer(folded))
