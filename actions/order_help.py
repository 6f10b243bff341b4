"""The order_help flow: whose order, what is wanted with it, and carrying it out."""
from __future__ import annotations

from typing import Any

from actions.asking import ask, asked_about, offer_person, settled
from actions.crm import from_crm
from actions.known import answer_from_knowledge, say_found
from actions.order_cases import CASES
from actions.order_delay import tell_delay
from actions.order_number import SOON, ask_number, tells_buyer, without_number
from actions.order_troubles import said_without_number
from actions.team_promises import tell_promised
from actions.turn import HiloAction, Turn
from hilo import knowledge
from hilo.crm.embedded.orders import plain
from hilo.crm.orders import Order
from hilo.memory.proven import PROVEN_ORDER, proof
from hilo.orders.answers import asks_how_long, is_unknown
from hilo.orders.delay import delay_of, worst_delay
from hilo.orders.may import holds, may_cancel, may_change
from hilo.orders.seen import Seen, Writer, belongs_to, look, of_same_person
from hilo.orders.troubles import trouble_of
from hilo.orders.wishes import asks_rules, number_in, order_meant, speaks_of_own, supposes, wish_of
from hilo.orders.words import MOST_SHOWN, items, numbered, status
from hilo.spanish.courtesy import without_courtesies

Matter = dict[str, Any]
MOST_TRIES = 3
"""Wrong proofs in a day after which only people go on: numbers can be guessed."""
ABOUT_RULES, BESIDE = 0.15, 0.6
"""Probability from which an approved answer serves whoever asks about the rules alone; else whose order is asked."""
BACK = frozenset({"return", "exchange", "not_received", "trouble"})
"""Wishes about what has come, rather than about what is under way."""


def look_up(turn: Turn) -> Seen | None:
    """The orders that this person may see from here; None where the CRM does not answer, which is said."""
    writer = Writer(turn.tracker.sender_id, turn.channel, turn.written_from)
    return from_crm(turn, lambda crm: look(crm, writer))


def found(turn: Turn) -> None:
    """Somebody with an order is a customer."""
    if turn.slot("contact_stage") != "customer":
        turn.set("contact_stage", "customer")
        turn.remember("shop_event", event="order_found")


class ActionOrderHelp(HiloAction):
    """Begins with what is wanted; an order that is late is told of without being asked for."""

    asks_outside = True

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_order_help"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        if tell_promised(turn):
            return
        wish: str = wish_of(turn.text, turn.intent)
        asks = wish in ("return", "exchange") and not turn.text.startswith("/") and asks_rules(turn.text)
        own = asks and speaks_of_own(turn.text)
        if turn.slot("open_question") == "buy" and not own and asks_rules(turn.text) and answer_from_knowledge(
                turn, turn.intent, ABOUT_RULES):
            return  # «¿qué garantía tiene?»: of what was just shown; which one is still to be said
        if asks and not own and answer_rules(turn):
            return
        trouble = trouble_of(turn.text)
        if wish in ("return", "exchange") and trouble not in (None, "delay"):
            wish = "trouble"
        seen = look_up(turn)
        if seen is None:
            settled(turn)
            return
        number = turn.entity("order_number")
        if own and wish != "trouble":
            tell_rules(turn)
        go_on(turn, seen, {"wish": wish, "trouble": trouble, "said": turn.said_by_person[:300],
                           **({"order": plain(str(number))} if number else {}),
                           **{name: turn.entity(name) for name in ("size", "color", "product") if turn.entity(name)}})


class ActionOrderAnswer(HiloAction):
    """Takes the answer to what was asked about an order."""

    asks_outside = True

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_order_answer"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        matter: Matter = dict(turn.slot("matter") or {})
        question = turn.slot("open_question")
        seen = look_up(turn)
        if seen is None:
            settled(turn)
        elif question == "order_which":
            take_which(turn, seen, matter)
        elif question == "order_proof":
            take_proof(turn, seen, matter)
        else:
            order = seen.named(matter.get("order"))
            if order is None:  # nobody else's, whatever the slot says
                go_on(turn, seen, {"wish": matter.get("wish") or "status"})
            else:
                CASES[matter["wish"]].take(turn, seen, order, matter, str(question))


def go_on(turn: Turn, seen: Seen, matter: Matter) -> None:
    """The next step of a matter: which order, whose, then its own steps."""
    named = matter.get("order") or asked_about(turn, "order_proof").get("order")  # who goes on about it has named it
    number = plain(str(named)) if named else None
    if number and seen.named(number) is None:
        _ask_proof(turn, seen, {**matter, "order": number})
        return
    if not seen.orders and said_without_number(turn):
        without_number(turn, matter)
        return
    if not seen.orders:
        ask_number(turn, matter)
        return
    found(turn)
    order = seen.named(number) or _only_one(turn, seen, matter)
    if order is None:
        _ask_which(turn, seen, matter, "utter_order_ask_which")
        return
    begin(turn, seen, order, {**matter, "order": order.number})


def begin(turn: Turn, seen: Seen, order: Order, matter: Matter) -> None:
    """What is wanted with an order that is known."""
    delay = delay_of(order, turn.now.date())
    if matter["wish"] == "status" and delay:
        tell_delay(turn, seen, delay)
        return
    CASES[matter["wish"]].begin(turn, seen, order, matter)


def candidates(turn: Turn, seen: Seen, wish: str) -> tuple[Order, ...]:
    """The orders that may be meant: for what comes back those that came, else those under way; else the newest."""
    recent = seen.recent(turn.now.date())
    fitting = {"cancel": may_cancel, "address": may_change, "variant": may_change}.get(wish)
    able = tuple(order for order in seen.open if fitting and fitting(order))
    if able:
        return able
    first, then = (recent, seen.open) if wish in BACK else (seen.open, recent)
    return first or then or seen.orders[:1]


def _only_one(turn: Turn, seen: Seen, matter: Matter) -> Order | None:
    """The one that can be meant; of several the one that the message names, or the late one."""
    possible = candidates(turn, seen, matter["wish"])
    thing = str(matter.get("product") or "")
    if thing:
        came = tuple(order for order in seen.orders if order.status == "delivered")
        for orders in (possible, came if matter["wish"] in BACK else (), seen.orders):
            holding = [order for order in orders if holds(turn.shop, order, thing)]
            if len(holding) == 1 or (holding and orders is not possible):
                return holding[0]  # the newest
            if holding:
                return None
        if matter["wish"] != "status":
            return None  # not another thing than the one that was named
    if len(possible) == 1:
        return possible[0]
    late = worst_delay(possible, turn.now.date()) if matter["wish"] == "status" else None
    return late.order if late else None


def _ask_which(turn: Turn, seen: Seen, matter: Matter, response: str) -> None:
    shown = candidates(turn, seen, matter["wish"])[:MOST_SHOWN]
    today = turn.now.date()
    rows = [{"number": o.number, "items": items(turn.fill, o),
             "status": status(turn.fill, o, delay_of(o, today) is not None)} for o in shown]
    spoken = [turn.fill("utter_order_list_spoken", items=row["items"], status=row["status"]) for row in rows]
    buttons = [{"title": o.number, "payload": o.number} for o in shown]
    ask(turn, "order_which", {**matter, "shown": [o.number for o in shown]}, response, buttons,
        list=numbered(turn.fill, "utter_order_list_item", rows), spoken="; ".join(spoken))


def take_which(turn: Turn, seen: Seen, matter: Matter) -> None:
    """The answer to which order: one of those shown, or a number."""
    shown = [order for order in seen.orders if order.number in (matter.get("shown") or ())]
    meant = order_meant(turn.text, shown)
    number = turn.entity("order_number") or number_in(turn.text)
    if meant:
        begin(turn, seen, meant, {**matter, "order": meant.number})
    elif number:
        go_on(turn, seen, {**matter, "order": plain(str(number))})
    elif not shown and (is_unknown(turn.text) or tells_buyer(turn)):
        without_number(turn, matter)
    elif shown and asks_how_long(turn.text):
        _ask_which(turn, seen, matter, "utter_order_ask_which")
    elif asks_how_long(turn.text) and not turn.said_lately("utter_order_how_long", SOON):
        ask(turn, "order_which", matter, "utter_order_how_long")
    elif turn.intent in ("deny", "cancel"):
        turn.say("utter_cancel")
        settled(turn)
    elif shown and not matter.get("again_which"):
        _ask_which(turn, seen, {**matter, "again_which": True}, "utter_order_which_again")
    elif shown:
        without_number(turn, matter)
    else:
        ask_number(turn, matter)


def _ask_proof(turn: Turn, seen: Seen, matter: Matter) -> None:
    """Whether there is no such order, or it is somebody else's: the same is said. Who has proven one order of theirs
    need only name another."""
    also = from_crm(turn, lambda crm: of_same_person(crm, str(matter["order"]), seen))
    if also is None:
        settled(turn)
    elif also.orders:
        _show_proven(turn, also, matter)
    elif _tries(turn) >= MOST_TRIES:
        offer_person(turn, "utter_order_not_found_people")
    elif turn.entity("phone") or turn.entity("email"):
        check_proof(turn, matter)
    else:
        ask(turn, "order_proof", matter, "utter_order_ask_proof", number=matter["order"])


def take_proof(turn: Turn, seen: Seen, matter: Matter) -> None:
    """The phone or e-mail with which an order was placed, or another number."""
    number = turn.entity("order_number")
    if number:
        matter = {**matter, "order": plain(str(number))}
    if turn.entity("phone") or turn.entity("email"):
        check_proof(turn, matter)
    elif number:
        _ask_proof(turn, seen, matter)
    elif is_unknown(turn.text):
        without_number(turn, matter)
    else:
        _not_found(turn, matter)


def check_proof(turn: Turn, matter: Matter) -> None:
    """Shows an order to whoever names it together with the address it was placed with."""
    number, phone, email = str(matter["order"]), turn.entity("phone"), turn.entity("email")
    proven = from_crm(turn, lambda crm: belongs_to(crm, number, phone, email))
    if proven is None:
        settled(turn)
    elif not proven.orders:
        _not_found(turn, matter)
    else:
        _show_proven(turn, proven, matter)


def _show_proven(turn: Turn, proven: Seen, matter: Matter) -> None:
    order = proven.orders[0]
    turn.remember("fact", name=PROVEN_ORDER, value=proof(order.number, turn.channel, turn.written_from))
    found(turn)
    begin(turn, proven, order, {**matter, "order": order.number})


def _not_found(turn: Turn, matter: Matter) -> None:
    tries = _tries(turn) + 1
    turn.set("proof_tries", {"on": turn.now.date().isoformat(), "count": tries})
    if tries >= MOST_TRIES:
        offer_person(turn, "utter_order_not_found_people")
    else:
        ask(turn, "order_proof", matter, "utter_order_not_found", number=matter["order"])


def _tries(turn: Turn) -> int:
    """Wrong proofs of today."""
    before = turn.slot("proof_tries") or {}
    return int(before["count"]) if before.get("on") == turn.now.date().isoformat() else 0


def tell_rules(turn: Turn) -> None:
    """The approved answer alone, where there is one: the case goes on by itself."""
    found = knowledge.answer(turn.text, turn.intent, BESIDE)
    if found is not None:
        turn.say("utter_return_exchange_told", answer=found.passage.said(turn.register))


def answer_rules(turn: Turn) -> bool:
    """The approved answer about exchanges and returns, and how to begin one, unless it is only supposed, or nothing is
    chosen yet; False where there is none."""
    found = knowledge.answer(without_courtesies(turn.text), turn.intent, ABOUT_RULES)
    if found is None:
        return False
    settled(turn)
    if supposes(turn.text) or turn.tracker.active_loop_name:
        say_found(turn, found)
        return True
    turn.say_with_buttons("utter_return_exchange_rules", [
        {"title": turn.fill(name), "payload": turn.fill(name)} for name in ("utter_button_exchange",
                                                                           "utter_button_return")],
        answer=found.passage.said(turn.register))
    return True
