"""What speaks for a question of the customer being open at the end of a call, as a learned model sees it.

An answer either says yes or no to what can be so answered, or gives the kind of thing that was asked for (an amount,
a time, a place), or at least speaks of it; beside that the agent's words in reply and the customer's after it count.
"""
from __future__ import annotations

import re
from collections.abc import Container, Sequence

from hilo.calls.heard import MOST, clipped, likely, parts_of, words
from hilo.calls.replies import DEFERS
from hilo.calls.transcript import AGENT, USER, Turn, is_question, sentences
from hilo.spanish.normalize import fold

_YES = re.compile(r"(?:^|[.;] ?|, |\by )(?:(?:ah|bueno|pues|uy|mm+),? )?(?:si|claro|exacto|asi es|correcto|"
                  r"por supuesto|tambien|tampoco|seguro|desde luego|ambas|no)\b(?= |,|\.|;|$)|^\W*(?:solo|ninguna?|"
                  r"tod[oa]s?|a tod[oa])\b")
_NO = re.compile(r"^(?:[^ ]+ ){0,7}(?:no|ningun\w*|tampoco|nunca)\b")
_AMOUNT = re.compile(r"\d|\b(?:gratis|sin costo|mil|por ciento)\b")
_TIME = re.compile(r"\b(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|mañana|hoy|dias?|semanas?|horas?|"
                   r"minutos|mes(?:es)?|diciembre|noviembre|enero|tarde|noche|a las|temporada|siempre|quincena)\b")
_PLACE = re.compile(r"\b(?:en|a|por|desde) (?:el |la |los |las )?[A-ZÁÉÍÓÚ]|calle|avenida|local|tienda|direcci|"
                    r"p[aá]gina|sucursal|domicilio|aqu[ií]|ac[aá]\b|WhatsApp")
_WHO = re.compile(r"\b(?:nosotros|usted|el cliente|la tienda|la empresa|por (?:su|tu|nuestra) (?:cuenta|parte)|"
                  r"corre (?:por|a)|(?:lo|la) (?:paga|pagas|pagamos|gestion|lleva|cubr)\w*)\b")
_WHY = re.compile(r"\b(?:porque|es que|ya que|debido|a causa|por (?:la|el|un|una|los|las)\b|puede ser|podria ser)")
_KINDS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in (
    ("when", r"\b(?:cu[aá]nto (?:tiempo|demora|tarda|dura|se demora|toma)|cu[aá]ntos d[ií]as|cuándo|qu[eé] (?:d[ií]a|"
             r"hora|"
             r"fecha)|hasta qu[eé])\b"),
    ("much", r"\b(?:cu[aá]nt[oa]s?|a c[oó]mo|qu[eé] (?:precio|valor|valen?|cost[oa]))\b"),
    ("where", r"\b(?:dónde|adónde)\b"), ("who", r"\bquién(?:es)?\b"), ("why", r"\bpor qué\b"), ("how", r"\bcómo\b"),
    ("which", r"\b(?:cuál(?:es)?|qué)\b")))
_BARE = re.compile(r"^\W*(?:y |o |pero |bueno |ah |entonces )*(cuanto|cuanta|cuando|donde|quien|por que|como|cual|"
                   r"que)\b")
_BARE_KIND = {"cuanto": "much", "cuanta": "much", "cuando": "when", "donde": "where", "quien": "who", "por que": "why",
              "como": "how", "cual": "which", "que": "which"}
_OR = re.compile(r"\bo\b(?! algo|$| no\W*$)")
_TAKEN_BACK = re.compile(r"\b(?:da igual|olvid\w+|dej(?:a|e|alo|elo) (?:no importa|asi|nomas)|no importa|"
                         r"nada,? (?:nada|"
                         r"olvid)|ya me (?:acorde|dijo)|no,? ya\b|bah|lo veo en la pagina|me fijo yo|dejalo|dejelo)\b")
_CONTENT = re.compile(r"^\W*(?:ah,? (?:(?:bueno|ya|ok|si|mira|vale|okey)\b(?!\W*$|,? pero)|joya|listo|perfecto|"
                      r"buenisimo)|perfecto|genial|joya|buenisimo|"
                      r"que (?:bien|bueno)|ay que|uf|menos mal|estupendo|super)\b")
_AGAIN = re.compile(r"\b(?:pero (?:digo|lo de|la|el|te|le)|yo digo|te digo|le digo|le decia|te decia|que si|"
                    r"te estoy pregunt|digo si|lo de|no le pregunte|no me contest|no me (?:ha )?respond)\b")
_VERB = re.compile(r"\b[a-zñ]{3,}?(?=(?:an|en|a|e|o|amos|emos|imos|is|as|es)\b)")
_COMMON = frozenset(word[:4] for word in (
    "que para por con del las los una uno unos unas sus esa ese eso este esta como mas muy hay donde cuando pero "
    "entonces usted ustedes tiene tengo bueno gracias pues aqui aca ahi cual quien cuanto porque nada algo todo ella "
    "ellos nos les bien solo ser era son fue han mire mira oiga hola buenas").split())
NEAR, LONG, SHORT = 8, 20, 4
"""Turns near the end; words of a long turn; words of a question that can hardly stand alone."""
LATER, FEW, MANY = 3, 4, 6
"""Turns of the agent after its reply that may still answer; few sentences; many words."""


def kind_of(question: str) -> str:
    """What a question asks for: much, when, where, who, why, how, which; or: one of two; yes: yes or no."""
    folded = fold(question)
    bare = _BARE.search(folded)
    for kind, pattern in _KINDS:
        if pattern.search(question) and not (kind in ("which", "how") and not bare and " o " in folded):
            return kind
    if bare:
        return _BARE_KIND[bare[1]]
    return "or" if _OR.search(folded) else "yes"


def _stems(text: str) -> set[str]:
    return {word[:4] for word in re.findall(r"[a-zñ]{3,}", fold(text))} - _COMMON


def _given(kind: str, question: str, said: str) -> bool:
    """Whether something that is said has the form of an answer to such a question."""
    folded = fold(said)
    if kind in ("yes", "or"):
        return bool(_YES.search(folded) or _NO.search(folded))
    forms = {"much": _AMOUNT, "when": _TIME, "who": _WHO}
    if kind in forms:
        return bool(forms[kind].search(folded))
    if kind == "where":
        return bool(_PLACE.search(said))
    return _WHY.search(folded) is not None if kind == "why" else _shared(question, said) > 1 / 4


def _shared(question: str, said: str) -> float:
    stems = _stems(question)
    return len(stems & _stems(said)) / max(1, min(len(stems), 5))


def marks_of_open(spoken: Sequence[Turn], place: int, parts: Sequence[tuple[str, float]], part: int,
                  asked_after: Sequence[tuple[str, float]], promised_in: Container[int],
                  agreed: float) -> dict[str, float]:
    """What one of the parts of a turn is seen by; with every part stand its odds of being a question.

    asked_after: the same of the customer's next turn. promised_in: the numbers of the turns in which the agent promises
    to find out, to write or to see to something. agreed: the odds that the reply promises anything.
    """
    question, odds = parts[part]
    stems, most = _stems(question), max(1, min(len(_stems(question)), 5))
    reply = spoken[place + 1] if place + 1 < len(spoken) and spoken[place + 1].role == AGENT else None
    told = [one for one in sentences(reply.said) if not is_question(one)] if reply else []
    after = next((turn.said for turn in spoken[place + 1:] if turn.role == USER), "")
    put_off = any(DEFERS.search(fold(one)) for one in told)
    to_find = not put_off and reply is not None and reply.number in promised_in
    kind = kind_of(question)
    given = not to_find and any(_given(kind, question, one) for one in told)
    of_it = len(stems & _stems(" ".join(told))) / most
    verbs = set(_VERB.findall(fold(question))) & set(_VERB.findall(fold(" ".join(told)))) - _COMMON
    folded = fold(after)
    found = {
        "asks": clipped(odds), "hardly asks": min(0.0, clipped(odds)), "put off": put_off, "to find": to_find,
        "given": given and not put_off, "same verb": bool(verbs) and not put_off, "of it": of_it,
        "not of it": not of_it, "of it, yes": of_it * (kind == "yes"), "alone": len(parts) == 1,
        "short": len(words(question)) < SHORT, "content": bool(_CONTENT.search(folded)),
        "another asks more": any(other > odds for number, (_, other) in enumerate(parts) if number != part),
        "asked again": bool(_AGAIN.search(folded)), "taken back": bool(_TAKEN_BACK.search(folded)),
        "at": place / len(spoken), "left": min(len(spoken) - place, NEAR) / NEAR,
        "no reply": reply is None, "agreed": clipped(agreed) / MOST, "surely agreed": agreed > 0,
        "after": min(len(words(after)), LONG) / LONG, "said after": len(stems & _stems(after)) / most,
        "repeated": any(_is_said_again(stems, turn) for turn in spoken[place + 1:] if turn.role == USER),
        f"kind {kind}": 1.0,
        "asked after": max((len(stems & _stems(one)) / most * likely(other) for one, other in asked_after),
                           default=0.0)}
    if reply:
        said, folded = words(reply.said), fold(reply.said)
        forms = {"yes": any(_YES.search(fold(one)) for one in told), "no": any(_NO.search(fold(one)) for one in told),
                 "much": bool(_AMOUNT.search(folded)), "when": bool(_TIME.search(folded)),
                 "where": bool(_PLACE.search(reply.said)), "who": bool(_WHO.search(folded)),
                 "why": bool(_WHY.search(folded)), "asks": is_question(reply.said), "only asks": not told}
        found |= {f"{kind} {form}": has for form, has in forms.items()}
        found |= {f"r{word}": 0.7 for word in said} | {f"r1{word}": 1.0 for word in said[:1]}
        found["long"] = min(len(said), LONG) / LONG
    found |= {f"u{word}": 1.0 for word in words(after)[:1]}
    found |= _answered_later(spoken, place, kind, question, reply is not None and not told)
    found |= _meant_for_others(spoken, place, parts, part, reply, len(told))
    return {name: float(value) for name, value in found.items()}


def _answered_later(spoken: Sequence[Turn], place: int, kind: str, question: str, asked_back: bool) -> dict[str, float]:
    """What the agent's later turns tell of a question, above all where its reply only asked something back."""
    later = [[one for one in sentences(turn.said) if not is_question(one)]
             for turn in spoken[place + 2:place + 2 + 2 * LATER] if turn.role == AGENT][:LATER]
    of_it = max((_shared(question, " ".join(told)) for told in later), default=0.0)
    found: dict[str, float] = {
        "later of it": of_it, "later of it, asked back": of_it * asked_back, "asked back": asked_back,
        "put off later": any(DEFERS.search(fold(one)) for told in later for one in told)}
    for number, told in enumerate(later[:2]):
        given = any(_given(kind, question, one) for one in told)
        found |= {f"given later {number}": given, f"given later {number}, asked back": given and asked_back,
                  f"{kind} later {number}, asked back": given and asked_back}
    return found


def _meant_for_others(spoken: Sequence[Turn], place: int, parts: Sequence[tuple[str, float]], part: int,
                      reply: Turn | None, told: int) -> dict[str, float]:
    """Whether a reply rather speaks of the turn's other parts, tells less than is asked, or says again what it said."""
    others = [one for number, one in enumerate(parts) if number != part]
    asked = sum(odds > 0 for _, odds in parts)
    found: dict[str, float] = {"asked beside": sum(odds > 0 for _, odds in others), "last": part == len(parts) - 1}
    if not reply:
        return found
    said, own, beside = _stems(reply.said), _stems(parts[part][0]), _stems(" ".join(one for one, _ in others))
    before = set[str]().union(*(_stems(turn.said) for turn in spoken[:place] if turn.role == AGENT))
    of_turn = len(said & (own | beside))
    return found | {
        "fewer told": told < asked, "told": min(told, FEW) / FEW,
        "of others": len(beside & said) / max(1, min(len(beside), 5)),
        "rather of others": len(beside & said) > len(own & said), "rather of it": len(beside & said) < len(own & said),
        "of the turn": of_turn / max(1, min(len(own | beside), 5)), "turn in reply": of_turn / max(1, len(said)),
        "question in reply": len(own & said) / max(1, len(said)),
        "said before": len(said & before) / max(1, len(said)),
        "new": len(said - before - own - beside) / max(1, min(len(said), MANY))}


def _is_said_again(stems: set[str], turn: Turn) -> bool:
    return any(2 * len(stems & own) >= max(2, min(len(stems), len(own))) for own in map(_stems, parts_of(turn)))
