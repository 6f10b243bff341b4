"""The worker's look at follow-ups that have fallen due."""
from __future__ import annotations

import logging
from datetime import datetime

from hilo.followups.plan import due_ones, send_one
from hilo.memory import database

logger = logging.getLogger(__name__)


def send_due(at: datetime) -> None:
    """Posts each in a transaction of its own: one that cannot be written holds up no other."""
    with database.reading() as session:
        numbers = due_ones(session, at)
    for number in numbers:
        try:
            with database.writing() as session:
                send_one(session, number, at)
        except Exception:
            logger.exception("A follow-up could not be written.")
