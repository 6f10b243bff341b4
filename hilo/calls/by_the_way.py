"""Values said by the way: a colour not wanted, or of something else; a number that counts other things."""
from __future__ import annotations

import re
from collections.abc import Sequence

from hilo.calls.transcript import Turn
from hilo.spanish.normalize import fold
from hilo.spanish.reading import Found

ORDER_SAID = re.compile(r"\b(?:pedid(?:it)?o|orden|compra)(?: (?:numero|nro|el|es|era|la|por favor))"
                        r"* (?P<n>\d{1,2}(?: \d{1,2})+|\d{3,8})\b(?! ?(?:pesos|dolares|soles|euros|mil))")
"""«del pedido 18 35»."""
_ELSE = re.compile(r"\b(?:referencia|baja|caso|reclamo|ticket|cupon|descuento|autorizacion|tramite|denuncia)\b"
                   r"[^.?!]{0,30}$")
_NO_COUNT = re.compile(r"^ ?(?:cos(?:as?|itas?)|veces|vez|dias?|cajas?|personas?|hij\w+|años?|consult\w+|pregunt\w+|"
                       r"señor\w+|hermanit\w+|niet\w+|semanas?|meses|horas?|minutos?|gatos?|perr\w+|puesto|y pico|"
                       r"pisos?|cuadras?|cuotas?|correos?|mensajes?|llamadas?|cotizaciones)\b|(?<= )(?:cos(?:as?|itas?)"
                       r"|veces|cajas?|y pico)\b")
_SIZE_LEAD = re.compile(r"\b(?:soy del?|mandaron|vino|llego|calz\w+|pedi|compre|numero|en vez de) (?:el |la |un "
                        r"|una )?$")
NOT_IT = re.compile(r" no\b(?! (?:se|me acuerdo|importa|hay))|,? (?:no (?:porque|gracias|me gusta))")
"""«en blanco no»."""


def of_else(turn: Turn, start: int) -> bool:
    """Whether the code that stands there is told as something else's: «la referencia de su baja es B4471»."""
    return bool(_ELSE.search(fold(turn.said)[:start]))


def is_count(value: Found, text: str) -> bool:
    """Whether a number counts things that are wanted: "dos cosas" counts none."""
    folded = fold(text)
    lead, rest = folded[:value.start], folded[value.end:]
    return not _NO_COUNT.match(rest) and not _NO_COUNT.search(" " + fold(value.text)) and not _SIZE_LEAD.search(lead)


def reasons_in(values: Sequence[Found], folded: str, asked: tuple[str, ...]) -> list[Found]:
    """«plateadas porque el vestido es celeste»: colours that only give the reason for another."""
    reason = re.search(r"\bporque\b", folded)
    colours = [one for one in values if one.entity == "color"]
    if "color" not in asked or reason is None or not any(one.end <= reason.start() for one in colours):
        return []
    return [one for one in colours if one.start > reason.end()]
