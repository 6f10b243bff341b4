"""Length, language, leaks: what any answer has to keep to."""
from __future__ import annotations

import re

from hilo.llm.check.situation import Situation
from hilo.spanish.normalize import fold

RUN = 7
"""So many words in a row of the instructions are a leak; fewer are ordinary Spanish."""
FEWEST = 4
"""Words from which a language can be told."""
MOST_QUESTIONS = 1
_SPANISH = frozenset((
    "de la que el en y a los se del las un por con no una su para es al lo como mas o pero sus le ya este si porque "
    "esta "
    "entre cuando muy sin sobre me hay donde quien desde todo nos te ni eso hola puedes puede podes quieres quiere tu "
    "tienes tiene tenemos gracias dime cual nuestro nuestra nuestros cada segun mi yo son estan tambien e u"
).split())
_FOREIGN = frozenset((
    "the is are you do have and what how i my of to for with this that can please want hello price your we our it "
    "be will "
    "as if at or an "
    "ich und der die das nicht haben sie bitte je vous est les avez bonjour merci pas nous pour avec dans voce tem nao "
    "quanto obrigado ola eu quero uma com seu sua para-voce temos pode isso mas nosso il che sono grazie avete per di"
).split()) - _SPANISH - {"mas"}
_INNER = re.compile(r"\b(?:system prompt|prompt|mis instrucciones|instrucciones (?:internas|del sistema|que recibi|"
                    r"que tengo)|"
                    r"modelo de lenguaje|language model|inteligencia artificial de|openai|chatgpt|gpt-?\d*|llm|"
                    r"como (?:una )?ia\b|no_se|passages|records|thread|dan mode|modo dan|jailbreak|api key|token)\b")
_TAGS = re.compile(r"</?\w+>|\{\w+\}|```|^\s*(?:system|user|assistant)\s*:", re.MULTILINE | re.IGNORECASE)
_LIST = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s", re.MULTILINE)


def too_long(text: str, situation: Situation) -> bool:
    """Longer than the prompt allows, cut off in the middle, or no more than a word."""
    return situation.is_cut or len(text) > situation.longest or len(re.findall(r"\w+", text)) < 2


def out_of_shape(text: str, situation: Situation) -> bool:
    """More than one question, or a list where there was to be running text."""
    return text.count("?") > MOST_QUESTIONS or len(_LIST.findall(text)) > 1


def other_language(text: str, situation: Situation) -> bool:
    """Anything but Spanish."""
    letters = [c for c in text if c.isalpha()]
    if sum(ord(c) > 0x24F for c in letters) > len(letters) / 10:
        return True
    words = re.findall(r"[a-zñ]+", fold(text))
    spanish, foreign = sum(w in _SPANISH for w in words), sum(w in _FOREIGN for w in words)
    return len(words) >= FEWEST and (foreign > spanish or foreign >= 4 or spanish * 8 < len(words))


def leak(text: str, situation: Situation) -> bool:
    """A piece of the instructions, or talk of there being any."""
    if _TAGS.search(text) or _INNER.search(fold(text)):
        return True
    told = re.findall(r"\w+", fold(situation.instructions))
    runs = {tuple(told[at:at + RUN]) for at in range(len(told) - RUN + 1)}
    runs -= {run for one in situation.sources for run in _runs(one)}
    return any(run in runs for run in _runs(text))


def _runs(text: str) -> list[tuple[str, ...]]:
    words = re.findall(r"\w+", fold(text))
    return [tuple(words[at:at + RUN]) for at in range(len(words) - RUN + 1)]
