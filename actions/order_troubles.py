"""Something was wrong with what came: what the person wants instead, and what the policy offers for it."""
from __future__ import annotations

import re
from typing import Any

from actions.asking import ask, offer_person, settled
from actions.crm import into_crm
from actions.order_delay import LIVE, as_data, urgency
from actions.turn import Turn
from hilo import wording
from hilo.crm.orders import Order
from hilo.crm.tickets import Ticket
from hilo.orders.answers import is_unknown
from hilo.orders.compensation import granted_for, offer_for
from hilo.orders.seen import Seen
from hilo.orders.wishes import nth
from hilo.orders.words import gift, items
from hilo.spanish.normalize import fold

Matter = dict[str, Any]
WISHES = ("again", "money")
"""Another one (or what is missing), or the money back; in the order in which they are offered."""
LIVELY = ("damaged", "wrong", "missing")
"""Troubles with what came, which a ticket's subject names."""
_MONEY = re.compile(r"\b(?:dinero|plata|pasta|lana|lucas|reembols\w+|reintegr\w+|devuelv\w+|devol\w+)\b")
_AGAIN = re.compile(r"\b(?:cambi\w+|otr[ao]s?|manden|envien|mandarl\w+|reemplaz\w+|repong\w+|falta\w*|nuev[oa]s?)\b")


class TroubleCase:
    """Damaged, wrong or missing: a ticket with its urgency, and a compensation where the policy gives one."""

    def begin(self, turn: Turn, seen: Seen, order: Order, matter: Matter) -> None:
        """(see `order_cases.Case`)."""
        known = _known(seen, order, str(matter["trouble"]))
        if known:
            offer_person(turn, "utter_complaint_known", number=known.number, order=order.number)
            return
        wish = _wish_in(str(matter.get("said") or ""))
        if wish:
            self._register(turn, seen, order, matter, wish)
            return
        names = [f"utter_button_{'missing' if matter['trouble'] == 'missing' else 'other'}_again", "utter_button_money"]
        ask(turn, "order_wish", matter, "utter_complaint_ask_wish",
            [{"title": turn.fill(name), "payload": turn.fill(name)} for name in names],
            number=order.number, items=items(turn.fill, order),
            spoken=wording.listing([turn.fill(name).lower() for name in names], "or"))

    def take(self, turn: Turn, seen: Seen, order: Order, matter: Matter, question: str) -> None:
        """(see `order_cases.Case`)."""
        wish = _wish_in(turn.text) or nth(turn.text, WISHES)
        self._register(turn, seen, order, matter, wish or WISHES[0])

    @staticmethod
    def _register(turn: Turn, seen: Seen, order: Order, matter: Matter, wish: str) -> None:
        trouble = matter["trouble"]
        offer = None if granted_for(order.number, seen.coupons) else offer_for(
            trouble, 0, seen.loyalty_before(order), turn.now.date())
        what = turn.fill(f"utter_trouble_{trouble}")
        done = into_crm(turn, "settle_trouble", order=order.number, kind="complaint", delivery=None,
                        subject=turn.fill("utter_subject_trouble", order=order.number, trouble=what,
                                          wish=turn.fill(f"utter_wish_{wish}")),
                        urgency=matter.get("urgency") or urgency(turn), gift=as_data(offer),
                        details={"trouble": trouble, "wish": wish, "said": matter.get("said")})
        settled(turn)
        if done:
            turn.say("utter_complaint_registered", number=done["number"], order=order.number,
                     wish=turn.fill(f"utter_wish_{wish}"), gift=gift(turn.fill, done))


def said_without_number(turn: Turn) -> bool:
    """Whether they have said, in this talk, that they do not have the number of their order: it is not asked again."""
    asked = False
    for event in turn.tracker.events:
        if event.get("event") == "bot":
            asked = asked or (event.get("metadata") or {}).get("utter_action") == "utter_order_ask_number"
        elif event.get("event") == "user" and asked and is_unknown(event.get("text") or ""):
            return True
    return False


def register_unknown(turn: Turn, matter: Matter) -> None:
    """A ticket about an order that cannot be found here, and the offer of a person, who can look for it otherwise."""
    trouble = matter.get("trouble")
    subject = turn.fill("utter_subject_trouble_unknown", trouble=turn.fill(f"utter_trouble_{trouble}")) if (
        trouble in LIVELY) else turn.fill("utter_subject_complaint")
    done = into_crm(turn, "open_ticket", kind="complaint", urgency=matter.get("urgency") or urgency(turn),
                    subject=subject, details={"trouble": trouble, "said": matter.get("said")})
    if done:
        offer_person(turn, "utter_complaint_ticket", number=done["number"])
    else:
        settled(turn)


def _known(seen: Seen, order: Order, trouble: str) -> Ticket | None:
    return next((t for t in seen.tickets if t.order_number == order.number and t.status in LIVE
                 and t.details.get("trouble") == trouble), None)


def _wish_in(text: str) -> str | None:
    """What somebody says that they want; None where they only tell what is wrong."""
    folded = fold(text)
    if not re.search(r"\b(?:quiero|quisiera|prefiero|necesito|pido|exijo|que me|mandenme|devuelvanme|cambienme)\b",
                     folded) and len(folded.split()) > 5:
        return None
    if _MONEY.search(folded):
        return "money"
    return "again" if _AGAIN.search(folded) and "otra cosa" not in folded else None
