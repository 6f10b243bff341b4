"""What was agreed in a call, in words: the promises of both sides, and the next steps that a colleague reads."""
from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from hilo.calls.agreed_stop import speaks_of_stopping
from hilo.calls.facts import moment
from hilo.calls.opt_outs import OptOut
from hilo.calls.promised import Promised
from hilo.calls.their_promises import promise, their_promises
from hilo.calls.told import CallFact
from hilo.calls.transcript import AGENT, Turn
from hilo.calls.unanswered import question_before
from hilo.spanish.normalize import fold

LOOK_BACK = 6
"""Turns in which the thing of a promise is looked for."""
LONGEST = 200
"""Letters of what is promised."""
_DEEDS = frozenset({"cancel", "report", "refund", "correct", "find_out", "prepare"})
_HAS_TO_ASK = re.compile(r"\b(?:tengo|tenemos|tendria|hay) que (?:confirm|ver|averigu|consult|pregunt|verific|revis)")
_DONE = re.compile(r"\bya (?:mismo )?(?:qued[oa]\b|esta\b|(?:se )?(?:l[oa]s?|te|le) (?:quite|retire|saque|borre|"
                   r"elimine|di)\b)")
"""«ya quedó», «ya la quité»: what is done is no step."""
_FINDS_OUT = re.compile(r"\b(?:averigu|consult|pregunt|verific|investig)")


_STOPS = {"voice": "no volver a llamar", "email": "no mandar más correos", "sms": "no mandar más mensajes de texto",
          "whatsapp": "no escribir más por WhatsApp", "all": "no volver a contactar ni por mensaje ni por llamada"}
_STOPS_OFFERS = {"voice": "no llamar más por ofertas", "email": "no mandar más correos de ofertas ni promociones",
                 "sms": "no mandar más promociones por mensaje de texto",
                 "whatsapp": "no mandar más promociones por WhatsApp", "all": "no mandar más promociones ni ofertas"}
"""What a refusal comes to, by its channel; of everything, and of offers alone."""
_BY = {"voice": " por teléfono", "email": " por correo", "sms": " por mensaje de texto", "whatsapp": " por WhatsApp",
       "all": ""}
_TELLS = ("write", "notify", "send")


def stop_words(opt_out: OptOut) -> str:
    """A refusal as a thing to be done."""
    if opt_out.purpose == "service":
        return "no mandar más avisos de pedidos" + _BY[opt_out.channel]
    return (_STOPS_OFFERS if opt_out.purpose == "marketing" else _STOPS)[opt_out.channel]


def ours(one: Promised, turns: Sequence[Turn]) -> dict[str, Any]:
    """A promise of the business; what it is to find out, or to tell, is what the customer asked before it."""
    what = one.what
    question = question_before(turns, one.turn)
    quote = fold(one.quote)
    if question and one.kind == "find_out":
        what = f"{what.removesuffix(' y')}: {question}"
    elif question and one.kind in ("write", "notify") and (
            _HAS_TO_ASK.search(quote) or (one.joined and _FINDS_OUT.search(quote))):
        what += f" la respuesta a «{question}»"
    elif question and one.kind == "call" and any(
            _FINDS_OUT.search(fold(turn.said)) for turn in turns[:one.turn] if turn.role == AGENT):
        what += f" con la respuesta a «{question}»"
    if one.kind == "call" and one.has_hour and one.due:
        what += f" a las {one.due:%H:%M}"
    return promise("business", one.kind, what, one.quote, one.joined,
                    moment(one.due, one.has_hour) if one.due and not one.at_once else None, one.due, one.due_end)


def commitments_of(made: Sequence[Promised], turns: Sequence[Turn], opt_out: OptOut | None, country: str | None,
                   call_agreed: bool) -> list[dict[str, Any]]:
    """The promises of both sides; what was agreed to stop is one of them, in the words of its scope."""
    kept = [one for one in made if one.kind != "stop" and not _is_stop(one, opt_out)]
    kept = [one for place, one in enumerate(kept)
            if not any(_leads_to(one, after) for after in kept[place + 1:place + 2])]
    found = _joined([ours(one, turns) for one in kept if not (one.kind == "find_out" and _is_taken_up(one, kept))])
    stop = next((one.quote for one in made if _is_stop(one, opt_out)), None)
    if opt_out and (stop or opt_out.taken_up) and not is_done(turns, opt_out):
        found.append(promise("business", "stop", stop_words(opt_out), stop or opt_out.quote))
    return found + their_promises(turns, country, call_agreed)


def _leads_to(one: Promised, other: Promised) -> bool:
    """Whether one promise is only the way to the next of its sentence: "la prepara y se la enviamos"."""
    return other.joined and other.quote == one.quote and (
        (one.kind == "prepare" and other.kind == "send")
        or (one.what.startswith(("pasar", "derivar")) and other.kind in ("call", "write")))


def is_done(turns: Sequence[Turn], opt_out: OptOut) -> bool:
    """Whether the agent has done at once what a refusal asks for."""
    return any(_DONE.search(fold(turn.said)) for turn in turns[opt_out.turn + 1:opt_out.turn + LOOK_BACK]
               if turn.role == AGENT)


def _is_stop(one: Promised, opt_out: OptOut | None) -> bool:
    """Whether a promise is the agent's word on the refusal: "quito las promociones y dejo los avisos"."""
    return opt_out is not None and (one.kind == "stop" or speaks_of_stopping(fold(one.quote)))


def corrections(found: tuple[str, str] | None) -> list[dict[str, Any]]:
    """What an agent promises who has called a wrong number: the deed, and its words."""
    return [promise("business", "correct", f"{found[0]} el número del contacto", found[1])] if found else []


def _is_taken_up(one: Promised, made: Sequence[Promised]) -> bool:
    """Whether what is found out will be told by another promise ("lo averiguo y te lo escribo")."""
    return any(other.kind in ("write", "call", "notify") or (other.joined and other.turn == one.turn) for other in made
               if other.turn >= one.turn and other is not one)


def _joined(commitments: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Two promises of one sentence are one: "lo cancelo y te llega la confirmación"."""
    kept: list[dict[str, Any]] = []
    for one in commitments:
        together = one["joined"] and kept and kept[-1]["quote"] == one["quote"] and kept[-1]["kind"] in _DEEDS
        if together and one["kind"] in ("call", "write"):  # the deed is told by it: it stays what it is, and when
            kept[-1] = {**one, "what": f"{kept[-1]['what']} y {one['what']}"[:LONGEST], "joined": False}
        elif together and (one["kind"] == "notify" or "confirma" in one["what"]):
            kept[-1] = {**kept[-1], "what": f"{kept[-1]['what']} y {one['what']}", "due": kept[-1]["due"] or one["due"]}
        else:
            kept.append(one)
    return kept


def steps_of(made: Sequence[Promised], turns: Sequence[Turn], opt_out: OptOut | None, appointment: CallFact | None,
             moves: bool, theirs: Sequence[dict[str, Any]] = ()) -> list[str]:
    """What is to be done, a line each; moves: whether the appointment was there before; theirs: what they promise."""
    steps, told = [], set()
    if appointment:
        at = datetime.fromisoformat(str(appointment.value))
        steps.append(f"{'cambiar' if moves else 'agendar'} la cita al {at:%d/%m} a las {at:%H:%M}")
    for place, one in enumerate(made):
        if place in told or one.kind == "stop" or _is_stop(one, opt_out):
            continue
        if place + 1 < len(made) and _leads_to(one, made[place + 1]):
            continue
        step = str(ours(one, turns)["what"])
        answer = next((number for number in range(place + 1, len(made)) if one.kind == "find_out"
                       and made[number].kind in _TELLS and made[number].turn == one.turn), None)
        if answer is not None:
            told.add(answer)
            step += f" y {made[answer].what}"
        last = made[answer] if answer is not None else one
        if last.due and not last.has_hour:
            step += f" ({last.due:%d/%m})"
        steps.append(step)
    if opt_out and not is_done(turns, opt_out):
        steps.append(f"dar de baja: {stop_words(opt_out)}")
    return steps + [f"esperar: {one['what']}" for one in theirs]
