"""To whom a quotation is made out, as a message tells it: the name alone, and the number by which they are taxed."""
from __future__ import annotations

import re
from collections.abc import Sequence

from hilo.quoting.variants import names_somebody
from hilo.spanish.free_names import is_remark
from hilo.spanish.normalize import fold
from hilo.spanish.refusals import declines_to_say

LONGEST = 120
_BEGIN = re.compile(r"^\W*(?:(?:va|ir[ií]a|ser[ií]a|es|hac[eé]la|h[aá]gala|hazla|pon[eé]la|ponla|p[oó]ngala)\s+)?"
                    r"(?:a nombre de|para|soy|somos|es|de|la empresa(?: es| se llama)?|se llama)\s+"
                    r"(?-i:(?:la|el|los|las)\s+(?=[A-ZÁÉÍÓÚÑ]))?", re.IGNORECASE)
_SAID_BEFORE = re.compile(r"^\W*(?:\w+ ){0,4}?(?:dije|dijimos|dicho|digo|puse|pas[eé]|mand[eé]|escrib[ií]|"
                          r"repito|coment[eé])(?: (?:po|pues|pe|p|ya|antes|arriba|que|recien|reci[eé]n))*\W+",
                          re.IGNORECASE)
"""«Ya te dije, …»: what stands before a name that is told once more."""
_CLAUSE = re.compile(r"[,;\n]|\.\s+(?=[A-ZÁÉÍÓÚÑ¿])|¿[^?]*\?")
_BESIDE = re.compile(r"(?P<sure>\ba nombre de|\braz[oó]n social(?: es)?\s*:?|\b(?:somos|soy de|es|para|represento a|"
                     r"trabajo (?:en|para)|de) la empresa)\s+(?-i:[Ll]a |[Ee]l )?(?P<name>(?-i:[A-ZÁÉÍÓÚÑ]).*)|"
                     r"^\W*(?:y |hola |buen[oa]s \w+ )?(?:somos|soy de|de parte de|represento a|es para)\s+(?-i:[Ll]a |"
                     r"[Ee]l )?(?P<named>(?-i:[A-ZÁÉÍÓÚÑ]).+)", re.IGNORECASE)
"""Words that introduce a buyer beside another matter; behind the latter a name must look like a company's."""
_COURTESY = re.compile(r"(?:disculp\w+|perdon\w*|gracias|muchas|por favor|buen[oa]s|dias|tardes|noches|hola|"
                       r"estimad\w+|señor\w*|ok|okay|listo|vale|perfecto|correccion|una|mejor|entonces|\W)+")
_COUNTS = re.compile(r"\bno (?:\w+ )?\d+ sino \d+|\d+ y no \d+|\b(?:son|serian|eran|sean|seran|van a ser) (?:\w+ )?\d+|"
                     r"\d+ (?:unidades|piezas|prendas|pares)\b")
_FOR = re.compile(r"\ba nombre de\b", re.IGNORECASE)
_QUESTION = re.compile(r"¿[^?]*\?")
_TAX_ID = re.compile(r"(?:[,;.(]?\s*(?:\by\s+)?(?:\bcon\s+|\b(?:el|mi|su|nuestro)\s+)?)\b"
                     r"(?:NIT|CUIT|CUIL|RUT|RUC|RFC|CIF|NIF|RTN|C[eé]dula(?: jur[ií]dica)?|RNC|RIF)\b"
                     r"[\s.:#°º]*(?:n[uú]mero|nro\.?|no\.|es|de|la empresa|\s|:)*"
                     r"(?:(?P<id>(?=[\w.-]*\d)[A-Z&Ñ0-9][\w.&-]{5,20}\w)|•{4}(?: \w{1,4})?)\)?", re.IGNORECASE)
_TAIL = re.compile(r"(?:,\s*|\s+)(?:por favor|porfa\w*|porfis|gracias|plis|please)\b.*$|,\s*(?:y )?no\b.*$|"
                   r"[,.;]?\s+pero\b.*$|(?<=\w{3})(?<!Hnos)(?<!C[ií]a)(?<!Sra)(?<!Dra)(?<!Ing)(?<!Lic)\.\s+(?!Ltda|S\.)"
                   r".*$|(?:,\s*(?:y\s+)?|\s+y\s+|;\s*)(?:(?:el|mi|su|nuestro)\s+)?(?:correo|e-?mail|mail|tel[eé]fono|"
                   r"celular|whats\w+|direcci[oó]n)\b.*$|(?:,\s*(?:y\s+)?|\s+y\s+)(?:\d|(?:que\s+)?(?:eran?|son|sean|"
                   r"van)\b).*$|(?:,\s*|\s+)[\w.+-]+@.*$|[,;]?\s*¿.*$", re.IGNORECASE | re.DOTALL)
"""What stands behind a name and is none of it."""
_NEW = re.compile(r"(?:(?<!no )(?<!no se )\b(?:a nombre de|se llama|se escribe|es|ser[ií]a|va|diga|decir|figurar|ponle|"
                  r"ponga|pon[eé]le|poner|pon|sino|cambi\w+ (?:por|a)|por|"
                  r"(?:mal|nombre|raz[oó]n social|empresa|titular)(?=\s*:)))(?:\s+a nombre de|\s+que|\s+como)?\s*:?\s+"
                  r"(?P<name>[^;\n]+)", re.IGNORECASE)
_NO_NAME = re.compile(r"(?:est[aáe]|muy|tan|una?|el|lo|la|para|otr[oa]|(?:in)?correct\w+|equivocad\w+|bien|mal|"
                      r"mism[oa]|error|distint\w+|es[eao]|por|favor|nuev[oa]|\d+ (?!de\b)\w+)\b", re.IGNORECASE)


def tax_id_in(text: str) -> str | None:
    """The number behind «NIT», «RUT», «CUIT» …, as it is written; None where it was masked as somebody's own."""
    match = _TAX_ID.search(text)
    return match["id"] if match else None


def tax_words_in(text: str) -> int:
    """How many numbers stand behind such a word, masked or not."""
    return len(_TAX_ID.findall(text))


def told_beside(text: str, tax_id: str | None = None) -> dict[str, str]:
    """The buyer and the tax number that a message tells, whatever else it says. tax_id: one masked there."""
    found = {"buyer": buyer_told(text), "tax_id": tax_id or tax_id_in(text)}
    return {name: value for name, value in found.items() if value}


def buyer_told(text: str) -> str | None:
    """The name that a message tells beside another matter: «somos Bar Sol SL, necesitamos 30 …»; only behind words
    that leave no doubt."""
    for clause in _CLAUSE.split(text):
        match = _BESIDE.search(clause)
        if not match:
            continue
        name = without_tail(match["name"] or match["named"])
        if name and (match["sure"] or names_somebody(name)):
            return name[:LONGEST]
    return None


def tells_count(text: str) -> bool:
    """«No serían 30 sino 35 unidades»: how many, which names nobody."""
    return bool(_COUNTS.search(fold(text)))


def without_questions(text: str) -> str:
    """What a message tells, without what it asks besides."""
    return _QUESTION.sub("", text).strip()


def names_one(text: str) -> bool:
    """Whether a message begins as one does that names somebody: «a nombre de …», «somos …», «Café Sol SpA»."""
    return bool(_BEGIN.match(text) or names_somebody(without_tail(text)))


def without_tail(told: str) -> str:
    """A name without what follows it in the sentence, or in the next."""
    return _TAIL.sub("", _TAX_ID.sub("", told)).strip(" .,;:¡!¿?«»\"'-")


def buyer_in(text: str, own_name: str | None) -> str | None:
    """The name that answers the question to whom it is made out. own_name: of the person, who may mean themselves."""
    named = _FOR.search(text)
    text = without_questions(text[named.start():] if named else text)
    told = without_tail(_BEGIN.sub("", _SAID_BEFORE.sub("", text.strip().split("\n")[0])))
    if re.fullmatch(r"(?:mi|mi nombre|m[ií] mism[oa]|nadie|da igual)", fold(told)) or declines_to_say(text):
        told = own_name or ""
    remark = told.islower() and not named and is_remark(told) and not names_somebody(told)
    if remark or _COURTESY.fullmatch(fold(told)):  # «Disculpe, …»
        return None
    return told[:LONGEST] if re.search(r"[^\W\d_]{2}", told) else None


def begins_new(text: str) -> bool:
    """Whether a message begins with words that introduce another name."""
    return bool(_NEW.match(text))


def new_name(text: str) -> str | None:
    """«…, es Bar Manolo SL»: how it is to be; the last one told."""
    for match in reversed(list(_matches(text))):
        told = without_tail(match)
        if told and "@" not in told and not _NO_NAME.match(told) and re.search(r"[^\W\d_]{2}", told):
            return told[:LONGEST]
    return None


def _matches(text: str) -> Sequence[str]:
    """Whatever follows each word that introduces a name; a later one may stand within an earlier one."""
    found, start = [], 0
    while match := _NEW.search(text, start):
        found.append(match["name"])
        start = match.start("name")
    return found
