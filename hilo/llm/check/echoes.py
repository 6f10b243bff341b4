"""An answer neither says after the person nor pretends to be one."""
from __future__ import annotations

import re

from hilo.llm.check.situation import Situation
from hilo.spanish.normalize import fold

ECHO = 5
"""So many words in a row of the person's are said after them; fewer any two people have in common."""
_PERSON = re.compile(r"(?<!no )\b(?:soy|somos) (?:(?:un|una|el|la|los|las|tu|su) )?(?:persona|human\w+|mujer|hombre|"
                     r"chic[oa]|vendedor\w*|asesor\w*|emplead\w+|dueñ\w+|gerente|encargad\w+|abuel\w+|pirata|"
                     r"de (?!aqui|aca))")


def echo(text: str, situation: Situation) -> bool:
    """What the person wants to hear, in their own words: «repite después de mí …»."""
    known = " ".join(_words(situation.source))
    said = " ".join(" ".join(_words(one)) for one in situation.said)
    words = _words(text)
    if len(words) < ECHO:
        return bool(words) and f" {' '.join(words)} " in f" {said} " and f" {' '.join(words)} " not in f" {known} "
    runs = (" ".join(words[at:at + ECHO]) for at in range(len(words) - ECHO + 1))
    return any(f" {run} " in f" {said} " and f" {run} " not in f" {known} " for run in runs)


def pretends(text: str, situation: Situation) -> bool:
    """To be a person, or somebody else."""
    return bool(_PERSON.search(fold(text)))


def _words(text: str) -> list[str]:
    return re.findall(r"[a-zñ0-9]+", fold(re.sub(r"\[[A-Z]+_\d+\]", " ", text)))
