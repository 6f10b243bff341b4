"""For which company somebody calls: a word for a kind of business and the name after it, or what was asked for."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hilo.calls.told import CallFact
from hilo.calls.transcript import Turn
from hilo.spanish.normalize import fold

_KIND = (r"empresa|compañ[ií]a|firma|fundaci[oó]n|constructora|cl[ií]nica|colegio|hotel|hostal|estudio|flor[ií]cola|"
         r"transportes?|metal[uú]rgica|gimnasio|restaurante?|panader[ií]a|ferreter[ií]a|farmacia|escuela|universidad|"
         r"agencia|taller|distribuidora|comercial|cafeter[ií]a|caf[eé]|club|textiles|inmobiliaria|consultora|"
         r"laboratorios?|cooperativa|imprenta|peluquer[ií]a|spa|supermercado|almacenes|industrias|grupo|municipalidad|"
         r"instituto|jard[ií]n|cl[uú]ster|f[aá]brica|finca|hacienda|bodega|barraca|posada|taberna|torner[ií]a|bar|"
         r"parrilla|cervecer[ií]a|helader[ií]a|jugueter[ií]a|carpinter[ií]a|aserradero|residencia|sanatorio|sindicato|"
         r"caf[eé] bar|despacho|bufete|dulcer[ií]a|pasteler[ií]a|pizzer[ií]a|academia|liceo|parroquia|asociaci[oó]n|"
         r"hogar|guarder[ií]a|kinder|minera|vi[nñ]a|estancia|consorcio|sal[oó]n")
_NAMED = re.compile(rf"\b(?P<kind>{_KIND})(?P<rest>(?: [\wáéíóúüñ]+){{1,6}})", re.IGNORECASE)
_STOP = re.compile(r"(?:que|de|para|por|con|en|desde|aca|aqui|alla|donde|un|una|mi|necesit\w*|quer\w*|quier\w*|"
                   r"quisier\w*|estam\w*|esta|llam\w*|andam\w*|ando|busc\w*|teng\w*|tenem\w*|somos|soy|es|y|pero|"
                   r"porque|tiene\w*|acaba\w*|habl\w*|buen\w*|gracias|señor\w*|señorita|hotel\w*|rural|chico|"
                   r"chiquit\w*|ustedes|le|les|me|nos|se|no|si|ya|punto|arroba|ponelo|le|vio|viste|sabe|pues|oiga|mire|"
                   r"como|este|esa|ese|hace|vamos|va|dice|dijo|arriba|abajo)$")
_GOES_ON = frozenset(("y", "de", "del", "e"))
_FROM = re.compile(r"\b(?:llam\w+|habl\w+|salud\w+|somos|parte|soy|trabajo|de|del|desde|por|es|para) (?:de )?(?:parte )"
                   r"?(?:de |del )?(?:la |el |un |una )?$|^$")
_GREETS = re.compile(r"(?:.*\barroba\b|somos\b|una? |es |buen[oa]s?|hola|si\b|no\b|claro|como|que|"
                     r"yo\b|pues|perfecto|gracias)")
MOST = 5
"""Words of a name after the kind."""
_CALLED_SO = re.compile(r"^(?:sí|si|de|es|se llama|somos|la empresa es)\W+", re.IGNORECASE)


def company_of(turn: Turn, asked: bool) -> Iterator[CallFact]:
    """The company that a turn names; asked: whether the agent has just asked for it."""
    for match in _NAMED.finditer(turn.said):
        words = [match["kind"], *_name(match["rest"].split())]
        kind = fold(words[0])
        name = words[1:] if kind in ("empresa", "compañia", "compania", "firma") else words
        is_mail = "arroba" in turn.said[match.start():match.end() + 12]
        if len(words) < 2 or is_mail or not _FROM.search(fold(turn.said[:match.start()])[-40:]):
            continue
        told = " ".join(word[0].upper() + word[1:] for word in name)[:60]
        yield CallFact("company", told, turn.said[:120], 0.8, False, turn.number)
        return
    bare = _CALLED_SO.sub("", re.split(r"[.,]", turn.said.strip(" ."))[0])
    if asked and bare and len(bare.split()) <= MOST + 1 and not _GREETS.match(fold(bare)):
        yield CallFact("company", bare[:60], turn.said[:120], 0.8, False, turn.number)


def _name(words: Sequence[str]) -> list[str]:
    """The words after a kind of business that are its name: up to a place, a verb or a small word that leads on."""
    name: list[str] = []
    for place, word in enumerate(words):
        folded, after = fold(word), fold(words[place + 1]) if place + 1 < len(words) else ""
        if folded in _GOES_ON and name and after and not _STOP.match(after) and (
                folded != "de" or after in ("la", "los", "las")):
            name.append(word)
        elif _STOP.match(folded) or not word.isalpha():
            break
        else:
            name.append(word)
    while name and (fold(name[-1]) in _GOES_ON or fold(name[-1]) in ("la", "los", "las", "el")):
        name.pop()
    return name[:MOST]
