"""Which appointment is to be changed, and whether it is to be moved or cancelled."""
from __future__ import annotations

import re

from hilo.agenda.desk import Desk, Message, State, Text
from hilo.agenda.offering import take_first_wish
from hilo.agenda.wishes import read_wishes
from hilo.crm.agenda import Appointment
from hilo.spanish.normalize import fold
from hilo.spanish.ordinals import LAST, read_ordinal

SURE = 0.4
"""From this confidence a yes or no is one."""
CANCELS = re.compile(r"\b(?:cancel\w+|anul\w+|suspend\w+|dar(?:lo|la)? de baja|baja|borr\w+|elimin\w+|"
                      r"ya no (?:voy|quiero|necesito|va)|desist\w+|no la necesito)\b")
_MOVES = re.compile(r"\b(?:mov\w+|muev\w+|cambi\w+|pas[ae](?:r|me|mos|n)?(?:l[oa]|mel[oa])?|reprogram\w+|"
                    r"reagend\w+|posterg\w+|pospon\w+|adelant\w+|atras\w+|corr(?:er|a|e|eme|erla|erlo|anla)|"
                    r"otro dia|otra fecha|otra hora|otro horario)\b")
_KEEPS = re.compile(r"\W*(?:no\b(?!.*\b(?:cancel|anul))|mejor no\b|dej(?:a|á|e|o)\w*)")


_ELSE = re.compile(r"\b(?:pedido|orden|compra|suscrip\w+|mensajes?)\b")
MOST_WORDS = 8


def calls_off(text: str) -> bool:
    """«Mirá, cancelala»: said right after an appointment was settled, it is that one."""
    folded = fold(text)
    return len(folded.split()) <= MOST_WORDS and bool(CANCELS.search(folded)) and not _ELSE.search(folded)


def change_in(text: str) -> str | None:
    """move or cancel; None where the words leave it open."""
    folded = fold(text)
    moves, cancels = bool(_MOVES.search(folded)), bool(CANCELS.search(folded))
    return None if moves == cancels else "move" if moves else "cancel"


def choose_appointment(desk: Desk, state: State, message: Message) -> bool:
    """The only one that there is, or the one that is named by its number, its day or its matter."""
    found = desk.upcoming if len(desk.upcoming) == 1 else _named(desk, message)
    if len(found) != 1:
        return False
    state["number"] = found[0].number
    agenda = desk.rules.agenda(found[0].agenda)
    state["place"] = agenda.place if agenda else None
    return True


def _named(desk: Desk, message: Message) -> list[Appointment]:
    folded = fold(message.text)
    digits = [one for one in desk.upcoming if one.number.split("-")[-1] in folded]
    if digits:
        return digits
    heard = read_wishes(message.text, desk.now.astimezone(desk.zone), desk.shop.company.profile.country)
    times = [wish for wish in (heard.wish, *heard.avoid) if wish is not None and not wish.soon]
    return [one for one in desk.upcoming if any(
        wish.holds(one.starts_at.astimezone(desk.clock(desk.rules.agenda(one.agenda)))) for wish in times)]


def answer_which(desk: Desk, state: State, message: Message, say: list[Text]) -> bool:
    if choose_appointment(desk, state, message):
        return True
    number = read_ordinal(message.text)
    place = len(desk.upcoming) - 1 if number == LAST else (number or 0) - 1
    if 0 <= place < len(desk.upcoming):
        return choose_appointment(desk, state, Message(desk.upcoming[place].number, "inform", 1.0))
    return False


def answer_change(desk: Desk, state: State, message: Message, say: list[Text]) -> bool:
    state["job"] = change_in(message.text) or {1: "move", 2: "cancel"}.get(read_ordinal(message.text) or 0)
    if state["job"] is None and read_wishes(message.text, desk.now, None).wish:
        state["job"] = "move"
    if state["job"] == "move":
        take_first_wish(desk, state, message.text)
    return state["job"] is not None


def answer_cancel(desk: Desk, state: State, message: Message, say: list[Text]) -> bool:
    folded = fold(message.text)
    if _MOVES.search(folded):
        state["job"] = "move"
        take_first_wish(desk, state, message.text)
        return True
    if _KEEPS.match(folded) or (message.intent == "deny" and message.confidence >= SURE):
        say.append(("utter_appointment_kept", {"appointment": desk.mine_called(state.get("number"))}))
        state["over"] = True
        return True
    state["sure"] = (message.intent in ("affirm", "cancel", "change_appointment") and message.confidence >= SURE) or \
        bool(CANCELS.search(folded)) or bool(re.match(r"\W*(?:si|dale|ok|sip|claro|confirmo)\b", folded))
    return bool(state["sure"])
