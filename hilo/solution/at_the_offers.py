"""What somebody means who writes while offers are shown: one of them, others, another need, or a question of them."""
from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from hilo.business.company import Shop
from hilo.business.offer import item_named
from hilo.solution.intents import VERY_SURE
from hilo.solution.taken_back import let_go
from hilo.solution.unshown import points_at_shown, wants_cheaper
from hilo.spanish.mood import is_unhurried
from hilo.spanish.normalize import fold
from hilo.spanish.ordinals import counts, points

CHOOSE, MORE, ABOUT = "action_choose_option", "action_more_options", "action_about_offers"
MOST_WORDS = 6
"""Of a choice, or of what only names a part of the need; a longer message says by itself what it is about."""
MOST_WORDS_TAKEN_BACK = 9
TELLING = frozenset({"inform", "affirm", "deny", "purchase", "product_inquiry", "out_of_scope", "chitchat"})
"""Intents with which a value among the offers is a change of the need, however sure they are."""
VALUES = ("color", "size", "budget", "date_time")
"""Entities that change a need."""
_NAMES = {"size": "tall[ae]s?|medidas?|tamaños?", "color": "color(?:es)?", "budget": "presupuesto|monto",
          "needed_by": "fecha|plazo", "preferences": "uso|estilo"}
_NAMED = {name: re.compile(rf"\b(?:el|la|los|las|mi|de|del|otr[oa]|un[oa]?) (?:{words})\b")
          for name, words in _NAMES.items()}
_OWN_BUDGET = re.compile(
    r"^\W*(?:(?:no|ah|perdon|pero|bueno|y|mejor|ojo|cambia|cambiame|cambie|corrige|corregi|baja|sube)\W+)*"
    r"(?:(?:el|mi|nuestro|del?) presupuesto)\b"
    r"(?!\W+(?:para (?:mi|la|una?) (?:empresa|oficina|negocio)|formal|por (?:correo|mail|escrito)|en pdf))")
_ASKS = re.compile(r"\?|^\W*(?:y )?(?:que|cual\w*|cuant\w+|como|donde|hay|tien\w+|tenes|viene\w*)\b")
_WHY = re.compile(r"\bpor ?que\b(?:.{0,25}\b(?:recom\w+|recomend\w+|suger\w+|sugier\w+|ofrec\w+|muestra\w*|mostra\w*|"
                  r"elig\w+|elegi\w+|propon\w+|propus\w+)\b| (?:es[ao]s?|est[ao]s)\W*$)")
_COMPARES = re.compile(
    r"\bdiferenci\w+|\bcompar(?:a|e|o|ar|ame|eme|alas|arlas|alos|arlos|acion)\b|\ben que se distingu\w+|"
    r"\bcual(?: de \w+(?: \w+)?)? (?:me |nos |te )?(?:recom\w+|sugier\w+|suger\w+|convien\w+|elegirias|"
    r"(?:es|seria) (?:la |el )?mejor\b)")
_OF_WAYS = re.compile(r"\b(?:pagos?|cuotas?|tarjetas?|envios?|flete|despacho|entrega|retiro|garantia|tall[ae]s?)\b")
_THINGS = r"(?:opcion(?:es)?|alternativas?|modelos?|variantes?)"
_OTHERS = re.compile(
    rf"\b(?:mas|otr[oa]s?) {_THINGS}\b(?! (?:de|en|para) )|"
    r"\b(?:ver|mostrame|muestra(?:me|nos)?|muestreme|enseñame|enseñeme|a ver) (?:algun[oa]s? )?(?:mas|otr[oa]s)\W*$")
_CHEAPEST = re.compile(r"\b(?:la|el|esa|ese) (?:opcion |que (?:sea|es|sale|cuesta) )?(?:la |el )?"
                       r"(?:mas (?:barat|economic)|de menor precio|menos car)\w*")
_PLACE = re.compile(r"\W*(?:(?:la|el|las|los|opcion|numero|nro|n|quiero|dame|deme|prefiero|mejor)\W+)*"
                    r"(?:(?P<figure>\d{1,3})|cuart[oa]|quint[oa]|sext[oa]|septim[oa]|octav[oa])\W*")
_LIKE_WHAT = re.compile(r"\bcomo (?:es|son|seria)\b|\b(?:contame|cuentame|cuenteme) (?:mas )?(?:de|sobre)\b")
_LIKED = re.compile(r"\W*(?:(?:si|uy|ay|ah|dale|bueno)\W+)*(?:me|nos) (?:gust|encant|sirv|convenc)[ae]n?"
                    r"(?:\W+(?:mucho|es[ae]|est[ae]|much[ao]|esas|estas|todas|la|las|el|gracias))*\W*")
"""«Me gusta», which sounds to the intents like «no me gusta»."""
_BY_COLOR = re.compile(r"^\W*(?:(?:me (?:llevo|quedo con)|quiero|dame|deme|prefiero|si|dale|bueno|mejor|"
                       r"me gusta|elijo)\W+)*(?:(?:la|el|las|los|es[ae]|es[ao]s)\b(?! (?:quiero|busco|necesito)))")
_PICKS = re.compile(r"(?<!no )(?<!no me )\b(?:me )?(?:quedo con|llevo|decido por|decidi por|decanto por|inclino por|"
                    r"voy a (?:llevar|quedar con)|quiero|elijo|elegi|compro|prefiero|dame|mandame|voy con|voy por|tomo)"
                    r" (?:a )?(?:la|el) (?:opcion |numero |n )?(?:primer[oa]?|segund[oa]|tercer[oa]?|ultim[oa]|[123]|"
                    r"uno|dos|tres|del medio)\b(?! (?:vez|cuotas?|pago|semana|persona|unidad|y media))")


def action_at_offers(text: str, intent: str, confidence: float, told: Mapping[str, Any], bare: str,
                     shop: Shop) -> str | None:
    """The action that takes what is written among offers; None where other rules know better. told: the values of its
    entities; bare: the text without those whose numbers point at nothing."""
    if asks_why(text) or compares(text):
        return ABOUT
    if _LIKE_WHAT.search(fold(text)) and points_at_shown(text):
        return MORE  # which describes the one that is meant
    if wants_others(text) or wants_cheaper_than_shown(text):
        return MORE
    few = len(text.split()) <= MOST_WORDS
    if takes_cheapest(text) and few and "?" not in text:
        return CHOOSE
    if "?" in text:
        return None
    if counts(text):
        return CHOOSE
    if few and (points(bare) or _LIKED.fullmatch(fold(text)) or _PLACE.fullmatch(fold(text))):
        return CHOOSE
    return CHOOSE if changes(text, intent, confidence, told, shop) else None


def changes(text: str, intent: str, confidence: float, told: Mapping[str, Any], shop: Shop) -> bool:
    """Whether a message among the offers changes the need: «mejor azul», «olvida la fecha», «¡la talla!»."""
    if "?" in text or ("product" in told and item_named(shop, str(told["product"]))):
        return False
    if let_go(text) and len(text.split()) <= MOST_WORDS_TAKEN_BACK:
        return True
    if confidence >= VERY_SURE and intent not in TELLING and not (intent == "request_quote" and own_budget(text)):
        return False
    told_here = [name for name in VALUES if name in told and not (name == "date_time" and "T" in str(told[name]))]
    if told_here:
        return "product" not in told  # of a thing that is named, the rules know whether it is another
    return is_unhurried(text) or part_named(text) is not None


def own_budget(text: str) -> bool:
    """«El presupuesto es 300», «mi presupuesto»: what may be spent; «un presupuesto» is a quotation."""
    return bool(_OWN_BUDGET.search(fold(text)))


def part_named(text: str) -> str | None:
    """The part of a need that a message names without a value: «¡la talla!», «quiero otro color»."""
    folded = fold(text)
    if _ASKS.search(folded) or len(folded.split()) > MOST_WORDS:
        return None
    return next((name for name, pattern in _NAMED.items() if pattern.search(f"el {folded}")), None)


def asks_why(text: str) -> bool:
    """«¿Por qué me recomiendas esas?»"""
    return bool(_WHY.search(fold(text)))


def compares(text: str) -> bool:
    """«¿Qué diferencia hay entre la 1 y la 2?», «¿cuál me conviene?»; not of what is paid or carried."""
    folded = fold(text)
    return bool(_COMPARES.search(folded)) and not _OF_WAYS.search(folded)


def wants_others(text: str) -> bool:
    """«Quiero ver más opciones»; not of paying."""
    return bool(_OTHERS.search(fold(text)))


def wants_cheaper_than_shown(text: str) -> bool:
    """«Algo más barato que eso»; neither the cheapest of those shown nor a cheaper way to send it."""
    return wants_cheaper(text) and not takes_cheapest(text) and not _OF_WAYS.search(fold(text))


def takes_cheapest(text: str) -> bool:
    """«La más barata»."""
    return bool(_CHEAPEST.search(fold(text)))


def bare_figure(text: str) -> int | None:
    """The number of a message that holds nothing else: «39», «la 7»."""
    match = _PLACE.fullmatch(fold(text))
    return int(match["figure"]) if match and match["figure"] else None


def is_a_place(text: str) -> bool:
    """«La cuarta», «7»: a place among the offers, and nothing else."""
    return _PLACE.fullmatch(fold(text)) is not None


def names_by_look(text: str) -> bool:
    """«La azul», «quiero la negra»: one of those shown, told by its colour."""
    return bool(_BY_COLOR.search(fold(text)))


def picks_later(text: str) -> bool:
    """«Al final me quedo con la primera»: one of the options is taken by its place, whatever was said since."""
    return "?" not in text and _PICKS.search(fold(text)) is not None
