"""What is said on the telephone: no voice can say a link, a list, an emoji or the signs of bold type.

A text that has one needs a variant for the telephone («channel: phone»), by Rasa's own way of choosing variants. What
is only a piece of another text, or is only written (mails, WhatsApp after a call), is not looked at.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from designer.validate.contents import Name
from designer.validate.places import asked_by_forms, matches, said_by_rules
from designer.validate.problem import Problem
from designer.validate.project import UNWRITTEN, Project
from designer.validate.reading import line_of
from hilo.spanish.spoken import unspeakable

PHONE = "phone"
CHANNELS = frozenset({"conversation", "elevenlabs", PHONE, "sms", "webchat", "whatsapp"})
"""By which people talk with us, as a variant of a text names them."""
BESIDE = "utter_phone_"
"""Texts of the call itself."""
_LINK = re.compile(r"\{(?:link|url|page)\}")
_LIST = re.compile(r"\{(?:list|lines|options_list|methods|promotions)\}")
_REMEDY = ("agrega debajo la misma frase como se diría por teléfono, con «channel: phone» "
           "(docs/guia/por-telefono.md)")


def said_aloud(project: Project) -> set[str]:
    """The names of the texts that a caller may hear."""
    intents = set(project.intents)
    mentions = [one for one in project.python.mentions
                if one.path.startswith("actions/") and one.slots_too and not one.beginning]
    written = {one.shown for one in project.python.mentions if not one.path.startswith("actions/")}
    said = said_by_rules(project) | asked_by_forms(project)
    return {name for name in project.responses if name in said or name.startswith(BESIDE)
            or any(matches(one, name, intents) for one in mentions if one.shown == name or name not in written)}


def aloud(project: Project) -> list[Problem]:
    """All texts that are said on the telephone."""
    said = said_aloud(project)
    return [problem for name in project.declared("responses") if name.name in said and isinstance(name.node, list)
            for problem in _text(name)]


def channels(project: Project) -> list[Problem]:
    """Variants for a channel name one that there is; else nobody ever hears them."""
    return [Problem(name.path, line_of(variant, "channel"),
                    f"«{name.name}» tiene una variante para el canal «{variant['channel']}», que no existe",
                    f"los que hay son {', '.join(sorted(CHANNELS))}")
            for name in project.declared("responses") if isinstance(name.node, list)
            for variant in name.node if variant.get("channel") not in (None, *CHANNELS)]


def _text(name: Name) -> Iterator[Problem]:
    own = [variant for variant in name.node if variant.get("channel") == PHONE]
    for variant in own or [variant for variant in name.node if not variant.get("channel")]:
        what = _problem(variant, bool(own))
        if what:
            yield Problem(name.path, line_of(variant, "text"),
                          f"«{name.name}» se dice por teléfono y tiene {what}",
                          "dilo sin eso" if own else _REMEDY)
            return


def _problem(variant: Any, is_own: bool) -> str | None:
    """is_own: it is worded for the telephone, so the lines of a list are read one after the other."""
    text = variant.get("text")
    if not isinstance(text, str):
        return "solo botones" if variant.get("buttons") else None
    if UNWRITTEN in text:
        return None
    if _LINK.search(text):
        return "un enlace"
    return "una lista" if _LIST.search(text) and not is_own else unspeakable(text)
