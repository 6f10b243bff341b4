"""What an action sees of a turn, and the base class of all actions.

An action reads slots, asks `hilo` and names the texts to say; it writes no sentence.
"""
from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from itertools import islice, takewhile
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.greeting_back import greet_back
from actions.values_told import refuse_taken
from hilo.business.company import Shop
from hilo.business.load import get_shop
from hilo.business.offer import item_named
from hilo.clock import now
from hilo.consent.wishes import only_protests, protests
from hilo.solution.need import DECLINED
from hilo.spanish.courtesy import part_of_day
from hilo.spanish.mood import felt_first
from hilo.texts import texts
from hilo.turns.remember import SLOT as REMEMBER

_BESIDE = ThreadPoolExecutor(32, thread_name_prefix="outside")
"""Turns that wait for something outside, at the same time."""
UNDONE = "utter_refusal_undone"
LATE = 6
"""Messages of the person that a question may take up."""
MOOD_TURNS = 3
"""A mood that was answered is not answered again within so many messages of the person."""


class Turn:
    """One message of the person, with the conversation behind it."""

    def __init__(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        """Wraps Rasa's own two objects."""
        self._dispatcher = dispatcher
        self.tracker = tracker
        self.shop: Shop = get_shop()
        self._events: list[EventType] = []
        self._kept: list[dict[str, Any]] = []

    @property
    def events(self) -> list[EventType]:
        """What is to happen to the tracker; what is to be kept comes last."""
        return [*self._events, SlotSet(REMEMBER, self._kept)] if self._kept else self._events

    @events.setter
    def events(self, events: list[EventType]) -> None:
        self._events = events

    @property
    def message(self) -> dict[str, Any]:
        """The parsed message."""
        return self.tracker.latest_message or {}

    @property
    def text(self) -> str:
        """What the person wrote; a button's payload begins with '/'."""
        return self.message.get("text") or ""

    @property
    def intent(self) -> str:
        """The likeliest intent."""
        return (self.message.get("intent") or {}).get("name") or ""

    @property
    def channel(self) -> str:
        """The channel by which the message came; empty where it is not told."""
        return self.tracker.get_latest_input_channel() or ""

    @property
    def _heard(self) -> dict[str, Any]:
        """The event of the person's message; empty where nobody has said anything."""
        return next((e for e in reversed(self.tracker.events) if e.get("event") == "user"), {})

    @property
    def cause(self) -> str:
        """The name of what this turn answers, the same when it is repeated: «message:<id>»."""
        return f"message:{self._heard.get('message_id')}"

    @property
    def written_from(self) -> str:
        """The address from which the message came, as its channel writes it."""
        return str(self.came_along.get("address") or "")

    @property
    def came_along(self) -> dict[str, Any]:
        """What the channel told along with the message."""
        return self._heard.get("metadata") or {}

    @property
    def said_by_person(self) -> str:
        """The words to show for the message: a button's title, else the text."""
        return str(self.came_along.get("title") or self.text)

    @property
    def said_before(self) -> str:
        """The words of the message before this one; empty where there is none."""
        heard = [e for e in self.tracker.events if e.get("event") == "user"][-2:-1]
        return str((heard[0].get("metadata") or {}).get("title") or heard[0].get("text") or "") if heard else ""

    @property
    def said_of_late(self) -> list[str]:
        """The person's last messages, this one first; no more than belong to one need."""
        return list(islice(self.said_since(""), LATE))

    def said_since(self, action: str) -> Iterator[str]:
        """The person's messages, this one first, since that action was done last."""
        since = takewhile(lambda e: e.get("event") != "action" or e.get("name") != action,
                          reversed(self.tracker.events))
        return (str(e.get("text") or "") for e in since if e.get("event") == "user")

    @property
    def now(self) -> datetime:
        """The present moment at the company's place."""
        return now(self.shop.company.profile.time_zone)

    def slot(self, name: str) -> Any:
        """A slot's value."""
        return self.tracker.get_slot(name)

    def told(self, name: str) -> Any:
        """A slot's value, None also where the person chose not to say."""
        value = self.slot(name)
        return None if value == DECLINED else value

    def entity(self, name: str) -> Any:
        """The last value of an entity in this message, or None."""
        values = [e["value"] for e in self.message.get("entities") or [] if e.get("entity") == name]
        return values[-1] if values else None

    def text_without(self, *entities: str) -> str:
        """The text with the places of some entities left blank."""
        text = self.text
        for e in self.message.get("entities") or []:
            if e.get("entity") in entities and "start" in e:
                text = text[:e["start"]] + " " * (e["end"] - e["start"]) + text[e["end"]:]
        return text

    def product_named(self) -> Any:
        """The thing this message names; of several the last that is sold ("botas impermeables")."""
        named = [e["value"] for e in self.message.get("entities") or [] if e.get("entity") == "product"]
        sold = [n for n in named if self.shop.words.type_of(n) or item_named(self.shop, n)]
        return (sold or named or [None])[-1]

    @property
    def said_here(self) -> list[dict[str, Any]]:
        """What was said in this turn so far, as it goes to Rasa."""
        return list(self._dispatcher.messages)

    def say(self, response: str, /, **values: Any) -> None:
        """Names a text; Rasa picks its variant and fills it."""
        refuse_taken(response, values)
        self._dispatcher.utter_message(response=response, **values)

    def say_with_buttons(self, response: str, buttons: list[dict[str, str]], **values: Any) -> None:
        """Names a text and puts buttons under it."""
        refuse_taken(response, values)
        self._dispatcher.utter_message(response=response, buttons=buttons, **values)

    def say_again(self, text: str, buttons: list[dict[str, str]]) -> None:
        """Repeats a message that was already sent, word for word."""
        self._dispatcher.utter_message(text=text, buttons=buttons)

    def set(self, name: str, value: Any) -> None:
        """Sets a slot."""
        self._events.append(SlotSet(name, value))

    def close_form(self) -> None:
        """Closes an open form, so that it swallows nothing of what is said next."""
        if self.tracker.active_loop_name:
            self._events += [ActiveLoop(None), SlotSet("requested_slot", None)]

    def closed_a_form(self) -> bool:
        """Whether the rules have closed a form because of this message."""
        since = takewhile(lambda e: e.get("event") != "user", reversed(self.tracker.events))
        return any(e.get("event") == "active_loop" and e.get("name") is None for e in since)

    def remember(self, kind: str, **fields: Any) -> None:
        """Asks for something to be kept, with this turn; kinds and their fields: `hilo/turns/remember.py`."""
        self._kept.append({"kind": kind, **fields})

    @property
    def mood(self) -> str | None:
        """The mood to answer first: anger, sadness, fear or negative; None when there is no need."""
        felt = felt_first(self.message.get("sentiment") or {}, self.message.get("emotion") or {})
        only_amount = felt == "negative" and self.intent == "inform" and bool(self.entity("budget"))
        return None if only_amount else felt  # «el presupuesto son 60 euros» laments nothing

    def did_last(self, action: str) -> bool:
        """Whether that action answered the message before this one, after which nothing else was done."""
        before = (e.get("name") for e in self._before if e.get("event") == "action")
        return next((name for name in before if name != "action_listen"), None) == action

    @property
    def _before(self) -> list[dict[str, Any]]:
        """What happened before the person's message, the last first."""
        events = list(reversed(self.tracker.events))
        place = next((n for n, e in enumerate(events) if e.get("event") == "user"), len(events))
        return events[place + 1:]

    def said_lately(self, prefix: str, turns: int = MOOD_TURNS) -> bool:
        """Whether a text whose name begins so was said within the person's last messages."""
        for event in reversed(self.tracker.events):
            if event.get("event") == "user":
                turns -= 1
                if turns < 0:
                    return False
            elif event.get("event") == "bot":
                said = (event.get("metadata") or {}).get("utter_action") or ""
                if said.startswith(prefix):
                    return True
        return False

    def said_now(self, *prefixes: str) -> bool:
        """Whether this action has already said a text whose name begins so."""
        return any(str(message.get("response") or "").startswith(prefixes) for message in self._dispatcher.messages)

    def answer_mood(self) -> None:
        """Says the text for the person's mood, once."""
        if self.mood and not self.said_lately("utter_mood_"):
            self.say(f"utter_mood_{self.mood}")

    def undo_refusal(self) -> bool:
        """Gives back the messages of who never meant to refuse them, and says so; once."""
        if not (self.said_lately("utter_opt_out_", 1) and protests(self.text)) or self.said_lately(UNDONE, 0):
            return False
        self.say(UNDONE)
        self.remember("no_refusal")
        return True

    def part_of_day(self) -> str:
        """«Buenos días», as the person said it, or by the clock of the company."""
        return self.fill(f"utter_part_of_day_{part_of_day(self.text, self.now.hour)}")

    def answer_greeting(self) -> None:
        """Greets back, in a word, where a greeting stood before the matter; not twice in a day."""
        greet_back(self)

    def address(self) -> str:
        """", Ana" where the name is known, else nothing."""
        name = self.told("person_name")
        return f", {str(name).split()[0]}" if name else ""

    def fill(self, name: str, /, *, on: str | None = None, **values: Any) -> str:
        """A piece of a message, as this person is addressed; on: the channel, where it is heard in other words."""
        return texts.fill(name, register=self.register, on=on, **values)

    @property
    def register(self) -> str | None:
        """usted, tu or vos; None before it is known."""
        return self.slot("register")


class HiloAction(Action, ABC):
    """Answers the person's mood before the matter; the matter is `answer`'s."""

    answers_mood = True
    asks_outside = False
    """Whether it waits for something that may be slow (the CRM, a model): it then runs beside the others' turns."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """(see parent class for full docstring)."""
        turn = Turn(dispatcher, tracker)
        if self.asks_outside:
            await asyncio.get_running_loop().run_in_executor(_BESIDE, self._run, turn)
        else:
            self._run(turn)
        return turn.events

    def _run(self, turn: Turn) -> None:
        if turn.undo_refusal() and only_protests(turn.text):
            return
        if self.answers_mood:
            turn.answer_mood()
            turn.answer_greeting()
        self.answer(turn)

    @abstractmethod
    def name(self) -> str:
        """The action's name in the domain; the SDK registers only classes that have one."""

    @abstractmethod
    def answer(self, turn: Turn) -> None:
        """Says what is to be said and sets what is to be set."""
