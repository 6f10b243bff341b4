"""What the business may have said it would do: the agent's own words, its offers, and wishes that it granted.

Whether they promise is heard by `agreed.py`; here is read what, and when. The past promises nothing.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from hilo.calls import agent_phrases as phrases
from hilo.calls.agent_words import NAMES, OUR_PEOPLE, THINGS, VerbFound, verbs_in
from hilo.calls.circumstances import wants_call
from hilo.calls.promises_made import Promised
from hilo.calls.transcript import AGENT, USER, Turn, is_question, sentences
from hilo.calls.unanswered import question_before
from hilo.spanish.normalize import fold
from hilo.spanish.reading import Reading
from hilo.spanish.times import TimeFound, find_times

_TO_THEM = re.compile(r"\b(?:te|le|les|lo|la|los|las) (?:llam|marc|marqu|contact|pued)\w+(?: (?:llamar|marcar|"
                      r"contactar))?$")
"""«mañana a las nueve lo llaman»: ours, whoever it is."""
_WITH_OTHERS = re.compile(r" con (?:el|la|los|las) (?:equipo|taller|area|sector|deposito|transport\w+|paqueteria|"
                          r"sucursal|encargad\w+|tecnic\w+|asesor\w+)\b")
"""«lo confirmo con el taller» has to be found out first."""
_GOES_OUT = re.compile(r"cuando salgan? (?:el|la|los|las|su|tu|a) ")
"""«cuando salga el camión» is no hour at which somebody leaves work."""
_BY_NOON = re.compile(r"\bantes del? ?medio ?dia$")
_IT = re.compile(r"\b(?P<it>l[oa]s?) [a-zñ]|[aei]r(?:se|te|le)?(?P<after>l[oa]s?)$")
_ANY = re.compile("")
_FITS = {"lo": re.compile(r"(?:[^as]|alias|medios? de pago)$(?<!cion)"), "la": re.compile(r"(?:a|cion|imagen)\b(?!s$)"),
         "los": re.compile(r"(?:[^a]s)\b(?<!iones)"), "las": re.compile(r"(?:as|iones|imagenes)\b")}
"""Things that a pronoun can stand for."""
_CONTACTS = re.compile(r"\bcontact")
_OWN_OBJECT = re.compile(r"(?: (?:ahora|ahorita|ya|hoy|mañana|tambien|enseguida))? (?:un[ao]?s?|otr[oa]s?|el|la|los|"
                         r"las|su|tu|sus|tus) (?!lunes|martes|miercoles|jueves|viernes|sabado|domingo|mañana|tarde|"
                         r"noche|dia|proxim|semana|mes|fin|mism|correo|mail|whats|que|momento|rato|ratito|minuto)"
                         r"[a-zñ]{3,}")
"""A thing that is named after its verb."""
_NO_CASE = re.compile(r"\b(?:en|por|ese|este|tal|todo|cualquier|hacer|haga|hacen?) (?:ese |tal |todo |cualquier |este )"
                      r"?caso\b|\b(?:no|un) cambio\b|\ben cambio\b")
_BY_MAIL = re.compile(r"\b(?:por|al|a su|a tu) correo\b")
_NOT_ARRIVING = re.compile(r"\b(?:no|nunca|ni|desde que|cuando|si|hasta que)(?: l[oa]s?)? $")
_WILL_HAVE = re.compile(
    r"(?P<when>\b(?:(?:el|este) (?:proximo )?(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)(?: \d{1,2})?|"
    r"mañana(?: mismo)?|hoy(?: mismo)?|antes del? [a-zñ\d ]{1,15}|a (?:primera|ultima) hora)) (?:ya )?"
    r"(?:(?:l[oa]s?|se l[oa]s?) )?(?P<verb>tiene|tienes|tenes|tendra|tendras|tenés)\b|"
    r"\b(?:l[oa]s?) (?P<late>tiene|tienes|tenes|tendra|tendras) (?:antes|el|mañana|hoy)\b")
"""«El jueves lo tiene»: it will be there by then."""
_SENT = re.compile(r"cotiz|presup|etiq|factur|enlace|link|liga|guia|compro|boleta|respu|catal|confirm|lista|"
                   r"foto|tabla")


def read(turns: Sequence[Turn], country: str | None) -> list[Promised]:
    """All that may be a promise of the business, in order."""
    found: list[Promised] = []
    for place, turn in enumerate(turns):
        if turn.role != AGENT or not turn.said:
            continue
        after = next((later for later in turns[place + 1:] if later.said), None)
        before = [earlier for earlier in turns[:place] if earlier.said]
        own = list(_of_agent(turn, after, before, country))
        found += own or _granted(turn, before, country)
    return found


def time_in(text: str, at: datetime, country: str | None) -> TimeFound | None:
    """The future moment that a sentence names, the most exact one."""
    reading = Reading(text)
    found = [time for time in find_times(reading, at, country) if not time.past and not time.told
             and not _GOES_OUT.match(reading.plain, time.start)]
    return max(found, key=lambda time: (time.has_hour, time.confidence)) if found else None


def time_promised(text: str, at: datetime, country: str | None) -> TimeFound | None:
    """The same of a promise: what it names is to come, whatever its verb looks like ("el lunes le escribimos")."""
    reading = Reading(text)
    past = [time for time in find_times(reading, at, country) if time.past]
    found = time_in(text, at, country)
    if found and _BY_NOON.search(fold(reading.plain[found.start:found.end])):
        return found._replace(anchor=found.anchor.replace(hour=12, minute=0), has_hour=True)
    return found or next(
        (time for one in past if (time := time_in(reading.plain[one.start:one.end], at, country))), None)


def _of_agent(turn: Turn, after: Turn | None, before: Sequence[Turn], country: str | None) -> Iterator[Promised]:
    for sentence in sentences(turn.said):
        folded = fold(sentence)
        offer = is_question(sentence) or phrases.OFFER.search(folded) is not None
        first = True
        verbs = _offered(folded) if offer else verbs_in(folded)
        for place, verb in enumerate(verbs):
            following = verbs[place + 1].start if place + 1 < len(verbs) else len(folded)
            if not offer and (_is_past(verb, sentence) or not _is_ours(verb, folded)):
                continue
            if offer and wants_call(after.said if after else "") and verb.kind != "call":
                continue
            since = verbs[place - 1].end if place else 0
            yield of_verb(verb, sentence, folded, turn, before, country, not first, following, since)
            first = False
        if not offer and not any(verb.kind in ("stop", "reserve") for verb in verbs):
            yield from _arriving(sentence, folded, turn, country, not first)
        if not offer and not verbs:
            yield from _had_by(sentence, folded, turn, before, country)


def _is_past(verb: VerbFound, sentence: str) -> bool:
    """«preguntó», which without its accent looks like «pregunto»."""
    return sentence[:verb.end].endswith("ó")


def _offered(folded: str) -> list[VerbFound]:
    """The verbs of an offer; after "que" and "puedo" they have other forms."""
    verbs = verbs_in(folded)
    if verbs:
        told = r"(?<!quiere )(?<!gusta )(?<!parece )\bque $|\b(?:no|ni) $"
        return [verb for verb in verbs if not re.search(told, folded[:verb.start])
                and not folded[verb.start:verb.end].startswith(("me ", "nos "))][:1]
    for stems, kind in phrases.BY_STEM:
        match = re.search(rf"\b(?:{stems})(?:e|emos|en|ar|ir|amos|a|o)(?:l[aeo]s?|te)?\b", folded)
        if match:
            return [VerbFound(kind, match.start(), match.end(), True, NAMES[kind])]
    return []


def _is_ours(verb: VerbFound, folded: str) -> bool:
    """Whether the business is who does it: "lo llaman", "un asesor le escribe"."""
    return verb.first_person or bool(OUR_PEOPLE.search(folded[:verb.start])) or (
        verb.kind == "call" and bool(_TO_THEM.search(folded[:verb.end])))


def of_verb(verb: VerbFound, sentence: str, folded: str, turn: Turn, before: Sequence[Turn], country: str | None,
             joined: bool, following: int | None = None, since: int = 0) -> Promised:
    begin = _joint(folded, since, verb.start, since) if since else 0
    until = len(folded) if following is None else following
    until = _joint(folded, verb.end, until, until) if until < len(folded) else len(sentence)
    time = time_promised(sentence[begin:until], turn.at, country)
    rest = sentence[verb.end:following] if len(folded) == len(sentence) else ""
    end = phrases.END.search(fold(rest))
    tail = (
        rest[: end.start()]
        if end
        else rest
        if following in (None, len(sentence))
        else (rest.rpartition(" y ")[0] or rest)
    )
    what = " ".join(f"{verb.name} {_object(verb, folded, fold(tail), before)} {tail.strip(' ?!.')}".split())
    if verb.kind == "stop":
        time = None
        what = "no volver a escribir por WhatsApp" if phrases.WHATSAPP.search(folded) else NAMES["stop"]
    else:
        what += _condition(sentence, folded, since, verb.start)
    kind = "find_out" if verb.kind == "notify" and _WITH_OTHERS.match(fold(rest)) else verb.kind
    passed_on = phrases.PASSED_ON.search(fold(tail)) if kind in ("report", "notify", "send", "reserve") else None
    if re.match(r" la llamada\b", fold(tail)):
        kind = "call"
    if kind == "notify" and _has_hour(time, folded) and _CONTACTS.search(folded[verb.start:verb.end]):
        kind, what = "call", what.replace("contactar", "llamar")
    if passed_on:
        kind = "call" if passed_on["verb"].startswith(("llam", "marqu", "contact")) else "write"
    if (
        kind in ("send", "write", "notify")
        and phrases.WHATSAPP.search(" ".join([folded, *(fold(t.said) for t in before[-2:])]))
        and not phrases.WHATSAPP.search(fold(what))
    ):
        what += " por WhatsApp"
    what = " ".join(phrases.IDLE.sub(" ", what).split())
    return Promised(
        kind,
        what[:phrases.LONGEST_WHAT],
        sentence[:200],
        turn.number,
        due_of(time) if time else None,
        time.when.end if time else None,
        _has_hour(time, folded),
        joined,
    )


def _joint(folded: str, since: int, until: int, none: int) -> int:
    """Between two verbs, where the words of the second begin: after the last "y"."""
    found = folded.rfind(" y ", since, until)
    return found if found >= 0 else none


def _condition(sentence: str, folded: str, since: int, until: int) -> str:
    """What the promise waits for, said before its verb: "apenas lleguen en 36"."""
    found = phrases.WHEN.search(folded, since, until) if len(folded) == len(sentence) else None
    return f" {sentence[found.start():found.end()].strip(' ,').lower()}" if found else ""


def _has_hour(time: TimeFound | None, folded: str) -> bool:
    """Whether an hour is meant: "en 48 horas" is a day."""
    return bool(time and time.has_hour) and not re.search(r"\b(?:en|de|unas|estas|dentro de) \d+ horas\b", folded)


def _object(verb: VerbFound, folded: str, tail: str, before: Sequence[Turn]) -> str:
    """The thing that "lo" stands for, or that nobody names again: the last one spoken of."""
    if verb.kind in ("call", "stop") or THINGS.search(tail) or OUR_PEOPLE.search(_BY_MAIL.sub("", tail)):
        return ""
    if _OWN_OBJECT.match(tail) and not _IT.search(folded[verb.start:verb.end]):
        return ""
    inside = THINGS.search(_NO_CASE.sub("", folded[:verb.start]))
    if inside:
        return inside["thing"]
    it = _IT.search(folded[verb.start:verb.end])
    fits = _FITS[it["it"] or it["after"]] if it else _ANY
    if verb.kind not in ("send", "write", "notify", "prepare", "find_out"):
        return ""
    if verb.kind != "send" and before and before[-1].role == USER and question_before(before, before[-1].number + 1):
        return ""  # what is to be found out or told is that question
    for turn in list(before)[:-5:-1]:
        things = [match["thing"] for match in THINGS.finditer(_NO_CASE.sub("", fold(turn.said)))
                  if fits.search(match["thing"])]
        if things:
            return things[-1]
    return ""


def due_of(time: TimeFound) -> datetime:
    """The moment by which something is promised: an hour that was said, the limit ("antes del viernes"), the day."""
    return time.anchor


def _arriving(sentence: str, folded: str, turn: Turn, country: str | None, joined: bool) -> Iterator[Promised]:
    """«te llega la confirmación», «sale su pedido», «queda reservado»."""
    for pattern, kind in ((phrases.ARRIVES, "send"), (phrases.LEAVES, "")):
        match = pattern.search(folded)
        if not match or len(folded) != len(sentence) or _NOT_ARRIVING.search(folded[:match.start()]):
            continue
        thing = THINGS.search(folded, match.end())
        if kind == "send" and not thing:
            continue
        name = kind or ("ship" if match.group().startswith("s") else "reserve")
        if name == "reserve" and "cancel" in match.group():
            name = "cancel"
        time = time_promised(sentence, turn.at, country)
        when = _condition(sentence, folded, 0, match.start())
        what = (
            f"{NAMES[name]} {sentence[match.start() : match.end()].split()[-1]} "
            if name == "ship"
            else f"{NAMES[name]} "
        )
        yield Promised(
            name,
            f"{what}{sentence[match.end() :].strip(' .?!')}{when}"[:phrases.LONGEST_WHAT].strip(),
            sentence[:200],
            turn.number,
            due_of(time) if time else None,
            time.when.end if time else None,
            bool(time and time.has_hour),
            joined,
        )


def _had_by(sentence: str, folded: str, turn: Turn, before: Sequence[Turn], country: str | None) -> Iterator[Promised]:
    """«El jueves lo tiene», of a thing that is sent and was spoken of."""
    match, time = _WILL_HAVE.search(folded), time_promised(sentence, turn.at, country)
    if not match or not time or re.search(r"\bsi\b", folded):
        return
    said = [folded, *(fold(one.said) for one in [*before, turn][:-7:-1])]
    things = (found["thing"] for one in said for found in reversed(list(THINGS.finditer(one))))
    thing = next(filter(_SENT.match, things), None)
    if thing:
        where = " por correo" if any(phrases.MAIL.search(one) or "arroba" in one for one in said) else (
            " por WhatsApp" if any(phrases.WHATSAPP.search(one) for one in said) else "")
        yield Promised("send", f"{NAMES['send']} {thing}{where}", sentence[:200], turn.number, due_of(time),
                       time.when.end, _has_hour(time, folded))


def _granted(turn: Turn, before: Sequence[Turn], country: str | None) -> Iterator[Promised]:
    """A wish of the customer's last turn, to which the agent says yes without naming it again."""
    if not before or before[-1].role != USER or not phrases.GRANTS.search(fold(turn.said)) or "?" in turn.said:
        return
    asked = before[-1]
    for sentence in sentences(asked.said):
        folded = fold(sentence)
        wishes = [found for found in phrases.WISH.finditer(folded) if phrases.WISHED.search(found["verb"])]
        match = next((found for found in wishes if not found["verb"].startswith(("dejame", "dejeme"))), None)
        if match is None or re.search(r"\bno (?:me |nos )?$", folded[:match.start()]):
            continue
        kind = next(kind for stems, kind in phrases.BY_STEM if re.match(stems, match["verb"]))
        verb = VerbFound(kind, match.start(), match.end(), True, NAMES[kind])
        promise = of_verb(verb, sentence, folded, asked, before[:-1], country, False)
        yield replace(promise, turn=turn.number, quote=f"{sentence} — {turn.said}"[:200])
