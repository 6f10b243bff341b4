"""Messages and calls that the customer refuses in a call, with their scope; read from their own words alone."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hilo.calls.transcript import USER, Turn, sentences
from hilo.spanish.normalize import fold
from hilo.spanish.refusals import Permission, read_permission

SURE = 0.9
_UNSURE_WORDS = re.compile(r"\bno (?:hace falta|es necesario)\b")
_ONLY_NOW = re.compile(r"\bno (?:me |nos )?llam\w+(?! (?:mas|nunca|otra|de nuevo))")
_FOR_GOOD = re.compile(r"\b(?:mas|nunca|vuelv\w+|volver|dej\w+ de|ya no|jamas|otra vez|ningun\w*)\b")
_EVERYTHING = re.compile(r"\b(?:de nada|para nada|ni (?:de )?(?:pedidos?|avisos?)|nada de nada|absolutamente nada|"
                         r"ningun tipo|ninguna clase|"
                         r"por ningun motivo|ni por ningun|de ningun tipo)\b")
_ORDERS_STAY = re.compile(
    r"\b(?:pedidos?|compras?|envios?|entregas?|encargo|orden)\b(?: [a-zñ]{1,9}){0,3}? (?:si\b|esta bien|"
    r"no hay problema|sigan|mantengan|dej|"
    r"quiero|necesito|sirve)|solo (?:los |las |lo )?(?:avisos?|de (?:mis? )?(?:pedidos?|compras?|envios?))|"
    r"\b(?:avisos?|pedidos?|compras?|envios?|es[oa]s?|notificaciones)\b(?: [a-zñ]{1,9}){0,3} (?:si (?:me|los|las|lo|"
    r"quiero|que|esta|necesito)|"
    r"(?:los|las|lo) (?:quiero|necesito)|me sirven?|quiero que)|que (?:si )?me avisen (?:de|del|por|cuando)|"
    r"lo que no quiero (?:es|son) (?:la |las |los )?(?:publicidad|promo\w*|ofertas?|propagandas?)|solo (?:la |las |"
    r"los )?(?:publicidad|promo\w*|"
    r"ofertas?|propagandas?)")
_PAST = re.compile(r"\b(?:han|ha|habian) (?:llamado|escrito|mandado|contestado|avisado|enviado)|\bno me (?:lleg[oa]|"
                   r"llego|llegaron|avisaron|llamaron|"
                   r"escribieron|contestaron|mandaron)\b")
_ONLY = re.compile(r"\b(?:nada mas|solo|solamente|unicamente|nomas)\b")
_REFUSES = re.compile(r"\b(?:no|ni|tampoco|nunca|basta|dej\w+ de|quit\w+|saqu?[ce]?\w+|borr\w+|elimin\w+|baja|"
                      r"nada de|harto|harta|cans\w+)\b")
_KEEPS = re.compile(r"\b(?:si|bien|pued\w+|podes|prefier\w+|mejor|sin problema|sirven?|dejel[oa]s?|dejenl[oa]s?|"
                    r"sigan?|mand\w+me|escrib\w+me|llam\w+me|"
                    r"marqu\w+me|no (?:me )?(?:molesta|hay problema))\b")
_CLAUSE = re.compile(r"[,;.:?!]+| pero | y (?!nada)|(?= ni )")
_ANY = re.compile(r"\bni (?:llamadas?|llamarme) ni (?:mensajes?|escribirme)(?! de texto)|\bni (?:mensajes?|"
                  r"escribirme)(?! de texto) ni (?:llamadas?|llamarme)|"
                  r"\bpor ningun (?:lado|medio|canal)")
_CHANNELS = (("whatsapp", re.compile(r"whats|wasap|guasap|\bwsp")), ("voice", re.compile(r"\bllam|telefon|\bmarc|"
                                                                                         r"\bmarqu")),
             ("email", re.compile(r"correo|\bmail|e-?mail")), ("sms", re.compile(r"\bsms\b|mensajes? de texto")))


@dataclass(frozen=True)
class OptOut:
    """purpose: all, marketing or service. channel: all, whatsapp, voice, sms or email. quote: the words. 0..1."""

    purpose: str
    channel: str
    quote: str
    confidence: float


def opt_out_of(turns: Sequence[Turn]) -> OptOut | None:
    """The refusal of a call: what was refused in all its sentences, narrowed by what was said to stay."""
    found = [(sentence, reading) for turn in turns if turn.role == USER
             for sentence in sentences(turn.said) for reading in [_read(sentence)] if reading]
    if not found:
        return None
    said = " ".join(fold(turn.said) for turn in turns if turn.role == USER)
    purpose = "all" if any(reading.purpose == "all" for _, reading in found) else found[0][1].purpose
    if any(reading.purpose == "marketing" for _, reading in found) and not any(
            _EVERYTHING.search(fold(sentence)) for sentence, _ in found):
        purpose = "marketing" if found[0][1].purpose == "marketing" and not _says_all(found) else purpose
    if any(_EVERYTHING.search(fold(sentence)) for sentence, _ in found):
        purpose = "all"
    elif _ORDERS_STAY.search(said):
        purpose = "marketing"
    surest = max(found, key=lambda pair: pair[1].confidence)
    return OptOut(purpose, _narrowed(_channel(found), turns), surest[0][:300], surest[1].confidence)


def _read(sentence: str) -> Permission | None:
    folded = fold(sentence)
    reading = read_permission(sentence)
    if reading is None or reading.kind != "opt_out" or reading.confidence < SURE or _UNSURE_WORDS.search(folded):
        return None
    if "?" in sentence and not re.search(r"\b(?:pueden?|podrian?|podes|puedes)\b", folded):
        return None
    if _PAST.search(folded):
        return None
    if _ONLY_NOW.search(folded) and not _FOR_GOOD.search(folded) and reading.channel in ("voice", "whatsapp"):
        return None  # "mejor escríbanme, no me llame": a wish for this time
    return reading


def _says_all(found: Sequence[tuple[str, Permission]]) -> bool:
    return any(reading.purpose == "all" and reading.channel == "all" for _, reading in found)


def _channel(found: Sequence[tuple[str, Permission]]) -> str:
    """The one channel that was named; all, where none was, or several."""
    named: list[str] = []
    for sentence, reading in found:
        folded = fold(sentence)
        if reading.channel == "all" and not re.search(r"\b(?:ningun (?:lado|medio|canal)|todo|contact|lista|base|"
                                                      r"baja)", folded):
            here = [name for name, pattern in _CHANNELS if pattern.search(folded)]
            named += here if len(here) == 1 else ["all"]
        else:
            named.append(reading.channel)
    only = [
        name for (sentence, _), name in zip(found, named, strict=True) if name != "all" and _ONLY.search(fold(sentence))
    ]
    if only:
        return only[-1]
    distinct = set(named)
    return named[0] if len(distinct) == 1 else "all"


def _narrowed(channel: str, turns: Sequence[Turn]) -> str:
    """The channel after what else was said of channels: "ni llamadas ni correos", "el whatsapp déjelo"."""
    refused: set[str] = set()
    kept: set[str] = set()
    for turn in turns:
        for clause in _CLAUSE.split(fold(turn.said)) if turn.role == USER else ():
            named = {name for name, pattern in _CHANNELS if pattern.search(clause)}
            stays = _KEEPS.search(clause) and not re.search(r"\b(?:no|ni|tampoco) (?!me molesta|hay problema)", clause)
            if stays or re.search(r"no (?:me )?(?:molesta|hay problema)", clause):
                kept |= named
            elif _REFUSES.search(clause):
                refused |= named
    left = refused - kept
    if len(left) == 1 and not _ANY.search(" ".join(fold(turn.said) for turn in turns if turn.role == USER)):
        return left.pop()
    if left and _ANY.search(" ".join(fold(turn.said) for turn in turns if turn.role == USER)):
        return "all"
    if len(left) > 1:
        return "all" if channel == "all" or len(left) > 2 or channel in kept else channel
    return "all" if channel in kept else channel
