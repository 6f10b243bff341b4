"""Where something is to be delivered: street and number, floor and door, as the customer says them."""
from __future__ import annotations

import re
from collections.abc import Iterator

from hilo.calls.told import CallFact
from hilo.calls.transcript import Turn
from hilo.spanish.normalize import fold
from hilo.spanish.places import is_city

_NUMBER = re.compile(r"\b\d{1,5}\b")
_ADDRESS = re.compile(
    r"\b(?P<street>(?:(?:[Cc]alle|[Aa]v(?:enida|\.)?|[Jj]ir[óo]n|[Pp]asaje|[Cc]arrera|[Cc]amino|[Pp]aseo|[Bb]oulevard|"
    r"[Rr]uta) )?(?!(?:Al|A|En|La|El|Los|Son|Por|Para|Con|Sí|No|De|Es|Mi|Y|Pedido|Anotado|Perfecto|Listo) )"
    r"(?:[A-ZÁÉÍÓÚÑ][\wáéíóúüñ]+(?: (?:de|del|la|las|los|y))*(?: |$)){1,4}#?\d{1,5})\b")
"""A street as the agent writes it."""
_WHERE = re.compile(r"\b(?:calle|avenida|av|jiron|pasaje|carrera|direccion|domicilio|casa|entreg\w+|envi\w+|mand\w+|"
                    r"va a|oficina|llev\w+)\b")
_NO_STREET = re.compile(r"\b(?:pedido|orden|son|cuesta|talle|talla|numero|lunes|martes|miercoles|jueves|viernes|"
                        r"sabado|domingo|modelo)\b")
_KIND = r"(?:calle|avenida|pasaje|jiron|carrera|paseo|camino|bulevar|boulevard|ronda|travesia)"
_GRID = re.compile(r"\b(?P<street>(?:carrera|calle|transversal|diagonal|avenida) \d{1,3}[a-z]?) (?:numero |nro |#) ?"
                   r"(?P<one>\d{1,3}[a-z]?)[ -]+(?P<two>\d{1,3})\b(?! ?de)")
"""«carrera 53 número 82 86»."""
_MONTH = (r"(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre)")
_SAID = re.compile(
    rf"\b(?P<street>{_KIND} (?:\d{{1,2}} de [a-zñ]+|(?!es\b|creo\b|con\b|que\b|no\b|calle\b)[a-zñ]+"
    r"(?: (?!con\b|que\b|no\b|es\b|en\b|creo\b|y\b)[a-zñ]+){0,4}?))"
    rf"(?: (?:numero |nro |al |#)?(?P<number>\d{{1,5}})(?!\d| ?(?:de (?:la (?:mañana|tarde)|{_MONTH})|pesos|euros|"
    r"cuadras)\b)(?: (?P<letter>be|bis)\b)?|(?= edificio))")
_ONE = (r"(?:a|b|be|c|ce|d|e|f|efe|g|ge|izquierda|derecha|centro|interior)")
_UNIT = re.compile(
    r"^,? (?P<unit>(?:puerta|portal|piso|depto|departamento|dpto|apartamento|apto|oficina|interior|torre|bloque|casa|"
    rf"local|escalera|manzana|lote) (?:\d{{1,5}}|[a-z]\b)(?: {_ONE}\b)?|"
    r"(?:primero|segundo|tercero|cuarto|quinto|sexto|septimo|octavo|noveno|decimo|atico|bajo)"
    rf"(?: {_ONE}\b| (?=$|[,.]))|timbre de [a-z]+|"
    r"(?:edificio|colonia|urbanizacion|barrio|conjunto|residencial|villa) (?!en\b)[a-zñ]+(?: (?!apart|piso|en\b|y\b|"
    r"depto|puerta|oficina|torre|de\b)[a-zñ]+)?)")
_TOWN = re.compile(r"^,? (?:en |de )?(?P<town>[a-zñ]+(?: [a-zñ]+)?)")
_OPEN = re.compile(r"\b(?:creo|no se si|no me acuerdo)\b|\bo (?:la )?(?:calle )?\d")
_LETTERS = {"be": "B", "ce": "C", "efe": "F", "ge": "G"}
_SMALL = frozenset("de del la las los el y izquierda derecha centro primero segundo tercero cuarto quinto sexto "
                   "septimo octavo noveno decimo puerta portal piso apartamento oficina edificio colonia timbre abajo "
                   "arriba calle pasaje jiron carrera paseo camino avenida bis interior torre casa local".split())
"""Words that are written small."""


def address_in(turn: Turn, after: Turn, before: str) -> Iterator[CallFact]:
    """The address of a turn; after: the agent's answer, before: what the agent had asked, folded."""
    folded = fold(turn.said)
    whole = _said(folded)
    if whole and not _OPEN.search(folded):
        yield CallFact("delivery_address", whole, turn.said[:120], 0.85, False, turn.number)
        return
    numbers = set(_NUMBER.findall(folded))
    if not numbers or not (_WHERE.search(folded) or "direccion" in before):
        return
    for said in (turn, after):
        for match in _ADDRESS.finditer(said.said):
            street = " ".join(match["street"].split())
            words = fold(street).split()
            both = words[-1].lstrip("#") in numbers and words[0] in folded and len(words) > 1
            if both and not _NO_STREET.search(fold(street)):
                if words[0] in ("calle", "jiron", "avenida", "pasaje", "carrera"):
                    street = street[0].lower() + street[1:]
                rest = folded[folded.find(words[-1]) + len(words[-1]):]
                whole = ", ".join([street, *_units(rest)[0]])
                yield CallFact("delivery_address", whole, turn.said[:120], 0.85, False, turn.number)
                return


def _said(folded: str) -> str | None:
    """A street with its number, and what follows of floor, door and town."""
    grid = _GRID.search(folded)
    if grid:
        street, end = f"{grid['street']} # {grid['one']}-{grid['two']}", grid.end()
    else:
        match = _SAID.search(folded)
        if match is None:
            return None
        street, end = _written(match["street"]), match.end()
        street += f" {match['number']}" if match["number"] else ""
        street += f" {match['letter'].upper()[0] if match['letter'] == 'be' else 'bis'}" if match["letter"] else ""
    units, rest = _units(folded[end:])
    town = _TOWN.match(rest) if units else None
    names = (town["town"], town["town"].split()[0]) if town else ()
    place = next((name for name in names if is_city(name, None)), None)
    return ", ".join([street, *units, *([_written(place)] if place else [])])


def _units(rest: str) -> tuple[list[str], str]:
    """Floor, door and the like at the start of what follows, and what is left."""
    units: list[str] = []
    match = _UNIT.match(rest)
    while match and len(units) < 4:
        units.append(_written(match["unit"]))
        rest = rest[match.end():]
        match = _UNIT.match(rest)
    return units, rest


def _written(words: str) -> str:
    return re.sub(r"(?<=\d) (?=[A-Z]$)", "", " ".join(
        _LETTERS.get(word) or (word.upper() if len(word) == 1 and word != "y" else word if word in _SMALL
                               else word.capitalize()) for word in words.split()))
