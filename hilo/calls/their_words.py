"""What the customer promises, told to a colleague: the deed with its verb, its thing and its time.

«y en la noche me mido el pie gracias» is told as "medirse el pie en la noche"; «se lo pago mañana» as "pagar mañana con
Yape", where Yape was spoken of. What has no verb that is known keeps the customer's words.
"""
from __future__ import annotations

import re
from collections.abc import Sequence

from hilo.calls.agent_phrases import WHEN
from hilo.calls.heard import without_lead
from hilo.calls.promised import time_promised
from hilo.calls.referred import referred
from hilo.calls.transcript import Turn
from hilo.spanish.normalize import fold

LOOK_BACK = 8
"""Turns in which the way to pay, or the thing to be sent, is looked for."""
MOST_WORDS, MOST_DEEDS = 9, 3
"""Words after a verb that are told; deeds of one promise."""
_INFINITIVES = {
    "pago": "pagar", "paso": "pasar", "voy": "ir", "mando": "enviar", "envio": "enviar", "escribo": "escribir",
    "llamo": "llamar", "marco": "llamar", "aviso": "avisar", "digo": "decir", "pregunto": "preguntar",
    "mido": "medir", "llevo": "llevar", "dejo": "dejar", "busco": "buscar", "recojo": "recoger", "retiro": "retirar",
    "compro": "comprar", "veo": "ver", "miro": "mirar", "hago": "hacer", "tomo": "tomar", "saco": "sacar",
    "transfiero": "transferir", "deposito": "depositar", "confirmo": "confirmar", "contesto": "contestar",
    "consulto": "consultar", "hablo": "hablar", "platico": "platicar", "comento": "comentar", "pruebo": "probar",
    "reviso": "revisar", "entro": "entrar", "subo": "subir", "meto": "entrar", "pido": "pedir", "doy": "dar",
    "pongo": "poner", "traigo": "traer", "devuelvo": "devolver", "respondo": "responder", "adjunto": "adjuntar",
    "reenvio": "reenviar", "fijo": "fijarse", "junto": "juntar", "averiguo": "averiguar", "cuento": "contar",
    "converso": "conversar", "consigo": "conseguir", "apunto": "apuntar", "anoto": "anotar", "pego": "pegar",
    "envuelvo": "envolver", "encargo": "encargar", "cancelo": "pagar", "giro": "girar", "descargo": "descargar",
    "instalo": "instalar", "actualizo": "actualizar", "grabo": "grabar", "cargo": "cargar", "firmo": "firmar",
    "recibo": "recibir", "espero": "esperar", "acerco": "acercarse", "yapeo": "pagar con Yape", "timbro": "llamar",
    "avisamos": "avisar", "vamos": "ir", "pasamos": "pasar", "llamamos": "llamar", "pagamos": "pagar",
    "compramos": "comprar", "escribimos": "escribir", "mandamos": "enviar",
}
_TO = r"(?P<to>(?:(?:se|te|le|les|os|me|nos|lo|la|los|las) ){0,2})"
_DOES = re.compile(r"(?<!\bno )(?<!\bsi )(?<!\bcuando )(?<!\bel )(?<!\bun )(?<!\bdel )(?<!\bmi )\b(?:"
                   rf"{_TO}(?:(?:voy|vamos) a (?P<deed>(?!la\b|el\b)[a-zñ]+[aei]r)"
                   rf"(?P<after>(?:me|te|se|le|les)?(?:l[aeo]s?)?)|(?P<verb>{'|'.join(_INFINITIVES)}))|"
                   r"(?:vuelvo|vuelva) a (?P<again>llamar|marcar|escribir)(?:l[aeo]s?|te)?)\b")
_BY = re.compile(r"\b(?:mañana|tarde|noche|lunes|martes|miercoles|jueves|viernes|sabado|domingo|finde|semana|hoy|"
                 r"ahor\w+|luego|despues|rato|cuando|apenas|en cuanto|ni bien|antes|al llegar|saliendo|llegando|"
                 r"mientras)\b")
_STOPS = re.compile(r",|[.?!]|\b(?:muchas )?gracias\b|\b(?:chao|chau|adios|hasta luego|oye|oiga|che|ah|mire|mira|"
                    r"(?:yo )?soy [a-zñ]+|mi nombre|me llamo|dale|bueno|listo|señorita|señor|joven|pues|porque|"
                    r"que dios|no yo|a nombre|jaja\w*)\b|\b(?:va|sale|venga)$|"
                    r" y (?=(?:(?:yo|ya|ahi) )?(?:me|te|le|les|se|lo|la|los|las|os) )")
_LOOSE = re.compile(r"(?: (?:que|cuando|y|de|la|el|a|con|por|o|si|en|para|se lo|te lo|lo))+$")
"""What is left of a clause that was cut."""
_MEANS = re.compile(r"\b(?P<means>bizum|oxxo|yape|plin|nequi|daviplata|mercado pago|transferencia|pago movil|pse|"
                    r"webpay|abitab|redpagos|pago facil|rapipago|spei|enlace|link|liga|ficha|tarjeta|efectivo)\b")
_NAMED = {"enlace": "el enlace", "link": "el link", "liga": "la liga", "ficha": "la ficha", "oxxo": "OXXO",
          "pse": "PSE", "spei": "SPEI"}
_OBJECT = re.compile(r"(?:(?:el|la|los|las|un|una|unos|unas|mi|mis|su|sus|lo de|esa|ese|esos|esas) )[a-zñ]{3,}")
_COMES_BY = re.compile(r"\b(?:(?:me )?(?:doy|dare|daremos|damos) una (?:vuelta|vueltita|pasada|pasadita)|"
                       r"(?:me )?(?:hago|pego|echo|mando) (?:la|el|una|un) (?:escapada|escapadita|pique|piquecito|"
                       r"viaje|viajecito)|(?:caigo|caemos)(?! (?:en|mal|bien)\b)|bajamos|"
                       r"nos vemos (?=por |alla|ahi|alli))(?: ?(?:por )?(?:ahi|alli|alla|aca))?\b")
"""The ways in which people say that they will come to the shop."""
_PASSES_BY = "paso por allá"
"""The one by which all of them are read."""
_THERE_THEN = re.compile(r"\b(?:ahi|alli|alla) (?:estare(?:mos)?|nos vemos|voy a estar)\b")
_ARTICLES = {"lo": "el", "la": "la", "los": "los", "las": "las"}
_THERE = re.compile(r"^(?:por )?(?:alla|ahi|ahi mismo|aca|alli)\b ?")
_OURS = ((re.compile(r"\bmi\b"), "su"), (re.compile(r"\bmis\b"), "sus"))
_PLACE = re.compile(r"\b(?:tienda|local|sucursal|agencia|showroom|almacen|outlet)\b")
_DATA = "enviar sus datos"
_ANSWERS = frozenset({"escribir", "contestar", "confirmar", "responder", "llamar"})
_SELF = frozenset({"medir", "probar"})
"""Deeds that people do to themselves: «me mido el pie»."""


def deed_of(kind: str, deed: str, quote: str, part: str, turns: Sequence[Turn], turn: Turn, country: str | None) -> str:
    """A promise in words: kind and deed as they were read ("" where it was only heard), quote: the promise alone."""
    folded = fold(quote)
    for match in reversed(list(_COMES_BY.finditer(folded)) if len(folded) == len(quote) else []):
        quote, kind = f"{quote[:match.start()]}{_PASSES_BY}{quote[match.end():]}", kind or "visit"
    folded = fold(quote)
    found = list(_DOES.finditer(folded))[:MOST_DEEDS] if len(folded) == len(quote) else []
    if not found:
        return f"ir a la cita {_when(part, turn, country)}".strip() if _THERE_THEN.search(folded) else ""
    deeds = []
    for place, match in enumerate(found):
        after = quote[match.end():found[place + 1].start() if place + 1 < len(found) else len(quote)]
        own = kind if place == len(found) - 1 else ""
        deeds.append(_deed(match, own, deed if own else "", _rest(after), turns, turn, quote))
    deeds = [one for number, one in enumerate(deeds) if not any(
        after.split()[:3] == one.split()[:3] for after in deeds[number + 1:])]
    told = _at_the_place(" y ".join(deeds), turns, turn)
    when = _when(quote, turn, country) or _when(part, turn, country)
    waits = WHEN.search(folded[:found[0].start()])
    for more in (when, waits.group().strip(" ,") if waits else ""):
        told = f"{told} {more}" if fold(more) not in fold(told) else told
    for mine, theirs in _OURS:
        told = mine.sub(theirs, told)
    return " ".join(told.split())


def _at_the_place(told: str, turns: Sequence[Turn], turn: Turn) -> str:
    """The shop by the name that they gave it: "el local", "la sucursal"."""
    said = [fold(one.said) for one in turns[:turn.number + 1]]
    named = [found.group() for text in said for found in _PLACE.finditer(text)]
    if not named or named[-1] == "tienda":
        return told
    to, by = ("al", "por el") if named[-1] in ("local", "almacen", "showroom", "outlet") else ("a la", "por la")
    return told.replace("a la tienda", f"{to} {named[-1]}").replace("por la tienda", f"{by} {named[-1]}")


def _deed(match: re.Match[str], kind: str, deed: str, rest: str, turns: Sequence[Turn], turn: Turn, quote: str) -> str:
    verb = match["deed"] or match["again"] or _INFINITIVES.get(match["verb"] or "", "")
    to = match["to"] or ""
    if verb == "pasar" and re.search(r"\b(?:se|te|le|les|os)\b", to):
        verb, kind = "enviar", "" if kind == "visit" else kind
    head, rest = _head(kind, deed, "llamar" if verb == "marcar" else verb, rest, to)
    return " ".join(f"{head} {_thing(head, rest, to or match['after'] or '', turns, turn, quote)} {rest}".split())


def marks_of_deeds(part: str) -> dict[str, float]:
    """What speaks for a part of speech promising something: a deed of one's own, for whom, and by when."""
    folded = fold(part)
    found = list(_DOES.finditer(folded))
    if not found:
        return {}
    to = " ".join(one["to"] or "" for one in found)
    marks = {"does": 1.0, "does going": float(any(one["deed"] for one in found)),
             "does to them": float(bool(re.search(r"\b(?:se|te|le|les|os)\b", to))),
             "does it": float(bool(re.search(r"\bl[oa]s?\b", to))),
             "does by": float(bool(_BY.search(folded))), "does itself": float("yo " in folded[:found[0].end()])}
    return marks | {f"does {one['deed'] or _INFINITIVES.get(one['verb'] or '', 'llamar')}": 0.7 for one in found}


def without_tail(part: str) -> str:
    """What was said without what only leads to it, thanks or takes leave."""
    said = without_lead(part)
    stop = re.search(r",? (?:muchas )?(?:gracias|chao|chau|hasta luego)\b.*$", fold(said))
    return said[:stop.start()] if stop and len(fold(said)) == len(said) and stop.start() else said


def _rest(after: str) -> str:
    folded = fold(after)
    stop = _STOPS.search(folded) if len(folded) == len(after) else None
    told = " ".join((after[:stop.start()] if stop else after).strip(" ,.;").split()[:MOST_WORDS])
    told = re.sub(r"^(?:yo|un (?:toque|timbrazo|telefonazo))\b ?", "", told)
    loose = _LOOSE.search(f" {fold(told)}")
    return told[:max(0, loose.start() - 1)] if loose else told


def _head(kind: str, deed: str, verb: str, rest: str, to: str) -> tuple[str, str]:
    """The verb with its usual object, and what is told after it."""
    if kind in ("send_data", "send_photo", "send_proof"):
        return (verb or "enviar", rest) if _OBJECT.match(fold(rest)) else (deed, rest)
    if kind == "visit" or (not kind and verb in ("ir", "pasar") and not _OBJECT.search(fold(rest))):
        bare = rest[len(_THERE.match(fold(rest)).group()):] if _THERE.match(fold(rest)) else rest  # type: ignore[union-attr]
        if bare.startswith(("a la ", "al ", "a el ", "por ")):
            return ("ir" if verb == "ir" else "pasar"), bare
        return ("ir a la tienda" if verb == "ir" else "pasar por la tienda"), bare
    if kind in ("pay", "answer") and _OBJECT.match(fold(rest)) and verb not in ("pagar", "avisar"):
        return verb, rest
    if kind in ("pay", "call", "return_item"):
        return (verb if verb.startswith("pagar con") else deed), rest
    if kind == "answer":
        return (verb if verb in _ANSWERS else deed), rest
    if verb in _SELF and to.strip() == "me":
        return f"{verb}se", rest
    return verb, rest


def _thing(head: str, rest: str, to: str, turns: Sequence[Turn], turn: Turn, quote: str) -> str:
    """What the pronoun stands for; of what is to be paid, by which way."""
    if head == "pagar":
        if _MEANS.search(fold(rest)):
            return ""
        for earlier in reversed(turns[max(0, turn.number - LOOK_BACK):turn.number + 1]):
            means = list(_MEANS.finditer(fold(earlier.said)))
            if means:
                name = means[-1]["means"]
                return f"con {_NAMED.get(name, name.title() if name in ('bizum', 'yape', 'plin', 'nequi') else name)}"
        return ""
    it = re.search(r"\b(?P<it>l[oa]s?)(?: |$)", to) or re.search(r"(?P<it>l[oa]s?)$", to)
    if it is None or (" " in head and head != _DATA) or _OBJECT.match(fold(rest)):
        return ""
    thing = referred(turns, turn.number, quote)
    if not thing or thing in fold(rest):
        return ""
    return f"({thing})" if head == _DATA else f"{_ARTICLES[it['it']]} {thing}"


def _when(text: str, turn: Turn, country: str | None) -> str:
    """The words of the time that is promised."""
    time = time_promised(text, turn.at, country)
    words = text[time.start:time.end].strip(" ,.") if time and len(fold(text)) == len(text) else ""
    return words[:1].lower() + words[1:]
