"""A call, understood, from its transcript by our own Spanish; what only the provider's summary says counts nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from hilo.business.load import get_shop
from hilo.calls import circumstances, feeling, moments
from hilo.calls.facts import CallFact, facts_of, moment
from hilo.calls.opt_outs import AGREED, OptOut, opt_out_of, place_of
from hilo.calls.promised import Promised, due_of, promised, time_in
from hilo.calls.topics import topics_of
from hilo.calls.transcript import AGENT, USER, Turn, sentences
from hilo.calls.unanswered import matters_asked, pending_questions
from hilo.calls.wrong_number import is_wrong_number
from hilo.memory import stages
from hilo.spanish.normalize import fold
from hilo.spanish.promises import read_promises

LEAST_PROMISE = 0.7
NEED_BEGUN = frozenset({"product_inquiry", "purchase", "price_inquiry", "availability_inquiry", "promotion_inquiry",
                        "request_quote"})
APPOINTMENTS = frozenset({"book_appointment", "change_appointment"})
_DEEDS = frozenset({"cancel", "report", "refund", "correct", "find_out", "prepare"})
_BOUGHT = re.compile(r"\b(?:(?:les|le|te|ya|yo|hace|que) (?:[a-z]{1,6} )?(?:compre|compramos|pedi|encargue)|compre\b|"
                     r"compramos\b|mis? (?:pedido|compra|orden|paquete)s?|me (?:cobraron|facturaron|"
                     r"devolvieron|cambi(?:o|aron) (?:todo|el|la|un))|"
                     r"(?:un|el|una|la|del|mis) (?:pedido|compra|orden|paquete)s? (?:que|numero|nro|"
                     r"no (?:me )?(?:lleg|ha)|me lleg|de la|del|hecho|"
                     r"hecha|equivocad)|me (?:llego|llegaron|vino|vinieron|entregaron|mandaron|enviaron)|(?:soy|"
                     r"somos) client\w+|"
                     r"no me (?:ha )?lleg\w+)\b")
_THEIR_DEEDS = {
    "pay": "pagar",
    "send_proof": "enviar el comprobante",
    "send_data": "enviar sus datos",
    "send_photo": "enviar la foto",
    "answer": "avisar",
    "call": "llamar",
    "visit": "pasar por la tienda",
    "buy": "comprar",
    "return_item": "devolver",
}
"""The customer's promises as an adviser reads them, before their words."""
_HAS_TO_ASK = re.compile(r"\b(?:tengo|tenemos|tendria|hay) que (?:confirm|ver|averigu|consult|pregunt|verific|revis)")
_COMES = re.compile(r"\b(?:voy|vamos|ire|iremos|pas(?:o|are|amos|aremos)|acerco|acercamos|(?:lo|la|los|las) "
                    r"(?:busco|retiro|recojo) (?!aca|aqui|en (?:mi|el mail)))")
"""A visit is promised by somebody who comes: "acá está" is none."""
_FINDS_OUT = re.compile(r"\b(?:averigu|consult|pregunt|verific|investig)")
_NOT_BOUGHT = re.compile(r"\b(?:no|nunca|nada)(?: [a-z]{1,5})? (?:compre|he comprado|compramos|pedi)\b")
_OUR_ORDER = re.compile(r"\b(?:su|tu) (?:pedido|compra|orden|paquete|entrega)\b|\b(?:que|usted|ya) (?:nos )?(?:compro|"
                        r"compraste)\b")
_ASKED_US = re.compile(r"\b(?:nos |que )?(?:dejo|dejaste|pregunto|preguntaste|consulto|consultaste|escribio|"
                       r"escribiste|pidio|pediste|solicito|"
                       r"intereso|interesaste)\b|\b(?:su|tu) (?:consulta|pregunta|solicitud|interes)\b")


@dataclass(frozen=True)
class Analysis:
    """What a call brought; the names are those of the design. `callback`: ISO, a date where no hour was said.

    write_later: the moment at which the customer wishes to be written to. talked: whether anything was talked about.
    """

    main_intent: str | None = None
    topics: list[str] = field(default_factory=list)
    facts: list[CallFact] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)
    pending_questions: list[str] = field(default_factory=list)
    next_steps: list[str] = field(default_factory=list)
    commitments: list[dict[str, Any]] = field(default_factory=list)
    sentiment: dict[str, Any] = field(default_factory=lambda: {"label": "neutral", "score": 0.0})
    urgency: dict[str, Any] = field(default_factory=lambda: {"label": "low", "score": 0.1})
    contact_stage: str = "prospect"
    opt_out: OptOut | None = None
    wrong_number: bool = False
    voicemail: bool = False
    asked_for_person: bool = False
    busy: bool = False
    callback: str | None = None
    wants_call: bool = False
    write_later: dict[str, Any] | None = None
    uses: list[str] = field(default_factory=list)
    doubts: list[CallFact] = field(default_factory=list)

    def fact(self, name: str) -> CallFact | None:
        """The fact of a name."""
        return next((fact for fact in self.facts if fact.name == name), None)

    @property
    def need_begun(self) -> bool:
        """Whether the customer was choosing something, so that the dialogue goes on asking for what is missing."""
        return self.fact("product") is not None and self.contact_stage != "prospect" and bool(
            NEED_BEGUN.intersection(self.topics)) and not self.opt_out

    @property
    def write_whatsapp(self) -> bool:
        """Whether there is something to be written after this call."""
        if self.wrong_number or self.voicemail:
            return False
        if self.opt_out:
            others = set(self.topics) - {"opt_out", "not_interested", "promotion_inquiry", "request_call", "busy"}
            if self.opt_out.channel in ("all", "whatsapp") and self.opt_out.purpose != "marketing":
                return False
            promised_ = any(one["who"] == "business" and one["kind"] in ("send", "write", "notify")
                            for one in self.commitments)
            return bool(others or promised_ or self.opt_out.write_instead)
        return bool(self.main_intent or self.facts or self.commitments or self.pending_questions)

    def as_data(self) -> dict[str, Any]:
        """In JSON types, for the call's row."""
        return {**asdict(self), "write_whatsapp": self.write_whatsapp, "need_begun": self.need_begun}


def analyse(turns: Sequence[Turn], country: str | None, ended_because: str = "", outbound: bool = False) -> Analysis:
    """Reads a call. The turns' moments have the person's own offset; `country` is ISO 3166-1, where known."""
    made = promised(turns, country)
    if circumstances.is_voicemail(turns, ended_because):
        return Analysis(
            voicemail=True,
            commitments=[_ours(one, turns) for one in made],
            next_steps=[one.what for one in made],
            contact_stage=_stage(turns, [], []),
        )
    if circumstances.nobody_spoke(turns):
        return Analysis()
    opt_out = opt_out_of(turns)
    if is_wrong_number(turns):
        steps = [one.what for one in made] or ["corregir el número del contacto"]
        return Analysis(
            wrong_number=True,
            opt_out=opt_out if opt_out and opt_out.confidence > AGREED else None,
            commitments=[_ours(one, turns) for one in made if one.kind != "stop"],
            next_steps=steps,
        )
    found = facts_of(turns, country)
    sure = [fact for fact in found if not fact.doubtful and fact.value is not None]
    wants_call = any(circumstances.wants_call(one) for turn in _customer(turns) for one in sentences(turn.said))
    topics = topics_of(turns, place_of(turns, opt_out))
    wants_call = wants_call or "request_call" in topics
    called = wants_call or any(one.kind == "call" for one in made)
    if topics[:1] == ["opt_out"] or topics[:1] == ["not_interested"]:
        sure = [fact for fact in sure if turns[fact.turn].role == USER]
    callback = moments.callback_of(turns, made, country) if called else None
    if callback and any(fact.name == "callback_at" and fact.doubtful for fact in found):
        callback = None
    if callback:
        sure.append(callback)
    if APPOINTMENTS.intersection(topics):
        sure = [fact for fact in sure if fact.name != "needed_by"] + moments.appointment_of(turns, country)
    needed = next((fact for fact in sure if fact.name == "needed_by"), None)
    days_left = (date.fromisoformat(needed.value) - turns[0].at.date()).days if needed else None
    commitments = [_ours(one, turns) for one in made if not (one.kind == "find_out" and _is_taken_up(one, made))]
    return Analysis(
        main_intent=topics[0] if topics else None,
        topics=topics,
        facts=sure,
        doubtful=list(dict.fromkeys(fact.name for fact in found if fact.doubtful)),
        doubts=[fact for fact in found if fact.doubtful and fact.value is not None],
        pending_questions=pending_questions(turns),
        next_steps=_steps(made, turns, opt_out),
        commitments=_joined(commitments) + _theirs(turns, country, bool(callback)),
        sentiment=feeling.sentiment_of(turns),
        urgency=feeling.urgency_of(turns, days_left),
        contact_stage=_stage(turns, topics, sure),
        opt_out=opt_out,
        asked_for_person=circumstances.asks_for_person(turns),
        busy="busy" in topics,
        callback=str(callback.value) if callback else None,
        wants_call=wants_call,
        write_later=moments.write_later_of(turns, country),
        uses=_uses(turns),
    )


def _customer(turns: Sequence[Turn]) -> list[Turn]:
    return [turn for turn in turns if turn.role == USER and turn.said]


def _uses(turns: Sequence[Turn]) -> list[str]:
    words = get_shop().words
    return list(dict.fromkeys(use for turn in _customer(turns) for use in words.uses_in(turn.said)))


def _ours(one: Promised, turns: Sequence[Turn]) -> dict[str, Any]:
    """A promise of the business; what it is to find out is the customer's last question."""
    what = one.what
    asked = [question for turn in turns[:one.turn] if turn.role == USER for sentence in sentences(turn.said)
             for question in matters_asked(sentence)]
    if asked and one.kind == "find_out" and len(what.split()) <= 2:
        what = f"{what.removesuffix(' y')}: {asked[-1].strip('¿?')}"
    quote = fold(one.quote)
    if asked and one.kind in ("write", "notify") and (
            _HAS_TO_ASK.search(quote) or (one.joined and _FINDS_OUT.search(quote))):
        what += f" la respuesta a «{asked[-1].strip('¿?')}»"
    if asked and one.kind == "call" and any(
            _FINDS_OUT.search(fold(turn.said)) for turn in turns[:one.turn] if turn.role == AGENT):
        what += f" con la respuesta a «{asked[-1].strip('¿?')}»"
    if one.kind == "call" and one.has_hour and one.due:
        what += f" a las {one.due:%H:%M}"
    return {
        "who": "business",
        "kind": one.kind,
        "what": what,
        "quote": one.quote,
        "joined": one.joined,
        "due": moment(one.due, one.has_hour) if one.due and not one.at_once else None,
        "due_at": one.due.isoformat() if one.due else None,
        "due_end": one.due_end.isoformat() if one.due_end else None,
    }


def _is_taken_up(one: Promised, made: Sequence[Promised]) -> bool:
    """Whether what is found out will be told by another promise ("lo averiguo y te lo escribo")."""
    return any(other.kind in ("write", "call", "notify") or (other.joined and other.turn == one.turn) for other in made
               if other.turn >= one.turn and other is not one)


def _joined(commitments: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Two promises of one sentence are one: "lo cancelo y te llega la confirmación"."""
    kept: list[dict[str, Any]] = []
    for one in commitments:
        if (one["joined"] and kept and kept[-1]["quote"] == one["quote"] and kept[-1]["kind"] in _DEEDS
                and (one["kind"] == "notify" or "confirma" in one["what"])):
            kept[-1] = {**kept[-1], "what": f"{kept[-1]['what']} y {one['what']}", "due": kept[-1]["due"] or one["due"]}
        else:
            kept.append(one)
    return kept


def _theirs(turns: Sequence[Turn], country: str | None, call_agreed: bool) -> list[dict[str, Any]]:
    """The customer's own promises."""
    found: dict[str, dict[str, Any]] = {}
    for turn in _customer(turns):
        for one in read_promises(turn.said, turn.at, country):
            if one.confidence < LEAST_PROMISE or (one.kind == "answer" and call_agreed):
                continue
            if one.kind == "visit" and not _COMES.search(fold(one.quote)):
                continue
            time = time_in(one.quote, turn.at, country)
            due = moment(due_of(time), time.has_hour) if time else (
                one.due.date().isoformat() if one.due else None)
            found[one.kind] = {
                "who": "customer",
                "kind": one.kind,
                "what": f"{_THEIR_DEEDS[one.kind]} ({one.what})" if one.kind in _THEIR_DEEDS else one.what,
                "quote": one.quote,
                "joined": False,
                "due": due,
                "due_at": one.due.isoformat() if one.due else None,
                "due_end": one.due_end.isoformat() if one.due_end else None,
            }
    return list(found.values())


def _steps(made: Sequence[Promised], turns: Sequence[Turn], opt_out: OptOut | None) -> list[str]:
    steps = []
    for one in made:
        step = str(_ours(one, turns)["what"])
        if one.kind == "stop" and opt_out:
            step = f"dar de baja: {step}"
        if one.due and one.kind != "stop" and not one.has_hour:
            step += f" ({one.due:%d/%m})"
        steps.append(step)
    if opt_out and not any(one.kind == "stop" for one in made):
        steps.append("dar de baja los mensajes")
    return steps


def _stage(turns: Sequence[Turn], topics: Sequence[str], facts: Sequence[CallFact]) -> str:
    """prospect, interested or customer, by what was said in this call."""
    said = " . ".join(fold(turn.said) for turn in _customer(turns))
    agent = " . ".join(fold(turn.said) for turn in turns if turn.role == AGENT)
    names = [fact.name for fact in facts]
    if (stages.IS_CUSTOMER.intersection(topics) or "order_number" in names or _BOUGHT.search(said)
            or _OUR_ORDER.search(agent)) and not _NOT_BOUGHT.search(said):
        return "customer"
    if not topics and not facts and not said:
        return "prospect"
    if topics[:1] == ["not_interested"] or (topics[:1] == ["opt_out"] and not _ASKED_US.search(agent)):
        return "prospect"
    if stages.after("prospect", topics, names) == "interested" or _ASKED_US.search(agent):
        return "interested"
    return (
        "interested"
        if set(topics) & {"promotion_inquiry", "payment_inquiry", "shipping_inquiry", "request_call"}
        else "prospect"
    )
