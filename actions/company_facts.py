"""What every flow may say of the company: how it is reached, and when people are there."""
from __future__ import annotations

from actions.turn import HiloAction, Turn
from hilo import knowledge, wording


def attention(turn: Turn) -> str:
    """The text that says whether people are there now, or when they are."""
    week, calendar = turn.shop.company.profile.online_attention, turn.shop.calendar
    local = turn.now.astimezone(calendar.zone)
    if calendar.is_open(week, local):
        closing = next(s.end for s in calendar.hours_on(week, local.date()) if s.start <= local.time() < s.end)
        return turn.fill("utter_business_hours_now_open", until=closing.strftime("%H:%M"))
    opens = calendar.next_opening(week, local)
    if opens is None:
        return ""
    return turn.fill("utter_business_hours_now_closed",
                     opens=f"{wording.day(opens.date())} a las {wording.hour(opens)}")


def company_facts(turn: Turn) -> dict[str, str]:
    """The values that any text may name in braces."""
    profile = turn.shop.company.profile
    return {"company": profile.name, "assistant": profile.assistant_name, "phone": profile.contact.phone,
            "whatsapp": profile.contact.whatsapp, "email": profile.contact.email, "web": profile.contact.web,
            "attention": attention(turn), "tracking": turn.shop.company.shipping.tracking_note}


LIKELY = 0.3
"""Probability from which an approved answer is added when the flow already fixes the subject."""


class AnswerByIntent(HiloAction):
    """Says `utter_<intent>` with the company's facts; for flows that only inform as yet.

    `{answer}` in the text is the approved answer nearest to the message, with a space behind, or nothing.
    """

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        found = None if turn.text.startswith("/") else knowledge.answer(turn.text, turn.intent, LIKELY)
        answer = f"{found.passage.said(turn.register)} " if found else ""
        turn.say(f"utter_{turn.intent}", **company_facts(turn), answer=answer,
                 passage=found.passage.id if found else None)
