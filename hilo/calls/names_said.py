"""The customer's name as it is said in a call: after the question, by way of greeting, or by saying yes to it."""
from __future__ import annotations

import re
from collections.abc import Iterator

from hilo.calls.told import CallFact
from hilo.calls.transcript import Turn, sentences
from hilo.spanish.normalize import fold

_CALLED = re.compile(r"(?:[Hh]ablo con|[Ee]stá|[Ss]e encuentra|[Cc]omunico con|[Ee]s usted|[Ee]res|"
                     r"[Ss]os)(?: (?:el|la|don|doña|"
                     r"señor|señora|señorita|licenciad[oa]|doctora?|profesora?|joven))* "
                     r"(?P<name>[A-ZÁÉÍÓÚÑ]\w+(?: [A-ZÁÉÍÓÚÑ]\w+){0,3}) ?\?")
_CALLED_BARE = re.compile(r"(?:¿(?!(?:Correcto|Cierto|Verdad|Sí|Bueno|Algo|Es|Así|Listo|Perfecto|Otra|Color|Quiere|"
                          r"Cuál|Hoy)\b)|[Dd]oña |[Dd]on |[Ss]eñora? )(?:[Dd]oña |"
                          r"[Dd]on )?(?P<name>[A-ZÁÉÍÓÚÑ]\w+(?: [A-ZÁÉÍÓÚÑ]\w+){0,2}) ?\?")
"""The agent asks whether this is so-and-so."""
_SAYS_NAME = re.compile(
    r"(?:[Ll]e|[Tt]e) (?:saluda|habla) (?P<one>[A-ZÁÉÍÓÚÑ]\w+(?: [A-ZÁÉÍÓÚÑ]\w+){1,3})|"
    r"(?P<two>[A-ZÁÉÍÓÚÑ]\w+(?: [A-ZÁÉÍÓÚÑ]\w+){1,3}),? (?:a mi nombre|para servirle)|"
    r"(?:[Dd]ígame|[Dd]ime|[Ll]lámeme|[Ll]lámame) (?P<three>[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+)(?= nom[aá]s|[,.]|$)")
_WITH = re.compile(r"^\W*(?:(?:hola|buenas|buenos dias|buenas tardes|si|pues)[ ,]+)*(?:con|habla|"
                   r"soy) (?P<name>[a-zñáéíóú]{3,} [a-zñáéíóú]{3,})",
                   re.IGNORECASE)
"""What is answered to "¿con quién tengo el gusto?"."""
_BELONGS = re.compile(r"[Aa] nombre de (?:don |doña |la señora |el señor )?"
                      r"(?P<name>[A-ZÁÉÍÓÚÑ]\w+(?: [A-ZÁÉÍÓÚÑ]\w+){1,3})")
_IT_IS_ME = re.compile(r"^\W*(?:si\b(?! (?:esta|ya|ahora) )|con (?:el|ella)|soy yo|el (?:mismo|habla)|"
                       r"ella (?:misma|habla)|(?:eso|ese|esa|esos) (?:mismo|misma|es)|exacto|correcto|asi es|"
                       r"habla (?:el|ella)|yo (?:soy|misma|mismo)|a sus ordenes|la misma|el mismo)")
_NO_NAME = re.compile(r"\b(?:si|no|claro|hola|bueno|gracias|correo|mail|numero|es|quiero|para|de|el|la|que|me|mi|"
                      r"soy)\b")
_YES = re.compile(r"^(?:(?:sí|si|claro|bueno|eh|soy|a nombre (?:de|mío|mio)|a mi nombre|de|es|con|por|me llamo|"
                  r"mi nombre es|pues|ah|con mucho gusto)[ ,]+)+", re.IGNORECASE)


def names_in(turn: Turn, before: Turn | None, asked: bool) -> Iterator[CallFact]:
    """The names of a turn; asked: whether it answers the question for one and nothing was read in it yet."""
    said = _SAYS_NAME.search(turn.said)
    if said:
        name = str(said["one"] or said["two"] or said["three"])
        yield CallFact("person_name", name, turn.said[:120], 0.85, False, turn.number)
    if asked:
        yield from _answered(turn)
    belongs = _BELONGS.search(before.said) if before else None
    if belongs and _IT_IS_ME.search(fold(turn.said)):
        yield CallFact("person_name", belongs["name"], before.said[:120], 0.85, False, turn.number)  # type: ignore[union-attr]
    if before is None or "?" not in before.said:
        return
    called = _CALLED.search(before.said) or _CALLED_BARE.search(before.said)
    if called and _IT_IS_ME.search(fold(turn.said)):
        name = " ".join(word.capitalize() for word in called["name"].split())
        yield CallFact("person_name", name, before.said[:120], 0.85, False, turn.number)


def _answered(turn: Turn) -> Iterator[CallFact]:
    """A name that no list has: two to four bare words after the question."""
    first = _WITH.search(turn.said)
    if first and not _NO_NAME.search(fold(first["name"])):
        name = " ".join(word.capitalize() for word in first["name"].split())
        yield CallFact("person_name", name, turn.said[:80], 0.75, False, turn.number)
        return
    for sentence in sentences(turn.said)[:2]:
        bare = re.split(r",| (?:y|pero|porque|quiero|para|e) ", _YES.sub("", sentence.strip(" .,!")))[0].strip()
        words = bare.split()
        if 1 < len(words) <= 4 and not _NO_NAME.search(fold(bare)) and all(word.isalpha() for word in words):
            yield CallFact("person_name", " ".join(word.capitalize() for word in words), bare, 0.75, False, turn.number)
            return
