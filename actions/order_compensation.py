"""What somebody gets for a trouble with their order, told to whoever asks for it; the policy decides, nobody else."""
from __future__ import annotations

from actions.asking import offer_person, settled
from actions.order_delay import ask_way_out, offer_of, tell_delay
from actions.order_help import go_on, look_up
from actions.turn import HiloAction, Turn
from hilo.crm.coupons import Coupon
from hilo.orders.compensation import granted_for, key_of
from hilo.orders.delay import Delay, worst_delay
from hilo.orders.making_good import wants_more
from hilo.orders.seen import Seen
from hilo.orders.words import gift

TOLD = "utter_compensation_"
"""How the names of these answers begin."""


class ActionCompensation(HiloAction):
    """Tells the coupon that was given, what there is for a delay, or that there is nothing, with the offer of a
    person."""

    asks_outside = True

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_compensation"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        turn.close_form()
        seen = look_up(turn)
        if seen is None:
            settled(turn)
            return
        delay = worst_delay(seen.open, turn.now.date())
        coupon = _coupon(turn, seen, delay)
        if coupon is not None:
            _tell_coupon(turn, coupon)
        elif delay is not None:
            _tell_offer(turn, seen, delay)
        elif not seen.orders:
            go_on(turn, seen, {"wish": "status", "said": turn.said_by_person[:300]})
        else:
            offer_person(turn, "utter_compensation_none")


def _coupon(turn: Turn, seen: Seen, delay: Delay | None) -> Coupon | None:
    """The one that was given for the late order, else the newest that was given for any."""
    today = turn.now.date()
    usable = [coupon for coupon in seen.coupons if coupon.used_by is None and coupon.valid_until >= today]
    if delay is not None:
        return granted_for(delay.order.number, usable)
    return next((coupon for coupon in usable if coupon.key.startswith(key_of(""))), None)


def _tell_coupon(turn: Turn, coupon: Coupon) -> None:
    words = gift(turn.fill, {"code": coupon.code, "percent": coupon.percent, "until": coupon.valid_until.isoformat()})
    if wants_more(turn.text) or turn.said_lately("utter_compensation_granted"):
        offer_person(turn, "utter_compensation_most", gift=words)
    else:
        turn.say("utter_compensation_granted", gift=words)
        settled(turn)


def _tell_offer(turn: Turn, seen: Seen, delay: Delay) -> None:
    """First of all the order, if it was not spoken of yet; what is offered comes with the ways out."""
    offer = offer_of(turn, seen, delay)
    if offer is None:
        offer_person(turn, "utter_compensation_none")
    elif not turn.said_lately("utter_delay_") and not turn.said_lately(TOLD):
        tell_delay(turn, seen, delay)
    else:
        more = wants_more(turn.text) or turn.said_lately(TOLD)
        turn.say("utter_compensation_offer_most" if more else "utter_compensation_offer",
                 gift=turn.fill("utter_compensation_gift_shipping") if offer.percent is None else turn.fill(
                     "utter_compensation_gift_percent", percent=offer.percent))
        ask_way_out(turn, seen, delay, "utter_delay_which_option")
