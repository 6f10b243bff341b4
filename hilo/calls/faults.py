"""What is wrong with a thing, in few words: «suela despegada», «hueco en la manga», «no enciende»."""
from __future__ import annotations

import re

_PART = (r"(?:cierre|cremallera|costura|suela|manga|taco|tacon|boton|tapa|pata|vidrio|cuello|bolsillo|tela|pantalla|"
         r"cable|asa|base|mango|manija|espejo|correa|hebilla|rueda|ruedita|tira|punta|plantilla|forro|capucha|oreja|"
         r"perilla|resorte|puerta|cajon|respaldo|brazo|elastico|broche|espalda|hombro|puño|tirante)")
_STATES = {"despeg": "despegad", "descos": "descosid", "rompi": "rot", "rot": "rot", "quem": "quemad", "raj": "rajad",
           "part": "partid", "quebr": "quebrad", "triz": "trizad", "salt": "saltad", "desti": "desteñid",
           "zaf": "zafad", "estall": "estallad", "revent": "reventad", "atasc": "atascad", "trab": "trabad"}
"""How a verb begins, and how its participle does."""
_WENT = (r"se (?:me |le |les |nos |te )?(?:(?:ha|han|habia) )?(?P<verb>" + "|".join(_STATES) + r")[a-zñ]{0,6}")
_WENT_IT = re.compile(rf"\b{_WENT} (?P<article>la|el|las|los|un|una) (?P<part>{_PART})(?:s|es)?\b")
_IT_WENT = re.compile(rf"\b(?P<article>la|el|las|los|un|una) (?P<part>{_PART})(?:s|es)? {_WENT}\b")
_BROKEN = (r"(?:rot|manchad|quebrad|partid|rajad|descosid|raspad|fallad|dañad|rayad|golpead|despegad|defectuos|"
           r"desteñid|trizad|estallad|reventad|abollad|torcid|chuec|astillad|picad|saltad|atorad|trabad)[oa]s?")
_OPEN = r"(?:abiert|mojad|suelt)[oa]s?"
_HOLE = re.compile(r"\b(?P<what>hueco|huequito|agujero|roto|mancha|manchita|manchon|manchurron|falla|rasguño|rayon)"
                   r"(?: [a-z]+){0,3}? en (?P<where>(?:la|el) [a-zñ]+)")
_PLAIN_HOLE = {"huequito": "hueco", "manchita": "mancha", "manchon": "mancha", "manchurron": "mancha"}
_PROBLEM = re.compile(
    rf"\b(?P<what>{_PART}(?: (?:del?|de la) [a-zñ]+)? (?:{_BROKEN}|{_OPEN})|"
    rf"huele a (?:quemado|humedad|gas|moho|plastico)|"
    rf"(?:ha|se ha) (?:encogido|desteñido|roto|descosido)|"
    rf"no (?:prende|enciende|calienta|carga|funciona)(?= |$)|"
    rf"(?<=llego )(?:toda? |todo )?{_BROKEN}|(?<=vino ){_BROKEN}|(?<=todo ){_BROKEN}|(?<=quedo ){_BROKEN}|"
    rf"(?<=lampara ){_BROKEN})")
_CAME = re.compile(rf"\b(?:llego|llegaron|vino|vinieron|mando|mandaron|quedo)(?: (?:la|el|las|los|un|una|mi|de|todo|"
                   rf"toda|muy|[a-zñ]{{4,}})){{0,4}} (?P<what>{_BROKEN})\b")
_LACKS = re.compile(r"\b(?P<verb>faltan?) (?:los |las |el |la |un |una )?(?P<what>[a-zñ]+(?:os|as|es)|tapa|pieza|"
                    r"pata|tornillo)\b")
_LACKED = frozenset("tornillos patas piezas botones tapas perillas camisas cordones fundas platos vasos tazas tuercas "
                    "ruedas tapa pieza pata tornillo plantillas herrajes repuestos".split())
_COLOUR = re.compile(r"\b(?:lleg|mand|vin|envi)[a-z]+ [^.?!]{0,40}\b(?:de|en) otro color|color (?:equivocado|que no)")
_TIGHT = re.compile(r"\bme (?P<verb>aprietan?)(?: [a-z]+){0,2} en (?P<where>(?:el|la) [a-zñ]+)")
_HAPPENED = re.compile(r"\b(?:llego|llegaron|vino|vinieron|venido|mandaron|mando|quedo|esta|salio|salido|trae|trajo|"
                       r"lavad\w*|compr\w+|recibi\w*|tiene|al \w+ dia|estallo)\b")
_PAGE = re.compile(r"\b(?:pagina|web|app|aplicacion|cuenta|tarjeta)\b")


def fault_in(folded: str) -> str | None:
    """What is wrong with the thing that a folded turn tells of; None where nothing is."""
    went = None if _PAGE.search(folded) else _WENT_IT.search(folded) or _IT_WENT.search(folded)
    if went:
        many = "s" if went["article"] in ("las", "los") else ""
        end = "a" if went["article"].startswith(("la", "una")) else "o"
        return f"{went['part']}{many} {_STATES[went['verb']]}{end}{many}"
    hole = _HOLE.search(folded)
    if hole:
        return f"{_PLAIN_HOLE.get(hole['what'], hole['what'])} en {hole['where']}"
    tight = _TIGHT.search(folded)
    if tight:
        return f"{tight['verb']} en {tight['where']}"
    if _PAGE.search(folded):
        return None
    if _COLOUR.search(folded):
        return "color equivocado"
    lacks = _LACKS.search(folded)
    if lacks and lacks["what"] in _LACKED and _HAPPENED.search(folded):
        return f"{lacks['verb']} {lacks['what']}"
    found = _PROBLEM.findall(folded)
    smells = [one for one in found if one.startswith("huele")]
    if found and (found[0].startswith(("ha ", "se ", "no ")) or _HAPPENED.search(folded)):
        return str((smells or found)[0])
    came = _CAME.search(folded)
    return came["what"] if came else None
