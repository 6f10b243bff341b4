"""What a person of the team has promised, for whoever asks the assistant about it afterwards."""
from __future__ import annotations

from datetime import datetime

from actions.asking import offer_person
from actions.turn import Turn
from hilo.followups.moment import in_words, zone_of
from hilo.followups.reach import reach
from hilo.handoff.promised import refund_promised


def tell_refund_promised(turn: Turn) -> bool:
    """Repeats in their own words what the team promised about money that is asked for; whether it did."""
    promise = refund_promised(turn.tracker.slots, turn.text)
    if promise is None or turn.entity("order_number"):
        return False
    zone = zone_of(reach(turn.tracker.sender_id).zone)
    offer_person(turn, "utter_handoff_promised", quote=promise["quote"].strip().rstrip("."),
                 moment=in_words(datetime.fromisoformat(promise["made_at"]).astimezone(zone), turn.now))
    return True
