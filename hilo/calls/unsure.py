"""Values between which the speaker does not decide: "48213 o 48231", "unos cien, ciento veinte", "a las doce o seis".

What they are follows from what was asked for and from the words around them. A value that is chosen afterwards, or
that the agent notes without being told otherwise, is no longer in doubt.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hilo.calls.asked import asked_in
from hilo.calls.told import HEARD_BADLY, CallFact, answers
from hilo.calls.transcript import Turn
from hilo.spanish.normalize import fold

_NUMBER = r"\d[\d.]*(?: ?\d{3})*(?: y medi[ao]| plazas?)?"
_FILL = r"(?:[a-zñ]+ ){0,4}?"
_BETWEEN = re.compile(
    rf"(?P<one>{_NUMBER})(?P<gap>[ ,.?¿]*(?: [a-z]+){{0,5}}?[ ,.?¿]* ?\b[ou]\b[ ,¿]*{_FILL}|[ ,.?¿]+(?:ponele|"
    rf"pongale|ponle|capaz|o|y sino) "
    rf"{_FILL}|, )(?P<two>{_NUMBER})")
_ABOUT = re.compile(rf"\b(?:como (?:mucho )?(?:un[oa]s|del?)|ponele|pongale|ponle|mas o menos un[oa]s|calculo que|"
                    rf"deben ser|serian como) (?P<one>{_NUMBER})"
                    rf"|(?P<two>{_NUMBER})(?: [a-z]+){{0,2}},? (?:ponele|pongale|ponle|no se|calculo)\b")
_LETTERS = re.compile(r"\b(?P<one>ele|eme|ese|equis ele|xl|[sml])\b[^.?!]{0,14}\bo\b (?:la |una |a )?(?P<two>ele|eme|"
                      r"ese|equis ele|xl|[sml])\b|\b(?:creo que|me parece que|no se si|supongo que)(?: (?:es|soy|la|"
                      r"una|uso|talla|talle|en)){0,3} (?P<three>ele|eme|ese|xl|[sml])\b")
_CHOSEN = re.compile(r"\b(?:no,? |mejor (?!le|te|se)|digo|perdon|que sea|si,? el|si,? la|"
                     r"de todas maneras)[^.?!]{0,14}$")
_THEN_CHOSEN = re.compile(r"^[^.?!]{0,6}[,.]? (?:mejor(?! (?:le|te|se|lo)\b)|si,? )")
_SIZE = re.compile(r"\b(?:talla|talle|calz\w+|gasto|plazas?|numero (?!de)|horma|mido|mide|medida|metros|en zapat\w+)")
_MONEY = re.compile(r"\b(?:lucas|dolares|pesos|soles|euros|quetzales|colones|gastar|presupuesto|mangos|varos)\b")
_ADDRESS = re.compile(r"\b(?:direccion|calle|avenida|vivo en)\b")
_VISIT = re.compile(r"\b(?:cita|turno|agend\w+|atiendan|visita|voy|reserv\w+)\b")
_DAY = re.compile(r"\b(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|enero|febrero|marzo|abril|mayo|junio|"
                  r"julio|agosto|septiembre|octubre|noviembre|diciembre)\b")
_NEEDS = re.compile(r"\b(?:necesit\w+|para (?:una?|el|la)|antes del?|a mas tardar)\b")
_SPAN = re.compile(r" ?(?:dias?|semanas?|mes(?:es)?|años?|horas?|minutos?|veces|cuadras|hij[oa]s|personas|"
                   r"de la (?:mañana|tarde|noche))\b")
"""«dos o tres días» is no value that anybody chooses."""
_HOUR = re.compile(r"\ba las? $|\ba las? ")
_UNSURE_MAIL = re.compile(r"\b(?:creo|me parece|no me acuerdo|no recuerdo|no se|supongo)\b.*\barroba\b|"
                          r"\barroba\b.*\b(?:no me acuerdo|no recuerdo|creo)\b|"
                          r"\b(?:creo|me parece)\b.*\S+@\S+")


def unsure_of(turns: Sequence[Turn]) -> Iterator[CallFact]:
    """The facts whose value is left open, without one, in the order of their turns."""
    for turn, before in answers(turns):
        folded = fold(turn.said)
        asked = asked_in(before)
        told = " ".join(fold(one.said) for one in turns[max(0, turn.number - 2):turn.number])
        names = [_name(match, folded, asked, told) for match in _BETWEEN.finditer(folded)
                 if not _chosen(folded, match) and _is_pair(match)]
        names += [_about(match, folded, asked) for match in _ABOUT.finditer(folded)]
        if any(not _CHOSEN.search(folded[:match.start()]) for match in _LETTERS.finditer(folded)) and (
                "size" in asked or _SIZE.search(folded) or "talla" in told or "talle" in told):
            names.append("size")
        if _UNSURE_MAIL.search(folded):
            names.append("email")
        for name in dict.fromkeys(one for one in names if one):
            yield CallFact(name, None, turn.said[:120], HEARD_BADLY, True, turn.number)


def _chosen(folded: str, match: re.Match[str]) -> bool:
    """Whether one of the two is taken back or chosen."""
    return bool(re.search(r"\b(?:no|perdon|digo|"
                          r"mejor)\b", match["gap"])) or bool(_THEN_CHOSEN.search(folded[match.end():]))


def _is_pair(match: re.Match[str]) -> bool:
    """Whether two numbers are values of one kind: as long, or near each other where only a comma parts them."""
    one, two = (re.sub(r"\D", "", match[name]) for name in ("one", "two"))
    if not one or not two or match["one"] == match["two"] or re.search(r"\bo sea\b", match["gap"]):
        return False
    if _SPAN.match(match.string[match.end():]):
        return False
    if re.search(r"\b[ou]\b|ponele|pongale|ponle|capaz", match["gap"]):
        return abs(len(one) - len(two)) <= 1
    return match["gap"] == ", " and 1 < int(two) / max(1, int(one)) <= 1.5 and len(one) <= 3


def _name(match: re.Match[str], folded: str, asked: Sequence[str], told: str) -> str | None:
    """What a pair of numbers is."""
    lead = folded[max(0, match.start() - 60):match.start()]
    around = folded[max(0, match.start() - 60):match.end() + 40]
    digits = len(re.sub(r"\D", "", match["one"]))
    if digits >= 4 and ("order_number" in asked or "pedido" in told + lead) and not _ADDRESS.search(told):
        return "order_number"
    if _ADDRESS.search(told + lead) or ("correcta" in told and digits >= 3):
        return "delivery_address"
    if digits >= 4:  # what one can spend is said in round numbers
        return "budget" if all(match[one].endswith("00") for one in ("one", "two")) else "alt_phone"
    if "needed_by" in asked and digits <= 2:
        return "needed_by"
    if "callback_at" in asked and (_HOUR.search(around) or "hora" in around):
        return "callback_at"
    if _DAY.search(around) and digits <= 2:
        return "needed_by" if _NEEDS.search(lead) else "date_time" if _VISIT.search(folded + told) else None
    if "size" in asked or _SIZE.search(around):
        return "size"
    if "budget" in asked or _MONEY.search(around):
        return "budget"
    return "quantity" if "quantity" in asked or re.match(r" ?[a-z]{4,}", folded[match.end():]) or re.search(
        r"\b(?:un[oa]s|serian|como) $", lead) else None


def _about(match: re.Match[str], folded: str, asked: Sequence[str]) -> str | None:
    """What a number is that is said as "about so many"."""
    around = folded[max(0, match.start() - 50):match.end() + 25]
    if _DAY.search(around) or _HOUR.search(around) or ("phone" in asked and "size" in asked):
        return None
    if "size" in asked or (re.search(r"\bcomo del? $", folded[:match.start() + 9][-9:]) and _SIZE.search(around)):
        return "size"
    if "budget" in asked or _MONEY.search(around):
        return "budget"
    if "quantity" in asked or (re.match(r",? (?:mas o menos|ponele|pongale|ponle|"
                                       r"[a-zñ]{4,})", folded[match.end():]) and not re.search(
            r"\b(?:dias|semanas|meses|años|minutos|horas|veces|"
            r"hora)\b", folded[match.end():match.end() + 12])) or re.search(
            r"ponle|ponele|pongale", match.group()):
        return "quantity"
    return None
