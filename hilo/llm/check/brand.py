"""What the company never says (`data/business/brand.yml`), and how people do not speak to customers."""
from __future__ import annotations

import re
from functools import lru_cache

from hilo.business.company import any_of
from hilo.business.load import get_shop
from hilo.llm.check.situation import Situation
from hilo.spanish.normalize import fold

_RUDE = any_of("idiota* imbecil* estupid* tarad* tont* boludo boluda pelotud* mierda* puta puto putas putos carajo "
               "pendej* cabron* gilipollas huevon* cojones joder concha verga malparid* hijueputa hdp basura* inutil* "
               "callate callese".split())
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


def claim_forbidden(text: str, situation: Situation) -> bool:
    """A claim that the brand policy forbids; saying that it is not so is allowed."""
    plain = fold(text)
    for pattern, only_if in _claims():
        if only_if and only_if.search(situation.folded_source):
            continue
        for match in pattern.finditer(plain):
            clause = re.split(r"[.;!?\n]|\bpero\b|\bsino\b", plain[:match.start()])[-1]
            if not _DENIED.search(clause) or re.search(r"\bno (?:solo|solamente)\b", clause):
                return True
    return False


def word_avoided(text: str, situation: Situation) -> bool:
    """A word that the company avoids."""
    avoided = _avoided()
    return bool(avoided and avoided.search(fold(text)))


def rude(text: str, situation: Situation) -> bool:
    """An insult, whoever used it first."""
    return bool(_RUDE.search(fold(text)))
