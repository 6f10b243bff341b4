"""usted, tú or vos, from how somebody writes to us, and what they ask for about it («tutéame»).

Only words addressed to whoever reads count: «me podría decir», «tenés», «dime». What says nothing of it gives None:
«quisiera saber si tienen», «¿cuánto sale?», plurals, which address the company. Many people write no accents: «ayudame»
or «mandas» may be of tú or of vos and is FAMILIAR; with its accent it is one of both.
"""
from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from hilo.spanish.normalize import fold
from hilo.spanish.verb_forms import infinitives, verbs
from hilo.spanish.word_lists import load_yaml

USTED, TU, VOS, FAMILIAR = "usted", "tu", "vos", "familiar"
LONGEST = 1000
"""Characters that are read."""


class Shown(NamedTuple):
    """register: usted, tu, vos or familiar (tú or vos). sure: no more is needed to believe it."""

    register: str
    sure: bool


class _Rule(NamedTuple):
    register: str
    sure: bool
    pattern: re.Pattern[str]
    accents: bool


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    """`words/registers.yml`, compiled."""
    data = load_yaml("registers.yml")
    parts = {name: "|".join(words.split()) for name, words in data["parts"].items()}
    found = []
    for rule in data["rules"]:
        patterns = [_filled(line, parts) for line in rule["words"].splitlines() if line.strip()]
        found.append(_Rule(rule["register"], rule.get("sure", True),
                           re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)"), rule.get("accents", False)))
    return tuple(found)


def _filled(line: str, parts: dict[str, str]) -> str:
    return re.sub(r"<(\w+)>", lambda m: f"(?:{parts[m.group(1)]})", line.strip().replace(" ", r"\W{1,3}"))


_COMMAND = re.compile(r"\b(\w{2,}[aáeéi])me(?:l[oa]s?)?\b")


def _commanded(base: str) -> str | None:
    """Whose «mande(me)», «manda(me)», «escribi(me)» is: a command as it is written before «me»."""
    folded = fold(base)
    change = verbs().change
    if base.endswith(("á", "é")):
        return VOS if infinitives(folded) else None
    for verb in infinitives(folded):
        verb = fold(verb)
        first, same = verb.endswith("ar"), folded[:-1] == verb[:-2]
        if folded.endswith("i"):
            if (verb.endswith("ir") and same) or (verb == "decir" and folded == "deci"):
                return VOS
        elif folded.endswith("e" if first else "a"):
            return USTED
        elif fold(base) != base or not same or (verb.endswith("ir") and folded.endswith("e")):
            return TU
        else:
            return VOS if change.get(verb) in ("ie", "ue") else FAMILIAR
    return None


def read_register(text: str) -> Shown | None:
    """What the words show; None where they show nothing, or as much of usted as of the others."""
    written = _legible(text)
    seen: Counter[tuple[str, bool]] = Counter()
    for match in _COMMAND.finditer(written):
        whose = _commanded(match.group(1))
        if whose:
            seen[whose, True] += 1
            written = written[:match.start()] + "#" * len(match.group()) + written[match.end():]
    folded = fold(written)
    for rule in _rules():
        seen[rule.register, rule.sure] += len(rule.pattern.findall(written if rule.accents else folded))
    for sure in (True, False):
        usted = seen[USTED, sure]
        tu, vos, either = seen[TU, sure], seen[VOS, sure], seen[FAMILIAR, sure]
        if usted != tu + vos + either:
            if usted > tu + vos + either:
                return Shown(USTED, sure)
            return Shown(FAMILIAR if tu == vos else TU if tu > vos else VOS, sure)
        if usted:
            return None
    return None


def _legible(text: str) -> str:
    """Lower case, with the usual short forms of «usted» written out; «SOS» cries for help in the middle of others."""
    text = text[:LONGEST]
    if not text.isupper():
        text = re.sub(r"\bSOS\b", " ", text)
    return re.sub(r"\b(?:ud|vd|uste)\b\.?", "usted", text.lower())


_ON_THE_WAY = r"(?:\W+(?!(?:no|y|pero|sino)\b)\w+){0,5}?\W+(?:de|del|con el|por el|el)\W+"
_END = r"(?=\W*(?:$|[.,;!?\n)]|\b(?:por|porfa\w*|si|no|mejor|nomas|que|y|porque|ya|aca|aqui|gracias|pls|plis)\b))"
"""After «tú» without an accent: no thing that is yours follows («hablame de tu tienda»)."""
_NAMES: tuple[tuple[str, re.Pattern[str]], ...] = tuple((named, re.compile(pattern)) for named, pattern in (
    (USTED, rf"\b(?:trat|habl|dirij|dirig|llam|refier|refer|dec|dice|diga)\w*{_ON_THE_WAY}usted\b"),
    (USTED, r"\bme d(?:iga|igas|ice|ices|igan|igais)\W+usted\b"),
    (VOS, rf"\b(?:trat|dirij|dirig|llam)\w*{_ON_THE_WAY}vos\b|\bhabl\w*{_ON_THE_WAY}vos\b{_END}|\bvose[eao]\w*"),
    (TU, rf"\b(?:trat|habl|dirij|dirig|llam)\w*{_ON_THE_WAY}tu\b{_END}"),
    (FAMILIAR, r"\btute[aeo]\w*"),
    (USTED, r"\btrat\w*\W+(?:de|como)\W+(?:señora?|don|doña)\b"),
    *((form, rf"\b(?:prefiero|mejor|quiero|deja\w*|dejemos|saca\w*|sin|nada)\W+(?:(?:el|de|del|con)\W+)*{form}\b{_END}|"
             rf"^\W*de\W+{form}\b\W*(?:por favor|porfa\w*|mejor)\W*$") for form in (USTED, VOS, TU)),
))
_NOT = re.compile(r"\b(?:no|ni|nunca|sin|nada|deja\w*|dejemos|evit\w+|basta|tampoco|saca\w*)\b")
_NOT_AFTER = re.compile(r"[.;!?\n]|\b(?:pero|sino|mejor)\b")
_NEAR = 7
"""Words before the name of a form within which «no» is about it."""
_ASKING = re.compile(r"\b(?:me|nos|\w+(?:ame|eme|arme|erme|irme|arnos|enme)|por favor|prefiero|quiero|dejemos|deja|"
                     r"mejor|sin|nada)\b")
_LEAVE = re.compile(r"\b(?:te|le|lo|la)\W+(?:puedo|podria|tute|vose|trat|habl)|\bpuedo\W+(?:tute|vose|trat|habl)")
"""«¿Te puedo tutear?» asks leave to do so, and shows it by the way."""
_TO_ME = re.compile(r"\b(?:me|nos|podes|puedes|podria|puede|\w+[ae]me)\b")
_LESS_FORMAL = re.compile(r"\b(?:mas (?:confianza|informal)|menos (?:formal|formalidad)|(?:tan|muy) formal|"
                          r"tanta formalidad)\b")
_MORE_FORMAL = re.compile(r"\b(?:mas (?:formal|formalidad)|con (?:mas |un poco mas de )?respeto|tanta confianza)\b")
_INSTEAD = {USTED: FAMILIAR, FAMILIAR: USTED, TU: USTED, VOS: TU}
"""What is asked for where only a refusal is said: «no me vosees» leaves tú."""


def read_request(text: str) -> str | None:
    """What a person asks to be called: usted, tu, vos, or familiar («no me trate de usted»); None: they ask nothing."""
    folded = fold(_legible(text))
    if not _ASKING.search(folded) and not _LEAVE.search(folded):
        return None
    refused = None
    for start, said, named in sorted((m.start(), m.group(), form) for form, pattern in _NAMES
                                     for m in pattern.finditer(folded)):
        before = _NOT_AFTER.split(folded[:start])[-1].split()[-_NEAR:]
        if _LEAVE.search(" ".join([*before[-3:], said])):
            return FAMILIAR if named == FAMILIAR else named
        if not _NOT.search(" ".join([*before, said])):
            return named
        refused = refused or _INSTEAD[named]
    if refused is None and _TO_ME.search(folded):
        refused = USTED if _MORE_FORMAL.search(folded) else FAMILIAR if _LESS_FORMAL.search(folded) else None
    return refused


_MANNERS = re.compile(r"\b(?:hola|buen[oa]s?|dias|tardes|noches|por favor|porfa\w*|gracias|si|no|ah|ay|eh|jaja\w*|"
                      r"che|mejor|ya|mira|oye|oiga|disculp\w+|perdon\w*|ok|bueno|dale|claro)\b")


def only_asks(text: str) -> bool:
    """Whether a message asks for a register and nothing else."""
    folded = fold(_legible(text))
    if read_request(text) is None or len(folded.split()) > 22:
        return False
    rest = 0
    for sentence in re.split(r"[.?!;\n]+", folded):
        if _names(sentence):
            after = re.split(r"\by\b", sentence, maxsplit=1)
            rest += _matter(after[1]) if len(after) > 1 and not _names(after[1]) else 0
        else:
            rest += _matter(sentence)
    return rest == 0


def _names(sentence: str) -> bool:
    return any(pattern.search(sentence) for _, pattern in _NAMES)


_EXCUSES = re.compile(r"\b(?:viej\w+|joven|jovenes|confianza|amig\w+|formal\w*|respeto|señora?|raro|edad|incomod\w+|"
                      r"gusta|asi|prefiero|comod\w+|usted|vos)\b")


def _matter(sentence: str) -> int:
    """1 where a sentence is about something else: three words or more, courtesies and reasons aside."""
    if _EXCUSES.search(sentence):
        return 0
    return int(len(_MANNERS.sub(" ", sentence).split()) >= 2)
