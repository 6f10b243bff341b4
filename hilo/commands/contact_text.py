"""`contact show` without --json: the same, to be read."""
from __future__ import annotations

import json
from typing import Any

Shown = dict[str, Any]


def as_text(shown: Shown) -> str:
    """Headings with a line per row; what is empty is left out."""
    parts = [_contact(shown["contact"], shown["conversation"])]
    for title, name, line in (
            ("Identities", "identities", _identity), ("Facts", "facts", _fact),
            ("Commitments", "commitments", _promise),
            ("Questions", "pending_questions", lambda q: f"{_day(q['at'])}  [{q['status']}] {q['question']}"),
            ("To do", "next_actions", lambda a: f"{a['type']} ({a['priority']}), due {_day(a['due'])}: {a['status']}"),
            ("Consents", "consents", lambda c: f"{_day(c['at'])}  {c['purpose']} by {c['channel']}: {c['status']}"),
            ("Timeline", "timeline", _said)):
        if shown[name]:
            parts.append("\n".join([f"{title}:", *(f"  {line(row)}" for row in shown[name])]))
    return "\n\n".join(parts)


def _contact(contact: Shown, conversation: Shown | None) -> str:
    about = ", ".join(str(contact[name]) for name in ("country", "time_zone", "register", "communication_style",
                                                      "loyalty") if contact[name])
    talk = "{status}, {stage}, on {channel}".format(**conversation) if conversation else "none"
    lines = [f"{contact['name'] or '(no name)'}  {contact['id']}", contact["stage"] + (f"; {about}" if about else ""),
             f"first seen {_day(contact['created_at'])}, last seen {_day(contact['seen_at'])}", f"conversation: {talk}"]
    return "\n".join(lines)


def _identity(row: Shown) -> str:
    claimed = f", also claimed by {row['claimed_by']}" if row.get("claimed_by") else ""
    return f"{row['kind']} {row['address']} ({'proven' if row['proven'] else 'told'}{claimed})"


def _fact(row: Shown) -> str:
    value = row["value"] if isinstance(row["value"], str) else json.dumps(row["value"], ensure_ascii=False)
    return f"{row['name']}: {value} ({row['confidence']:.0%}, {row['status']}) «{row['quote'] or ''}» {_day(row['at'])}"


def _promise(row: Shown) -> str:
    due = f"due {_day(row['due'])}" if row["due"] else "no date"
    return f"[{row['status']}] {row['who']}: {row['what']} ({row['kind']}, {due})"


def _said(row: Shown) -> str:
    read = ", ".join(row[name] for name in ("intent", "sentiment", "urgency") if row[name])
    return f"{_day(row['at'])}  {row['channel']:<12} {row['author']:<8} {row['text']}" + (f"  [{read}]" if read else "")


def _day(moment: str | None) -> str:
    """2026-03-02 15:00 UTC."""
    return f"{moment[:16].replace('T', ' ')} UTC" if moment else "no date"
