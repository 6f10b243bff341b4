"""Questions about paying; the price of the thing that is to be paid so, and a day told besides."""
from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from actions.cart import cart_of
from actions.company_info import say_means
from actions.known import InformingAction, answer_from_knowledge
from actions.product_info import article_asked, price_text, say_terms
from actions.turn import Turn
from actions.whereabouts import whereabouts
from hilo import wording
from hilo.business.paying import chosen_in, names_other_means
from hilo.knowledge import Passage
from hilo.spanish.normalize import fold

MEANS_NAMED = 2
"""An answer that names so many means of payment tells how one can pay, as the list of them does."""
ABOUT_PAYING = 0.3
"""Probability from which an approved answer about anything but the means is better than a list of them."""
_PRICE = re.compile(r"\b(?:cuanto (?:me |nos |te )?(?:salen?|cuestan?|valen?|seria|queda|quedaria|es|esta|estan)|"
                    r"(?:que )?precio|a cuanto|en cuanto (?:me )?(?:sale|queda))\b")
_OF_WAY = re.compile(r"\b(?:envio|flete|despacho|cuotas?)\b")
_FOR_A_DAY = re.compile(r"\b(?:para|antes del?|a mas tardar)\b")


def _say_price_asked(turn: Turn) -> None:
    """«¿Cuánto sale la manta si pago en efectivo?»: what it costs."""
    folded, item = fold(turn.text), article_asked(turn)
    if item and not item.discontinued and _PRICE.search(folded) and not _OF_WAY.search(folded):
        turn.say("utter_price_item", name=item.name, price=price_text(turn, item))
        say_terms(turn, item)


def _note_means(turn: Turn) -> bool:
    """«Ok, pues OXXO»: noted (in a cart too), with what is to be known of it; else what there is is told."""
    method = chosen_in(turn.shop, turn.text, whereabouts(turn).country)
    if method is None:
        return False
    cart = cart_of(turn)
    if cart:
        turn.set("cart", replace(cart, paid_by=method.id).as_slot())
    turn.say("utter_payment_noted", method=method.name, note=f" {method.note}" if method.note else "")
    turn.remember("fact", name="payment_method", value=method.name)
    return True


def _acknowledge_day(turn: Turn) -> None:
    """«¿Puedo pagar con tarjeta? Es para mañana»: the day is heard; a form that is open says it by itself."""
    day = str(turn.entity("date_time") or "")[:10]
    if day[:1].isdigit() and _FOR_A_DAY.search(fold(turn.text)) and not turn.tracker.active_loop_name:
        when = wording.day(date.fromisoformat(day))
        turn.say("utter_form_noted", heard=turn.fill("utter_summary_needed_by", date=when))
        turn.set("needed_by", day)


class ActionPaymentInfo(InformingAction):
    """What is asked about paying; how one can pay, by the country that is known, or else at home."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_payment_info"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        if _note_means(turn):
            return
        _say_price_asked(turn)
        self._say_means_asked(turn)
        _acknowledge_day(turn)

    def _say_means_asked(self, turn: Turn) -> None:
        shop, country = turn.shop, whereabouts(turn).country
        abroad = shop.is_abroad(country)
        if answer_from_knowledge(turn, turn.intent, but=lambda passage: abroad and (
                self._is_of_means(turn, passage) or turn.intent not in passage.intents
                or names_other_means(shop, passage.text, country))):
            return
        if answer_from_knowledge(turn, turn.intent, ABOUT_PAYING, lambda passage: self._is_of_means(turn, passage)
                                 or names_other_means(shop, passage.text, country)):
            return
        say_means(turn)

    def _is_of_means(self, turn: Turn, passage: Passage) -> bool:
        """Whether a passage tells by which means one can pay."""
        text = fold(passage.text)
        names = [fold(method.name).split(" (")[0] for method in turn.shop.company.payments.methods]
        return passage.kind == "payments" or sum(name in text for name in names) >= MEANS_NAMED
