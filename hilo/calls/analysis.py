"""A call, understood, from its transcript by our own Spanish; what only the provider's summary says counts nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from hilo.business.load import get_shop
from hilo.calls import circumstances, feeling, moments
from hilo.calls.agreed import agreed
from hilo.calls.facts import CallFact, facts_of
from hilo.calls.opt_outs import AGREED, OptOut, opt_out_of, place_of
from hilo.calls.stage import stage_of
from hilo.calls.steps import commitments_of, corrections, is_done, ours, steps_of
from hilo.calls.topics import topics_of
from hilo.calls.transcript import USER, Turn, sentences
from hilo.calls.unanswered import pending_questions
from hilo.calls.wrong_number import is_wrong_number, puts_right

NEED_BEGUN = frozenset({"product_inquiry", "purchase", "price_inquiry", "availability_inquiry", "promotion_inquiry",
                        "request_quote"})
APPOINTMENTS = frozenset({"book_appointment", "change_appointment"})
PUTS_OFF = frozenset({"busy", "follow_up_later"})
"""Of a call in which nothing else was said there is nothing to be written."""
SEES_TO = frozenset({"find_out", "notify", "write", "report"})
"""Promises by which a question may be put off."""


@dataclass(frozen=True)
class Analysis:
    """What a call brought; the names are those of the design. `callback`: ISO, a date where no hour was said.

    write_later: the moment at which the customer wishes to be written to. was_asked_for: the person had asked for it.
    """

    main_intent: str | None = None
    topics: list[str] = field(default_factory=list)
    facts: list[CallFact] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)
    pending_questions: list[str] = field(default_factory=list)
    next_steps: list[str] = field(default_factory=list)
    commitments: list[dict[str, Any]] = field(default_factory=list)
    sentiment: dict[str, Any] = field(default_factory=lambda: {"label": "neutral", "score": 0.0})
    urgency: dict[str, Any] = field(default_factory=lambda: {"label": "low", "score": 0.1})
    contact_stage: str = "prospect"
    opt_out: OptOut | None = None
    wrong_number: bool = False
    voicemail: bool = False
    asked_for_person: bool = False
    busy: bool = False
    callback: str | None = None
    wants_call: bool = False
    write_later: dict[str, Any] | None = None
    uses: list[str] = field(default_factory=list)
    doubts: list[CallFact] = field(default_factory=list)
    was_asked_for: bool = False

    def fact(self, name: str) -> CallFact | None:
        """The fact of a name."""
        return next((fact for fact in self.facts if fact.name == name), None)

    @property
    def need_begun(self) -> bool:
        """Whether the customer was choosing something, so that the dialogue goes on asking for what is missing."""
        return self.fact("product") is not None and self.contact_stage != "prospect" and bool(
            NEED_BEGUN.intersection(self.topics)) and not self.opt_out

    @property
    def write_whatsapp(self) -> bool:
        """Whether there is something to be written after this call."""
        if self.wrong_number or self.voicemail:
            return self.voicemail and self.was_asked_for
        if set(self.topics) <= PUTS_OFF and not (
                {fact.name for fact in self.facts} - {"person_name"} or self.commitments or self.pending_questions):
            return False
        if self.opt_out:
            others = set(self.topics) - {"opt_out", "not_interested", "promotion_inquiry", "request_call", "busy"}
            if self.opt_out.channel in ("all", "whatsapp") and self.opt_out.purpose != "marketing":
                return False
            promised_ = any(one["who"] == "business" and one["kind"] in ("send", "write", "notify")
                            for one in self.commitments)
            told = {fact.name for fact in self.facts} & {"order_number", "delivery_address", "product", "date_time"}
            return bool(others or promised_ or told or self.opt_out.write_instead)
        return bool(self.main_intent or self.facts or self.commitments or self.pending_questions)

    def as_data(self) -> dict[str, Any]:
        """In JSON types, for the call's row."""
        return {**asdict(self), "write_whatsapp": self.write_whatsapp, "need_begun": self.need_begun}


def analyse(turns: Sequence[Turn], country: str | None, ended_because: str = "", outbound: bool = False) -> Analysis:
    """Reads a call. The turns' moments have the person's own offset; `country` is ISO 3166-1, where known."""
    made = agreed(turns, country)
    if circumstances.is_voicemail(turns, ended_because):
        return Analysis(
            voicemail=True,
            commitments=[ours(one, turns) for one in made],
            next_steps=[one.what for one in made],
            contact_stage=stage_of(turns, [], []),
            was_asked_for=circumstances.was_asked_for(turns),
        )
    if circumstances.nobody_spoke(turns) or circumstances.nobody_meant_it(turns):
        return Analysis()
    opt_out = opt_out_of(turns)
    if is_wrong_number(turns):
        right = corrections(puts_right(turns))
        return Analysis(
            wrong_number=True,
            opt_out=opt_out if opt_out and opt_out.confidence > AGREED else None,
            commitments=right,
            next_steps=[str(one["what"]) for one in right],
        )
    found = facts_of(turns, country)
    sure = [fact for fact in found if not fact.doubtful and fact.value is not None]
    wants_call = any(circumstances.wants_call(one) for turn in _customer(turns) for one in sentences(turn.said))
    topics = topics_of(turns, place_of(turns, opt_out))
    wants_call = wants_call or "request_call" in topics
    called = wants_call or any(one.kind == "call" for one in made)
    if topics[:1] == ["opt_out"] or topics[:1] == ["not_interested"]:
        sure = [fact for fact in sure if turns[fact.turn].role == USER]
    callback = moments.callback_of(turns, made, country) if called else None
    if callback and any(fact.name == "callback_at" and fact.doubtful for fact in found):
        callback = None
    if callback:
        sure.append(callback)
    if APPOINTMENTS.intersection(topics):
        at = moments.appointment_of(turns, country)
        sure = [fact for fact in sure if fact.name != "needed_by" or (
            at and str(fact.value) > str(at[0].value)[:10])] + at
    needed = next((fact for fact in sure if fact.name == "needed_by"), None)
    days_left = (date.fromisoformat(needed.value) - turns[0].at.date()).days if needed else None
    appointment = next((fact for fact in sure if fact.name == "date_time" and len(str(fact.value)) > 10), None) \
        if APPOINTMENTS.intersection(topics) else None
    commitments = commitments_of(made, turns, opt_out, country, callback, appointment)
    return Analysis(
        main_intent=topics[0] if topics else None,
        topics=topics,
        facts=sure,
        doubtful=list(dict.fromkeys(fact.name for fact in found if fact.doubtful)),
        doubts=[fact for fact in found if fact.doubtful and fact.value is not None],
        pending_questions=pending_questions(turns, {one.turn for one in made if one.kind in SEES_TO}),
        next_steps=steps_of(commitments, opt_out, bool(opt_out and is_done(turns, opt_out))),
        commitments=commitments,
        sentiment=feeling.sentiment_of(turns, topics),
        urgency=feeling.urgency_of(turns, days_left, topics, country),
        contact_stage=stage_of(turns, topics, sure),
        opt_out=opt_out,
        asked_for_person=circumstances.asks_for_person(turns),
        busy="busy" in topics,
        callback=str(callback.value) if callback else None,
        wants_call=wants_call,
        write_later=moments.write_later_of(turns, country),
        uses=_uses(turns),
    )


def _customer(turns: Sequence[Turn]) -> list[Turn]:
    return [turn for turn in turns if turn.role == USER and turn.said]


def _uses(turns: Sequence[Turn]) -> list[str]:
    words = get_shop().words
    return list(dict.fromkeys(use for turn in _customer(turns) for use in words.uses_in(turn.said)))


