"""The company's own rules for writing to people who have not just asked for it (`data/business/outreach.yml`)."""
from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import Field, validator

from hilo.business.load import FOLDER, check, read_yaml
from hilo.business.models import Span, Strict, read_span

FILE = "outreach.yml"


class Hours(Strict):
    """When a person may be written to, by the clock of their own place; no spans: not at all."""

    ordinary: list[Span]
    sundays_and_holidays: list[Span]

    @validator("ordinary", "sundays_and_holidays", pre=True, each_item=True)
    def spans(cls, value: str) -> Span:  # noqa: N805
        """Reads each "HH:MM-HH:MM"."""
        return read_span(value)


class ByPurpose(Strict):
    """Hours of each purpose."""

    service: Hours
    marketing: Hours


class Most(Strict):
    """How many occasions in a calendar day and in seven days."""

    day: int = Field(..., ge=0)
    week: int = Field(..., ge=0)


class MostByPurpose(Strict):
    """How often, of each purpose."""

    service: Most
    marketing: Most


class Days(Strict):
    """Days, of each purpose."""

    service: float = Field(..., gt=0)
    marketing: float = Field(..., gt=0)


class TextMessages(Strict):
    """SMS. most_segments: of one message; longer ones lose accents, then go as several. per_second: messages that the
    number sends. choose: below choices that stand there by number."""

    most_segments: int = Field(4, ge=1, le=10)
    per_second: float = Field(10, gt=0)
    choose: str = Field(..., max_length=80)


class Policy(Strict):
    """All of the file. most_calls: of ours to a person, whatever came of them. held_back_days: for so long the rest of
    what a template stood for is sent to whoever answers.
    after_call_minutes: a message that follows a call goes out within them, whatever the hour.
    conversation_minutes: after somebody's message, what they are sent counts as part of the conversation."""

    hours: ByPurpose
    most_unasked: MostByPurpose
    most_calls: Most
    after_call_minutes: float = Field(30, ge=0)
    conversation_minutes: float = Field(60, ge=0)
    expires_days: Days
    held_back_days: float = Field(7, ge=0)
    list_button: str = Field(..., max_length=20)
    sms: TextMessages


def load_policy(folder: Path = FOLDER) -> Policy:
    """The rules of a folder.

    Raises:
        BusinessError: naming file, line and remedy.
    """
    name = f"data/business/{FILE}"
    return check(Policy, read_yaml(folder / FILE, name), name)


@lru_cache(maxsize=1)
def get_policy() -> Policy:
    """The rules of this process, read once."""
    return load_policy()
