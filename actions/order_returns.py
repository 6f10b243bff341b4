"""Something that arrived goes back: for another one, or for the money."""
from __future__ import annotations

from typing import Any

from actions.asking import ask, settled
from actions.crm import into_crm
from actions.order_changes import take_line, which_line
from actions.turn import Turn
from hilo import wording
from hilo.crm.orders import Order
from hilo.orders.delay import delay_of
from hilo.orders.may import kind_of, may_change, refusal_of_return
from hilo.orders.policy import get_order_rules
from hilo.orders.seen import Seen
from hilo.orders.wishes import is_no
from hilo.orders.words import item, status

Matter = dict[str, Any]
LONGEST_WISH = 120


class Back:
    """A return, or an exchange: by the shop's rules, ending in a ticket whose number is told."""

    def __init__(self, exchange: bool) -> None:
        """exchange: for another one, else for the money."""
        self._exchange = exchange

    def begin(self, turn: Turn, seen: Seen, order: Order, matter: Matter) -> None:
        """(see `order_cases.Case`)."""
        if self._exchange and may_change(order):  # it has not left yet: nothing needs to come back
            from actions.order_cases import CASES

            CASES["variant"].begin(turn, seen, order, {**matter, "wish": "variant"})
            return
        line = which_line(turn, order, matter)
        if line is None:
            return
        today = turn.now.date()
        refusal = refusal_of_return(order, line, kind_of(turn.shop, line), today, self._exchange)
        if refusal:
            rules = get_order_rules()
            settled(turn)
            turn.say(f"utter_order_refused_{refusal}", number=order.number, item=line.name,
                     days=rules.exchange_days if self._exchange else rules.return_days,
                     status=status(turn.fill, order, delay_of(order, today) is not None))
        elif self._exchange and not matter.get("wanted"):
            ask(turn, "order_new", matter, "utter_order_ask_instead", item=item(turn.fill, line))
        else:
            self._register(turn, order, item(turn.fill, line), matter)

    def take(self, turn: Turn, seen: Seen, order: Order, matter: Matter, question: str) -> None:
        """(see `order_cases.Case`)."""
        if question == "order_item":
            self.begin(turn, seen, order, {**matter, "line": take_line(turn, order)})
        elif is_no(turn.text) or turn.intent in ("deny", "cancel"):
            turn.say("utter_order_nothing_done", number=order.number)
            settled(turn)
        else:
            self.begin(turn, seen, order, {**matter, "wanted": turn.said_by_person[:LONGEST_WISH]})

    def _register(self, turn: Turn, order: Order, what: str, matter: Matter) -> None:
        kind, wanted = ("exchange" if self._exchange else "return"), str(matter.get("wanted") or "")
        subject = turn.fill(f"utter_subject_{kind}", order=order.number, item=what, wanted=wanted)
        done = into_crm(turn, "open_ticket", kind=kind, order_number=order.number, subject=subject,
                        details={"product": what, "wish": wanted, "said": matter.get("said")})
        settled(turn)
        if done:
            branches = [b.name for b in turn.shop.company.profile.branches]
            turn.say(f"utter_order_{kind}_registered", number=done["number"], item=what, wanted=f"«{wanted}»",
                     back=turn.fill("utter_order_send_back", branches=wording.listing(branches, "or")),
                     days=get_order_rules().refund_business_days)
