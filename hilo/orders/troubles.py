"""What a complaint is about, in the words of the person."""
from __future__ import annotations

import re

from hilo.orders.compensation import Trouble
from hilo.orders.wishes import supposes
from hilo.spanish.normalize import fold

_WORDS: tuple[tuple[Trouble, re.Pattern[str]], ...] = (
    ("missing", re.compile(r"\bfalt(?:a|an|aba|aban|o|aron)\b(?! de (?:respeto|educ|atenc|serie))|\bincomplet\w+|"
                           r"\bno (?:venia|vino|trajo|estaba) (?:el|la|los|las|todo)\b|\bvaci[ao]\b")),
    ("wrong", re.compile(r"\botra cosa\b|\bequivocad\w+|\bno (?:es|era|son) l[oa]s? que\b|\bno corresponde\b|"
                         r"\bcualquier cosa\b|\bmand(?:aron|ado|an)\b.{0,25}\b(?:otr[oa]s?|en vez)\b|"
                         r"\bllego otr[oa]\b|\bcambiad[oa]\b")),
    ("damaged", re.compile(r"\brot[oa]s?\b|\bquebrad\w+|\bpartid[oa]s?\b|\babollad\w+|\bmanchad\w+|\bfallad\w+|"
                           r"\bfall(?:a|as|o)\b|\bdefect\w+|\bsuci[oa]s?\b|\bhumed\w+|\bmojad\w+|\baplastad\w+|"
                           r"\bdescos\w+|\bdespeg\w+|\b(?:h?echo|h?echa)s? (?:pedazos|pomada|percha|pelota)\b|"
                           r"\brasgad\w+|\bdestrozad\w+|\bdestruid\w+|\brayad\w+|\bpedasos\b|\babiert[oa]\b")),
    ("delay", re.compile(r"\besper(?:o|e|ando|amos)\b|\bdemor\w+|\btard(?!es?\b)\w+|\batras\w+|\bretras\w+|"
                         r"\b(?:no|nunca|ni) (?:me |nos )?(?:lleg\w+|aparec\w+|entreg\w+|trajeron|traen)\b|"
                         r"\b(?:dias|semanas?|mes|meses)\b.{0,30}\bnada\b|\bnada\b.{0,20}\b(?:pedido|compra|paquete)\b")),
)
_CAME = re.compile(r"\b(?:lleg(?:o|aron|a|ado)|vin(?:o|ieron)|recibi\w*|traj(?:o|eron))\b")


def trouble_of(text: str) -> Trouble | None:
    """delay, damaged, wrong or missing; None where the words tell of none (rude service, a wrong charge …)."""
    folded = fold(text)
    return next((trouble for trouble, words in _WORDS if words.search(folded)), None)


def came_so(text: str) -> bool:
    """Whether it was so on arrival, rather than later."""
    return bool(_CAME.search(fold(text)))


def came_broken(text: str) -> bool:
    """«Me llegó rota la campera»: something that they have got is not whole; what would be if it were is only asked."""
    return trouble_of(text) == "damaged" and came_so(text) and not supposes(text)
