"""Correcting a quotation that was made: another name, other goods, other numbers. A new one then takes its place."""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from hilo.business.company import Shop
from hilo.quoting import steps
from hilo.quoting.variants import is_about_goods, parts_in
from hilo.quoting.wanted import Entity, join, meant_already, wanted_in
from hilo.sales.wishes import wants_less, wants_more
from hilo.spanish.normalize import fold

LONGEST = timedelta(days=3)
"""So long what says that something is wrong is taken as said of the last quotation."""
KEPT = ("wanted", "buyer", "name", "email", "by_chat", "logo")
_QUOTE = re.compile(r"\b(?:cotizacion\w*|presupuesto|presu|proforma|pdf|papel|documento)\b")
_NAME = re.compile(r"\b(?:nombre|razon social|empresa|a nombre de|titular)\b")
_WRONG = re.compile(r"\b(?:mal|equivo[cq]\w+|incorrect\w+|err(?:or|ad[oa]|ata|aste|o)|corrig\w+|correg\w+|correcci\w+|"
                    r"cambi\w+|modific\w+|rehac\w+|reha[gz]\w*|no (?:es|era|son|eran|va|van|se llama|dice|dije)|"
                    r"era|eran|deb(?:e|ia|eria)\w* (?:decir|ser|ir|figurar)|falt[aoó]\w*|en vez|en lugar|"
                    r"pusiste|puso|agreg\w+|quit\w+|sac[aáou]\w*)\b")
_UNITS = re.compile(r"(?<!no )\b(?:eran?|son|sean|pon\w*|mejor|cambi\w+ (?:por|a))\s+(?P<units>\d{1,4})\b(?![.,/]\d)")
_NOT_THIS = re.compile(r"\bno (?:(?:es|era|eran|son|quiero|queria|queriamos|pedi) )?(?:(?:la|el|las|los|un|una) )?$|"
                       r"\ben (?:vez|lugar) de (?:(?:la|el|las|los) )?$")
_NEW = re.compile(r"(?:(?<!no )(?<!no se )\b(?:a nombre de|se llama|se escribe|es|ser[ií]a|va|diga|decir|figurar|ponle|"
                  r"ponga|pon[eé]le|poner|pon|sino|cambi\w+ (?:por|a)|por))(?:\s+a nombre de|\s+que|\s+como)?\s*:?\s+"
                  r"(?P<name>[^;\n]+)", re.IGNORECASE)
PLAIN = frozenset({"inform", "out_of_scope", "chitchat", "request_quote"})
_BARE = re.compile(r"\s*[A-ZÁÉÍÓÚÑ][\w&.«»\" -]{2,80}\s*")
"""Nothing but what may be a name."""
_NO_NAME = re.compile(r"(?:est[aáe]|muy|tan|una?|el|lo|la|otr[oa]|incorrect\w+|equivocad\w+|mal|error|distint\w+|"
                      r"es[eao]|favor|nuev[oa])\b", re.IGNORECASE)
_TAIL = re.compile(r"(?:,\s*|\s+)(?:por favor|porfa\w*|porfis|gracias|plis|please)\b.*$|,\s*(?:y )?no\b.*$|\.\s.*$",
                   re.IGNORECASE)


def corrects(made: Mapping[str, Any] | None, text: str, entities: Sequence[Entity], right_after: bool,
             at: datetime) -> bool:
    """Whether a message wants the last quotation (`kept` made it) otherwise. right_after: nothing was said since."""
    if not made or text.startswith("/") or at - datetime.fromisoformat(made["at"]) > LONGEST:
        return False
    folded = fold(text)
    wrong, of_quote = _WRONG.search(folded), _QUOTE.search(folded)
    if wrong and (of_quote or (_NAME.search(folded) and right_after)):
        return True
    if not right_after or "?" in text:
        return False
    names_it = bool(re.search(r"\ba nombre de\b|\bel nombre (?:es|seria|va)\b", folded))
    goods = any(e.get("entity") in ("product", "color", "size", "quantity") for e in entities)
    of_them = is_about_goods(text, entities) and not any(e.get("entity") == "product" for e in entities)
    return names_it or (goods and bool(wrong or of_them)) or bool(wrong and _UNITS.search(folded))


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
    about_goods = is_about_goods(message.text, message.entities)
    meant = [e for e in message.entities if e.get("entity") != "product"
             or not _NOT_THIS.search(folded[:e.get("start") or 0])]
    more = wanted_in(shop, meant, message.text)
    if _NAME.search(folded) and not about_goods:
        state["buyer"] = name  # without a new one it is asked for
        return True
    if more:
        return _change_things(shop, state, message, more, said)
    parts = parts_in(message.text, message.entities)
    if parts and steps.take_parts(shop, state, parts, said):
        return True
    said_units = _UNITS.search(folded)
    if said_units and len(state["wanted"]) == 1 and int(said_units["units"]):
        state["wanted"] = [{**state["wanted"][0], "units": int(said_units["units"])}]
        return True
    if steps.correct_units(state, message):
        return True
    name = name or (message.text.strip() if _BARE.fullmatch(message.text) and message.intent in PLAIN else None)
    if name and not about_goods:
        state["buyer"] = name
    return bool(name) and not about_goods


def _change_things(shop: Shop, state: steps.State, message: steps.Message, more: list[Any],
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
        things = [thing for thing in things if thing.product not in {one.product for one in new}]
    elif new and len(known) == 1 and not wants_more(message.text) and not any(one.product in known for one in new):
        whole = sum(thing.units or 0 for thing in things) or None  # this one, and not that
        new = [steps.with_units(one, whole) if len(new) == 1 else one for one in new]
        things = []
    state["wanted"] = [one.as_row() for one in join(things, new)]
    return bool(new)


def new_name(text: str) -> str | None:
    """«…, es Bar Manolo SL»: how it is to be; the last one told."""
    for match in reversed(list(_matches(text))):
        told = _TAIL.sub("", match).strip(" .,;:¡!¿?«»\"'")
        if told and not _NO_NAME.match(told) and re.search(r"[^\W\d_]{2}", told):
            return told[:steps.LONGEST_BUYER]
    return None


def _matches(text: str) -> Sequence[str]:
    """Whatever follows each word that introduces a name; a later one may stand within an earlier one."""
    found, start = [], 0
    while match := _NEW.search(text, start):
        found.append(match["name"])
        start = match.start("name")
    return found
