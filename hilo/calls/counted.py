"""How many and which size, where a bare number answers the question for it: the last that was said, or said back.

"somos nueve, no, once. pero dos por persona, así que veintidós": what the agent then says back counts.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hilo.calls.told import READ_BACK, SURE, CallFact
from hilo.calls.transcript import AGENT, Turn
from hilo.spanish.normalize import fold

_NUMBER = re.compile(r"(?<![\d.,$])\d{1,4}(?![\d.,]\d|\d)(?! ?(?:pesos|dolares|soles|euros|mil|lucas|dias|años|semanas|"
                     r"horas|por ciento|%|de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|"
                     r"noviembre|diciembre)))")
_BACK = re.compile(r"^\W*(?:(?:perfecto|listo|anotado|bien|ok|entonces|muy bien|claro|dale|ya|son|serian|genial)[,.]? )"
                   r"*(?P<n>\d{1,4})(?=\W*$|[.,;]| [a-zñ]{4,})(?! (?:pesos|dolares|soles|euros|dias|horas|cuotas))")
_SIZE_BACK = re.compile(r"\b(?:en|por (?:la|una|el|un)|la|talla|talle|numero|del?|el) (?P<n>\d{2}(?:[.,]5)?)\b"
                        r"(?! ?(?:pesos|dolares|soles|euros|dias|horas|cuotas|unidades|por ciento|%|minutos|de "
                        r"[a-z]+bre))")
_CORRECTS = re.compile(r"\b(?:no|mejor|perdon|digo|miento|mas|mentira|pon\w*|o sea|total|asi que|espera\w*|para)\b")
_EITHER = re.compile(r"\d(?: creo)? [ou] (?:el |la |un |una )?\d|\d,? creo\b|\bno se\b|\bdesde\b|\bpueden? ser\b")
_SHOE = re.compile(r"\b(?:soy|calzo|uso|gasto) (?:de |del |el |la |un |una )+(?P<n>\d{2})\b|\bcalzaba\b")
_SIZES = re.compile(r"\bde (\d{2,3})\b")
_LETTERS = {"ese": "S", "eme": "M", "ele": "L", "equis ele": "XL", "doble equis ele": "XXL", "equis equis ele": "XXL",
            "doble ele": "XL", "equis ese": "XS", "extra ese": "XS"}
_LETTER = re.compile(r"\b(doble equis ele|equis equis ele|equis ele|equis ese|extra ese|doble ele|ele|eme|ese)\b")
_SIZE_WORD = re.compile(r"\b(?:talle|talla|talles|tallas)\b")
_IN_LETTER = re.compile(r"\b(?:en|la|una) (?:ele|eme|equis ele)\b")
LEAST, MOST = 14, 60
"""Sizes that are told by a number."""


def counted(turn: Turn, before: Turn | None, turns: Sequence[Turn], asked: Sequence[str]) -> Iterator[CallFact]:
    """What a turn's numbers are; before: what the agent said before it."""
    folded = fold(turn.said)
    numbers = _NUMBER.findall(folded)
    if not numbers:
        return
    after = next((one for one in turns[turn.number + 1:turn.number + 2] if one.role == AGENT and one.said), None)
    reply = fold(after.said) if after else ""
    back = _BACK.search(reply)
    if "quantity" in asked and "size" not in asked:
        if back and back["n"] in numbers:
            yield CallFact("quantity", int(back["n"]), turn.said[:80], READ_BACK, False, turn.number)
        elif len(numbers) > 1 and _CORRECTS.search(folded) and not _EITHER.search(folded):
            yield CallFact("quantity", int(numbers[-1]), turn.said[:80], SURE, False, turn.number)
    elif back and back["n"] in numbers and len(numbers) > 1 and not {"order_number", "size"} & set(asked) and (
            re.match(r" [a-z]{4,}", reply[back.end():])):
        yield CallFact("quantity", int(back["n"]), turn.said[:80], READ_BACK, False, turn.number)
    sizes = [one for one in numbers if LEAST <= int(one) <= MOST]
    shoe = _SHOE.search(folded)
    said_back = [one["n"] for one in _SIZE_BACK.finditer(reply) if one["n"] in sizes]
    if "size" in asked or shoe:
        if said_back:
            yield CallFact("size", said_back[0], turn.said[:80], READ_BACK, False, turn.number)
        elif sizes and not _EITHER.search(folded) and "size" in asked:
            yield CallFact("size", sizes[-1], turn.said[:80], SURE, False, turn.number)
        elif shoe and shoe["n"]:
            yield CallFact("size", shoe["n"], turn.said[:80], SURE, False, turn.number)
    offered = set(_SIZES.findall(fold(before.said))) if before else set()
    if len(offered) > 1 and before and "?" in before.said:
        chosen = [one for one in re.findall(r"\bde (\d{2,3})\b", folded) if one in offered]
        if chosen:
            yield CallFact("size", chosen[-1], turn.said[:80], SURE, False, turn.number)


def with_sizes(text: str, asked: bool) -> str:
    """«talle ele, no perdón, eme» with the letters that are meant."""
    folded = fold(text)
    if len(folded) != len(text) or not (asked or _SIZE_WORD.search(folded) or _IN_LETTER.search(folded)):
        return text
    first = _SIZE_WORD.search(folded) or _IN_LETTER.search(folded)
    since = 0 if asked or first is None else first.start()
    out, done = [], 0
    for match in _LETTER.finditer(folded, since):
        near = folded[max(0, match.start() - 14):match.start()]
        if match.group() == "ese" and not re.search(r"(?:talle|talla|en|la|una|uso|soy) $|^$", near):
            continue
        out += [text[done:match.start()], _LETTERS[match.group()]]
        done = match.end()
    return "".join([*out, text[done:]])
