"""What is sold, in the words of all countries, and how a word of a message is found in it."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product as combinations
from types import MappingProxyType
from typing import NamedTuple

from rapidfuzz.distance import OSA

from hilo.spanish.normalize import fold
from hilo.spanish.word_lists import folded_lines, lines

FUZZY_FROM = 5
"""Letters a word must have before a near miss counts as that word."""
_VERB_END = re.compile(r"[aei]r$|(?:[aei]r|ndo)(?:me|te|se|le|lo|la|nos)s?$|(?:[aei]r?|nd?o?|d)(?:me|te|se|"
                       r"nos)l[oa]s?$")
_SMALL = re.compile(r"i[tc][oa]s?$")
"""Any noun has a diminutive, so one that merely resembles a product's ("abuelitos") is none of it."""
MOST_LEXICONS = 32
"""Indexes kept at once; a process serves a few companies."""


class Lexicon(NamedTuple):
    """What the company sells: folded singular words → the value to report; sizes as the catalogue writes them. local:
    by country (ISO 3166-1), words that mean another thing to who is of there.

    Make one per company and keep it: its index is built once for each mapping object.
    """

    products: Mapping[str, str]
    colors: Mapping[str, str]
    sizes: Sequence[str]
    local: Mapping[str, Mapping[str, str]] = MappingProxyType({})


def _load(name: str) -> tuple[dict[str, str], frozenset[str]]:
    """The words of a list with their values, and those that a "?" marks as also something else."""
    words: dict[str, str] = {}
    unsure: set[str] = set()
    for line in lines(name):
        value, _, rest = line.partition(":")
        sure, _, doubtful = rest.partition("?")
        for form in [value, *sure.split(","), *doubtful.split(",")]:
            if form.strip():
                words.setdefault(fold(form.strip()), value.strip())
        unsure.update(fold(f.strip()) for f in doubtful.split(",") if f.strip())
    return words, frozenset(unsure)


_PRODUCTS, _ = _load("things.txt")
_COLORS, _AMBIGUOUS = _load("colors.txt")
_SHADED = ("rojo", "azul", "verde", "amarillo", "naranja", "rosa", "rosado", "fucsia", "violeta", "morado", "lila",
           "gris", "marrón", "beige", "celeste", "turquesa", "café")
_SHADES = ("claro", "oscuro", "pastel", "flúor", "neón", "pálido", "fuerte", "intenso", "suave", "apagado",
           "metalizado", "clarito", "oscurito", "fluo")
for _color, _shade in combinations(_SHADED, _SHADES):
    _COLORS.setdefault(fold(f"{_color} {_shade}"), f"{_color} {_shade}")
GENERIC = Lexicon(
    products=_PRODUCTS,
    colors=_COLORS,
    sizes=("XXS", "XS", "S", "M", "L", "XL", "XXL", "XXXL", "XXXXL", *map(str, range(16, 61)),
           "1 plaza", "1 plaza y media", "2 plazas", "2 plazas y media", "queen", "king", "única"),
)
"""What shops usually sell, in the words of all countries; used without a company, and to complete one."""


def plural(word: str) -> str:
    """The regular plural of a folded Spanish word ("sueter" → "sueteres", "luz" → "luces")."""
    if word.endswith("z"):
        return word[:-1] + "ces"
    if word.endswith("s"):
        return word + "es" if len(word) <= 4 else word
    return word + ("s" if word[-1] in "aeiou" else "es")


AMBIGUOUS_COLORS = _AMBIGUOUS | {plural(word) for word in _AMBIGUOUS}
"""Folded words that are colours only in a colour's surroundings ("vino", "plata", "rosa")."""


def diminutives(word: str) -> list[str]:
    """The usual diminutives of a folded word ("taza" → "tacita", "boton" → "botoncito")."""
    if len(word) < 4 or not word[-1].isalpha():
        return []
    if word[-1] in "ao":
        stem, last = word[:-1], word[-1]
        if stem.endswith("c"):
            stem = stem[:-1] + "qu"
        elif stem.endswith("g"):
            stem += "u"
        elif stem.endswith("z"):
            stem = stem[:-1] + "c"
        return [stem + "it" + last] + ([stem + "ic" + last] if stem.endswith("t") else [])
    if word[-1] == "e":
        return [word + "cito", word + "cita", word[:-1] + "ito", word[:-1] + "ita"]
    if word[-1] in "nr":
        return [word + "cito", word + "cita", word + "ito"]
    return [word + "ito", word + "ita"] if word[-1] == "l" else []


def sound(word: str) -> str:
    """A key that is the same for spellings that sound alike ("sapatiya" and "zapatilla")."""
    word = word.replace("ll", "y").replace("qu", "k").replace("ch", "\x00").replace("h", "").replace("\x00", "ch")
    word = re.sub(r"c(?=[ei])|z", "s", word)
    return re.sub(r"(.)\1+", r"\1", word.replace("v", "b").replace("w", "b").replace("c", "k").replace("kh", "ch"))


def _forms(phrase: str) -> Iterator[tuple[str, ...]]:
    """The forms in which a word or phrase appears: plural and diminutives."""
    words = phrase.split()
    if len(words) == 1:
        word = words[0]
        small = [] if word.endswith(("ita", "ito")) else diminutives(word)
        for form in (word, *small):
            yield (form,)
            yield (plural(form),)
            yield (form if form.endswith("s") else form + "s",)  # "jeans", "tops"
        return
    choices = [(w, plural(w)) if len(w) > 3 else (w,) for w in words[:4]]
    yield from (tuple(c) + tuple(words[4:]) for c in combinations(*choices))


class Index:
    """Every form of a lexicon's words by first word, longest first, and the near-miss tables."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.sounds: dict[str, str] = {}
        self.by_letter: dict[str, list[tuple[str, str]]] = {}
        self._near: dict[str, str | None] = {}
        seen: set[tuple[str, ...]] = set()
        for phrase, value in words.items():  # a word of the lexicon goes before another's plural or diminutive
            self._add(tuple(phrase.split()), value, seen)
        for phrase, value in words.items():
            for form in _forms(phrase):
                self._add(form, value, seen)
        for options in self.by_first.values():
            options.sort(key=lambda option: -len(option[0]))

    def _add(self, form: tuple[str, ...], value: str, seen: set[tuple[str, ...]]) -> None:
        if not form or form in seen:
            return
        seen.add(form)
        self.by_first.setdefault(form[0], []).append((form, value))
        if len(form) == 1 and len(form[0]) >= FUZZY_FROM:
            self.sounds.setdefault(sound(form[0]), value)
            if len(form[0]) > FUZZY_FROM:
                self.by_letter.setdefault(form[0][0], []).append((form[0], value))

    def exact(self, tokens: Sequence[str], at: int) -> tuple[int, str] | None:
        """How many tokens from here on are a phrase of the lexicon, and its value."""
        for form, value in self.by_first.get(tokens[at], ()):
            if tuple(tokens[at:at + len(form)]) == form:
                return len(form), value
        return None

    def near(self, word: str) -> str | None:
        """The value that a misspelt word means, or None. One slip is allowed, two from nine letters on."""
        if len(word) < FUZZY_FROM or len(word) > 30:
            return None
        if word not in self._near:
            if len(self._near) > 10000:
                self._near.clear()
            self._near[word] = self._nearest(word)
        return self._near[word]

    def _nearest(self, word: str) -> str | None:
        if word in folded_lines("not_misspelt.txt") or _VERB_END.search(word):
            return None  # "para correr" is no misspelt "correa", nor "cargámelo" a "caramelo"
        alike = self.sounds.get(sound(word))
        if alike or len(word) == FUZZY_FROM or _SMALL.search(word):
            return alike
        allowed = 2 if len(word) >= 9 else 1
        best, value = allowed + 1, None
        for known, known_value in self.by_letter.get(word[0], ()):
            if abs(len(known) - len(word)) <= allowed:
                distance = OSA.distance(word, known, score_cutoff=allowed)
                if distance < best:
                    best, value = distance, known_value
        return value


_indexes: dict[int, tuple[Mapping[str, str], Index]] = {}


def index_of(words: Mapping[str, str]) -> Index:
    """The index of a lexicon's mapping, built at its first use."""
    kept = _indexes.get(id(words))
    if kept is None or kept[0] is not words:
        if len(_indexes) >= MOST_LEXICONS:
            _indexes.clear()
        kept = _indexes[id(words)] = (words, Index(words))
    return kept[1]


@lru_cache(maxsize=1)
def shoes() -> frozenset[str]:
    """Folded names of what is worn on the feet."""
    return folded_lines("shoes.txt")
