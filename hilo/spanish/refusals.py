"""Refusals: to go on receiving messages (and the wish to), and to answer an open question.

Read by rules, not by a classifier: a wrong "yes" loses a customer's messages, a wrong "no" breaks the law,
and both must be explained to the person who asks.
"""
from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from hilo.spanish.normalize import MAX_CHARACTERS, fold, normalize
from hilo.spanish.word_lists import expand, load_yaml

LONGEST_COMMAND = 80
"""Characters; "BAJA" and the like count as a command only where they are all that a message says."""
_TYPED = ((re.compile(r" \+ "), " mas "), (re.compile(r"\bno ?me(?=[a-zñ])"), "no me "),
          (re.compile(r"\bnome\b"), "no me"),
          (re.compile(r"\bm (?=[a-zñ])"), "me "))
_ALSO_ELSE = re.compile(r"\b(?:salir|parar|basta|borrar|remover)\b")
_NEGATED = re.compile(r"\b(?:no|ni|nunca) (?:\w+ )?$")
_ONLY = re.compile(r"sol(?:o|amente)\b")
_AND_WRITE = re.compile(r"\b(?:ni|y|o) (?:me |nos )?(?:escrib|mand|mensaj|contact)")


class Permission(NamedTuple):
    """Leave to write that is given ("opt_in") or taken back ("opt_out"), for what and where."""

    kind: str        # opt_out opt_in
    purpose: str     # marketing service all
    channel: str     # whatsapp sms voice email all
    confidence: float

class _Rules:
    """The patterns of words/permissions.yml and words/permissions_in.yml, compiled."""

    def __init__(self) -> None:
        data = load_yaml("permissions.yml")
        self.sets: dict[str, str] = {}
        for name, pattern in data["sets"].items():
            self.sets[name] = expand(pattern, self.sets)
        self.opt_out = [(self._compile(r["say"]), float(r["confidence"])) for r in data["opt_out"]]
        given = load_yaml("permissions_in.yml")["opt_in"]
        self.opt_in = [(self._compile(r["say"]), float(r["confidence"])) for r in given]
        for name in ("spared", "whole_out", "whole_in", "marketing", "service", "clause"):
            setattr(self, name, self._compile(data[name]))
        self.channels = {name: self._compile(pattern) for name, pattern in data["channels"].items()}

    spared: re.Pattern[str]
    whole_out: re.Pattern[str]
    whole_in: re.Pattern[str]
    marketing: re.Pattern[str]
    service: re.Pattern[str]
    clause: re.Pattern[str]

    def _compile(self, pattern: str) -> re.Pattern[str]:
        return re.compile(expand(pattern, self.sets))


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    return _Rules()


_DECLINES = re.compile(
    r"\b(?:no (?:lo |la )?se(?! (?:si|puede|ve|oye|abre|prende))|ni idea|no tengo (?:ni |la menor |"
    r"mucha )?idea|no sabria|no sabemos|ni se|quien sabe|vaya uno a saber|no lo sabemos|sepa la bola|"
    r"no cacho"
    r"|prefiero no (?:decir|contestar|responder|dar|hablar|compartir|especificar|contar)\w{0,3}|"
    r"preferiria no (?:decir|contestar|responder|dar)\w{0,3}"
    r"|no (?:te |le |les |se |lo |la )*(?:quiero|voy a|pienso|deseo|quisiera|me gusta|me gustaria) (?:decir|"
    r"dar|contestar|responder|compartir|especificar)\w{0,4}|no (?:te |se )?lo (?:digo|doy|dire)"
    r"|(?:me )?da (?:lo mismo|igual|=)|me es (?:igual|indiferente|lo mismo)|lo mismo (?:me )?da|es lo mismo|"
    r"me resulta indiferente|indiferente|me la suda|me vale|me tiene sin cuidado"
    r"|(?:lo|el|la|los|las) que (?:sea|sean|quieras?|quieran|haya|tengas?|tengan|te parezca|les parezca|"
    r"vos quieras|vos digas|tu digas|gustes?|gusten|venga|salga|mas te guste|recomienden?|recomiendes|"
    r"sugieran?|digas|digan|elijas)|como (?:sea|quieras|gustes|prefieras)|donde sea|cuando sea"
    r"|cualquiera(?! de (?:esos|esas|los|las) (?:que|no))|cualquier (?:cosa|color|talle|talla|dia|hora|"
    r"horario|monto|precio|marca|modelo|opcion)(?! (?:me avis|avis|te escrib|les escrib|me escrib|llam|"
    r"estoy))|paso de (?:esa|eso|esta|la pregunta|contestar|responder|decir)|siguiente pregunta|"
    r"otra pregunta|pasemos a otra|pasa a la (?:siguiente|otra)"
    r"|es (?:algo )?(?:privado|personal|confidencial)|no es asunto|no te importa|que te importa|"
    r"no tengo preferencias?|sin preferencias?|ningun[oa]? en (?:particular|especial|concreto)|"
    r"nada en (?:particular|especial|concreto)|no tengo (?:nada|un\w?|ningun\w?) (?:en mente|decidid\w|"
    r"pensad\w|definid\w|preferid\w)"
    r"|no lo (?:tengo|he) (?:claro|decidido|pensado|definido|visto)|no (?:lo )?(?:decidi|pense|defini|"
    r"decido)(?: todavia| aun)?|no estoy segur[oa]|(?:todavia|aun) no (?:lo )?(?:se|decidi|decido|"
    r"tengo claro|pense)|(?:vos|tu|usted|ustedes) (?:decidi|decide|elegi|elige|eliges|diras|ve|fijate)|"
    r"decidi vos|elegi vos|elige tu|decide tu|decidan ustedes|elijan ustedes"
    r"|sorprendeme|sorprendanme|saltear?|saltemos|salt(?:a|e)(?:la|tela|rla|sela)|omitir|omitela|omitila|"
    r"no aplica|npi|ns / nc|ni fu ni fa|no viene al caso|no hace falta que lo (?:diga|sepas)|no importa|"
    r"no me importa|tanto da|todo me sirve|todo sirve|ni la menor idea|me reservo)\b")
_DECLINES_WHOLE = re.compile(r"(?:ah |ay |uh |mm+ |eh |no |bueno |y |la verdad |pues |este |ok )*(?:paso|"
                             r"nose|nolose|nc|ns|skip|n / a|no se|saltar|siguiente|ninguno|ninguna|nada|"
                             r"lo que sea|igual|pasar|cualquiera|equis|x|no|- )(?: gracias| por ahora|"
                             r" de esa| che| jaja| la verdad|[ .!…])*")


def read_permission(text: str) -> Permission | None:
    """Leave to write that the text takes back or gives, with its scope; None where it does neither.

    Purpose and channel are "all" where the words leave them open. A confidence below 0.7 should be
    asked about. Only the first `normalize.MAX_CHARACTERS` characters count. Never raises.
    """
    rules = _rules()
    folded = normalize(text)
    for pattern, written in _TYPED:
        folded = pattern.sub(written, folded)
    bare = folded.strip(" .!¡?¿,\"'*-_")
    if not bare:
        return None
    if len(bare) <= LONGEST_COMMAND:
        if rules.whole_out.fullmatch(bare):
            return Permission("opt_out", "all", "all", 0.75 if _ALSO_ELSE.search(bare) else 1.0)
        if rules.whole_in.fullmatch(bare):
            return Permission("opt_in", "all", "all", 0.9)
    if not rules.spared.search(folded):
        for pattern, confidence in rules.opt_out:
            match = pattern.search(folded)
            if match:
                return Permission("opt_out", *_scope(rules, folded, match.start(), match.end()), confidence)
    for pattern, confidence in rules.opt_in:
        match = pattern.search(folded)
        if match and not _NEGATED.search(folded[max(0, match.start() - 12):match.start()]):
            return Permission("opt_in", *_scope(rules, folded, match.start(), match.end()), confidence)
    return None


def _scope(rules: _Rules, folded: str, start: int, end: int) -> tuple[str, str]:
    """Purpose and channel, from the clause of the refusal and not from what is still welcome."""
    first, last = 0, len(folded)
    for match in rules.clause.finditer(folded):
        if match.end() <= start:
            first = match.start()
        elif match.start() >= end:
            last = match.start()
            break
    clause = folded[first:last]
    marketing = rules.marketing.search(clause)
    purpose = "marketing" if marketing else "service" if rules.service.search(clause) else "all"
    if _ONLY.match(folded, start):
        purpose = "marketing"  # "solo avísenme de mi pedido" leaves the service messages
    comma = folded.find(" ,", end)
    near = folded[max(start, first):comma if comma >= 0 else last]
    named = [name for name, pattern in rules.channels.items() if pattern.search(near)]
    if not named:
        named = [name for name, pattern in rules.channels.items() if pattern.search(clause)]
    if named == ["voice"] and _AND_WRITE.search(clause):
        named = []
    return purpose, named[0] if len(named) == 1 else "all"


def declines_to_say(text: str) -> bool:
    """Whether an open question is left unanswered on purpose ("no sé", "me da igual", "prefiero no decirlo")."""
    folded = " ".join(re.sub(r"[^\wñ/=]+", " ", fold(text[:MAX_CHARACTERS])).split())
    if _DECLINES.search(folded):
        return True
    return len(folded) <= LONGEST_COMMAND and _DECLINES_WHOLE.fullmatch(folded) is not None
