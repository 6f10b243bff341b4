"""Correcting a quotation that was made: another name, other goods, other numbers. A new one then takes its place."""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from hilo.business.company import Shop
from hilo.business.load import get_shop
from hilo.quoting import steps
from hilo.quoting.buyers import begins_new, new_name
from hilo.quoting.changing import (
    Clause,
    as_meant,
    changed,
    clauses_in,
    is_narrow,
    only_these,
    thing_sold_in,
    without_old_counts,
)
from hilo.quoting.variants import counts_in, is_about_goods, names_somebody, parts_in, whole_in, without
from hilo.quoting.wanted import Entity, Wanted, join, meant_already, wanted_in, wanted_of_rows, with_rest
from hilo.quoting.whole import is_one_of_several, is_whole
from hilo.sales.wishes import MONEY
from hilo.spanish.normalize import fold

LONGEST = timedelta(days=3)
"""So long what says that something is wrong is taken as said of the last quotation."""
KEPT = ("wanted", "buyer", "tax_id", "name", "email", "by_chat", "logo", "shipping")
_QUOTE = re.compile(r"\b(?:cotizacion\w*|proforma|pdf|papel|documento)\b|"
                    r"\b(?:el|la|del|al|este|ese|tu|su) (?:presupuesto|presu)\b")
_BUDGET = re.compile(r"(?<!\bmi )(?<!\bnuestro )\b(?:presupuesto|presu)\b")
"""The quotation, where one was made just now; otherwise what somebody can spend."""
REQUEST = re.compile(r"\b(?:pued[eo]\w*|podr\w+|se puede)\b")
"""A wish in the form of a question: «¿me puede subir las M a 30?»."""
_NAME = re.compile(r"\b(?:nombre|razon social|empresa|a nombre de|titular)\b")
_WRONG = re.compile(r"\b(?:mal|equivo[cq]\w+|incorrect\w+|err(?:or|ad[oa]|ata|aste|o)|corrig\w+|correg\w+|correcci\w+|"
                    r"cambi\w+|modific\w+|rehac\w+|reha[gz]\w*|no (?:es|era|son|eran|va|van|se llama|dice|dije)|"
                    r"era|eran|deb(?:e|ia|eria)\w* (?:decir|ser|ir|figurar)|falt[aoó]\w*|en vez|en lugar|"
                    r"pusiste|puso|pon(?:ga|gan|game|ganme|gale|le|me|ele|eme)?|agreg\w+|anad\w+|quit\w+|sac[aou]\w*|saqu\w+|"
                    r"elimin\w+|sub[aei]\w*|baj[ae]\w*|aument\w+|reduc\w+|reduzc\w+|no quer(?:emos|ia|iamos))\b")
_NAME_WRONG = re.compile(rf"{_NAME.pattern}(?: \w+){{0,4}} {_WRONG.pattern}|"
                         rf"{_WRONG.pattern}(?: \w+){{0,4}} {_NAME.pattern}")
"""It is the name that is wrong, and not something else of which the same message speaks."""
_UNITS = re.compile(r"(?<!no )\b(?:eran?|son|sean|pon\w*|mejor|cambi\w+ (?:por|a))\s+(?P<units>\d{1,4})\b"
                    rf"(?![.,/]\d|{MONEY})")
_NOT_THIS = re.compile(r"\bno (?:(?:es|era|eran|son|quiero|queria|queriamos|pedi) )?(?:(?:la|el|las|los|un|una) )?$|"
                       r"\ben (?:vez|lugar) de (?:(?:la|el|las|los) )?$")
_UNWANTED = re.compile(r"\bno (?:quiero|queremos|queria|queriamos) (?:(?:la|el|las|los) )?$")
"""A thing that is to go, not another one told wrong."""
_RIGHT = re.compile(r"\W*(?:si|sip|dale|ok|okey|correcto|exacto|perfecto|listo|claro|eso(?: es)?|asi(?: esta bien)?|"
                    r"(?:asi )?esta (?:bien|perfecto|correcto)|todo bien|de una|va)\b(?!.*\b(?:pero|no|falt\w+)\b)")
_NOT_RIGHT = re.compile(r"\W*(?:no|nop|mal|asi no|incorrecto)\b")
PLAIN = frozenset({"inform", "out_of_scope", "chitchat", "request_quote"})
_BARE = re.compile(r"\s*[A-ZÁÉÍÓÚÑ][\w&.«»\" -]{2,80}\s*")
"""Nothing but what may be a name."""
_OF_NAME = re.compile(rf"{_NAME.pattern}[ :«\"]+(?:(?:no|es|era|de|la|el|empresa)[ :«\"]+)*$")
"""What follows is part of a name, whatever it means elsewhere."""


def corrects(made: Mapping[str, Any] | None, text: str, entities: Sequence[Entity], right_after: bool,
             at: datetime) -> bool:
    """Whether a message wants the last quotation (`kept` made it) otherwise. right_after: nothing was said since."""
    if not made or not is_of_late(made, text, at):
        return False
    folded = fold(text)
    wrong = _WRONG.search(folded)
    of_quote = _QUOTE.search(folded) or (right_after and _BUDGET.search(folded))
    if wrong and (of_quote or (_NAME.search(folded) and right_after)):
        return True
    answers = [e for e in entities if (e.get("start") or 0) > text.rfind("?")]  # «¿y las tallas? eran 8 XL»
    if not right_after or ("?" in text and not (wrong and (answers or REQUEST.search(folded)))):
        return False
    names_it = bool(re.search(r"\ba nombre de\b|\bel nombre (?:es|seria|va)\b", folded))
    told = any(e.get("entity") in ("product", "color", "size", "quantity", "email") for e in entities)
    if told and is_about_goods(text, entities) and _tells_same_goods(made, entities):
        return True
    of_them = is_about_goods(text, entities) and not any(e.get("entity") == "product" for e in entities)
    of_them |= bool(of_quote or _UNITS.search(folded)) and not any(e.get("entity") == "product" for e in entities)
    return names_it or (told and bool(wrong or of_them)) or bool(wrong and _UNITS.search(folded))


def is_of_late(made: Mapping[str, Any], text: str, at: datetime) -> bool:
    """Whether what is written now may still be about the last quotation."""
    return not text.startswith("/") and at - datetime.fromisoformat(made["at"]) <= LONGEST


def _tells_same_goods(made: Mapping[str, Any], entities: Sequence[Entity]) -> bool:
    """«30 M y 10 L de la Remera Cardenal»: the goods of the quotation, told anew."""
    shop, before = get_shop(), wanted_of_rows(made["wanted"])
    things = [meant_already(shop, before, one) for one in wanted_in(shop, [
        e for e in entities if e.get("entity") == "product"])]
    return (bool(things) and all(one.product in {old.product for old in before} for one in things)
            and any(e.get("entity") in ("size", "color", "quantity") for e in entities))


def kept(state: Mapping[str, Any], done: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """What is to be known of a quotation that was made, to correct it and to answer what is in it. done: what making
    it gave back."""
    return {**{name: state[name] for name in KEPT if state.get(name) is not None},
            **{name: done.get(name) for name in ("number", "total", "taxes", "until", "url")}, "at": at.isoformat()}


def begin(shop: Shop, made: Mapping[str, Any], message: steps.Message) -> steps.Outcome:
    """The message that says what is wrong."""
    state: steps.State = {**{name: made[name] for name in KEPT if name in made}, "replaces": made["number"]}
    if not state.get("email"):
        state["by_chat"] = True
    said: list[tuple[str, dict[str, Any]]] = []
    if not change(shop, state, message, said):
        state["change"] = True
    return steps.Outcome(state, steps.step(state), said)


def checked(shop: Shop, state: steps.State, message: steps.Message) -> steps.Outcome | None:
    """The answer to «¿qué cambio?» or to what was understood and shown; None where it is none."""
    checks, said = steps.step(state) == steps.CHECK, list[tuple[str, dict[str, Any]]]()
    changed_state: steps.State = {**state, "change": None, "check": None}
    plain = not message.entities and not counts_in(message.text, ())
    if checks and plain and (message.intent == "affirm" or _RIGHT.match(fold(message.text))):
        return steps.Outcome(changed_state, steps.step(changed_state))
    if change(shop, changed_state, message, said):
        return steps.Outcome(changed_state, steps.step(changed_state), said)
    if checks and plain and (message.intent == "deny" or _NOT_RIGHT.match(fold(message.text))):
        changed_state["change"] = True
        return steps.Outcome(changed_state, steps.CHANGE)
    return None


def change(shop: Shop, state: steps.State, message: steps.Message, said: list[tuple[str, dict[str, Any]]]) -> bool:
    """Takes what a message changes; whether it changed anything."""
    folded, name = fold(message.text), new_name(message.text)
    if name and not (_NAME.search(folded) or names_somebody(name)):
        name = None  # «está mal, es para Chile»
    meant = _meant(message, name)
    taken = any([_change_tax_id(state, message), _change_email(state, meant), _change_goods(shop, state, meant, said)])
    if not taken and not name and not _NAME_WRONG.search(folded):
        name = _bare_name(message)
        if not name:
            return False
    if name or not taken:
        state["buyer"] = name  # without a new one it is asked for
    return True


def _meant(message: steps.Message, name: str | None) -> steps.Message:
    """A message without the values that are not to be («eran azules, no negras») and those within a name."""
    start = message.text.rfind(name) if name else 0
    end = start + len(name or "")
    kept_values, dropped, last = [], [{"start": start, "end": end}], -1
    for e in sorted(message.entities, key=lambda e: e.get("start") or 0):
        place = e.get("start") or 0
        before = fold(message.text[:place])
        goes_on = last >= 0 and not message.text[last:place].strip()  # «no 30 chombas negras»
        negated = _NOT_THIS.search(before) and not (e.get("entity") == "product" and _UNWANTED.search(before))
        if start <= place < end or goes_on or negated or _OF_NAME.search(before):
            dropped.append(dict(e))
            last = e.get("end") or place
        else:
            kept_values.append(e)
            last = -1
    return replace(message, text=without(message.text, dropped), entities=kept_values)


def _change_tax_id(state: steps.State, message: steps.Message) -> bool:
    told = message.tax_id
    if not told or told == state.get("tax_id"):
        return False
    state["tax_id"] = told
    return True


def _change_email(state: steps.State, message: steps.Message) -> bool:
    email = message.value("email")
    if not email or email == state.get("email"):
        return False
    state["email"] = email
    state.pop("by_chat", None)
    return True


def _change_goods(shop: Shop, state: steps.State, message: steps.Message,
                  said: list[tuple[str, dict[str, Any]]]) -> bool:
    """Does what each clause wants; what cannot be read whole is to be checked before a quotation is made of it."""
    before = steps.wanted_of(state)
    text, entities = without_old_counts(message.text, as_meant(shop, before, message.text, message.entities))
    message, whole = replace(message, text=text, entities=entities), True
    clauses = clauses_in(text, entities)
    for clause in clauses:
        if clause.does != "keep":
            part = replace(message, text=clause.text, entities=clause.entities)
            whole &= _change_clause(shop, state, part, clause, said) or not clause.tells or len(clauses) == 1
    if only_these(text) and not any(clause.does in ("less", "more") for clause in clauses):
        told = {one.product for one in (meant_already(shop, steps.wanted_of(state), one)
                                        for one in wanted_in(shop, entities, text)) if one.units}
        if told:
            state["wanted"] = [one.as_row() for one in steps.wanted_of(state) if one.product in told]
    after = steps.wanted_of(state)
    kept_clauses = [clause for clause in clauses if clause.does == "keep"]
    spoken = [e for e in entities if not any(e in clause.entities for clause in kept_clauses)]
    if before != after:
        state["check"] = not (whole and is_whole(shop, without(text, _spans(kept_clauses)), spoken, before, after))
    return before != after


def _spans(clauses: Sequence[Clause]) -> list[dict[str, int]]:
    """Where clauses stand."""
    return [{"start": len(c.text) - len(c.text.lstrip()), "end": len(c.text.rstrip())} for c in clauses]


def _change_clause(shop: Shop, state: steps.State, message: steps.Message, clause: Clause,
                   said: list[tuple[str, dict[str, Any]]]) -> bool:
    """Whether it changed anything."""
    things = steps.wanted_of(state)
    lines = changed(shop, things, clause)
    if lines is not None:
        state["wanted"] = [one.as_row() for one in lines]
        return lines != things
    if clause.does == "less" or is_narrow(clause, things):
        return False
    more = wanted_in(shop, message.entities, message.text)
    if more:
        return _change_things(shop, state, more, said, clause.does == "more")
    parts, sold = parts_in(message.text, message.entities), None
    if parts and len({one.product or one.kind for one in things}) > 1:
        sold = thing_sold_in(shop, things, [size for part in parts if part.size for size in part.size.split(" y ")])
        if sold is None:
            return False  # of which of them is not said
    if parts and steps.take_parts(shop, state, parts, said, sold, whole_in(message.text, message.entities)):
        return True
    folded = fold(message.text)
    units = _UNITS.search(folded)
    lines = with_rest(things, int(units["units"])) if units else None
    if lines:
        state["wanted"] = [one.as_row() for one in lines]
        return True
    # Beside a name, words are of the name: «quiero una factura a nombre de …».
    return not _NAME.search(folded) and steps.correct_units(state, message)


def _bare_name(message: steps.Message) -> str | None:
    """«Bar Manolo SL», «Es Bar Manolo SL»: of a message that is nothing but a name."""
    if (not _BARE.fullmatch(message.text) or message.intent not in PLAIN
            or is_about_goods(message.text, message.entities)):
        return None
    return new_name(message.text) if begins_new(message.text) else message.text.strip()


def _change_things(shop: Shop, state: steps.State, more: list[Wanted], said: list[tuple[str, dict[str, Any]]],
                   adds: bool) -> bool:
    things = steps.wanted_of(state)
    new = [one if adds else meant_already(shop, things, one) for one in more]
    said += [("utter_quote_not_ours", {"name": one.word}) for one in new if one.word]
    new = [one for one in new if not one.word]
    known = {thing.product for thing in things}
    if any(is_one_of_several(things, one) for one in new):
        return False
    new = [_in_its_color(things, one) for one in new]
    if any(one.product in known and (one.color or one.size) for one in new):
        new = [_with_whole(things, one) if sum(other.product == one.product for other in new) == 1 else one
               for one in new]
        things = [thing for thing in things if thing.product not in {one.product for one in new}]
    elif new and len(known) == 1 and not adds and not any(one.product in known for one in new):
        whole = sum(thing.units or 0 for thing in things) or None  # this one, and not that
        new = [steps.with_units(one, one.units or whole) if len(new) == 1 else one for one in new]
        things = []
    before, state["wanted"] = state["wanted"], [one.as_row() for one in join(things, new)]
    return bool(state["wanted"] != before)


def _in_its_color(things: Sequence[Wanted], one: Wanted) -> Wanted:
    """Told anew by sizes, it stays of the colour that all of it was."""
    colors = {old.color for old in things if old.product == one.product}
    return replace(one, color=colors.pop()) if one.size and not one.color and len(colors) == 1 else one


def _with_whole(things: Sequence[Wanted], one: Wanted) -> Wanted:
    """A thing that is told anew: as many as there were of it, where no other number is told."""
    return steps.with_units(one, one.units or sum(old.units or 0 for old in things if old.product == one.product))
