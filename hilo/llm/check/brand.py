"""What the company never says (`data/business/brand.yml`), and how people do not speak to customers."""
from __future__ import annotations

import re
from functools import lru_cache

from hilo.business.company import any_of
from hilo.business.load import get_shop
from hilo.knowledge.words import stem
from hilo.llm.check.clauses import sentences
from hilo.llm.check.situation import Situation
from hilo.spanish.normalize import fold

_RUDE = any_of("idiota* imbecil* estupid* tarad* tont* boludo boluda pelotud* mierda* puta puto putas putos carajo "
               "pendej* cabron* gilipollas huevon* cojones joder concha verga malparid* hijueputa hdp basura* inutil* "
               "callate callese".split())
VERBATIM = 40
"""Letters of a sentence that, standing so in a source, is the company's own."""
_DENIED = re.compile(r"\b(?:no|ni|tampoco|nunca|ningun\w*)\b(?:\W+\w+){0,4}\W*$")


@lru_cache(maxsize=1)
def _claims() -> tuple[tuple[re.Pattern[str], re.Pattern[str] | None], ...]:
    """Each forbidden claim as a pattern, and what a source must say for it to be true after all."""
    return tuple((any_of(claim.phrases), any_of(claim.only_if) if claim.only_if else None)
                 for claim in get_shop().company.brand.claims_forbidden if claim.phrases)


@lru_cache(maxsize=1)
def _avoided() -> re.Pattern[str] | None:
    words = get_shop().company.brand.words_we_avoid
    return any_of(words) if words else None


def _named(passage: str) -> str:
    """What a folded data sheet is of: it stands at its head."""
    return re.split(r"[.:\n]", passage.strip(), maxsplit=1)[0]


def claim_forbidden(text: str, situation: Situation) -> bool:
    """A claim that the brand policy forbids; saying that it is not so is allowed, and so is a whole approved
    sentence, or what the data sheet of the thing that is named says."""
    plain = fold(text)
    for written in sentences(plain):
        if len(written) >= VERBATIM and written.strip() in situation.folded_source:
            plain = plain.replace(written, " ")
    for pattern, only_if in _claims():
        if only_if and any(only_if.search(one) and _named(one) in plain for one in map(fold, situation.passages)):
            continue
        for match in pattern.finditer(plain):
            clause = re.split(r"[.;!?\n]|\bpero\b|\bsino\b", plain[:match.start()])[-1]
            if not _DENIED.search(clause) or re.search(r"\bno (?:solo|solamente)\b", clause):
                return True
    return False


def denied_claims(sentence: str) -> frozenset[str]:
    """The words of forbidden claims that a sentence denies: that a thing is not waterproof may be said of any."""
    plain = fold(sentence)
    return frozenset(stem(word) for pattern, _ in _claims() for match in pattern.finditer(plain)
                     if _DENIED.search(plain[:match.start()]) for word in match.group().split())


def word_avoided(text: str, situation: Situation) -> bool:
    """A word that the company avoids."""
    avoided = _avoided()
    return bool(avoided and avoided.search(fold(text)))


def rude(text: str, situation: Situation) -> bool:
    """An insult, whoever used it first."""
    return bool(_RUDE.search(fold(text)))
