"""Asking the CRM without waiting for it longer than a conversation can bear.

What is asked for has a key, so a call that came too late, and is done again by the worker, is done once.
"""
from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as LateError
from typing import TypeVar

T = TypeVar("T")
logger = logging.getLogger(__name__)
PATIENCE = 2.0
"""Seconds that a turn waits for the CRM."""
AT_ONCE = 16
"""Calls under way; further ones wait in line, within their own patience."""
_pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="crm")
REFUSALS = (LookupError, ValueError)
"""What the CRM answers, rather than fails with."""


class CrmError(RuntimeError):
    """The CRM is late, down or broken: what was asked may or may not have been done."""


def ask(work: Callable[[], T], patience: float | None = None) -> T:
    """What `work` gives.

    Args:
        patience: seconds; None: PATIENCE.

    Raises:
        CrmError: it took longer than `patience` seconds, or failed.
        LookupError, ValueError: the CRM's own refusals.
    """
    patience = PATIENCE if patience is None else patience
    future = _pool.submit(work)
    try:
        return future.result(patience)
    except LateError as error:
        future.cancel()
        logger.warning("The CRM has not answered within %s s.", patience)
        raise CrmError("late") from error
    except REFUSALS:
        raise
    except Exception as error:
        logger.warning("The CRM failed: %s", type(error).__name__)
        raise CrmError(type(error).__name__) from error
