"""To whom a quotation is made out, as a message tells it: the name alone, and the number by which they are taxed."""
from __future__ import annotations

import re

from hilo.spanish.normalize import fold

LONGEST = 120
_BEGIN = re.compile(r"^\W*(?:(?:va|ir[ií]a|ser[ií]a|es|hac[eé]la|h[aá]gala|hazla|pon[eé]la|ponla|p[oó]ngala)\s+)?"
                    r"(?:a nombre de|para|soy|somos|es|de|la empresa(?: es| se llama)?|se llama)\s+"
                    r"(?-i:(?:la|el|los|las)\s+(?=[A-ZÁÉÍÓÚÑ]))?", re.IGNORECASE)
_FOR = re.compile(r"\ba nombre de\b", re.IGNORECASE)
_QUESTION = re.compile(r"¿[^?]*\?")
_TAX_ID = re.compile(r"(?:[,;.(]?\s*(?:\by\s+)?(?:\bcon\s+|\b(?:el|mi|su|nuestro)\s+)?)\b"
                     r"(?:NIT|CUIT|CUIL|RUT|RUC|RFC|CIF|NIF|RTN|C[eé]dula(?: jur[ií]dica)?|RNC|RIF)\b"
                     r"[\s.:#°º]*(?:n[uú]mero|nro\.?|no\.|es|de|la empresa|\s|:)*"
                     r"(?P<id>(?=[\w.-]*\d)[A-Z&Ñ0-9][\w.&-]{5,20}\w)\)?", re.IGNORECASE)
_TAIL = re.compile(r"(?:,\s*|\s+)(?:por favor|porfa\w*|porfis|gracias|plis|please)\b.*$|,\s*(?:y )?no\b.*$|"
                   r"(?<=\w{3})(?<!Hnos)(?<!C[ií]a)(?<!Sra)(?<!Dra)(?<!Ing)(?<!Lic)\.\s+(?!Ltda|S\.).*$|"
                   r"(?:,\s*(?:y\s+)?|\s+y\s+|;\s*)(?:(?:el|mi|su|nuestro)\s+)?(?:correo|e-?mail|mail|tel[eé]fono|"
                   r"celular|whats\w+|direcci[oó]n)\b.*$|"
                   r"(?:,\s*(?:y\s+)?|\s+y\s+)(?:\d|(?:que\s+)?(?:eran?|son|sean|van)\b).*$|"
                   r"(?:,\s*|\s+)[\w.+-]+@.*$|[,;]?\s*¿.*$", re.IGNORECASE | re.DOTALL)
"""What stands behind a name and is none of it."""


def tax_id_in(text: str) -> str | None:
    """The number behind «NIT», «RUT», «CUIT» …, as it is written."""
    match = _TAX_ID.search(text)
    return match["id"] if match else None


def without_questions(text: str) -> str:
    """What a message tells, without what it asks besides."""
    return _QUESTION.sub("", text).strip()


def names_one(text: str) -> bool:
    """Whether a message begins as one does that names somebody: «a nombre de …», «somos …»."""
    return bool(_BEGIN.match(text))


def without_tail(told: str) -> str:
    """A name without what follows it in the sentence, or in the next."""
    return _TAIL.sub("", _TAX_ID.sub("", told)).strip(" .,;:¡!¿?«»\"'-")


def buyer_in(text: str, own_name: str | None) -> str | None:
    """The name that answers the question to whom it is made out. own_name: of the person, who may mean themselves."""
    named = _FOR.search(text)
    text = without_questions(text[named.start():] if named else text)
    told = without_tail(_BEGIN.sub("", text.strip().split("\n")[0]))
    if re.fullmatch(r"(?:mi|mi nombre|m[ií] mism[oa]|nadie|da igual)", fold(told)):
        told = own_name or ""
    return told[:LONGEST] if re.search(r"[^\W\d_]{2}", told) else None
