"""What the customer said of themselves and of what they need, with their words; the agent's words are no facts.

Of a value that was corrected the last one counts. What the recogniser leaves in doubt is listed as such.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from hilo.business.lexicon import lexicon_of
from hilo.business.load import get_shop
from hilo.calls.asked import asked_in
from hilo.calls.by_the_way import NOT_IT, ORDER_SAID, is_count, of_else, reasons_in
from hilo.calls.clauses import clauses
from hilo.calls.colours_said import colours_said
from hilo.calls.companies import company_of
from hilo.calls.counted import counted, with_sizes
from hilo.calls.details import details_of
from hilo.calls.dictated import DIGITS, in_pieces, read_back, unheard
from hilo.calls.doubtful import doubt_signs, in_doubt, with_doubts
from hilo.calls.doubts import is_between, is_hedged
from hilo.calls.echoed import with_echoes
from hilo.calls.names_meant import name_meant
from hilo.calls.names_said import named_by_agent, names_in
from hilo.calls.needed import day_ahead, is_need
from hilo.calls.things_meant import NOT_WANTED, thing_meant
from hilo.calls.told import ASKED_ABOUT, HEARD_BADLY, SURE, CallFact, answers
from hilo.calls.towns_meant import town_meant
from hilo.calls.transcript import AGENT, Turn, is_question, sentences
from hilo.calls.unsure import unsure_of
from hilo.calls.values_meant import with_meant
from hilo.spanish.lexicon import Lexicon, index_of
from hilo.spanish.normalize import fold
from hilo.spanish.reading import Found
from hilo.spanish.spelt import written_codes
from hilo.spanish.values import read_values

CURRENCIES = {"AR": "ARS", "MX": "MXN", "CO": "COP", "CL": "CLP", "PE": "PEN", "ES": "EUR", "UY": "UYU", "PY": "PYG",
              "BO": "BOB", "CR": "CRC", "GT": "GTQ", "DO": "DOP", "EC": "USD", "SV": "USD", "PA": "USD"}
"""Of an amount said bare on the telephone; the person's country is known by their number."""
_BUDGET = re.compile(r"presupuesto|maximo|hasta|no (?:(?:se|me|nos) )*(?:quier\w+ )?(?:pas|supere|vaya)|no mas de|"
                     r"gastar|entre|alrededor|\bunos\b|mas o menos|tope|limite|pagar|rango|dispongo|cuento con|tengo|"
                     r"alcanza|pensaba|menos de|ando en|invertir|por debajo|aprox|cerca de")
_NO_DAY = re.compile(r"\b(?:hoy|semana|navidad|ya|ahora|ahorita|mes|reyes|fin)\b")
"""«esta semana» says how soon, and no day."""
_NOT_A_THING = re.compile(r"\bnecesit\w+ (?:esa |la |mi |el )?(?:plata|dinero|cotizacion|respuesta|factura)|"
                          r"\bcotizacion\b")
_OF_SHOP = re.compile(r"\b(?:abren|atienden|tienen (?:local|tienda|sucursal)|sucursal|local en|tienda en|queda en)\b")
_OWN = re.compile(r"\b(?:soy|me llamo|mi nombre es|habla|a nombre de(?! mi\b)|de parte de|pregunt\w+ por|para servir|"
                  r"a (?:la|sus|tus) orden\w*|saluda|es el apellido|llamo|pon\w* para|anot\w+ (?:a|como))\b")
_HERE = re.compile(r"\b(?:vivo|soy|estoy|estamos|somos|vivimos|desde|aca|aqui|ciudad|mand\w*|envi\w*|manden|"
                   r"ubicad\w)\b")
_WHICH_NUMBER = re.compile(r"\b(?:el|su|tu|ese) numero\b(?! de (?:tel|cel|whats|contacto))|\bnumero\W*$|"
                           r"\b(?:dic\w+|das?|pas\w+|le\w+) (?:el|su|tu) (?:pedido|orden)\b")
_TAKEN_BACK = re.compile(r"\d\W+(?:no|perdon|digo|no perdon)\b")
_ORDER = re.compile(r"\b(?:pedido|compra|orden|encargo|paquete)\b")
_WHICH = re.compile(r"\b(?:no se|ni) [^.?!]{0,25}\bsi $")
_MONEY = re.compile(r"\b(?:la|mi|tu|su|de|con|devuelv\w+) plat(?:a|ica)$")
"""«la plata» is money."""
_ALTERNATIVES = frozenset({"size", "color", "quantity", "order_number", "city", "budget"})
_DOUBTABLE = _ALTERNATIVES | {"product", "email", "phone"}


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The company's words, built once; a thing of its catalogue is named by its kind, without its model."""
    found = lexicon_of(get_shop().company)
    kinds = dict(found.products)
    for product in get_shop().company.products:
        words = fold(product.name).split()
        starts = [" ".join(words[:end]) for end in range(len(words) - 1, 0, -1)]
        kind = next((start for start in starts if start in kinds), None)
        if kind:
            kinds[fold(product.name)] = kinds[kind]
    return found._replace(products=kinds)


def facts_of(turns: Sequence[Turn], country: str | None) -> list[CallFact]:
    """The facts of a call, each name once, in the order in which they were first said."""
    found = readings(turns, country)
    doubts = in_doubt(doubt_signs(turns, found, list(unsure_of(turns))))
    values = {turn.number: values_of(turn, country) for turn in turns if turn.said}
    found = with_agent(found, turns, values)
    return with_doubts(_meant(with_meant(settled(found), found, turns, values), turns, values), doubts)


def with_agent(read: Sequence[CallFact], turns: Sequence[Turn], values: Mapping[int, list[Found]]) -> list[CallFact]:
    """What was read with what the agent's words say of it; values: what was read in each turn of both sides."""
    found = [read_back(fact, turns) for fact in read]
    found = with_echoes(found, turns, {number: told for number, told in values.items() if turns[number].role == AGENT})
    found += colours_said(turns, found, values, index_of(lexicon().colors))
    return [*found, *named_by_agent(turns, found), *details_of(turns)]


def _meant(facts: Sequence[CallFact], turns: Sequence[Turn], values: Mapping[int, list[Found]]) -> list[CallFact]:
    """The facts with the thing, the name and the town that are meant of all that are named."""
    names = [fact for fact in facts if fact.name == "person_name"]
    chosen = [thing_meant(turns, lexicon()), town_meant(turns, values)]
    if not any(fact.doubtful for fact in names):
        chosen.append(name_meant(turns, [str(fact.value) for fact in names]))
    facts = [fact for fact in facts if fact.name not in ("product", "city") and (
        fact.name != "person_name" or fact.doubtful)]
    return sorted([*facts, *(fact for fact in chosen if fact)], key=lambda fact: fact.turn)


def readings(turns: Sequence[Turn], country: str | None) -> list[CallFact]:
    """All that is read in the customer's turns, each as often as it is said."""
    found: list[CallFact] = []
    for turn, before in answers(turns):
        found += _of_turn(turn, before, turns, country)
    found += in_pieces(turns, found)
    return [*found, *unheard(turns, found)]


def values_of(turn: Turn, country: str | None) -> list[Found]:
    """Every value that a turn carries, of either side."""
    return read_values(turn.said, lexicon=lexicon(), now=turn.at, country=country, speaker=country)


def _of_turn(turn: Turn, before: Turn | None, turns: Sequence[Turn], country: str | None) -> Iterator[CallFact]:
    asked = asked_in(before)
    text = with_sizes(turn.said, "size" in asked)
    values = read_values(text, lexicon=lexicon(), now=turn.at, country=country, speaker=country)
    folded = fold(text)
    reasons = reasons_in(values, folded, asked)
    told = {code.code for code in written_codes(before.said) if of_else(before, code.start)} if before else set()
    values = [value for value in values if value not in reasons and str(value.value) not in told]
    doubted = _doubted(values, text)
    for value in values:
        for fact in _fact(value, text, turn, turns, asked, country):
            yield (replace(fact, doubtful=True, confidence=min(fact.confidence, HEARD_BADLY)) if value.start in doubted
                   else fact)
    yield from counted(turn, before, turns, asked)
    is_read = any(value.entity == "person_name" for value in values)
    yield from names_in(turn, before, "person_name" in asked and not is_read)
    said = ORDER_SAID.search(folded)
    if said and not any(v.entity in ("order_number", "phone") for v in values):
        yield CallFact("order_number", said["n"].replace(" ", ""), said.group(), SURE, False, turn.number)
    if not any(v.entity in ("order_number", "phone") for v in values):
        yield from _order_in(turn, before, turns, asked)
    yield from company_of(turn, "company" in asked)


def _order_in(turn: Turn, before: Turn | None, turns: Sequence[Turn], asked: tuple[str, ...]) -> Iterator[CallFact]:
    """A bare number after the question for the order's, also where the agent asks for "el número" of what was told."""
    told = " ".join(fold(one.said) for one in turns[:turn.number])
    if "order_number" not in asked and not (
            before is not None and _WHICH_NUMBER.search(fold(before.said)) and _ORDER.search(told)):
        return
    for part in (part for sentence in sentences(turn.said) for part in clauses(sentence)):
        groups = re.findall(r"\d[\d ]*\d|\d", part)
        if len(groups) > 1 and re.search(r"\d \W*o \W*(?:el |era )?\d", part):
            continue  # one or the other: left open
        digits = "".join(DIGITS.findall(groups[-1] if _TAKEN_BACK.search(fold(part)) and groups else part))
        if 3 <= len(digits) <= 12 and len(re.findall(r"[a-zñ]{4,}", fold(part))) <= 5:
            first = re.search(r"\d", turn.said)
            unsure = first is not None and is_hedged(turn.said, first.start(), turn.said.rfind(digits[-1]) + 1)
            yield CallFact("order_number", digits, turn.said[:80], HEARD_BADLY if unsure else SURE, unsure, turn.number)
            return


def _doubted(values: Sequence[Found], text: str) -> set[int]:
    """Where the values begin of which the speaker is not sure; of a thing wanted only whether it is wanted at all."""
    found = {value.start for value in values
             if value.entity in _DOUBTABLE and is_hedged(text, value.start, value.end, value.entity == "product")}
    ordered = sorted(values, key=lambda value: value.start)
    for place, one in enumerate(ordered):
        for other in ordered[place + 1:]:
            if (one.entity == other.entity and (one.entity in _ALTERNATIVES or _WHICH.search(
                    fold(text[:one.start]))) and one.value != other.value
                    and is_between(text, one.end, other.start)):
                found |= {one.start, other.start}
    return found


def _fact(value: Found, text: str, turn: Turn, turns: Sequence[Turn], asked: tuple[str, ...],
          country: str | None) -> Iterator[CallFact]:
    sentence, start = _sentence_at(text, value.start)
    name, folded = value.entity, fold(sentence)
    fact = CallFact(name, value.value, value.text, value.confidence, False, turn.number)
    if name == "product" and (str(value.value) in NOT_WANTED or re.search(r"\b(?:me|te|se|"
                                                                          r"nos) $", fold(text[:value.start]))):
        return
    if name == "color" and (_MONEY.search(fold(text[max(0, value.start - 12):value.end]))
                            or NOT_IT.match(fold(text[value.end:]))):
        return
    if name == "quantity" and "quantity" not in asked and not is_count(value, text):
        return
    if name == "quantity" and "size" in asked and "quantity" not in asked:
        yield replace(fact, name="size", value=str(value.value))
    elif name in ("product", "color", "size", "order_number", "quantity"):
        yield fact
    elif name == "email":
        misheard = value.confidence < 0.7 or any("arroba" in one or "@" in one for one in turn.doubtful)
        yield CallFact(name, value.value, value.text, value.confidence, misheard, turn.number)
    elif name == "budget":
        if "budget" in asked or _BUDGET.search(folded):
            yield CallFact(name, _with_currency(value.value, country), value.text, value.confidence, False, turn.number)
    elif name == "phone":
        kind = "alt_phone"  # the telephone of the call itself is known and dictated by nobody
        yield CallFact(kind, re.sub(r"[^\d+]", "", str(value.value)), value.text, value.confidence, False, turn.number)
    elif name == "city" and not _OF_SHOP.search(folded):
        told = "city" in asked or (_HERE.search(folded) and not is_question(sentence))
        yield CallFact(name, value.value, value.text, value.confidence if told else ASKED_ABOUT, False, turn.number)
    elif name == "person_name":
        own = "person_name" in asked or _OWN.search(folded)
        if own:
            yield CallFact(name, value.value, value.text, max(value.confidence, 0.85), False, turn.number)
    elif name == "date_time" and is_need(sentence, value.start - start, asked):
        if _NO_DAY.search(fold(value.text)) or _NOT_A_THING.search(folded):
            return
        day = day_ahead(date.fromisoformat(str(value.value)[:10]), fold(value.text), turn.at.date())
        if day > turn.at.date():
            yield CallFact("needed_by", day.isoformat(), value.text, value.confidence, False, turn.number)


def _sentence_at(text: str, position: int) -> tuple[str, int]:
    place = 0
    for sentence in sentences(text):
        place = max(place, text.find(sentence, place))
        if place <= position < place + len(sentence):
            return sentence, place
    return text, 0


def _with_currency(value: Any, country: str | None) -> Any:
    if isinstance(value, dict) and value.get("currency") is None and country in CURRENCIES:
        return {**value, "currency": CURRENCIES[country]}
    return value


def settled(found: Sequence[CallFact]) -> list[CallFact]:
    """One fact a name: the last said, a sure one before a doubtful one."""
    order = list(dict.fromkeys(fact.name for fact in found))
    facts = []
    for name in order:
        rows = [fact for fact in found if fact.name == name]
        sure = [fact for fact in rows if not fact.doubtful]
        if name == "person_name" and sure:
            last_word = fold(str(sure[-1].value)).split()[0]
            facts.append(max(sure, key=lambda fact: (last_word in fold(str(fact.value)).split(),
                                                     len(str(fact.value).split()), fact.turn)))
        else:
            last = (sure or rows)[-1]
            again = [fact for fact in rows if fact.doubtful and fact.name in _ALTERNATIVES and fact.turn == last.turn
                     and fact.value is not None and name != "order_number"]
            facts.append(again[-1] if again else last)
    return facts


def moment(value: datetime, has_hour: bool) -> str:
    """A moment as facts hold it: a date where no hour was said."""
    return value.isoformat(timespec="seconds") if has_hour else value.date().isoformat()
