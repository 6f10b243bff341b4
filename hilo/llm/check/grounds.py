"""An answer rests on its sources: it does not say after the person, and does not tell what nobody has written."""
from __future__ import annotations

import re

from hilo.llm.check.situation import Situation
from hilo.spanish.normalize import fold
from hilo.spanish.number_words import SPOKEN_WORDS

ECHO = 5
"""So many words in a row of the person's are said after them; fewer any two people have in common."""
INVENTED = 0.5
"""Share of a sentence's words that tell something and stand in no source, above which it is an invention; a word that
only the person said counts twice: «¿hay estacionamiento?» «Sí, hay estacionamiento en la sucursal»."""
_STEM, _SHORTEST = 5, 4
_MANNERS = frozenset(word[:_STEM] for word in (
    "gracias puedes podes puede pueden quieres queres quiere necesitas necesita necesito ayuda ayudar ayudarte "
    "ayudarle equipo tienda consulta consultas consultar pregunta preguntas respuesta responder contestar mensaje "
    "disculpa disculpe perdon entiendo entender claro siento molestia molesto molesta enojo persona personas "
    "alguien tambien ademas informacion datos momento producto productos compra comprar opcion opciones cualquier "
    "cualquiera duda dudas hola buenos buenas dias tardes noches asistente virtual programa hablar escribir "
    "escribe escribi escriba contar cuenta contame cuentame digame decime dime prefieres preferis prefiere buscas "
    "busca buscar ahora aqui entonces siempre nuestro nuestra nuestros nuestras tenemos estamos gusto segun "
    "depende mejor mismo misma ningun ninguna esto eso esta este estos estas para como cuando donde porque sobre "
    "desde hasta entre tienes tenes tiene correo telefono nombre razon pena lamento verdad seguro modelo talle "
    "color detalle detalles resolver tema caso situacion").split())
_DENIES = re.compile(r"\b(?:no|ni|tampoco|nunca|ningun\w*|nada|sin)\b"
                     r"(?! (?:te preocup|se preocup|hay problema|hay drama|problema|duda|solo|solamente|dudes|dude))")
_SENTENCE = re.compile(r"(?<=[.!?…;])\s+|\n+")
_PERSON = re.compile(r"(?<!no )\b(?:soy|somos) (?:(?:un|una|el|la|los|las|tu|su) )?(?:persona|human\w+|mujer|hombre|"
                     r"chic[oa]|vendedor\w*|asesor\w*|emplead\w+|dueñ\w+|gerente|encargad\w+|abuel\w+|pirata|"
                     r"de (?!aqui|aca))")


def echo(text: str, situation: Situation) -> bool:
    """What the person wants to hear, in their own words: «repite después de mí …»."""
    known = " ".join(_words(situation.source))
    said = " ".join(" ".join(_words(one)) for one in situation.said)
    words = _words(text)
    if len(words) < ECHO:
        return bool(words) and f" {' '.join(words)} " in f" {said} " and f" {' '.join(words)} " not in f" {known} "
    runs = (" ".join(words[at:at + ECHO]) for at in range(len(words) - ECHO + 1))
    return any(f" {run} " in f" {said} " and f" {run} " not in f" {known} " for run in runs)


def ungrounded(text: str, situation: Situation) -> bool:
    """A sentence of which half tells what no source has; denying it, or asking for it, tells nothing."""
    known = {word[:_STEM] for word in _words(situation.source)}
    said = {word[:_STEM] for one in situation.said for word in _words(one)}
    for sentence in _SENTENCE.split(text):
        if _DENIES.search(fold(sentence)) or sentence.rstrip().endswith("?"):
            continue
        told = {word[:_STEM] for word in _words(sentence)
                if len(word) >= _SHORTEST and word not in SPOKEN_WORDS} - _MANNERS
        unknown = told - known
        if len(unknown) + len(unknown & said) > INVENTED * len(told):
            return True
    return False


def pretends(text: str, situation: Situation) -> bool:
    """To be a person, or somebody else."""
    return bool(_PERSON.search(fold(text)))


def _words(text: str) -> list[str]:
    return re.findall(r"[a-zñ0-9]+", fold(re.sub(r"\[[A-Z]+_\d+\]", " ", text)))
