"""All rules by name, and which of them an answer of each purpose has to keep."""
from __future__ import annotations

from collections.abc import Callable

from hilo.llm.check import asking, bound, brand, echoes, facts, form, promises, register, rephrased, support
from hilo.llm.check.situation import Situation

__all__ = ["RULES", "Situation", "problems_in"]
Rule = Callable[[str, Situation], bool]


def not_offered(text: str, situation: Situation) -> bool:
    """Something else than one of the choices."""
    return text not in situation.choices


_ALWAYS: dict[str, Rule] = {
    "length": form.too_long, "language": form.other_language, "leak": form.leak, "figure": facts.figure_unknown,
    "moment": facts.moment_unknown, "phone": facts.phone_unknown, "address": facts.address_unknown,
    "name": facts.name_unknown, "stranger": facts.stranger_named, "rude": brand.rude, "claim": brand.claim_forbidden,
    "avoided": brand.word_avoided, "register": register.other_register,
}
_SPOKEN: dict[str, Rule] = {**_ALWAYS, "another_thing": facts.of_another_thing, "promise": promises.promise,
                            "given_away": promises.given_away, "shape": form.out_of_shape, "echo": echoes.echo,
                            "ungrounded": support.ungrounded, "pretends": echoes.pretends,
                            "contradicted": support.contradicted,
                            "yes": support.yes_to_nothing, "bound": bound.of_another,
                            "secret": asking.asks_secret, "stock": asking.stock_unknown, "shouts": asking.shouts,
                            "grave": asking.grave}
RULES: dict[str, dict[str, Rule]] = {
    "answer": _SPOKEN, "follow_up": _SPOKEN,
    "rephrase": {**_ALWAYS, "figures_changed": rephrased.figures_changed, "names_dropped": rephrased.names_dropped,
                 "meaning_changed": rephrased.meaning_changed},
    "summary": {name: rule for name, rule in _ALWAYS.items() if name not in ("claim", "avoided", "rude")},
    "intent": {"choice": not_offered},
}
"""By purpose. A summary tells people what was said, in whatever words."""


def problems_in(text: str, situation: Situation) -> list[str]:
    """The names of the rules that a text breaks; none: it may be sent."""
    return [name for name, broken in RULES[situation.purpose].items() if broken(text, situation)]
