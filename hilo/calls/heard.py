"""Parts of speech as linear models see them: their words, and the words around them, before and after.

So is heard whether the customer asks something ("asks"), whether something is agreed to be done, in the agent's words
("agreed") or in the customer's ("promises"), and whether a question stays open ("open", `answered.py`). The weights
(`heard_weights/`) are learned by `python -m bench.calls_heard` from calls that were labelled turn by turn.
"""
from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from hilo.calls.agent_words import OUR_PEOPLE, THINGS, verbs_in
from hilo.calls.clauses import QUESTION, clauses
from hilo.calls.transcript import AGENT, Turn, is_question, sentences
from hilo.spanish.normalize import fold

WEIGHTS = Path(__file__).with_name("heard_weights")
"""A file for each model."""
_WORD = re.compile(r"[a-zñ]+|\d+")
_WHEN = re.compile(r"\b(?:mañana|tarde|noche|lunes|martes|miercoles|jueves|viernes|sabado|domingo|semana|mes|hoy|"
                   r"ahor\w+|luego|despues|rato|a las|cuando|apenas|en cuanto|antes|horas?|minutos|momento)\b")
_DEEDS = {
    "i do": re.compile(r"\b(?:te|le|les|os|se|yo)(?: l[oa]s?)? "
                       r"(?!(?:como|mucho|poco|cuando|todo|solo)\b)[a-zñ]{3,}o\b"),
    "we do": re.compile(r"\b(?:te|le|les|os|se|nos|l[oa]s?) [a-zñ]{2,}[aei]mos\b"),
    "they do": re.compile(r"\b(?:te|le|les|os|se) (?:l[oa]s? )?[a-zñ]{3,}[ae]n\b"),
    "is so": re.compile(r"\bqued(?:a|an|as|o|aron)\b"),
}
"""What an agent says who promises by any verb."""
_STRAY = re.compile(r"^[¿?!¡,.\s]*\?[¿?!¡,.\s]*")
"""The sign that is left of «¿eh?»."""
_LEAD = re.compile(r"^(?:(?:listo|claro(?: que si)?|perfecto|vale|ok|okey|bueno|entonces|dale|de acuerdo|"
                   r"con (?:mucho )?gusto|(?:si|no)(?=[,.])|ya|bien|muy bien|mire|mira|entendido|pues|y|tranquil[oa]|"
                   r"le cuento)[,.:; ]+)+")
_NAMED = re.compile(r"(?:^|\b(?:y|pero|oye|oiga|mire|ya|ok|ah|bueno|vale|dale|gracias|perfecto) )"
                    r"(?P<named>(?:a mi |en |de |del |con |por |para )?"
                    r"(?:el|la|los|las|lo|es[ao]s?|ese|est[ao]s?|mis?(?! (?:amor|reina|hij|vida))|si|de)"
                    r"(?: (?!que\b)[a-zñ\d]+){0,5})$|\b(?P<short>es[ao]|ese|si)$")
"""A thing, or a case, that is only named at the end of a part."""
_GOES_ON = re.compile(r"tambien (?:para|pa|en|con|a|lo|el|la|los|las)\b")
START, STEM, LONG, NEAR = 4, 5, 20, 6
"""Letters of a word's beginning, and of a neighbour's; words of a long part; turns near the end."""
VERBS = 4
TOO_SHORT = 5
"""Words of a clause that hardly says anything alone."""
MOST = 3.0
"""Odds beyond which more tells nothing."""


def parts_of(turn: Turn) -> list[str]:
    """The parts of a turn, in order: the agent's sentences; the customer's questions with a sign, and their clauses."""
    found: list[str] = []
    for sentence in sentences(turn.said):
        if turn.role == AGENT:
            found.append(sentence)
        elif is_question(sentence):
            found.append(_STRAY.sub("", sentence) or sentence)
        else:
            found += _joined(clauses(sentence))
    return found


def _joined(parts: Sequence[str]) -> list[str]:
    """The clauses of a sentence, a short one with what comes after it: "y los cojines | vienen con relleno"."""
    found: list[str] = []
    for part in parts:
        if found and (len(found[-1].split()) < TOO_SHORT or subject_of(found[-1], part)):
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return found


def subject_of(lead: str, asked: str) -> str:
    """What is named before a question that asks about it, in its own words: "el igv de eso | se puede recuperar"."""
    folded, after = fold(lead), fold(asked)
    named = _NAMED.search(folded) if (QUESTION.match(after) and after[:2] != "y ") or _GOES_ON.match(
        after) else None
    return lead[named.start(named.lastgroup or 0):] if named and len(folded) == len(lead) else ""


def without_lead(part: str) -> str:
    """What is said without the words that only lead to it."""
    lead = _LEAD.match(fold(part))
    return part[lead.end() if lead else 0:].strip(" .¿?")


def words(text: str) -> list[str]:
    """The words of what was said, folded, every number the same."""
    return ["#" if word.isdigit() else word for word in _WORD.findall(fold(text))]


def marks(spoken: Sequence[Turn], place: int, parts: Sequence[str], part: int) -> dict[str, float]:
    """What one of the parts of the turn at `place` is seen by; spoken: the turns in which something is said."""
    said = words(parts[part])
    found = {f"w{word}": 1.0 for word in said} | {f"s{word[:START]}": 0.7 for word in said}
    found |= {f"b{one}_{two}": 0.8 for one, two in pairwise(said)}
    found |= {f"c{one[:START]}_{two[:START]}": 0.5 for one, two in pairwise(said)}
    found |= {f"f{number}{word}": 0.7 for number, word in enumerate(said[:3])}
    found |= {"e" + "_".join(said[-size:]): 0.5 for size in (1, 2) if len(said) >= size}
    asks = is_question(parts[part])
    found |= {"?": float(asks), "long": min(len(said), LONG) / LONG, "short": float(len(said) < 3),
              "last": float(part == len(parts) - 1), "first": float(part == 0), "at": place / len(spoken),
              "left": min(len(spoken) - place, NEAR) / NEAR, "opens": float(place == 0),
              "closes": float(place == len(spoken) - 1), "when": float(bool(_WHEN.search(fold(parts[part])))),
              "asks after": float(any(map(is_question, parts[part + 1:]))),
              "asked before": float(any(map(is_question, parts[:part])))}
    if place:
        before = spoken[place - 1].said
        found |= {"was asked": float("?" in before), "answers": float("?" in before and part == 0)}
        found |= {f"p{word[:STEM]}": 0.25 for word in words(before)}
    if place + 1 < len(spoken):
        after = words(spoken[place + 1].said)
        found |= {f"n{number}{word}": 0.5 for number, word in enumerate(after[:2])}
        found |= {f"q{asks:d}{word}": 0.7 for word in after[:1]}
        own = {word[:STEM] for word in said if len(word) > 3}
        found["taken up"] = len(own & {word[:STEM] for word in after}) / max(1, len(own))
        found["is asked back"] = float("?" in spoken[place + 1].said)
    if spoken[place].role == AGENT:
        folded = fold(parts[part])
        for verb in verbs_in(folded)[:VERBS]:
            found |= {f"v{verb.kind}": 1.0, f"v{verb.first_person:d}": 1.0}
        found |= {name: 1.0 for name, pattern in _DEEDS.items() if pattern.search(folded)}
        found |= {"our people": float(bool(OUR_PEOPLE.search(folded))), "thing": float(bool(THINGS.search(folded)))}
    return found


@lru_cache(maxsize=1)
def weights() -> dict[str, dict[str, float]]:
    """The weights of every model; the one of "" is there always."""
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in WEIGHTS.glob("*.json")}


def odds(kind: str, seen: Mapping[str, float]) -> float:
    """The logarithm of the odds that a part of speech is what a model listens for."""
    by = weights()[kind]
    return by[""] + sum(by.get(name, 0.0) * value for name, value in seen.items())


def likely(value: float) -> float:
    """Odds as how likely, 0..1."""
    return 1 / (1 + math.exp(-value))


def clipped(value: float) -> float:
    """Odds within what tells anything."""
    return max(-MOST, min(MOST, value))
