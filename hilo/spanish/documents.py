"""Documents and secrets in a text: found by form, checksum and the words before them, and masked.

The whole text is read, whatever its length, in time that grows with it.
"""
from __future__ import annotations

import re
from typing import NamedTuple

from hilo.spanish.document_kinds import (
    CEDULA_CHECKS,
    CODE,
    FIRM,
    FIRM_AFTER,
    KINDS,
    SPANISH_IBAN,
    Kind,
    card_brand,
    digits_of,
)
from hilo.spanish.document_words import (
    A_CARD,
    AND_THEN,
    BEHIND,
    BESIDE_A_CARD,
    BILLED,
    CARD_TOLD,
    CHAIN,
    CHARGED,
    COPULA,
    EXPIRES,
    OTHER_NUMBER,
    PAYS,
    RECEIVED,
    RECEIVES,
    said_after,
    said_before,
)
from hilo.spanish.number_words import SPOKEN_WORDS
from hilo.spanish.reading import Reading, fold_aligned
from hilo.spanish.word_lists import given_names, surnames

MASK = "••••"
_BEFORE = 60
"""Characters before a number in which a word may announce it."""
_SPOKEN = re.compile(r"(?:\b(?:" + "|".join(sorted(SPOKEN_WORDS, key=len, reverse=True))
                     + r"|y|millon(?:es)?)\b[ ,.]{1,3}){2,}")
_CEDULA_COUNTRIES = frozenset(["BO", "CL", "CO", "CR", "DO", "EC", "NI", "PA", "PY", "UY", "VE"])
"""Where an identity document is called a cédula, whatever word the person uses."""
_CHAINED = ("dni", "cedula", "rut", "nif", "nie", "cuit")
_DNI_COUNTRIES = frozenset(["AR", "PE", "CO"])
"""Where so many figures after a receiver's name can only be the identity number."""
_MONEY = re.compile(r"\s?(?:pesos|mil\b|unidades|soles|dolares|euros)")
_MAY_NAME = ("factura", "boleta", "compra", "presupuesto", "envio")
"""Words before a number that may yet be a document: "factura a 30…, es el cuit"."""
_RECEIVER = re.compile(r"retir|recib|recog|autoriz|a buscar")
_DOTTED = re.compile(r"\d{1,2}\.\d{3}\.\d{3}")
_LETTERS = re.compile(r"[a-zñ\d]+")
_ANSWER = frozenset(("si", "es", "el", "este", "ese", "mi", "soy", "numero", "ahi", "va", "te", "paso", "dale", "ok",
                     "hola", "gracias", "de", "la", "del"))
_NUMBER = re.compile(r"\d")


class Document(NamedTuple):
    """A document or secret: its type (card cvv dni cuit rut rfc curp cedula nie nif cbu clabe iban), its
    positions in the text, and its letters and figures without separators."""

    type: str
    start: int
    end: int
    digits: str


def find_documents(text: str, country: str | None = None) -> list[Document]:
    """The documents in a text, in order, none overlapping another.

    A number counts by its checksum, or because a word before it says what it is (then a slip of the
    finger does not hide it). `country` decides what a checksum that fits by chance is worth. Never raises.
    """
    folded, origins = fold_aligned(text)
    spoken = _SPOKEN.search(folded) is not None or " millones " in folded
    if not spoken and not _NUMBER.search(folded):
        return []
    if spoken:
        reading = Reading(text, len(text))
        plain, span = reading.plain, reading.span
    else:
        plain = folded

        def span(start: int, end: int) -> tuple[int, int]:
            return (start, end) if origins is None else (origins[start], origins[end - 1] + 1)
    found: list[Document] = []
    for kind in KINDS:
        pieces: list[str] = []
        done = 0
        announced = kind.announced is not None and (kind.announced.anywhere.search(plain) is not None or (
            kind.type == "card" and PAYS.anywhere.search(plain) is not None))
        if not announced and not (kind.alone or kind.type == "cedula" or (kind.type == "dni" and _may_be_bare(plain))):
            continue
        for match in kind.pattern.finditer(plain):
            start, end = match.span()
            digits = digits_of(match.group())
            chained = done and kind.type in _CHAINED and kind.shape(digits) and CHAIN.fullmatch(plain, done, start)
            if chained or _counts(kind, announced, plain, start, match.group(), digits, (country or "").upper()):
                name = kind.type
                if name in ("dni", "cedula") and (country or "").upper() in _CEDULA_COUNTRIES:
                    name = "rut" if (country or "").upper() == "CL" else "cedula"
                found.append(Document(name, *span(start, end), digits))
                pieces += [plain[done:start], "•" * (end - start)]
                done = end
        if pieces:  # what one kind took is hidden from the others
            plain = "".join([*pieces, plain[done:]])
    if any(d.type == "card" for d in found):
        for match in BESIDE_A_CARD.finditer(plain):
            start, end = match.span("cvv" if match.group("cvv") else "code")
            found.append(Document("cvv", *span(start, end), digits_of(plain[start:end])))
    if not any(d.type == "cvv" for d in found):
        for match in EXPIRES.finditer(plain):
            found.append(Document("cvv", *span(*match.span("cvv")), match.group("cvv")))
    return sorted(found, key=lambda d: d.start)


def _counts(kind: Kind, announced: bool, plain: str, start: int, written: str, digits: str, country: str) -> bool:
    if not kind.shape(digits):
        return False
    before = plain[max(0, start - _BEFORE):start]
    if kind.type == "iban" and SPANISH_IBAN.fullmatch(digits):
        return True
    if kind.type == "nif" and AND_THEN.search(written) and not (country in ("", "ES") and kind.check(digits)):
        return False
    if announced and _announced(kind, plain, start, written, digits):
        return True
    if (kind.type == "dni" and country in _DNI_COUNTRIES and RECEIVED.fullmatch(written) and RECEIVES.search(before)
            and not _MONEY.match(plain, start + len(written))):
        return True
    if kind.type == "dni" and country == "AR" and _answers(plain, start, written):
        return True
    if kind.type == "cedula":
        fits = any(form.fullmatch(written) and check(digits) and (not countries or country in countries)
                   for form, check, countries in CEDULA_CHECKS)
    else:
        separated = any(c in written for c in "-.")
        fits = kind.alone and (separated or not kind.countries or country in kind.countries) and kind.check(digits)
    if not fits:
        return False
    if kind.type == "cuit" and (written.count("-") == 2 or BILLED.search(before)):
        return True
    if kind.type == "rut" and "." in written and "-" in written:
        return country != "UY"
    if kind.type == "card" and CHARGED.search(before):
        return True
    other = OTHER_NUMBER.search(before)
    return other is None or (kind.type == "rfc" and other.group().startswith(("factura", "compra", "presupuesto")))


def _announced(kind: Kind, plain: str, start: int, written: str, digits: str) -> bool:
    """Whether words beside the number, or farther off where its form is unmistakable, say what it is."""
    words, end, before = kind.announced, start + len(written), plain[max(0, start - _BEFORE):start]
    if words is None or (words is CODE and not CARD_TOLD.search(plain)):
        return False
    other = OTHER_NUMBER.search(before)
    if words.before.search(before) or (words.after.match(plain, end) and (
            other is None or other.group().startswith(_MAY_NAME))):
        return True
    if kind.type == "cvv":
        return words is not CODE and ((BEHIND.search(before) is not None and A_CARD.search(plain) is not None) or (
            COPULA.search(before) is not None and words.far.search(before) is not None))
    if not FIRM[kind.type].fullmatch(written):
        return False
    if kind.type in ("dni", "cedula"):
        return words.far.search(before) is not None or (COPULA.search(before) is not None and not _MONEY.match(
            plain, end) and said_before(words, plain, start))
    if kind.type == "card" and not card_brand(digits):
        return False
    return said_before(words, plain, start) or (other is None and (
        (kind.type in FIRM_AFTER and said_after(words, plain, end))
        or (kind.type == "card" and said_before(PAYS, plain, start))))


def _may_be_bare(plain: str) -> bool:
    """Whether an identity number may stand here without its name: as a whole answer, or beside a receiver."""
    return len(plain) <= _BEFORE + 10 or _RECEIVER.search(plain) is not None


def _answers(plain: str, start: int, written: str) -> bool:
    """Whether the whole message is such a number, perhaps with the person's name: "soy Carla, 31.222.333"."""
    if not _DOTTED.fullmatch(written) or written.endswith("000") or len(plain) > _BEFORE + len(written):
        return False
    words = _LETTERS.findall(plain[:start] + " " + plain[start + len(written):])
    return all(w in _ANSWER or w in given_names() or w in surnames() for w in words)


def mask_documents(text: str, country: str | None = None) -> str:
    """The text with each document as "•••• 4242": its last four signs stay, three of a short one, none of a CVV.

    Masking twice changes nothing more.
    """
    pieces: list[str] = []
    done = 0
    for document in find_documents(text, country):
        keep = 0 if document.type == "cvv" else 4 if len(document.digits) >= 10 else 3
        pieces += [text[done:document.start], MASK + (" " + document.digits[-keep:] if keep else "")]
        done = document.end
    return "".join([*pieces, text[done:]])
