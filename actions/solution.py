"""Recommending from the catalogue, and the steps that follow."""
from __future__ import annotations

from typing import Any

from actions.product_info import picture
from actions.turn import HiloAction, Turn
from actions.whereabouts import whereabouts
from hilo import wording
from hilo.business.goods import Product
from hilo.sales.stock import as_it_stands
from hilo.solution.need import Need, read_need
from hilo.solution.prices import budget_there
from hilo.solution.recommend import Advice, Fit, comparable, delivery_zone, recommend


def need_of(turn: Turn) -> Need:
    """The need in the slots; the country follows from the town, or from where they are."""
    country = whereabouts(turn).country
    return read_need({**turn.tracker.slots, "country": country, "budget": budget_there(
        turn.shop, turn.slot("budget"), country)})


def place(turn: Turn, need: Need) -> str:
    """The town where it is known, else the zone that was counted with."""
    return need.town or delivery_zone(turn.shop, need).name


def reasons(turn: Turn, need: Need, fit: Fit) -> list[str]:
    """Why a product fits: only what the catalogue and the calendar say."""
    said: list[str] = []
    uses = [use for use in need.uses if use in fit.product.tags]
    if uses:
        said.append(turn.fill("utter_reason_use", uses=wording.listing(uses)))
    sized = need.size and any(v.size != "única" for v in fit.variants)
    if sized and need.color:
        said.append(turn.fill("utter_reason_variant", size=need.size, color=need.color))
    elif sized or need.color:
        name = "size" if sized else "color"
        said.append(turn.fill(f"utter_reason_{name}", **{name: getattr(need, name)}))
    if need.budget.maximum is not None and comparable(turn.shop, need):
        said.append(turn.fill("utter_reason_budget"))
    if need.needed_by:
        said.append(turn.fill("utter_reason_date", place=place(turn, need), date=wording.day(fit.arrives)))
    if fit.note_words:
        said.append(turn.fill("utter_reason_note", words=" ".join(fit.note_words)))
    promotion = fit.price.promotion
    if promotion:
        said.append(turn.fill("utter_reason_promotion", promotion=promotion.name, percent=f"{promotion.percent:g}",
                              list_price=wording.money(fit.price.list_amount, fit.price.currency)))
    return said or [turn.fill("utter_reason_stock")]


def misfits(turn: Turn, need: Need, fit: Fit) -> list[str]:
    """What a near product fails."""
    values: dict[str, Any] = {
        "size": need.size, "color": need.color, "uses": wording.listing(need.uses), "place": place(turn, need),
        "date": wording.day(fit.arrives), "amount": wording.money(round(fit.over, 2), fit.price.currency)}
    return [turn.fill(f"utter_misfit_{name}", **values) for name in fit.misfits if name in
            ("budget", "size", "color", "variant", "date", "use", "abroad")]


def kind_in_words(turn: Turn, need: Need) -> str:
    """«zapatillas», or the plain «productos»."""
    kind = turn.shop.words.type_of(need.product)
    return turn.shop.words.plural(kind) if kind else (need.product or turn.fill("utter_products_in_general"))


def last_options(turn: Turn) -> list[Product]:
    """The products shown last, in their order."""
    return [p for i in turn.slot("recommended") or () for p in turn.shop.company.products if p.id == i]


def is_another_need(turn: Turn, options: list[Product]) -> bool:
    """Whether the message names another kind of thing; tells the rules to gather that need."""
    kind = turn.shop.words.type_of(turn.product_named())
    another = bool(kind) and kind not in {p.type for p in options}
    turn.set("next_step", "gather" if another else "wait")
    return another  # the open question stays: the rule that goes on to the form depends on it


class Recommends(HiloAction):
    """Shows advice and asks which one."""

    asks_outside = True

    def show(self, turn: Turn, need: Need, advice: Advice, shown: tuple[str, ...]) -> None:
        """The options with their reasons, or the nearest with what they fail."""
        profile, abroad = turn.shop.company.profile, turn.shop.is_abroad(need.country)
        if not advice.currency_known and need.budget.currency:
            priced = (turn.shop.currency_in(need.country),) if abroad else (profile.currency, *profile.also_priced_in)
            turn.say("utter_currency_not_priced", currency=wording.currency(need.budget.currency),
                     currencies=wording.listing([wording.currency(c) for c in priced]))
        elif not advice.currency_known and abroad:
            turn.say("utter_prices_abroad", country=wording.country(str(need.country)),
                     currency=wording.currency(turn.shop.currency_in(need.country)))
        if advice.fits:
            many = len(advice.options) > 1
            turn.say("utter_recommend_many" if many else "utter_recommend_one", count=len(advice.options))
        else:
            turn.say("utter_nothing_fits", product=kind_in_words(turn, need))
            turn.say("utter_nearest")
        for number, fit in enumerate(advice.options, 1):
            self._show_option(turn, need, fit, number, advice.fits)
        ids = [fit.product.id for fit in advice.options]
        turn.set("recommended", ids)
        turn.set("shown", [*shown, *ids])
        turn.set("open_question", "buy")
        self.ask_which(turn, ids)

    def _show_option(self, turn: Turn, need: Need, fit: Fit, number: int, fits: bool) -> None:
        common = {"number": number, "name": fit.product.name, "description": fit.product.description,
                  "price": wording.money(fit.price.amount, fit.price.currency), "image": picture(turn, fit.product)}
        fails = [] if fits else misfits(turn, need, fit)
        if fails:
            turn.say("utter_near_option", **common, misfits=wording.listing(fails))
        else:
            turn.say("utter_option", **common, reasons=wording.listing(reasons(turn, need, fit)),
                     benefit=fit.product.benefits[0] if fit.product.benefits else "")

    @staticmethod
    def ask_which(turn: Turn, ids: list[str]) -> None:
        """Asks which of them, with a button for each."""
        buttons = [{"title": turn.fill("utter_button_option", number=number), "payload": str(number)}
                   for number in range(1, len(ids) + 1)]
        buttons += [{"title": turn.fill("utter_button_others"), "payload": "/product_inquiry"},
                    {"title": turn.fill("utter_button_no"), "payload": "/not_interested"}]
        turn.say_with_buttons("utter_ask_buy" if len(ids) > 1 else "utter_ask_buy_one", buttons)


class ActionRecommend(Recommends):
    """The first advice for a confirmed need."""

    answers_mood = False  # the form has just done so

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_recommend"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        need = need_of(turn)
        turn.shop = as_it_stands(turn.shop)
        advice = recommend(turn.shop, need, turn.now)
        if advice.options:
            self.show(turn, need, advice, ())
        else:
            turn.say("utter_nothing_at_all", product=kind_in_words(turn, need))
            turn.set("open_question", "anything_else")
