"""What speaks for a question being left open at the end of a call, in numbers whose weights are learned.

An answer either says yes or no to what can be so answered, or gives the kind of thing that was asked for (an amount,
a time, a place), or at least speaks of it. Every number is written so that it speaks for the question being open.
"""
from __future__ import annotations

import math
import re
from collections.abc import Container, Sequence

from hilo.calls.asked import asked_in
from hilo.calls.replies import DEFERS, SMALL, WISH
from hilo.calls.transcript import AGENT, USER, Turn, is_question, sentences
from hilo.spanish.normalize import fold

NAMES = ("asks", "signed", "put off", "to be found out", "later", "gives nothing", "speaks of nothing", "says nothing",
         "asked back", "asked again", "resigned", "last", "only", "unanswered", "long", "not: given", "not: spoken of",
         "not: same verb", "not: spoken of later", "not: given later", "not: taken back", "not: taken back later",
         "not: rhetorical", "not: small", "not: a wish", "not: content", "not: an answer", "not: few words",
         "not: tells", "not: was asked", "not: a question back",
         "not: answered when asked again", "not: another asks more", "always",
         "not: always")
_YES = re.compile(r"(?:^|[.;] ?|, |\by )(?:(?:ah|bueno|pues|uy|mm+),? )?(?:si|claro|exacto|asi es|correcto|"
                  r"por supuesto|"
                  r"tambien|tampoco|seguro|desde luego|ambas|no)\b(?= |,|\.|;|$)|^\W*(?:solo|ninguna?|tod[oa]s?|"
                  r"a tod[oa])\b")
_NO = re.compile(r"^(?:[^ ]+ ){0,7}(?:no|ningun\w*|tampoco|nunca)\b")
_AMOUNT = re.compile(r"\d|\b(?:gratis|sin costo|mil|por ciento)\b")
_TIME = re.compile(r"\b(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|mañana|hoy|dias?|semanas?|horas?|"
                   r"minutos|"
                   r"mes(?:es)?|diciembre|noviembre|enero|tarde|noche|a las|temporada|siempre|quincena)\b")
_PLACE = re.compile(r"\b(?:en|a|por|desde) (?:el |la |los |las )?[A-ZÁÉÍÓÚ]|calle|avenida|local|tienda|direcci|"
                    r"p[aá]gina|"
                    r"sucursal|domicilio|aqu[ií]|ac[aá]\b|WhatsApp")
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
_POLITE = re.compile(r"^\W*(?:entiendo|comprendo|lamento|gracias|con gusto|perfecto|listo|de acuerdo|dale|muy bien|"
                     r"claro que si|lo siento|entendido|bien|que (?:pena|lastima|bueno|lindo)|tranquil\w*|"
                     r"vamos a hacer lo posible|queda registrad\w|su caso|tu caso|disculpe|jaja|a usted|hasta luego|"
                     r"que tenga|adios)\b[^.]{0,60}\.?$")
_LATER = re.compile(r"\b(?:averigu|consult|pregunt|revis|verific|confirm|investig|respond|escrib|avis|chequ|report|"
                    r"lo ve|se lo explica|te lo explica|lo busc|lo miro)\w*")
_TAKEN_BACK = re.compile(r"\b(?:da igual|olvid\w+|dej(?:a|e|alo|elo) (?:no importa|asi|nomas)|no importa|"
                         r"nada,? (?:nada|"
                         r"olvid)|ya me (?:acorde|dijo)|no,? ya\b|bah|lo veo en la pagina|me fijo yo|dejalo|dejelo)\b")
_RHETORICAL = re.compile(r"quien (?:hace|va a|iba a|entiende|me manda|sabe)|te lo puedes creer|lo puede creer|"
                         r"que se yo|"
                         r"vaya uno|que voy a hacer|a mi que|habrase visto|que culpa|o que$|como (?:es posible|"
                         r"puede ser)|para que (?:estan|sirven)|quien se cree|que quiere que|no le parece|verdad|"
                         r"cierto|"
                         r"o como se diga|cuanto hay que aguantar")
_CONTENT = re.compile(r"^\W*(?:ah,? (?:(?:bueno|ya|ok|si|mira|vale|okey)\b(?!\W*$|,? pero)|joya|listo|perfecto|"
                      r"buenisimo)|perfecto|genial|joya|buenisimo|"
                      r"que (?:bien|bueno)|ay que|uf|menos mal|estupendo|super)\b")
_AGAIN = re.compile(r"\b(?:pero (?:digo|lo de|la|el|te|le)|yo digo|te digo|le digo|le decia|te decia|que si|"
                    r"te estoy pregunt|"
                    r"digo si|lo de|no le pregunte|no me contest|no me (?:ha )?respond)\b")
_RESIGNED = re.compile(r"^\W*(?:mm+ |ya,? ?|pues )?(?:bueno|ya)\b(?! (?:si|entonces|que))[^a-z]*(?:ya|bueno|pues)?")
_TELLS = re.compile(r"^(?:porque|pues|es que|pero|asi que|que|no me acuerdo|a nombre)\b")
_NUMBER = re.compile(r"\d{4,}")
_VERB = re.compile(r"\b[a-zñ]{3,}?(?=(?:an|en|a|e|o|amos|emos|imos|is|as|es)\b)")
_COMMON = frozenset(word[:4] for word in (
    "que para por con del las los una uno unos unas sus esa ese eso este esta como mas muy hay donde cuando pero "
    "entonces usted ustedes tiene tengo bueno gracias pues aqui aca ahi cual quien cuanto porque nada algo todo ella "
    "ellos nos les bien solo ser era son fue han mire mira oiga hola buenas").split())
NEAR = 4
"""Turns after the next one in which an answer may still come."""


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


def signs_of_open(spoken: Sequence[Turn], place: int, question: str, likely: float, signed: bool, parts: Sequence[str],
                  part: int, promised_in: Container[int], likelier: bool, is_last: bool) -> list[float]:
    """The numbers of a question: in the turn at `place` of those in which something is said, its part of the turn's.

    promised_in: the numbers of the turns in which the agent promises to find out, to write or to see to something.
    likelier: whether another part of its turn is likelier to ask; is_last: whether none that comes after it asks.
    """
    folded, kind = fold(question), kind_of(question)
    reply = spoken[place + 1] if place + 1 < len(spoken) and spoken[place + 1].role == AGENT else None
    said = sentences(reply.said) if reply else []
    told = [one for one in said if not is_question(one)]
    after = fold(next((turn.said for turn in spoken[place + 1:] if turn.role == USER), ""))
    later = [one for turn in spoken[place + 2:] if turn.role == AGENT for one in sentences(turn.said)
             if not is_question(one)]
    before = next((turn for turn in reversed(spoken[:place]) if turn.role == AGENT), None)
    rest = fold(" ".join(parts[part + 1:]))
    put_off = any(DEFERS.search(fold(one)) for one in said)
    to_find = not put_off and reply is not None and reply.number in promised_in
    open_ = 0.0 if put_off else 1.0
    given = not to_find and any(_given(kind, question, one) for one in told)
    of_it = _shared(question, " ".join(told))
    verbs = set(_VERB.findall(folded)) & set(_VERB.findall(fold(" ".join(told)))) - _COMMON
    given_later = max((_given(kind, question, one) * _shared(question, one) for one in later), default=0.0)
    again = bool(_AGAIN.search(after))
    was_asked = before is not None and "?" in before.said and not signed
    odds = math.log(likely / (1 - likely + 0.01))
    found = [
        odds, signed, put_off, to_find, not put_off and not to_find and any(_LATER.search(fold(one)) for one in said),
        bool(told) * (1 - given) * open_, bool(told) * (1 - given) * open_ * (1 - of_it),
        bool(told) and all(_POLITE.match(fold(one)) for one in told),
        (bool(said) and not told) * (1 - given_later), again,
        bool(_RESIGNED.match(after)) and len(after.split()) < 6, is_last, len(parts) == 1, reply is None,
        min(len(folded.split()), 15) / 15, -given * open_, -of_it * open_, -bool(verbs) * open_,
        -max((_shared(question, one) for one in later), default=0.0) * open_, -given_later * open_,
        -bool(_TAKEN_BACK.search(rest) or _TAKEN_BACK.search(folded)), -bool(_TAKEN_BACK.search(after)),
        -bool(_RHETORICAL.search(folded)), -bool(SMALL.match(folded)), -bool(WISH.search(folded)),
        -bool(_CONTENT.search(after)),
        -bool((asked_in(before) and part == 0 and not signed) or _NUMBER.search(question)), -(len(folded.split()) < 3),
        -bool(_TELLS.match(folded)), -was_asked * (1 - likely), -(bool(said) and not told),
        -(again and any(_YES.search(fold(one)) for one in later)), -likelier, 1.0, -1.0]
    return [float(value) for value in found]
