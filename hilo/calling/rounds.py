"""What falls due with batches of calls; the worker goes round."""
from __future__ import annotations

import logging
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError

from hilo.calling import following, submitting
from hilo.settings import SettingError

logger = logging.getLogger(__name__)
EVERY = 1.0
"""Seconds."""


def go(at: datetime) -> None:
    """Hands over, looks again, follows; what goes wrong with one does not stop the others (blocks)."""
    for work in (submitting.submit_due, submitting.look_again, following.follow_due):
        try:
            work(at)
        except (SQLAlchemyError, SettingError) as error:
            logger.warning("Batches of calls wait: %s", type(error).__name__)
        except Exception:
            logger.exception("A round of the batches of calls failed.")
