"""Refusals: to go on receiving messages, and to answer a question."""
from __future__ import annotations

import re

from hilo.spanish.normalize import MAX_CHARACTERS, fold

_DECLINES = re.compile(
    r"\b(?:no (?:lo |la )?se(?! (?:si|puede|que hacer|ve|oye))|ni idea|no tengo (?:ni )?idea|no sabria|no sabemos|ni se|quien sabe|sepa|saber|prefiero no (?:decir\w{0,3}|contestar|responder|dar\w{0,3})"
    r"|no (?:te |le |les |se |lo |la )?(?:lo |la )?(?:quiero|voy a|pienso|deseo|puedo|quisiera) (?:decir|dar|contestar|responder|compartir)\w{0,4}|no (?:te )?(?:lo )?digo"
    r"|me da (?:lo mismo|igual|=)|me es (?:igual|indiferente)|da (?:igual|lo mismo)|lo mismo (?:me )?da|es lo mismo|indiferente|lo que (?:sea|quieras?|haya|tengas?|tengan|te parezca|vos quieras|gustes?)"
    r"|el que (?:sea|quieras|tengas|tengan)|la que (?:sea|quieras|tengas|tengan)|como (?:sea|quieras)|cualquiera|cualquier (?:cosa|color|talle|talla|dia|hora|monto|precio|marca)|paso de (?:esa|eso|esta|la pregunta)"
    r"|paso$|^paso\b(?! a| por| el| la| mañana)|skip|siguiente pregunta|otra pregunta|no importa|no me importa|es privado|es personal|eso es (?:privado|personal)|no es asunto|no tengo (?:preferencia|problema)\w{0,1}"
    r"|sin preferencias?|ningun[oa] en (?:particular|especial)|nada en (?:particular|especial)|no lo tengo (?:claro|decidido|pensado)|no (?:lo )?(?:decidi|pense)|no estoy segur[oa]|todavia no se|aun no se|vos decidi|tu decide|decidi vos|elegi vos|elige tu"
    r"|sorprendeme|me da lo mismo|saltear?|saltemos|saltala|saltatela|omitir|no aplica|n/a|npi|ns/nc|ni fu ni fa)\b")


def declines_to_say(text: str) -> bool:
    """Whether an open question is left unanswered on purpose ("no sé", "me da igual", "prefiero no decirlo")."""
    return _DECLINES.search(fold(text[:MAX_CHARACTERS])) is not None
