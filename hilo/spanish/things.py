"""Products and colours: a lexicon's words found in a message, with plurals, diminutives and misspellings."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product as combinations
from typing import NamedTuple

from rapidfuzz.distance import OSA

from hilo.spanish.normalize import fold
from hilo.spanish.reading import Reading
from hilo.spanish.word_lists import folded_lines, lines

PRODUCT, COLOR, SHOE, SIZE = "\x01", "\x02", "\x03", "\x04"
"""What stands in `Reading.plain` where such a value was taken, for the readers of sizes and counts."""
FUZZY_FROM = 5
"""Letters a word must have before a near miss counts as that word."""
_TOKEN = re.compile(r"[a-zñ]+(?:-[a-zñ]+)?")
_VOWELS = "aeiou"


class Lexicon(NamedTuple):
    """What the company sells: folded singular words → the value to report; sizes as the catalogue writes them."""

    products: Mapping[str, str]
    colors: Mapping[str, str]
    sizes: Sequence[str]


def _lines(name: str) -> Iterator[tuple[str, list[str], list[str]]]:
    """(value, sure forms, ambiguous forms) of each line of a word list."""
    for line in lines(name):
        value, _, rest = line.partition(":")
        sure, mark, unsure = rest.partition("?")
        if not mark:
            sure, unsure = rest, ""
        yield value.strip(), [f.strip() for f in sure.split(",") if f.strip()], \
            [f.strip() for f in unsure.split(",") if f.strip()]


def _load(name: str) -> tuple[dict[str, str], set[str]]:
    words: dict[str, str] = {}
    unsure: set[str] = set()
    for value, forms, doubtful in _lines(name):
        for form in [value, *forms, *doubtful]:
            words.setdefault(fold(form), value)
        unsure.update(map(fold, doubtful))
    return words, unsure


_PRODUCTS, _ = _load("things.txt")
_COLORS, AMBIGUOUS_COLORS = _load("colors.txt")
GENERIC = Lexicon(
    products=_PRODUCTS,
    colors=_COLORS,
    sizes=("XXS", "XS", "S", "M", "L", "XL", "XXL", "XXXL", "XXXXL", *map(str, range(16, 61)),
           "1 plaza", "1 plaza y media", "2 plazas", "2 plazas y media", "queen", "king", "única"),
)
"""What shops usually sell, in the words of all countries; used without a company, and to complete one."""
SHOES = frozenset(map(fold, ["zapatilla", "tenis", "zapato", "champión", "deportiva", "bota", "botín", "botineta", "borcego", "borceguí", "bototo", "sandalia", "ojota", "chancla", "chancleta", "alpargata", "pantufla", "mocasín", "náutico", "zueco", "crocs", "taco", "tacón", "stiletto", "balerina", "ballerina", "chatita", "guillermina", "huarache", "bamba", "sneaker", "calzado", "plataforma", "hawaiana", "espadrille"]))


def plural(word: str) -> str:
    """The regular plural of a folded Spanish word ("sueter" → "sueteres", "luz" → "luces")."""
    if word.endswith("z"):
        return word[:-1] + "ces"
    if word.endswith("s"):
        return word + "es" if len(word) <= 4 else word
    return word + ("s" if word[-1] in _VOWELS else "es")


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
    words = phrase.split()
    if len(words) == 1:
        word = words[0]
        yield (word,)
        yield (plural(word),)
        if not word.endswith("ita") and not word.endswith("ito"):
            for small in diminutives(word):
                yield (small,)
                yield (plural(small),)
        return
    choices = [(w, plural(w)) if len(w) > 3 else (w,) for w in words[:4]]
    yield from (tuple(c) + tuple(words[4:]) for c in combinations(*choices))


class _Index:
    """Every form of a lexicon's words by first word, longest first, and the near-miss table."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        seen: set[tuple[str, ...]] = set()
        for exact in (True, False):  # a word of the lexicon goes before another's plural or diminutive
            for phrase, value in words.items():
                for form in ([tuple(phrase.split())] if exact else _forms(phrase)):
                    if form and form not in seen:
                        seen.add(form)
                        self.by_first.setdefault(form[0], []).append((form, value))
        for options in self.by_first.values():
            options.sort(key=lambda o: -len(o[0]))
        singles = {f[0]: v for f in seen if len(f) == 1 for o, v in self.by_first[f[0]] if o == f}
        self.sounds = {sound(w): v for w, v in singles.items() if len(w) >= FUZZY_FROM}
        self.by_letter: dict[str, list[tuple[str, str]]] = {}
        for word, value in singles.items():
            if len(word) >= FUZZY_FROM + 1:
                self.by_letter.setdefault(word[0], []).append((word, value))

    def exact(self, tokens: Sequence[str], at: int) -> tuple[int, str] | None:
        for form, value in self.by_first.get(tokens[at], ()):
            if tuple(tokens[at:at + len(form)]) == form:
                return len(form), value
        return None

    @lru_cache(maxsize=4096)
    def near(self, word: str) -> str | None:
        """The value that a misspelt word means, or None."""
        if len(word) < FUZZY_FROM or word in folded_lines("not_misspelt.txt"):
            return None
        if sound(word) in self.sounds:
            return self.sounds[sound(word)]
        if len(word) <= FUZZY_FROM:
            return None
        allowed = 2 if len(word) >= 9 else 1
        best: tuple[int, str] | None = None
        for known, value in self.by_letter.get(word[0], ()):
            if abs(len(known) - len(word)) <= allowed:
                distance = OSA.distance(word, known, score_cutoff=allowed)
                if distance <= allowed and (best is None or distance < best[0]):
                    best = distance, value
        return best[1] if best else None


_indexes: dict[int, tuple[Mapping[str, str], _Index]] = {}


def _index(words: Mapping[str, str]) -> _Index:
    """The index of a mapping, built once for each mapping object (a company's lexicon is built once)."""
    kept = _indexes.get(id(words))
    if kept is None or kept[0] is not words:
        if len(_indexes) > 32:
            _indexes.clear()
        kept = _indexes[id(words)] = (words, _Index(words))
    return kept[1]


_NO_THING = re.compile(
    r"\bcalzan?\b(?= (?:un |talle |como )?\d)|\bmedia (?:hora|docena|tarde|manana|mañana|jornada|noche|"
    r"semana)\b|\by media\b|\bmi (?:celular|celu|cel|agenda|cama|cartera|reloj)\b"
    r"|\btabla de (?:talles?|tallas?|medidas?)\b|\b(?:hago|haces|hacen|hace|hagan) cargo\b|\bcargo (?:a|en|"
    r"de) (?:la|mi)\b|\bme cargo\b"
    r"|\b(?:su|la|esta|otra|por la) plataforma\b|\ben conjunto\b|\bdar la talla\b|\btasa de\b|"
    r"\bsocial media\b|\btom(?:a|as|o|ar|amos|ando) (?:un(?:os)? )?mates?\b|\bmesa de (?:ayuda|entrada)\b"
    r"|\bagenda(?:me|r|rme)?\s(?:un|una|para|mi|el|la|me)\b|\bsaco (?:un |el )?turno\b|\ba la plancha\b|"
    r"\bcopa (?:america|del mundo)\b"
    r"|\b(?:me|te|lo|la|los|las|le|nos) (?:traje|saco|calza|calzan)\b|\bfuente de\b|\b(?:en|a|por) luz\b|"
    r"\bla luz\b"
    r"|\b(?:al|en|por|un|este|numero de|nro de|el) (?:celular|celu)(?= \+?\d|\s?$|\s?[,.]| es)\b|"
    r"\b(?:celular|celu|cel) ?[:\d+]"
    r"|\bpor (?:la )?camara\b|\bplantilla de\b|\bset de\b|\bkit de\b|\bla camara\b|\bcuadro de\b|"
    r"\bmodo libro\b|\bpolo (?:norte|sur)\b")


_NAME_BEFORE = re.compile(r"\b(?:soy|me llamo|nombre es|habla|hablo con|de parte de|a nombre de|señora|doña|"
                          r"sra\.?) $")
_ALSO_ADJECTIVE = frozenset(("impermeable", "deportiva", "individual", "vaquero", "cargo", "deportivo", "plataforma"))


def read_things(reading: Reading, lexicon: Lexicon) -> None:
    """Takes products and colours. A word that only resembles a product has confidence 0.8."""
    plain = _NO_THING.sub(lambda m: " " * len(m.group()), reading.plain)
    matches = list(_TOKEN.finditer(plain))
    tokens = [m.group() for m in matches]
    products, colors = _index(lexicon.products), _index(lexicon.colors)
    marks: list[tuple[int, int, str]] = []
    at = 0
    while at < len(tokens):
        start = matches[at].start()
        hit = _first(products, colors, tokens, at, matches, plain)
        if hit is None:
            at += 1
            continue
        length, value, is_color, confidence = hit
        end = matches[at + length - 1].end()
        if is_color and _NAME_BEFORE.search(plain, max(0, start - 18), start):
            at += 1
            continue
        if value in _ALSO_ADJECTIVE and marks and marks[-1][2] != COLOR and plain[marks[-1][1]:start] in (" ", " tipo "):
            at += 1
            continue
        if is_color and fold(" ".join(tokens[at:at + length])) in AMBIGUOUS_COLORS | _plurals_of_ambiguous() and not _color_here(
                plain, start, end, marks):
            at += 1
            continue
        entity = "color" if is_color else "product"
        reading.take(entity, value, start, end, confidence)
        marks.append((start, end, COLOR if is_color else SHOE if fold(value) in SHOES else PRODUCT))
        at += length
    if marks:
        characters = list(reading.plain)
        for start, end, mark in marks:
            characters[start:end] = mark * (end - start)
        reading.plain = "".join(characters)


def _first(products: _Index, colors: _Index, tokens: Sequence[str], at: int, matches: Sequence[re.Match[str]],
           plain: str) -> tuple[int, str, bool, float] | None:
    thing, color = products.exact(tokens, at), colors.exact(tokens, at)
    if thing and not _contiguous(matches, at, thing[0], plain):
        thing = None
    if color and not _contiguous(matches, at, color[0], plain):
        color = None
    if thing and (not color or thing[0] >= color[0]):
        return thing[0], thing[1], False, 1.0
    if color:
        return color[0], color[1], True, 1.0
    near = products.near(tokens[at])
    if near:
        return 1, near, False, 0.8
    near = colors.near(tokens[at])
    return (1, near, True, 0.8) if near else None


def _contiguous(matches: Sequence[re.Match[str]], at: int, length: int, plain: str) -> bool:
    return all(plain[matches[i].end():matches[i + 1].start()] == " " for i in range(at, at + length - 1))


@lru_cache(maxsize=1)
def _plurals_of_ambiguous() -> frozenset[str]:
    return frozenset(plural(w) for w in AMBIGUOUS_COLORS)


_COLOR_BEFORE = re.compile(r"(?:\bcolor(?:es)?(?: es| en| el)?|\b(?:en|o en|el|la|los|las|sea|tono) ?)\s?$")
_COLOR_BEFORE_BAD = re.compile(r"\b(?:en el|en la|el|la|los|las)\s$")


def _color_here(plain: str, start: int, end: int, marks: Sequence[tuple[int, int, str]]) -> bool:
    """A word such as "vino" or "plata" is a colour after "color" or "en", beside a thing or another colour, or alone."""
    before = plain[max(start - 20, 0):start]
    if re.search(r"\b(?:color(?:es)?(?: es| en| el)?|tono|en|sea|una?|los|las|el|la) $", before):
        if re.search(r"\bcolor(?:es)?(?: es| en| el)? $|\btono $", before):
            return True
        if re.search(r"\ben $", before):
            return not re.match(r"\s(?:de|con|y (?:hueso|grano))\b", plain[end:end + 8])
    if marks:
        gap = plain[marks[-1][1]:start]
        if marks[-1][2] == COLOR and re.fullmatch(r"\s?(?:,|/|o|y|ni|o en|y en|u)\s?", gap):
            return True
        if marks[-1][2] != COLOR and gap == " ":
            return True
    return not plain[:start].strip(" ¿¡") and not plain[end:].strip(" .!?,")


def complete(products: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """The generic words with those of a company over them."""
    merged = dict(GENERIC.products)
    for mapping in products:
        merged.update(mapping)
    return merged
