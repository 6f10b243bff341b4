"""Nothing stands in an answer that its sources do not say: figures, moments, links, names, and what belongs to what."""
from __future__ import annotations

import re
from functools import lru_cache

from hilo.business.load import get_shop
from hilo.llm.check.figures import covered, figures_in, moments_in
from hilo.llm.check.situation import Situation
from hilo.llm.masking import PLACEHOLDER
from hilo.spanish.normalize import fold
from hilo.spanish.word_lists import folded_words, given_names

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*")
_LINK = re.compile(r"(?:https?:)?//[^\s<>()«»\"\]]+|www\.[^\s<>()«»\"\]]+|(?<![\w@.])[a-z0-9-]{2,}(?:\.[a-z0-9-]+)*"
                   r"\.(?-i:[a-z]{2,})(?:/[^\s<>()«»\"\]]*)?(?![\w@])", re.IGNORECASE)
_SPELLED = re.compile(r"\b(?:arroba|(?:punto|dot) (?:com|ar|net|org|info|shop|store|online|es|mx|cl|io|me|link|ly)|"
                      r"doble ?u doble ?u|triple ?w|barra barra|dos puntos barra)\b")
"""An address told as one tells it by telephone."""
_HANDLE = re.compile(r"(?<!\w)@[\w.]{3,}")
_PHONE = re.compile(r"(?<![\w$])\+?\(?\d(?:[\s().-]{0,2}\d){6,}")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
_CAPITALISED = re.compile(r"(?<![\w.])[A-ZÁÉÍÓÚÑÜ][\wáéíóúñü&-]+")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:¿¡«\"(\n•-])\s*[«\"¿¡(]*$")
_EVERYBODYS = frozenset(("hilo whatsapp argentina mexico colombia peru chile uruguay ecuador paraguay bolivia "
                         "venezuela "
                         "espana brasil america latina dni cuit no_se ok sms ars usd").split())


def figure_unknown(text: str, situation: Situation) -> bool:
    """A price, discount, date, hour or any other figure that no source has, or of another kind there."""
    among = figures_in(situation.source)
    return any(not covered(figure, among) for figure in figures_in(text))


def moment_unknown(text: str, situation: Situation) -> bool:
    """A day or month that no source names: «llega el viernes», «mañana»."""
    return bool(moments_in(text) - moments_in(situation.source))


def phone_unknown(text: str, situation: Situation) -> bool:
    """A telephone that no source has."""
    def digits(one: str) -> str:
        return re.sub(r"\D", "", one)

    there = digits(situation.source)
    return any(digits(match) not in there for match in _PHONE.findall(PLACEHOLDER.sub(" ", text)))


def address_unknown(text: str, situation: Situation) -> bool:
    """An e-mail address, link or account of some network that no source has, to the letter."""
    def plain(one: str) -> str:
        return re.sub(r"^https?://", "", one.lower()).rstrip(".,;:!?)/")

    if _SPELLED.search(fold(text)):
        return True
    source = situation.source.lower()
    known = {plain(one) for pattern in (_LINK, _EMAIL, _HANDLE) for one in pattern.findall(source)}
    return any(plain(one) not in known for pattern in (_EMAIL, _LINK, _HANDLE)
               for one in pattern.findall(_EMAIL.sub(" ", text) if pattern is not _EMAIL else text))


@lru_cache(maxsize=1)
def _own_words() -> frozenset[str]:
    """Names that anybody may use here: the company's, its assistant's, its places."""
    profile = get_shop().company.profile
    places = [word for branch in profile.branches for word in (branch.name, branch.city)]
    return frozenset(word for one in (profile.name, profile.legal_name, profile.assistant_name, *places)
                     for word in re.findall(r"\w+", fold(one))) | _EVERYBODYS


def name_unknown(text: str, situation: Situation) -> bool:
    """A name of a person, product or brand that no source names; one that the person named may only be denied."""
    known = set(re.findall(r"\w+", situation.folded_source))
    said = {word for one in situation.said for word in re.findall(r"\w+", fold(one))}
    text = PLACEHOLDER.sub("x", text)
    for match in _CAPITALISED.finditer(text):
        word = fold(match.group())
        if word in _own_words() or all(part in known or part.rstrip("s") in known for part in re.findall(r"\w+", word)):
            continue
        if word in said and _denied(text, match.start()):
            continue
        starts = _SENTENCE_START.search(text[:match.start()]) is not None
        if not starts or (word in given_names() and word not in folded_words("nouns.txt")):
            return True
    return False


def _denied(text: str, place: int) -> bool:
    """Whether the sentence around a place says that something is not so."""
    begin = max((match.end() for match in _SENTENCE.finditer(text, 0, place)), default=0)
    end = _SENTENCE.search(text, place)
    return re.search(r"\b(?:no|ni|tampoco|ningun\w*)\b", fold(text[begin:end.start() if end else None])) is not None


def of_another_thing(text: str, situation: Situation) -> bool:
    """A figure of one product said of another: sentence by sentence, a product and its figures stand together in one
    passage of the sources."""
    names = [fold(product.name) for product in get_shop().company.products]
    passages = [(fold(one), figures_in(one)) for one in situation.passages]
    for sentence in _SENTENCE.split(text):
        said = fold(sentence)
        named = [name for name in names if name in said]
        figures = {one for one in figures_in(sentence) if one.kind in ("money", "percent")}
        there = [among for passage, among in passages if any(name in passage for name in named)]
        if named and any(not any(covered(figure, among) for among in there) for figure in figures):
            return True
    return False


def stranger_named(text: str, situation: Situation) -> bool:
    """Personal data of nobody we know: a placeholder that stands for nothing."""
    return bool(situation.unknown_marks)
