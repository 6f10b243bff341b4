"""What calls left for the dialogue."""
from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.memory.tables import Interaction


def began_need(session: Session, contact_ids: list[str], name: str) -> bool:
    """Whether somebody was choosing something in a call, so that the dialogue goes on. name: the provider's, of it."""
    analysis = session.scalars(select(Interaction.analysis).where(
        Interaction.contact_id.in_(contact_ids), Interaction.provider_id == name[:128])).first()
    return bool(analysis and analysis.get("need_begun"))


def last_summary(session: Session, contact_ids: list[str]) -> str | None:
    """What the last call was about, for people."""
    return session.scalars(select(Interaction.summary).where(
        Interaction.contact_id.in_(contact_ids), Interaction.kind == "call", Interaction.summary.is_not(None))
        .order_by(Interaction.started_at.desc()).limit(1)).first()
