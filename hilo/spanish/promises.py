"""Promises that a customer makes in their own words: "mañana te paso el comprobante", "quedo en avisarte".

A promise is what the writer says they will do for, or to, the shop. No promise is: a question, an offer that waits
for a yes, anything under a condition ("si me hacés precio te compro"; it binds only if the shop moves first), a
doubt ("capaz voy"), a wish, the past, what others do, a refusal, a habit, a threat, and a thought ("lo voy a
pensar" is a polite no). "Cuando cobre te compro" is one: the event is expected, no calendar knows its day.
"Pasame el alias y te transfiero" is one too.
"""
from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from hilo.spanish import promise_context as context
from hilo.spanish.promise_context import Place
from hilo.spanish.promise_verbs import OBJECT, Group, Sentence, sentences, verb_groups
from hilo.spanish.promise_words import VerbClass, Words, promise_words
from hilo.spanish.reading import Reading
from hilo.spanish.time_context import refused
from hilo.spanish.times import TimeFound, find_times

__all__ = ["Promise", "read_promises"]

MOST_PROMISES = 8
"""Read in one message: nobody makes more, and cost stays bounded."""
MOST_TIMED = 300
"""Characters of a sentence in which its times are looked for."""
LONGEST_WHAT = 90
_OF = re.compile(r"(?<!antes )(?<!despues )(?<!partir )(?<!dentro )(?<!luego )\bdel? $")
"""Before a time that only tells which: "el turno de mañana"."""
_KINDS = {"pay": "pay", "settle": "pay", "answer": "answer", "tell": "answer", "call": "call", "visit": "visit",
          "go": "visit", "fetch": "visit", "seek": "visit", "take": "visit", "buy": "buy", "give_back": "return_item"}
_BY_OBJECT = frozenset({"send", "hand_over", "have", "leave", "do"})
_PROOF_FIRST = frozenset({"take", "visit"})


class Promise(NamedTuple):
    """What the customer will do: `what` and `quote` are their words, `start` and `end` the quote's positions.

    kind: send_proof pay send_data send_photo answer call visit buy return_item other. due, due_end: the moment
    (due_end None) or the window; None where no time was said that a calendar knows. confidence: below 0.7 it is
    weak ("te aviso").
    """

    kind: str
    what: str
    quote: str
    start: int
    end: int
    due: datetime | None
    due_end: datetime | None
    confidence: float


class _Timed(NamedTuple):
    """A time of a sentence in its line's positions."""

    found: TimeFound
    start: int
    end: int


def _times(sentence: Sentence, now: datetime, country: str | None) -> list[_Timed]:
    """The future times of a sentence, with their places in its line."""
    reading = Reading(sentence.line[:MOST_TIMED])
    return [_Timed(found, *reading.span(found.start, found.end)) for found in find_times(reading, now, country)
            if not found.past and not refused(reading.plain, found.start, found.end)]


def _time_of(place: Place, times: list[_Timed], since: int, until: int) -> _Timed | None:
    """The time that belongs to a group: the nearest between its neighbours, refused ones left out."""
    def distance(timed: _Timed) -> int:
        return max(place.begin - timed.end, timed.start - place.after_begin)

    line = place.sentence.line
    near = [t for t in times if t.start >= since and t.end <= until
            and not _OF.search(line, max(0, t.start - 12), t.start)]
    return min(near, key=distance) if near else None


def _class_of(place: Place, words: Words, given: set[str]) -> VerbClass | None:
    """The first meaning of the verb whose needs are met."""
    group = place.group
    classes = words.classes.get(group.verb, [])
    if group.verb == "pasar" and (place.after.startswith(("por ", "a ", " por ", " a ")) or group.lead.startswith("p")):
        classes = [c for c in classes if c.name == "visit"]
    if group.verb in ("acercar", "arrimar") and group.clitics & {"me", "nos"}:
        classes = words.classes["visitar"]
    if group.verb == "pasar" and "address" not in given and group.tense == "promissory":
        classes = words.classes["visitar"]
    for meaning in classes:
        if group.tense == "promissory":
            return meaning
        if _not_meant(meaning, place, words, given):
            continue
        needs = meaning.future if group.tense == "future" else meaning.present
        if any(need <= given for need in needs):
            return meaning
    if not classes and ("address" in given or group.tense == "promissory"):
        return VerbClass("other", (), ())
    return None


def _not_meant(meaning: VerbClass, place: Place, words: Words, given: set[str]) -> bool:
    """Whether the rest of the clause rules a meaning of the verb out."""
    around = words.around
    if meaning.name in ("go", "visit"):
        if around["elsewhere"].search(place.after):
            return True
        return "place" not in given and (_goes_elsewhere(place, words) or bool(around["someday"].search(place.clause)))
    if meaning.name == "seek" and not place.group.clitics & OBJECT:
        return True  # "busco zapatillas"
    if meaning.name in ("call", "answer", "tell"):
        return context.talks_elsewhere(place, words)
    if meaning.name == "buy" and "address" not in given:
        return any(around[name].search(place.clause) for name in ("someday", "later"))
    return meaning.name == "settle" and "address" not in given and "buy" in place.named(words)


def _goes_elsewhere(place: Place, words: Words) -> bool:
    """Whether "voy a la …" names a place that is not the shop's, or "estoy …" none at all."""
    if place.group.verb == "estar":
        return True
    others = {"ir": ("a ", "al "), "llegar": ("a ",)}.get(place.group.verb)
    return others is not None and place.after.startswith(others)


def _said_now(place: Place, words: Words, meaning: VerbClass, due: _Timed | None) -> bool:
    """Whether the words themselves are the deed: "te aviso que no llegó", "te paso mi mail: …"."""
    if place.group.tense != "present" or (due is not None and due.start < place.begin):
        return False
    if meaning.name in ("answer", "tell", "call", "buy") and words.around["said_now"].match(place.rest):
        return True
    if due is None and place.group.verb == "adjuntar":
        return True
    return due is None and meaning.name in _BY_OBJECT and words.around["sent_now"].search(place.rest) is not None


def _kind(place: Place, words: Words, meaning: VerbClass) -> str:
    """The kind by the things named in the clause, in the sentence where it says "lo", or by the verb."""
    if place.group.idiom is not None:
        return words.idioms[place.group.idiom].kind
    named = place.named(words)
    if meaning.name in _PROOF_FIRST and named[:1] == ["send_proof"] and "a" not in place.after.split()[:1]:
        return "send_proof" if meaning.name == "take" else "visit"
    if meaning.name == "take" and ("de vuelta" in place.after or named[:1] == ["return_item"]):
        return "return_item"
    if meaning.name == "give_back" and named[:1] in (["call"], ["answer"]):
        return named[0]
    if meaning.name in _BY_OBJECT:
        if not named and place.group.clitics & OBJECT:
            named = words.kinds_in(place.before)
        if meaning.name == "do" and not place.after.startswith("llegar"):
            named = [name for name in named if name not in ("send_data", "send_proof")]
        return named[0] if named else "other"
    return _KINDS.get(meaning.name, "other")


def _confidence(group: Group, given: set[str], due: _Timed | None) -> float:
    if group.tense == "promissory":
        return 0.95
    sure = 0.55 + 0.15 * ("address" in given) + 0.15 * (group.tense == "future") + 0.1 * ("time" in given)
    return round(min(0.95, sure + 0.1 * (due is not None)), 2)


def _only_si(place: Place, due: _Timed) -> bool:
    """Whether nothing but "si" and the time stands before the verb."""
    between = place.left[2:].replace("yo", "").replace(place.sentence.line[due.start:due.end], "")
    return place.before.startswith("si ") and not between.strip(" ,")


def _possible(place: Place, words: Words, coordinated: bool) -> bool:
    """Whether a group may promise at all, if only a time stands with it: spares the costly search for times."""
    if (context.questioned(place, words) or context.doubtful(place, words) or context.nothing_promised(place, words)
            or (not place.before.startswith("si ") and context.conditional(place, words, False))):
        return False
    given = context.signals(place, words, True, coordinated)
    return place.group.idiom is not None or _class_of(place, words, given) is not None


def _judge(place: Place, words: Words, times: list[_Timed], bounds: tuple[int, int],
           coordinated: bool) -> tuple[VerbClass, _Timed | None, set[str]] | None:
    """What a group promises and when; None where it promises nothing."""
    around, group = words.around, place.group
    due = _time_of(place, times, *bounds)
    only_time = due is not None and _only_si(place, due)
    if context.conditional(place, words, only_time):
        return None
    window = place.sentence.line[bounds[0]:bounds[1]]
    past = around["past"].search(window) is not None
    if due is None and past and group.tense == "present":
        return None
    timed = due is not None or around["event"].search(window) is not None
    given = context.signals(place, words, timed, coordinated)
    if group.either and not timed:
        return None
    if group.idiom is not None:
        meaning: VerbClass | None = VerbClass("idiom", (), ())
        if not any(need <= given for need in words.idioms[group.idiom].needs):
            meaning = None
    else:
        meaning = _class_of(place, words, given)
    if meaning is None or _said_now(place, words, meaning, due):
        return None
    return meaning, due, given


def _promise(place: Place, words: Words, text: str, verdict: tuple[VerbClass, _Timed | None, set[str]],
             lent: _Timed | None) -> Promise:
    """The promise with its words; `lent` is the time of the promise before, to which this one is joined by "y"."""
    meaning, due, given = verdict
    sentence, group = place.sentence, place.group
    last_word = max(group.last, sentence.token_at(place.clause_end)) - 1
    first_word, what_end = group.first, last_word
    if due is not None:
        first_word = min(first_word, sentence.token_at(due.start))
        if due.start >= place.after_begin and due.end >= place.clause_end:
            what_end = max(group.last, sentence.token_at(due.start)) - 1
        last_word = max(last_word, sentence.token_at(due.end) - 1)
    start, end = sentence.tokens[first_word].start, sentence.tokens[last_word].end
    what = text[sentence.tokens[group.first].start:sentence.tokens[what_end].end]
    timed = due or lent
    when = timed.found.when if timed else None
    return Promise(_kind(place, words, meaning), what[:LONGEST_WHAT], text[start:end], start, end,
                   when.start if when else None, when.end if when else None, _confidence(group, given, due))


def _of_sentence(sentence: Sentence, words: Words, text: str, now: datetime, country: str | None) -> list[Promise]:
    groups = verb_groups(sentence, words)[:2 * MOST_PROMISES]
    times: list[_Timed] | None = None
    found: list[Promise] = []
    lent: _Timed | None = None
    for number, group in enumerate(groups):
        following = groups[number + 1] if number + 1 < len(groups) else None
        previous = groups[number - 1] if number else None
        place = Place(sentence, group, following, previous)
        joined = place.left == "" and place.before.endswith(" y")
        if not _possible(place, words, joined):
            lent = None
            continue
        if times is None:
            times = _times(sentence, now, country)
        since = sentence.starts[previous.last] if previous and previous.last < len(sentence.starts) else 0
        until = sentence.starts[following.first] if following else len(sentence.line)
        verdict = _judge(place, words, times, (since, until), joined)
        if verdict is None:
            lent = None
            continue
        found.append(_promise(place, words, text, verdict, lent if joined else None))
        lent = verdict[1] or (lent if joined else None)
    return found


def read_promises(text: str, now: datetime, country: str | None = None) -> list[Promise]:
    """The promises of a message in order. `now` must have an offset (ValueError); never raises for any text."""
    if now.tzinfo is None:
        raise ValueError("now must have an offset")
    words = promise_words()
    found: list[Promise] = []
    for sentence in sentences(text, words):
        found += _of_sentence(sentence, words, text, now, country)
        if len(found) >= MOST_PROMISES:
            break
    return found[:MOST_PROMISES]
