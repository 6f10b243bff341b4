"""The recordings of calls: files in `HILO_HOME/var/calls`, named by their call, found again by whose call it was."""
from __future__ import annotations

import hashlib
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.memory.tables import Inbox, Interaction
from hilo.settings import get_settings


def folder() -> Path:
    """Where they lie; made by whoever writes the first."""
    return get_settings().var / "calls"


def file_of(provider: str, call: str) -> Path:
    """The file of a call, by the provider's name for it (which may hold any sign, so only its hash is used)."""
    return folder() / f"{hashlib.sha256(f'{provider}:{call}'.encode()).hexdigest()[:40]}.mp3"


def of(session: Session, contact_ids: list[str]) -> list[Path]:
    """The recordings that there are of these contacts' calls."""
    calls = {(row.provider, row.provider_id) for row in session.execute(select(
        Interaction.provider, Interaction.provider_id).where(Interaction.contact_id.in_(contact_ids)))}
    calls |= {(row.source, row.provider_id.partition(":")[2]) for row in session.execute(select(
        Inbox.source, Inbox.provider_id).where(Inbox.contact_id.in_(contact_ids), Inbox.kind == "call"))}
    return sorted(file for file in {file_of(*call) for call in calls} if file.exists())
