"""Leave to write: given, taken back, asked for once; and what is said to a wish about one's data."""
from __future__ import annotations

from typing import Any

from actions.known import say_found
from actions.turn import HiloAction, Turn
from hilo import knowledge
from hilo.consent.channels import is_written_first, ledger_channel
from hilo.consent.wishes import Wish, is_about_data, wish_of

SURE_OF_DATA = 0.6
"""Probability from which a wish is one about the person's data, not about messages."""
UNSURE_OUT = "utter_ask_refusal_unsure"
LATELY = 5
"""Who was upset within so many of their messages is not asked for leave to send news."""


class ActionConsent(HiloAction):
    """Confirms what stops or begins, with its scope; a wish about one's data gets the approved answer."""

    answers_mood = False  # one message, to the point, is what an annoyed person wants here

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_consent"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        wish = wish_of(turn.text, turn.intent)
        plain = wish.by_words or turn.text.startswith("/")
        if wish.kind == "opt_out" or turn.slot("open_question") == "consent":
            turn.set("open_question", None)
        found = knowledge.answer(turn.text, turn.intent, SURE_OF_DATA) if is_about_data(turn.text) else None
        if found and turn.intent in found.passage.intents:
            say_found(turn, found)
        elif not plain:  # nothing is kept before the person has said it plainly
            turn.say(UNSURE_OUT if wish.kind == "opt_out" else "utter_ask_consent_unsure")
            turn.set("open_question", "consent")
            return
        elif wish.kind == "opt_out":
            _confirm_out(turn, wish)
        else:
            _confirm_in(turn, wish)
        if not wish.by_words:
            was = turn.slot("marketing_consent") == "granted"
            keep_leave(turn, wish.purpose, wish.channel,
                       "granted" if wish.kind == "opt_in" else "revoked" if was else "denied")


class ActionAnswerConsent(HiloAction):
    """Takes the answer to «¿Te aviso por aquí…?»; a yes or no to something else is not taken for one."""

    answers_mood = False

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_answer_consent"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        yes = turn.intent == "affirm"
        if turn.said_lately(UNSURE_OUT, 1):
            turn.set("open_question", None)
            if yes:
                keep_leave(turn, "all", "all", "denied")
            turn.say("utter_opt_out_all" if yes else "utter_refusal_undone")
            return
        if not turn.said_lately("utter_ask_consent", 1):
            turn.say("utter_affirm" if yes else "utter_deny")
            turn.set("open_question", None if yes else "anything_else")
            return
        turn.set("open_question", None)
        here = ledger_channel(turn.channel)
        keep_leave(turn, "marketing", here, "granted" if yes else "denied")
        if yes:
            _confirm_in(turn, Wish("opt_in", "marketing", here, True))
        else:
            turn.say("utter_consent_denied")


def may_ask_for_news(turn: Turn) -> bool:
    """Once per person, where we could write first, and never to somebody who is or was just upset."""
    upset = bool(turn.mood) or turn.said_lately("utter_mood_", LATELY) or turn.said_lately("utter_greet_upset", LATELY)
    asked = turn.slot("consent_asked_on") or turn.slot("marketing_consent") not in (None, "unasked")
    return is_written_first(turn.channel) and not upset and not asked


def ask_for_news(turn: Turn) -> None:
    """Asks for leave to send news by this channel."""
    turn.say("utter_ask_consent")
    turn.set("open_question", "consent")
    turn.set("consent_asked_on", turn.now.date().isoformat())


def keep_leave(turn: Turn, purpose: str, channel: str, status: str) -> None:
    """Puts a line into the ledger, with the person's words."""
    turn.remember("consent", purpose=purpose, channel=channel, status=status, quote=turn.said_by_person)


def _confirm_out(turn: Turn, wish: Wish) -> None:
    """What stops, and what goes on. No question, no argument."""
    if wish.channel == "all":
        turn.say(f"utter_opt_out_{wish.purpose}")
    elif wish.channel == "voice":
        turn.say(f"utter_opt_out_{wish.purpose}_calls")
    else:
        turn.say(f"utter_opt_out_{wish.purpose}_by_channel", **_where(turn, wish))


def _confirm_in(turn: Turn, wish: Wish) -> None:
    """What will come and how to stop it; where we cannot write first, no more than that it is noted."""
    here = ledger_channel(turn.channel)
    if wish.purpose == "service":
        turn.say("utter_opt_in_service")
    elif "voice" in (wish.channel, here):
        turn.say("utter_opt_in_calls")
    elif wish.channel in ("all", here):
        turn.say("utter_opt_in" if is_written_first(turn.channel) else "utter_opt_in_here_only_answers")
    else:
        turn.say("utter_opt_in_by_channel", **_where(turn, wish))


def _where(turn: Turn, wish: Wish) -> dict[str, Any]:
    """The channel in words; for e-mail also the approved answer about the shop's own newsletter."""
    note = ""
    if wish.channel == "email":
        found = knowledge.answer(turn.fill("utter_newsletter_question"), "opt_out")
        note = f" {found.passage.said(turn.register)}" if found else ""
    return {"through": turn.fill(f"utter_channel_{wish.channel}"), "note": note}
