"""A call that is asked for («llámame mañana»), or wanted no more («mejor no me llames»), by the words themselves: for
phrases a call at a moment looks like a message at a moment, and a call taken back like one that is asked for."""
from __future__ import annotations

import re

from hilo.spanish.normalize import fold

_RING = r"(?:ll?am|marc|marqu|timbr|telefone)"
_CALL = r"(?:llamad[ao]|llamadit[ao]|telefonazo|fonazo|tubazo|timbrazo|timbrad\w+)\b"
_ORDERS = re.compile(
    rf"\b{_RING}(?:[ae]n?|ad|ar)(?:me|nos|l[aeo]s?)\b|"
    rf"\b(?:(?:me|nos) (?:peg|d[ae]|ech|ha[cg]|tir)\w*|(?:peg|d[ae]|ech|ha[gcz]|tir)\w*(?:me|nos)) "
    rf"(?:un|una|otra?) {_CALL}")
_TO_ME = re.compile(rf"\b(?:me|nos) (?:(?:pued\w+|podes|podr\w+|vas|van|va|vuelv\w+) (?:a )?)?{_RING}"
                    rf"(?:as?|an|es?|en|ais|eis|ar)\b(?! del? | la atencion)|"
                    rf"\b(?:quiero|quisiera|necesito|prefiero|espero|solicito|mejor) una {_CALL}")
_OFF = re.compile(
    rf"\b(?!\w*(?:aste|iste|aron|ieron|eron)\b)(?:cancel|anul|suspend|olvid|descart|elimin|deja|deje)\w*"
    rf"(?: (?:ya|mejor|por|favor|porfa|de|sin|efecto|lo|esa?|mi)){{0,4}} (?:el |la |es[ea] |mi )?{_CALL}|"
    rf"\bno (?:me|nos) {_RING}(?:es?|en|eis)\b|"
    rf"\bno (?:hace falta|es necesari[oa]|necesito|quiero|queremos)"
    rf"(?: (?:ya|mas|que|me|nos|la|el|es[ea]|una|un|ninguna|nadie|recibir))*"
    rf" (?:{_RING}(?:es?|en|eis|ar\w*)\b|{_CALL})")
_PROMISED = re.compile(
    rf"\b(?:cuando|a que hora|que dia|por que no) (?:me|nos) (?:van a |iban a |estarian )?"
    rf"{_RING}(?:an|aran|ando|ar|aron)\b|"
    rf"\b(?:quedaron|quedo|dijeron) (?:en|que) (?:me )?(?:iban a )?{_RING}\w*|\b(?:me|nos) iban a {_RING}ar\b|"
    rf"\b(?:esperando|espero|esperamos) (?:la|su|tu|vuestra) llamada\b")
_QUESTION = re.compile(r"\?|\bpor ?que no\b|\bsi no\b")
_WRITE = re.compile(r"(?<!\bno )(?<!\bni )\b(?:escrib\w*(?:me|nos)|(?:me|nos) escrib\w+|(?:mand|envi|dej)\w*(?:me|nos) "
                    r"(?:un |el |tu )?(?:mensaj\w+|whats\w*|wsp|wasap)|(?:por|un) (?:escrito|mensaj\w+))\b")


def orders_call(text: str) -> bool:
    """Whether a text tells somebody to call («márcame el jueves», «pégame un telefonazo»)."""
    return bool(_ORDERS.search(fold(text)))


def asks_for_call(text: str) -> bool:
    """The same, wishes and questions too («¿me llamas mañana?»); where a moment to come is spoken of anyway."""
    return not takes_back_call(text) and bool(_ORDERS.search(fold(text)) or _TO_ME.search(fold(text)))


def asks_when_called(text: str) -> bool:
    """Whether a call that was promised is asked about («¿cuándo me llaman por el bordado?»)."""
    return bool(_PROMISED.search(fold(text)))


def takes_back_call(text: str) -> bool:
    """Whether a call is wanted no more. «No me llames hoy, llámame mañana» wants one."""
    folded = fold(text)
    return bool(_OFF.search(folded)) and not (_ORDERS.search(folded) or _QUESTION.search(folded))


def wants_message_instead(text: str) -> bool:
    """Whether they are to be written to, in a text that takes a call back («no me llames, escríbeme»)."""
    return bool(_WRITE.search(fold(text)))
