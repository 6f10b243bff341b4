"""Questions about one product: which one is named, what is asked of it, and which sentences of its page tell that."""
from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from hilo.business.company import Company
from hilo.business.goods import Product
from hilo.business.models import Aspect
from hilo.knowledge.named import Signs
from hilo.knowledge.passages import fact_text
from hilo.knowledge.words import STOP, Word, bare, written_words
from hilo.spanish.lexicon import sound
from hilo.spanish.normalize import fold

_ARTICLES = frozenset("el la los las del al un una unas unos".split())
_BEFORE_NAMES = _ARTICLES | frozenset(
    "esa ese esos esas esta este estos estas mi mis dos tres cuatro aquella aquel".split())
_BEFORE_KINDS = _ARTICLES | frozenset(
    "hay algun alguna algunos algunas que cual cuales otro otra tienen tendran".split())
_AFTER_KINDS = frozenset("con que q donde para pa sin como de en".split())
"""Between these a kind is described though nobody says that it is looked for («leggins donde entre el celu»)."""
_BEFORE_PLACES = frozenset("en desde hasta a de para por".split())
_SHORTEST_KIND = 4
"""Letters by which a kind is meant that is not written out («mochi»)."""
_LONGEST_ASK = 5
_HOW_MUCH = frozenset(("cuanto", "cuanta", "cuantos", "cuantas"))
_NUMBERS = frozenset("un uno una dos tres cuatro cinco seis siete ocho nueve diez par".split())
_SHORTEST_BARE_NAME = 5
"""Letters of a name that is understood without kind or article («gurisa»)."""
_NEAR = 3
"""Words between a name and its kind at most («la mochila esa, la peregrina»)."""
_SHORTEST_MISSPELT = 6
BY_KIND, BARE, WITH_ARTICLE, WITH_KIND = range(4)
Stems = tuple[str, ...]


class Asking(NamedTuple):
    """What a question asks of a product.

    product: its id. name: how sure the naming is: with its kind, with an article that is enough for an unusual name,
    bare, or not named at all: the kind alone is.
    asked: how many things are asked; told: how many of them its page tells. facts: the sentences that do.
    uses: how many of the uses that are spoken of are its own. sought: whether it is one of a kind that is looked for.
    """

    product: str
    name: int
    asked: int
    told: int
    facts: tuple[str, ...]
    uses: int = 0
    sought: bool = False


class Products:
    """The catalogue's names and pages."""

    def __init__(self, company: Company, ordinary: Container[str]) -> None:
        """Reads each page once. ordinary: stems that are used without meaning a product («barro», «puente»)."""
        self._ordinary = ordinary
        self._in_pairs = {product.id for product in company.products
                          if company.words.types[product.type].category == "calzado"}
        self._aspects = company.synonyms.aspects
        self._asks = _by_words(self._aspects)
        tells = {name: [f" {fold(tell)} " for tell in aspect.tells] for name, aspect in self._aspects.items()}
        self._pages = {product.id: _Page(product, self._aspects, tells) for product in company.products}
        self._by_name: dict[str, list[str]] = {}
        self._kind: dict[str, str] = {}
        self._uses = Signs({tag: [tag, *words] for tag, words in company.words.uses.items()}, in_all_forms=True)
        self._tags = {product.id: frozenset(product.tags) for product in company.products}
        for product in company.products:
            kind = f"kind:{product.type}"
            self._by_name.setdefault(sound(written_words(product.name)[-1]), []).append(product.id)
            self._kind[product.id] = kind

    def asking(self, words: Sequence[Word], proper: Container[str] = (), signs: Container[str] = ()) -> list[Asking]:
        """The products that a question names, the likeliest first; of several of one name the one whose page tells
        what is asked. proper: its words that are written as names. signs: what is wanted of a kind that it names."""
        found: list[tuple[int, float, bool, Asking]] = []
        is_sought = "seeking" in signs
        named = list(self._named(words, proper))
        uses = self._uses.of(words)
        kinds = {group for word in words for group in word.groups}.intersection(self._kind.values())
        for place, product, name in named or ([] if "trouble" in signs else self._of_kind(words, is_sought)):
            rest = [word for at, word in enumerate(words) if at != place and self._kind[product] not in word.groups]
            asked, told, facts = self._pages[product].tells(list(self._asked(rest)))
            if facts and any(word.written in _HOW_MUCH for word in rest) and not any(map(_has_number, facts)):
                told = 0  # how much is asked, and only that there is some is told
            if named and asked and not told and kinds and self._kind[product] not in kinds:
                continue  # «sandalias … a la orilla»: the word means itself
            fits = place > 0 and self._agrees(words[place - 1].written, product)
            fit = len(uses & self._tags[product])
            found.append((name, told - 0.5 * (asked - told), fits,
                          Asking(product, name, asked, told, facts, fit,
                                 not named and (is_sought or not place or words[place - 1].written not in _ARTICLES))))
        return [one for *_, one in sorted(found, key=lambda row: row[:3], reverse=True)]

    def _agrees(self, article: str, product: str) -> bool:
        """Whether an article is one for this kind: «las» of shoes, «el» of a «suéter»."""
        is_feminine = self._kind[product].endswith("a")
        if article in ("las", "los"):
            return product in self._in_pairs and is_feminine == (article == "las")
        return product not in self._in_pairs and is_feminine == (article in ("la", "una"))

    def _named(self, words: Sequence[Word], proper: Container[str]) -> Iterator[tuple[int, str, int]]:
        for place, word in enumerate(words):
            around = (*words[max(0, place - _NEAR):place], *words[place + 1:place + 1 + _NEAR])
            near = {group for other in around for group in other.groups}
            before = [other.written for other in words[max(0, place - 2):place]]
            has_article = bool(before) and (before[-1] in _BEFORE_NAMES
                                            or (before[-1] == "de" and before[0] in _ARTICLES))
            is_proper = word.written in proper and not (before and before[-1] in _BEFORE_PLACES)
            is_ordinary = bool(word.groups) or word.empty or word.stem in self._ordinary
            for product in self._products(word.written):
                if self._kind[product] in near or any(self._is_short_kind(other, product) for other in around):
                    yield place, product, WITH_KIND
                elif has_article or is_proper:
                    yield place, product, WITH_ARTICLE if is_ordinary else WITH_KIND
                elif len(word.written) >= _SHORTEST_BARE_NAME and not is_ordinary:
                    yield place, product, BARE

    def _is_short_kind(self, word: Word, product: str) -> bool:
        kind = fold(self._kind[product].removeprefix("kind:"))
        return _SHORTEST_KIND <= len(word.written) < len(kind) and kind.startswith(word.written) and not word.groups

    def _of_kind(self, words: Sequence[Word], is_sought: bool) -> Iterator[tuple[int, str, int]]:
        """The products of a kind that is looked for, or spoken of as a certain one («la lámpara alta»); where «algo» is
        looked for, all."""
        kinds = set(self._kind.values())
        is_any = is_sought and any(word.written == "algo" for word in words) and not any(
            kinds.intersection(word.groups) for word in words)
        for place, word in enumerate(words):
            if (is_any and word.written == "algo") or is_sought or _is_described(words, place):
                yield from ((place, product, BY_KIND) for product, kind in self._kind.items()
                            if kind in word.groups or (is_any and word.written == "algo"))

    def _products(self, word: str) -> list[str]:
        return next((self._by_name[key] for key in map(sound, (word, word.removesuffix("s"), word.removesuffix("es")))
                     if key in self._by_name), [])

    def _asked(self, words: Sequence[Word]) -> Iterator[tuple[str, ...]]:
        """By word, or phrase that asks, the aspects it may mean; longest phrases first, none read twice."""
        stems = [bare(word.written) for word in words]
        at = 0
        while at < len(stems):
            for length in range(min(_LONGEST_ASK, len(stems) - at), 0, -1):
                aspects = self._asks.get(tuple(stems[at:at + length]))
                if aspects and (length > 1 or words[at].written not in STOP):
                    yield aspects
                    at += length
                    break
            else:
                at += 1


class _Page:
    """What a product's page tells, by aspect."""

    def __init__(self, product: Product, aspects: dict[str, Aspect], tells: dict[str, list[str]]) -> None:
        """tells: by aspect, the folded words that tell it, between blanks."""
        facts = [product.description, *(fact_text(*one) for one in product.attributes.items()), *product.benefits]
        self._weak = {name for name, aspect in aspects.items() if aspect.weak}
        self._told: dict[str, list[str]] = {}
        for fact in facts:
            said = f" {' '.join(''.join(c if c.isalnum() or c in '/²' else ' ' for c in fold(fact)).split())} "
            for name, ways in tells.items():
                if any(way in said for way in ways):
                    self._told.setdefault(name, []).append(fact)

    def tells(self, asked: Sequence[tuple[str, ...]]) -> tuple[int, int, tuple[str, ...]]:
        """How many things are asked, how many of them are told, and by which sentences."""
        firm = list(dict.fromkeys(aspects for aspects in asked if not self._weak.issuperset(aspects)))
        told = [[fact for name in aspects for fact in self._told.get(name, ())] for aspects in firm]
        facts = list(dict.fromkeys(fact for group in told for fact in group))
        return len(firm), sum(map(bool, told)), tuple(facts)


def _is_described(words: Sequence[Word], place: int) -> bool:
    before = words[place - 1].written if place else ""
    after = words[place + 1].written if place + 1 < len(words) else ""
    return before in _ARTICLES or ((not place or before in _BEFORE_KINDS) and after in _AFTER_KINDS)


def _has_number(fact: str) -> bool:
    return any(word.isdigit() or word in _NUMBERS for word in written_words(fact))


def _by_words(aspects: dict[str, Aspect]) -> dict[Stems, tuple[str, ...]]:
    found: dict[Stems, tuple[str, ...]] = {}
    for name, aspect in aspects.items():
        for ask in aspect.asks:
            key = tuple(map(bare, written_words(ask)))
            if name not in found.get(key, ()):
                found[key] = (*found.get(key, ()), name)
    return found
