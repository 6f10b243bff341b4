"""Spanish number words in a folded text, as figures: "treinta y ocho" is "38", "quince mil" is "15 mil".

text2num was measured first: it gives a rewritten sentence without positions and joins
"tres cuatro dos" and "siete treinta" in ways that break telephone numbers and hours.
"""
from __future__ import annotations

import re
from typing import NamedTuple

_UNITS = {"un": 1, "una": 1, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7,
          "ocho": 8, "nueve": 9, "sinco": 5, "sinko": 5, "cinko": 5, "cuatr": 4, "ciete": 7, "nuebe": 9}
_TEENS = {"cero": 0, "zero": 0, "diez": 10, "dies": 10, "once": 11, "onse": 11, "doce": 12, "dose": 12,
          "trece": 13, "trese": 13, "catorce": 14, "catorse": 14, "quince": 15, "quinse": 15, "dieciseis": 16,
          "diesiseis": 16, "diecisiete": 17, "diesisiete": 17, "dieciocho": 18, "diesiocho": 18,
          "diecinueve": 19, "diesinueve": 19}
_TENS = {"veinte": 20, "beinte": 20, "vente": 20, "treinta": 30, "trenta": 30, "cuarenta": 40, "cuarnta": 40,
         "cincuenta": 50, "sincuenta": 50, "cinkuenta": 50, "sesenta": 60, "secenta": 60, "setenta": 70,
         "ochenta": 80, "noventa": 90, "nobenta": 90}
_HUNDREDS = {"cien": 100, "sien": 100, "ciento": 100, "siento": 100}
for _stem, _value in (("dosc", 200), ("tresc", 300), ("cuatroc", 400), ("quin", 500), ("cinc", 500), ("seisc", 600),
                      ("setec", 700), ("sietec", 700), ("ochoc", 800), ("novec", 900), ("nuevec", 900)):
    for _ending in ("ientos", "ientas"):
        _HUNDREDS[_stem + _ending] = _value
        _HUNDREDS[_stem.replace("c", "s") + _ending] = _value
for _prefix in ("veinti", "venti", "beinti"):
    for _word, _value in list(_UNITS.items()):
        _TEENS[_prefix + _word] = 20 + _value
for _word, _value in (("treinti", 30), ("cuarenti", 40), ("cincuenti", 50), ("sesenti", 60), ("setenti", 70),
                      ("ochenti", 80), ("noventi", 90)):
    for _unit in ("uno", "un", "una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"):
        _TEENS[_word + _unit] = _value + _UNITS[_unit]
_ONE = frozenset(("un", "una", "uno"))
_MILLION = frozenset(("millon", "millones", "melon", "melones"))
_KNOWN = {**_UNITS, **_TEENS, **_TENS, **_HUNDREDS, "mil": 1000}
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[a-zñ]+")
_INSIDE_ADDRESS = "@_"


class SpokenNumber(NamedTuple):
    """A number at these positions; `figures` is how to write it, None where it is written so already."""

    value: float
    start: int
    end: int
    figures: str | None


class _Token(NamedTuple):
    word: str
    start: int
    end: int
    joined: bool  # only blanks stand between this token and the one before


def _tokens(folded: str) -> list[_Token]:
    tokens: list[_Token] = []
    before = 0
    for match in _TOKEN.finditer(folded):
        start, end = match.span()
        joined = 0 < start - before <= 3 and bool(tokens) and not folded[before:start].strip(" \t")
        tokens.append(_Token(match.group(), start, end, joined))
        before = end
    return tokens


class _Parser:
    """Reads one number from a list of tokens; the grammar of Spanish cardinals, never of digit sequences."""

    def __init__(self, folded: str, tokens: list[_Token]) -> None:
        self.folded = folded
        self.tokens = tokens

    def _word(self, index: int, first: bool = False) -> str:
        if index >= len(self.tokens) or not (first or self.tokens[index].joined):
            return ""
        return self.tokens[index].word

    def _below_hundred(self, at: int, first: bool) -> tuple[int, int] | None:
        word = self._word(at, first)
        if word in _TENS:
            if self._word(at + 1) == "y" and self._word(at + 2) in _UNITS:
                return _TENS[word] + _UNITS[self._word(at + 2)], at + 3
            return _TENS[word], at + 1
        if word in _TEENS:
            return _TEENS[word], at + 1
        if word in _UNITS:
            return _UNITS[word], at + 1
        return None

    def _below_thousand(self, at: int, first: bool) -> tuple[int, int] | None:
        word = self._word(at, first)
        if word in _HUNDREDS and not (word in ("ciento", "siento") and at and self.tokens[at - 1].word == "por"):
            if word == "siento" and self._word(at + 1) not in _KNOWN:
                return None
            rest = self._below_hundred(at + 1, False)
            if rest and rest[0]:
                return _HUNDREDS[word] + rest[0], rest[1]
            return _HUNDREDS[word], at + 1
        if word.isdigit() and len(word) <= 3:
            return int(word), at + 1
        return self._below_hundred(at, first)

    def _below_million(self, at: int, first: bool) -> tuple[int, int, bool] | None:
        """Value, next token, and whether it ends in the word "mil"."""
        if self._word(at, first) == "mil":
            head: tuple[int, int] | None = (1, at)
        else:
            head = self._below_thousand(at, first)
        if head is None:
            return None
        if self._word(head[1], first and head[1] == at) != "mil":
            return head[0], head[1], False
        rest = self._below_thousand(head[1] + 1, False)
        if rest and rest[0] and self._word(rest[1]) != "mil":
            return head[0] * 1000 + rest[0], rest[1], False
        return head[0] * 1000, head[1] + 1, True

    def number(self, at: int) -> tuple[float, int, str] | None:
        """Value, next token, and how it is written in figures."""
        word = self.tokens[at].word
        if word == "medio" and self._word(at + 1) in _MILLION:
            return 500000, at + 2, "0.5 millones"
        head = self._below_million(at, True)
        if head is None:
            return None
        value, after, thousand = head
        if self._word(after) in _MILLION:
            after += 1
            total = value * 1000000
            if self._word(after) == "y" and self._word(after + 1) in ("medio", "pico"):
                total += 500000 if self._word(after + 1) == "medio" else 0
                after += 2
            else:
                rest = self._below_million(after, False)
                if rest:
                    total, after = total + rest[0], rest[1]
            exact = total % 100000  # "1.5 millones", but every figure of a longer number
            return total, after, str(int(total)) if exact else f"{total / 1000000:g} millones"
        return value, after, f"{value // 1000} mil" if thousand else str(value)


def spoken_numbers(folded: str) -> list[SpokenNumber]:
    """The numbers of a folded text, in order. "un" and "una" alone are articles; "uno" alone is a
    number only beside another ("tres uno dos"). Digit sequences stay single numbers.
    """
    tokens = _tokens(folded)
    parser = _Parser(folded, tokens)
    found: list[SpokenNumber] = []
    at = 0
    last_token = -2
    while at < len(tokens):
        token = tokens[at]
        word = token.word
        if word[0].isdigit() or word in _KNOWN or word == "medio":
            near = folded[max(token.start - 1, 0):token.start] + folded[token.end:token.end + 1]
            parsed = None if any(c in _INSIDE_ADDRESS for c in near) else parser.number(at)
            if parsed and word in _ONE and parsed[1] == at + 1:
                beside = (last_token == at - 1 and token.joined) or (
                    at + 1 < len(tokens) and tokens[at + 1].joined
                    and (tokens[at + 1].word in _KNOWN or tokens[at + 1].word.isdigit()))
                parsed = parsed if word == "uno" and beside else None
            if parsed:
                value, after, figures = parsed
                start, end = token.start, tokens[after - 1].end
                written = folded[start:end]
                if after == at + 1 and word[0].isdigit():
                    figures = written  # "007" stays
                found.append(SpokenNumber(value, start, end, None if written == figures else figures))
                last_token, at = after - 1, after
                continue
        at += 1
    return found


SPOKEN_WORDS: dict[str, int] = dict(_KNOWN)
"""Every number word that is known, for readers that must not take one for a name."""
