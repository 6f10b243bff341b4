"""The customer's name as it is said in a call: after the question, by way of greeting, or by saying yes to it."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hilo.calls.told import CallFact
from hilo.calls.transcript import AGENT, USER, Turn, sentences
from hilo.spanish.normalize import fold
from hilo.spanish.places import is_city
from hilo.spanish.word_lists import folded_words, given_names, surnames

_CALLED = re.compile(r"(?:[Hh]ablo con|[Ee]stá|[Ss]e encuentra|[Cc]omunico con|[Ee]s usted|[Ee]res|"
                     r"[Ss]os)(?: (?:el|la|don|doña|"
                     r"señor|señora|señorita|licenciad[oa]|doctora?|profesora?|joven))* "
                     r"(?P<name>[A-ZÁÉÍÓÚÑ]\w+(?: [A-ZÁÉÍÓÚÑ]\w+){0,3}) ?\?")
_CALLED_BARE = re.compile(r"(?:¿(?:[Cc]on )?(?:[Ee]l señor |[Ll]a señora |[Ll]a señorita )?"
                          r"(?!(?:Con|El|La|Correcto|Cierto|Verdad|Sí|Bueno|Algo|Es|Así|Listo|Perfecto|Otra|Color|Quiere|"
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
_IT_IS_ME = re.compile(r"^\W*(?:(?:hola|alo|ay|ah|aja|buenas?|buenos|buen|dias?|tardes|noches)\W+)*"
                       r"(?:si\b(?! (?:esta|ya|ahora) )|con (?:el|ella)|soy yo|el (?:mismo|habla)|"
                       r"ella (?:misma|habla)|(?:eso|ese|esa|esos) (?:mismo|misma|es)|exacto|correcto|asi es|"
                       r"habla (?:el|ella)|yo (?:soy|misma|mismo)|a sus ordenes|la misma|el mismo)")
_NO_NAME = re.compile(r"\b(?:si|no|claro|hola|bueno|gracias|correo|mail|numero|es|quiero|para|de|el|la|que|me|mi|"
                      r"soy|joven|señorita|señora|señor|amiga|amigo|servidora?)\b")
_CALLS_THEM = re.compile(r"(?:(?<=[a-záéíóúñ], )(?=[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+ ?[.,;!?])|(?<=\bdoña )|(?<=\bDoña )|"
                         r"(?<=\bdon )|(?<=\bDon )|(?<=[Ss]eñor )|(?<=[Ss]eñora )|"
                         r"(?<=[Ss]eñorita )|(?<=icenciad[oa] ))(?P<name>[A-ZÁÉÍÓÚÑ][a-záéíóúñ]{2,})(?= "
                         r"?[.,;!?]| [A-ZÁÉÍÓÚÑ])")
"""«Gracias, Yesenia.», «Doña Nélida, hoy…»."""
_WORD = re.compile(r"[A-Za-zÁÉÍÓÚÜÑáéíóúüñ]+")
_SAID_BEHIND = re.compile(r"\b(?P<first>[a-zñ]{3,})(?P<rest>(?: [a-zñ]{3,}){1,2}?)?,? (?:me llamo|me dicen|"
                          r"para servir\w*|a (?:la|sus|tus) ordene?s?)\b")
_ENDS = re.compile(r",| (?:y|pero|porque|quiero|para|e|con|como|por|tesorera|dueñ[oa]|encargad[oa]) ")
_AFTER_NAME = frozenset("gracias porfa favor señora señor servidora servidor joven dígame "
                        "nomas nomás chao chau bueno entonces "
                        "mande pues digame tesorera dueña encargada".split())
LEAST_SHORT, NAMED = 3, 0.92
_YES = re.compile(r"^(?:(?:sí|si|claro|bueno|eh|soy|a nombre (?:de|mío|mio)|a mi nombre|de|es|con|por|me llamo|"
                  r"mi nombre es|pues|ah|con mucho gusto)[ ,]+)+", re.IGNORECASE)


def names_in(turn: Turn, before: Turn | None, asked: bool) -> Iterator[CallFact]:
    """The names of a turn; asked: whether it answers the question for one and nothing was read in it yet."""
    said = _SAYS_NAME.search(turn.said)
    if said:
        name = str(said["one"] or said["two"] or said["three"])
        yield CallFact("person_name", name, turn.said[:120], 0.85, False, turn.number)
    behind = _SAID_BEHIND.search(fold(turn.said))
    if behind and behind["first"] in given_names():
        name = turn.said[behind.start("first"):behind.end("rest") if behind["rest"] else behind.end("first")]
        said_so = " ".join(word.capitalize() for word in name.split())
        yield CallFact("person_name", said_so, turn.said[:120], 0.85, False, turn.number)
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


def named_by_agent(turns: Sequence[Turn], found: Sequence[CallFact]) -> Iterator[CallFact]:
    """The customer's name where the agent calls them by it and they had said it, with the surname after it."""
    for turn in turns:
        for match in _CALLS_THEM.finditer(turn.said) if turn.role == AGENT else ():
            first = fold(match["name"])
            for earlier in reversed(turns[:turn.number]):
                words = _WORD.findall(earlier.said) if earlier.role == USER else []
                places = [place for place, word in enumerate(words) if fold(word) == first]
                places += [place for place, word in enumerate(words) if len(first) > LEAST_SHORT and first != fold(word)
                           and fold(word).startswith(first) and fold(word) in given_names()]
                if not places or is_city(first, None):
                    continue
                place = max(places, key=lambda one: (len(words[one]), one))
                name = [match["name"] if fold(words[place]) == first else words[place].capitalize()]
                whole = " ".join([*name, *_surnames(earlier.said, words, place)])
                yield CallFact("person_name", whole, earlier.said[:120], NAMED, False, earlier.number)
                break


def _surnames(said: str, words: Sequence[str], place: int) -> list[str]:
    """The words after a given name that are its surnames: known ones, or one by which the sentence ends."""
    found: list[str] = []
    for number, word in enumerate(words[place + 1:place + 3], place + 1):
        after = re.search(rf"\b{re.escape(word)}\b(?P<rest>.{{0,12}})", said[said.find(words[place]):])
        rest = fold(after["rest"]) if after else ""
        bare = fold(word)
        if re.match(r"[^\w\s]", said[said.find(words[place]) + len(words[place]):].lstrip() or " ") and not found:
            break
        ends = not rest.strip(" .,!") or re.match(r"[.,] ?|\W+(?:del?|y|a la|a sus|para)\b", rest)
        if bare in folded_words("not_names.txt") or len(bare) < LEAST_SHORT or _NO_NAME.search(bare):
            break
        is_last = bool(ends) and bare not in given_names() and bare not in _AFTER_NAME and number == place + 1
        if bare in surnames() or is_last:
            found.append(word.capitalize())
        else:
            break
    return found


def _answered(turn: Turn) -> Iterator[CallFact]:
    """A name that no list has: two to four bare words after the question."""
    first = _WITH.search(turn.said)
    if first and not _NO_NAME.search(fold(first["name"])):
        name = " ".join(word.capitalize() for word in first["name"].split())
        yield CallFact("person_name", name, turn.said[:80], 0.75, False, turn.number)
        return
    for sentence in sentences(turn.said)[:2]:
        bare = _ENDS.split(_YES.sub("", sentence.strip(" .,!")))[0].strip()
        words = bare.split()
        if 1 < len(words) <= 4 and not _NO_NAME.search(fold(bare)) and all(word.isalpha() for word in words):
            yield CallFact("person_name", " ".join(word.capitalize() for word in words), bare, 0.75, False, turn.number)
            return
