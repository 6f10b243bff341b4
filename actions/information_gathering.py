"""The form that gathers a need: reads each answer, asks what is open, confirms with a summary."""
from __future__ import annotations

from abc import abstractmethod
from datetime import date
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecutionRejected, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.asked_besides import answer_asked_besides, answer_paying_beside_an_answer
from actions.beside_the_search import beside_the_search
from actions.goods_asked import say_prices, say_sizes
from actions.goods_meant import answer_about_goods
from actions.known import answer_from_knowledge
from actions.need_in_words import ask_whether_right, parts_of
from actions.told_slots import name_of_place, told_in_this_message
from actions.turn import HiloAction, Turn
from actions.whereabouts import currency_here
from hilo import wording
from hilo.followups import resuming
from hilo.knowledge.asked import is_question
from hilo.orders.answers import is_unknown
from hilo.solution import gathering
from hilo.solution.weeks import month_alone
from hilo.spanish.mood import DOWN

FORM = "information_gathering_form"
CHOICES = "utter_ask_product_choices"
LATEST = ("utter_needed_by_week", "utter_needed_by_latest")
"""Texts that say by which day a time is counted."""
BEFORE_ANSWERS = ("action_listen", "action_take_note")
"""Actions after which nothing of the message has been answered."""


def returns_from_an_aside(tracker: Tracker) -> bool:
    """Whether the rules have already dealt with this message."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return False
        if event.get("event") == "action_execution_rejected":
            return True
    return False


class ValidateInformationGatheringForm(Action):
    """Reads the message as an answer; leaves to the rules what is not one."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return f"validate_{FORM}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """(see parent class for full docstring)."""
        turn = Turn(dispatcher, tracker)
        asked = tracker.get_slot("requested_slot") if tracker.active_loop_name == FORM else None
        if returns_from_an_aside(tracker):
            still = asked if asked and tracker.get_slot(asked) is None else None
            return [SlotSet("requested_slot", still or gathering.next_open(turn.shop, tracker.slots))]
        told, known = told_in_this_message(tracker), dict(tracker.slots)
        if told.get("product"):
            told["product"] = known["product"] = turn.product_named() or told["product"]
        put_back = name_of_place(turn, told, known) if asked == "city" else {}
        message = gathering.Message(turn.text, turn.intent, (turn.message.get("intent") or {}).get("confidence") or 0,
                                    told, turn.text_without("city", "person_name"))
        after_call = bool(tracker.get_slot("need_from_call"))
        beside = beside_the_search(turn, FORM, asked, message) if asked and not after_call else None
        if beside is not None:
            return beside
        if after_call:
            outcome = gathering.go_on(turn.shop, known, message, turn.now.date())
        else:
            outcome = gathering.read(turn.shop, asked, known, message, turn.now.date(),
                                     turn.said_lately(f"utter_more_detail_{asked}", 1),
                                     turn.said_lately(CHOICES, 1))
        if asked and not after_call and (self._comforts(turn, message, outcome) or (
                not outcome.left_to_rules and self._answers_question(turn, message, outcome))):
            return turn.events
        # Rasa takes a validation that sets no slot for a refusal to run the form.
        slots = {"summary_confirmed": None, **outcome.slots}
        slots = {**put_back, **slots}
        if known.get("product") != tracker.get_slot("product"):  # «una mochila para la laptop»
            slots = {"product": known["product"], **slots}
        if after_call:
            slots["need_from_call"] = None
        doubtful = tracker.get_slot("doubtful") or []
        if doubtful:  # what is said in writing is in doubt no longer
            slots["doubtful"] = [name for name in doubtful if name not in {*message.told, *outcome.slots}] or None
        turn.events = [SlotSet(name, value) for name, value in slots.items()]
        if outcome.left_to_rules:
            return [*turn.events, ActionExecutionRejected(FORM)]
        turn.answer_mood()
        if asked is None:
            turn.answer_greeting()
            if tracker.latest_action_name in BEFORE_ANSWERS:
                answer_asked_besides(turn)
            turn.set("open_question", None)
            turn.set("contact_stage", "interested")
            turn.set(resuming.SLOT, None)
        else:
            answer_paying_beside_an_answer(turn)
        kind = turn.shop.words.type_of(message.told.get("product") or turn.told("product"))
        if outcome.tells_prices and kind:
            say_prices(turn, kind)
        if outcome.tells_sizes and kind:
            say_sizes(turn, kind)
        for response in outcome.say:
            day = str(outcome.slots.get("needed_by") or "")[:10]
            date_told = wording.day(date.fromisoformat(day)) if response in LATEST else ""
            response += in_dollars(turn) if response == "utter_more_detail_budget" else ""
            turn.say(response, product=message.told.get("product"), date=date_told, size=outcome.slots.get("size"),
                     length=f"{outcome.foot or 0:g}".replace(".", ","), place=outcome.place)
        heard = {**message.told, **outcome.slots}
        if not after_call and not outcome.say and not gathering.answers(asked or "product", heard):
            self._acknowledge(turn, heard)
        turn.set("requested_slot", outcome.ask)
        return turn.events

    @staticmethod
    def _comforts(turn: Turn, message: gathering.Message, outcome: gathering.Outcome) -> bool:
        """Meets who only says that they are sad with a warm word; the open question waits for their next message."""
        if turn.mood not in DOWN or message.intent == "complaint" or message.told or (
                set(outcome.slots) - {"summary_confirmed", "preferences"}):
            return False
        turn.events = [SlotSet("summary_confirmed", None), SlotSet("requested_slot", turn.slot("requested_slot"))]
        turn.say(f"utter_mood_{turn.mood}")
        turn.say("utter_comfort")
        return True

    def _answers_question(self, turn: Turn, message: gathering.Message, outcome: gathering.Outcome) -> bool:
        """Answers a question that would be taken for an answer of theirs, and puts the open one again; what it tells of
        the need all the same («¿son para la lluvia?») is kept."""
        told = dict(message.told)
        same_kind = turn.shop.words.type_of(told.pop("product", None)) in (
            None, turn.shop.words.type_of(turn.told("product")))
        if told or not same_kind or not is_question(turn.text) or not (
                answer_from_knowledge(turn) if turn.product_named() else
                answer_about_goods(turn)):
            return False
        uses = (outcome.slots.get("preferences") or {}).get("uses") if isinstance(
            outcome.slots.get("preferences"), dict) else None
        kept = {"preferences": outcome.slots["preferences"]} if uses else {}
        turn.events = [SlotSet(name, value) for name, value in {"summary_confirmed": None, **kept}.items()]
        turn.set("requested_slot", gathering.next_open(turn.shop, {**turn.tracker.slots, **kept}))
        return True

    def _acknowledge(self, turn: Turn, heard: dict[str, Any]) -> None:
        """Says what was understood of a message that answers another question than the one that was asked."""
        parts = list(parts_of(turn, heard).values())
        if parts:
            turn.say("utter_form_noted", heard=wording.listing(parts))


def in_dollars(turn: Turn) -> str:
    """The ending of texts about money for whoever is abroad and is told prices in another currency; else nothing."""
    return "_abroad" if currency_here(turn) != turn.shop.company.profile.currency else ""


class AskInForm(HiloAction):
    """Asks for one slot, unless its request for detail was just said."""

    answers_mood = False

    @property
    @abstractmethod
    def slot(self) -> str:
        """The slot it asks for."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return f"action_ask_{self.slot}"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        if not turn.said_lately("utter_more_detail_", 0) and not turn.said_lately("utter_comfort", 0):
            self.ask(turn)

    def ask(self, turn: Turn) -> None:
        """Puts the question."""
        turn.say(f"utter_ask_{self.slot}")


class ActionAskProduct(AskInForm):
    """What kind of thing."""

    slot = "product"

    def ask(self, turn: Turn) -> None:
        """Puts the question; a second time with things to choose from."""
        turn.say(CHOICES if turn.said_lately("utter_ask_product", 1) else "utter_ask_product")


class ActionAskPreferences(AskInForm):
    """How it should be."""

    slot = "preferences"


class ActionAskSize(AskInForm):
    """Which size."""

    slot = "size"


class ActionAskBudget(AskInForm):
    """How much may be spent."""

    slot = "budget"

    def ask(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        turn.say(f"utter_ask_budget{in_dollars(turn)}")


class ActionAskNeededBy(AskInForm):
    """By when; of a month that was told, by which of its days."""

    slot = "needed_by"

    def ask(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        month = next(filter(None, map(month_alone, turn.said_of_late)), None)
        turn.say("utter_more_detail_needed_by_month" if month else "utter_ask_needed_by", month=month)


class ActionAskCity(AskInForm):
    """Where to, when a day is to be met."""

    slot = "city"


class ActionAskSummaryConfirmed(AskInForm):
    """Says back what was understood and asks whether it is right."""

    slot = "summary_confirmed"

    def ask(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        ask_whether_right(turn)


class ActionTakeNote(HiloAction):
    """Loose data outside the form: a need begins the gathering, a name is greeted."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_take_note"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        told = set(told_in_this_message(turn.tracker)) & set(gathering.NEED)
        if turn.slot("open_question") == "person" and (turn.entity("email") or turn.entity("phone")):
            turn.set("next_step", "wait")  # by which people find what we did not
            turn.say("utter_noted_for_people")
            return
        if is_unknown(turn.text) and not told:
            turn.set("next_step", "wait")
            turn.say("utter_noted_without")
            return
        if told or turn.shop.words.uses_in(turn.text):
            turn.set("next_step", "gather")
            return
        turn.set("next_step", "wait")
        if turn.entity("person_name"):
            turn.say("utter_nice_to_meet", name=str(turn.entity("person_name")).split()[0])
        else:
            turn.say("utter_noted_ask_more")


class ActionDropNeed(HiloAction):
    """Forgets the need that was being gathered."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_drop_need"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        turn.close_form()
        for name in (*gathering.NEED, "summary_confirmed", resuming.SLOT):
            turn.set(name, None)
        turn.set("open_question", "anything_else")
        turn.say("utter_drop_need")
