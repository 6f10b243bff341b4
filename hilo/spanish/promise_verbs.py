"""A message as sentences of words, and in them the verb groups with which one may promise ("te voy a mandar")."""
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from hilo.spanish.normalize import MAX_CHARACTERS
from hilo.spanish.promise_words import Form, Words, without_enclitics
from hilo.spanish.reading import fold_aligned

CLITICS = frozenset("me te le les os nos se lo la los las".split())
ADDRESS = frozenset("te le les os".split())
OBJECT = frozenset("lo la los las".split())
_TOKEN = re.compile(r"\b[ap]\. ?m\b\.?|[a-zñ]+|\d+(?:[.:,/-]\d+)*|\.{2,}|…|[,.;:!¡?¿@\n]")
_PAUSES = frozenset({"\n", "…"})
_KEPT_ACCENT = frozenset({"envio", "reenvio"})


class Token(NamedTuple):
    """A word or a sign, as it is compared, and where it stands in the message."""

    word: str
    start: int
    end: int
    accented: bool


class Sentence:
    """Words up to a stop. `line` is them with one space between; `starts` where each begins in it."""

    def __init__(self, tokens: list[Token], stop: str) -> None:
        self.tokens, self.stop = tokens, stop
        self.starts: list[int] = []
        position = 0
        for token in tokens:
            self.starts.append(position)
            position += len(token.word) + 1
        self.line = " ".join(token.word for token in tokens)

    def token_at(self, position: int) -> int:
        """The number of the word that begins at (or after) this position of `line`."""
        return bisect_left(self.starts, position)

    def text(self, first: int, last: int) -> str:
        """The words from first to before last."""
        if first >= last:
            return ""
        end = self.starts[last] - 1 if last < len(self.starts) else len(self.line)
        return self.line[self.starts[first]:end]


class Group(NamedTuple):
    """A verb group: its words first..last (clitics before it belong to it) and what its forms say.

    `tense` is present, future or promissory; `lead` the words before the infinitive.
    """

    first: int
    last: int
    verb: str
    tense: str
    clitics: frozenset[str]
    either: bool = False
    lead: str = ""
    idiom: int | None = None

    @property
    def addressed(self) -> bool:
        """Whether it says to whom: "te mando", "se lo mando"."""
        return bool(self.clitics & ADDRESS) or ("se" in self.clitics and bool(self.clitics & OBJECT))


def sentences(text: str, words: Words) -> list[Sentence]:
    """The sentences of a message; a line break is no more than a comma, as between two bubbles."""
    text = text[:MAX_CHARACTERS]
    folded, origins = fold_aligned(text)
    found: list[Sentence] = []
    tokens: list[Token] = []
    for match in _TOKEN.finditer(folded):
        word, start, end = match.group(), match.start(), match.end()
        if origins is not None:
            start, end = origins[start], origins[end - 1] + 1
        if word in (".", "!", "?", ";"):
            if tokens:
                found.append(Sentence(tokens, word))
            tokens = []
            continue
        word = "," if word in _PAUSES or word.startswith("..") else words.typed.get(word, word)
        if word:
            accented = not text[start:end].isascii() and any(c in "áéíóúÁÉÍÓÚ\u0301" for c in text[start:end])
            tokens.append(Token("sí" if accented and word == "si" else word, start, end, accented))
    if tokens:
        found.append(Sentence(tokens, ""))
    return found


def _clitics_before(sentence: Sentence, index: int) -> int:
    while index > 0 and sentence.tokens[index - 1].word in CLITICS:
        index -= 1
    return index


def _words(sentence: Sentence, first: int, last: int) -> frozenset[str]:
    return frozenset(token.word for token in sentence.tokens[first:last])


def _with_auxiliary(sentence: Sentence, words: Words) -> Iterator[Group]:
    for match in words.auxiliary.finditer(sentence.line):
        name = match.lastgroup if match.lastgroup != "verb" else ""
        name = name or next(n for n in ("promissory", "going", "again", "passing", "doing") if match.group(n))
        lead = match.group(name)
        deed = without_enclitics(match.group("verb"), gerund="ndo" in match.group("verb"))
        if deed is None or (name == "passing" and deed[0] in words.no_deed):
            continue
        verb = words.gerunds.get(deed[0], "") if deed[0].endswith("ndo") else deed[0]
        if not verb:
            continue
        begin, end = sentence.token_at(match.start()), sentence.token_at(match.end())
        first = _clitics_before(sentence, begin)
        if name == "promissory" and "me" in _words(sentence, first, begin):
            continue  # "me quedé en …"
        tense = {"promissory": "promissory", "going": "future"}.get(name, "")
        if not tense:
            tense = "future" if re.search(r"(?:re|emos|ria|riamos)\b", lead.split()[0]) else "present"
        verb = "pasar" if name == "passing" else verb
        if name == "going" and " pasar a " in match.group():
            verb = "pasar"
        clitics = _words(sentence, first, begin) & CLITICS | set(deed[1])
        yield Group(first, end, verb, tense, frozenset(clitics), lead=lead)


def _finite(sentence: Sentence, index: int, words: Words) -> Group | None:
    token = sentence.tokens[index]
    form = words.forms.get(token.word)
    first = _clitics_before(sentence, index)
    clitics = _words(sentence, first, index)
    if form is None:
        if not (token.accented and len(token.word) > 5 and token.word.endswith(("are", "ere", "ire"))
                and clitics & ADDRESS):
            return None
        form = Form(token.word[:-1], "future")
    if form.tense == "present" and token.accented and token.word not in _KEPT_ACCENT:
        return None  # "pasó", "el depósito"
    if form.tense == "present" and first == index and index and sentence.tokens[index - 1].word in words.determiners:
        return None  # "el envío", "mi pago"
    if "me" in clitics and form.verb not in words.with_me:
        return None
    return Group(first, index + 1, form.verb, form.tense, clitics, form.either)


def verb_groups(sentence: Sentence, words: Words) -> list[Group]:
    """The groups in order; longer ones win over the verbs inside them."""
    groups = list(_with_auxiliary(sentence, words))
    for number, idiom in enumerate(words.idioms):
        match = idiom.say.search(sentence.line)
        if match:
            first, last = sentence.token_at(match.start()), sentence.token_at(match.end())
            groups = [g for g in groups if g.last <= first or g.first >= last]
            groups.append(Group(first, last, "", "future", frozenset(), idiom=number))
    taken = {index for group in groups for index in range(group.first, group.last)}
    for index in range(len(sentence.tokens)):
        if index not in taken:
            group = _finite(sentence, index, words)
            if group is not None and group.first not in taken:
                groups.append(group)
    return sorted(groups, key=lambda group: group.first)
