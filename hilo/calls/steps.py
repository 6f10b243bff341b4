"""What was agreed in a call, in words: the promises of both sides, and the next steps that a colleague reads."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from hilo.calls.agreed_stop import speaks_of_stopping
from hilo.calls.facts import moment
from hilo.calls.opt_outs import OptOut
from hilo.calls.promised import Promised
from hilo.calls.promises_made import AT_ONCE
from hilo.calls.their_promises import promise, their_promises
from hilo.calls.told import CallFact
from hilo.calls.transcript import AGENT, Turn
from hilo.calls.unanswered import question_before
from hilo.spanish.normalize import fold

LOOK_BACK = 6
"""Turns in which the thing of a promise is looked for."""
LONGEST = 200
"""Letters of what is promised."""
_HAS_TO_ASK = re.compile(r"\b(?:tengo|tenemos|tendria|hay) que (?:confirm|ver|averigu|consult|pregunt|verific|revis)")
_DONE = re.compile(r"\bya (?:mismo )?(?:qued[oa]\b|esta\b|(?:se )?(?:l[oa]s?|te|le) (?:quite|retire|saque|borre|"
                   r"elimine|di)\b)")
"""«ya quedó», «ya la quité»: what is done is no step."""
_ANSWER = re.compile(r" (?:con )?la respuesta$")
_FINDS_OUT = re.compile(r"\b(?:averigu|consult|pregunt|verific|investig)")


_STOPS = {"voice": "no volver a llamar", "email": "no mandar más correos", "sms": "no mandar más mensajes de texto",
          "whatsapp": "no escribir más por WhatsApp",
          "all": "dar de baja de todas las listas: no volver a contactar ni por mensaje ni por llamada"}
_STOPS_OFFERS = {"voice": "no llamar más por ofertas", "email": "no mandar más correos de ofertas ni promociones",
                 "sms": "no mandar más promociones por mensaje de texto",
                 "whatsapp": "no mandar más promociones por WhatsApp", "all": "no mandar más promociones ni ofertas"}
"""What a refusal comes to, by its channel; of everything, and of offers alone."""
_STOPS_IN_SHORT = re.compile(r"\b(?:ni un[ao]?|ningun[ao]?|nada|fuera|sin|cortad\w+|borrad\w+|quitad\w+|dej\w+ de|solo|"
                             r"se acab\w+)\b")
"""What an agent says who takes up a refusal: «ofertas, ninguna», «fuera correos»."""
_OFF_LISTS = re.compile(r"\b(?:quit|retir|sac|borr|elimin)\w+ .*"
                        r"\b(?:listas?|envios|campañas?|promo\w*|ofertas|publicidad)\b|"
                        r"\bbaja\b")
"""«la retiro de todas nuestras listas»."""
_BY = {"voice": " por teléfono", "email": " por correo", "sms": " por mensaje de texto", "whatsapp": " por WhatsApp",
       "all": ""}
_TODAY = re.compile(r"\bhoy\b(?! en dia)")
_VIDEO = re.compile(r"\b(?:videollamada|video|pantalla|enlace)\b")
_OFF = "dar de baja: "
_VISIT = re.compile(r"\b(?P<visit>visita|prueba|medicion|instalacion|asesoria|turno|cita|probar)")
_VISITS = {"visita": "la visita", "prueba": "la prueba", "probar": "la prueba", "medicion": "la visita",
           "instalacion": "la instalación", "asesoria": "la asesoría", "turno": "el turno con la asesora",
           "cita": "la cita con la asesora"}
_COMES_TO = re.compile(r"\b(?:van?|ir|vayan?|vienen?|vengan?|pas[ae]n?|tecnic[oa]|"
                       r"asesora?) (?:[a-zñ]+ ){0,4}?(?:a|para) "
                       r"(?P<does>medir|armar|instalar|colocar|tomar (?:las )?medidas|reparar|revisar)|"
                       r"\b(?P<named>medicion|armado|instalacion|toma de medidas)\b")
"""What somebody of ours comes for."""
_TECHNICIAN = re.compile(r"\btecnic[oa]\b")
_COMES_FOR = {"medicion": "medir", "armado": "armar", "instalacion": "instalar", "toma de medidas": "medir"}
_DAYS = "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"
TELLS = frozenset({"write", "notify"})
_FINDS = re.compile(r"(?:pedir|preguntar|consultar|averiguar|verificar|revisar)\b")
_TELLS_ONLY = re.compile(r"(?:escribir|avisar|contestar|responder|confirmar)(?: (?:mañana|hoy|por|whatsapp|a|la|las|el|"
                         r"en|tarde|noche|antes|de|\d+|respuesta|con|lo|que|me|digan|lunes|martes|miercoles|jueves|"
                         r"viernes|sabado|manana|dia|mismo|primera|ultima|hora|los|dos))*$")
"""«mañana le escribo»: what is told was found out before."""
MEETS = frozenset({"other", "reserve", "correct", "report"})
"""Promises that may be an appointment told in other words."""
APPOINTMENT = "appointment"
"""Its line is for colleagues; whoever called reads `utter_call_appointment`."""
DAY = len("2026-11-27")


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
        what = _ANSWER.sub("", what) + f" la respuesta a «{question}»"
    elif question and one.kind == "call" and any(
            _FINDS_OUT.search(fold(turn.said)) for turn in turns[:one.turn] if turn.role == AGENT):
        what += f" con la respuesta a «{question}»"
    if one.kind == "call" and one.has_hour and one.due and not re.search(r"\b(?:a|entre) las \d", what):
        what += f" a las {one.due:%H:%M}"
    due, has_hour = one.due, one.has_hour
    if due and not has_hour and "misma hora" in quote:
        due, has_hour = due.replace(hour=turns[0].at.hour, minute=turns[0].at.minute // 10 * 10), True
    return promise("business", one.kind, what, one.quote, one.joined,
                    moment(due, has_hour) if due and not _is_now(one, turns) else None, due, one.due_end)


def _is_now(one: Promised, turns: Sequence[Turn]) -> bool:
    """Whether it is promised for this moment, and so for no day; «mañana a primera hora» is a short while too."""
    said = next((turn.at for turn in turns if turn.number == one.turn), None)
    return one.at_once and bool(one.due and said and one.due - said <= AT_ONCE)


def commitments_of(made: Sequence[Promised], turns: Sequence[Turn], opt_out: OptOut | None, country: str | None,
                   callback: CallFact | None, appointment: CallFact | None) -> list[dict[str, Any]]:
    """The promises of both sides; an appointment, and what was agreed to stop by its scope, are among them."""
    made = [_as_call(one, callback) for one in made]
    at = datetime.fromisoformat(str(appointment.value)) if appointment else None
    if any(one.kind == "call" and one.has_hour and one.due == at for one in made):
        at = None  # it is that call
    kept = [one for one in made if one.kind != "stop" and not _is_stop(one, opt_out)
            and not (at and one.kind in MEETS and one.has_hour and one.due == at)]
    kept = [one for place, one in enumerate(kept)
            if not any(_leads_to(one, after) for after in kept[place + 1:place + 2])]
    found = [_appointment(appointment, turns, at)] if appointment and at else []
    if callback and not any(one.kind == "call" for one in made):
        found += _calls_back(callback, turns)
    found += _with_answers(kept, turns)
    stop = next((one.quote for one in made if _is_stop(one, opt_out)), None)
    if opt_out and (stop or opt_out.taken_up) and not is_done(turns, opt_out):
        today = turns[0].at.date().isoformat() if stop and _TODAY.search(fold(stop)) else None
        found.append(promise("business", "stop", stop_words(opt_out), stop or opt_out.quote, due=today))
    return found + their_promises(turns, country, callback is not None)


def _as_call(one: Promised, callback: CallFact | None) -> Promised:
    """«mañana a las once y media», of the call that was agreed."""
    is_it = callback and one.kind in MEETS and one.has_hour and one.due and one.due.isoformat() == str(callback.value)
    return replace(one, kind="call", what="llamar") if is_it else one


def _calls_back(one: CallFact, turns: Sequence[Turn]) -> list[dict[str, Any]]:
    """The call at an hour that was agreed without its verb: «a las seis» «Hoy a las seis, entonces»."""
    after = next((turn for turn in turns[one.turn:] if turn.role == AGENT and turn.said), None)
    at = datetime.fromisoformat(str(one.value))
    if after is None or len(str(one.value)) == DAY:
        return []
    day = "hoy" if at.date() == after.at.date() else f"el {_DAYS[at.weekday()]}"
    return [promise("business", "call", f"llamar {day} a las {at:%H:%M}", after.said[:LONGEST], False,
                    str(one.value), at)]


def _appointment(one: CallFact, turns: Sequence[Turn], at: datetime) -> dict[str, Any]:
    """An appointment as a thing to be done, by the name that both sides give it."""
    by = " por videollamada" if any(_VIDEO.search(fold(turn.said)) for turn in turns) else ""
    named = [_VISITS[found["visit"]] for turn in turns for found in _VISIT.finditer(fold(turn.said))]
    name = max(named, key=named.count) if named and not by else "la cita con la asesora"
    told = " ".join(turn.said for turn in turns[one.turn:one.turn + 2])
    does = next((found["does"] or _COMES_FOR[found["named"]] for turn in turns
                 for found in _COMES_TO.finditer(fold(turn.said))), None)
    technician = " del técnico" if any(_TECHNICIAN.search(fold(turn.said)) for turn in turns) else ""
    name = f"la visita{technician} para ir a {does}" if does and not by else name
    day = f"{_DAYS[at.weekday()]} {at:%d/%m} a las {at:%H:%M}"
    return promise("business", APPOINTMENT, f"atender {name}{by} el {day}", told[:LONGEST], False, str(one.value), at)


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
    if opt_out is None or one.kind == "stop":
        return opt_out is not None
    if one.joined and one.kind in ("write", "call"):
        return False  # "quito los avisos y le escribimos cuando llegue"
    if one.kind in ("cancel", "fetch", "report", "other") and _OFF_LISTS.search(fold(one.what)):
        return True
    return speaks_of_stopping(fold(one.quote)) or (
        one.turn == opt_out.turn + 1 and bool(_STOPS_IN_SHORT.search(fold(one.quote))))


def corrections(found: tuple[str, str] | None) -> list[dict[str, Any]]:
    """What an agent promises who has called a wrong number: the deed, and its words."""
    return [promise("business", "correct", f"{found[0]} el número del contacto", found[1])] if found else []


def _with_answers(made: Sequence[Promised], turns: Sequence[Turn]) -> list[dict[str, Any]]:
    """The promises in words; what is found out is one with its answer ("preguntar en la tienda y escribir mañana")."""
    told_by = {place: teller for place, one in enumerate(made) if _FINDS.match(fold(one.what)) or one.kind == "find_out"
               for teller in [_teller(made, place)] if teller is not None}
    found = []
    for place, one in enumerate(made):
        asked = [made[asking] for asking, teller in told_by.items() if teller == place]
        row = ours(one, turns)
        if asked:
            deeds = [ours(each, turns)["what"].removesuffix(" y") for each in asked]
            row["what"] = " y ".join([*deeds, one.what])[:LONGEST]
        if place not in told_by:
            found.append(row)
    return found


def _teller(made: Sequence[Promised], place: int) -> int | None:
    """Which promise tells the answer to what is found out: of the same turn, or one that has nothing else to tell."""
    one = made[place]
    for later, other in enumerate(made[place + 1:], place + 1):
        same = other.turn == one.turn
        if other.kind in TELLS and ((same and (one.kind == "find_out" or other.quote == one.quote)) or (
                one.kind == "find_out" and _TELLS_ONLY.match(fold(other.what)))):
            return later
    return None


def steps_of(commitments: Sequence[dict[str, Any]], opt_out: OptOut | None, done: bool) -> list[str]:
    """What is to be done, a line each: what either side promised, and a refusal; done: whether that is done already."""
    steps = []
    for one in commitments:
        day = one["due"] if len(one["due"] or "") == DAY else ""
        off = _OFF if one["kind"] == "stop" and not one["what"].startswith("dar de baja") else ""
        steps.append(f"esperar: {one['what']}" if one["who"] == "customer" else
                     off + one["what"] + (f" ({day[8:]}/{day[5:7]})" if day else ""))
    if opt_out and not done and not any(one["kind"] == "stop" for one in commitments):
        steps.append(_OFF + stop_words(opt_out).removeprefix("dar de baja de "))
    return steps
