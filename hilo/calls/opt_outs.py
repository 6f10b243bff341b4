"""Messages and calls that the customer refuses in a call, with their scope; read from their own words alone."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hilo.calls.agreed_stop import CHANNELS, OFFERS, Agreed, agreed_stop
from hilo.calls.clauses import clauses
from hilo.calls.refusal_limits import is_near_miss
from hilo.calls.scope_answers import WRITTEN, Answers, answers_in
from hilo.calls.transcript import AGENT, USER, Turn, sentences
from hilo.spanish.normalize import fold
from hilo.spanish.refusals import Permission, read_permission

SURE = 0.95
"""From here on a refusal goes into the ledger; the same as for what is written (`hilo/turns/keep.py`)."""
SHORTEST = 4
"""Words of a part of a sentence that is read by itself."""
_UNSURE_WORDS = re.compile(r"\bno (?:hace falta|es necesario)\b")
_ONLY_NOW = re.compile(r"\bno (?:me |nos )?llam\w+(?! (?:mas|nunca|otra|de nuevo))")
_WRITE_ME = re.compile(r"\b(?:escrib|mand|envi)\w*(?:me|nos|mel[oa]s?)\b.{0,30}(?:whats|wasap|guasap|\bwsp)|"
                       r"\bpor (?:el )?(?:whats\w*|wasap|wsp)\b.{0,20}\b(?:escrib|mand|envi)\w*(?:me|nos|mel[oa]s?)\b")
_FOR_GOOD = re.compile(r"\b(?:mas|nunca|vuelv\w+|volver|dej\w+ de|ya no|jamas|otra vez|ningun\w*)\b")
_EVERYTHING = re.compile(r"\b(?:de nada|para nada|ni (?:de )?(?:pedidos?|avisos?)|nada de nada|absolutamente nada|"
                         r"ningun tipo|ninguna clase|"
                         r"por ningun motivo|ni por ningun|de ningun tipo)\b")
_ORDERS_TOO = re.compile(r"\b(?:pedidos?|facturas?|compras?|avisos?)(?: [a-zñ]{1,9}){0,2} (?:tambien|tampoco)\b|"
                         r"\bni (?:de |los de )?(?:pedidos?|facturas?|confirmaciones|avisos)\b")
_NOWHERE = re.compile(r"\bni por nada\b|\bni por [a-z]+ ni (?:por )?[a-z]+\b|\bpor ningun[ao]? (?:lado|medio|canal|"
                      r"parte)\b|\bni (?:un |"
                      r"ningun )?(?:correo|mensaje|"
                      r"llamada)\w*(?: [a-z]+){0,2} ni (?:un |ningun )?(?:correo|mensaje|llamada)\w*")
AGREED = 0.96
"""How sure a refusal is that the agent took up, where it is not sure by itself."""
_ORDERS_STAY = re.compile(
    r"\b(?:pedidos?|compras?|envios?|entregas?|encargo|orden)\b(?: [a-zñ]{1,9}){0,3}? (?:si\b|esta bien|"
    r"no hay problema|sigan|mantengan|dej|"
    r"quiero|necesito|sirve)|solo (?:me )?avis\w+ (?:de|del|cuando|por)|solo (?:los |las |lo )?(?:avisos?|"
    r"de (?:mis? )?(?:pedidos?|compras?|envios?))|"
    r"\b(?:avisos?|pedidos?|compras?|envios?|es[oa]s?|notificaciones)\b(?: [a-zñ]{1,9}){0,3} (?:si (?:me|los|las|lo|"
    r"quiero|que|esta|necesito)|"
    r"(?:los|las|lo) (?:quiero|necesito)|me sirven?|quiero que)|que (?:si )?me avisen (?:de|del|por|cuando)|"
    r"lo que no quiero (?:es|son) (?:la |las |los )?(?:publicidad|promo\w*|ofertas?|propagandas?)|solo (?:de |"
    r"con )?(?:la |las |"
    r"los )?(?:publicidad|promo\w*|"
    r"ofertas?|propagandas?)")
_EVERYWHERE = re.compile(r"\b(?:ningun (?:lado|medio|canal)|por nada|todo(?! el tiempo|s los dias)|contact\w+|"
                         r"lista(?! de (?:llam|correo|whats|wasap|sms))|base|de baja|molest\w+|"
                         r"llam\w+ ni (?:me |que me )?"
                         r"(?:escrib|mand|mensaj)\w+|escrib\w+ ni (?:me |que me )?llam\w+)")
_CONTACT = re.compile(r"llam|escrib|mand|envi|contact|molest|mensaj|whats|wasap|guasap|\bwsp|correo|mail|\bsms\b|"
                      r"\blista|\bbase\b|\bbaja\b|publicidad|propaganda|promo|ofert|recib|avis[oe]|notific|marqu|"
                      r"\bmarc|"
                      r"telefon|suscri|insist|busqu|registro|celular|numero|\bdatos?\b|moleste|ofrec|busc|basta|"
                      r"public|"
                      r"spam|catalog|vend|encuest")
"""A refusal speaks of being reached: "no quiero que me mareen más" is none."""
_ALL_OF_IT = re.compile(r"\b(?:ningun (?:lado|medio|canal)|por nada|contact\w+|tod[oa]s? (?:los|las) (?:medios|"
                        r"listas)|llam\w+ ni|"
                        r"escrib\w+ ni)\b")
"""Of one channel that is named, "de baja" and "la lista" take away no other."""
_FOR_THIS = re.compile(r"\b(?:para|por|con|de|sobre) (?:eso|es[ao]s? (?!numero|telefono|celular|via|medio|"
                       r"lista)[a-z]{4,}|"
                       r"(?:la|las|los|el) (?:promo\w*|ofertas?|publicidad|propagandas?|descuentos?|tarjetas?|"
                       r"encuestas?|"
                       r"catalogos?|campañas?|novedad\w*)|(?:promo\w*|ofertas?|publicidad|propagandas?|descuentos?|"
                       r"vend\w+|ofrec\w+|novedad\w*)|cosas? (?:asi|de ventas?))\b|"
                       r"\b(?:la tarjeta es[ea]|esas cosas)\b")
"""What is refused is the matter of the call, not every message."""
_OFFERED = re.compile(r"\b(?:le|te) (?:mando|envio|paso|puedo mandar|puedo enviar|dejo)\b|\bsi (?:quiere|gusta)\b|"
                      r"\bque le mande\b")
"""After an offer "no, no me mande nada" declines that, and nothing else."""
_ONLY = re.compile(r"\b(?:nada mas|solo|solamente|unicamente|nomas)\b")
_REFUSES = re.compile(r"\b(?:no|ni|tampoco|nunca|(?<!me )basta(?! con)|dej\w+ de|quit\w+|saqu?[ce]?\w+|borr\w+|"
                      r"elimin\w+|baja|"
                      r"nada de|harto|harta|cans\w+)\b")
_KEEPS = re.compile(r"\b(?:si|bien|pued\w+|podes|prefier\w+|mejor|sin problema|sirven?|dejel[oa]s?|dejenl[oa]s?|"
                    r"sigan?|mand\w+me|escrib\w+me|llam\w+me|"
                    r"marqu\w+me|no (?:me )?(?:molesta|hay problema))\b")
_CLAUSE = re.compile(r"[,;.:?!]+| pero | y (?!nada)|(?= ni )| (?=si (?:quieren?|gustan?|necesitan?)\b)| "
                     r"(?=(?:el|los|las|por|al) (?:whats|wasap|correo|mail|sms|mensaje|de texto|llamadas?|"
                     r"telefono)\w* "
                     r"(?:s[ií]|est[aá]|me|no|dej|lo|los|las|mejor|pued|sirve))")
_TAKES_OFF = re.compile(r"\b(?:dej\w+ de|quit\w+|saqu?[ce]?\w*(?:me|nme|nos)\w*|borr\w+|elimin\w+|de baja|basta)\b")
_JUST = re.compile(r" (?:no mas|nomas|nada mas|solamente)\W*$")
"""«los de texto no más»: only those."""
@dataclass(frozen=True)
class OptOut:
    """purpose: all, marketing or service. channel: all, whatsapp, voice, sms or email. quote: the words. 0..1.

    write_instead: "mejor escríbanme por WhatsApp". turn: the number of the turn in which it was first said.
    """

    purpose: str
    channel: str
    quote: str
    confidence: float
    write_instead: bool = False
    turn: int = 0


def opt_out_of(turns: Sequence[Turn]) -> OptOut | None:
    """The refusal of a call: what was refused in all its sentences, narrowed by what was said to stay."""
    found = []
    around = ""
    before = ""
    first = None
    for turn in turns:
        if turn.role == AGENT:
            before = fold(turn.said) if turn.said else before
            continue
        for sentence in sentences(turn.said):
            for part, reading in _refused_in(sentence):
                if not _EVERYWHERE.search(fold(part)):
                    reading = _in_its_turn(reading, turn.said)
                if is_near_miss(part, turn.said):
                    continue
                if not (_OFFERED.search(before) and not _FOR_GOOD.search(fold(part))):
                    found.append((part, reading))
                    first = turn.number if first is None else first
                    around += f"{fold(sentence)} . "
    agreed = agreed_stop(turns)
    if not found and agreed is None:
        return None
    said = " ".join(fold(turn.said) for turn in turns if turn.role == USER)
    around += fold(agreed.said) if agreed else ""
    surest = max(found, key=lambda pair: pair[1].confidence) if found else None
    answers = answers_in(turns)
    purpose = _purpose(found, turns, said, around, answers, agreed)
    if _NOWHERE.search(around):
        channel = "all"
    elif agreed and agreed.channel and agreed.turn >= answers.turn:
        channel = agreed.channel
    else:
        own = _channel(found) if found else _named_once(turns[agreed.turn])  # type: ignore[union-attr]
        channel = _narrowed("all" if answers.everywhere else own, turns, answers)
    if channel == "all" and answers.turn < 0 and not (_NOWHERE.search(around) or _ALL_OF_IT.search(around)):
        channel = _named_once(turns[first if first is not None else agreed.turn])  # type: ignore[union-attr]
    instead = channel in ("voice", "sms", "email") and any(
        _WRITE_ME.search(part) and not _REFUSES.search(part) for part in _CLAUSE.split(said))
    if surest is None:
        return OptOut(purpose, channel, agreed.said[:300], AGREED, instead, agreed.turn)  # type: ignore[union-attr]
    return OptOut(purpose, channel, surest[0][:300], surest[1].confidence, instead, first or 0)


def _purpose(found: Sequence[tuple[str, Permission]], turns: Sequence[Turn], said: str, around: str, answers: Answers,
             agreed: Agreed | None) -> str:
    """all, or marketing: what the words around the refusal, the answers to the agent and its own words come to."""
    if _ORDERS_TOO.search(around):
        return "all"
    only_offers = _ORDERS_STAY.search(said) or (agreed and agreed.purpose == "marketing")
    if _EVERYTHING.search(around) and not only_offers:
        return "all"
    if agreed and agreed.purpose == "marketing" and not answers.everything:
        return "marketing"
    if _ORDERS_STAY.search(said) or answers.orders_stay:
        return "marketing" if OFFERS.search(said) or not agreed else "all"
    if answers.everything:
        return "all"
    if agreed and agreed.purpose:
        return agreed.purpose
    offers = OFFERS.search(" ".join(fold(turn.said) for turn in turns))
    if found and offers and all(_FOR_THIS.search(fold(part)) for part, _ in found):
        return "marketing"
    if not found:
        return "marketing" if agreed and OFFERS.search(fold(agreed.said)) else "all"
    return found[0][1].purpose if offers else "all"


def _named_once(turn: Turn) -> str:
    """The one channel of which a turn speaks that takes back everything: "estoy harto de los mails, denme de baja"."""
    folded = fold(turn.said)
    named = [name for name, pattern in CHANNELS if pattern.search(folded)]
    return named[0] if len(named) == 1 and not (named == ["voice"] and WRITTEN.search(folded)) else "all"


def place_of(turns: Sequence[Turn], opt_out: OptOut | None) -> float | None:
    """Where in a call the refusal was first said, 0..1; None where there is none."""
    return opt_out.turn / max(1, len(turns) - 1) if opt_out else None


def _refused_in(sentence: str) -> list[tuple[str, Permission]]:
    """What a sentence refuses, by its clauses; by the whole, where no clause says it alone."""
    parts = [_JUST.sub("", said) for part in clauses(sentence) for said in _CLAUSE.split(part)]
    if len(parts) > 1:
        readings = [(part, _read(part)) for part in parts if _is_whole(part)]
        found = [(part, reading) for part, reading in readings if reading]
        if found or any(_JUST.search(said) for said in _CLAUSE.split(sentence)[:-1]):
            return found
    reading = _read(sentence)
    return [(sentence, reading)] if reading else []


def _in_its_turn(reading: Permission, said: str) -> Permission:
    """What a sentence leaves open is told by what stands around it: "me llegan whatsapps. no me manden más"."""
    whole = read_permission(said)
    if whole is None or whole.kind != "opt_out" or whole.confidence < SURE:
        return reading
    return reading._replace(purpose=whole.purpose if reading.purpose == "all" else reading.purpose,
                            channel=whole.channel if reading.channel == "all" else reading.channel)


def _is_whole(part: str) -> bool:
    """Whether a part of a sentence can be read by itself."""
    return len(part.split()) >= SHORTEST or bool(_TAKES_OFF.search(fold(part)))


def _read(sentence: str) -> Permission | None:
    folded = fold(sentence)
    if _UNSURE_WORDS.search(folded) or not _CONTACT.search(folded):
        return None
    parts = [sentence, *(part for part in re.split(r"[,;] ", sentence) if _is_whole(part))]
    readings = [one for one in map(read_permission, parts) if one and one.kind == "opt_out" and one.confidence >= SURE]
    reading = readings[0] if readings else None  # of the whole sentence, if that is sure
    if reading is None:
        return None
    if "?" in sentence and not re.search(r"\b(?:pueden?|podrian?|podes|puedes)\b", folded):
        return None
    for_good = _FOR_GOOD.search(folded) or _FOR_THIS.search(folded)
    if _ONLY_NOW.search(folded) and not for_good and reading.channel in ("voice", "whatsapp"):
        return None  # "mejor escríbanme, no me llame": a wish for this time
    return reading


def _channel(found: Sequence[tuple[str, Permission]]) -> str:
    """The one channel that was named; all, where none was, or several."""
    named: list[str] = []
    for sentence, reading in found:
        folded = fold(sentence)
        here = [name for name, pattern in CHANNELS if pattern.search(folded)]
        if _EVERYWHERE.search(folded) and not (len(here) == 1 and not _ALL_OF_IT.search(folded)):
            named.append("all")
        elif reading.channel == "all" or (len(here) == 1 and reading.channel != here[0]):
            named.append(here[0] if len(here) == 1 else "all")
        else:
            named.append(reading.channel)
    only = [
        name for (sentence, _), name in zip(found, named, strict=True) if name != "all" and _ONLY.search(fold(sentence))
    ]
    if only:
        return only[-1]
    if any(
        name == "all" and _EVERYWHERE.search(fold(sentence)) for (sentence, _), name in zip(found, named, strict=True)
    ):
        return "all"
    distinct = {name for name in named if name != "all"}
    return distinct.pop() if len(distinct) == 1 else "all"


def _narrowed(channel: str, turns: Sequence[Turn], answers: Answers) -> str:
    """The channel after what else was said of channels: "ni llamadas ni correos", "el whatsapp déjelo"."""
    refused, kept, written = set(answers.refused), set(answers.kept), False
    for turn in turns:
        for said in _CLAUSE.split(fold(turn.said)) if turn.role == USER else ():
            clause = _JUST.sub("", said)
            named = {name for name, pattern in CHANNELS if pattern.search(clause)}
            if not named and WRITTEN.search(clause) and _REFUSES.search(clause):
                written = True
            stays = (
                not _TAKES_OFF.search(clause)
                and _KEEPS.search(clause)
                and not re.search(
                    r"\b(?:no|ni|"
                    r"tampoco) (?!me molesta|hay problema)",
                    clause,
                )
            )
            if stays or re.search(r"no (?:me )?(?:molesta|hay problema)", clause):
                kept |= named
            elif _REFUSES.search(clause):
                refused |= named
    left = refused - kept
    if written and left == {"voice"} and not kept:
        return "all"  # neither called nor written to
    if len(left) > 1:
        return "all"
    if channel == "all":
        return left.pop() if left and kept else "all"
    return (left.pop() if left else "all") if channel in kept else channel
