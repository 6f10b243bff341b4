"""What a person said on the telephone, cleaned for the rest of the program.

Canonical is what people type: "38", "20500 pesos", "a las 7:30", "el 20 de diciembre de 2026",
"ana.perez@gmail.com". What the recogniser leaves in doubt keeps its words and is listed.
"""
from __future__ import annotations

import re
from typing import NamedTuple

from hilo.spanish.contact_data import read_emails
from hilo.spanish.normalize import MAX_CHARACTERS
from hilo.spanish.number_words import SPOKEN_WORDS, SpokenNumber, spoken_numbers
from hilo.spanish.reading import Reading, fold_aligned

_NOISE_WORDS = (r"music\w*|ruidos?|silenci\w{1,4}|risas?|rie|tos|tose|aplausos?|llant\w{1,3}|llora|"
                r"suspir\w{1,3}|background|noise|laughter|silence|crosstalk|voces|television|tv|"
                r"ladrid\w{1,3}|pausa|bip|beep|pitidos?|tonos?"
                r"|bocina|claxon|viento|estatica|respira\w{0,5}|carraspe\w{1,3}|sonido\w{0,1}|interferencia|"
                r"eco|cough|sigh|breath\w{0,3}|blank[_ ]audio|applause|llamada en espera|musica de espera|"
                r"timbre")
_UNHEARD_WORDS = (
    r"inaudible|ininteligible|no se (?:entiende|escucha|oye)|unintelligible|unk|indistinct|incomprensible|"
    r"entrecortad\w|corte|se corta|\?+|\.\.\.+|x{3,}")
_BRACKETS = r"[\[(<*{{]\s?(?:[\w ]{{0,20}}\b)?(?:{})(?:\b[\w ,.]{{0,25}})?\s?[\])>*}}]"
_NOISE = re.compile(_BRACKETS.format(_NOISE_WORDS) + r"|[♪♫🎵🎶]{1,4}[^♪♫🎵🎶\n]{0,80}[♪♫🎵🎶]{0,4}")
_UNHEARD = re.compile(r"[\[(<*{]\s?(?:" + _UNHEARD_WORDS + r")\s?[\])>*}]|\b_{3,}\b|\bx{4,}\b")
_INVENTED = re.compile(
    r"(?:subtitulos (?:realizados |creados |hechos )?por .{0,60}|gracias por ver(?: el| este|"
    r" mi)? video.{0,20}|suscribete(?: al| a mi)? canal.{0,40}|.{0,10}amara\.org.{0,20}|"
    r"no olvides suscribirte.{0,40})")
_FILLER = re.compile(
    r"\b(?:e+h+|e+m+|e+h+m+|m{2,}|h+m+|u+h+|a+h+(?=,|\s?…|\.\.| e+h)|este{2,}|o sea(?! que)|digamos|"
    r"como se dice|como te digo|como le digo)\b(?:\s?(?:,|…|\.{2,}))?"
    r"|\beste(?=\s?(?:,|…|\.{2,}))\s?(?:,|…|\.{2,})|\beste (?=e+h|m{2,}|e+m+\b|(?:yo|quiero|queria|quisiera|"
    r"necesito|busco|buscaba|estaba|hola|mi|un|una|para|como|cuanto|tengo|llamaba|llamo|le|les)\b)"
    r"|(?<=eh )este\b|^a ver(?: si)?(?=,)\s?,")
_STUTTER = re.compile(r"\b([a-zñáéíóú]{1,10})((?:\s?,?\s\1\b){1,4})", re.IGNORECASE)
_NOT_STUTTER = frozenset((*SPOKEN_WORDS, "no", "si", "sí", "muy", "bien", "ya"))
_SPOKEN_PIECE = re.compile(r"[a-zñáéíóúü]", re.IGNORECASE)
_THANKS = re.compile(r"\s(?:gracias|disculpas|perdones|veces|perdon|abrazos|besos|cosas)\b")
_CLOCK = re.compile(
    r"(?P<the>\b(?:a|para|de|desde|hasta|tipo|sobre) las?|\blas?) (?P<hour>una|\d{1,2})(?: y (?P<more>media|"
    r"cuarto|\d{1,2})| menos (?P<less>cuarto|\d{1,2})| (?P<minute>[0-5]\d))(?![\w:.,]\w)"
    r"(?! (?:pesos|dolares|mil|personas|unidades|pares))")
_CENTS = re.compile(r"\b(?P<whole>\d{1,7}) con (?P<cents>\d{2})\b(?= (?:pesos|dolares|euros|soles|centavos|"
                    r"bolivianos))")
_FIRST = re.compile(r"\bprimero(?= de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|"
                    r"setiembre|octubre|noviembre|diciembre))")
_CUT = re.compile(r"(?<![\w-])[a-zñáéíóú]{2,12}-(?=[\s,.…]|$)", re.IGNORECASE)
_HOW_WRITTEN = re.compile(
    r"(?:,? (?:y )?(?:todo (?:junto|pegado|seguido)|(?:en |con )?minusculas?|sin (?:punto|espacios?|tilde|acento)s?|"
    r"con [a-zñ]+(?: [a-zñ])? (?:al (?:principio|final|medio)|no con [a-zñ]+|de [a-zñ]+)))+,?(?= (?:arroba\b|@))|"
    r",(?= (?:arroba\b|@))")
"""How an address is written, said within it: «ana todo junto con ene no con eñe arroba…»."""
_DIGITS = 6
"""From so many figures on, numbers said one after another are one long number (a telephone, a document)."""


class SpokenTurn(NamedTuple):
    """A turn of a call: the cleaned text, whether nobody said anything in it, and the words in doubt."""

    text: str
    noise: bool
    doubtful: list[str]


def clean_turn(text: str) -> SpokenTurn:
    """Drops noise and fillers, and writes numbers, hours and addresses in canonical form.

    Doubtful are: what the recogniser marked as unheard (an ellipsis stands for it in the text), cut-off
    words, "cuarenta dos" (42, or 40 and 2?) and spoken addresses whose words may be joined wrongly; their
    words stay. What lies beyond `normalize.MAX_CHARACTERS` is left as it is. Never raises.
    """
    tail = text[MAX_CHARACTERS:]
    text = text[:MAX_CHARACTERS]
    doubtful: list[str] = []
    text = _replace(text, _NOISE, " ")
    folded, _ = fold_aligned(text)
    for match in _UNHEARD.finditer(folded):
        doubtful.append(match.group())
    text = _replace(text, _UNHEARD, " … ")
    text = _replace(text, _FILLER, " ")
    text = _STUTTER.sub(lambda m: m.group() if m.group(1).lower() in _NOT_STUTTER else m.group(1), text)
    doubtful += [m.group() for m in _CUT.finditer(text)]
    text, unsure = _addresses(text)
    doubtful += unsure
    text, unsure = _numbers(text, unsure)
    doubtful += unsure
    text = _tidy(_clocks(text)) + tail
    folded, _ = fold_aligned(text[:200])
    said = any(c.isalnum() for c in text) and not _INVENTED.fullmatch(folded.strip(" ¡!.¿?"))
    return SpokenTurn(text if said or doubtful else "", not said and not doubtful, doubtful)


def _replace(text: str, pattern: re.Pattern[str], by: str) -> str:
    """Replaces what the pattern finds in the folded text, in the text as written."""
    folded, origins = fold_aligned(text)
    if origins is not None:
        return pattern.sub(by, text)
    pieces: list[str] = []
    done = 0
    for match in pattern.finditer(folded):
        pieces += [text[done:match.start()], by]
        done = match.end()
    return "".join([*pieces, text[done:]])


def _addresses(text: str) -> tuple[str, list[str]]:
    """E-mail addresses in their written form; doubtful ones keep their words."""
    if "arroba" not in text.lower() and "@" not in text:
        return text, []
    text = _replace(text, _HOW_WRITTEN, "")
    reading = Reading(text)
    read_emails(reading)
    doubtful = []
    for found in sorted(reading.found, key=lambda f: -f.start):
        if found.confidence < 0.7:
            doubtful.append(found.text)
        else:
            text = text[:found.start] + str(found.value) + text[found.end:]
    return text, doubtful


def _numbers(text: str, keep: list[str]) -> tuple[str, list[str]]:
    """Number words as figures; runs of them as one long number."""
    folded, origins = fold_aligned(text)
    if origins is not None:
        return text, []
    kept = [(i, i + len(k)) for k in keep for i in [text.find(k)] if i >= 0]
    doubtful: list[str] = []
    pieces: list[str] = []
    done = 0
    numbers = _thousands_shared(spoken_numbers(folded), folded)
    for run in _runs(numbers, folded):
        start, end = run[0].start, run[-1].end
        spoken = any(_SPOKEN_PIECE.search(text[n.start:n.end]) for n in run)
        if not spoken or any(a < end and start < b for a, b in kept) or _THANKS.match(folded, end):
            continue
        digits = "".join(_figures(n, text) for n in run)
        if len(run) == 1:
            written = _figures(run[0], text)
        elif len(run) >= 3 and len(digits) >= _DIGITS:
            written = digits
        elif _clumsy(run, folded):
            doubtful.append(text[start:end])
            continue
        else:
            written = None
        if written is None:
            for number in run:
                pieces += [text[done:number.start], _figures(number, text)]
                done = number.end
        else:
            pieces += [text[done:start], written]
            done = end
    return "".join([*pieces, text[done:]]), doubtful


def _thousands_shared(numbers: list[SpokenNumber], folded: str) -> list[SpokenNumber]:
    """"entre veinte y treinta mil": twenty thousand, too."""
    shared = list(numbers)
    for at in range(1, len(shared)):
        first, last = shared[at - 1], shared[at]
        if (last.figures and last.figures.endswith(" mil") and 0 < first.value < 1000
                and folded[first.end:last.start] in (" y ", " a ", " o ")
                and folded[max(0, first.start - 7):first.start].endswith(("entre ", "de ", "desde "))):
            shared[at - 1] = first._replace(value=first.value * 1000)
    return shared


def _figures(number: SpokenNumber, text: str) -> str:
    if not _SPOKEN_PIECE.search(text[number.start:number.end]):
        return text[number.start:number.end]
    value = number.value
    return str(int(value)) if value == int(value) else str(value).replace(".", ",")


def _runs(numbers: list[SpokenNumber], folded: str) -> list[list[SpokenNumber]]:
    """Numbers with nothing but a blank or a comma between them, together."""
    runs: list[list[SpokenNumber]] = []
    for number in numbers:
        if runs and folded[runs[-1][-1].end:number.start] in (" ", ", ", ","):
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _clumsy(run: list[SpokenNumber], folded: str) -> bool:
    """"cuarenta dos": forty-two without its "y", or two numbers?"""
    before = folded[max(0, run[0].start - 6):run[0].start]
    return (len(run) == 2 and run[0].value in range(30, 100, 10) and 0 < run[1].value < 10
            and not before.endswith(("las ", "la ")) and folded[run[0].end:run[1].start] == " ")


def _clocks(text: str) -> str:
    """"a las 7 y media" → "a las 7:30", "10 con 50 pesos" → "10,50 pesos", "primero de mayo" → "1 de mayo"."""
    folded, origins = fold_aligned(text)
    if origins is not None:
        return text
    pieces: list[str] = []
    done = 0
    for match in _CLOCK.finditer(folded):
        hour = 1 if match.group("hour") == "una" else int(match.group("hour"))
        more = match.group("more") or match.group("minute") or "0"
        minutes = {"media": 30, "cuarto": 15}.get(more) or int(more if more.isdigit() else 0)
        if match.group("less"):
            minutes = -(15 if match.group("less") == "cuarto" else int(match.group("less")))
        total = hour * 60 + minutes
        if hour > 24 or not 0 <= total < 1500 or abs(minutes) > 59:
            continue
        pieces += [text[done:match.start("hour")], f"{total // 60}:{total % 60:02d}"]
        done = match.end()
    text = "".join([*pieces, text[done:]])
    text = _replace(text, _FIRST, "1")
    return _CENTS.sub(lambda m: f"{m.group('whole')},{m.group('cents')}", text)


def _tidy(text: str) -> str:
    text = re.sub(r"\s{1,200}", " ", text)
    text = re.sub(r"\s([,.;:!?])", r"\1", text)
    return re.sub(r"^[\s,.;:…]{1,50}(?=[\w¿¡@$])", "", text).strip()
