"""The verbs and things by which an agent promises: what each stands for, and all its forms.

Folded text: no accents, no capitals. Forms of the first person ("mando", "mandamos", "voy a mandar") promise by
themselves; of the third ("un asesor lo llama") with somebody of ours as their subject.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_KINDS = (
    ("call", "llamar", "llam marc telefone", ""),
    ("write", "escribir", "", "escrib"),
    ("send", "enviar", "mand envi pas dej reenvi adjunt entreg acerc", "compart remit"),
    ("notify", "avisar", "avis confirm inform notific comunic contact contest", "respond"),
    ("find_out", "averiguar", "averigu consult revis verific investig chequ chec pregunt valid", "v"),
    ("reserve", "reservar", "reserv apart separ guard agend anot program reprogram", ""),
    ("cancel", "cancelar", "cancel anul elimin quit sac borr", ""),
    ("correct", "corregir", "actualiz cambi modific", "corrij correg"),
    ("ship", "despachar", "despach", ""),
    ("refund", "reintegrar", "reintegr reembols acredit", "devuelv"),
    (
        "report",
        "registrar",
        "registr carg escal deriv gestion tramit reclam report solicit levant gener",
        "abr ped pid hag hac",
    ),
    ("prepare", "preparar", "prepar arm cotiz calcul", ""),
    ("fetch", "retirar", "retir coordin", "recog recoj"),
)
_IRREGULAR = {
    "digo": "notify",
    "cuento": "notify",
    "contamos": "notify",
    "veo": "find_out",
    "hago": "report",
    "hacemos": "report",
    "pido": "report",
    "pedimos": "report",
    "devuelvo": "refund",
    "devolvemos": "refund",
    "corrijo": "correct",
    "corregimos": "correct",
    "recojo": "fetch",
    "vuelvo a llamar": "call",
    "doy de baja": "stop",
    "damos de baja": "stop",
    "dar de baja": "stop",
}
_INFINITIVES = {
    "call": r"llamar|marcar|telefonear|contactar telefonicamente", "write": r"escribir", "send":
    r"mandar|enviar|pasar|dejar|reenviar|adjuntar|compartir|hacer llegar|entregar", "notify":
    r"avisar|confirmar|informar|notificar|comunicar|contactar|contestar|responder|contar|comentar", "find_out":
    r"averiguar|consultar|revisar|verificar|investigar|chequear|checar|preguntar|validar|ver", "reserve":
    r"reservar|apartar|separar|guardar|agendar|anotar|programar|reprogramar", "cancel": r"cancelar|anular|eliminar|"
                                                                                        r"quitar|sacar|"
                                                                            r"borrar",
    "correct": r"corregir|actualizar|cambiar|modificar", "ship": r"despachar", "refund":
    r"reintegrar|reembolsar|acreditar|devolver", "report":
    r"registrar|cargar|escalar|derivar|gestionar|tramitar|reclamar|reportar|solicitar|levantar|generar|abrir|pedir|"
    r"hacer",
    "prepare": r"preparar|armar|cotizar|calcular", "fetch": r"retirar|coordinar|recoger|pasar a buscar",
}
NAMES = {kind: name for kind, name, *_ in _KINDS} | {"stop": "no volver a escribir ni llamar"}
"""The infinitive by which a kind is told to people."""
_OWN = {
    "escrib": "escribir",
    "compart": "compartir",
    "remit": "remitir",
    "respond": "responder",
    "devuelv": "devolver",
    "corrij": "corregir",
    "correg": "corregir",
    "abr": "abrir",
    "ped": "pedir",
    "pid": "pedir",
    "hag": "hacer",
    "hac": "hacer",
    "recog": "recoger",
    "recoj": "recoger",
    "marc": "llamar",
    "mand": "enviar",
    "envi": "enviar",
    "d": "dar",
    "dig": "decir",
    "devolv": "devolver",
}
"""Infinitives that are more than the stem with "ar"."""
_NOUN_AFTER = re.compile(r"\b(?:el|un|del|al|su|tu|este|ese|de|por|para|sin|con|mi|nuestro|numero|nuevo|cada|algun|"
                         r"todo|todos|nuestros|sus|ningun|otro|los|primer|mismo|en) $")
"""Before a word that only looks like a verb: "el reclamo", "un cambio"."""
_PLURAL_TO_THEM = re.compile(r"^(?:se )?(?:te|le|les|lo|la) (?:lo |la |los |las )?[a-z]+n$")
"""«te contactan», «le devuelven»: whoever it is, they are ours."""
_CLITICS = r"(?:(?:se|te|le|les|lo|la|los|las|me|nos) ){0,3}"
OUR_PEOPLE = re.compile(r"\b(?:asesor\w*|equipo|compañer\w*|persona|ejecutiv\w*|alguien|supervis\w*|encargad\w*|"
                        r"vendedor\w*|area|sector|tecnic\w*|encargad\w*|gerente|correo|mensajer\w*|transport\w*|"
                        r"motoquero|soporte|administracion|seguridad|logistica|courier|taller|bodega|deposito|jef[ea]|"
                        r"paqueteria|cadete|repartidor)\b")
THINGS = re.compile(
    r"\b(?P<thing>catalogo|link|liga|enlace|fotos?|imagen(?:es)?|modelos|opciones|precios|lista(?: de precios)?|"
    r"informacion|info|datos|cotizacion|presupuesto|factura|nota|comprobante|medios de pago|formas de pago|"
    r"tabla(?: de (?:talles|tallas|medidas))?|guia de (?:talles|tallas)|ubicacion|direccion|numero de (?:seguimiento|"
    r"guia|reclamo)|seguimiento|guia|etiqueta|video|codigo|cupon|detalle|confirmacion|medidas|resumen|novedad\w*|"
    r"respuesta|alias|cbu|recibo|promociones|ficha|instructivo|recordatorio|boleta|manual|guia|reembolso|reclamo|"
    r"cambio|pedido|compra|reemplazo|paquete|devolucion|reporte|caso|dinero)\b")


@dataclass(frozen=True)
class VerbFound:
    """A verb by which something may be promised; positions in the folded sentence; `name` is its infinitive."""

    kind: str
    start: int
    end: int
    first_person: bool
    name: str


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    found: list[tuple[str, bool, re.Pattern[str]]] = []
    for kind, _, ar, er in _KINDS:
        first = [f"(?:{stem})(?:o|amos|are|aremos)" for stem in ar.split()]
        first += [f"{stem}(?:o|imos|emos|ire|ere|iremos|eremos)" for stem in er.split() if len(stem) > 1]
        first += [form for form, of in _IRREGULAR.items() if of == kind]
        third = [f"{stem}(?:a|an|ara|aran)" for stem in ar.split()]
        third += [f"{stem}(?:e|en|ira|iran|era|eran)" for stem in er.split() if len(stem) > 2]
        gerunds = "|".join(
            [f"{stem}ando" for stem in ar.split()] + [f"{stem}iendo" for stem in er.split() if len(stem) > 1]
        )
        ends = r"(?:l[aeo]s?|te|se(?:l[aeo]s?)?|tel[aeo]s?)?"
        deed = rf"{_CLITICS}(?:(?:{_INFINITIVES[kind]}){ends}|estar(?:le|te|lo|la)? {_CLITICS}(?:{gerunds}){ends})"
        going = (rf"(?:voy|vamos|vuelvo|volvemos|volvere|volveremos|quedo|quedamos|paso|pasamos) (?:a|en|de) "
                 rf"(?:volver a )?{deed}")
        if kind == "find_out":
            going += rf"|{_CLITICS}(?:tengo|tenemos) que {deed}"
        doing = rf"(?:estoy|estamos|estare|estaremos|estaria) {_CLITICS}(?:{gerunds}){ends}"
        others = (rf"(?:va|van) a {deed}|pueden? {deed}|(?:vuelve|vuelven|volvera) a (?:{_INFINITIVES[kind]})")
        found.append((kind, True, re.compile(rf"\b{_CLITICS}(?:{going}|{doing}|{'|'.join(first)})\b")))
        found.append((kind, False, re.compile(rf"\b{_CLITICS}(?:{others}|{'|'.join(third)})\b")))
    found.append(("notify", True, re.compile(rf"\b{_CLITICS}(?:doy|damos|dare|daremos|(?:voy|vamos) a dar(?:le|"
                                             rf"te)?) (?=(?:una? |el |la )?(?:pronta )?"
                                             r"(?:respuesta|seguimiento|solucion|novedad\w*|aviso))")))
    found.append(("send", True, re.compile(r"\b(?:le|te|les|os) (?:tengo|tendre|tenemos|tendremos) (?=(?:la|el|los|"
                                           r"las|su|tu) "
                                           r"(?:cotizacion|presupuesto|respuesta|datos|lista|propuesta))|"
                                           r"\b(?:la|lo|los|las) (?:tiene|tienes|tenes|tendra|tendras) "
                                           r"(?=(?:ahi|alli|en su|en tu|mañana|hoy)\b)")))
    found.append(("fetch", True, re.compile(r"\b(?:voy|vamos) a mandar(?: a)? (?:a )?(?:recoger|retirar|"
                                            r"buscar)\w*")))
    found.append(("fetch", False, re.compile(rf"\b{_CLITICS}(?:pasa|pasan|pasara|pasaran)(?: (?:el|la|un|una) "
                                             rf"[a-z]+)? "
                                             r"(?:a (?:recoger|retirar|buscar)\w*|por (?:su|tu) (?:casa|"
                                             r"domicilio))")))
    found.append(("reserve", True, re.compile(rf"\b{_CLITICS}(?:dejo|dejamos|dejare|queda|quedan|"
                                              rf"voy a dejar) (?:apartad|reservad|separad|guardad|agendad)\w+")))
    found.append(("report", True, re.compile(rf"\b{_CLITICS}(?:dejo|dejamos|queda) (?:registrad|asentad|cargad|"
                                             rf"abiert|generad|hech)\w+ "
                                             r"(?=(?:el|su|tu|un) (?:reclamo|caso|reporte|pedido|cambio|"
                                             r"devolucion))")))
    found.append(("stop", True, re.compile(
        r"\bno (?:le|te|lo|la|les|se le|se te) (?:volvemos|volveremos|vuelvo|vamos|vamos a volver|voy|volvera\w*|van|"
        r"va) (?:a )?(?:a )?(?:escribir|llamar|mandar|molestar|enviar|contactar|llegar)\w*(?: mas)?(?: por [a-z]+)?|"
        r"\bya no (?:le|te|lo|la|les|se le|se te) (?:llega|llegan|llegaran?|vamos a \w+|van a \w+|llam\w+|mand\w+|"
        r"escrib\w+|envi\w+)\b|\bno (?:le|te|lo|la|les) (?:llam|escrib|mand|molest|contact|envi|marc)\w+ mas|"
        r"\b(?:(?:lo|la|te|le|los) )?(?:doy|damos|dare|dejo|queda|quedas|dimos) (?:dad[oa] )?(?:de baja|desuscrit\w+)|"
        r"\b(?:lo|la|te|le) (?:quito|quitamos|saco|sacamos|borro|borramos|elimino|eliminamos) de (?:la|las|nuestra|"
        r"todas)|\bqueda (?:registrad[oa]|anotad[oa]|asentad[oa])(?! (?:el|su|tu|un|la) )")))
    return tuple(found)


def _name(kind: str, matched: str) -> str:
    """The infinitive of a matched form."""
    words = matched.split()
    last = words[-1]
    if kind == "stop":
        return NAMES["stop"]
    if len(words) > 1 and words[-2] in ("dejo", "dejamos", "dejare", "queda", "quedan", "dejar"):
        return f"dejar {last}"
    infinitive = re.match(r"(.*?[aei]r)(?:l[aeo]s?|te|se(?:l[aeo]s?)?|tel[aeo]s?)?$", last)
    if infinitive and re.search(r"\b(?:a|en|de)\b", matched):
        return {"mandar": "enviar"}.get(infinitive.group(1), infinitive.group(1))
    stems = next(((ar.split(), er.split()) for name, _, ar, er in _KINDS if name == kind), ([], []))
    known = [*stems[0], *stems[1], "d", "dig", "devolv"]
    stem = max((one for one in known if last.startswith(one)), key=len, default="")
    if not stem:
        return NAMES[kind]
    return _OWN.get(stem, NAMES[kind] if stem not in stems[0] else f"{stem}ar")


def verbs_in(folded: str) -> list[VerbFound]:
    """The verbs of a sentence that may promise, in order; of overlapping ones the longest."""
    found = []
    for kind, first, pattern in _patterns():
        for match in pattern.finditer(folded):
            bare = " " not in match.group()
            if bare and _NOUN_AFTER.search(folded[:match.start()]):
                continue
            ours = first or bool(_PLURAL_TO_THEM.match(match.group()))
            found.append(VerbFound(kind, match.start(), match.end(), ours, _name(kind, match.group())))
    found.sort(key=lambda verb: (verb.start - verb.end, not verb.first_person))
    kept: list[VerbFound] = []
    for verb in found:
        if all(verb.end <= other.start or other.end <= verb.start for other in kept):
            kept.append(verb)
    return sorted(kept, key=lambda verb: verb.start)
