"""Sentiment, emotion and urgency of a customer's message: always three facts, never an error.

They are read by what was learned from examples (mood_model.py; docs/decisions/ has how well and why), or by heavier
models where they are installed (mood_transformer.py).
"""
from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from hilo.settings import get_settings
from hilo.spanish.mood_grams import is_calm
from hilo.spanish.normalize import fold

if TYPE_CHECKING:
    from hilo.spanish.mood_model import Likelihoods

LONGEST_REMEMBERED = 2000
"""Characters; what is longer is read by its beginning and its end, as mood_grams.py has it."""

NOTHING_SAID: Likelihoods = ({"negative": 0.0, "neutral": 1.0, "positive": 0.0}, {"neutral": 1.0},
                             {"high": 0.0, "low": 1.0, "medium": 0.0})
"""Of figures and punctuation alone."""
UPSET = -0.65
"""A sentiment score at or below this is answered before the matter: a question taken for a complaint is worse than a
complaint answered without regret."""
FIRST_EMOJI = "\u2600"
QUIETLY_SAD = 0.5
"""Likelihood from which sadness is met with a short word where the message as a whole is not bitter: «ando bajón»."""
DOWN = frozenset({"sadness", "low"})
"""Moods of somebody to whom nobody is to be cheerful."""
_DEATH = (r"fallec\w*|murio|murieron|se nos fue|enterr\w+|velar|velamos|velando|perd(?:i|io|er|imos|ido) a|"
          r"(?:velorio|velatorio|entierro|funeral|sepelio|muerte) de|(?:luto|duelo) por")
_CLOSE = (r"pap[aiy]\w*|padres?|viej[oa]|mam[aiy]\w*|madre|abuel\w+|nonn?[oa]|herman\w+|hij[oa]s?|bebe|espos[oa]|"
          r"marido|mujer|pareja|novi[oa]|ti[oa]s?|prim[oa]s?|sobrin[oa]s?|niet[oa]|suegr[oa]|cuñad[oa]|amig[oa]|padrin[oa]|madrina|"
          r"perr\w+|gat\w+|mascota")
_BEREAVED = re.compile(
    rf"\b(?:{_DEATH})(?: (?:ayer|anoche|hoy|recien|a|el|la))* (?:mi|mis|nuestr[oa]s?) (?:querid[oa] )?(?:{_CLOSE})\b|"
    rf"\b(?:mi|mis|nuestr[oa]) (?:querid[oa] )?(?:{_CLOSE}) (?:se )?(?:acaba de |nos )?"
    r"(?:fallec\w*|murio|morir|dejo)\b|"
    r"\b(?:estoy|estamos|ando|andamos) (?:de|en) (?:luto|duelo)\b")
"""In folded text: that somebody close has died; the shopping besides is calm, so that the examples read no feeling."""
_SAYS_SAD = re.compile(
    r"\b(?<!no )(?:estoy|ando|me siento|vengo|me encuentro) (?:\w+ ){0,2}?(?:triste|depre|deprimid[oa]|decaid[oa]|"
    r"desanimad[oa]|bajonead[oa]|bajon|angustiad[oa]|desconsolad[oa]|"
    r"con el animo (?:bajo|por el piso|por los suelos))\b")
"""In folded text: sadness that is told by its name."""
_FED_UP = re.compile(
    r"(?:^|[.,;:!?¡¿\n])\s*(?:(?:ya|ustedes|uds|y|porque|pero|la verdad|de verdad) )*"
    r"(?:me|nos) (?:tienen?|teneis|tenes|tienes) (?:ya )?(?:re |recontra |bien |mas que |muy )?"
    r"(?:hart[oa]s?|podrid[oa]s?|repodrid[oa]s?|cansad[oa]s?|chat[oa]s?|hasta (?:el|la|los|las|aqui|aca)\b)")
"""In folded text: that it is us who have worn out somebody's patience; «los del banco me tienen harta» is not about
us."""
FED_UP = -0.8
"""Sentiment of such a message at most, and, as a likelihood, its anger at least: the question beside it is calm."""
_VERY = (r"(?:(?:que|un poco|un poquito|medio|algo|muy|re|bastante|demasiado|tan|super|recontra|harto|mas|todo|"
         r"todos|todas) )")
_TOO_DEAR = re.compile(
    r"(?:^\W*|(?<!no )(?<!tan )\b(?:es|son|era|esta|estan|salen?|salio|resultan?|quedan?|parecen?|"
    r"(?:lo|la|los|las) (?:veo|vi|noto)) "
    rf"|\b(?<!no )(?={_VERY})){_VERY}*(?:car[oa]s?|carisim[oa]s?|costos[oa]s?)\b(?! de\b)")
"""In folded text: that the price is high, which the examples know from people who complain about what came."""
MOST_WORDS_OF_DEAR = 10
"""Of a longer message the rest tells how it is meant."""
DEAR = -0.3
_WAY = (r"(?:lo|la|los|las|te lo|te la) )?(?:retir(?:o|amos|are|aria)|recoj(?:o|emos)|recogere|"
        r"(?:pas(?:o|amos|are) a|voy a|vamos a) (?:buscar|retirar|recoger|pagar)(?:l[oa]s?)?|"
        r"pag(?:o|amos|are|aria)|abon(?:o|amos|are|aria)")
_PLAN = re.compile(
    rf"(?:^|[,;.]|\by|\be|\bpero)\W*(?:(?:yo|entonces|mejor) )*(?:{_WAY})\b"
    r"(?: (?:ahi|alla|alli|yo|mismo|personalmente|en|de|con|por|al|a la|el|la|mi|tarjeta|debito|credito|efectivo|"
    r"transferencia|retirar(?:l[oa]s?)?|recoger(?:l[oa]s?)?|recibir(?:l[oa]s?)?|contado|local|tienda|sucursal|"
    r"domicilio|casa)\b)*")
"""In folded text: how a thing is fetched and paid for; those who wrote so in the examples had been let down."""
MOURNING = -0.8
"""Sentiment of such a message at most, and, as a likelihood, its sadness at least."""


class Mood(NamedTuple):
    """The three readings, in the shapes of the design."""

    sentiment: dict[str, Any]
    emotion: dict[str, Any]
    urgency: dict[str, Any]


def read_mood(text: str) -> Mood:
    """The mood that a message most likely has.

    Sentiment's score is how much likelier it is to be positive than negative (−1..1), emotion's confidence how likely
    it is (0..1), urgency's score how likely it is to be high, medium counting half (0..1).
    """
    text = text[:LONGEST_REMEMBERED]
    without_price = _without_price(text)
    read = _without_plan(text if without_price is None else without_price)
    sentiment, emotion, urgency = _likelihoods(read) if _says_something(read) else NOTHING_SAID
    feeling = _likeliest(emotion)
    label, score, sure = _likeliest(sentiment), sentiment["positive"] - sentiment["negative"], emotion[feeling]
    if _BEREAVED.search(fold(text)):
        sure = max(-MOURNING, sure if feeling == "sadness" else 0.0)
        label, score, feeling = "negative", min(score, MOURNING), "sadness"
    elif _SAYS_SAD.search(fold(text)):
        label, score = ("neutral" if label == "positive" else label), min(score, 0.0)
        feeling, sure = "sadness", max(QUIETLY_SAD, sure if feeling == "sadness" else 0.0)
    elif _FED_UP.search(fold(text)):
        sure = max(-FED_UP, sure if feeling == "anger" else 0.0)
        label, score, feeling = "negative", min(score, FED_UP), "anger"
    elif without_price is not None and feeling not in ("joy", "gratitude"):
        label, score = "negative", min(score, DEAR)
    return Mood(
        {"label": label, "score": round(score, 3)},
        {"label": feeling, "confidence": round(sure, 3)},
        {"label": _likeliest(urgency), "score": round(urgency["high"] + urgency["medium"] / 2, 3)})


def felt_first(sentiment: Mapping[str, Any], emotion: Mapping[str, Any]) -> str | None:
    """The feeling that is answered before the matter: anger, sadness, fear, negative, or low for a quiet sadness; None
    when there is no need."""
    feeling, score = emotion.get("label"), sentiment.get("score", 0)
    if sentiment.get("label") != "negative" or score > UPSET:
        quietly = feeling == "sadness" and emotion.get("confidence", 0) >= QUIETLY_SAD and score <= 0
        return "low" if quietly and sentiment.get("label") != "positive" else None
    return feeling if feeling in ("anger", "sadness", "fear") else "negative"


def is_unhurried(text: str) -> bool:
    """Whether a text says that there is no hurry ("sin apuro", "no corre prisa")."""
    return is_calm(text)


def warm_up() -> None:
    """Fits the reader (about a second), so that the first message does not wait for it."""
    read_mood("hola")


def _without_price(text: str) -> str | None:
    """The words besides «son muy caras»: to find it dear is no anger; None where that is not said."""
    folded = fold(text)
    if len(folded.split()) > MOST_WORDS_OF_DEAR:
        return None
    rest, times = _TOO_DEAR.subn(" ", folded)
    return rest if times else None


def _without_plan(text: str) -> str:
    """The words besides «la retiro en el local y pago en efectivo»: to say how is no feeling."""
    folded = fold(text)
    rest, times = _PLAN.subn(" ", folded)
    return rest if times else text


@lru_cache(maxsize=64)
def _likelihoods(text: str) -> Likelihoods:
    """Remembered: the graph, the timeline and the handing over ask about the same message."""
    return _reader()(text)


@lru_cache(maxsize=1)
def _reader() -> Callable[[str], Likelihoods]:
    # imported here: the process of the actions is told the mood with the message and starts without scikit-learn
    from hilo.spanish.mood_model import model

    folder = get_settings().hilo_mood_model
    if not folder:
        return model().read
    from hilo.spanish.mood_transformer import heavier

    return heavier(folder, model().read)


def _says_something(text: str) -> bool:
    return any(character.isalpha() or character >= FIRST_EMOJI for character in text)


def _likeliest(likelihoods: dict[str, float]) -> str:
    return max(likelihoods, key=lambda label: likelihoods[label])
