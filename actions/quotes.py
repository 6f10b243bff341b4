"""The quotes flow: what is to be quoted, for whom, and the quotation with its paper."""
from __future__ import annotations

from typing import Any

from rasa_sdk.events import ActionExecutionRejected

from actions.crm import into_crm
from actions.information_gathering import returns_from_an_aside
from actions.quoted_beside import answer_in_the_middle, leave_to_people, say_beside, say_short
from actions.turn import HiloAction, Turn
from hilo import wording
from hilo.knowledge.asked import is_question
from hilo.outreach.files import attachment
from hilo.quoting import correcting, kept_open, steps, telling
from hilo.quoting.asked import asks_beside, asks_content, asks_summary, wants_it_sent, wants_shipping_in
from hilo.quoting.known import country_of, known
from hilo.quoting.own_number import TOLD as TAX_ID
from hilo.quoting.reckoning import TooManyError, is_abroad, price_each
from hilo.quoting.variants import GOODS
from hilo.quoting.wanted import wanted_of_rows
from hilo.solution import gathering

FORM = "quote_form"
SLOT = "quote"
MADE = "quote_made"
STEP = "quote_step"
TOLD = {"told": True}
"""A message about the last quotation that was answered and changes nothing: no other is made."""
MOST_BUTTONS = 10


class ValidateQuoteForm(HiloAction):
    """Reads the message as something about the quotation; leaves to the rules what is not."""

    answers_mood = False

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return f"validate_{FORM}"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        # Begun in the middle of another form, its question is still that one's.
        active = turn.tracker.active_loop_name == FORM and turn.slot("requested_slot") == STEP
        state = turn.slot(SLOT) or {}
        if active and returns_from_an_aside(turn.tracker):
            self._go_on(turn, state, bool(steps.step(state)))
            return
        message = steps.Message("" if turn.text.startswith("/") else turn.text, turn.intent,
                                float((turn.message.get("intent") or {}).get("confidence") or 0.0),
                                turn.message.get("entities") or [], turn.came_along.get(TAX_ID))
        made = turn.slot(MADE)
        right_after = not active and any(turn.did_last(name) for name in ("action_quote", FORM))
        idle = not active or not (state.get("replaces") or any(one.units for one in steps.wanted_of(state)))
        no_goods = not any(e.get("entity") in GOODS for e in message.entities)
        if not active and (asks_beside(made, turn.text, turn.now) or (
                no_goods and wants_shipping_in(made, turn.text, right_after, turn.now))):
            beside: dict[str, Any] = {}
            say_beside(turn, beside)
            leave_to_people(turn, beside, made["number"])
            self._go_on(turn, TOLD, False)
            return
        if idle and correcting.corrects(made, turn.text, message.entities, right_after, turn.now):
            outcome = correcting.begin(turn.shop, made, message)
        elif idle and (asks_content(made, turn.text, right_after, turn.now) or (
                no_goods and wants_it_sent(made, turn.text, right_after, turn.now))):
            self._tell(turn, made)
            self._go_on(turn, state if active else TOLD, active)
            return
        elif active and asks_summary(turn.text) and kept_open.as_far(state):
            outcome = kept_open.summed_up(state)
        elif active and steps.step(state) in (steps.CHANGE, steps.CHECK):
            outcome = correcting.checked(turn.shop, state, message) or steps.read(turn.shop, state, message)
        elif active:
            outcome = steps.read(turn.shop, state, message)
        else:
            turn.answer_greeting()
            need = {name: turn.told(name) for name in ("product", "color", "size")}
            outcome = steps.begin(turn.shop, message, known(turn.tracker.sender_id, turn.now), need)
        if outcome.left_to_rules:
            turn.set(SLOT, state)  # Rasa takes a validation that sets no slot for a refusal to run the form
            turn.events = [*turn.events, ActionExecutionRejected(FORM)]
            return
        if active:
            turn.answer_mood()
            outcome = kept_open.kept_open(state, outcome, message, is_question(turn.text))
        if not outcome.over:
            say_beside(turn, outcome.state)
            answer_in_the_middle(turn, outcome)
        for name, values in outcome.say:
            if name != "utter_quote_lines":
                turn.say(name, **values)
            elif outcome.state.get("summed_up") or outcome.ask not in (None, steps.CHECK):
                # otherwise all lines are told at once
                turn.say(name, **telling.told(telling.as_lines(turn.shop, wanted_of_rows(values["things"])), turn.fill))
        if not outcome.over:
            say_short(turn, outcome.state)
        self._go_on(turn, {"over": outcome.over} if outcome.over else outcome.state, outcome.ask is not None)

    @staticmethod
    def _tell(turn: Turn, made: dict[str, Any]) -> None:
        """What stands in the last quotation."""
        turn.say("utter_quote_content", **telling.told(telling.as_lines(turn.shop, wanted_of_rows(made["wanted"])),
                                                       turn.fill),
                 **{name: made[name] for name in ("number", "total", "taxes", "until", "url")},
                 buyer=made.get("buyer") or "")

    @staticmethod
    def _go_on(turn: Turn, state: dict[str, Any] | None, asks: bool) -> None:
        if state is not None and not state.get("over"):
            state["abroad"] = is_abroad(turn.shop, turn.told("city"), country_of(turn.tracker.sender_id))
        turn.set(SLOT, state)
        for name in ("quantity", "color", "size"):  # the quotation's, no wish of the person: it holds them itself
            if turn.slot(name) is not None:
                turn.set(name, None)
        turn.set("requested_slot", STEP if asks else None)


class ActionAskQuoteStep(HiloAction):
    """Asks for what is missing."""

    answers_mood = False

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return f"action_ask_{STEP}"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        state = turn.slot(SLOT) or {}
        asked, one = steps.step(state), steps.open_one(state)
        if asked == steps.WHICH and one:
            self._which(turn, str(one.kind), state)
        elif asked == steps.UNITS and one:
            product = next(p for p in turn.shop.company.products if p.id == one.product)
            turn.say("utter_ask_quote_units", name=product.name)
        elif asked == steps.EMAIL:
            here = turn.fill("utter_button_quote_here")
            turn.say_with_buttons("utter_ask_quote_email", [{"title": here, "payload": here}])
        elif asked in (steps.CHANGE, steps.CHECK):
            lines = telling.told(telling.as_lines(turn.shop, steps.wanted_of(state)), turn.fill)
            turn.say(f"utter_ask_quote_{asked}", **lines)
        else:
            turn.say(f"utter_ask_quote_{asked or steps.WHAT}")

    @staticmethod
    def _which(turn: Turn, kind: str, state: dict[str, Any]) -> None:
        goods = steps.options(turn.shop, state)
        lines = []
        for product in goods[:MOST_BUTTONS]:
            price = price_each(turn.shop, product, 1, turn.now.date(), bool(state.get("abroad")))
            lines.append(turn.fill("utter_quote_option", name=product.name,
                                   price=wording.money(*price) if price else ""))
        listed = [p.id for p in goods]
        again = "_again" * (state.get("listed") == listed and turn.said_lately("utter_ask_quote_which", 1))
        turn.set(SLOT, {**state, "listed": listed})
        turn.say_with_buttons(f"utter_ask_quote_which{again}", [{"title": p.name[:20], "payload": p.name}
                                                        for p in goods[:MOST_BUTTONS]],
                              plural=turn.shop.words.plural(kind), options="\n".join(lines))


class ActionQuote(HiloAction):
    """Makes the quotation and says where it is; what cannot be quoted without people goes to them."""

    asks_outside = True
    answers_mood = False

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_quote"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        state = turn.slot(SLOT) or {}
        things = wanted_of_rows(state.get("wanted"))
        if state == TOLD:
            turn.set(SLOT, None)
            return
        if not things:
            turn.say(state.get("over") or "utter_quote_left")
            turn.set(SLOT, None)
            return
        email = state.get("email")
        try:
            done = into_crm(
                turn, "make_quote", abroad=bool(state.get("abroad")), register=turn.register,
                replaces=state.get("replaces"),
                items=[{"product": one.product, "units": one.units, "color": one.color, "size": one.size}
                       for one in things],
                buyer={"company": state.get("buyer"), "name": state.get("name"), "email": email,
                       "tax_id": state.get("tax_id")})
        except (TooManyError, LookupError):
            turn.remember("message_for_people", type="answer", text=turn.said_by_person, reason="reserved", due=None)
            turn.say("utter_quote_for_people")
            done = None
        if done is not None:
            if state.get("replaces"):
                turn.say("utter_quote_replaces", before=state["replaces"])
            turn.set(MADE, correcting.kept(state, done, turn.now))
            turn.say("utter_quote_made_mailed" if email else "utter_quote_made", attachment=attachment(done["url"]),
                     **done)
            turn.remember("kept", type="send_quote")
            leave_to_people(turn, state, done["number"])
        if state.get("buyer"):
            turn.remember("fact", name="company", value=state["buyer"])
        turn.set(SLOT, None)
        for name in (*gathering.NEED, "summary_confirmed"):  # what comes next is another need
            turn.set(name, None)
        turn.set("open_question", "anything_else")
