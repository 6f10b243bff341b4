"""What a person of the team has promised, for whoever asks the assistant about it afterwards."""
from __future__ import annotations

from datetime import datetime

from actions.asking import offer_person
from actions.turn import Turn
from hilo.followups.moment import in_words, zone_of
from hilo.followups.reach import reach
from hilo.handoff.promised import NOTE, promise_asked


def tell_promised(turn: Turn) -> bool:
    """Repeats what the team promised about what is asked for, in the words that were written to the person; whether
    it did. Of a note among themselves only what is to be done is told."""
    promise = promise_asked(turn.tracker.slots, turn.text)
    if promise is None or turn.entity("order_number"):
        return False
    turn.close_form()
    if promise["source"] == NOTE:
        offer_person(turn, "utter_handoff_promised_noted", promise=promise["what"])
        return True
    zone = zone_of(reach(turn.tracker.sender_id).zone)
    offer_person(turn, "utter_handoff_promised", quote=promise["quote"].strip().rstrip("."),
                 moment=in_words(datetime.fromisoformat(promise["made_at"]).astimezone(zone), turn.now))
    return True
