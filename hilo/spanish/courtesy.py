"""The greeting with which a message opens and the courtesies around its matter, told apart from the matter."""
from __future__ import annotations

import re

from hilo.spanish.normalize import fold

MATTER_WORDS = 2
"""More words after thanks ask something by themselves."""
_GREETING = re.compile(
    r"\W{0,3}(?:(?:vale|ok|okey|okay|bueno|bien|dale|listo|pues|oye|oiga|a ver|perfecto|genial)[\s,.!¡]{1,4})?"
    r"(?:(?:ho+l+a+s?|holi+s?|wena+s?|alo|hey|ey|que tal|q tal|que onda|q onda|que hubo|quiubo|"
    r"buen(?:os|as|a)?(?:\s+(?:dias?|tardes?|noches?))?|muy buen[oa]s(?:\s+(?:dias|tardes|noches))?|"
    r"estimad[oa]s?|saludos|como (?:estas?|estan|van?|l[ea]s? va|te va|andas?|andan|(?:has?|han) estado|amanec\w+)|"
    r"feliz (?:dias?|tardes?|noches?|semana|finde|lunes|martes|miercoles|jueves|viernes|sabado|domingo|ano|navidad)|"
    r"todo bien|disculpe|disculpa|perdon|(?:soy|aqui|aca) yo|yo (?:de nuevo|otra vez)|tengan? (?:usted(?:es)?|vos)|"
    r"(?:sigo|estoy|ando) (?:por )?(?:aqui|aca)|(?:aqui|aca) (?:estoy|sigo|ando)|"
    r"(?:aqui |aca )?(?:de vuelta|de regreso|molestando)|"
    r"amig[oa]s?|querid[oa]s?|hermos[oa]s?|guap[oa]s?|vecin[oa]s?|hilo|che|chicos|chicas|gente)"
    r"(?:\s+(?:de nuevo|otra vez|nuevamente))?(?!\w)"
    r"[\s,.!¡?¿:;👋😊🙂-]{0,6}){1,6}")
_YOU = r"(?:\s+(?:usted|ustedes|vd|ud|uds))?"
_KIND = rf"(?:amables?|gentil(?:es)?|bondados[oa]s?|buen[oa]s?|atent[oa]s?){_YOU}"
_TELL = (r"(?:(?:me|nos)\s+)?(?:indicar|decir|informar|confirmar|explicar|aclarar|comentar|señalar|facilitar|brindar|"
         r"ayudar|colaborar|indi[cq]\w+|di(?:jer|g)\w+|inform\w+|confirm\w+|expli[cq]\w+|aclar\w+)(?:me|nos|le)?\b")
_ASKING = rf"(?:\s+{_TELL}(?:\s+(?:por favor|si(?=\s)|con))*)?"
_WOULD = (r"(?:tendria(?:n|s|is)?|tuviera(?:n|s|is)?|tuviese(?:n)?|tiene(?:n|s)?|haria(?:n|s)?|hiciera(?:n)?|"
          r"me har(?:ia|ias|ian))")
_COURTESIES = re.compile("|".join((
    rf"\bsi(?:\s+no)?{_YOU}\s+(?:fuer[ae]n?|fuese[ns]?|fueras|es|son|eres|seria)\s*{_YOU}\s+(?:tan|muy)\s+{_KIND}"
    rf"(?:\s+(?:de|en|como para)\b{_ASKING})?",
    rf"\bser(?:ia|ian|ias|iais)(?=\s){_YOU}\s+tan\s+{_KIND}(?:\s+(?:de|en|como para)\b{_ASKING})?",
    r"\bsi\s+no\s+(?:es|fuera|fuese|seria|le es|te es|les es|le resulta)\s+(?:mucha |demasiada |una |tanta )?"
    r"(?:molestia|inconveniente|abuso|mucho pedir|molesto)",
    rf"\b{_WOULD}{_YOU}\s+(?:la|el|usted la|tanta)\s*(?:gentileza|amabilidad|bondad|cortesia|favor|fineza|deferencia)"
    rf"(?:\s+de\b{_ASKING})?",
    rf"\b(?:(?:se\s+)?(?:lo|la)\s+|(?:se\s+lo|le|les|te|os)\s+)(?:agradecer|agradeser|rogar|pedir|suplicar)ia(?:n|mos)?"
    rf"(?:\s+(?:mucho|muchisimo|enormemente|infinitamente|de corazon|de antemano))?(?:\s+(?:que|si)\b)?{_YOU}"
    rf"(?:\s+(?:me|nos|le)?\s*(?:pudiera|pudiese|podria|puede|quisiera)n?{_YOU})?{_ASKING}",
    rf"\b(?:le|les)\s+(?:agradezco|ruego|pido|suplico)\s+(?:que|si)\b{_ASKING}",
    rf"\b(?:me\s+|nos\s+)?(?:podria|pudiera|podrian|pudieran)\s+(?:usted|ustedes|ud|uds)\b{_ASKING}",
    rf"\b(?:me\s+|nos\s+)?(?:podria|pudiera|podrian|pudieran)(?:\s+por favor)?\s+{_TELL}\s+(?:si|que)(?=\s)",
    r"\b(?:de antemano|desde ya|por anticipado)[\s,]+(?:muchas |muchisimas |mil )?gracias\b",
    r"\b(?:muchas )?gracias (?:de antemano|por anticipado|desde ya)\b",
    r"(?<=\w)(?:\s*,\s*|\s+(?=estimad|distingu|apreci))(?:muy\s+)?(?:estimad[oa]s?|distinguid[oa]s?|apreciad[oa]s?|señor(?:ita|es|a|as)?)"
    r"(?:\s+(?:señor(?:ita|es|a|as)?|amig[oa]s?|mi[oa]s?))?(?=\s*[?.!,]*\s*$)",
)))
"""Conditional phrases of politeness: of what is wanted they say nothing, and half of their words are «usted»."""
_THANKED = re.compile(
    r"\W{0,3}(?:(?:ok|okey|okay|oka|vale|va|dale|listo|bueno|bien|perfecto|genial|buenisimo|barbaro|ah|si|sale|sip|"
    r"ya|joya|excelente|entendido|claro)[\s,.!]{1,4}){0,3}(?:(?:muchas |muchisimas |mil )?(?:gracias|grax)"
    r"(?: (?:a vos|a ti|a usted|a ustedes|hilo|che))?|(?:te|le|se) agradec[eo])[\s,.;:!\U0001f64f\U0001f60a]+")
_ASKS = re.compile(
    r"\W*(?:(?:y|e|pero|oye|oiga|che|entonces|ah|otra (?:cosa|pregunta|consulta)|"
    r"una (?:pregunta|consulta|duda))[\s,:]+)*"
    r"¿?(?:en |de |a |para |por |con |hasta |desde )?"
    r"(?:cuant[oa]s?|donde|como|cual(?:es)?|quien(?:es)?|que (?:dia|hora|precio|horario|tall))\b")
"""«Ok, gracias. ¿Y cuánto sale el envío?»: thanks for what came before, and then a question."""
_LOOSE = re.compile(r"(?<=[¿¡])\s+|[\s,;]+(?=[?!.])|(\s)\s+")
"""What a phrase that was taken out leaves between the words and signs around it."""
_PART_OF_DAY = re.compile(r"\bbuen(?:os|as|a)?\s+(dia|tarde|noche)s?\b")
_NAMES = {"dia": "morning", "tarde": "afternoon", "noche": "night"}
_HELLO = re.compile(r"h+o+l+a+|hol|buen|wena|alo|hey|ey|tal|onda|hubo|quiubo|saludos")


def split_greeting(text: str) -> tuple[str, str]:
    """The opening greeting and the rest; ("", text) where there is no greeting with a matter behind it."""
    match = _GREETING.match(fold(text[:200]))
    if not match or not _HELLO.search(match.group()):
        return "", text
    rest = text[match.end():].strip()
    if not re.search(r"\w", rest):
        return "", text
    return text[:match.end()].strip(), rest


def without_courtesies(text: str) -> str:
    """The matter without the polite phrases around it; the text itself where nothing else is left."""
    folded = fold(text)
    if len(folded) != len(text):  # a sign that is written with several: the places would not fit
        return text
    thanked = _THANKED.match(folded)
    if thanked and _asks(folded[thanked.end():]):
        return without_courtesies(text[thanked.end():])
    kept, end = [], 0
    for match in _COURTESIES.finditer(folded):
        kept.append(text[end:match.start()])
        end = match.end()
    if not end:
        return text
    plain = _LOOSE.sub(r"\1", " ".join([*kept, text[end:]])).strip(" ,;")
    return plain if re.search(r"[^\W\d_]{2,}", plain) else text


def _asks(folded: str) -> bool:
    """Whether what follows the thanks is a question, by its sign or its first word, in more than a word or two."""
    return len(folded.split()) > MATTER_WORDS and ("?" in folded or bool(_ASKS.match(folded)))


def part_of_day(text: str, hour: int) -> str:
    """morning, afternoon or night: as the person greeted, who may be in another time zone, else by the hour (0..23).

    Morning from 5, afternoon from 12, night from 20, as people greet in most countries.
    """
    match = _PART_OF_DAY.search(fold(text[:200]))
    if match:
        return _NAMES[match.group(1)]
    return "morning" if 5 <= hour < 12 else "afternoon" if 12 <= hour < 20 else "night"
