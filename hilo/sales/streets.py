"""The street to which an order goes, as a message tells it."""
from __future__ import annotations

import re

from hilo.sales.wishes import asks_sum, tells_count_only
from hilo.spanish.normalize import fold

LONGEST_ADDRESS = 160
STREET = re.compile(
    r"\b(?:calle|av(?:da|enida)?|ruta|km|pasaje|paseo|plaza|camino|carretera|barrio|colonia|col|manzana|mz|lote|edificio|"
    r"torre|esquina|entre|finca|vereda|urbanizaci[oó]n|residencial|s/n|bulevar|boulevard|diagonal)\b", re.IGNORECASE)
"""Words by which a street without a number is one."""
_BEFORE_STREET = re.compile(
    r"^\W*(?:(?:no|si|sí|bueno|dale|mejor|ok|pues)\W+)?(?:(?:que )?(?:me |te )?(?:l[oa]s? )?(?:m[aá]nd|env[ií])\w* )?"
    r"(?:(?:vivo|mi (?:direcci[oó]n|casa) es|la direcci[oó]n es|es)\s+)?"
    r"(?:(?:a|en) (?:(?:domicilio|(?:mi )?casa)\W+(?:(?:en|a)\s+)?|(?=\w+ ))|domicilio\W+)?(?:la calle )?",
    re.IGNORECASE)
"""«A domicilio, », «mandalo a »: what stands before a street and is none of its name."""
_SENTENCES = re.compile(r"[^.;?!\n]+[.;?!\n]*")


def address_in(text: str, city: str, begins: bool = False) -> str | None:
    """«Belgrano 1234, 2º B»: words and a number, without the town at its end and what is asked besides; None where it
    tells none. begins: what stands before the word of a street is none of it («está mal, es calle …»)."""
    if tells_count_only(text):
        return None
    text = "".join(part for part in _SENTENCES.findall(text) if "?" not in part and not asks_sum(part))
    street = STREET.search(text) if begins else None
    if street and not any(c.isdigit() for c in text[:street.start()]):
        text = text[street.start():]
    text = text.strip(" .,;!¡")
    if city and fold(text).endswith(fold(city)):
        text = text[:-len(city)].strip(" .,;")
    text = _BEFORE_STREET.sub("", text, count=1)
    if city:  # «a Rosario, calle Mendoza 1234»
        before = re.match(rf"(?:(?:a|en|para)\s+)?{re.escape(fold(city))}\W+(?=\w)", fold(text))
        text = text[before.end() if before else 0:]
        text = _BEFORE_STREET.sub("", text, count=1)
    has = any(c.isalpha() for c in text) and any(c.isdigit() for c in text)
    return text[:LONGEST_ADDRESS] if has and "?" not in text and len(text.split()) > 1 else None
