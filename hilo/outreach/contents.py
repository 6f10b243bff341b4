"""Twilio's contents: which there are, under which id, and how far WhatsApp's approval is.

The worker reads them from the Content API and keeps them in a file in `var/`, where every process of the machine finds
them: they are about the account, not about anybody.
"""
from __future__ import annotations

import hashlib
import json
import logging
import os
import re
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hilo.outreach.policy import get_policy
from hilo.outreach.split import length
from hilo.outreach.templates import Template
from hilo.outreach.twilio import Twilio
from hilo.settings import get_settings

logger = logging.getLogger(__name__)
MOST_QUICK_REPLIES = 3
MOST_ITEMS = 10
LONGEST_TITLE, LONGEST_ITEM, LONGEST_DESCRIPTION, LONGEST_ID = 20, 24, 72, 200
"""WhatsApp's limits for a button's and an item's words, and Twilio's for their ids."""
LONGEST_QUESTION = 1000
"""Characters above buttons; WhatsApp takes 1,024."""
_VARIABLE = re.compile(r"\{\{(\d+)\}\}")
_lock = threading.Lock()
_read: tuple[tuple[str, float], dict[str, Any]] | None = None


def _file() -> Path:
    return get_settings().var / "contents.json"


def _account() -> str:
    """Whose contents they are: an id of the simulator's means nothing to the real one."""
    twilio = get_settings().twilio
    return f"{twilio.sid} {twilio.url or ''}"


def known() -> dict[str, dict[str, str]]:
    """What is known of the account's contents, by name: {"sid": …, "status": …}."""
    global _read
    try:
        stamp = (str(_file()), _file().stat().st_mtime)
    except FileNotFoundError:
        return {}
    if _read is None or _read[0] != stamp:
        _read = (stamp, json.loads(_file().read_text(encoding="utf-8")))
    kept = _read[1]
    return dict(kept["contents"]) if kept["account"] == _account() else {}


def approvals() -> dict[str, str]:
    """The state of each content's approval, by name."""
    return {name: content["status"] for name, content in known().items()}


def _keep(contents: Mapping[str, Mapping[str, str]]) -> None:
    _file().parent.mkdir(parents=True, exist_ok=True)
    new = _file().with_suffix(f".{os.getpid()}")
    new.write_text(json.dumps({"account": _account(), "contents": contents}, ensure_ascii=False), encoding="utf-8")
    new.replace(_file())


def sync(twilio: Twilio, templates: Mapping[str, Template]) -> dict[str, dict[str, str]]:
    """Reads the account's contents, adds the templates that it lacks and asks for their approval.

    Raises:
        ProviderError: when the provider cannot be asked.
    """
    with _lock:
        found = {str(item["friendly_name"]): {"sid": str(item["sid"]), "status": str(
            (item.get("approval_requests") or {}).get("status") or "unsubmitted")} for item in twilio.contents()
            if item.get("friendly_name")}
        for template in templates.values():
            for language in template.bodies:
                name = template.content_name(language)
                if name not in found:
                    found[name] = {"sid": twilio.create_content(definition_of(template, language)),
                                   "status": "unsubmitted"}
                if found[name]["status"] == "unsubmitted":
                    found[name]["status"] = twilio.ask_approval(found[name]["sid"], name, template.category)
        _keep(found)
        return found


def definition_of(template: Template, language: str) -> dict[str, Any]:
    """A template as the Content API takes it."""
    return {"friendly_name": template.content_name(language), "language": language,
            "variables": {str(n): template.examples[name] for n, name in enumerate(template.variables, 1)},
            "types": {"twilio/text": {"body": template.bodies[language]}}}


def sid_of(twilio: Twilio, definition: Mapping[str, Any]) -> str:
    """The id of a content, made where the account has none of that name; the name tells what is in it.

    Raises:
        ProviderError: when it cannot be made.
    """
    with _lock:
        contents = known()
        name = str(definition["friendly_name"])
        if name not in contents:
            contents[name] = {"sid": twilio.create_content(definition), "status": "unsubmitted"}
            _keep(contents)
        return contents[name]["sid"]


def buttons_definition(buttons: Sequence[Mapping[str, str]], body: str = "{{1}}") -> dict[str, Any]:
    """Buttons, three at most and short, as quick replies; else as a list. The words above them are variables, so that
    the same buttons are made once; WhatsApp takes no line breaks in a variable, so each line is one of `body`."""
    titles = [str(button["title"]) for button in buttons]
    if len(buttons) <= MOST_QUICK_REPLIES and all(length(title) <= LONGEST_TITLE for title in titles):
        types: dict[str, Any] = {"twilio/quick-reply": {"body": body, "actions": [
            {"title": title, "id": _id(button)} for title, button in zip(titles, buttons, strict=True)]}}
    else:
        types = {"twilio/list-picker": {"body": body, "button": get_policy().list_button, "items": [
            _item(button) for button in buttons[:MOST_ITEMS]]}}
    digest = hashlib.sha256(json.dumps(types, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:20]
    examples = dict.fromkeys(_VARIABLE.findall(body), "¿Qué prefieres?")
    return {"friendly_name": f"hilo_{digest}", "language": "es", "variables": examples, "types": types}


def filled(body: str, values: Mapping[str, str]) -> str:
    """A content's body with the values of its variables."""
    return _VARIABLE.sub(lambda match: values[match[1]], body)


def _item(button: Mapping[str, str]) -> dict[str, str]:
    title = str(button["title"])
    if len(title) <= LONGEST_ITEM:
        return {"id": _id(button), "item": title}
    return {"id": _id(button), "item": title[:LONGEST_ITEM - 1].rstrip() + "…",
            "description": title[:LONGEST_DESCRIPTION]}


def _id(button: Mapping[str, str]) -> str:
    """What comes back when it is pressed; the title where the payload is too long."""
    payload = str(button.get("payload") or button["title"])
    return payload if len(payload) <= LONGEST_ID else str(button["title"])[:LONGEST_ID]
