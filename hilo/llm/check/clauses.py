"""A text taken apart for comparing: sentences, the words in them that tell something, and which of those are denied."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from hilo.business.load import get_shop
from hilo.knowledge.words import STOP, Vocabulary, stem
from hilo.spanish.normalize import fold
from hilo.spanish.number_words import SPOKEN_WORDS

_SENTENCE = re.compile(r"(?<=[.!?…;])\s+|\n+")
_ADDRESS = re.compile(r"\[[A-Z]+_\d+\]|\S+@\S+|(?:https?://|www\.)\S+")
_TOKEN = re.compile(r"[a-zñ]+|[,()—]")
_ENDS = frozenset(",()—")
_TURNS = frozenset("pero sino aunque porque salvo mientras cuando".split())
_DENIES = frozenset("no ni tampoco nunca jamas nadie ningun ninguna ninguno".split())
_SIN = 3
"""So many words after «sin» it denies: «sin contar el envío»."""
_SEGMENT = re.compile(r"[:;!?…]|\.(?=\s|$)")
_LEADS_ON = frozenset("con en desde hasta por para y a".split())
_LATE_NO = re.compile(r"(?:,|\bmejor|\bahora|\btodavia|\baun) no\s*$|\bno (?:hay|va|vale|sirve|corre|se puede)\s*$")
"""A denial at the end: «A máquina, mejor no», «contra entrega no hay»."""
_YES = re.compile(r"^\W*(?:si|claro|exacto|asi es|por supuesto|correcto|efectivamente|dale|perfecto|hecho|de acuerdo|"
                  r"obvio|desde luego|cierto|tienes razon|tenes razon|tiene razon|acepto|aceptamos|listo|okey|ok|bueno|"
                  r"de una|trato hecho|confirmado|confirmo|anotado|acordado)\b(?!,? (?:te|le|lo) (?:quieres|gusta))")
_MANNERS = frozenset(stem(word) for word in (
    "gracias puedes podes puede pueden podemos quieres queres quiere necesitas necesita necesito ayuda ayudar ayudarte "
    "ayudarle consulta consultas pregunta preguntas responder contestar contesto disculpa disculpe perdon entiendo "
    "entender claro siento molestia molesto molesta enojo pena lamento tambien ademas informacion dato momento "
    "cualquiera duda dudas hola buenos dias tardes noches asistente virtual contar cuenta contame cuentame digame "
    "decime dime prefieres preferis prefiere buscas busca buscar ahora aqui entonces gusto segun depende mismo misma "
    "ninguno tienes tenes tiene tenemos nuestro nuestra estamos verdad resolver tema demas hace hacer hacen quede "
    "conviene viene vienen llevar lleva llevan queda quedan sale salen dentro luego despues antes primero ser siendo "
    "decir dice dar da ofrecer ofrece usar persona personas equipo tienda "
    "usted ustedes vos llamar escribir escribe escribi escriba atender "
    "atendemos atiende correo telefono celular nombre").split())
_VOS = re.compile(r"(?<=\w{4})is$")
"""«Recibís» is «recibes»."""
_CLAUSE = re.compile(r",\s+(?:y|o|pero)?\s*|\s+(?:y|e|pero)\s+")
_EMPTY = STOP | frozenset(SPOKEN_WORDS) | frozenset(
    "pesos peso dolares euros mil millon millones lucas pide pedi pida pidelo pedilo pidalo pidela pedila "
    "pidala".split())
"""Words that tell nothing by themselves: figures are compared by what they are worth; «pide» asks for something, though
its stem is also the order's."""


class Sentence(NamedTuple):
    """text: as it was written. stems: of the words that tell something. denied: those of them that are said not to be.
    groups: by stem, the groups of words that mean the same here.
    """

    text: str
    stems: frozenset[str]
    denied: frozenset[str]
    groups: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def _vocabulary() -> Vocabulary:
    return Vocabulary(get_shop().company)


def sentences(text: str) -> list[str]:
    """The sentences of a text; a semicolon ends one."""
    return [one for one in _SENTENCE.split(text.strip()) if one.strip()]


def says_yes(text: str) -> bool:
    """Whether it begins by agreeing."""
    return bool(_YES.match(fold(text)))


def clauses(sentence: str) -> list[str]:
    """The clauses of a sentence, roughly: cut at commas and «y»."""
    return [one for one in _CLAUSE.split(sentence) if one.strip()]


@lru_cache(maxsize=4_000)
def read(sentence: str) -> Sentence:
    """A sentence with its words."""
    stems, denied, groups = set(), set(), {}
    for segment in _SEGMENT.split(fold(_ADDRESS.sub(" ", sentence))):
        late = bool(_LATE_NO.search(segment))
        is_denied, sin = late, 0
        for token in _TOKEN.findall(segment):
            if token in _ENDS or token in _TURNS:
                is_denied, sin = late, 0
            elif token in _DENIES:
                is_denied = True
            elif token == "sin":
                sin = _SIN
            elif token in _LEADS_ON:
                sin = 0
            else:
                sin -= 1
                if told(token):
                    root = stem(_VOS.sub("es", token))
                    stems.add(root)
                    groups[root] = groups_of(token)
                    if is_denied or sin >= 0:
                        denied.add(root)
    return Sentence(sentence, frozenset(stems), frozenset(denied), groups)


def told(word: str) -> bool:
    """Whether a folded word tells something, rather than holding others together."""
    return len(word) > 2 and word not in _EMPTY and stem(word) not in _MANNERS


@lru_cache(maxsize=4_000)
def groups_of(text: str) -> frozenset[str]:
    """What the company's synonyms make of a text: «plata», «reembolso» are one."""
    return frozenset(group for word in _vocabulary().words(_ADDRESS.sub(" ", text)) for group in word.groups
                     if group.startswith("="))
