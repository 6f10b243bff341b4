"""Among the offers: what a message changes of the need, in words."""
from __future__ import annotations

from datetime import date

from actions.beside_the_search import before_this_message
from actions.information_gathering import in_dollars, told_in_this_message
from actions.need_in_words import parts_of
from actions.turn import Turn
from hilo import wording
from hilo.business.goods import Product
from hilo.solution.changed import Change, change_of
from hilo.solution.gathering import NEED, Message

ASKED = "utter_ask_"
OPEN = {"budget": "utter_summary_any_budget", "needed_by": "utter_summary_any_date", "color": "utter_summary_any_color"}


def change_told(turn: Turn, options: list[Product]) -> Change:
    """What this message changes of the need for which these were shown."""
    before = {name: before_this_message(turn.tracker, name) for name in NEED}
    heard = told_in_this_message(turn.tracker)
    before = {name: value if name in heard else turn.slot(name) for name, value in before.items()}
    kinds = {one.type for one in options}
    before["product"] = kinds.pop() if len(kinds) == 1 else before["product"]
    told = {name: value for name, value in heard.items() if name not in ("product", "quantity", "city")}
    message = Message(turn.text, turn.intent, (turn.message.get("intent") or {}).get("confidence") or 0.0, told,
                      turn.text_without("city", "person_name"))
    asked = next((name for name in NEED if turn.said_lately(f"{ASKED}{name}", 1)), None)
    return change_of(turn.shop, before, message, turn.now.date(), asked)


def say_change(turn: Turn, change: Change) -> bool:
    """Says what has changed, and sets it; asks for what was only named. Whether it is to be searched again."""
    for name, value in change.slots.items():
        turn.set(name, value)
    turn.tracker.slots.update(change.slots)
    for response in change.outcome.say:
        day = str(change.slots.get("needed_by") or "")[:10]
        turn.say(response, date=wording.day(date.fromisoformat(day)) if day[:1].isdigit() else "",
                 size=change.slots.get("size"), length=f"{change.outcome.foot or 0:g}".replace(".", ","))
    told = {name: value for name, value in change.changed.items() if value is not None}
    parts = [*parts_of(turn, told).values(), *(turn.fill(OPEN[name]) for name in change.changed
                                               if name not in told and name in OPEN)]
    if parts:
        turn.say("utter_searched_again", changes=wording.listing(parts))
    elif change.asks == "size" and turn.told("size"):
        turn.say("utter_ask_other_size", size=turn.told("size"))
    elif change.asks == "color":
        turn.say("utter_ask_other_color")
    elif change.asks:
        turn.say(f"{ASKED}{change.asks}{in_dollars(turn) if change.asks == 'budget' else ''}")
    return bool(parts)
