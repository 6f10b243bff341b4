"""A purchase that one message begins: an article is named or taken, or the cart that was left is taken up again."""
from __future__ import annotations

from actions.cart import begin, message_of
from actions.goods_meant import tell_of_articles
from actions.turn import HiloAction, Turn
from hilo.sales.beginning import article_in, taken, variant_in


class ActionBeginPurchase(HiloAction):
    """An article that is named goes into the cart; without one the cart that was left is taken up again."""

    asks_outside = True

    def name(self) -> str:
        """(see parent class for full docstring)."""
        return "action_begin_purchase"

    def answer(self, turn: Turn) -> None:
        """(see parent class for full docstring)."""
        message = message_of(turn)
        turn.close_form()  # nothing more is to be found out about what is wanted
        found = article_in(turn.shop, turn.text, message.things) or taken(
            turn.shop, turn.text, message.things, turn.told("product"))
        if found is not None:
            if "?" in turn.text:
                tell_of_articles(turn)
            units = message.values.get("quantity")
            color, size = variant_in(turn.shop, found, turn.text)
            begin(turn, found, int(units) if isinstance(units, (int, float)) and units >= 1 else 1,
                  message.values.get("color") or color, message.values.get("size") or size)
            return
        turn.say("utter_cart_still_here")
        turn.set("open_question", None)
        turn.set("next_step", "purchase")
