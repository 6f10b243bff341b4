"""The support flow: what fails and how, what to try, and a ticket where that does not help."""
from __future__ import annotations

from typing import Any

from actions.asking import ask, offer_person, settled
from actions.attachments import answer_picture_beside
from actions.company_facts import LIKELY
from actions.complaints import hear
from actions.crm import into_crm, quietly
from actions.order_delay import urgency
from actions.turn import HiloAction, Turn
from hilo import knowledge
from hilo.crm.lines import Line
from hilo.crm.orders import Order
from hilo.knowledge import Passage
from hilo.orders.may import kind_of, refusal_of_return
from hilo.orders.policy import get_order_rules
from hilo.orders.seen import Seen, Writer, look
from hilo.orders.troubles import came_so, trouble_of
from hilo.support.answers import outcome
from hilo.support.remedies import Trouble, trouble_called, trouble_in

Matter = dict[str, Any]
FEW_WORDS = 4
"""«No me funciona» tells no symptom yet."""
THING = 2
"""Words in which the thing itself is named («la gorra»)."""
AT_ONCE = 2
"""Things to try that are told in one message."""
SHOP_ITSELF = "page"
"""Instead of a product: our own page, the account, a payment."""


class ActionSupport(HiloAction):
    """Begins with what is said already, and asks only what is missing."""

    asks_outside = True

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_support"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        said = "" if turn.text.startswith("/") else turn.said_by_person[:300]
        answer_picture_beside(turn)
        if came_so(said) and trouble_of(said) == "damaged":
            complain(turn, said)
            return
        go_on(turn, {"said": said, "product": turn.product_named(), "urgency": urgency(turn)})


class ActionSupportAnswer(HiloAction):
    """Takes what was asked: which thing, what it does, whether it helped."""

    asks_outside = True

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_support_answer"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        matter: Matter = dict(turn.slot("matter") or {})
        if turn.slot("open_question") == "support_solved":
            self._tried(turn, matter)
            return
        if turn.intent in ("deny", "cancel"):
            turn.say("utter_cancel")
            settled(turn)
            return
        said = "\n".join(part for part in (matter.get("said"), turn.said_by_person[:300]) if part)
        go_on(turn, {**matter, "said": said, "product": turn.product_named() or matter.get("product"),
                     "asked": [*(matter.get("asked") or ()), turn.slot("open_question")]})

    @staticmethod
    def _tried(turn: Turn, matter: Matter) -> None:
        if outcome(turn.text, turn.intent, float((turn.message.get("intent") or {}).get("confidence") or 0)):
            turn.say("utter_support_solved")
            settled(turn)
            return
        trouble = trouble_called(str(matter.get("trouble") or ""))
        said = f"{matter.get('said')}\n{turn.said_by_person[:300]}"
        told = [*(matter.get("told") or ())]
        left = [place for place in (trouble.left(said) if trouble else ()) if place not in told]
        if trouble and left:
            try_steps(turn, {**matter, "said": said}, trouble, left)
        else:
            open_case(turn, {**matter, "said": said}, trouble)


def go_on(turn: Turn, matter: Matter) -> None:
    """The next step: which thing, what is wrong with it, what to try, or a case."""
    said, product, asked = str(matter.get("said") or ""), matter.get("product"), matter.get("asked") or ()
    kind = turn.shop.words.type_of(str(product)) if product else None
    trouble = trouble_in(said, kind)
    faq = _known_answer(said) if said and not product else None
    if trouble and trouble.danger:
        turn.say("utter_support_safety", safety=trouble.safety)
        open_case(turn, {**matter, "urgency": "high"}, trouble)
    elif trouble and product:
        left = trouble.left(said)
        if left:
            try_steps(turn, matter, trouble, left)
        else:
            open_case(turn, matter, trouble)
    elif faq and not trouble:
        ask_solved(turn, {**matter, "product": SHOP_ITSELF}, "utter_support_faq", regret=regret(turn),
                   answer=faq.said(turn.register))
    elif not product and "support_product" not in asked:
        ask(turn, "support_product", matter, "utter_support_ask_product", regret=regret(turn))
    elif product and len(said.split()) <= FEW_WORDS + THING and trouble is None and "support_symptom" not in asked:
        ask(turn, "support_symptom", matter, "utter_support_ask_symptom", product=product,
            regret=regret(turn))
    else:
        open_case(turn, matter, trouble)


def _known_answer(said: str) -> Passage | None:
    """The approved answer; few words must say it clearly."""
    words = len(said.split())
    if words < FEW_WORDS:
        return None
    found = knowledge.answer(said, "technical_support", LIKELY if words > FEW_WORDS else None)
    return found.passage if found and found.passage.kind == "faq" else None


def complain(turn: Turn, said: str) -> None:
    """It came damaged: that is no fault to be looked for, but to be made good."""
    seen = quietly(lambda crm: look(crm, Writer(turn.tracker.sender_id, turn.channel, turn.written_from)))
    if not turn.mood:
        turn.say("utter_complaint_sorry")
    hear(turn, seen or Seen(), {"said": said, "urgency": urgency(turn)})


def regret(turn: Turn) -> str:
    """Where the mood has not been answered already."""
    return "" if turn.said_now("utter_mood_") else turn.fill("utter_support_sorry")


def try_steps(turn: Turn, matter: Matter, trouble: Trouble, left: list[int]) -> None:
    """Tells what to try next."""
    now, told = left[:AT_ONCE], list(matter.get("told") or ())
    steps = "\n".join(f"- {trouble.steps[place].text}" for place in now)
    ask_solved(turn, {**matter, "trouble": trouble.id, "told": [*told, *now]},
               "utter_support_try" if not told else "utter_support_try_more", steps=steps,
               regret=regret(turn), spoken=" ".join(trouble.steps[place].text for place in now))


def ask_solved(turn: Turn, matter: Matter, response: str, **values: Any) -> None:
    """Tells something to try, and asks whether it helped."""
    buttons = [{"title": turn.fill(name), "payload": turn.fill(name)}
               for name in ("utter_button_solved", "utter_button_not_solved")]
    ask(turn, "support_solved", matter, response, buttons, **values)


def open_case(turn: Turn, matter: Matter, trouble: Trouble | None) -> None:
    """A ticket with all that was said, and what the warranty means for it."""
    product = matter.get("product")
    kind = turn.shop.words.type_of(str(product)) if product else None
    seen = quietly(lambda crm: look(crm, Writer(turn.tracker.sender_id, turn.channel, turn.written_from)))
    bought = _bought(turn, seen, kind) if kind and seen else None
    steps = [trouble.steps[place].text for place in matter.get("told") or ()] if trouble else []
    what = str(product) if product and product != SHOP_ITSELF else turn.fill("utter_support_page")
    done = into_crm(turn, "open_ticket", kind="support", urgency=matter.get("urgency") or urgency(turn),
                    subject=turn.fill("utter_subject_support", product=what),
                    order_number=bought[0].number if bought else None,
                    details={"product": what, "symptom": matter.get("said"), "steps": steps})
    settled(turn)
    if done is None:
        return
    if product == SHOP_ITSELF or kind is None:
        offer_person(turn, "utter_support_case", number=done["number"])
    else:
        turn.say("utter_support_case_product", number=done["number"], warranty=_warranty(turn, kind, bought))


def _bought(turn: Turn, seen: Seen, kind: str) -> tuple[Order, Line] | None:
    """The order in which the thing was bought, the newest."""
    return next(((order, line) for order in seen.orders for line in order.lines
                 if order.status == "delivered" and kind_of(turn.shop, line) == kind), None)


def _warranty(turn: Turn, kind: str, bought: tuple[Order, Line] | None) -> str:
    if bought is None:
        return turn.fill("utter_support_warranty_unknown", months=get_order_rules().warranty_of(kind))
    order, line = bought
    over = refusal_of_return(order, line, kind, turn.now.date(), exchange=True, defect=True)
    return turn.fill("utter_support_warranty_over" if over else "utter_support_warranty", order=order.number,
                     months=get_order_rules().warranty_of(kind))
