"""What the business will do, as it was agreed: the agent's sentences by learned words, told by the verbs in them.

Whether a sentence promises is heard (`heard.py`); what, and when, is read (`promised.py`). A sentence that promises
without a verb that is known is told by itself.
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hilo.calls.agent_phrases import LONGEST_WHAT
from hilo.calls.agent_words import THINGS, verbs_in
from hilo.calls.heard import marks, odds, parts_of, without_lead
from hilo.calls.promised import due_of, of_verb, read, time_promised
from hilo.calls.promises_made import Promised, once
from hilo.calls.referred import LOOK_BACK, with_thing
from hilo.calls.transcript import AGENT, Turn
from hilo.calls.weighed import marks_of_told, shared, stems
from hilo.spanish.normalize import fold

LEAST, LEAST_TOLD = -0.3, -0.4
"""The logarithm of the odds from which a sentence promises, and from which that is told; on authors left out."""
_STEM = re.compile(r"[a-zñ]{4,}|\d{2,}")
_TELLS = frozenset({"write", "notify", "find_out"})
"""Promises whose "lo" is what was asked, if nothing in their own turn."""
_INFORMS_OF = frozenset({"other", "report"})
_INFORMS = re.compile(r"\b(?:cierra|cerramos|abre|abrimos|abren|empieza|empiezan|termina|terminan|caduca|vence|vencen|"
                      r"figuran?|aparecen?|(?:l[oa]s? |te )?esperamos(?: (?:su|tu)\b)?)\b")
"""What only tells how it is."""
_SEES = re.compile(r"^(?:(?:si|no|a ver|ya|aqui|aca|ahi|bueno|perfecto),? )*(?:l[oa]s? )?veo(?: (?:la|el|su|tu|los|las|"
                   r"que|aqui|aca|ahi|reflejad\w+|un|una)\b|$|[.,:])")
_WENT = re.compile(r"\b(?:se )?(?:te|le|les|l[oa]s?) (?:mand|envi|despach|confirm|avis|entreg|llev|dej|pas)(?:ó|"
                   r"aron)\b")
"""«veo la cita», «se le envió»: what is, and what has been."""
_ARRIVES = re.compile(r"\b(?:te|le|les|os) (?:llega|llegara|cae|sale)\b|\bl[oa]s? (?:tiene|tienes|tenes)\b")
_DELIVERS = re.compile(r"\b(?:te|le|les|os) (?:llega|llegan|llegara|cae|caen)\b|\bl[oa]s? (?:tiene|tienes|tenes|tendra|"
                       r"tendras|llevan|llevamos|entregan|entregamos|dejan|dejamos)\b|\b(?:llega|llegan|sale|salen) "
                       r"(?:el|mañana|hoy)\b")
_IN_WRITING = re.compile(r"\b(?:correo|mail|whats\w*|mensaj\w*|enlace|link|liga|codigo|aviso|boleta|factura|guia|"
                         r"dinero|plata|"
                         r"reembolso|reintegro|devolucion|cotizacion|presupuesto|catalogo|fotos?|respuesta)\b")
_OF_GOODS = re.compile(r"\b(?:pedido|paquete|reparto|despach\w+|sali(?:o|eron)|domicilio|(?:en|a su|a tu) casa|"
                       r"entreg\w+|pagando|envio)\b")
"""What arrives, of goods, and what comes in writing or as money."""
_GOES_BACK = re.compile(r"\b(?:vuelve|regresa|se (?:te|le|les) (?:devuelve|abona|acredita|reintegra|refleja)|"
                        r"(?:te|le|les) (?:cae|llega|entra|aparece))\b[^.?!]*\b(?:tarjeta|cuenta|medio de pago|"
                        r"saldo)\b|^a (?:la|su|tu) (?:misma )?(?:tarjeta|cuenta)\b")
_OF_MONEY = re.compile(r"\b(?:devol\w+|devuelv\w+|reembols\w+|reintegr\w+|dinero|plata|cobr\w+|anul\w+|cancel\w+)\b")
"""«vuelve a la misma cuenta», where money is spoken of, is a refund."""
_GOES_OUT = re.compile(r"\b(?:van|va|salen|sale|parten?) (?:ya |ahora |ahorita |al toque )?(?:(?:a|para|por) "
                       r"(?:alla|su|tu) ?\w* )?(?:el|la|los|las|tus|sus|unas?) (?:datos|link|enlace|liga|fotos?|"
                       r"cotizaci\w+|presupuesto|factura|guia|comprobante|catalogo|mensaje|correo|mail)\b")
"""«ahí van los datos»: they are sent."""
NEAR = 4
"""Turns within which a thing that arrives is the one promised."""
FEW = 2
"""Words that tell a promise too thinly."""
_TIME_ALONE = re.compile(
    r"\b(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|mañana|tarde|noche|mediodia|hoy|dia|semana|enero|"
    r"febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|quedamos|queda|anotad[oa]|"
    r"agendad[oa]|confirmad[oa]|entonces|listo|perfecto|tengo|tenemos|hora|horas|punto|numero|este|mismo|hasta|para|"
    r"sera|esta|bien|gracias|disponible|libre|antes|(?:l[oa]s?|te) esper(?:o|amos)|esperamos|su llamada|su mensaje)\b|"
    r"\d+")
"""What may stand around a moment that is only said again, or chosen; who waits promises nothing."""
_AND = re.compile(r",? y (?=(?:el|la|los|las)(?: [a-zñ]+){1,4}? (?:(?:se )?(?:le|te|les|os) )?(?:va|van|cae|caen|sale|"
                  r"salen|llega|llegan|queda|quedan)\b)")
"""«la cancelo y el reembolso va a la misma tarjeta» are two promises."""


def agreed(turns: Sequence[Turn], country: str | None) -> list[Promised]:
    """The promises of the business in order, each once."""
    made = candidates(turns, country)
    told = [one for place, one in enumerate(made)
            if one.kind == "stop" or odds("told", marks_of_told(made, place, turns)) >= LEAST_TOLD]
    return _arrives([one for one in told if not (one.kind in _INFORMS_OF and _INFORMS.search(fold(one.quote)))
                     and not _WENT.search(one.quote.lower())
                     and not (one.kind == "find_out" and _SEES.search(fold(one.quote)))])


def _arrives(made: Sequence[Promised]) -> list[Promised]:
    """Without «le llega en un rato», where that is said of what was promised to be sent; with its time."""
    found: list[Promised] = []
    for one in made:
        sent = next((other for other in reversed(found)
                     if other.kind == "send" and one.turn - other.turn <= NEAR), None)
        if sent is None or one.kind != "other" or not _ARRIVES.search(fold(one.quote)):
            found.append(one)
        elif not sent.due:
            found[found.index(sent)] = replace(sent, due=one.due, due_end=one.due_end, has_hour=one.has_hour,
                                               turn=one.turn)
    return found


def candidates(turns: Sequence[Turn], country: str | None) -> list[Promised]:
    """What the business may have promised, in order."""
    own, kept, told = read(turns, country), [], []
    spoken = [turn for turn in turns if turn.said]
    for place, turn in enumerate(spoken):
        if turn.role != AGENT:
            continue
        parts = parts_of(turn)
        sure = {part: odds("agreed", marks(spoken, place, parts, number)) for number, part in enumerate(parts)}
        here = [one for one in own if one.turn == turn.number]
        here = [replace(one, sure=sure.get(one.quote, max(sure.values(), default=0.0))) for one in here]
        kept += [one for one in here if one.kind == "stop" or one.sure >= LEAST]
        for part in parts:
            pieces = _AND.split(part) if sure[part] >= LEAST else []
            told += [replace(_told(piece, turn, spoken[:place], country), sure=sure[part])
                     for piece in (pieces[1:] if any(part in one.quote for one in here) else pieces)]
    found = once([_with_thing(one, turns) for one in kept])
    for one in told:
        if _STEM.search(_TIME_ALONE.sub(" ", fold(one.what))) and not any(_is_like(one, other) for other in found):
            found.append(one)
    return sorted((_with_thing(one, turns) for one in found), key=lambda one: one.turn)


def _with_thing(one: Promised, turns: Sequence[Turn]) -> Promised:
    """A promise with the thing that its "lo" stands for."""
    if one.kind in ("call", "stop") or one.what.startswith("hacer ") or THINGS.search(fold(one.what)):
        return one
    return replace(one, what=with_thing(one.what, turns, one.turn, one.quote, 0 if one.kind in _TELLS else LOOK_BACK))


def _told(part: str, turn: Turn, before: Sequence[Turn], country: str | None) -> Promised:
    """A sentence as a promise: by its first verb that does something, else by itself."""
    folded = fold(part)
    verbs = [verb for verb in verbs_in(folded) if verb.kind != "stop"] if len(folded) == len(part) else []
    if verbs:
        verb = next((one for one in verbs if one.first_person), verbs[0])
        following = next((one.start for one in verbs if one.start > verb.start), len(part))
        one = of_verb(verb, part, folded, turn, before, country, False, following)
        if len(_STEM.findall(fold(one.what))) > FEW:
            return one
    time = time_promised(part, turn.at, country)
    what = without_lead(part)
    around = " ".join([*(fold(one.said) for one in before[-1:]), fold(turn.said)])
    if time and _DELIVERS.search(folded) and _OF_GOODS.search(around) and not _IN_WRITING.search(around):
        what = f"entregar el pedido: {what}"
    elif _GOES_BACK.search(folded) and _OF_MONEY.search(around):
        what = f"devolver el dinero: {what}"
    elif _GOES_OUT.search(folded):
        what = f"enviar: {what}"
    return Promised(verbs[0].kind if verbs else "other", what[:LONGEST_WHAT], part[:200], turn.number,
                    due_of(time) if time else None, time.when.end if time else None,
                    bool(time and time.has_hour))


def _is_like(one: Promised, other: Promised) -> bool:
    """Whether a promise says again what another has said."""
    if one.has_hour and one.due == other.due:
        return True
    return 2 * shared(stems(one), stems(other)) >= 1
