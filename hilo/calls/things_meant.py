"""Which thing a call is about: of all that is named, also of what no list has ("mandiles", "un buso").

A word that no list knows may be a thing where it stands as things do ("necesito … de mezclilla", "las … blancas") or
where the agent takes it up.
"""
from __future__ import annotations

import re
from collections.abc import Sequence

from hilo.calls.asked import asked_in
from hilo.calls.choosing import Candidate, Token, at, called_by, likeliest, singular, sorts, tokens, words
from hilo.calls.told import CallFact, answers
from hilo.calls.transcript import AGENT, Turn, is_question
from hilo.spanish.lexicon import Index, Lexicon, index_of
from hilo.spanish.normalize import fold

KIND = "product"
_LACKS = re.compile(r"\bno (?:(?:l[oa]s?|le|te) )?(?:tenemos|manejamos|trabajamos|vendemos|hacemos|llevamos|"
                    r"contamos con|tengo|hay)\b")
_NO_THING = frozenset("como para pero porque donde cuando esta este esto estas estos esos esas tengo tiene tienen "
                      "quiero necesito busco hola buenas buenos gracias".split())
NOT_WANTED = frozenset({"celular", "telefono", "teléfono", "computadora", "tablet", "libro", "ropa", "cama", "ropa "
                               r"de cama", "calzado", "producto", "mercaderia"})
"""Things that are spoken of and hardly ever what is wanted."""
_STUFF = frozenset(
    "baño jean jeans cuero lana algodón lino fútbol vestir fiesta verano invierno hombre mujer niño niña".split())
"""«campera de jean»: of the kind of its first word, as is «bota de lluvia», whose first word is a thing."""
SHORTEST = 4
"""Letters of a thing that no list has."""
EARLY = 0.35
"""The part of a call in which most say what they call for."""


def thing_meant(turns: Sequence[Turn], lexicon: Lexicon) -> CallFact | None:
    """The thing that the customer wants or has; None where none is."""
    one = likeliest(KIND, things_named(turns, lexicon))
    return CallFact(KIND, one.value, one.quote, 0.9, False, one.turn) if one else None


def things_named(turns: Sequence[Turn], lexicon: Lexicon) -> dict[str, Candidate]:
    """All that might be the thing meant, with what is seen of each."""
    products, colours = index_of(lexicon.products), index_of(lexicon.colors)
    found: dict[str, Candidate] = {}
    forms: dict[str, set[str]] = {}
    for number, (turn, before) in enumerate(answers(turns), 1):
        said, place = tokens(turn.said), 0
        texts = [token.text for token in said]
        asks = asked_in(before)
        while place < len(said):
            value, length = _thing_at(turn, said, texts, place, lexicon, products, colours)
            if value:
                quote = turn.said[said[place].start:said[place + length - 1].end]
                one = found.setdefault(fold(value), Candidate(value, turn.number, quote))
                forms.setdefault(fold(value), {singular(fold(value).split()[0])}).add(singular(texts[place]))
                if products.exact(texts, place):
                    one.see("known")
                one.turns.append(turn.number)
                one.see(f"answer {min(number, 4)}", *(f"asked {name}" for name in asks))
                if before and is_question(before.said):
                    one.see("answers", *(["answers at once"] if place < SHORTEST - 1 else []))
                if turn.number / len(turns) < EARLY:
                    one.see("early")
                _beside(one, texts, place, length, colours)
            place += length
    _elsewhere(found, forms, turns)
    return found | _by_agent(found, turns, lexicon, products)


def _thing_at(turn: Turn, said: Sequence[Token], texts: list[str], place: int, lexicon: Lexicon,
              products: Index, colours: Index) -> tuple[str | None, int]:
    """A thing that begins at a word, and how many words it has."""
    hit = products.exact(texts, place)
    if hit and all(word.isalpha() for word in texts[place:place + hit[0]]):
        return _plain(hit[1], lexicon), hit[0]
    word = texts[place]
    if (not word.isalpha() or len(word) < SHORTEST or word in _NO_THING or "common" in sorts(word)
            or "V" in sorts(word) or colours.exact([word], 0)):
        return None, 1
    near = products.near(word)
    return near or singular(turn.said[said[place].start:said[place].end].lower()), 1


def _plain(thing: str, lexicon: Lexicon) -> str:
    """The thing itself: a "juego de toallas" is a toalla, a "camperita" a campera."""
    bare = re.sub(r"^(?:juego|set|par|conjunto|pack) de ", "", thing)
    value = re.sub(r"s\b", "", bare) if bare != thing else bare
    words_of_it = value.split()
    if len(words_of_it) == 3 and words_of_it[1] == "de" and (
            words_of_it[2] in _STUFF or lexicon.products.get(fold(words_of_it[0])) == words_of_it[0]):
        value = words_of_it[0]
    small = re.sub(r"it([ao])$", r"\1", value)
    return lexicon.products.get(fold(small), value) if small != value else value


def _beside(one: Candidate, texts: Sequence[str], place: int, length: int, colours: Index) -> None:
    """The words beside it."""
    before, after = at(texts, place - 1), at(texts, place + length)
    one.see(*(f"l {at(texts, place - far)}" for far in (1, 2, 3)), f"l1 {before}",
            f"l2 {at(texts, place - 2)} {before}", f"r1 {after}", f"r {at(texts, place + length + 1)}",
            *(f"l is {sort}" for sort in sorts(before)), *(f"r is {sort}" for sort in sorts(after)),
            f"w {texts[place]}", f"ends {texts[place][-3:]}")
    if colours.exact([after], 0):
        one.see("coloured")
    if "no" in texts[max(0, place - 3):place]:
        one.see("not")
    if "no" in texts[place + length:place + length + 3]:
        one.see("then not")


def _elsewhere(found: dict[str, Candidate], forms: dict[str, set[str]], turns: Sequence[Turn]) -> None:
    """How often each is named, by whom, and which of the known things it is."""
    agent = {number: {singular(word) for word in said} for number, said in called_by(turns, AGENT).items()}
    lacking = [number for number in agent if _LACKS.search(fold(turns[number].said))]
    known = [key for key, one in found.items() if "known" in one.marks]
    for key, one in found.items():
        theirs = [number for number, said in agent.items() if said & forms[key]]
        first = one.turns[0]
        seen = {"twice": len(one.turns) > 1, "thrice": len(one.turns) > 2, "agent": bool(theirs),
                "agent twice": len(theirs) > 1, "agent often": len(theirs) > 3,
                "agent after": any(number > first for number in theirs),
                "agent before": any(number < first for number in theirs), "taken up": first + 1 in theirs,
                "hardly wanted": key in NOT_WANTED}
        if key in known:
            seen |= {"known first": key == known[0], "known last": key == known[-1] and len(known) > 1,
                     "known alone": len(known) == 1, "known of many": len(known) > 2, "known, agent": bool(theirs),
                     "known twice": len(one.turns) > 1, "lacking": bool(set(lacking) & set(theirs))}
        else:
            seen |= {"unknown, agent": bool(theirs), "none known": not known, "unknown twice": len(one.turns) > 1,
                     "unknown, taken up": first + 1 in theirs}
        one.see(*(name for name, is_so in seen.items() if is_so))


def _by_agent(found: dict[str, Candidate], turns: Sequence[Turn], lexicon: Lexicon,
              products: Index) -> dict[str, Candidate]:
    """Things that only the agent names."""
    known = any("known" in one.marks for one in found.values())
    added: dict[str, Candidate] = {}
    for turn in turns:
        texts, place = words(turn.said) if turn.role == AGENT else [], 0
        while place < len(texts):
            hit = products.exact(texts, place)
            value = _plain(hit[1], lexicon) if hit else ""
            if value and fold(value) not in found:
                one = added.setdefault(fold(value), Candidate(value, turn.number, turn.said[:120]))
                one.see("agent alone", *(["agent alone, none known"] if not known else []),
                        *(["agent alone, first"] if turn.number < 3 else []),
                        *(["agent alone, asks"] if "?" in turn.said else []))
                one.marks["agent alone, times"] = min(3.0, one.marks.get("agent alone, times", 0.0) + 1)
            place += hit[0] if hit else 1
    return added
