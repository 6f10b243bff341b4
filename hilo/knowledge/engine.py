"""The search over all that a company tells: one order of passages for a question, and how sure the first one is."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from hilo.business.company import Company
from hilo.knowledge.likeness import Asked, Bm25, Likeness, Read, read
from hilo.knowledge.named import BY_NAME, Named, Signs, amounts
from hilo.knowledge.passages import Passage, passages_of
from hilo.knowledge.products import BY_KIND, Asking, Products
from hilo.knowledge.spelling import Spelling
from hilo.knowledge.sureness import SURE, features, probability
from hilo.knowledge.vectors import Vectors
from hilo.knowledge.words import Vocabulary, Word
from hilo.spanish.normalize import fold

INTENT_AGREES, INTENT_DIFFERS = 0.05, -0.4
"""What the message's intent adds to the logit of the probability, where the passage is asked under it and where not."""
SAME_WORDS, KNOWN_WORDING = 0.93, 0.95
"""From this likeness of words on it is a wording that the company wrote down, and as sure as that."""
MEANT_BY = 8
"""Wordings that stand for an approved answer where its meaning is compared."""
MEANING, VECTORS_AGREE, VECTORS_DIFFER = 1.0, 1.0, -0.7
"""Weight of the likeness of meaning, and what it adds to the logit where it finds the same passage, and another; no
model was at hand to learn them from."""
UNTOLD = -2.0
"""What it adds to the logit of an approved answer that a product is named whose page does not tell what is asked."""
MOVED = -1.5
"""What it adds to the logit where the first passage is so by the intent alone: words find another."""
AGREES = 0.1
"""What the agreement of the intent adds to a passage's score; its contrary takes nothing, for intents are mistaken."""
ANSWERS = ("faq", "product")
"""Kinds of passages that are an answer by themselves; figures are laid before those who know what to do with them."""
DATA = 0.5
"""Weight of passages made of figures (zones, means of payment, hours) against those that people wrote."""
OF_A_PLACE = frozenset(("zone", "payments"))
"""Kinds of which none is meant where no place is named."""
NAMES_MORE, OTHER_OF_KIND = 1.1, 0.7
"""From how many times another's share of the question on a passage is the one that is named; what the others of its
kind are worth."""
NAMED = (0.15, 0.5, 0.75, 0.95)
"""What naming a product is worth: by its kind alone, its name alone, with an article, with its kind."""
TOLD = 0.45
"""What it is worth that its page tells what is asked."""
DESCRIBED = 0.5
"""What it is worth that its page has the words of the question, where it is not named."""
SOUGHT, FIT = 0.3, 0.15
"""What it is worth that a kind is looked for («busco…»), where the page has something of what is said; and each use
that is the product's («para la playa»)."""
CALLED = {"zone": 0.35, "payments": 0.5, "hours": 0.4, "promotion": 0.35}
"""What it is worth that figures are named together with what they are asked for (`WANTED`)."""
OF_ONE_COUNTRY = 0.25
"""What it adds to means of payment that one is called by its name («Oxxo») that only this country has."""
NOT_OF_RETURNS = frozenset(("zone", "promotion"))
"""Kinds that are not meant where something is to be given back or changed."""
_TELLS_FREE = re.compile("gratis", re.IGNORECASE)
BOTH_ASKED = 0.4
"""What it adds to a zone that cost and time are asked: approved answers tell but one of them."""
WANTED: dict[str, frozenset[str]] = {
    "zone": frozenset(("sending",)), "payments": frozenset(("paying", "means")), "hours": frozenset(("opening",)),
    "promotion": frozenset(("discount",))}
FIGURES_FIRST = -2.0
"""What it adds to the logit of an approved answer that figures come before it: they tell what is asked, it is near."""
SURE_OF_PRODUCT = (0.0, SURE, 0.93, 0.95)
"""Probability that a page answers which tells all that is asked, by how the product is named: of the open questions 31
of 33 with an article, and 136 of 140 with its kind. A bare name was met once (rightly); it is enough to be answered."""

_WITHIN = re.compile(r"(?<=[\w,;:] )[A-ZÁÉÍÓÚÑ][a-záéíóúñü]+")


@dataclass(frozen=True)
class Found:
    """A passage for a question. score: its place among the others. sure: probability (0..1) that it answers, of the
    first one alone that can be an answer by itself. facts: of a product, the sentences that tell what is asked."""

    passage: Passage
    score: float
    sure: float = 0.0
    facts: tuple[str, ...] = ()


class Knowledge:
    """The index of a company; built once a process (about a second)."""

    def __init__(self, company: Company, unanswered: Sequence[str] = (),
                 vectors: Callable[[Sequence[str]], Vectors | None] = lambda _: None) -> None:
        """unanswered: questions that no passage answers, beside those of the company. vectors: makes a likeness of
        meaning out of the approved answers."""
        self.passages = passages_of(company)
        self.vocabulary = Vocabulary(company)
        self._faqs = [p for p in self.passages if p.kind == "faq"]
        self._by_id = {p.id: p for p in self.passages}
        figures = company.synonyms.figures
        self._figures = tuple(figures)
        self.likeness = Likeness(self.vocabulary, [*(p.wordings for p in self._faqs), *figures.values()],
                                 [*(p.text for p in self._faqs), *("" for _ in figures)],
                                 [*company.unanswered, *unanswered])
        self.products = Products(company, self.likeness.stems)
        known = company.synonyms
        self._named, self._signs = Named(company), Signs(company.synonyms.signs)
        self.spelling = Spelling(
            [*(way for p in self.passages for way in (*p.wordings, p.text)), *company.unanswered, *unanswered,
             *self.vocabulary.phrases, *(ask for one in known.aspects.values() for ask in (*one.asks, *one.tells)),
             *(way for ways in (*known.figures.values(), *known.signs.values(), *known.cities.values(),
                                *company.words.uses.values()) for way in ways)],
            [p.name for p in company.products], self._named.words)
        self._vectors = vectors([" ".join([*p.wordings[:MEANT_BY], p.text]) for p in self._faqs])
        self._rest = _Rest(self.vocabulary, [p for p in self.passages if p.kind != "faq"])

    def search(self, text: str, intent: str | None = None, k: int = 5) -> list[Found]:
        """The likeliest passages, best first."""
        text = self.spelling.mend(text)
        words, signs, about = self._about(text)
        named = about[0] if about else None
        question = read(self.vocabulary, text)
        asked = self.likeness.ask(question)
        agrees = np.array([AGREES if intent in p.intents else 0.0 for p in self._faqs])
        asked_for = asked.meant + asked.bm25
        scores = asked_for[:len(self._faqs)] + agrees
        agreement = MOVED if scores.argmax() != asked_for[:len(self._faqs)].argmax() else 0.0
        if self._vectors is not None and self._is_doubtful(scores, question, asked, named, intent):
            scores, of_meaning = self._with_meaning(text, scores)
            agreement += of_meaning
        order = [int(place) for place in np.argsort(-scores)[:max(k, 2)]]
        found = [Found(self._faqs[place], float(scores[place])) for place in order]
        shares = self._rest.shares(question)
        found += [Found(self._by_id[id_], _score_of(one) + _described(one, shares[id_]), 0.0,
                        one.facts) for one in about for id_ in [f"product:{one.product}"]]
        known = {one.passage.id for one in found}
        found += [Found(self._by_id[id_], DATA * share) for id_, share in shares.items()
                  if share > 0 and id_ not in known and self._by_id[id_].kind not in self._figures]
        found += self._in_figures(dict(zip(self._figures, asked_for[len(self._faqs):], strict=True)), shares,
                                  self._named.of(words), signs, intent)
        found = sorted(found, key=lambda one: one.score, reverse=True)[:k]
        if not found:
            return []
        first = next((place for place, one in enumerate(found) if one.passage.kind in ANSWERS), 0)
        agreement += FIGURES_FIRST if found[0].passage.kind in self._figures else 0.0
        sure = self._sure(found[first], question, asked, order, named, intent, agreement)
        return [*found[:first], replace(found[first], sure=sure), *found[first + 1:]]

    def _about(self, text: str) -> tuple[list[Word], frozenset[str], list[Asking]]:
        """A question's words, its signs, and the products that it is about."""
        words = self.vocabulary.words(text)
        signs = self._signs.of(words) | amounts(words)
        return words, signs, self.products.asking(words, proper_names(text), signs)

    def _in_figures(self, meant: dict[str, float], shares: dict[str, float], named: dict[str, float],
                    signs: frozenset[str], intent: str | None) -> Iterator[Found]:
        """Of each kind of figures its passages: as much as the kind is meant the one that is named, or has more of the
        question than the others of its kind."""
        for kind, score in meant.items():
            ids = sorted((id_ for id_ in shares if self._by_id[id_].kind == kind),
                         key=lambda id_: (named.get(id_, 0.0), shares[id_]), reverse=True)
            both = kind == "zone" and {"cost", "time"} <= signs
            is_called = (bool(ids) and named.get(ids[0], 0.0) > 0 and (both or bool(WANTED[kind] & signs))
                         and not (kind in NOT_OF_RETURNS and "returning" in signs)
                         and not (kind == "payments" and "sending" in signs and "means" not in signs)
                         and not (kind == "zone" and "free" in signs
                                  and not _TELLS_FREE.search(self._by_id[ids[0]].text)))
            is_named = len(ids) > 1 and (is_called or shares[ids[0]] > NAMES_MORE * shares[ids[1]])
            more = CALLED[kind] if is_called else 0.0
            if both and is_called:
                more += BOTH_ASKED
            if kind == "payments" and is_called and named[ids[0]] >= BY_NAME:
                more += OF_ONE_COUNTRY
            for place, id_ in enumerate(ids):
                worth = 1.0 if place == 0 and (is_named or kind not in OF_A_PLACE) else OTHER_OF_KIND
                like = worth * max(float(score), DATA * shares[id_])
                like += AGREES if intent in self._by_id[id_].intents else 0.0
                yield Found(self._by_id[id_], like + (more if place == 0 else 0.0))

    def _is_doubtful(self, scores: np.ndarray, question: Read, asked: Asked, named: Asking | None,
                     intent: str | None) -> bool:
        order = [int(place) for place in np.argsort(-scores)[:2]]
        return self._sure(Found(self._faqs[order[0]], 0.0), question, asked, order, named, intent) < SURE

    def _with_meaning(self, text: str, scores: np.ndarray) -> tuple[np.ndarray, float]:
        """The scores with the likeness of meaning, and what its agreement or contradiction adds to the logit."""
        meaning = self._vectors.likeness(text) if self._vectors is not None else None
        if meaning is None:
            return scores, 0.0
        both = scores + MEANING * meaning
        return both, VECTORS_AGREE if both.argmax() == meaning.argmax() else VECTORS_DIFFER

    def is_beside(self, text: str) -> float:
        """How much a text is like what is no question for the company, or was put down as without answer (0..1)."""
        asked = self.likeness.ask(read(self.vocabulary, text))
        return max(asked.none, 1.0 if asked.none_words >= SAME_WORDS else 0.0)

    def evidence(self, text: str) -> tuple[str, dict[str, float]] | None:
        """The approved answer that comes first, and what speaks for it; None where a product does. For learning."""
        text = self.spelling.mend(text)
        question = read(self.vocabulary, text)
        asked = self.likeness.ask(question)
        scores = (asked.meant + asked.bm25)[:len(self._faqs)]
        order = [int(place) for place in np.argsort(-scores)[:2]]
        about = self._about(text)[2]
        named = about[0] if about else None
        if named is not None and named.name > BY_KIND and _score_of(named) > float(scores[order[0]]):
            return None
        return self._faqs[order[0]].id, features(self.likeness, question, asked, order, named)

    def _sure(self, first: Found, question: Read, asked: Asked, order: list[int],
              named: Asking | None, intent: str | None, agreement: float = 0.0) -> float:
        if first.passage.kind == "faq":
            seen = features(self.likeness, question, asked, order, named)
            leaning = 0.0 if intent is None else INTENT_AGREES if intent in first.passage.intents else INTENT_DIFFERS
            if seen["untold"]:
                leaning += UNTOLD
            return max(probability(seen, leaning + agreement), KNOWN_WORDING if seen["words"] >= SAME_WORDS else 0.0)
        if first.passage.kind == "product" and named is not None and named.asked and named.asked == named.told:
            return SURE_OF_PRODUCT[named.name]
        return 0.0


def _score_of(one: Asking) -> float:
    """A product's place among the approved answers, whose scores are about 1 where the question is theirs."""
    return NAMED[one.name] + (TOLD * (one.told / one.asked) if one.asked else 0.0)


def _described(one: Asking, share: float) -> float:
    """What is added where a product is not named: the page's words, its uses, and that it is looked for."""
    if one.name > BY_KIND:
        return 0.0
    has_some = one.told > 0 or one.uses > 0
    return DESCRIBED * share + FIT * min(one.uses, 2) + (SOUGHT if one.sought and has_some else 0.0)


def proper_names(text: str) -> frozenset[str]:
    """The words within sentences that are written with a capital, folded."""
    if text.isupper():
        return frozenset()
    return frozenset(fold(word) for word in _WITHIN.findall(text))


class _Rest:
    """Passages of figures, and products that a question describes without naming them."""

    def __init__(self, vocabulary: Vocabulary, passages: Sequence[Passage]) -> None:
        self._ids = [p.id for p in passages]
        self._bm25 = Bm25([[*p.wordings, p.title, p.text] for p in passages], vocabulary)

    def shares(self, question: Read) -> dict[str, float]:
        """By passage, how much of the question it has (0..1)."""
        return dict(zip(self._ids, map(float, self._bm25.shares(question)), strict=True))
