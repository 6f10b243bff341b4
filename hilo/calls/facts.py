"""What the customer said of themselves and of what they need, with their words; the agent's words are no facts.

Of a value that was corrected the last one counts. What the recogniser leaves in doubt is listed as such.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from hilo.business.lexicon import lexicon_of
from hilo.business.load import get_shop
from hilo.calls.asked import asked_in
from hilo.calls.transcript import AGENT, USER, Turn, is_question, sentences
from hilo.spanish.lexicon import Lexicon
from hilo.spanish.normalize import fold
from hilo.spanish.reading import Found
from hilo.spanish.values import read_values

SURE, ASKED_ABOUT, HEARD_BADLY = 1.0, 0.6, 0.5
CURRENCIES = {"AR": "ARS", "MX": "MXN", "CO": "COP", "CL": "CLP", "PE": "PEN", "ES": "EUR", "UY": "UYU", "PY": "PYG",
              "BO": "BOB", "CR": "CRC", "GT": "GTQ", "DO": "DOP", "EC": "USD", "SV": "USD", "PA": "USD"}
"""Of an amount said bare on the telephone; the person's country is known by their number."""
_LETTERS = {"ese": "S", "eme": "M", "ele": "L", "equis ele": "XL", "doble equis ele": "XXL", "equis equis ele": "XXL",
            "doble ele": "XL", "equis ese": "XS", "extra ese": "XS"}
_LETTER = re.compile(r"\b(doble equis ele|equis equis ele|equis ele|equis ese|extra ese|doble ele|ele|eme|ese)\b")
_SIZE_WORD = re.compile(r"\b(?:talle|talla|talles|tallas)\b")
_BUDGET = re.compile(r"presupuesto|maximo|hasta|no (?:se )?(?:me )?(?:pas|supere|vaya)|no mas de|gastar|entre|"
                     r"alrededor|\bunos\b|"
                     r"mas o menos|tope|limite|pagar|rango|dispongo|cuento con|tengo|alcanza|pensaba|menos de|"
                     r"ando en|invertir|"
                     r"por debajo|aprox|cerca de")
_NEED_BY = re.compile(r"necesit|precis|\bocupo|urge|(?:l[oa]s?|tenerl[oa]s?) (?:quiero|quisiera|queria) para|"
                      r"lleg(?:ue|uen|ar|aria)\b|"
                      r"es para|son para|para (?:el|un|una|la|mi|su) (?:cumple|casamiento|boda|evento|viaje|regalo|"
                      r"fiesta|"
                      r"graduacion|bautizo|matrimonio)|a mas tardar|antes del?")
_BEFORE_DATE = re.compile(r"\b(?:para|antes|hasta|el|tardar|de|del|este|esta|a|si o si)\s*(?:el |la |este |esta |"
                          r"del? |dia )*$")
_OF_SHOP = re.compile(r"\b(?:abren|atienden|tienen (?:local|tienda|sucursal)|sucursal|local en|tienda en|queda en)\b")
_HERE = re.compile(r"\b(?:vivo|soy|estoy|estamos|somos|vivimos|desde|aca|aqui|ciudad|mand\w*|envi\w*|manden|"
                   r"ubicad\w)\b")
_WHATSAPP = re.compile(r"whats|wasap|guasap|\bwsp|otro numero|otro celular|otro telefono|numero de mi|celular de mi|"
                       r"telefono de mi|"
                       r"al de mi|este otro|anot[ae]|apunt[ae]|escrib|mand")
_COMPANY = re.compile(r"\b(?:(?:de|para|en|somos|es) (?:la |una |mi )?(?:empresa|compañia|firma|fundacion|"
                      r"constructora|clinica|"
                      r"colegio|hotel|estudio)(?: que)?(?: se llama| es)? )(?P<name>[^,.;?!]{2,40})", re.IGNORECASE)
_COMPANY_END = re.compile(r"\b(?:y|que|para|necesit\w+|queremos|quiero|estamos|donde|en)\b")
_QUANTITY_AFTER = re.compile(r"\b(?:no,? )?(?:mejor|perdon|digo|"
                             r"bueno)?,? ?(?:no,? )?(?:mejor )?que sean (?P<n>\d{1,4})\b")
_NO_NAME = re.compile(r"\b(?:si|no|claro|hola|bueno|gracias|correo|mail|numero|es|quiero|para|de|el|la|que|me|mi|"
                      r"soy)\b")
_YES = re.compile(r"^(?:sí|si|claro|bueno|eh|soy|a nombre de|es|me llamo|mi nombre es)[ ,]+", re.IGNORECASE)
_DIGITS = re.compile(r"\d")
_NOISE = re.compile(r"!!|(?<=\s)\.\.\.(?=\s)|\[|\*")
"""What a recogniser writes for what it did not hear; a pause is written close to its word."""
_AGREES = re.compile(r"^\W*(?:si|correcto|exacto|asi es|eso es|ese es|esa es|aja|claro|perfecto|ese mismo|tal cual|"
                     r"sip|afirmativo|de acuerdo|es correcto)\b")
_SPELT = ("email", "phone", "alt_phone", "order_number")
"""Values that are dictated sign by sign."""


@dataclass(frozen=True)
class CallFact:
    """A fact of a call: name and value as everywhere, the words, 0..1, and whether the recogniser left it in doubt."""

    name: str
    value: Any
    quote: str
    confidence: float
    doubtful: bool = False
    turn: int = 0


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The company's words, built once."""
    return lexicon_of(get_shop().company)


def facts_of(turns: Sequence[Turn], country: str | None) -> list[CallFact]:
    """The facts of a call, each name once, in the order in which they were first said."""
    found: list[CallFact] = []
    for turn, before in _answers(turns):
        found += _of_turn(turn, before, turns, country)
    found += _dictated_in_pieces(turns, found)
    found += _unheard(turns, found)
    return _settled([_read_back(fact, turns) for fact in found])


def _read_back(fact: CallFact, turns: Sequence[Turn]) -> CallFact:
    """A dictated value after the agent has said it back: sure with a yes, doubtful with noise and without one."""
    if fact.name not in _SPELT or fact.value is None:
        return fact
    said = re.sub(r"[\W_]", "", fold(str(fact.value)))
    for place, turn in enumerate(turns[fact.turn + 1:fact.turn + 6], fact.turn + 1):
        if turn.role == AGENT and said and said in re.sub(r"[\W_]", "", fold(turn.said)):
            after = next((later for later in turns[place + 1:] if later.role == USER and later.said), None)
            if after is not None and _AGREES.search(fold(after.said)):
                return replace(fact, confidence=0.95, doubtful=False)
            return fact
    noisy = _NOISE.search(turns[fact.turn].text) is not None
    return replace(fact, doubtful=True, confidence=min(fact.confidence, HEARD_BADLY)) if noisy else fact


def _answers(turns: Sequence[Turn]) -> Iterator[tuple[Turn, Turn | None]]:
    """Each turn of the customer with what the agent said before it."""
    before: Turn | None = None
    for turn in turns:
        if turn.role == AGENT:
            before = turn if turn.said else before
        elif turn.said:
            yield turn, before


def _of_turn(turn: Turn, before: Turn | None, turns: Sequence[Turn], country: str | None) -> Iterator[CallFact]:
    asked = asked_in(before)
    text = _with_sizes(turn.said, "size" in asked)
    values = read_values(text, lexicon=lexicon(), now=turn.at, country=country)
    folded = fold(text)
    for value in values:
        yield from _fact(value, text, turn, turns, asked, country)
    for match in _QUANTITY_AFTER.finditer(folded):
        yield CallFact("quantity", int(match["n"]), match.group(), SURE, turn=turn.number)
    if "person_name" in asked and not any(v.entity == "person_name" for v in values):
        yield from _name_in(turn)
    if "order_number" in asked and not any(v.entity == "order_number" for v in values):
        digits = "".join(_DIGITS.findall(turn.said))
        if 3 <= len(digits) <= 12 and len(re.findall(r"[a-zñ]{4,}", folded)) <= 5:
            yield CallFact("order_number", digits, turn.said[:80], SURE, turn=turn.number)
    company = _COMPANY.search(turn.said)
    name = _COMPANY_END.split(company["name"])[0].strip() if company else ""
    if "company" in asked and not name and len(turn.said.split()) <= 6:
        name = re.sub(r"^(?:sí|si|de|es|se llama|somos)\W+", "", turn.said.strip(" ."), flags=re.IGNORECASE)
    if name:
        yield CallFact("company", name[:60], turn.said[:120], 0.8, turn=turn.number)


def _with_sizes(text: str, asked: bool) -> str:
    """«talle ele, no perdón, eme» with the letters that are meant."""
    folded = fold(text)
    if len(folded) != len(text) or not (asked or _SIZE_WORD.search(folded)):
        return text
    since = 0 if asked else _SIZE_WORD.search(folded).start()  # type: ignore[union-attr]
    out, done = [], 0
    for match in _LETTER.finditer(folded, since):
        near = folded[max(0, match.start() - 14):match.start()]
        if match.group() == "ese" and not re.search(r"(?:talle|talla|en|la|una|uso|soy) $|^$", near):
            continue
        out += [text[done:match.start()], _LETTERS[match.group()]]
        done = match.end()
    return "".join([*out, text[done:]])


def _fact(value: Found, text: str, turn: Turn, turns: Sequence[Turn], asked: tuple[str, ...],
          country: str | None) -> Iterator[CallFact]:
    sentence, start = _sentence_at(text, value.start)
    name, folded = value.entity, fold(sentence)
    fact = CallFact(name, value.value, value.text, value.confidence, False, turn.number)
    if name in ("product", "color", "size", "order_number", "quantity"):
        yield fact
    elif name == "email":
        yield CallFact(
            name,
            value.value,
            value.text,
            value.confidence,
            value.confidence < 0.7 or any("arroba" in one or "@" in one for one in turn.doubtful),
            turn.number,
        )
    elif name == "budget":
        if "budget" in asked or _BUDGET.search(folded):
            yield CallFact(name, _with_currency(value.value, country), value.text, value.confidence, False, turn.number)
    elif name == "phone":
        context = " ".join(fold(one.said) for one in turns[max(0, turn.number - 3):turn.number + 1])
        yield CallFact("alt_phone" if _WHATSAPP.search(context) else "phone", re.sub(r"[^\d+]", "", str(value.value)),
                       value.text, value.confidence, False, turn.number)
    elif name == "city" and not _OF_SHOP.search(folded):
        told = "city" in asked or (_HERE.search(folded) and not is_question(sentence))
        yield CallFact(name, value.value, value.text, value.confidence if told else ASKED_ABOUT, False, turn.number)
    elif name == "person_name":
        own = "person_name" in asked or re.search(r"\b(?:soy|me llamo|mi nombre es|habla|a nombre de)\b", folded)
        if own:
            yield CallFact(name, value.value, value.text, max(value.confidence, 0.85), False, turn.number)
    elif name == "date_time" and _is_need(sentence, value.start - start, asked):
        day = str(value.value)[:10]
        if date.fromisoformat(day) >= turn.at.date():
            yield CallFact("needed_by", day, value.text, value.confidence, False, turn.number)


def _sentence_at(text: str, position: int) -> tuple[str, int]:
    place = 0
    for sentence in sentences(text):
        place = max(place, text.find(sentence, place))
        if place <= position < place + len(sentence):
            return sentence, place
    return text, 0


def _is_need(sentence: str, position: int, asked: tuple[str, ...]) -> bool:
    folded = fold(sentence)
    if "needed_by" in asked:
        return True
    cue = _NEED_BY.search(folded)
    if (
        cue is None
        or cue.start() > position + 12
        or re.search(r"\b(?:porque|ya que) (?:el|la|los)? ?$", folded[:position])
    ):
        return False
    if re.search(r"\b(?:llam|marq|marc|escrib)", folded):
        return False
    return bool(_BEFORE_DATE.search(folded[:position])) or cue.start() >= position - 25


def _with_currency(value: Any, country: str | None) -> Any:
    if isinstance(value, dict) and value.get("currency") is None and country in CURRENCIES:
        return {**value, "currency": CURRENCIES[country]}
    return value


def _name_in(turn: Turn) -> Iterator[CallFact]:
    """A name that no list has: two to four bare words after the question."""
    for sentence in sentences(turn.said)[:2]:
        bare = _YES.sub("", sentence.strip(" .,!"))
        words = bare.split()
        if 1 < len(words) <= 4 and not _NO_NAME.search(fold(bare)) and all(word.isalpha() for word in words):
            yield CallFact("person_name", " ".join(word.capitalize() for word in words), bare, 0.75, False, turn.number)
            return


def _dictated_in_pieces(turns: Sequence[Turn], found: Sequence[CallFact]) -> Iterator[CallFact]:
    """A telephone said over several turns, with "ajá" or an echo between them."""
    if any(fact.name in ("phone", "alt_phone") for fact in found):
        return
    run: list[Turn] = []
    wanted, last_agent = False, ""
    for turn in [*turns, None]:
        if turn is not None and turn.role == AGENT:
            wanted = wanted or "phone" in asked_in(turn) or bool(_WHATSAPP.search(fold(turn.said)))
            last_agent = fold(turn.said)
            continue
        digits = len(_DIGITS.findall(turn.said)) if turn else 0
        bare = turn is not None and digits >= 2 and len(re.findall(r"[a-zñ]{3,}", fold(turn.said))) <= 4
        if bare and turn is not None and "order_number" not in asked_in(None) and "pedido" not in last_agent:
            run.append(turn)
            continue
        total = "".join("".join(_DIGITS.findall(one.said)) for one in run)
        if wanted and len(run) > 1 and 8 <= len(total) <= 13:
            doubt = any(one.doubtful or _NOISE.search(one.text) for one in run)
            yield CallFact("alt_phone", total, " ".join(one.said for one in run), HEARD_BADLY if doubt else 0.9, doubt,
                           run[-1].number)
        run = []


def _unheard(turns: Sequence[Turn], found: Sequence[CallFact]) -> Iterator[CallFact]:
    """What was asked for, and answered with noise in it: doubtful, without a value."""
    for turn, before in _answers(turns):
        noisy = bool(turn.doubtful) or _NOISE.search(turn.text) is not None
        for name in asked_in(before):
            if name in ("email", "phone", "order_number", "person_name") and noisy:
                later = [fact for fact in found if fact.turn >= turn.number
                         and fact.name in (name, "alt_phone" if name == "phone" else name)]
                hint = re.search(r"arroba|@", fold(turn.said)) if name == "email" else _DIGITS.search(turn.said)
                if not later and (hint or (name == "person_name" and turn.doubtful)):
                    yield CallFact(
                        "alt_phone"
                        if name == "phone" and _WHATSAPP.search(fold(before.said if before else ""))
                        else name,
                        None,
                        turn.text[:120],
                        HEARD_BADLY,
                        True,
                        turn.number,
                    )


def _settled(found: Sequence[CallFact]) -> list[CallFact]:
    """One fact a name: the last said, a sure one before a doubtful one; of products the one most spoken of."""
    order = list(dict.fromkeys(fact.name for fact in found))
    settled = []
    for name in order:
        rows = [fact for fact in found if fact.name == name]
        sure = [fact for fact in rows if not fact.doubtful]
        if name == "product":
            counts = {str(fact.value): sum(other.value == fact.value for other in rows) for fact in rows}
            best = max(counts.values())
            settled.append(next(fact for fact in rows if counts[str(fact.value)] == best))
        elif name == "city" and any(fact.confidence >= 0.7 for fact in rows):
            settled.append([fact for fact in rows if fact.confidence >= 0.7][-1])
        else:
            settled.append((sure or rows)[-1])
    return settled


def moment(value: datetime, has_hour: bool) -> str:
    """A moment as facts hold it: a date where no hour was said."""
    return value.isoformat(timespec="seconds") if has_hour else value.date().isoformat()
