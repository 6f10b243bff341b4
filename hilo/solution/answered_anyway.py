"""What is answered whatever form or question is open."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hilo.handoff.promised import THINGS, promise_asked
from hilo.orders.making_good import asks_compensation
from hilo.orders.troubles import trouble_of
from hilo.solution.open_questions import MAY_SEND_PICTURE, Reply
from hilo.spanish.pictures import only_offers_picture


def answered_anyway(reply: Reply, slots: Mapping[str, Any]) -> str | None:
    """The action for what is asked about a trouble with an order, about what the team has promised to send, or about
    sending us a photo."""
    if reply.text.startswith("/"):
        return None
    if (promise_asked(slots, reply.text) or {}).get("kind") in THINGS:
        return "action_order_help"
    if asks_compensation(reply.text, reply.last_action):
        return "action_compensation"
    return MAY_SEND_PICTURE if only_offers_picture(reply.text) and trouble_of(reply.text) is None else None
