"""Names that no list has, of towns and people: what may be one in free words, and what asks, declines or remarks."""
from __future__ import annotations

import re

from hilo.spanish.normalize import MAX_CHARACTERS, fold
from hilo.spanish.refusals import declines_to_say

_NO_NAME = frozenset((
    "no ni que porque pq xq como cuando donde adonde cual cuales quien cuanto cuanta cuantos cuantas me te se le ya "
    "yo tu usted ustedes ud uds vos eso esto estas esta estan estoy ese esa algo nada nadie nunca siempre tampoco "
    "tambien muy tan pero aunque mi su aca aqui ahi alli hay tengo tenes tienes tiene tienen quiero queres quieres "
    "quiere necesito puedo podes puedes puede depende dependen importa interesa digo decir decis dije dijo dire aviso "
    "avisar saber sabes sabe saben veo ver vemos espera esperame espere gusta parece creo pregunto preguntas pregunta "
    "preguntan cuento voy vas vamos dale olvidalo olvida deja dejame dejalo perdon disculpa disculpe gracias ok okay "
    "okey uff uf uy ay eh ah mismo misma antes ufa bah jaja perfecto genial listo luego despues mañana hoy ahora "
    "ahorita pronto todavia aun rato momento momentito minuto basta cerca lejos igual cosa cosas").split())
"""Small words, verbs and adverbs of which no such name is made."""
_NO_NAME_ALONE = frozenset("si claro caro pesado pesada bueno buenas hola chau vale nos casa tarde mas lo la el uno "
                           "una curioso curiosa che les segundo segundito".split())
"""What is part of a name, but none by itself."""
_SOUND = re.compile(r"(?:j[aeiou]){2,}j?|m{2,}h*m*|h[mn]+|u+f+|l+o+l+|p+f+|x+d+|n+o+|s+i+p*")
_ASKS = re.compile(r"\?|^\W*(?:y |pero |e )?(?:(?:para|por|a|de|en) )?"
                   r"(?:que|cual|quien|donde|cuando|como|cuant[oa]s?)\b")
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE_PLACE = re.compile(
    r"^\W*(?:(?:hola|bueno|ah|eh|mm+|si|ok|dale|pues|claro|mira)\b\W*)*"
    r"(?:(?:yo |nosotros )?(?:soy|somos|vivo|vivimos|estoy|estamos|resido)\b(?: aca| aqui)?|"
    r"(?:es|seria|sera|va|iria|queda|llega|envio|manda(?:lo|melo|r)?|envia(?:lo|melo|r)?)(?= (?:a|en|para|hacia|de)\b)"
    r")?\s*(?:(?:a|en|para|hacia|de|desde)\b\s*)?"
    r"(?:la (?:ciudad|localidad) de |el pueblo de |un pueblo (?:que se llama )?)?")
_AFTER_PLACE = re.compile(r"[\s,;.]+(?:por\s?fa(?:vor)?|porfis|gracias|please|plis)[\s.!]*$", re.IGNORECASE)


def is_remark(text: str) -> bool:
    """Whether free words decline, ask or remark ("prefiero no decirlo", "para qué querés saber", "qué pesado"), so
    that they name nothing and nobody. Names that only look so are rare: "Lo Barnechea" and "Nos" are none of them."""
    text = text[:MAX_CHARACTERS]
    folded = fold(text)
    said = _WORD.findall(folded)
    if not said or _ASKS.search(folded) or declines_to_say(text):
        return True
    if len(said) == 1 and said[0] in _NO_NAME_ALONE - {"nos"}:
        return True
    return any(word in _NO_NAME or _SOUND.fullmatch(word) for word in said)


def place_told(text: str) -> str | None:
    """The place that free words name, as it is written ("soy de Arroyo Leyes" → "Arroyo Leyes"); None for others."""
    text = _AFTER_PLACE.sub("", text.strip(" .,;:!¡«»\"'"))
    folded = fold(text)
    begin = _BEFORE_PLACE.match(folded)
    at = begin.end() if begin and len(folded) == len(text) else 0
    name = text[at:].strip(" .,;:!¡«»\"'")
    return None if is_remark(name) else name
