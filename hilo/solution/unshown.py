"""What somebody says in the middle of the gathering who has not been shown anything yet."""
from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from hilo.business.company import Shop
from hilo.solution.intents import ANSWERS, SURE
from hilo.solution.need import DECLINED
from hilo.spanish.normalize import fold
from hilo.spanish.refusals import declines_to_say

if TYPE_CHECKING:
    from hilo.solution.gathering import Message, Outcome

OPEN = ("preferences", "size", "budget", "needed_by")
"""What may stay open of a need of which the kind is known."""
FEW = 5
"""Words of a choice; a longer message tells something else."""
OBEYED = frozenset({"opt_out", "request_human", "complaint"})
"""Intents that are not put off by anything else a message says."""
_CHEAPER = re.compile(
    r"\bmas (?:barat|economic|accesible)\w*|\bno me (?:alcanza|llega (?:la plata|el dinero))\b"
    r"|\bno me da (?:el bolsillo|la plata|el presupuesto|el cuero)|\bno (?:puedo|quiero) (?:gastar|pagar) tanto\b"
    r"|\bse (?:me )?(?:va|van|pasa|pasan) (?:mucho )?de(?:l| mi| las)? ?(?:presupuesto|manos)\b"
    r"|\b(?:muy|demasiado|tan|re|bastante|esta|estan|son|es|que) car[oa]s?\b")
_HURRIED = re.compile(
    r"\b(?:me |nos )(?:urge|corre prisa|apura)\b|\b(?:es|super|muy|re|con) ?urgen(?:te|cia)\b|^\W*urgente\w*\W*$"
    r"|\b(?:lo antes|cuanto antes|lo mas pronto|lo mas rapido)\b|\blo (?:necesito|quiero|preciso|ocupo) ya\b"
    r"|\b(?:para ya|ya mismo|ahora mismo|de inmediato|(?:tengo|con) (?:mucha |mucho )?(?:prisa|apuro)"
    r"|(?:ando|estoy) apurad[oa])\b")
_POINTS = re.compile(r"\b(?:la|el|las|los|opcion|numero) "
                     r"(?:primer\w*|segund\w*|tercer\w*|ultim\w*|uno|dos|tres|[123])\b")
_SEE = re.compile(
    r"\bcual(?:es)? (?:mas )?(?:hay|tien\w+|tenes|ofrec\w+|(?:me |nos )(?:muestr|ofrec|recom|propon|suger)\w+|"
    r"(?:son|serian|hay|tienen|tenes|tienes) (?:para|pa|de|en|los que|las que|buen\w+|mejor\w*)\b)"
    r"|\bque (?:opciones|modelos) |\bque (?:hay|tien\w+|tenes|me (?:ofrec|recom|muestr)\w+)\b(?! (?:que|del?|con) )"
    r"|\b(?:muestr\w+|mostr\w+|enseñ\w+|a ver|quiero ver|dejame ver|veamos)(?: \w+)? (?:lo que|las|los|cual\w*|que|"
    r"opciones|modelos|algun\w+)\b|^\W*(?:a ver|muestr[ae]me(?:l[oa]s)?|mostrame(?:l[oa]s)?|enseñame(?:l[oa]s)?)\W*$")
"""Wishes to see what there is."""
SEEING = frozenset({"availability_inquiry", "product_inquiry", "price_inquiry"})
"""Intents of such wishes, besides those of any answer."""
_NO_MATTER = re.compile(r"\bno (?:me )?importa\b")
_GOES = re.compile(r"\b(?:dej\w+|olvid\w+|cancel\w*|sal(?:ir|go)|borr\w+|no sig\w+|no quiero|ya no|par[ae]n?|"
                   r"chau|adios|abandon\w*|aqui nomas|hasta (?:aqui|aca|luego)|paso|mejor no)\b")
_AROUND_A_PLACE = re.compile(r"\b(?:en|de|para|a|por|desde|soy|somos|vivo|vivimos|estoy|estamos|y|aca|aqui|la|ciudad|"
                             r"envio)\b")


def wants_cheaper(text: str) -> bool:
    """«No me alcanza», «¿algo más barato?»: a wish about the price, no farewell."""
    return bool(_CHEAPER.search(fold(text)))


def wants_to_see(text: str) -> bool:
    """«¿Cuáles hay?», «a ver qué tienes»: no more questions first."""
    return bool(_SEE.search(fold(text)))


def leaves_it_open(message: Message) -> bool:
    """«Lo que salga, no importa»: an answer, though it sounds like one who goes; «no importa, déjalo» does."""
    rest = _NO_MATTER.sub(" ", fold(message.text))
    return message.intent in ("cancel", "not_interested") and declines_to_say(rest) and not _GOES.search(rest)


def is_hurried(text: str) -> bool:
    """«Me urge», «lo antes posible»: an answer to by when it is needed, with no day in it."""
    folded = fold(text)
    hit = _HURRIED.search(folded)
    return hit is not None and not re.search(r"\bno\W+(?:\w+\W+){0,2}$", folded[:hit.start()])


def points_at_shown(text: str, most_words: int = FEW) -> bool:
    """«Quiero la primera»: one of several that were shown."""
    return len(text.split()) <= most_words and bool(_POINTS.search(fold(text)))


def is_bare_place(message: Message) -> bool:
    """Whether a message is a town and nothing more: «Santa Fe» alone asks for no branch."""
    return "city" in message.told and not re.search(r"\w", _AROUND_A_PLACE.sub("", fold(message.words)))


def takes(shop: Shop, outcome: Outcome, asked: str, slots: Mapping[str, Any], message: Message, answered: bool,
          asked_for_detail: bool) -> bool:
    """Takes what would end the search or be taken for a question although it belongs to it, into `outcome`; false where
    a message is none of that. answered: it also answers what was asked."""
    product = message.told.get("product") or slots.get("product")
    if (wants_cheaper(message.text) and "budget" not in message.told and asked != "preferences"
            and message.intent not in OBEYED and shop.words.type_of(product)):
        outcome.slots.pop("summary_confirmed", None)
        outcome.tells_prices, outcome.ask = True, None if answered else asked
    elif _is_to_see(asked, message) and shop.words.type_of(product):
        _show(outcome, asked, {**slots, **outcome.slots})
    elif answered:
        return False
    elif asked == "needed_by" and is_hurried(message.text):
        if asked_for_detail:
            outcome.slots["needed_by"] = DECLINED
        else:
            outcome.say.append("utter_more_detail_needed_by_soon")
            outcome.ask = asked
    elif asked != "product" and points_at_shown(message.text) and not message.told and not slots.get("recommended"):
        outcome.say.append("utter_nothing_shown_yet")
        outcome.ask = asked
    else:
        return False
    return True


def _is_to_see(asked: str, message: Message) -> bool:
    """Whether it asks what there is; where something is still open, only if no rule answers it."""
    may_be = ANSWERS | SEEING if asked == "summary_confirmed" else ANSWERS
    return (message.intent in may_be or message.confidence < SURE) and wants_to_see(message.text)


def _show(outcome: Outcome, asked: str, known: Mapping[str, Any]) -> None:
    """Goes to what there is: the rest stays open. At the question of the size they are the sizes."""
    if asked == "size" and known.get("size") is None:
        outcome.tells_sizes, outcome.ask = True, "size"
        return
    for name in OPEN:
        if known.get(name) is None:
            outcome.slots[name] = DECLINED
    outcome.slots["summary_confirmed"] = True
