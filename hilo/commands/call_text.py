"""How `python -m hilo call` shows what it found."""
from __future__ import annotations

from typing import Any

ENDED = ("completed", "failed", "cancelled")
MOST_REFUSED = 40
"""Lines of refused rows that are printed; JSON has all."""


def planned(plan: Any, dry_run: bool) -> dict[str, Any]:
    """A plan that is not carried out, in JSON types."""
    return {
        "dry_run": dry_run, "total": plan.total, "name": plan.order.name, "purpose": plan.order.purpose,
        "batches": [{"time_zone": zone, "scheduled_at": start and start.isoformat(), "recipients": len(people),
                     "rows": [one.row.line for one in people]} for (zone, start), people in plan.accepted.items()],
        "refused_count": len(plan.refused),
        "refused": [{"row": row.line, "phone": row.phone, "reason": reason} for row, reason in plan.refused]}


def plan_text(found: dict[str, Any]) -> str:
    """The same for people."""
    lines = [f"{found['total']} would be called" if found["dry_run"] else "nobody may be called"]
    lines += [f"  {one['recipients']:>5} {_start(one)}" for one in found["batches"]]
    return "\n".join([*lines, *_refused(found)])


def status_text(found: dict[str, Any]) -> str:
    """How far calls are, for people."""
    lines = [progress(found)]
    lines += [f"  {one['recipients']:>5} {one['status']:<12} {_start(one)}"
              f"{'  ' + one['error'] if one['error'] else ''}" for one in found["batches"]]
    if found["outcomes"]:
        lines.append("  " + ", ".join(f"{name} {number}" for name, number in sorted(found["outcomes"].items())))
    lines += [f"  line {one['row']}: {one['phone']} {one['status']} {one['outcome'] or ''}".rstrip()
              for one in found.get("recipients") or []]
    return "\n".join([*lines, *_refused(found)])


def progress(found: dict[str, Any]) -> str:
    """One line."""
    return (f"{found['id']}  {found['name']}  {found['status']}: {found['reached_end']} of {found['total']} called, "
            f"{found['read']} read, {found['refused_count']} refused")


def agent_text(found: dict[str, Any]) -> str:
    """The agent, for people."""
    if "done" in found:
        return f"{found['agent_id']}: {found['done']} (prompt version {found['prompt_version']})"
    differs = ", ".join(found["differs_in"])
    return f"{found['agent_id']}  {found['name']}\n" + (f"not as it should be in: {differs}" if differs else "as it "
                                                        "should be")


def _start(one: dict[str, Any]) -> str:
    return f"{one['scheduled_at'] or 'now'} ({one['time_zone']})"


def _refused(found: dict[str, Any]) -> list[str]:
    rows = found["refused"]
    lines = [f"  line {one['row']}: {one['reason']}" for one in rows[:MOST_REFUSED]]
    more = [f"  … and {len(rows) - MOST_REFUSED} more; --json has all"] if len(rows) > MOST_REFUSED else []
    return [f"{len(rows)} refused:", *lines, *more] if rows else []
