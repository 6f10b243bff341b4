"""The questions of the appointments' form."""
from __future__ import annotations

from abc import abstractmethod
from zoneinfo import ZoneInfo

from actions.agenda import SLOT, desk_of, in_words, listed
from actions.turn import HiloAction, Turn
from hilo.agenda import words
from hilo.agenda.desk import Desk, State
from hilo.agenda.offering import offered
from hilo.business.agendas import get_agendas


class AskInAppointment(HiloAction):
    """Puts one question of the form."""

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
        state = turn.slot(SLOT) or {}
        zone = ZoneInfo(state.get("zone") or turn.shop.company.profile.time_zone)
        self.ask(turn, Desk(turn.shop, get_agendas(), turn.now, zone), state)

    def ask(self, turn: Turn, desk: Desk, state: State) -> None:
        """Puts the question."""
        turn.say(f"utter_ask_{self.slot}")


class ActionAskAppointmentTopic(AskInAppointment):
    """What it is about."""

    slot = "appointment_topic"

    def ask(self, turn: Turn, desk: Desk, state: State) -> None:
        """(see parent class for full docstring)."""
        some = {topic for agenda in desk.agendas_for(state) for topic in agenda.topics}
        turn.say_with_buttons("utter_ask_appointment_topic", [
            {"title": topic.button, "payload": topic.name} for topic in desk.rules.topics if topic.id in some])


class ActionAskAppointmentPlace(AskInAppointment):
    """Where, or by which way."""

    slot = "appointment_place"

    def ask(self, turn: Turn, desk: Desk, state: State) -> None:
        """(see parent class for full docstring)."""
        titles = []
        for agenda in desk.agendas_for(state):
            branch = words.branch_of(desk.shop, agenda)
            titles.append(branch.city if branch else turn.fill(f"utter_button_appointment_{agenda.by}"))
        turn.say_with_buttons("utter_ask_appointment_place", [{"title": title, "payload": title}
                                                              for title in dict.fromkeys(titles)])


class ActionAskAppointmentTime(AskInAppointment):
    """Which of the moments that are free."""

    slot = "appointment_time"

    def ask(self, turn: Turn, desk: Desk, state: State) -> None:
        """(see parent class for full docstring)."""
        pairs = [(agenda, slot) for slot in offered(state) if (agenda := desk.rules.agenda(slot.agenda))]
        moments = [slot.starts_at.astimezone(desk.clock(agenda)) for agenda, slot in pairs]
        buttons = [{"title": words.button(at), "payload": words.payload(at)} for at in moments]
        if len(moments) == 1:
            buttons = [{"title": turn.fill("utter_button_appointment_yes"), "payload": words.payload(moments[0])}]
        other = turn.fill("utter_button_appointment_other")
        name = "utter_ask_appointment_time" if len(pairs) > 1 else "utter_ask_appointment_time_one"
        turn.say_with_buttons(name, [*buttons, {"title": other, "payload": other}],
                              place=words.place(desk.shop, pairs[0][0]),
                              moments=words.several(desk.shop, pairs, desk.now, desk.zone))


class ActionAskAppointmentName(AskInAppointment):
    """In whose name."""

    slot = "appointment_name"


class ActionAskAppointmentPhone(AskInAppointment):
    """Where the adviser is to call."""

    slot = "appointment_phone"


class AskAboutOwn(AskInAppointment):
    """A question about the person's own appointments."""

    asks_outside = True

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        desk = desk_of(turn)
        if desk is not None:
            self.ask(turn, desk, turn.slot(SLOT) or {})


class ActionAskAppointmentWhich(AskAboutOwn):
    """Which of several."""

    slot = "appointment_which"

    def ask(self, turn: Turn, desk: Desk, state: State) -> None:
        """(see parent class for full docstring)."""
        turn.say_with_buttons("utter_ask_appointment_which", _own_buttons(desk), appointments=listed(turn, desk))


class ActionAskAppointmentChange(AskAboutOwn):
    """Whether to move it or to cancel it."""

    slot = "appointment_change"

    def ask(self, turn: Turn, desk: Desk, state: State) -> None:
        """(see parent class for full docstring)."""
        one = desk.mine_called(state.get("number"))
        if one is not None:
            turn.say("utter_ask_appointment_change", **in_words(desk, one))
        else:
            turn.say("utter_ask_appointment_change_any")


class ActionAskAppointmentCancel(AskAboutOwn):
    """Whether it is really to be cancelled."""

    slot = "appointment_cancel"

    def ask(self, turn: Turn, desk: Desk, state: State) -> None:
        """(see parent class for full docstring)."""
        one = desk.mine_called(state.get("number"))
        if one is not None:
            turn.say("utter_ask_appointment_cancel", **in_words(desk, one))


def _own_buttons(desk: Desk) -> list[dict[str, str]]:
    moments = [one.starts_at.astimezone(desk.clock(desk.rules.agenda(one.agenda))) for one in desk.upcoming]
    return [{"title": words.button(at), "payload": words.payload(at)} for at in moments]
