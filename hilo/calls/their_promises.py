"""The customer's own promises, each as an adviser reads it: heard by learned words, told by what is read in them."""
from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from hilo.calls.facts import moment
from hilo.calls.heard import marks, odds, parts_of
from hilo.calls.promised import due_of, time_promised
from hilo.calls.referred import referred
from hilo.calls.their_words import deed_of, marks_of_deeds, without_tail
from hilo.calls.transcript import USER, Turn
from hilo.spanish.normalize import fold
from hilo.spanish.promises import Promise, read_promises
from hilo.spanish.times import TimeFound

LEAST, LEAST_READ, LEAST_LOOSE = -1.0, -2.0, 0.3
"""The logarithm of the odds from which a part of speech promises; where a promise is read in it too; where no deed."""
LOOK_BACK = 6
"""Turns in which the thing of a promise is looked for."""
LONGEST = 200
_DEEDS = {
    "pay": "pagar",
    "send_proof": "enviar el comprobante",
    "send_data": "enviar sus datos",
    "send_photo": "enviar la foto",
    "answer": "avisar",
    "call": "llamar",
    "visit": "pasar por la tienda",
    "buy": "comprar",
    "return_item": "devolver",
}
"""What they promise as an adviser reads it, before their words."""
_COMES = re.compile(r"\b(?:voy|vamos|ire|iremos|pas(?:o|are|amos|aremos)|acerco|acercamos|arrimo)\b")
"""A visit is promised by somebody who comes: "lo llevo al correo" is none."""
_AT_ONCE = re.compile(r"\b(?:ahor(?:a|ita)(?: mism\w+)?(?! (?:en|a|por) la)|al rato|(?<!hasta )luego|enseguida|"
                      r"al toque|altiro|en un rat\w+)\b(?!.*\b(?:noche|tarde|mañana|hoy)\b)")
"""What is promised for this moment is promised for no day."""
_ONLY_SEES = re.compile(r"(?:ver|mirar|esperar|(?:ya |mañana |hoy )?estoy en (?:la )?casa|"
                        r"(?:y )?preguntar cuanto (?:es|sale|cuesta))"
                        r"(?: (?:mañana|hoy|luego|despues|no tengo apuro|bien|a ver|el|la|en|tarde|noche|que|pasa|"
                        r"hago))*$")
"""«después veo» promises nothing."""
_HANDS = re.compile(r"\b(?:se|te|les?|os) (?:l[oa]s? )?paso\b")
"""«te lo paso a la noche» sends."""
_SENDS_IT = re.compile(r"\b(?:se|te|les|le|os)? ?l[oa]s? (?:mand|envi|pas|escrib|dig|confirm)\w+")
_THEIRS = re.compile(r"\b(?P<thing>fotos?|capturas?|direccion|lista|medidas?|talla|talle|numero|correo|logo|"
                     r"comprobante|cantidad|color|datos?|apellido|nombre|factura|codigo)\b")
"""What a customer is asked for, and sends."""
_DOES_IT = frozenset({"pay", "buy", "return_item", "visit", "other"})
"""Promises that say "lo" of a thing."""


def promise(who: str, kind: str, what: str, quote: str, joined: bool = False, due: str | None = None,
            due_at: datetime | None = None, due_end: datetime | None = None) -> dict[str, Any]:
    """A promise of either side, for the call's row."""
    return {"who": who, "kind": kind, "what": what, "quote": quote, "joined": joined, "due": due,
            "due_at": due_at.isoformat() if due_at else None, "due_end": due_end.isoformat() if due_end else None}


def their_marks(read: Sequence[Promise], part: str) -> dict[str, float]:
    """What a part of speech is seen by beside its words: the promises that are read in it."""
    return {f"read {one.kind}": 1.0 for one in read if _is_within(one.quote, part)} | marks_of_deeds(part)


def their_promises(turns: Sequence[Turn], country: str | None, call_agreed: bool) -> list[dict[str, Any]]:
    """The customer's promises in order; those of one turn are one, and of a kind the last one counts."""
    found: dict[str, dict[str, Any]] = {}
    spoken = [turn for turn in turns if turn.said]
    for place, turn in enumerate(spoken):
        if turn.role != USER:
            continue
        read, parts, here = read_promises(turn.said, turn.at, country), parts_of(turn), []
        for number, part in enumerate(parts):
            inside = [one for one in read if _is_within(one.quote, part)]
            sure = odds("promises", marks(spoken, place, parts, number) | their_marks(read, part))
            if sure < (LEAST_READ if inside else LEAST):
                continue
            if inside:
                here += [_read(one, part, turns, turn, country) for one in inside]
            elif sure >= LEAST_LOOSE or deed_of("", "", without_tail(part), part, turns, turn, country):
                here.append(_heard(part, turns, turn, country))
        here = [one for one in here if (one["kind"] != "answer" or not call_agreed) and not _ONLY_SEES.match(
            fold(one["what"]))]
        if here:
            timed = next((each for each in reversed(here) if each["due"]), here[-1])
            one = here[-1] | {name: timed[name] for name in ("due", "due_at", "due_end")} | {
                "what": _together([each["what"] for each in here])[:LONGEST]}
            found[one["kind"] if one["kind"] != "other" else one["what"]] = one
    return list(found.values())


def _read(one: Promise, part: str, turns: Sequence[Turn], turn: Turn, country: str | None) -> dict[str, Any]:
    if one.kind == "visit" and (not _COMES.search(fold(one.quote)) or _HANDS.search(fold(one.quote))):
        one = one._replace(kind="other")
    time = time_promised(one.quote, turn.at, country)
    due = _due(time, one.quote) if time else one.due.date().isoformat() if one.due else None
    asked = _thing_asked(turns, turn.number) if one.kind == "other" and _SENDS_IT.search(fold(one.quote)) else ""
    kind, deed = ("send_data", f"enviar {asked}") if asked else (one.kind, _DEEDS.get(one.kind, ""))
    told = deed_of(kind if deed else "", deed, one.quote, part, turns, turn, country)
    what = told or (f"{deed} ({one.what})" if deed else one.what)
    if not told and one.kind in _DOES_IT:
        what = _with_thing(what, one.quote, turns, turn)
    return promise("customer", one.kind, what, one.quote, False, due, one.due, one.due_end)


def _heard(part: str, turns: Sequence[Turn], turn: Turn, country: str | None) -> dict[str, Any]:
    time = time_promised(part, turn.at, country)
    what = deed_of("", "", without_tail(part), part, turns, turn, country) or _with_thing(
        without_tail(part), part, turns, turn)
    return promise("customer", "other", what, part, False, _due(time, part) if time else None,
                   due_of(time) if time else None, time.when.end if time else None)


def _due(time: TimeFound, quote: str) -> str | None:
    """The day, with its hour where one was told; none of what is promised for this moment."""
    return None if _AT_ONCE.search(fold(quote)) and not time.has_hour else moment(due_of(time), time.has_hour)


def _with_thing(what: str, quote: str, turns: Sequence[Turn], turn: Turn) -> str:
    thing = referred(turns, turn.number, quote)
    return f"{what}: {thing}" if thing and thing not in fold(what) else what


def _together(told: Sequence[str]) -> str:
    """Promises of one turn as one, each deed once."""
    deeds = [deed for one in told for deed in one.split(" y ")]
    return " y ".join(one for place, one in enumerate(deeds) if one not in deeds[:place] and not any(
        other != one and other.startswith(one) for other in deeds))


def _is_within(quote: str, part: str) -> bool:
    return fold(quote) in fold(part) or fold(part) in fold(quote)


def _thing_asked(turns: Sequence[Turn], number: int) -> str:
    """What "se la mando" stands for: the last thing spoken of that a customer may send."""
    for turn in reversed(turns[max(0, number - LOOK_BACK):number + 1]):
        things = [match["thing"] for match in _THEIRS.finditer(fold(turn.said))]
        if things:
            return things[-1]
    return ""
