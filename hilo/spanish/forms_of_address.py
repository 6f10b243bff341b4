"""How a text addresses whoever reads it: words of tú, of vos, of usted, and those that tú and vos share.

Forms are made of the verbs in `words/vos_verbs.txt`; what is only a form of address by its place («escribe» tells
somebody to write, or says that somebody does) counts where a clause begins. What may be something else is left out: a
false alarm costs a designer more than a mark that is missed. Of usted no «su», «le» or «puede» is told: they are
others' too.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from hilo.spanish.normalize import fold
from hilo.spanish.verb_forms import verbs
from hilo.spanish.voseo import lines_of, of_vos

TU, VOS, USTED, FAMILIAR = "tu", "vos", "usted", "familiar"
"""The last: «te», «tu», «ayudarte», «quieras»; of tú and of vos."""
NOBODY = "nadie"
"""Of a text that everybody reads the same: what goes into WhatsApp's templates."""
_WORD = re.compile(r"[^\W\d_]+")
_NOT_SAID = re.compile(r"«[^»]*»|\{[^}]*\}|(?:https?://|www\.)\S+|\S+@\S+|`[^`]*`")
"""Quotations (of what a person may say), places, addresses."""
_CLAUSE = re.compile(r"(?:^|[.:;!?¿¡\n,•]|\by|\bo|\bluego|\bfavor,?)\s*$", re.IGNORECASE)
_IRREGULAR = {
    TU: """tú ti contigo tienes puedes quieres eres vienes dices prefieres sabes haces dime dinos dímelo hazme hazlo
        ponlo ponme tenlo oye ten avísame cuéntame cuéntanos muéstrame recuérdame recomiéndame escríbelo elige sigue
        entiendes encuentras recuerdas piensas pierdes vuelves devuelves recomiendas pruebas mides sigues pides sientes
        repites corriges consigues eliges duermes cierras empiezas comienzas despiertas cuestas sirves dispones""",
    USTED: """usted dígame díganos dígamelo hágalo hágame póngalo téngalo tenga disculpe perdone permítame discúlpeme
        cuénteme cuéntenos muéstreme recuérdeme escríbalo oiga vaya diga elija siga pida pídame pídalo pruebe mida
        repita cierre recuerde vuelva piense escoja""",
    FAMILIAR: """vas ves te tu tus tuyo tuya tuyos tuyas puedas quieras tengas vayas seas sepas hagas digas prefieras
        sientas pidas elijas estés vuelvas recuerdes dijiste pediste quisiste tuviste hiciste fuiste elegiste viste
        podrías querrías tendrías podrás tendrás querrás serás sabrás verás harás dirás vendrás pondrás estabas eras
        ibas tenías querías podías sabías has hayas habías hubieras estás estarás necesitarás recibirás encontrarás""",
}
_MAYBE_NOUNS = frozenset(
    """compras cuentas reservas pagas tomas ayudas pruebas muestras marcas llamas notas entregas cargas copias consultas
    cambias limpias firmas sacas pasas separas bajas llenas medidas dudas quejas bolsas sales partes entes tocas cobras
    subes sumas cortes controles paras avances preguntas ganas cierres pares firmes viste""".split())
_NO_NOUN = re.compile(r"\b(?:me|te|nos|lo|se|si|no|cuando|tú)\s+$", re.IGNORECASE)
"""«Me cuentas» is a verb, «las cuentas» are not."""
_TELLS = frozenset("""busca prefiere para espera cuenta dale vale toma paga cambia completa deja firme cierre marca
    cuida llena ayuda""".split())
"""At the beginning of a clause these say more often what somebody does."""
_ACCENTED = str.maketrans("aeiou", "áéíóú")
_CLITICS = ("me", "nos", "lo", "la", "los", "las", "le", "les", "melo", "mela", "melos", "melas", "noslo", "nosla")
_CHANGED = {"contar": "cuent", "mostrar": "muestr", "probar": "prueb", "pedir": "pid", "recordar": "recuerd",
            "recomendar": "recomiend", "devolver": "devuelv", "resolver": "resuelv", "volver": "vuelv",
            "perder": "pierd", "pensar": "piens", "encontrar": "encuentr", "cerrar": "cierr", "elegir": "elig",
            "medir": "mid", "repetir": "repit", "seguir": "sigu", "sentir": "sient", "preferir": "prefier"}
_NO_ORDERS = frozenset("""quedar llegar querer poder deber saber creer ser haber entrar llenar gustar llevar viajar
    vivir salir venir tener hacer poner decir ver dar bajar subir sumar pasar necesitar""".split())
"""At the beginning of a clause these rather tell something («llega el viernes», «queda poco») or are irregular."""


class Mark(NamedTuple):
    """A word of a text, and whose it is."""

    word: str
    of: str


def _stressed(stem: str) -> str:
    """A stem with its last vowel accented; of «ei», «ue», «ie» the second, as it is the stronger one."""
    places = [i for i, c in enumerate(stem) if c in "aeiou"]
    if not places:
        return stem
    at = places[-1]
    if len(places) > 1 and places[-2] == at - 1 and stem[at] in "iu" and stem[at - 1] in "aeo":
        at -= 1
    return stem[:at] + stem[at].translate(_ACCENTED) + stem[at + 1:]


def _other_vowel(stem: str, first: bool) -> str:
    """The stem as it is written before the vowel of usted («busc» → «busqu», «escog» → «escoj»)."""
    if first:
        for end, before_e in (("gu", "gü"), ("c", "qu"), ("g", "gu"), ("z", "c")):
            if stem.endswith(end):
                return stem[:-len(end)] + before_e
        return stem
    for end, before_a in (("gu", "g"), ("g", "j"), ("c", "zc" if stem.endswith(("ec", "oc", "uc")) else "z")):
        if stem.endswith(end):
            return stem[:-len(end)] + before_a
    return stem


@lru_cache(maxsize=1)
def _forms() -> tuple[dict[str, str], dict[str, str]]:
    """Words that address wherever they stand, and those that do where a clause begins; each with whose it is."""
    sure: dict[str, str] = {}
    begin: dict[str, str] = {}
    for verb in lines_of("vos_verbs.txt"):
        first, regular = verb.endswith("ar"), verb[:-2]
        stem = _CHANGED.get(verb, regular)
        own, other = ("a", "e") if first else ("e", "a")
        usted = _other_vowel(stem, first)
        if verb not in _NO_ORDERS:
            begin.setdefault(stem + own, TU)
            begin.setdefault(usted + other, USTED)
        for clitic in _CLITICS:
            sure.setdefault(_stressed(stem) + own + clitic, TU)
            sure.setdefault(_stressed(usted) + other + clitic, USTED)
        sure.setdefault(stem + own + "s", TU)
        sure.setdefault(usted + other + "s", FAMILIAR)
        sure.setdefault(regular + ("aste" if first else "iste"), FAMILIAR)
        sure.setdefault(regular + ("abas" if first else "ías"), FAMILIAR)
        sure.setdefault(verb + "ías", FAMILIAR)
    for of, words in _IRREGULAR.items():
        for word in words.split():
            (begin if word in ("ten", "tenga", "elige", "elija", "sigue", "siga", "pida", "pruebe", "mida", "repita",
                               "cierre", "recuerde", "vuelva", "piense", "escoja", "vaya", "diga") else sure)[word] = of
            if word in ("sigue", "elige"):
                sure.pop(word, None)
    for word in _TELLS:
        sure.pop(word, None)
        begin.pop(word, None)
    return sure, begin


def marks(text: str) -> Iterator[Mark]:
    """The words that say how a text addresses whoever reads it, each once."""
    text = _NOT_SAID.sub(lambda m: " " * len(m.group()), text)
    sure, begin = _forms()
    found: set[str] = set()
    for word in of_vos(text):
        found.add(word.lower())
        yield Mark(word, VOS)
    for match in _WORD.finditer(text):
        word, before = match.group().lower(), text[:match.start()]
        if word in found:
            continue
        of = sure.get(word)
        if word in _MAYBE_NOUNS and not _NO_NOUN.search(before):
            of = None
        if of is None and word in begin and _CLAUSE.search(before):
            of = begin[word]
        if of is None and _to_you(word):
            of = FAMILIAR
        if of:
            found.add(word)
            yield Mark(match.group(), of)


def _to_you(word: str) -> bool:
    """«ayudarte», «mandándote»."""
    if not word.endswith("te"):
        return False
    base = fold(word[:-2])
    return base in verbs().known or base.endswith(("ando", "iendo"))
