"""What a person means who quotes a message and says «este», or says no subject at all.

The thing of the quoted message is then the subject: it takes the place of «este», and «¿cuánto sale?» is about it. A
thing that the person names themselves always goes before it.
"""
from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from hilo.business.lexicon import lexicon_of
from hilo.business.load import get_shop
from hilo.business.offer import item_named
from hilo.spanish.lexicon import Lexicon
from hilo.spanish.reading import Reading
from hilo.spanish.things import read_things

LONGEST = 200
"""Characters of a message that may be meant so; whoever writes more says what it is about."""
_GOES_ON = (r"cu[aá]nto|cu[aá]l|me|lo|la|por|en|de|del|para|tambi[eé]n|es|son|tienen?|viene|vienen|hay|quiero|"
            r"sale|salen|cuesta|cuestan|vale|valen|no|s[ií]|y|que|qu[eé]|mism[oa]s?|porfa|gracias")
_POINTS = re.compile(r"\b(?:est[ea]s?|estos|es[ea]s?|esos|aquel(?:l[ao]s?)?)"
                     rf"(?=\s*(?:$|[,.;:!?)\n])|\s+(?:{_GOES_ON})\b)"
                     r"|(?<!por )(?<!en )\b(?:eso|esto)(?=\s*(?:$|[.!?)\n]))", re.IGNORECASE)
"""«esta» before another word is a noun's companion («esta semana»); «por eso» and «eso es todo» point at nothing."""


@lru_cache(maxsize=1)
def _lexicon() -> Lexicon:
    return lexicon_of(get_shop().company)


def thing_in(text: str) -> str | None:
    """The one thing that a text is about: the only article it names, else the only kind; None for several."""
    reading, shop = Reading(text), get_shop()
    read_things(reading, _lexicon())
    named = list(dict.fromkeys(str(found.value) for found in reading.found if found.entity == "product"))
    articles = [name for name in named if item_named(shop, name)]
    if len(articles) == 1:
        return articles[0]
    kinds = {shop.words.type_of(name) or name for name in (named if not articles else [])}
    return named[0] if len(kinds) == 1 else None


def heard_with(text: str, thing: str) -> str:
    """The person's words with the thing in the place of «este»; the same words where they do not point."""
    return _POINTS.sub(thing, text, count=1)


def subject(text: str, quoted: str) -> dict[str, Any]:
    """What a quoting message brings beside its words: the thing as the slot `product` (`context`), and the words as
    they are to be heard (`as_heard`) where they point at it. Empty where the person names a thing, or the quoted
    message names none or several.
    """
    if len(text) > LONGEST:
        return {}
    thing = thing_in(quoted)
    own = Reading(text)
    read_things(own, _lexicon())
    if thing is None or any(found.entity == "product" for found in own.found):
        return {}
    found: dict[str, Any] = {"context": {"product": thing}}
    heard = heard_with(text, thing)
    return {**found, "as_heard": heard} if heard != text else found
