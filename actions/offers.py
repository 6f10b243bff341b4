"""What is said of the offers that were shown: one is chosen, others are wished for, the need changes, they are asked
about."""
from __future__ import annotations

import re
from dataclasses import replace

from actions.beside_the_search import before_this_message
from actions.cart import begin
from actions.company_info import say_means
from actions.goods_meant import answer_about_goods
from actions.known import answer_further_questions
from actions.need_changed import change_told, say_change
from actions.product_info import describe, shown_at
from actions.solution import Recommends, is_another_need, kind_in_words, last_options, misfits, need_of, reasons
from actions.turn import Turn
from hilo import wording
from hilo.business.goods import Product
from hilo.business.offer import in_stock
from hilo.business.paying import asks_how_to_pay
from hilo.sales.beginning import article_in
from hilo.sales.stock import as_it_stands
from hilo.solution.at_the_offers import asks_why, is_a_place, names_by_look, takes_cheapest, wants_cheaper_than_shown
from hilo.solution.bare_values import without_values
from hilo.solution.changed import Change
from hilo.solution.need import Need
from hilo.solution.open_questions import takes, takes_and_asks
from hilo.solution.recommend import Fit, judge, recommend, selling_currency
from hilo.spanish.normalize import fold
from hilo.spanish.ordinals import all_pointed_at, counts, pointed_at

A_CENT = 0.01
_LIKES = re.compile(r"\b(?:es[ae]|est[ae]|es[ao] mism[ao]|l[ao] unic[ao]|gusta|encanta|va|listo|ok|dale|perfect\w*|"
                    r"l[ao])\b")
"""Words without which what is told of nothing takes no only option: «es para mi mamá»."""


class AmongOffers(Recommends):
    """Takes what is written while offers are open."""

    asks_outside = True

    def need(self, turn: Turn, options: list[Product]) -> Need:
        """The need, of the kind that was shown: an article that was asked about is not all that is sought."""
        need, kinds = need_of(turn), {one.type for one in options}
        one_of_them = any(fold(one.name) == fold(need.product or "") for one in options)
        return replace(need, product=kinds.pop()) if one_of_them and len(kinds) == 1 else need

    def search_again(self, turn: Turn, options: list[Product], change: Change) -> bool:
        """Searches with what has changed, and says what that is; a part that is only named is asked for. Whether it was
        any of that."""
        if say_change(turn, change):
            turn.shop, need = as_it_stands(turn.shop), self.need(turn, options)
            advice = recommend(turn.shop, need, turn.now)
            if advice.options:
                self.show(turn, need, advice, tuple(turn.slot("shown") or ()))
            else:
                turn.say("utter_nothing_at_all", product=kind_in_words(turn, need))
                turn.set("open_question", "anything_else")
            return True
        return bool(change.asks or change.outcome.say)

    def fits(self, turn: Turn, options: list[Product]) -> list[Fit]:
        """Those that were shown, with today's price."""
        need = self.need(turn, options)
        return [fit for one in options for fit in [judge(turn.shop, one, need, turn.now)] if fit]


class ActionMoreOptions(AmongOffers):
    """Others than those already shown."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_more_options"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        options = last_options(turn)
        if is_another_need(turn, options):
            return
        if wants_cheaper_than_shown(turn.text) and options:
            self._cheaper(turn, options)
            return
        if turn.intent == "product_inquiry" and answer_about_goods(turn):
            return  # «¿qué garantía tiene?»: about what was shown; which one is still to be said
        turn.shop = as_it_stands(turn.shop)
        one = article_in(turn.shop, turn.text, [str(turn.product_named())] if turn.product_named() else ())
        one = one or (shown_at(turn) if "?" in turn.text else None)
        if one is not None:
            describe(turn, one)
            return
        if "?" not in turn.text and options and self.search_again(turn, options, change_told(turn, options)):
            return
        need, shown = self.need(turn, options), tuple(turn.slot("shown") or ())
        advice = recommend(turn.shop, need, turn.now, shown)
        if advice.options:
            self.show(turn, need, advice, shown)
        else:
            turn.say("utter_no_more_options")
            turn.say("utter_anything_else")
            turn.set("open_question", "anything_else")

    def _cheaper(self, turn: Turn, options: list[Product]) -> None:
        """What costs less than all that was shown; where nothing does, that is said."""
        turn.shop = as_it_stands(turn.shop)
        need, shown = self.need(turn, options), self.fits(turn, options)
        if not shown:
            turn.say("utter_which_option")
            return
        lowest = min(shown, key=lambda fit: fit.price.amount)
        price = wording.money(lowest.price.amount, lowest.price.currency)
        below = replace(need.budget, minimum=None, maximum=lowest.price.amount - A_CENT, said=lowest.price.amount,
                        currency=selling_currency(turn.shop, need))
        advice = recommend(turn.shop, replace(need, budget=below), turn.now)
        if advice.fits:
            turn.say("utter_searched_again", changes=turn.fill("utter_change_cheaper", price=price))
            self.show(turn, need, advice, tuple(turn.slot("shown") or ()))
        else:
            turn.say("utter_no_cheaper", name=lowest.product.name, price=price)
            self.ask_which(turn, [one.id for one in options])


class ActionChooseOption(AmongOffers):
    """Puts the chosen option ("la segunda", "2", its name) into the cart; a change of the need is searched for."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_choose_option"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        options = last_options(turn)
        if is_another_need(turn, options):
            return
        if takes_and_asks(turn.text):
            self._answer_beside(turn)
        change = change_told(turn, options)
        chosen = self._chosen(turn, options, bool(change.changed or change.asks))
        if chosen is None:
            if not self.search_again(turn, options, change):
                self._ask_which_one(turn, options)
            return
        need = need_of(turn)
        turn.set("product", chosen.name.lower())
        begin(turn, chosen, need.quantity, need.color, need.size)

    def _ask_which_one(self, turn: Turn, options: list[Product]) -> None:
        if len(options) == 1:
            self.ask_which(turn, [options[0].id])
        elif counts(turn.text):
            turn.set("quantity", counts(turn.text))
            turn.say("utter_which_option_count", count=counts(turn.text))
        else:
            turn.say("utter_which_option")

    @staticmethod
    def _answer_beside(turn: Turn) -> None:
        """What is asked with the choice is answered before the next question."""
        if asks_how_to_pay(turn.shop, turn.text):
            say_means(turn)
        else:
            answer_further_questions(turn)

    def _chosen(self, turn: Turn, options: list[Product], changes: bool) -> Product | None:
        named = [p for p in options if turn.product_named() == p.name.lower()]
        if named or not options:
            return named[0] if named else None
        bare = without_values(turn.text, turn.message.get("entities") or [])
        place = None if counts(turn.text) else pointed_at(bare, len(options))
        if place is not None:
            return options[place]
        if takes_cheapest(turn.text):
            return min(self.fits(turn, options), key=lambda fit: fit.price.amount).product
        if is_a_place(turn.text):
            return None
        there = [p for p in options if in_stock(p, turn.shop.words.color_of(turn.entity("color")), turn.entity("size"))]
        takes_it = turn.intent in ("purchase", "affirm") or names_by_look(turn.text) or (
            len(options) == 1 and takes(turn.text))
        more = turn.entity("date_time") or turn.entity("budget")  # «las quiero en azul y para el 1 de diciembre»
        if takes_it and not more and (changes or turn.entity("color")) and len(there) == 1:
            return there[0]
        spoken_of = [p for p in options if fold(p.name) == fold(str(turn.told("product") or ""))]
        if (takes(turn.text) or counts(turn.text)) and spoken_of:
            return spoken_of[0]
        said_yes = takes_it or _LIKES.search(fold(turn.text))
        return options[0] if len(options) == 1 and said_yes and not changes else None


class ActionAboutOffers(AmongOffers):
    """Why these are offered, and how they differ."""

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_about_offers"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        turn.set("next_step", "wait")
        if turn.entity("date_time"):  # «la 1 y la 2» are no hours
            turn.set("needed_by", before_this_message(turn.tracker, "needed_by"))
            turn.tracker.slots["needed_by"] = before_this_message(turn.tracker, "needed_by")
        turn.shop, options = as_it_stands(turn.shop), last_options(turn)
        numbered = list(enumerate(self.fits(turn, options), 1))
        pointed = {place + 1 for place in all_pointed_at(turn.text, len(numbered))} | {
            number for number, fit in numbered if fold(fit.product.name).split()[-1] in fold(turn.text).split()}
        why = asks_why(turn.text)
        least = 1 if why else 2
        for number, fit in [one for one in numbered if len(pointed) < least or one[0] in pointed]:
            if why:
                self._why(turn, number, fit)
            else:
                attributes = "; ".join(f"{name}: {value}" for name, value in fit.product.attributes.items())
                turn.say("utter_option_compared", number=number, name=fit.product.name, attributes=attributes,
                         description=fit.product.description,
                         price=wording.money(fit.price.amount, fit.price.currency))
        self.ask_which(turn, [one.id for one in options])

    def _why(self, turn: Turn, number: int, fit: Fit) -> None:
        need = self.need(turn, last_options(turn))
        fails = misfits(turn, need, fit)
        turn.say("utter_option_near" if fails else "utter_option_why", number=number, name=fit.product.name,
                 reasons=wording.listing(reasons(turn, need, fit)), misfits=wording.listing(fails))
