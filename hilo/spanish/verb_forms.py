"""From the form of a Spanish verb to its infinitive: "devuelvan" → "devolver", "tenes" → "tener".

Works on folded words, as many people write no accents. Endings are stripped and what remains is looked up among the
verbs of `words/verbs.yml`; there is no table of all forms, which would be fifty times as long. Covers tú, vos (of the
Río de la Plata and, in part, of Chile), usted, vosotros, and pronouns written on to the verb ("devuélvanmelo").
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from hilo.spanish.normalize import fold
from hilo.spanish.word_lists import load_yaml

_AR = ("o as a amos ais an ai e aste astes o asteis aron aba abas abamos abais aban es emos eis en ei ad ar ando "
       "ado ada ados adas ara aras aramos aran ase ases asen").split()
_ER_IR = ("o es e emos eis en i is imos iste istes io yo isteis ieron yeron ia ias iamos iais ian as a amos ais an ed "
          "id iendo yendo ido ida idos idas iera ieras ieran ieramos iese yera yeran").split()
_FUTURE = "e as a emos eis an ia ias iamos iais ian".split()
_STRONG = "e iste istes o imos isteis ieron eron iera ieras ieran ieramos iese era eran".split()
_CLITICS = re.compile(r"(?:(?:me|te|se|nos|os)(?:l[oae]s?)?|se(?:me|te|nos)|l[oae]s?|l[ea]s?)$")
_IRREGULAR_PARTICIPLE = re.compile(r"(?:roto|hecho|dicho|visto|puesto|scrito|bierto|vuelto|suelto)$")
_STRESSED_CHANGES = {"ie": (("ie", "e"), ("ye", "e")), "ue": (("ue", "o"), ("ue", "u"), ("hue", "o")),
                     "i": (("i", "e"),)}


class _Verbs(NamedTuple):
    """The verbs of the file: folded infinitive → as written; irregular forms; which change their vowel, and how."""

    known: dict[str, str]
    irregular: dict[str, tuple[str, ...]]
    change: dict[str, str]
    rather: frozenset[str]


@lru_cache(maxsize=1)
def verbs() -> _Verbs:
    """Reads the file once."""
    data = load_yaml("verbs.yml")
    known = {fold(v): v for kind in ("plain", "ie", "i", "ue") for v in data[kind].split()}
    change = {fold(v): kind for kind in ("ie", "i", "ue") for v in data[kind].split()}
    forms: dict[str, set[str]] = {}
    for name, endings in (("preterite", _STRONG), ("future", _FUTURE)):
        for base, stem in data[name].items():
            for prefix, verb in _compounds(base, known):
                for ending in endings:
                    forms.setdefault(prefix + stem + ending, set()).add(verb)
    for base, listed in data["forms"].items():
        for prefix, verb in _compounds(base, known):
            for form in listed.split():
                forms.setdefault(prefix + form, set()).add(verb)
    for verb, listed in data["only_forms"].items():
        for form in listed.split():
            forms.setdefault(form, set()).update(verb.split("|"))
    return _Verbs(known, {form: tuple(sorted(of)) for form, of in forms.items()}, change,
                  frozenset(data["rather"].split()))


def _compounds(base: str, known: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The verb itself and those made of it, each with its prefix ("", "tener"), ("man", "mantener")."""
    folded = fold(base)
    yield "", base
    for verb, written in known.items():
        if verb.endswith(folded) and len(verb) >= len(folded) + 2:
            yield verb[:-len(folded)], written


def _stems(stem: str, front: bool, first: bool) -> Iterator[str]:
    """The ways in which an infinitive writes the end of a stem; front: before e or i; first: of verbs in -ar."""
    yield stem
    if first and front:
        if stem.endswith("qu"):
            yield stem[:-2] + "c"
        elif stem.endswith("gu"):
            yield stem[:-1]
        elif stem.endswith("c"):
            yield stem[:-1] + "z"
    elif not first:
        if stem.endswith("y"):
            yield stem[:-1]
        if not front:
            if stem.endswith("zc"):
                yield stem[:-2] + "c"
            elif stem.endswith(("j", "z")):
                yield stem[:-1] + ("g" if stem.endswith("j") else "c")
            elif stem.endswith(("ng", "lg")):
                yield stem[:-1]
            if stem.endswith("g"):
                yield stem + "u"


def _unstressed(stem: str, ending_class: str) -> Iterator[tuple[str, str]]:
    """Stems with the vowel that the infinitive has, and how it changed: "cuent" → ("cont", "ue")."""
    for kind, pairs in _STRESSED_CHANGES.items():
        for new, old in pairs:
            at = stem.rfind(new)
            if at >= 0 and not any(c in "aeo" for c in stem[at + len(new):]):
                yield stem[:at] + old + stem[at + len(new):], kind
    if ending_class == "ir":
        for new, old in (("i", "e"), ("u", "o")):
            at = stem.rfind(new)
            if at >= 0:
                yield stem[:at] + old + stem[at + 1:], {"i": "ie", "u": "ue"}[new]


def _by_endings(form: str) -> Iterator[str]:
    known, change = verbs().known, verbs().change
    for size in range(1, min(7, len(form) - 1)):
        ending, stem = form[-size:], form[:-size]
        front = ending[0] in "ei"
        for classes, endings in ((("ar",), _AR_SET), (("er", "ir"), _ER_IR_SET)):
            if ending not in endings:
                continue
            for written in _stems(stem, front, classes == ("ar",)):
                for last in classes:
                    if written + last in known and (size > 1 or len(written) > 1):
                        yield written + last
                    for other, kind in _unstressed(written, last):
                        if change.get(other + last) == kind:
                            yield other + last


_AR_SET, _ER_IR_SET, _FUTURE_SET = frozenset(_AR), frozenset(_ER_IR), frozenset(_FUTURE)


def _future(form: str) -> Iterator[str]:
    for size in range(1, 6):
        if form[-size:] in _FUTURE_SET and form[:-size] in verbs().known:
            yield form[:-size]


@lru_cache(maxsize=4096)
def infinitives(form: str) -> tuple[str, ...]:
    """The infinitives, as written, of which a folded word without attached pronouns may be a form; likeliest alone
    where one is."""
    known, irregular, _, rather = verbs()
    found = {known[form]} if form in known else set(irregular.get(form, ()))
    if not found:
        found = {known[verb] for verb in (*_by_endings(form), *_future(form))}
    liked = found & rather
    return tuple(sorted(liked if len(found) > 1 and len(liked) == 1 else found))


def is_participle(form: str) -> bool:
    """Whether a folded masculine singular is a participle ("partido", "roto"), which "pido" and "olvido" are not."""
    if form.endswith(("ado", "ido")):
        return any(form[:-3] + last in verbs().known for last in (("ar",) if form[-3] == "a" else ("er", "ir")))
    return bool(_IRREGULAR_PARTICIPLE.search(form))


@lru_cache(maxsize=4096)
def with_pronouns(form: str) -> tuple[str, ...]:
    """The infinitives of a folded word that is a verb with pronouns written on to it ("pasarme", "decime")."""
    match = _CLITICS.search(form)
    while match:
        base, pronouns = form[:match.start()], match.group()
        plural_command = base.endswith("n") and pronouns.startswith(("me", "le", "nos", "se", "lo", "la"))
        if len(base) > 2 and (base.endswith(("ar", "er", "ir", "ando", "endo")) or base[-1] in "aei" or plural_command):
            found = infinitives(base)
            if found:
                return found
        elif base in ("da", "di", "ve", "haz", "pon", "ten", "ven", "sal", "de"):
            return infinitives({"da": "dar", "de": "dar", "di": "decir"}.get(base, base))
        match = _CLITICS.search(form, match.start() + 1)
    return ()
