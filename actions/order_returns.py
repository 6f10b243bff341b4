"""Something that arrived goes back: for another one, or for the money."""
from __future__ import annotations

import re
from typing import Any

from actions.asking import ask, settled
from actions.crm import into_crm
from actions.order_changes import other_variants, take_line, variant_words, which_line
from actions.turn import Turn
from hilo import wording
from hilo.crm.orders import Order
from hilo.orders.answers import agrees, leaves
from hilo.orders.delay import delay_of
from hilo.orders.may import kind_of, may_cancel, may_change, refusal_of_return
from hilo.orders.policy import get_order_rules
from hilo.orders.seen import Seen
from hilo.orders.variants import wanted_in
from hilo.orders.words import item, status

Matter = dict[str, Any]
LONGEST_WISH = 120
_BY = re.compile(r"^\W*por\s+", re.IGNORECASE)
"""«Por uno azul»: the text says «por» itself."""


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
        if not self._exchange and may_cancel(order):  # money back for what has not come: it is called off
            from actions.order_cases import CASES

            CASES["cancel"].begin(turn, seen, order, {**matter, "wish": "cancel"})
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
        elif self._exchange:
            wanted = wanted_in(turn.shop, str(matter["wanted"]), matter.get("color"), matter.get("size"))
            others = other_variants(turn, line, wanted)
            if others:
                ask(turn, "order_new", {**matter, "wanted": None}, "utter_order_variant_sold_out", name=line.name,
                    others=others, variant=variant_words(turn, wanted.color or "", wanted.size or ""))
                return
            self._register(turn, order, item(turn.fill, line), matter)
        elif matter.get("agreed"):
            self._register(turn, order, item(turn.fill, line), matter)
        else:
            buttons = [{"title": turn.fill(name), "payload": turn.fill(name)}
                       for name in ("utter_button_yes_return", "utter_button_leave")]
            ask(turn, "order_confirm", matter, "utter_order_confirm_return", buttons, number=order.number,
                item=item(turn.fill, line))

    def take(self, turn: Turn, seen: Seen, order: Order, matter: Matter, question: str) -> None:
        """(see `order_cases.Case`)."""
        if question == "order_item":
            self.begin(turn, seen, order, {**matter, "line": take_line(turn, order)})
        elif leaves(turn.text, turn.intent) or (question == "order_confirm" and not agrees(turn.text, turn.intent)):
            turn.say("utter_order_nothing_done", number=order.number)
            settled(turn)
        elif question == "order_confirm":
            self.begin(turn, seen, order, {**matter, "agreed": True})
        else:
            self.begin(turn, seen, order, {**matter, "wanted": _BY.sub("", turn.said_by_person)[:LONGEST_WISH],
                                           "color": turn.entity("color"), "size": turn.entity("size")})

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
