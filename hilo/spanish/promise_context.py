"""Whether the words around a verb group take its promise away: questions, conditions, doubts, the past, threats."""
from __future__ import annotations

import re

from hilo.spanish.promise_verbs import ADDRESS, OBJECT, Group, Sentence
from hilo.spanish.promise_words import Words

_BREAK = re.compile(r"(?: ,|^,| (?:pero|aunque|porque|sino|entonces|asi que|(?<!igual )y)\b)")
_TURN = re.compile(r"\b(?:pero|y si no|sino)\b")
SAYING = frozenset("avisar confirmar responder contestar escribir notificar decir contar comentar informar".split())


class Place:
    """A verb group in its sentence: what stands before and after it, and where its clause ends."""

    def __init__(self, sentence: Sentence, group: Group, following: Group | None, previous: Group | None) -> None:
        self.sentence, self.group = sentence, group
        line = sentence.line
        self.begin = sentence.starts[group.first]
        self.after_begin = sentence.starts[group.last] if group.last < len(sentence.starts) else len(line)
        self.before = line[:self.begin].rstrip()
        limit = sentence.starts[following.first] if following else len(line)
        self.rest = line[self.after_begin:limit]
        stop = _BREAK.search(line, max(self.after_begin - 1, 0), limit)
        self.clause_end = stop.start() if stop else limit
        self.after = line[self.after_begin:max(self.clause_end, self.after_begin)]
        starts = [match.end() for match in _BREAK.finditer(self.before)]
        since = sentence.starts[previous.last] if previous and previous.last < len(sentence.starts) else 0
        self.clause_begin = max([since, *starts[-1:]])
        self.left = line[self.clause_begin:self.begin].strip()
        self.clause = line[self.clause_begin:self.clause_end]
        self._named: list[str] | None = None

    def named(self, words: Words) -> list[str]:
        """The kinds whose things are named after the verb (a new list each time)."""
        if self._named is None:
            self._named = words.kinds_in(self.after)
        return list(self._named)


def questioned(place: Place, words: Words) -> bool:
    """Whether the group stands in the part of the sentence that asks, or after a question word."""
    sentence, around = place.sentence, words.around
    if around["asked"].search(place.left) or around["offer"].search(place.sentence.line):
        return True
    line = sentence.line
    opened = line.find("¿")
    if opened >= 0:
        return opened <= place.begin and not around["tags"].search(line)
    if sentence.stop != "?" or around["tags"].search(line):
        return False
    last = line.rfind(", ")
    if last >= 0 and around["makes_question"].match(line, last + 1):
        return True
    return place.begin > last


def conditional(place: Place, words: Words, time_after_si: bool) -> bool:
    """Whether it is said under a condition: "si me hacés precio te compro", "te compro si…".

    An unaccented "si" in front of nothing but a time is taken for "sí" where no second clause follows.
    """
    around, saying = words.around, place.group.verb in SAYING
    turns = [match.end() for match in _TURN.finditer(place.before)]
    before = around["no_condition"].sub(" ", place.before[turns[-1]:] if turns else place.before)
    found = around["condition"].search(before)
    if found and not (time_after_si and not around["second_clause"].search(place.rest)):
        return True
    return not saying and around["condition"].search(around["no_condition"].sub(" ", place.rest)) is not None


def doubtful(place: Place, words: Words) -> bool:
    """Whether it may not happen, is tried only, or is denied."""
    around = words.around
    if around["negation"].search(place.left) or around["hedges"].search(place.left + " "):
        return True
    if around["hedges_after"].search(place.rest):
        return True
    verb = place.group.verb
    return (verb in words.no_deed and verb not in words.classes) or around["tries"].match(verb) is not None


def nothing_promised(place: Place, words: Words) -> bool:
    """Whether the words are a threat, a courtesy, a habit, or part of a description ("la plata que les deposito")."""
    around, group = words.around, place.group
    relative = around["relative"].search(place.left)
    if relative and relative.group("word") not in words.not_relative:
        return True
    if around["threat"].search(place.clause) or around["idle"].match(place.after):
        return True
    return group.tense == "present" and around["habit"].search(place.clause) is not None


def talks_elsewhere(place: Place, words: Words) -> bool:
    """Whether one talks to others ("hablo con mi jefe"), or tells only once the shop has moved ("decime y te digo")."""
    if of_others(place, words):
        return True
    if not place.group.addressed and words.around["own_talk"].match(place.after):
        return True
    return place.group.verb in ("decir", "contar") and words.around["first_you"].search(place.before) is not None


def of_others(place: Place, words: Words) -> bool:
    """Whether "le" is someone of the customer's own: "le compro algo a mi mamá"."""
    return not (place.group.clitics & {"te", "os"}) and words.around["own_people"].match(place.after) is not None


def signals(place: Place, words: Words, timed: bool, coordinated: bool) -> set[str]:
    """What stands with the verb: address, object, time, place, link (see promises.yml)."""
    around, group = words.around, place.group
    found: set[str] = set()
    spoken_to = re.match(r" ?(?:mañana |hoy )?(?:a|con) (?:usted|ustedes|vos|vosotros)\b", place.after)
    if (group.addressed or spoken_to or (group.lead and group.lead.split()[0] in ADDRESS)) \
            and not of_others(place, words):
        found.add("address")
    if group.clitics & OBJECT or place.named(words):
        found.add("object")
    if timed or around["soon"].search(place.left):
        found.add("time")
    if around["place"].match(place.after) or group.lead.startswith("paso"):
        found.add("place")
    if coordinated or around["link"].search(place.before) or around["link_after"].match(place.after):
        found.add("link")
    return found
