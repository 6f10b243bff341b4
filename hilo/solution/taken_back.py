"""What somebody takes back of a need without saying another value: «sin presupuesto», «27 no es mi presupuesto»."""
from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from hilo.solution.need import CHANGEABLE
from hilo.spanish.normalize import fold
from hilo.spanish.numbers import read_numbers

_NAMES = {name: "|".join(CHANGEABLE[name]) for name in ("budget", "needed_by", "color", "size")}
_OPEN = {"budget": r"\bsin (?:un )?(?:presupuesto|limite|tope)\b|\bno tengo (?:un )?(?:presupuesto|limite|tope)\b",
         "needed_by": r"\bsin (?:una )?fecha\b"}
_LET_GO = {name: re.compile(
    rf"\b(?:olvid\w+|deja|dejemos|quita\w*|saca\w*|no importan?|da igual)(?: (?:te|se|de|lo|la|el|los|las|mi|del))* "
    rf"(?:{words})\b|\b(?:la|el|mi) (?:{words}) (?:no (?:me )?importa|(?:me )?da igual)\b|\bcualquier (?:{words})\b"
    rf"{'|' + _OPEN[name] if name in _OPEN else ''}") for name, words in _NAMES.items() if name != "size"}
_DENIED = {name: re.compile(rf"\bno (?:es|era|son|eran) (?:ni )?(?:(?:el|la|mi|de|un|una|lo del?|"
                            rf"lo que (?:quiero|queria|puedo|pensaba)) )*(?:{words})\b|"
                            rf",\s?no (?:(?:el|la|mi|de) )*(?:{words})\b") for name, words in _NAMES.items()}


def let_go(text: str) -> list[str]:
    """The parts of a need that are to be left open: «olvida la fecha», «sin presupuesto»."""
    folded = fold(text)
    return [name for name, pattern in _LET_GO.items() if pattern.search(folded)]


def denied(slots: Mapping[str, Any], text: str) -> list[str]:
    """The parts of a need whose value was misunderstood: «27 es mi talla, no el presupuesto»."""
    folded = fold(text)
    return [name for name, pattern in _DENIED.items() if pattern.search(folded) and _tells(slots.get(name), text)]


def _tells(value: Any, text: str) -> bool:
    """Whether the message repeats the value, or no number at all («ese no es mi presupuesto»)."""
    said = {float(number) for number, _, _ in read_numbers(text)}
    known = {value.get(key) for key in ("amount", "min", "max")} if isinstance(value, Mapping) else {value}
    return value is not None and (not said or any(str(number) == f"{one:g}" or number == one
                                                  for number in known for one in said))
