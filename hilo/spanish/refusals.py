"""Refusals: to go on receiving messages (and the wish to), and to answer an open question.

Leave to write is read by a few commands ("BAJA") and else by the learned reader of permission_model.py: a wrong
"yes" loses a customer's messages, a wrong "no" breaks the law, so every reading says how sure it is
(docs/decisions/ has why it is learned).
"""
from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from hilo.spanish.normalize import MAX_CHARACTERS, fold
from hilo.spanish.permission_grams import written_out
from hilo.spanish.word_lists import load_yaml

if TYPE_CHECKING:
    from hilo.spanish.permission_model import Judgement

LONGEST_COMMAND = 80
"""Characters; "BAJA" and the like count as a command only where they are all that a message says."""
LEAST_MARGIN = 0.05
"""From here on the learned reader's opinion is told: of what it so tells of an author left out, 98 in 100 are right.

The table behind it is docs/decisions/0005-permissions-are-learned.md."""
SURE_OF_BUBBLE, MOST_BUBBLES = 0.85, 6
"""Confidence from which one bubble of a message refuses, where the whole does not sound so; bubbles that are read."""
_BUBBLES = re.compile(r"(?<![.!?,;:\s])[ \t]*\n\s*")
"""Between two messages that were answered together: each is a sentence of its own."""
_OWN = (r"(?:pedido|compra|orden|envio|paquete|entrega|encargo|reclamo|caso|cambio|devolucion|reembolso|reparacion|"
        r"turno|cita|cotizacion)s?\b")
_OWN_NEWS = re.compile(
    r"\b(?:novedad(?:es)?|noticias?|avisos?|alertas?|notificaci\w+|informaci?on|info|actualizaci\w+|mensajes?|"
    r"estado)(?: \w+)? (?:del?|sobre|con|por|acerca de(?:l)?)"
    r"(?: (?:el|la|los|las|mi|mis|este|esta|ese|esa|un|una))* " + _OWN +
    r"|\b(?:avis|notif|inform|escrib|mand|dime|decime|diga)\w*\b[^.;!?\n]{0,25}"
    r"\b(?:cuando|apenas|en cuanto|ni bien|si) [^.;!?\n]{0,12}"
    r"\b(?:sal[eg]|lleg|despach|envi|mand|entreg|este list|este en|cambi)\w*[^.;!?\n]{0,15}\b" + _OWN)
_ADVERTISING = re.compile(r"\b(?:promo\w*|ofertas?|publicidad|descuentos?|catalogos?|boletin\w*|newsletter|"
                          r"novedades)\b")
_ALSO_ELSE = re.compile(r"\b(?:salir|parar|basta|borrar|remover)\b")


class Permission(NamedTuple):
    """Leave to write that is given ("opt_in") or taken back ("opt_out"), for what and where."""

    kind: str        # opt_out opt_in
    purpose: str     # marketing service all
    channel: str     # whatsapp sms voice email all
    confidence: float


class _Commands(NamedTuple):
    whole_out: re.Pattern[str]
    whole_in: re.Pattern[str]


@lru_cache(maxsize=1)
def _commands() -> _Commands:
    data = load_yaml("permissions.yml")
    courtesy = {name: "|".join(data[name]) for name in ("before", "after")}

    def whole(commands: list[str]) -> re.Pattern[str]:
        return re.compile(rf"(?:(?:{courtesy['before']})[ ,.!]{{1,3}}){{0,5}}(?:{'|'.join(commands)})"
                          rf"(?:[ ,.!?]{{1,4}}(?:{courtesy['after']})){{0,4}}")

    return _Commands(whole(data["opt_out"]), whole(data["opt_in"]))


_DECLINES = re.compile(
    r"\b(?:no (?:lo |la )?se(?! (?:si|puede|ve|oye|abre|prende))|ni idea|no tengo (?:ni |la menor |mucha )?idea|"
    r"no sabria|no sabemos|ni se|quien sabe|vaya uno a saber|no lo sabemos|sepa la bola|no cacho|prefiero no (?:decir|"
    r"contestar|responder|dar|hablar|compartir|especificar|contar)\w{0,3}|preferiria no (?:decir|contestar|responder|"
    r"dar)\w{0,3}|no (?:te |le |les |se |lo |la )*(?:quiero|voy a|pienso|deseo|quisiera|me gusta|me gustaria) (?:decir|"
    r"dar|contestar|responder|compartir|especificar)\w{0,4}|no (?:te |se )?lo (?:digo|doy|dire)|(?:me )?da (?:lo mismo|"
    r"igual|=)|me es (?:igual|indiferente|lo mismo)|lo mismo (?:me )?da|es lo mismo|me resulta indiferente|indiferente|"
    r"me la suda|me vale|me tiene sin cuidado|(?:lo|el|la|los|las) (?:que|q|k) (?:sea|sean|quieras?|quieran|haya|"
    r"tengas?|tengan|te parezca|les parezca|vos quieras|vos digas|tu digas|gustes?|gusten|venga|salga|mas te guste|"
    r"recomienden?|recomiendes|sugieran?|digas|digan|elijas)|como (?:sea|quieras|gustes|prefieras)|donde sea|"
    r"cuando sea|cualquiera(?! de (?:esos|esas|los|las) (?:que|no))|cualquier (?:cosa|color|talle|talla|dia|hora|"
    r"horario|monto|precio|marca|modelo|opcion)(?! (?:me avis|avis|te escrib|les escrib|me escrib|llam|estoy))|"
    r"paso de (?:esa|eso|esta|la pregunta|contestar|responder|decir)|siguiente pregunta|otra pregunta|pasemos a otra|"
    r"pasa a la (?:siguiente|otra)|es (?:algo )?(?:privado|personal|confidencial)|no es asunto|no te importa|"
    r"que te importa|no tengo preferencias?|sin preferencias?|ningun[oa]? en (?:particular|especial|concreto)|"
    r"nada en (?:particular|especial|concreto)|no tengo (?:nada|un\w?|ningun\w?) (?:en mente|decidid\w|pensad\w|"
    r"definid\w|preferid\w)|no lo (?:tengo|he) (?:claro|decidido|pensado|definido|visto)|no (?:lo )?(?:decidi|pense|"
    r"defini|decido)(?: todavia| aun)?|no estoy segur[oa]|(?:todavia|aun) no (?:lo )?(?:se|decidi|decido|tengo claro|"
    r"pense)|(?:vos|tu|usted|ustedes) (?:decidi|decide|elegi|elige|eliges|diras|ve|fijate)|decidi vos|elegi vos|"
    r"elige tu|decide tu|decidan ustedes|elijan ustedes|sorprendeme|sorprendanme|saltear?|saltemos|salt(?:a|e)(?:la|"
    r"tela|rla|sela)|omitir|omitela|omitila|no aplica|npi|ns / nc|ni fu ni fa|no viene al caso|"
    r"no hace falta que lo (?:diga|sepas)|no importa|no me importa|tanto da|todo me sirve|todo sirve|ni la menor idea|"
    r"me reservo)\b")
_DECLINES_WHOLE = re.compile(r"(?:ah |ay |uh |mm+ |eh |no |bueno |y |la verdad |pues |este |ok )*(?:paso|"
                             r"nose|nolose|nc|ns|skip|n / a|no se|saltar|siguiente|ninguno|ninguna|nada|"
                             r"lo que sea|igual|pasar|cualquiera|equis|x|no|- )(?: gracias| por ahora|"
                             r" de esa| che| jaja| la verdad|[ .!…])*")


@lru_cache(maxsize=64)
def read_permission(text: str) -> Permission | None:
    """Leave to write that the text takes back or gives, with its scope; None where it does neither.

    Purpose and channel are "all" where the words leave them open. A confidence below 0.85 should be asked about.
    Only the first `normalize.MAX_CHARACTERS` characters count. Never raises. Remembered: the intent, the ledger and
    what is held back ask about the same message.
    """
    # imported here: the process of the actions needs `declines_to_say` alone and should start without scikit-learn
    from hilo.spanish.permission_model import model

    if not any(character.isalpha() for character in text[:MAX_CHARACTERS]):
        return None
    found = read_command(text) or learned(model().read(_BUBBLES.sub(". ", text)))
    if found is None and "\n" in text.strip():  # a refusal may also be broken in two: «no quiero / que me escriban»
        whole = learned(model().read(text))
        found = whole if whole and whole.kind == "opt_out" else _refused_in_a_bubble(text)
    return found._replace(purpose="service") if found and found.kind == "opt_in" and wants_own_news(text) else found


def _refused_in_a_bubble(text: str) -> Permission | None:
    """A refusal that is one of several bubbles («no me mandes ofertas eh», «solo te pregunto»): what stands beside it
    takes nothing of it back. Leave is not given so."""
    from hilo.spanish.permission_model import model

    bubbles = [part for part in text[:MAX_CHARACTERS].split("\n") if any(c.isalpha() for c in part)]
    read = [learned(model().read(part)) for part in bubbles[:MOST_BUBBLES]] if len(bubbles) > 1 else []
    if any(one and one.kind == "opt_in" for one in read):
        return None
    return next((one for one in read if one and one.confidence >= SURE_OF_BUBBLE), None)


def wants_own_news(text: str) -> bool:
    """Whether somebody wants to hear of their own order, which is no leave for advertising: «mándame por SMS las
    novedades del pedido», «avísame cuando salga mi compra»."""
    folded = fold(text[:MAX_CHARACTERS])
    return bool(_OWN_NEWS.search(folded)) and not _ADVERTISING.search(_OWN_NEWS.sub(" ", folded))


def warm_up() -> None:
    """Fits the learned reader, so that the first message does not wait for it."""
    from hilo.spanish.permission_model import model

    _commands()
    model()


def read_command(text: str) -> Permission | None:
    """The permission of a message that is a command and nothing else; None for any other."""
    bare = written_out(text).strip(" .!¡?¿,\"'*-_")
    if len(bare) > LONGEST_COMMAND:
        return None
    if _commands().whole_out.fullmatch(bare):
        return Permission("opt_out", "all", "all", 0.75 if _ALSO_ELSE.search(bare) else 1.0)
    if _commands().whole_in.fullmatch(bare):
        return Permission("opt_in", "all", "all", 0.9)
    return None


def learned(judged: Judgement) -> Permission | None:
    """What the learned reader's judgement comes to."""
    margin, kind = max((judged.opt_out, "opt_out"), (judged.opt_in, "opt_in"))
    if margin < LEAST_MARGIN:
        return None
    rival = max(0.0, min(judged.opt_out, judged.opt_in))  # "no me borren, quiero seguir" sounds like both
    return Permission(kind, judged.purpose, judged.channel, _probability(margin - rival))


def _probability(margin: float) -> float:
    """How often such a margin is right; fitted to the margins of messages whose author was left out."""
    return 1 / (1 + math.exp(-4.0 * margin - 0.5))


def declines_to_say(text: str) -> bool:
    """Whether an open question is left unanswered on purpose ("no sé", "me da igual", "prefiero no decirlo")."""
    folded = " ".join(re.sub(r"[^\wñ/=]+", " ", fold(text[:MAX_CHARACTERS])).split())
    if _DECLINES.search(folded):
        return True
    return len(folded) <= LONGEST_COMMAND and _DECLINES_WHOLE.fullmatch(folded) is not None
