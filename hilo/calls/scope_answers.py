"""What the customer answers where the agent asks how far a refusal goes: "¿también los avisos?", "¿y por WhatsApp?"."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hilo.calls.agreed_stop import CHANNELS, OFFERS
from hilo.calls.transcript import AGENT, USER, Turn, is_question, sentences
from hilo.spanish.normalize import fold

_YES = re.compile(r"^\W*(?:(?:ah|bueno|eh|mm+|ay),? )*(?:si|claro|exacto|correcto|por favor|dale|esta bien|eso|esos|"
                  r"es[ae] si|todo|lo demas)\b")
_NO = re.compile(r"^\W*(?:(?:ah|bueno|eh|mm+|ay),? )*(?:no|tampoco|nada|ningun\w*|solo)\b")
_STOPS = re.compile(r"\b(?:dej\w+ de|tambien|tampoco|de baja|quit\w+|sac\w+|elimin\w+|borr\w+|de todo|todos?|detener|"
                    r"suspend\w+)\b")
_GOES_ON = re.compile(r"\b(?:segui\w*|sigan?|sigamos|mantene\w*|mantenemos|conserv\w+|le (?:dejo|dejamos)|te (?:dejo|"
                      r"dejamos)|lo dejamos|"
                      r"quiere recibir|prefiere|puedo (?:escribir|llamar)|podemos (?:escribir|llamar)|y por un)\b")
_ORDERS = re.compile(r"\b(?:pedidos?|compras?|envios?|avisos?|entregas?)\b")
_ALL = re.compile(r"\b(?:de todo|todo\b|nada\b|absolutamente|todos)\b")
_ALL_PLACES = re.compile(r"\b(?:todos lados|todas partes|todos los medios|ningun (?:lado|medio|canal)|por nada|"
                         r"todo)\b")
WRITTEN = re.compile(r"\b(?:escrib\w+|mensajes?|mensajear\w*)\b")


@dataclass(frozen=True)
class Answers:
    """What was answered to the agent's questions: order notices stay; everything goes; by every channel; channels."""

    orders_stay: bool
    everything: bool
    everywhere: bool
    refused: frozenset[str]
    kept: frozenset[str]
    turn: int = -1


def answers_in(turns: Sequence[Turn]) -> Answers:
    """What the customer answered to the agent's questions about the scope."""
    refused: set[str] = set()
    kept: set[str] = set()
    stay = everything = everywhere = False
    told = -1
    for place, turn in enumerate(turns[:-1]):
        if turn.role != AGENT or "?" not in turn.said:
            continue
        answer = next((fold(later.said) for later in turns[place + 1:] if later.role == USER and later.said), "")
        asked = " ".join(fold(one) for one in sentences(turn.said) if is_question(one))
        negative = bool(re.search(r"\b(?:tampoco|no quiere)\b", asked))
        yes, no = bool(_YES.search(answer)), bool(_NO.search(answer))
        stops, keeps = bool(_STOPS.search(asked)), bool(_GOES_ON.search(asked))
        if not (stops or keeps):
            continue
        told = place
        everywhere = everywhere or bool(_ALL_PLACES.search(answer))
        named = {name for name, pattern in CHANNELS if pattern.search(asked)} or (
            {"whatsapp"} if WRITTEN.search(asked) else set())
        wanted = not negative and ((keeps and yes) or (stops and no))
        if _ALL.search(answer) and not wanted and not OFFERS.search(answer):
            everything, everywhere = True, everywhere or not _ORDERS.search(asked)
        elif _ORDERS.search(asked):
            stay, everything = stay or wanted, everything or (not wanted and (yes or no))
        elif yes or no:
            (kept if wanted else refused).update(named)
    return Answers(stay, everything and not stay, everywhere, frozenset(refused), frozenset(kept), told)
