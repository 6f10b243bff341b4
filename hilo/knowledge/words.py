"""A text in the words by which answers are compared: stems by sound, and what stands for a whole group of words.

Questions and passages go the same way, so a stem need not be pretty, only the same for the forms of a word.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from hilo import wording
from hilo.business.company import Company
from hilo.spanish.lexicon import sound
from hilo.spanish.normalize import MAX_CHARACTERS, fold, normalize

_TOKEN = re.compile(r"[a-zñ]+|\d+")
_LETTER_SIZE = re.compile(r"\b(?:x{0,3}[sl]|m)\b")
_LONGEST_PHRASE = 5
_ENDINGS = """
amientos amiento imientos imiento aciones iciones adores adoras uciones acion icion ucion ciones cion siones sion
antes ando iendo ador adora ados adas idos idas aron ieron aban arme arlo arla arlos arlas arse erme erlo erla erse
irme irlo irla irse aste iste amos emos imos aria eria iria aran eran iran abas aba ado ada ido ida ara era ira are
ere ire ar er ir an en as es os a e i o s
""".split()
_DERIVED = ("ador", "adora", "adores", "adoras", "amiento", "imiento", "acion", "icion", "cion")
STOP = frozenset("""
a al algo algun alguna ante aqui aca ahi asi aun bien buen buena buenas buenos cada como con cual cuales cualquier
cuando cuanta cuantas cuanto cuantos de del desde donde dos e el ella ellas ellos en entonces era eres es esa esas
ese eso esos esta estan estar estas este esto estos estoy favor fue gracias ha hace hacen hacer hago hasta hay haya
hola holaa igual ir la las le les lo los mas me mi mio mis mucho muy nada ni no nos o otra otro para pero poder
podria podrian por porque pues puede pueden puedo que quien quiero quiere quisiera se sea ser si sin sobre solo son
soy su sus tambien tan te tenes tengo ti tiene tienen todo toda todos tu tus u un una unas unos va van vas ver voy y
ya yo
""".split())


class Word(NamedTuple):
    """A word of a text. stem: by sound. groups: what it stands for besides ("=3", "kind:zapatilla"). written: folded.
    empty: it says nothing of what is asked."""

    stem: str
    groups: tuple[str, ...]
    written: str
    empty: bool


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The part of a folded word that its forms share, spelt by sound; of a figure "#"."""
    return "#" if word.isdigit() else _key(_cut(word))


@lru_cache(maxsize=50_000)
def bare(word: str) -> str:
    """As `stem`, but figures, stressed stems and derived words («secadora») stay: what must not be mistaken."""
    return word if word.isdigit() or word.endswith(_DERIVED) else sound(_cut(word))


def _cut(word: str) -> str:
    if len(word) > 4:
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                return word[:-len(ending)]
    return word[:-1] if len(word) == 4 and word[-1] in "aeos" else word


@lru_cache(maxsize=50_000)
def _key(word: str) -> str:
    """By sound, with the diphthongs of stressed stems undone (devuelv-, devolv-)."""
    word = re.sub(r"g(?=[ei])", "j", word.replace("gu", "g"))
    word = sound(word.replace("x", "s").replace("ñ", "n"))
    return word.replace("ue", "o").replace("ie", "e") if len(word) > 3 else word


class Vocabulary:
    """The company's groups of words, looked up by stem."""

    def __init__(self, company: Company) -> None:
        """Reads synonyms, kinds of products and places; `phrases` are theirs."""
        self._phrases: dict[tuple[str, ...], list[str]] = {}
        self.phrases: list[str] = []
        self._empty = {stem(fold(word)) for word in company.synonyms.empty} | {stem(word) for word in STOP}
        for number, group in enumerate(company.synonyms.same):
            self._add(group, f"={number}")
        for name, kind in company.words.types.items():
            for tag in (f"kind:{name}", f"of:{kind.category}"):
                self._add((name, kind.plural, *kind.also), tag)
        for category in {kind.category for kind in company.words.types.values()}:
            self._add([category], f"of:{category}")
        self._places(company)

    def _places(self, company: Company) -> None:
        home = str(company.profile.country)
        for zone in company.shipping.zones:
            tag = "place:home" if home in zone.countries else "place:abroad"
            self._add((*zone.cities, *zone.provinces), tag)
            for code in zone.countries:
                self._add([wording.country(str(code))], f"place:{'home' if str(code) == home else 'abroad'}")

    def _add(self, words: Iterable[str], tag: str) -> None:
        for word in words:
            self.phrases.append(word)
            key = self.key(word)
            if key and tag not in self._phrases.setdefault(key, []):
                self._phrases[key].append(tag)

    def key(self, phrase: str) -> tuple[str, ...]:
        """A phrase as it is looked for: its stems."""
        return tuple(stem(part) for part in _TOKEN.findall(fold(phrase)))

    def words(self, text: str) -> list[Word]:
        """The words of a text with the groups they belong to; each group of a phrase stands at its first word."""
        written = written_words(text)
        stems = [stem(word) for word in written]
        groups: list[list[str]] = [[] for _ in written]
        for start, length in spans(len(stems)):
            groups[start] += self._phrases.get(tuple(stems[start:start + length]), ())
        return [Word(root, tuple(groups[place]), word, not groups[place] and (word in STOP or root in self._empty))
                for place, (root, word) in enumerate(zip(stems, written, strict=True))]


def spans(count: int) -> Iterator[tuple[int, int]]:
    """Where each phrase of so many words begins, and its length."""
    for start in range(count):
        for length in range(1, min(_LONGEST_PHRASE, count - start) + 1):
            yield start, length


@lru_cache(maxsize=20_000)
def written_words(text: str) -> list[str]:
    """The folded words of a text, abbreviations written out, sizes in letters as «talleletra», figures as figures."""
    text = _LETTER_SIZE.sub("talleletra", fold(text[:MAX_CHARACTERS]))
    parts = re.split(r"(\d+)", text)
    return [word for part in parts for word in ([part] if part.isdigit() else _TOKEN.findall(normalize(part)))]


def grams(words: Sequence[str]) -> list[str]:
    """Letters three to five at a time of the words by sound, within each and across their edges."""
    said = f" {' '.join(map(_key, words))} "
    return [said[at:at + size] for size in (3, 4, 5) for at in range(len(said) - size + 1)]
