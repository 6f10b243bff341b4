"""Values dictated sign by sign: said back by the agent, said in pieces, not heard at all."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hilo.calls.asked import asked_in
from hilo.calls.told import HEARD_BADLY, READ_BACK, CallFact, answers
from hilo.calls.transcript import AGENT, USER, Turn
from hilo.spanish.normalize import fold

OTHER_NUMBER = re.compile(r"whats|wasap|guasap|\bwsp|otro numero|otro celular|otro telefono|numero de mi|celular de mi|"
                          r"telefono de mi|(?:numero|telefono|fijo) (?:de |del )(?:la |mi )?(?:oficina|casa|trabajo|"
                          r"local|empresa)|al de mi|este otro|anot[ae]|apunt[ae]|escrib|mand")
"""Words that go with a number which is not the one of the call."""
DIGITS = re.compile(r"\d")
NOISE = re.compile(r"!!|(?<=\s)\.\.\.(?=\s)|\[|\*")
"""What a recogniser writes for what it did not hear; a pause is written close to its word."""
_AGREES = re.compile(r"^\W*(?:si|correcto|exacto|asi es|eso es|ese es|esa es|aja|claro|perfecto|ese mismo|tal cual|"
                     r"sip|afirmativo|de acuerdo|es correcto)\b")
HALF = re.compile(r"\b(?:creo que si|eso creo|podria ser|puede ser|prueb\w+ con|prob\w+ con|mas o menos|supongo|"
                  r"parece que si|no me lo se|por ahi)\b")
"""Half a yes."""
_SPELT = ("email", "phone", "alt_phone", "order_number")
"""Values that are dictated sign by sign."""


def agrees(turn: Turn) -> bool:
    """Whether a turn says yes to what was read back, and not half."""
    return bool(_AGREES.search(fold(turn.said))) and not HALF.search(fold(turn.said))


def read_back(fact: CallFact, turns: Sequence[Turn]) -> CallFact:
    """A dictated value after the agent has said it back: sure with a yes, doubtful with noise and without one."""
    if fact.name not in _SPELT or fact.value is None:
        return fact
    said = re.sub(r"[\W_]", "", fold(str(fact.value)))
    for place, turn in enumerate(turns[fact.turn + 1:fact.turn + 6], fact.turn + 1):
        if turn.role == AGENT and said and said in re.sub(r"[\W_]", "", fold(turn.said)):
            after = next((later for later in turns[place + 1:] if later.role == USER and later.said), None)
            if after is not None and agrees(after):
                return replace(fact, confidence=READ_BACK, doubtful=False)
            return fact
    noisy = NOISE.search(turns[fact.turn].text) is not None
    return replace(fact, doubtful=True, confidence=min(fact.confidence, HEARD_BADLY)) if noisy else fact


def in_pieces(turns: Sequence[Turn], found: Sequence[CallFact]) -> Iterator[CallFact]:
    """A telephone said over several turns, with "ajá" or an echo between them."""
    if any(fact.name in ("phone", "alt_phone") for fact in found):
        return
    run: list[Turn] = []
    wanted, last_agent = False, ""
    for turn in [*turns, None]:
        if turn is not None and turn.role == AGENT:
            wanted = wanted or "phone" in asked_in(turn) or bool(OTHER_NUMBER.search(fold(turn.said)))
            last_agent = fold(turn.said)
            continue
        digits = len(DIGITS.findall(turn.said)) if turn else 0
        bare = turn is not None and digits >= 2 and len(re.findall(r"[a-zñ]{3,}", fold(turn.said))) <= 4
        if bare and turn is not None and "order_number" not in asked_in(None) and "pedido" not in last_agent:
            run.append(turn)
            continue
        total = "".join("".join(DIGITS.findall(one.said)) for one in run)
        if wanted and len(run) > 1 and 8 <= len(total) <= 13:
            doubt = any(one.doubtful or NOISE.search(one.text) for one in run)
            yield CallFact("alt_phone", total, " ".join(one.said for one in run), HEARD_BADLY if doubt else 0.9, doubt,
                           run[-1].number)
        run = []


def unheard(turns: Sequence[Turn], found: Sequence[CallFact]) -> Iterator[CallFact]:
    """What was asked for, and answered with noise in it: doubtful, without a value."""
    for turn, before in answers(turns):
        noisy = bool(turn.doubtful) or NOISE.search(turn.text) is not None
        for name in asked_in(before):
            if name in ("email", "phone", "order_number", "person_name") and noisy:
                later = [fact for fact in found if fact.turn >= turn.number
                         and fact.name in (name, "alt_phone" if name == "phone" else name)]
                hint = re.search(r"arroba|@", fold(turn.said)) if name == "email" else DIGITS.search(turn.said)
                if not later and (hint or (name == "person_name" and turn.doubtful)):
                    yield CallFact(
                        "alt_phone"
                        if name == "phone" and OTHER_NUMBER.search(fold(before.said if before else ""))
                        else name,
                        None,
                        turn.text[:120],
                        HEARD_BADLY,
                        True,
                        turn.number,
                    )
