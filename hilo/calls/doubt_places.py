"""In which turns of a call each value is spoken of that may be in doubt: read, asked for, or named without a value."""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from hilo.calls.asked import asked_in
from hilo.calls.told import CallFact
from hilo.calls.transcript import AGENT, USER, Turn
from hilo.spanish.normalize import fold

FIELDS = ("size", "color", "quantity", "order_number", "budget", "needed_by", "callback_at", "city", "email",
          "alt_phone", "person_name", "product", "delivery_address", "date_time")
"""What may be in doubt."""
_OF_ORDER = re.compile(r"\b(?:pedido|orden|compra|seguimiento|guia|folio)\b")
_OF_PHONE = re.compile(r"\b(?:telefono|celular|cel|movil|whats\w*|llam\w+|marc\w+|contact\w+|comunic\w+|escrib\w+|"
                       r"mand\w+|envi\w+)\b")
_SPEAKS = (
    ("alt_phone", re.compile(r"\b(?:el mio|celular|otro (?:numero|telefono)|(?:al|el) de mi|marqu\w+|llam\w+|"
                             r"whats\w*|numero)\b"
                             r"[^.?!]{0,60}?(?:\d\W*){4}")),
    ("needed_by", re.compile(r"\b(?:el|la|para el|pa el|como pa) \d{1,2}\b[^?!]{0,20}\bo (?:el )?(?:\d{1,2}|primero)\b|"
                             r"\b(?:necesit\w+|para cuando|para) [^.?!]{0,30}(?:primera semana|fin de mes|mediados|"
                             r"quincena|lunes|martes|miercoles|jueves|viernes|sabado|domingo)\b")),
    ("budget", re.compile(r"\b(?:gastar\w*|presupuesto|pensado en|tengo como|lucas|dispongo|no paso de|"
                          r"ponia una parte)\b"
                          r"[^?!]{0,40}\d|\b\d{3,6},? o (?:unos )?\d{3,6}\b[^?!]{0,20}(?:depende|segun|no se)|"
                          r"\d[\d.]* ?(?:lucas|varos|mangos)\b")),
    ("size", re.compile(r"\b\d(?: metros?| \d{2})? o (?:de )?\d(?: metros?| \d{2})\b|\bno l[oa]s? he medido\b|"
                        r"\b(?:talla|talle|medida)s?\b[^.?!]{0,25}\b(?:ni (?:idea|se)|no (?:la |lo )?se|"
                        r"no (?:me acuerdo|estoy)|quien sabe)\b|"
                        r"\b\d{2}(?: y medi[oa])?,? o (?:el |la |un |una )?\d{2}(?: y medi[oa])?\b"
                        r"[^.?!]{0,15}(?:no (?:se|me acuerdo|estoy)|ni idea|le pregunto|depende)")),
    ("order_number", re.compile(r"\d{3,}[^.?!]{0,30}\b(?:un|el|es) \d,? o (?:un |el )?\d\b|"
                                r"\b(?:\d ){2,}o (?:el )?(?:\d ){2,}|"
                                r"\b\d{4,},? o (?:\d ){1,3}\d\b|"
                                r"\d{3,}\W*y (?:algo|pico)\b|\b(?!\d+00\b)\d{4,},? o (?:el )?\d{4,}\b")),
    ("quantity", re.compile(r"\b\d{1,3},? (?:o|u) (?:igual |capaz )?\d{1,3}\b,? (?!de (?:la|diciembre|enero)|dias|"
                            r"semanas|horas)"
                            r"(?:segun|depende|no se|o igual|es que|todavia|pero)|"
                            r"\b(?:depende|segun|por definir\w*|pueden (?:ser|llegar a))\b[^?!]{0,90}\b\d{1,3}\b"
                            r"[^?!]{0,40}\b(?:o|pueden|todavia)\b")),
    ("color", re.compile(r"\b(?:color|tono|clar[oa]|oscur[oa])\b[^.?!]{0,60}\b(?:decid|consult|pregunt|escog|"
                         r"elij)\w+|\b(?:decid|consult|pregunt|escog|elij)\w+[^.?!]{0,30}\b(?:color|tono)\b")),
)
"""What may be spoken of without the agent's question and without a value that is read."""


def places_of(turns: Sequence[Turn], found: Sequence[CallFact], unsure: Sequence[CallFact],
              asked: Mapping[str, set[int]]) -> dict[str, list[int]]:
    """The turns that each value is spoken of in. found: all readings; unsure: those of `unsure.py`."""
    told: dict[str, set[int]] = {}
    for turn in turns:
        for name, pattern in _SPEAKS if turn.role == USER else ():
            if pattern.search(fold(turn.said)) and not (name in ("alt_phone", "quantity") and turn.number in asked.get(
                    "order_number", set()) | asked.get("size", set())):
                told.setdefault(name, set()).add(turn.number)
    for fact in found:
        if turns[fact.turn].role == USER:
            told.setdefault(fact.name, set()).add(fact.turn)
    for fact in unsure:
        told.setdefault(fact.name, set()).add(fact.turn)
    places = {name: sorted(told.get(name, set()) | asked.get(name, set())) for name in FIELDS}
    return {name: where for name, where in places.items() if where}


def answered_for(turns: Sequence[Turn]) -> Mapping[str, set[int]]:
    """In which turns each value was answered for."""
    found: dict[str, set[int]] = {}
    before: Turn | None = None
    said = ""
    for turn in turns:
        said += f" . {fold(turn.said)}"
        if turn.role == AGENT:
            before = turn if turn.said else before
        elif turn.said:
            names = asked_in(before)
            if "phone" in names and before and _OF_ORDER.search(said) and not _OF_PHONE.search(fold(before.said)):
                names = (*names, "order_number")  # "¿me indica el número?"
            if "city" in names and before and "direccion" in fold(before.said):
                names = ("delivery_address", *(name for name in names if name != "city"))
            for name in names if not {"size", "order_number"}.intersection(names) else set(names) - {"phone"}:
                found.setdefault("alt_phone" if name == "phone" else name, set()).add(turn.number)
            before = None
    return found
