"""Self-corrections: "veinte, no, veintidós" means twenty-two."""
from __future__ import annotations

import re

from hilo.spanish.reading import Found

_WORDS = (r"perdon(?:a|e|en|ame)?|digo|dije|"
          r"(?<!va )(?<!queda )(?<!anda )(?<!sienta )(?<!entra )(?<!parece )mejor(?: dicho)?|quise decir|"
          r"quiero decir|me equivoque|corrijo|"
          r"en realidad|miento|mas bien|que diga|rectifico|disculp[ae]n?|sorry|cambie de idea"
          r"|cambio de idea|ay no|uy no|ah no|no no|nono|no mejor|mejor no|pensandolo bien|o mejor|"
          r"me confundi|error|borra eso|(?:corrig|corrij|cambi|pas|sub|baj)[a-z]{1,4}(?:l[aeo]s?)? a|que sean|"
          r"olvida eso|no espera|espera no|a ver no|bueno no|no se|no perdon")
_FILLERS = (
    r"espera|ya|a ver|eh+|este|ay|uy|ah|bueno|o sea|es decir|que|mm+|dale|si|ok|y|era|es|son|sea|sean|seria|"
    r"serian|quede|ponele|pongamos|digamos|quiero|dame|poneme|ponme|pon|anota|anote|prefiero")
_SEPARATOR = r"[\s,.;:…!?¡¿-]"
CORRECTION = (
    rf"{_SEPARATOR}{{0,4}}(?:(?:{_FILLERS}|no){_SEPARATOR}{{1,4}}){{0,3}}(?:{_WORDS}|"
    rf"no(?=\s?[,.;…])){_SEPARATOR}{{1,4}}(?:(?:{_FILLERS}|{_WORDS}|no){_SEPARATOR}{{1,4}}){{0,3}}")
"""What stands between a value and the one that replaces it, as a pattern over folded text."""
_HESITATION = rf"\s?(?:…|\.\.\.?|,)\s?(?:(?:{_FILLERS}|{_WORDS}|mejor){_SEPARATOR}{{1,4}}){{0,3}}"
_LEADS = (r"(?:(?:el|la|los|las|un|una|unos|unas|en|con|por|para|a|al|de|del|talle|talla|numero|color|mi|"
          r"correo|mail|cel|como|hasta|solo)\s){0,3}")
_REPLACED = re.compile(rf"(?:\s?(?:[\x00-\x04]|[a-zñ]{{1,14}}|de)){{0,3}}?{CORRECTION}{_LEADS}")
_PLAIN_NO = re.compile(rf"\s?,?\s?no\s{_LEADS}")
_NOT_THAT = re.compile(r"\s?,?\s?(?:y no|no)\s(?:(?:en|del?|con|para)\s)(?:(?:el|la|los|las|un|una|color|talle|talla)"
                       r"\s)?|\s?,?\s?y no\s(?:(?:el|la|los|las|un|una|color|talle|talla)\s)?")
_BUT_THIS = re.compile(r"\s?(?:,|;|\.)\s?(?:(?:que|sino|es|era|son|eran|va|quiero|seria|en)\s){1,3}(?:(?:en|el|la|"
                       r"los|las|un|una|del?|talle|talla)\s){0,2}|"
                       r"\s?,?\s?sino (?:que )?(?:(?:es|era|en|el|la|los|las|un|una)\s){0,3}")
_NO_BEFORE = re.compile(r"\bno (?:(?:es|era|son|eran|en|el|la|los|las|un|una|quiero|quise|talle|talla|de|"
                        r"del)\s){0,4}$")
_IT_WAS = re.compile(r"\b(?:era|eran) (?:(?:en|el|la|los|las|de|talle|talla)\s){0,3}$")
"""Of "eran L, no M" the first holds: they put right what was understood; "38, no 39" is a slip of their own."""
_SAID_WRONG = re.compile(r"\b(?:dije|puse|escribi|anote|pase|mande|di) (?:(?:que |el |la |los |las |un |una |en |"
                         r"talle |talla |de |por error |mal )){0,3}$")
_WAS = re.compile(r"\s?,?\s?(?:y|pero|cuando)\s(?:en realidad\s)?(?:es|era|eran|son|quiero|queria|va|iba|"
                  r"quise)\s(?:(?:el|la|los|las|un|una|en|de|"
                  r"decir|poner|talle|talla)\s){0,3}|,?\s?pero (?:corrig|corrij|cambi|ponle|pon)[a-z]{0,6} (?:a |"
                  r"por |en )?")
"""After such words the second of two values holds: "te dije rojo y era negro"."""
_RATHER = re.compile(r"\b(?:mejor|prefier[oe]|preferiria|cambi[a-z]{1,5}|quiero|que sea) "
                     r"(?:(?:por|a|en|el|la|los|las|un|una|uno|de) ){0,3}$")
_THAN = re.compile(r"\s?,?\s?(?:que|porque|pues|antes que|en vez del?|en lugar del?)\s"
                   r"(?:(?:en|el|la|los|las|de) ){0,2}")
"""Of "mejor en rojo, que el azul se mancha" the first holds: the second is what it is better than."""
_SETTLED = re.compile(rf"{_HESITATION}{_LEADS}")
CORRECTED_NUMBER = re.compile(rf"(?:\s?[\x00-\x04]{{1,30}}){{0,3}}{CORRECTION}(?:(?:que sean|talle|talla|"
                              rf"son|solo|unas|unos|la|el|"
                              rf"en)\s){{0,2}}(?P<number>\d{{1,6}})(?![\w.,/:%]\w)(?!\s?(?:[\x00-\x04]|dias|"
                              rf"cuotas|pesos|%))")
"""A bare number that replaces the count or the size before it ("20 remeras, no, perdón, 25")."""
_CHOSEN = frozenset(("size", "color", "quantity"))
_NUMERIC = frozenset(("quantity", "size", "phone", "date_time", "budget", "order_number"))
_ALTERNATIVES = re.compile(rf"(?<![\w.,])(?P<a>\d{{1,5}}) o "
                           rf"(?P<b>\d{{1,5}}){_HESITATION}{_LEADS}(?P<c>\d{{1,5}})(?![\w.,]\w)")


def corrects(between: str, entity: str) -> bool:
    """Whether the folded text between two values of one kind takes the first back."""
    if len(between) > 60:
        return False
    if _REPLACED.fullmatch(between):
        return True
    return entity in _NUMERIC and _PLAIN_NO.fullmatch(between) is not None


def last_values(found: list[Found], folded: str) -> list[Found]:
    """The values without those that the person took back. `found` is sorted; positions fit `folded`."""
    kept: list[Found] = []
    for value in found:
        before: int | None = next((i for i in range(len(kept) - 1, -1, -1) if kept[i].entity == value.entity), None)
        if before is not None and before >= len(kept) - 2:
            between = folded[kept[before].end:value.start]
            if value.entity in _CHOSEN and _NOT_THAT.fullmatch(between):
                continue  # "en 44 no en 46", "en café y no en negro"
            first = kept[before]
            if (value.entity in _CHOSEN and _PLAIN_NO.fullmatch(between)
                    and _IT_WAS.search(folded, max(first.start - 30, 0), first.start)):
                continue
            if (value.entity in ("color", "size") and _THAN.fullmatch(between)
                    and _RATHER.search(folded, max(first.start - 30, 0), first.start)):
                continue
            if _WAS.fullmatch(between) and _SAID_WRONG.search(folded, max(first.start - 30, 0), first.start):
                kept[before] = value
                continue
            if (value.entity in _CHOSEN and _BUT_THIS.fullmatch(between)
                    and _NO_BEFORE.search(folded, max(first.start - 40, 0), first.start)):
                kept.pop(before)  # "no es la 38, es la 40"
                kept.append(value)
                continue
            again = _SETTLED.fullmatch(between) and "…" in between + ("…" if ".." in between else "") and _alike(kept,
                    before, value)
            if corrects(between, value.entity) or again:
                while before >= 0 and kept[before].entity == value.entity:
                    earlier = kept.pop(before)
                    before -= 1
                    if not (before >= 0 and kept[before].entity == value.entity
                            and folded[kept[before].end:earlier.start].strip() in ("o", "u", "o el", "y")):
                        break
        kept.append(value)
    return kept


def _alike(kept: list[Found], at: int, value: Found) -> bool:
    return any(f.entity == value.entity and f.value == value.value for f in kept[:at + 1])


def settle_numbers(plain: str) -> str:
    """"20 o 22… 20": only the number that was decided on stays."""
    def only_last(match: re.Match[str]) -> str:
        first, last = match.start("a") - match.start(), match.end("b") - match.start()
        return match.group()[:first] + " " * (last - first) + match.group()[last:]
    return _ALTERNATIVES.sub(only_last, plain)
