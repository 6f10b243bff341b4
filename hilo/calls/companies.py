"""For which company somebody calls: a word for a kind of business and the name after it, or what was asked for."""
from __future__ import annotations

import re
from collections.abc import Iterator

from hilo.calls.told import CallFact
from hilo.calls.transcript import Turn
from hilo.spanish.normalize import fold

_KIND = (r"empresa|compañ[ií]a|firma|fundaci[oó]n|constructora|cl[ií]nica|colegio|hotel|hostal|estudio|flor[ií]cola|"
         r"transportes?|"
         r"metal[uú]rgica|gimnasio|restaurante?|panader[ií]a|ferreter[ií]a|farmacia|escuela|universidad|agencia|"
         r"taller|distribuidora|"
         r"comercial|cafeter[ií]a|caf[eé]|club|textiles|inmobiliaria|consultora|laboratorios?|cooperativa|imprenta|"
         r"peluquer[ií]a|spa|"
         r"supermercado|almacenes|industrias|grupo|municipalidad|instituto|jard[ií]n|cl[uú]ster|f[aá]brica|finca|"
         r"hacienda|bodega|barraca")
_NAMED = re.compile(rf"\b(?P<name>(?i:(?:{_KIND}) (?:(?:el|la|los|las|san|santa|don|"
                    rf"doña) )*[a-záéíóúüñ]{{3,}})(?: [A-ZÁÉÍÓÚÑ][\wáéíóúñ]+)*)")
_FROM = re.compile(r"\b(?:llam\w+|habl\w+|salud\w+|somos|parte|soy|trabajo|de) (?:de )?(?:parte )?(?:de |"
                   r"del )?(?:la |el |un |una )?$|^$")
_NO_NAME = re.compile(r"\b(?:que|de|y|para|por|con|donde|necesit\w+|quer\w+|un|una|en|mi|tiene\w*|esta|estamos|es)$")
_CALLED_SO = re.compile(r"^(?:sí|si|de|es|se llama|somos|la empresa es)\W+", re.IGNORECASE)


def company_of(turn: Turn, asked: bool) -> Iterator[CallFact]:
    """The company that a turn names; asked: whether the agent has just asked for it."""
    for match in _NAMED.finditer(turn.said):
        words = match["name"].split()
        while len(words) > 1 and _NO_NAME.search(fold(words[-1])):
            words.pop()
        kind = fold(words[0])
        name = words[1:] if kind in ("empresa", "compañia", "compania", "firma") else words
        is_mail = "arroba" in turn.said[match.start():match.end() + 12]
        if len(words) < 2 or is_mail or not _FROM.search(fold(turn.said[:match.start()])[-40:]):
            continue
        told = " ".join(word[0].upper() + word[1:] for word in name)[:60]
        yield CallFact("company", told, turn.said[:120], 0.8, False, turn.number)
        return
    bare = _CALLED_SO.sub("", turn.said.strip(" ."))
    if asked and bare and len(bare.split()) <= 6 and not re.search(r"arroba|^(?:somos|un|una|es) ", fold(bare)):
        yield CallFact("company", bare[:60], turn.said[:120], 0.8, False, turn.number)
