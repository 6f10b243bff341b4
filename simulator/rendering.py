"""How a Content template looks on the telephone: its text with values, its buttons or its list."""
from __future__ import annotations

import re
from typing import Any

from simulator.contents import Content

_PLACE = re.compile(r"\{\{(\w+)\}\}")


def rendered(content: Content, given: dict[str, str]) -> tuple[str, dict[str, Any]]:
    """The text, and what stands below it: {buttons: [{title, payload, url?}], list: {button, items}, media}.

    Raises:
        ValueError: a place has neither a value nor a default.
    """
    values = {**content.variables, **given}

    def fill(text: Any) -> str:
        return _PLACE.sub(lambda place: _value(values, place.group(1)), str(text or ""))

    kind, body = next(iter(content.types.items()))
    text = fill(body.get("body") or body.get("title"))
    shown: dict[str, Any] = {}
    if body.get("actions"):
        shown["buttons"] = [{"title": fill(a.get("title")), "payload": fill(a.get("id") or a.get("title")),
                             **({"url": fill(a["url"])} if a.get("url") else {})} for a in body["actions"]]
    if kind == "twilio/list-picker":
        shown["list"] = {"button": fill(body.get("button")), "items": [
            {"title": fill(i.get("item")), "payload": fill(i.get("id")), "description": fill(i.get("description"))}
            for i in body.get("items", [])]}
    if body.get("media"):
        media = body["media"]
        shown["media"] = [fill(one) for one in (media if isinstance(media, list) else [media])]
    return text, shown


def _value(values: dict[str, str], name: str) -> str:
    if name not in values:
        raise ValueError(f"no value for {name}")
    return values[name]
