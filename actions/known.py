"""Answers from what the company has written, with the passage they come from kept beside the text."""
from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

from actions.turn import HiloAction, Turn
from actions.whereabouts import whereabouts
from hilo import knowledge
from hilo.business.paying import names_other_means
from hilo.knowledge import Found, Passage
from hilo.spanish.courtesy import without_courtesies
from hilo.texts import texts


def _warm_up() -> None:
    """What the first turns need."""
    texts.names()
    knowledge.warm_up()


threading.Thread(target=_warm_up, name="knowledge", daemon=True).start()  # as the action server starts
ASKED_WITH_ANOTHER = 0.55
"""Probability from which a question is answered that stands beside one about the company."""
MOST_FACTS = 3
"""Sentences of a product's page in one answer."""


def answer_from_knowledge(turn: Turn, intent: str | None = None, least: float | None = None,
                          but: Callable[[Passage], bool] = lambda _: False) -> bool:
    """Says the passage that answers the message, or the first of its questions, for sure; whether there was one.

    least: probability from which it is sure, if not the usual one. but: passages of which the caller knows more.
    """
    if turn.text.startswith("/"):
        return False
    found = knowledge.answer(knowledge.questions_in(without_courtesies(turn.text))[0], intent, least)
    if found is None or but(found.passage):
        return False
    say_found(turn, found)
    return True


def say_found(turn: Turn, found: Found) -> None:
    """Says a passage; of a product the sentences that tell what was asked."""
    passage = found.passage
    if passage.kind == "product":
        facts = " ".join(fact if fact.endswith(".") else f"{fact}." for fact in found.facts[-MOST_FACTS:])
        turn.say("utter_product_facts", name=passage.title, facts=facts, passage=passage.id)
    else:
        turn.say("utter_faq", answer=said_here(turn, passage), passage=passage.id)


def said_here(turn: Turn, passage: Passage) -> str:
    """A passage's words for this person: as they are addressed, and by what holds in their country."""
    return passage.said(turn.register, abroad=turn.shop.is_abroad(whereabouts(turn).country))


def answer_further_questions(turn: Turn, answered: Iterable[str] = ()) -> None:
    """Says what answers the other questions of a message. What its own intent is about has been answered already, and
    so have other intents (`answered`)."""
    asked = knowledge.questions_in(turn.text)
    for question in asked if len(asked) > 1 else []:
        found = knowledge.answer(question, least=ASKED_WITH_ANOTHER)
        said = {one.get("passage") for one in turn.said_here} - {None}
        untrue = found and "payment_inquiry" in found.passage.intents and names_other_means(
            turn.shop, found.passage.text, whereabouts(turn).country)
        again = found and (found.passage.id in said or set(answered) & set(found.passage.intents))
        if found and not untrue and not again and (said or turn.intent not in found.passage.intents):
            say_found(turn, found)


class InformingAction(HiloAction):
    """Answers what the message asks besides, when it has answered what the message is about."""

    def _run(self, turn: Turn) -> None:
        super()._run(turn)
        answer_further_questions(turn)
