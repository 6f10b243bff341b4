"""What the templates are given: plain texts, made from what the desk knows."""
from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from console import service, words
from console.login import Adviser
from hilo.business.load import get_shop
from hilo.handoff import everybody, hours
from hilo.handoff.desk import Board, Line, Sheet
from hilo.handoff.everybody import Place, Talk
from hilo.handoff.queue import WAITING
from hilo.handoff.summary import name_of
from hilo.memory.tables import Interaction, Message

WHATSAPP_WINDOW = timedelta(hours=24)
WAITS_LONG = timedelta(minutes=5)


@lru_cache(maxsize=1)
def _templates() -> Environment:
    made = Environment(loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True,
                       undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.globals["company"] = get_shop().company.profile.name
    return made


def render(name: str, /, **values: Any) -> str:
    """A page, or a part of one."""
    return _templates().get_template(name).render(**values)


def board(found: Board, at: datetime) -> dict[str, Any]:
    """The list's values."""
    return {"waits": len(found.waiting), "waiting": [_line(line, at) for line in found.waiting],
            "taken": [_line(line, at) for line in found.taken], "left": [_line(line, at) for line in found.left],
            "attended": hours.attended(at), "back": hours.back_in_words(at)}


def _line(line: Line, at: datetime) -> dict[str, Any]:
    return {**asdict(line), "title": line.name or line.unnamed, "initials": words.initials(line.name),
            "waited": words.waited(line.since, at), "long": at - line.since > WAITS_LONG,
            "channel": words.CHANNELS.get(line.channel or "", line.channel or ""),
            "matter": words.matter(line.topics), "reason": words.REASONS.get(line.reason, ""),
            "mood_text": words.mood(line.mood, line.urgent),
            "to_do": words.ACTIONS.get(line.type or "", ""), "due": words.moment(line.due, at) if line.due else ""}


def conversations(found: Sequence[Talk], at: datetime) -> dict[str, Any]:
    """The values of a page of conversations."""
    return {"waits": everybody.waiting(), "talks": [{
        **asdict(one), "title": one.name or one.unnamed, "initials": words.initials(one.name),
        "channel": words.CHANNELS.get(one.channel or "", one.channel or ""), "when": words.moment(one.at, at),
        "state": f"Con {one.by}" if one.by else words.STATUS.get(one.status, one.status),
        "whose": words.AUTHORS.get(one.author, "")} for one in found]}


def place(text: str) -> Place | None:
    """Where a page begins, as its address names it; None for the first, or an address that was made up."""
    moment, _, number = text.partition("_")
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return (at, number) if at.tzinfo else None


def place_in_words(found: Place | None) -> str:
    """The same for the address."""
    return f"{found[0].astimezone(timezone.utc).isoformat()}_{found[1]}" if found else ""


def sheet(found: Sheet, adviser: Adviser, at: datetime, back_to: int | None = None) -> dict[str, Any]:
    """One person's page: what stands still and what is refreshed. back_to: the message from before which on."""
    contact, last = found.context.contact, found.context.last
    heard = found.heard
    closed = heard is not None and heard.channel == "whatsapp" and at - heard.at > WHATSAPP_WINDOW
    with_people, name = found.handoff is not None, name_of(found.context)
    return {
        "id": contact.id, "name": name or found.unnamed, "initials": words.initials(name),
        "status": words.STATUS.get(last.status if last else "bot", ""), "with_people": with_people,
        "waiting": with_people and found.handoff is not None and found.handoff.status == WAITING,
        "by": found.handoff.taken_by if found.handoff else None, "me": adviser.name,
        "waited": words.waited(found.handoff.asked_at, at) if found.handoff else "",
        "summary": found.summary, "channel": words.CHANNELS.get(heard.channel, heard.channel) if heard else "",
        "can_answer": heard is not None, "window_closed": closed,
        "facts": [{"name": words.FACTS.get(f.name, f.name), "value": words.fact(f.value), "quote": f.quote or "",
                   "doubtful": f.status == "uncertain"} for f in found.context.facts],
        "questions": [q.question for q in found.context.questions],
        "actions": _actions(found, at),
        "service": service.rows(found.service, at), "service_away": found.service.away,
        "days": _days(found, at), "back_to": back_to,
        "earlier": found.thread[0].id if found.has_earlier else None,
    }


def _actions(found: Sheet, at: datetime) -> list[dict[str, Any]]:
    """What is to be done, each kind once: of somebody who was two contacts there may be two of a kind."""
    actions: dict[str, dict[str, Any]] = {}
    for one in found.actions:
        data = one.data or {}
        shown = actions.setdefault(one.type, {
            "type": one.type, "name": words.ACTIONS.get(one.type, one.type.replace("_", " ")), "text": "",
            "phone": data.get("phone"), "reason": words.REASONS.get(data.get("reason", ""), ""),
            "due": words.moment(one.due, at) if one.due else ""})
        lines = [*shown["text"].splitlines(), *str(data.get("text") or "").splitlines()]
        shown["text"] = "\n".join(dict.fromkeys(lines))
    return list(actions.values())


def _days(found: Sheet, at: datetime) -> list[dict[str, Any]]:
    """The thread by day, calls at their place."""
    entries: list[tuple[datetime, dict[str, Any]]] = [(row.at, _message(row, found, at)) for row in found.thread]
    told = {row.interaction_id for row in found.thread if row.interaction_id}
    entries += [(began, _call(call, call.id in told, at)) for call in found.calls.values()
                if (began := call.started_at or call.ended_at)]
    entries.sort(key=lambda pair: pair[0])
    days: list[dict[str, Any]] = []
    for when, entry in entries:
        day = words.wording.day(words.local(when).date())
        if not days or days[-1]["day"] != day:
            days.append({"day": day, "entries": []})
        days[-1]["entries"].append(entry)
    return days


def _message(row: Message, found: Sheet, at: datetime) -> dict[str, Any]:
    data = row.data or {}
    by = data.get("by") if row.author == "agent" else None
    name = (name_of(found.context) or "Cliente") if row.author == "customer" else words.AUTHORS[row.author]
    return {"kind": "message", "key": f"m{row.id}", "number": row.id, "author": row.author, "name": by or name,
            "text": row.text, "at": words.local(row.at).strftime("%H:%M"), "iso": row.at.isoformat(),
            "channel": words.CHANNELS.get(row.channel, row.channel), "call": row.interaction_id is not None,
            "buttons": [button["title"] for button in data.get("buttons") or []],
            "has_image": row.direction == "out" and any(map(data.get, ("image", "media", "attachment"))),
            "files": _files(row), "place": _place(data.get("location")),
            "state": words.DELIVERY.get(row.delivery_status or "", "") if row.direction == "out" else "",
            "failed": row.delivery_status == "failed", "why": found.reasons.get(row.id, "")}


def _files(row: Message) -> list[dict[str, Any]]:
    """What a person sent, by number; pictures are shown."""
    sent = (row.data or {}).get("media") or [] if row.direction == "in" else []
    return [{"number": number, "is_picture": str(one.get("type")).startswith("image/"),
             "name": words.FILES.get(str(one.get("type")).partition("/")[0], "Archivo")}
            for number, one in enumerate(sent)]


def _place(location: dict[str, Any] | None) -> dict[str, str] | None:
    """A place that they sent, with its address on a map."""
    if not location:
        return None
    where = f"{float(location['latitude']):.6f}", f"{float(location['longitude']):.6f}"
    return {"name": str(location.get("label") or location.get("address") or ", ".join(where)),
            "url": "https://www.openstreetmap.org/?mlat={}&mlon={}#map=17/{}/{}".format(*where, *where)}


def _call(call: Interaction, told: bool, at: datetime) -> dict[str, Any]:
    """A call: its head, and its transcript where the timeline does not have it."""
    turns = [] if told else [{"ours": turn.get("role") in ("agent", "assistant"),
                              "text": str(turn.get("text") or turn.get("message") or "")}
                             for turn in call.transcript or []]
    said = {"done": "Llamada", "failed": "Llamada que no se pudo hacer", "voicemail": "Llamada al buzón de voz"}
    return {"kind": "call", "key": f"c{call.id}", "title": said.get(call.status or "", "Llamada"),
            "at": words.local(call.started_at or call.ended_at).strftime("%H:%M"), "summary": call.summary or "",
            "turns": [turn for turn in turns if turn["text"]]}


def new_key() -> str:
    """A name for an answer that is about to be written: sent twice, it arrives once."""
    return secrets.token_hex(12)
