"""What speaks for a value being in doubt, in the turns in which it is spoken of: the same numbers for all values."""
from __future__ import annotations

import re
from collections.abc import Sequence

from hilo.calls.dictated import HALF, NOISE
from hilo.calls.told import CallFact
from hilo.calls.transcript import AGENT, USER, Turn
from hilo.spanish.normalize import fold

NAMES = ("hedged", "hedged after it", "will be looked up", "told by others", "about", "two of them", "one or the other",
         "a pause", "noise", "to be told later", "to be told later, by name", "agent leaves it", "not heard",
         "not found", "agreed half", "no value", "asked for", "read doubtful", "unsure", "not: corrected",
         "not: chosen",
         "not: chosen after it", "not: agreed", "not: said again", "not: asked about", "not: long before", "always",
         "not: always", "not: few words", "spelt", "not: spelt", "not: another is", "heard", "heard most",
         "not: another is open")
_HEDGE = re.compile(
    r"\b(?:creo|me parece(?! (?:bien|bonit|car))|no (?:lo |la |le |te |me )?(?:se|sabria)\b(?! (?:preocupe|puede))|"
    r"ni idea|ni se\b|no (?:me )?(?:acuerdo|recuerdo)|no (?:estoy|ando) (?:muy |tan |bien |del todo )?segur\w|sera\b|"
    r"o igual|capaz|a lo mejor|quiza[s]?|tal vez|pued[ea] ser|podria\w* ser|mas o menos|depende|segun|quien sabe|"
    r"vaya uno|hay que ver|(?:o )?algo (?:asi|de eso)|eso creo|dijo como|calculo|debe[n]? ser|ponele|ya veo|"
    r"despues veo|siempre me confundo|no le quiero decir|supongo|diria|parece\b(?! (?:bien|que no))|todavia (?:no|"
    r"estamos)|dizque|no (?:alcanzo|caigo)|o era|or? sera|entre l[oa]s dos|ando entre|borronead\w|"
    r"no l[oa] tengo (?:aqui|aca|delante|a mano))\b|\by (?:pico|algo)\b")
_LOOK_UP = re.compile(r"\b(?:tendria que|tengo que|toca|hay que|deja?me|me lo tendria|deje) (?:\w+ )?(?:med\w+|ver\w*|"
                      r"pregunt\w+|cont\w+|fij\w+|busc\w+|confirm\w+|revis\w+|consult\w+|decir)|\b(?:mid[oe]|cuento|"
                      r"pregunto|averiguo|reviso)\b")
_OTHERS = re.compile(r"\b(?:dic[ea] que|me dijo|dijo|yo digo|la compro|lo compro mi|le entendi|mi (?:suegra|hermana|"
                     r"socia|hijo|yerno|marido|esposo|mama|mujer|señora)(?: \w+){0,2} (?:dic|dij|compr|sab))")
_ABOUT = re.compile(r"\b(?:como|unos|unas|por ahi|mas o menos|alrededor|aprox\w*|cerca de|entre|casi) (?:l[oa]s? |"
                    r"un[oa]s? |del? |en )?(?=\d|el |la )")
_OR = re.compile(r"\b(?:o|u|ni)\b")
_LATER = re.compile(r"\b(?:(?:le|te|les|os|se l[oa]s?|te l[oa]s?)(?: \w+)? (?:confirm|dig|mand|escrib|avis|pas|llam|"
                    r"cuent)\w*|luego (?:le|te)|despues (?:le|te|veo)|cuando (?:sepa|tenga|llegue|lo tenga)|"
                    r"mañana (?:le|te|se|les|yo)|me mido|l[oa] mido|le mido|l[oa] pregunto|le pregunto|confirmo cual|"
                    r"cuento l[oa]s)")
_OF = {"size": r"talla|talle|numero|mid[oe]|med\w+|centimetr|pie\b|cama", "color": r"color|"
               r"cual\b", "quantity": r"cuant|cantidad|"
       r"cuento|son\b|dato", "email": r"correo|mail|bien", "alt_phone": r"numero|telefono|celular|chat|whatsapp|mensaj",
       "order_number": r"numero|pedido|captura|orden|compra", "budget": r"plata|precio|cuanto|hermano|presupuesto|"
                   r"socio|ver",
       "needed_by": r"fecha|dia|cuando", "callback_at": r"hora|cuando", "city": r"direccion|donde|pa donde",
       "person_name": r"nombre|apellido|escribo", "product": r"cual|modelo", "delivery_address": r"direccion",
       "date_time": r"hora|dia"}
_WORD_OF = (("size", r"tallas?|talles?|medidas?|plazas?"), ("color", r"color(?:es)?|tonos?"),
            ("callback_at", r"horas?"), ("needed_by", r"fechas?"), ("quantity", r"cantidad|cuant[oa]s|piezas"),
            ("city", r"ciudad|direccion"), ("email", r"correo|mail"), ("budget", r"presupuesto|precio"),
            ("order_number", r"pedido|orden"))
_NAMED = re.compile(r"\b(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _WORD_OF) + r")\b")
"""The words by which a speaker says which value they speak of."""
_LATER_OF = {name: re.compile(pattern) for name, pattern in _OF.items()}
_LEAVES = re.compile(r"\b(?:sin (?:apuro|problema|prisa)|no (?:pasa nada|se preocup\w+|te preocup\w+|hay (?:apuro|"
                     r"problema))|(?:lo|la) (?:busc\w+|dejamos)|por confirmar|me (?:confirma|avisa|dice)|como (?:guste|"
                     r"quieras|prefiera)|con (?:eso|la captura|gusto)|mejor asegurarse|tranquil\w+|cuando (?:guste|"
                     r"quieras)|quedo (?:atent|pendient)\w+)")
_NOT_HEARD = re.compile(r"\b(?:no (?:le|te|lo|la) (?:oi|escuche|oigo|escucho|entend\w+)|se (?:corto|corta)|"
                        r"me l[oa] (?:repite|repites)|(?:puede|puedes) repetir)")
_NOT_FOUND = re.compile(r"\bno (?:me |nos )?(?:aparece|figura|sale|encuentro)|¿?sera esa|otra orden|por (?:su|"
                        r"tu) (?:nombre|telefono)")
_AGREES = re.compile(r"^\W*(?:si\b|correcto|exacto|asi es|eso (?:es|mismo)|ese(?: mismo)?\b|esa(?: misma)?\b|"
                     r"la misma|el mismo|aja\b(?! eso)|"
                     r"claro|perfecto|tal cual|andele)")
_CORRECTED = re.compile(r"\b(?:no,? (?:no,? )?(?:perdon|miento|digo|mejor|para|pere\w*|espere\w*|mentira\w*|que sea)|"
                        r"perdon|miento|digo|mentiras|no no|(?:no|bueno),? (?:mejor|pongale|ponle|ponele)|mejor)"
                        r"\b[^?!]{0,24}$|\bno,? (?:es |la |el |de )?$")
_CHOSEN = re.compile(r"^[^?!]{0,30}?\b(?:mejor|decidido|quedamos|anota\w*|de frente|si|listo|es)\b(?! (?:le|te|se|lo|"
                     r"no)\b)")
_SPELT = frozenset({"email", "alt_phone", "order_number", "person_name"})
BEFORE, AFTER = 70, 70
"""Letters around a value that are read with it, where the agent had not asked for it."""


def signs_of(name: str, turns: Sequence[Turn], rows: Sequence[CallFact], where: Sequence[int], asked: set[int],
           unsure: Sequence[CallFact]) -> list[float]:
    last = where[-1]
    texts = [_window(turns[number], [fact for fact in rows if fact.turn == number], number in asked)
             for number in where]
    text = " . ".join(texts)
    folded = [fold(turn.said) for turn in turns]
    values = {str(fact.value) for fact in rows if fact.value is not None and fact.turn in where}
    later = " . ".join(folded[turn.number] for turn in turns if turn.role == USER and turn.number >= where[0])
    replies = [turn for turn in turns[where[0] + 1:] if turn.role == AGENT][:3]
    reply = " . ".join(fold(turn.said) for turn in replies)
    nexts = [folded[turn.number] for turn in turns[last + 1:] if turn.role == USER and turn.said]
    after = nexts[0] if nexts else ""
    back = any(_reads_back(turn, values, name) for turn in replies)
    tail = _after_last(turns[last], [fact for fact in rows if fact.turn == last])
    lead = _before_last(turns[last], [fact for fact in rows if fact.turn == last])
    hedges = _HEDGE.findall(text)
    told = _LATER.search(later)
    row = [
        bool(hedges), bool(_HEDGE.search(tail)), bool(_LOOK_UP.search(text)), bool(_OTHERS.search(text)),
        bool(_ABOUT.search(text)), len(values) > 1, bool(_OR.search(text)) and (len(values) > 1 or name in _SPELT),
        "..." in " ".join(turns[number].text for number in where) or "…" in text,
        any(NOISE.search(turns[number].text) for number in where), bool(told),
        bool(told and _LATER_OF[name].search(later[told.start():told.end() + 60])), bool(_LEAVES.search(reply)),
        bool(_NOT_HEARD.search(reply)), bool(_NOT_FOUND.search(reply)), bool(HALF.search(after)) and back,
        not values, bool(asked), any(fact.doubtful for fact in rows), bool(unsure), -bool(_CORRECTED.search(lead)),
        -(len(values) > 1 and bool(_CHOSEN.search(tail))), -bool(re.search(r"\b(?:mejor|prefiero|anota\w*)\b", tail)),
        -(back and bool(_AGREES.search(after)) and not HALF.search(after)), -_said_again(text, values),
        -(not asked and "?" in " ".join(turns[number].said for number in where)), -(last < len(turns) / 4), 1.0, -1.0,
        -(len(text.split()) < 5), name in _SPELT, -(name in _SPELT), -_is_of_another(name, text)]
    return [float(value) for value in row]


def _is_of_another(name: str, text: str) -> bool:
    """Whether all that is doubted is said of another value: «azul marino, y la talla ele, creo»."""
    hedges = list(_HEDGE.finditer(text))
    named = [[match.lastgroup for match in _NAMED.finditer(text[:hedge.start()])][-1:] for hedge in hedges]
    return bool(hedges) and all(one and one[0] != name for one in named)


def _window(turn: Turn, rows: Sequence[CallFact], asked: bool) -> str:
    """What is said around the values of a turn; the whole, where the agent asked for it."""
    folded = fold(turn.said)
    if asked or not rows:
        return folded
    spots = [folded.find(fold(fact.quote)) for fact in rows]
    if min(spots) < 0:
        return folded[:BEFORE * 3]
    end = max(spot + len(fact.quote) for spot, fact in zip(spots, rows, strict=True))
    return folded[max(0, min(spots) - BEFORE):end + AFTER]


def _spot(turn: Turn, rows: Sequence[CallFact]) -> tuple[int, int]:
    folded = fold(turn.said)
    spots = [(folded.rfind(fold(fact.quote)), len(fact.quote)) for fact in rows if fact.quote]
    start, size = max(spots, default=(-1, 0))
    return (start, start + size) if start >= 0 else (len(folded), len(folded))


def _after_last(turn: Turn, rows: Sequence[CallFact]) -> str:
    return fold(turn.said)[_spot(turn, rows)[1]:][:AFTER]


def _before_last(turn: Turn, rows: Sequence[CallFact]) -> str:
    start = _spot(turn, rows)[0]
    return fold(turn.said)[max(0, start - BEFORE):start]


def _said_again(text: str, values: set[str]) -> bool:
    """Whether one value alone is said twice: «cinco, cinco», «azul azul»."""
    return len(values) == 1 and len(re.findall(rf"\b{re.escape(fold(next(iter(values))))}\b", text)) > 1


def _reads_back(turn: Turn, values: set[str], name: str) -> bool:
    said = re.sub(r"[\W_]", "", fold(turn.said))
    return any(re.sub(r"[\W_]", "", fold(value)) in said for value in values if value) or (
        name == "email" and ("arroba" in said or "@" in turn.said))
