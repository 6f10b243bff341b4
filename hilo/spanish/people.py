"""The name a person gives."""
from __future__ import annotations

import re
from functools import lru_cache

from hilo.spanish.lexicon import GENERIC, plural
from hilo.spanish.normalize import fold
from hilo.spanish.places import is_city, is_town
from hilo.spanish.reading import Reading
from hilo.spanish.word_lists import folded_words, given_names, surnames

_WORD = re.compile(r"[a-zñ]+(?:['’-][a-zñ]+)*")
_INTRODUCES = re.compile(
    r"\b(?P<sure>me llamo|me dicen|mi nombre(?: completo)? es|mi nombre|a nombre de|al nombre de|nombre(?: y apellido|"
    r" completo)?\s?:|nombre(?: y apellido| completo)? es|apellidos?(?: es| son)?\s?:?|se llama|dice?n? llamarse|"
    r"te habla|le habla|les habla|te escribe|le escribe|les escribe|te saluda|os habla|os escribe|nos habla|los saluda|"
    r"me presento,?|me puse|mi nombre completo|nombre completo|les saluda|titular(?: es)?\s?:?|firma\s?:?|recibe|"
    r"retira|lo retira|lo recibe|recoge|atte\.?,?|atentamente,?|a la orden de|dirigid[oa] a|nombre de (?:mi (?:marido|"
    r"mujer|esposo|esposa|hijo|hija|hermano|hermana|mama|papa|jefe|jefa|socio|socia|empresa)),?|llamad[oa]|"
    r"quien (?:te |les |le )?(?:habla|escribe) es|le saluda|soy la señora|soy el señor|reservado por|a (?:sus|tus) "
    r"ordenes,?|para servirle,?|(?:mal|equivoque (?:de|en|con)) (?:el |mi )?nombre,? (?:es|era|va)|"
    r"el nombre (?:correcto|bueno|completo)? ?(?:es|era|seria)|lo pedi como|entregar a|entreguen a|entregale a|"
    r"para entregar a|comprador[a]?:?)\s{1,2}|\b(?P<maybe>soy|de parte de|autorizo a|habla|hablas? con|escribe|aqui|"
    r"aca|saludos,|gracias,|saludos|cordialmente,|slds,?|yo soy|soy yo,?|quien escribe es|de|por aqui|por aca|(?:mi|la|"
    r"el) (?:marido|mujer|esposo|esposa|hijo|hija|hermano|hermana|mama|papa|jefe|jefa|socio|socia|novio|novia|amigo|"
    r"amiga|cuñad[oa]|suegr[oa]|ti[oa]|sobrin[oa]|prim[oa]|niet[oa]|abuel[oa]|nuera|yerno|gurisa|guri|nen[ea]|bebe|"
    r"chamac[oa]|vecin[oa]|comadre|compadre|ahijad[oa]|secretari[oa]|encargad[oa]|pareja|compañer[oa]|emplead[oa]|"
    r"señora|señor|vieja|viejo)(?: de|,)?|me atendio|(?:recoger|retirar|recibir|pasa a buscar)(?:lo|la|los|las)?|"
    r"(?:llam|avis|pregunt|escrib|contact|busc|busqu)(?:en|an|ar|ir|e|a)(?:le|les)? a|hablen con|atendio|es para|para|"
    r"hable con|hablar con|pregunte por|preguntar por|pregunten por|me dijo|con|señor|señora|sr\.?|sra\.?|don|doña|"
    r"dr\.?|dra\.?|es|fue|era|seria)\s{1,2}(?:(?:el|la) (?=[a-zñ]{3}))?")
_TITLE = re.compile(r"(?:la |el )?(?:señora|señor|señorita|sra|sr|srta|doctora|doctor|dra|dr|don|doña|ing|"
                    r"lic|prof|profe|licenciada|licenciado|ingeniero|ingeniera|arquitecta|arquitecto)\.?\s")
_PARTICLE = frozenset(("de", "del", "la", "las", "los", "san", "santa", "da", "dos", "mc", "van", "von", "di"))
_PART = re.compile(r"(?:^|[.,;:!?\n\x00(-])[ \n]{0,2}(?P<part>[a-zñ][a-zñ'’]{1,14}(?:[ -][a-zñ'’]{2,14}){0,4})"
                   r"(?= ?(?:$|[.,;!?\n\x00)(-]))")
_ARTICLE = re.compile(r"\b(?P<all>(?:el|la) (?P<name>[a-zñ]{3,14}))(?= (?:ya|me|te|no|lo|la|es|dijo|dice|pago|va|"
                      r"quiere|pidio|compro|retira|que|y|recibe|esta|fue)\b)")
"""A person named with the article ("el Santiago ya pagó")."""
_SAID_BEHIND = re.compile(r" ?,? (?:para servir\w{1,3}|a (?:sus|tus|la) orden(?:es)?|(?:te|le|les|os) (?:escribe|habla|"
                          r"saluda)|de nuevo|al habla|por (?:aca|aqui))\b")
"""Words after a name that the person gives."""
_TOLD = re.compile(r"(?:^|[.,;:!?\n] ?|\b(?:y|que|pero|ayer|hoy|como) )(?P<name>[a-zñ]{3,14}(?: [a-zñ]{3,14}){0,2}) "
                   r"(?:(?:me|nos|le|les) (?:dij|prometi|atendi|mand|respond|contest|ofreci|pas|confirm|escrib|llam)"
                   r"\w{1,5}\b|de (?:atencion|ventas|soporte|la tienda|la sucursal|ceibo|ustedes)\b)")
_BELONGS = re.compile(r"\b(?:nombre|parte|pedido|cuenta|orden|compra) de $")
_OWN = re.compile(r"me llamo|me dicen|mi nombre")
_DENIED = re.compile(r"\bno $")
"""Before what introduces a name: "no me llamo Ana"."""
_NOT_THAT = re.compile(r" ?,? (?:y )?no (?P<other>[a-zñ]{2,14})(?= ?(?:$|[.,;!?)\n]))")
"""Behind a name: another one by which the person was called ("soy Rosa, no Rosana")."""
_ALSO_TIMES = frozenset(("domingo", "reyes", "abril", "julio", "mayo", "santos", "pascua", "marzo"))
_FIRM = re.compile(
    r"(?:soluciones|inversiones|distribuidora|comercial(?:izadora)?|grupo|industrias|servicios|construcciones|"
    r"constructora|importadora|exportadora|transportes|logistica|textiles|confecciones|consultora|consultores|"
    r"asesorias|empresas?|corporacion|cooperativa|fundacion|asociacion|colegio|escuela|instituto|hotel|restaurante?|"
    r"panaderia|ferreteria|farmacia|clinica|estudio|agencia|laboratorios?|almacenes|tiendas?|muebleria|libreria)\b|"
    r".*\b(?:sas|s\.a\.s|srl|ltda|limitada|eirl|sac|spa|s\.a|inc|llc|cia|hnos)\.?$")
"""In folded text: a company that is called by its name, as nobody is."""
MOST_WORDS, LONGEST = 5, 80
"""Words and characters of the longest name."""


def capitalised(name: str) -> str:
    """"ana de la cruz" → "Ana de la Cruz"; capitals inside a word ("McCoy") stay unless all are capitals."""
    words = []
    for position, word in enumerate(name.split()):
        if position and fold(word) in _PARTICLE:
            words.append(word.lower())
        elif word.isupper() or word.islower():
            words.append("-".join(p[:1].upper() + p[1:].lower() for p in word.split("-")))
        else:
            words.append(word[:1].upper() + word[1:])
    return " ".join(words)


def read_names(reading: Reading, country: str | None = None) -> None:
    """Takes names of persons after words that introduce one; a common word ("soy clienta") is none.

    After "soy" and the like a name must be known or written with a capital.
    """
    plain = reading.plain
    for match in list(_INTRODUCES.finditer(plain)):
        start = match.end()
        title = _TITLE.match(plain, start)
        if title:
            start = title.end()
        sure = bool(match.group("sure"))
        end, known, capital = _name_end(reading, start, sure)
        if end == start:
            continue
        word, is_thing = match.group("maybe") or "", _is_no_person(plain[start:end])
        denied = (sure or word.endswith("soy")) and _DENIED.search(plain[:match.start()])
        if denied or (is_thing and _OWN.match(match.group())):  # «que me llamo mochilas» asks for none either
            reading.blank(start, end)
            plain = reading.plain
        if denied or is_thing:
            continue
        if not sure and not known and not (capital and word.startswith(("soy", "yo soy", "habla"))):
            continue
        if word in ("es", "fue", "era", "seria") and not (known and capital and _second_capital(reading, start, end)):
            continue
        if word in ("para", "es para") and (not capital or is_town(plain[start:end].split(" ")[0])):
            continue
        if word in ("de", "con", "aqui", "aca", "gracias,", "saludos") and not (known
                and (capital or word == "saludos")):
            continue
        if (word == "de" and not _BELONGS.search(plain[max(0, match.end() - 20):match.end()])
                and not (known and _second_capital(reading, start, end))):
            continue
        if reading.plain[start:end].strip("\x00"):
            written = " ".join(reading.original(start, end).split())
            reading.take("person_name", capitalised(written), start, end, 1.0 if known or capital else 0.7)
            other = _NOT_THAT.match(reading.plain, end) if sure or word.endswith("soy") else None
            if other:
                reading.blank(*other.span("other"))
            plain = reading.plain
    _read_said_behind(reading)
    _read_who_said(reading)
    if not any(f.entity == "person_name" for f in reading.found):
        _read_parts(reading)
    if not any(f.entity == "person_name" for f in reading.found):
        _read_alone(reading, country)
    for match in list(_ARTICLE.finditer(reading.plain)):
        word = match.group("name")
        if (word in given_names() and word not in folded_words("not_names.txt") and not is_town(match.group("all"))
                and reading.original(*match.span("name"))[:1].isupper()):
            reading.take("person_name", capitalised(reading.original(*match.span("name"))), *match.span("name"), 0.75)


def is_name(reading: Reading, start: int, end: int) -> bool:
    """Whether a word of time is a name here: "Domingo Paz", "Guadalupe Reyes"."""
    plain = reading.plain
    if plain[start:end] not in _ALSO_TIMES:
        return False
    after, before = _WORD.match(plain, end + 1), re.search(r"([a-zñ]+) $", plain[max(0, start - 20):start])
    capital = reading.original(start, start + 1).isupper() and not reading.text.isupper()
    if after and plain[end] == " " and after.group() in surnames():
        return after.group() not in folded_words("not_names.txt") or (
            capital and reading.original(*after.span())[:1].isupper())
    return before is not None and before.group(1) in given_names() and (
        capital or before.group(1) not in folded_words("not_names.txt"))


def _second_capital(reading: Reading, start: int, end: int) -> bool:
    """Whether there are two words or more, the first and the last with a capital."""
    words = reading.original(start, end).split()
    return len(words) > 1 and words[0][:1].isupper() and words[-1][:1].isupper()


@lru_cache(maxsize=1)
def _things() -> frozenset[str]:
    """What is sold, one or several, as far as nobody is called so."""
    words = {form for word in GENERIC.products for form in (word, plural(word))}
    return frozenset(words - given_names() - surnames())


def _is_no_person(name: str) -> bool:
    """Whether the words of a name begin with a thing ("que me llamo mochilas, dice"), or are a company's."""
    return name.split(" ")[0] in _things() or bool(_FIRM.match(name))


def _read_said_behind(reading: Reading) -> None:
    """A name before "para servirle", "te escribe": the most words that are one."""
    for match in list(_SAID_BEHIND.finditer(reading.plain)):
        words = list(_WORD.finditer(reading.plain, max(0, match.start() - LONGEST), match.start()))[-MOST_WORDS:]
        for word in words:
            end, known, _ = _name_end(reading, word.start())
            if end == match.start() and (known or _second_capital(reading, word.start(), end)):
                name = capitalised(" ".join(reading.original(word.start(), end).split()))
                reading.take("person_name", name, word.start(), end, 0.9)
                break


def _read_who_said(reading: Reading) -> None:
    """A person of whom something is told: "Consuelo me dijo que…", "Rocío de atención al cliente"."""
    for match in list(_TOLD.finditer(reading.plain)):
        end, known, capital = _name_end(reading, match.start("name"))
        word = match.group("name").split(" ")[0]
        if known and capital and end == match.end("name") and (" " in match.group("name") or not is_town(word)):
            reading.take("person_name", capitalised(reading.original(*match.span("name"))), *match.span("name"), 0.8)


def _name_end(reading: Reading, start: int, sure: bool = False) -> tuple[int, bool, bool]:
    """Where a name that starts here ends, whether its first word is a known name, and whether it has a capital.

    `sure`: the words before announce a name, so that one which is also a common word ("blanca") counts.
    """
    end = pending = start
    known = capital = False
    count = 0
    for match in _WORD.finditer(reading.plain, start, min(start + LONGEST, len(reading.plain))):
        word = match.group()
        if reading.plain[pending:match.start()].strip(" ") or match.start() - pending > 2:
            break
        if count and word in _PARTICLE:
            pending = match.end()
            continue
        upper = reading.original(match.start(), match.start() + 1).isupper() and not reading.text.isupper()
        name = word in given_names() or word in surnames() or word.startswith(("d'", "o'", "d’", "o’"))
        if word in folded_words("not_names.txt") and not (name and (upper or (sure and word in given_names())
                                                                    or _surname_follows(reading, match.end()))):
            break
        if reading.plain[end:match.start()].strip() == "de" and count and (is_town(word) or word not in surnames()):
            break  # "ana lópez de rosario", "ana lópez de Transportes Sur"
        if count and not (name or upper):
            break
        if not count:
            if len(word) < 2 and not _surname_follows(reading, match.end()):
                break  # "soy L" is a size
            known, capital = word in given_names(), upper
        count += 1
        end = pending = match.end()
        if count >= MOST_WORDS:
            break
    return end, known, capital


def _surname_follows(reading: Reading, end: int) -> bool:
    """Whether the next word is a surname and no common word ("rosa quispe")."""
    word = _WORD.match(reading.plain, end + 1)
    return (word is not None and reading.plain[end:end + 1] == " " and word.group() in surnames()
            and word.group() not in folded_words("not_names.txt"))


def _full_name(words: list[str]) -> bool:
    """Whether these are a given name and surnames and nothing else, so that no capital is needed."""
    return (len(words) > 1 and words[-1] in surnames() and not is_town(words[-1])
            and not any(w in folded_words("not_names.txt") for w in words if w not in _PARTICLE))


def _read_parts(reading: Reading) -> None:
    """A name that is a whole part of the message, between commas, stops or other values."""
    for match in list(_PART.finditer(reading.plain)):
        start, stop = match.span("part")
        end, known, capital = _name_end(reading, start)
        words: list[str] = _WORD.findall(reading.plain[start:end])
        if not known or end != stop or not (capital or _full_name(words)):
            continue
        if len(words) == 1 and (is_town(words[0]) or words[0] in folded_words("not_names.txt")
                                or reading.plain[end:].strip(" .!\n)") or not reading.plain[:start].strip(" ")):
            continue  # alone only as a signature
        reading.take("person_name", capitalised(reading.original(start, end)), start, end, 0.85)


def _read_alone(reading: Reading, country: str | None) -> None:
    """A message that is only a name, or that ends in one as a signature."""
    text = reading.plain
    whole: list[str] = _WORD.findall(text)
    body = text.strip(" .!¡,")
    if 1 <= len(whole) <= 4 and body and all(c.isalpha() or c in " '-’" for c in body):
        start = text.index(body)
        end, known, _ = _name_end(reading, start)
        if known and end == start + len(body):
            ambiguous = len(whole) == 1 and (whole[0] in folded_words("not_names.txt") or is_city(whole[0], country))
            if not ambiguous:
                reading.take("person_name", capitalised(reading.original(start, end)), start, end, 0.85
                             if len(whole) > 1 else 0.75)
            return
    start = len(text) - len(text.lstrip(" ¡¿"))
    end, known, _ = _name_end(reading, start)
    if known and end < len(text) and text[end] in ",\n" and _WORD.findall(text[start:end])[1:]:
        reading.take("person_name", capitalised(reading.original(start, end)), start, end, 0.85)
        return
    lines = text.rstrip().rsplit("\n", 1)
    if len(lines) == 2:
        start = len(lines[0]) + 1
        while start < len(text) and not text[start].isalpha():
            start += 1
        end, known, capital = _name_end(reading, start)
        if known and capital and not text[end:].strip(" ."):
            reading.take("person_name", capitalised(reading.original(start, end)), start, end, 0.9)
