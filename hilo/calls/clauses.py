"""Parts of what is said in one breath: a recogniser often writes a whole turn without a sign.

A turn of speech goes on with few words: those that open a question ("cuánto", "hacen", "se puede"), those that turn
to something else ("pero", "es que", "oiga"), and those that join a new deed ("y me", "y quiero").
"""
from __future__ import annotations

import re

from hilo.spanish.normalize import fold

SHORTEST = 3
"""Words of a part that stands by itself."""
_ASKS = (
    r"(?:a |de |con |por |en |para |desde |hasta )?(?:cuanto|cuanta|cuantos|cuantas|donde|adonde|cuando(?! (?:(?:me|lo|"
    r"la|los|las|se|nos|ya) )*(?:llegue|pueda|tenga|este|haya|salga|venga|quiera|vuelva|cobre|vea|reciba|llegan los))|"
    r"cual|cuales|que (?:colores?|talles?|tallas?|precios?|horarios?|dias?|medidas?|hora|numeros?|puedo|tengo que|"
    r"requisitos|metodos|medios|formas?|marcas?|modelos?))\b|que pasa si\b|como (?:es|hago|hacemos|puedo|se|va|vamos|"
    r"seria|viene|vienen|son|funciona|pago|le hago|le hacemos)\b|(?:hacen|tienen|tenes|tienes|aceptan|reciben|hay|"
    r"habra|venden|abren|atienden|envian|mandan|despachan|entregan|llegan|trabajan|manejan|cobran|tendra|tendran|"
    r"tendrian) (?!que\b)|(?:se|lo|la|los|las|me|nos|les|le) (?:puede|pueden|podra|podria|podrian|suma|suman|acumula|"
    r"incluye|cobra|cobran|aplica)\b|(?:puedo|podria|puede|pueden|van a|va a) (?:[a-z]+[aei]r)(?:l[aeo]s?|me|nos|te|se)"
    r"*\b|(?:sigue|siguen|sirve|viene|vienen|queda|quedan|entra|entran|incluye|demora|demoran|tarda|tardan|aguanta) "
    r"(?:eso|es[ae]|con|en|alguna?s?|la|el|los|las|todavia|mucho|hasta|unidades)\b"
)
QUESTION = re.compile(rf"(?:^|(?<=\s))(?:(?:y|o) )?(?:{_ASKS})")
"""The words by which a question begins, in folded text; elsewhere in a sentence they may tell something."""
_TURNS = re.compile(
    r"(?<!\by)\s(?=(?:(?:y|pero|porque|entonces|o sea|es que|aunque|oiga|oye|mire|mira|fijese|ademas|tambien|ah|igual|"
    r"asi que|por eso|de paso|la verdad que|la verdad es que|si quieren?|si necesitan)) "
    r"(?!y\b|\d|[a-zñ]{1,9} plazas?\b|media\b|medio\b|mitad\b|o\b))"
)
_NO_QUESTION_AFTER = re.compile(
    r"\b(?:no se|se|sabe|sabes|como|que|si|quien|lo|la|los|las|me|nos|te|le|les|no|ya|siempre|nunca|nunca me|todos|"
    r"para|por|donde|cuando|cual|el|un|una|mi|tu|su|ellos|ustedes|ayer|alli|ahi|hasta|desde|a|de|hace|en|con|gente "
    r"que|cuanto|cuantos|cuantas|cuanta|aca|aqui|tal|otros|todas|unos|unas|esas|esos|estas|estos|tiendas|son|segun|"
    r"mas o menos) $"
)


_INDIRECT = re.compile(r"\b(?:saber|preguntar\w*|consultar\w*|consulta|duda|averiguar|ver) (?:si |es )$")
"""«quería saber si aceptan…» asks."""


def clauses(sentence: str) -> list[str]:
    """The parts of a sentence in order, in its own words; the whole where nothing divides it."""
    folded = fold(sentence)
    if len(folded) != len(sentence):
        return [sentence]
    cuts = {match.end() for match in _TURNS.finditer(folded)}
    cuts |= {place for place in _questions(folded) if place and not sentence.startswith("¿")}
    cuts |= {match.end() for match in re.finditer(r"[;:] ?|, (?=[^,]*\w+ [^,]*\w+ [^,]*\w+ )", folded)}
    parts = [sentence[start:end].strip(" ,;:") for start, end in zip([0, *sorted(cuts)], [*sorted(cuts), len(sentence)],
                                                                     strict=True)]
    joined: list[str] = []
    for part in parts:
        if not part:
            continue
        if joined and (len(joined[-1].split()) < SHORTEST or len(part.split()) < SHORTEST):
            joined[-1] = f"{joined[-1]} {part}"
        else:
            joined.append(part)
    return joined or [sentence]


def _questions(folded: str) -> list[int]:
    return [match.start() for match in QUESTION.finditer(folded)
            if _INDIRECT.search(folded[:match.start()]) or not _NO_QUESTION_AFTER.search(folded[:match.start()])]


def question_in(sentence: str) -> str | None:
    """The question of a sentence alone, without what leads to it; None where nothing is asked by these words.

    "hola soy Lucía, busco botas, hacen envíos a Rafaela" asks "hacen envíos a Rafaela".
    """
    folded = fold(sentence)
    if len(folded) != len(sentence):
        return None
    starts = _questions(folded)
    if not starts:
        return None
    return _until_it_tells(sentence[starts[-1]:], folded[starts[-1]:])


_TELLS_ON = re.compile(r"\s(?=(?:porque|es que|que es|para saber|pa saber|ya que|soy de|estoy en|yo|gracias|por favor|"
                       r"para mi|y yo|asi|mi) )|\s(?=(?:gracias|por favor)$)")


def _until_it_tells(question: str, folded: str) -> str:
    end = next((match.start() for match in _TELLS_ON.finditer(folded) if len(folded[:match.start()].split()) > 2), None)
    return question[:end].strip(" ,;:.¿?") if end else question.strip(" ,;:.¿?")
