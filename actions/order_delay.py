"""A late order: what is said of it unasked, and the way out that the person chooses."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from actions.asking import Button, ask, offer_person, settled
from actions.crm import into_crm
from actions.turn import Turn
from hilo import wording
from hilo.crm.orders import Order
from hilo.crm.tickets import Ticket
from hilo.orders.compensation import Offer, granted_for, offer_for
from hilo.orders.delay import Delay, branch_near, ready_by
from hilo.orders.seen import Seen
from hilo.orders.wishes import asks_why
from hilo.orders.words import gift, items

QUESTION = "order_solution"
JUST_TOLD = 2
"""Messages within which a delay that was told is not told again word for word."""
LIVE = ("open", "waiting")
ABOUT_DELAY = "delay"
"""`details.trouble` of a ticket about a delay."""


def case_of(seen: Seen, order: Order) -> Ticket | None:
    """The ticket that is already open about an order's delay."""
    return next((t for t in seen.tickets if t.order_number == order.number and t.status in LIVE
                 and t.details.get("trouble") == ABOUT_DELAY), None)


def offer_of(turn: Turn, seen: Seen, delay: Delay) -> Offer | None:
    """What the policy offers for it; an order is compensated once."""
    if granted_for(delay.order.number, seen.coupons):
        return None
    return offer_for("delay", delay.days, seen.loyalty_before(delay.order), turn.now.date())


def tell_delay(turn: Turn, seen: Seen, delay: Delay, beside: Callable[[], None] = lambda: None) -> None:
    """Says that an order is late, without being asked, and what can be done about it. beside: says what stands between
    the two."""
    order, known = delay.order, case_of(seen, delay.order)
    regretted = turn.said_now("utter_mood_", "utter_complaint_sorry", "utter_greet_upset")
    facts = {"number": order.number, "items": items(turn.fill, order), "news": news(turn, delay),
             "regret": "" if regretted else turn.fill("utter_delay_sorry")}
    branch = next((b for b in turn.shop.company.profile.branches if b.id == order.delivery.get("branch")), None)
    if known and branch and order.delivery.get("way") == "pick_up":
        turn.say("utter_delay_at_branch", **facts, ticket=known.number, branch=branch.name)
        beside()
        settled(turn)
        return
    if turn.said_lately("utter_delay_found", JUST_TOLD) and not known:
        if not regretted and not asks_why(turn.text):
            turn.say("utter_delay_heard")
    elif known:
        turn.say("utter_delay_known", **facts, ticket=known.number)
    elif delay.promised:
        turn.say("utter_delay_found", **facts, promised=wording.day(delay.promised))
    else:
        turn.say("utter_delay_found_no_promise", **facts)
    if asks_why(turn.text):
        turn.say("utter_delay_why")
    beside()
    ask_way_out(turn, seen, delay)


def ask_way_out(turn: Turn, seen: Seen, delay: Delay, response: str | None = None) -> None:
    """Names the ways out; who waits already is not offered to wait."""
    known = case_of(seen, delay.order)
    ways = _ways(turn, delay, with_wait=known is None)
    listed = "\n".join(f"{place}. {words}" for place, (_, words, _) in enumerate(ways, 1))
    spoken = wording.listing([said for _, _, said in ways], "or")
    response = response or ("utter_delay_still_options" if known else "utter_delay_options")
    offer = offer_of(turn, seen, delay)
    buttons: list[Button] = [{"title": turn.fill(f"utter_button_{_button(way)}"),
                              "payload": turn.fill(f"utter_button_{_button(way)}")} for way, _, _ in ways]
    matter = {"wish": "delay", "order": delay.order.number, "ways": [way for way, _, _ in ways]}
    ask(turn, QUESTION, matter, response, buttons, list=listed, spoken=spoken,
        gift="" if known else _promised_gift(turn, offer))


def settle_delay(turn: Turn, seen: Seen, delay: Delay, way: str) -> None:
    """Carries out what was chosen: to wait, or to pick it up; with its compensation."""
    order, branch, today = delay.order, branch_near(turn.shop, delay.order, turn.told("city")), turn.now.date()
    offer = offer_of(turn, seen, delay)
    picks_up = way == "pick_up" and branch is not None
    subject = turn.fill("utter_subject_pick_up", order=order.number, branch=branch.name) if picks_up and branch else (
        turn.fill("utter_subject_delay", order=order.number))
    delivery: dict[str, Any] | None = None
    if picks_up and branch:
        delivery = {**order.delivery, "way": "pick_up", "branch": branch.id}
    done = into_crm(turn, "settle_trouble", order=order.number, kind="complaint", subject=subject,
                    urgency=urgency(turn), delivery=delivery, gift=as_data(offer),
                    details={"trouble": ABOUT_DELAY, "days_late": delay.days, "way": way,
                             "said": turn.said_by_person[:300]})
    settled(turn)
    if done is None:
        return
    values = {"number": done["number"], "order": order.number, "gift": gift(turn.fill, done)}
    if picks_up and branch:
        turn.say("utter_delay_pick_up", **values, branch=branch.name, address=branch.address,
                 ready=wording.day(ready_by(turn.shop, today)))
    else:
        turn.say("utter_delay_waiting", **values, news=f"{news(turn, delay)} ")


def refuse_ways(turn: Turn) -> None:
    """None of them will do."""
    offer_person(turn, "utter_delay_none")


def news(turn: Turn, delay: Delay) -> str:
    """The new day, or that there is none yet."""
    if delay.new_date is None:
        return turn.fill("utter_delay_no_date")
    return turn.fill("utter_delay_new_date", date=wording.day(delay.new_date))


def urgency(turn: Turn) -> str:
    """Of a ticket: as the message reads, higher where somebody is upset."""
    label = str((turn.message.get("urgency") or {}).get("label") or "medium")
    return "high" if turn.mood == "anger" else label


def as_data(offer: Offer | None) -> dict[str, Any] | None:
    """An offer for the job that grants it."""
    return {"percent": offer.percent, "until": offer.valid_until.isoformat()} if offer else None


def _ways(turn: Turn, delay: Delay, with_wait: bool) -> list[tuple[str, str, str]]:
    """Each way out: its name, in writing, and in speech."""
    branch = branch_near(turn.shop, delay.order, turn.told("city"))
    ways: list[tuple[str, str, str]] = []
    if with_wait:
        ways.append(("wait", turn.fill("utter_delay_option_wait"), turn.fill("utter_delay_spoken_wait")))
    if branch:
        where = {"branch": branch.name, "ready": wording.day(ready_by(turn.shop, turn.now.date()))}
        ways.append(("pick_up", turn.fill("utter_delay_option_pick_up", **where, address=branch.address),
                     turn.fill("utter_delay_spoken_pick_up", **where)))
    ways.append(("cancel", turn.fill("utter_delay_option_cancel"), turn.fill("utter_delay_spoken_cancel")))
    return ways


def _button(way: str) -> str:
    return "cancel_order" if way == "cancel" else way


def _promised_gift(turn: Turn, offer: Offer | None) -> str:
    """What is offered for a delay, as a sentence; empty where nothing is."""
    if offer is None:
        return ""
    if offer.percent is None:
        return turn.fill("utter_delay_gift_shipping")
    return turn.fill("utter_delay_gift_percent", percent=offer.percent)
