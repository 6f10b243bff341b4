"""Correcting a quotation that was made: another name, other goods, other numbers. A new one then takes its place."""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from hilo.business.company import Shop
from hilo.quoting import steps
from hilo.quoting.variants import is_about_goods, names_somebody, parts_in, without
from hilo.quoting.wanted import Entity, Wanted, join, meant_already, wanted_in
from hilo.sales.wishes import MONEY, wants_less, wants_more
from hilo.spanish.normalize import fold

LONGEST = timedelta(days=3)
"""So long what says that something is wrong is taken as said of the last quotation."""
KEPT = ("wanted", "buyer", "name", "email", "by_chat", "logo")
_QUOTE = re.compile(r"\b(?:cotizacion\w*|proforma|pdf|papel|documento)\b|"
                    r"\b(?:el|la|del|al|este|ese|tu|su) (?:presupuesto|presu)\b")
_BUDGET = re.compile(r"(?<!\bmi )(?<!\bnuestro )\b(?:presupuesto|presu)\b")
"""The quotation, where one was made just now; otherwise what somebody can spend."""
_NAME = re.compile(r"\b(?:nombre|razon social|empresa|a nombre de|titular)\b")
_WRONG = re.compile(r"\b(?:mal|equivo[cq]\w+|incorrect\w+|err(?:or|ad[oa]|ata|aste|o)|corrig\w+|correg\w+|correcci\w+|"
                    r"cambi\w+|modific\w+|rehac\w+|reha[gz]\w*|no (?:es|era|son|eran|va|van|se llama|dice|dije)|"
                    r"era|eran|deb(?:e|ia|eria)\w* (?:decir|ser|ir|figurar)|falt[aoó]\w*|en vez|en lugar|"
                    r"pusiste|puso|agreg\w+|quit\w+|sac[aáou]\w*)\b")
_NAME_WRONG = re.compile(rf"{_NAME.pattern}(?: \w+){{0,4}} {_WRONG.pattern}|"
                         rf"{_WRONG.pattern}(?: \w+){{0,4}} {_NAME.pattern}")
"""It is the name that is wrong, and not something else of which the same message speaks."""
_UNITS = re.compile(r"(?<!no )\b(?:eran?|son|sean|pon\w*|mejor|cambi\w+ (?:por|a))\s+(?P<units>\d{1,4})\b"
                    rf"(?![.,/]\d|{MONEY})")
_NOT_THIS = re.compile(r"\bno (?:(?:es|era|eran|son|quiero|queria|queriamos|pedi) )?(?:(?:la|el|las|los|un|una) )?$|"
                       r"\ben (?:vez|lugar) de (?:(?:la|el|las|los) )?$")
_NEW = re.compile(r"(?:(?<!no )(?<!no se )\b(?:a nombre de|se llama|se escribe|es|ser[ií]a|va|diga|decir|figurar|ponle|"
                  r"ponga|pon[eé]le|poner|pon|sino|cambi\w+ (?:por|a)|por|"
                  r"(?:mal|nombre|raz[oó]n social|empresa|titular)(?=\s*:)))(?:\s+a nombre de|\s+que|\s+como)?\s*:?\s+"
                  r"(?P<name>[^;\n]+)", re.IGNORECASE)
PLAIN = frozenset({"inform", "out_of_scope", "chitchat", "request_quote"})
_BARE = re.compile(r"\s*[A-ZÁÉÍÓÚÑ][\w&.«»\" -]{2,80}\s*")
"""Nothing but what may be a name."""
_OF_NAME = re.compile(rf"{_NAME.pattern}[ :«\"]+(?:(?:no|es|era|de|la|el|empresa)[ :«\"]+)*$")
"""What follows is part of a name, whatever it means elsewhere."""
_NO_NAME = re.compile(r"(?:est[aáe]|muy|tan|una?|el|lo|la|para|otr[oa]|(?:in)?correct\w+|equivocad\w+|bien|mal|"
                      r"mism[oa]|error|distint\w+|es[eao]|por|favor|nuev[oa]|\d+ (?!de\b)\w+)\b", re.IGNORECASE)
_TAIL = re.compile(r"(?:,\s*|\s+)(?:por favor|porfa\w*|porfis|gracias|plis|please)\b.*$|,\s*(?:y )?no\b.*$|\.\s.*$|"
                   r"(?:,\s*(?:y\s+)?|\s+y\s+)(?:(?:el|mi|su)\s+)?(?:correo|e-?mail|mail)\b.*$|"
                   r"(?:,\s*(?:y\s+)?|\s+y\s+)(?:\d|(?:que\s+)?(?:eran?|son|sean|van)\b).*$",
                   re.IGNORECASE)
"""What stands behind a name and is none of it."""


def corrects(made: Mapping[str, Any] | None, text: str, entities: Sequence[Entity], right_after: bool,
             at: datetime) -> bool:
    """Whether a message wants the last quotation (`kept` made it) otherwise. right_after: nothing was said since."""
    if not made or text.startswith("/") or at - datetime.fromisoformat(made["at"]) > LONGEST:
        return False
    folded = fold(text)
    wrong = _WRONG.search(folded)
    of_quote = _QUOTE.search(folded) or (right_after and _BUDGET.search(folded))
    if wrong and (of_quote or (_NAME.search(folded) and right_after)):
        return True
    if not right_after or "?" in text:
        return False
    names_it = bool(re.search(r"\ba nombre de\b|\bel nombre (?:es|seria|va)\b", folded))
    told = any(e.get("entity") in ("product", "color", "size", "quantity", "email") for e in entities)
    of_them = is_about_goods(text, entities) and not any(e.get("entity") == "product" for e in entities)
    return names_it or (told and bool(wrong or of_them)) or bool(wrong and _UNITS.search(folded))


def kept(state: Mapping[str, Any], number: str, at: datetime) -> dict[str, Any]:
    """What is to be known of a quotation that was made, to correct it."""
    return {**{name: state[name] for name in KEPT if state.get(name) is not None},
            "number": number, "at": at.isoformat()}


def begin(shop: Shop, made: Mapping[str, Any], message: steps.Message) -> steps.Outcome:
    """The message that says what is wrong."""
    state: steps.State = {**{name: made[name] for name in KEPT if name in made}, "replaces": made["number"]}
    if not state.get("email"):
        state["by_chat"] = True
    said: list[tuple[str, dict[str, Any]]] = []
    if not change(shop, state, message, said):
        state["change"] = True
    return steps.Outcome(state, steps.step(state), said)


def change(shop: Shop, state: steps.State, message: steps.Message, said: list[tuple[str, dict[str, Any]]]) -> bool:
    """Takes what a message changes; whether it changed anything."""
    folded, name = fold(message.text), new_name(message.text)
    if name and not (_NAME.search(folded) or names_somebody(name)):
        name = None  # «está mal, es para Chile»
    meant = _meant(message, name)
    changed = any([_change_email(state, meant), _change_goods(shop, state, meant, said)])
    if not changed and not name and not _NAME_WRONG.search(folded):
        name = _bare_name(message)
        if not name:
            return False
    if name or not changed:
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
        if start <= place < end or goes_on or _NOT_THIS.search(before) or _OF_NAME.search(before):
            dropped.append(dict(e))
            last = e.get("end") or place
        else:
            kept_values.append(e)
            last = -1
    return replace(message, text=without(message.text, dropped), entities=kept_values)


def _change_email(state: steps.State, message: steps.Message) -> bool:
    email = message.value("email")
    if not email or email == state.get("email"):
        return False
    state["email"] = email
    state.pop("by_chat", None)
    return True


def _change_goods(shop: Shop, state: steps.State, message: steps.Message,
                  said: list[tuple[str, dict[str, Any]]]) -> bool:
    more = wanted_in(shop, message.entities, message.text)
    if more:
        return _change_things(shop, state, message, more, said)
    parts = parts_in(message.text, message.entities)
    if parts and steps.take_parts(shop, state, parts, said):
        return True
    folded = fold(message.text)
    units = _UNITS.search(folded)
    if units and len(state["wanted"]) == 1 and int(units["units"]):
        state["wanted"] = [{**state["wanted"][0], "units": int(units["units"])}]
        return True
    # Beside a name, words are of the name: «quiero una factura a nombre de …».
    return not _NAME.search(folded) and steps.correct_units(state, message)


def _bare_name(message: steps.Message) -> str | None:
    """«Bar Manolo SL», «Es Bar Manolo SL»: of a message that is nothing but a name."""
    if (not _BARE.fullmatch(message.text) or message.intent not in PLAIN
            or is_about_goods(message.text, message.entities)):
        return None
    return new_name(message.text) if _NEW.match(message.text) else message.text.strip()


def _change_things(shop: Shop, state: steps.State, message: steps.Message, more: list[Wanted],
                   said: list[tuple[str, dict[str, Any]]]) -> bool:
    things = steps.wanted_of(state)
    if wants_less(message.text):
        gone = [meant_already(shop, things, one) for one in more]
        left = [thing for thing in things if not any(thing.product == one.product for one in gone)]
        state["wanted"] = [one.as_row() for one in left]
        return left != things
    new = [one if wants_more(message.text) else meant_already(shop, things, one) for one in more]
    said += [("utter_quote_not_ours", {"name": one.word}) for one in new if one.word]
    new = [one for one in new if not one.word]
    known = {thing.product for thing in things}
    if any(one.product in known and (one.color or one.size) for one in new):
        new = [_with_whole(things, one) if sum(other.product == one.product for other in new) == 1 else one
               for one in new]
        things = [thing for thing in things if thing.product not in {one.product for one in new}]
    elif new and len(known) == 1 and not wants_more(message.text) and not any(one.product in known for one in new):
        whole = sum(thing.units or 0 for thing in things) or None  # this one, and not that
        new = [steps.with_units(one, one.units or whole) if len(new) == 1 else one for one in new]
        things = []
    before, state["wanted"] = state["wanted"], [one.as_row() for one in join(things, new)]
    return bool(state["wanted"] != before)


def _with_whole(things: Sequence[Wanted], one: Wanted) -> Wanted:
    """A thing that is told anew: as many as there were of it, where no other number is told."""
    return steps.with_units(one, one.units or sum(old.units or 0 for old in things if old.product == one.product))


def new_name(text: str) -> str | None:
    """«…, es Bar Manolo SL»: how it is to be; the last one told."""
    for match in reversed(list(_matches(text))):
        told = _TAIL.sub("", match).strip(" .,;:¡!¿?«»\"'")
        if told and "@" not in told and not _NO_NAME.match(told) and re.search(r"[^\W\d_]{2}", told):
            return told[:steps.LONGEST_BUYER]
    return None


def _matches(text: str) -> Sequence[str]:
    """Whatever follows each word that introduces a name; a later one may stand within an earlier one."""
    found, start = [], 0
    while match := _NEW.search(text, start):
        found.append(match["name"])
        start = match.start("name")
    return found
