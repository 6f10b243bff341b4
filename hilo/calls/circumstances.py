"""What became of a call: voicemail, nobody spoke, a person wanted, no time now, a call back."""
from __future__ import annotations

import re
from collections.abc import Sequence

from hilo.calls.person_wanted import wants_person
from hilo.calls.transcript import AGENT, USER, Turn, is_question, sentences
from hilo.spanish.normalize import fold

_VOICEMAIL = re.compile(
    r"\b(?:buzon(?: de voz)?|casilla de (?:voz|mensajes)|contestador\w*|correo de voz|(?:dej[aeo]\w*|grab[aeo]\w*|"
    r"deposit\w*) (?:(?:su|tu|un|el) )?(?:mensaje|recado)|despues (?:de la señal|del tono|del bip|de escuchar)|"
    r"al (?:escuchar|oir) (?:el tono|la señal)|(?:no (?:esta|se encuentra)|se encuentra) (?:disponible|fuera de)|"
    r"fuera del? (?:area|servicio|cobertura)|(?:usuario|persona|cliente|numero|abonado)(?: celular)? (?:que|al que) "
    r"(?:usted )?(?:ha )?(?:marc|llam|intenta)\w*|el (?:numero|telefono|celular|movil) (?:que )?(?:usted )?(?:marc|"
    r"llam|solicit)\w* (?:no|se|esta)|(?:mensaje|llamada) (?:sera|esta siendo) (?:transferid|grabad|desviad)\w*|"
    r"marque (?:uno|1|asterisco|numeral))\b")
_NOT_VOICEMAIL = re.compile(r"\b(?:te|le|les) deje (?:un )?(?:mensaje|recado)|deje un mensaje (?:ayer|la|en)\b")
_BUSY = re.compile(
    r"\b(?:(?:ahora|ahorita|en este momento|justo ahora|orita|por ahora|en este rato)(?: mismo)?(?: [a-zñ]{1,10})"
    r"{0,3}? no (?:puedo|te puedo|le puedo|tengo tiempo|tengo (?:un )?(?:rato|momento|minuto|chance)|es buen momento)|"
    r"no (?:puedo|te puedo|le puedo)(?: hablar| atender\w*| conversar| platicar| contestar)? ?(?:ahora|ahorita|"
    r"en este momento|justo)|(?:estoy|ando|voy) (?:en (?:una |el |la )?(?:reunion|junta|clase|trabajo|medico|consulta|"
    r"turno)|entrando a|manejando|conduciendo|trabajando|ocupad\w|apurad\w|en la calle|por entrar|saliendo)|"
    r"me (?:agarra|agarras|agarraste|pilla|pillas|pillaste|cogio|coges|toma|encuentra\w*) (?:en|mal|justo|manejando|"
    r"ocupad\w|saliendo|trabajando|comiendo)|no es (?:un )?buen momento|no puedo hablar|no puedo atender)\b")
_CALL_ME = re.compile(
    r"\b(?:llam[ae](?:me|nme|nos|dme)|llamen(?:me|nos)|llamarme|llamarnos|marqu?e(?:me|nme)|marcame|marcarme|"
    r"me (?:(?:pueden?|podes|puedes|podrian?|podrias|podria) )?(?:vuelv\w+ a |volver a )?(?:llam(?:a|as|an|e|es|en|ar|"
    r"aran?|aras|ais|eis)|marc(?:a|as|an|ar|aran?)|marqu?e[ns]?|telefone\w+)|que (?:me )?llame[ns]?|que me marque[ns]?|"
    r"(?:devuelv|regres|retorn)\w+ la llamada|vuelv[ae][ns]? a (?:llamar|marcar)\w*|volve[ts]?e? a llamar\w*|"
    r"hableme mas tarde|hablame mas tarde|(?:hablamos|hablemos) (?:mejor )?(?:mañana|mas tarde|luego|el|la|despues|"
    r"pasado))\b")
_NO_CALL = re.compile(r"\b(?:(?:hart|podrid|cansad|molest|aburrid)\w+ (?:de |con )?que|no (?:me|nos|quiero que me|"
                      r"quiero que|hace falta que me|vuelvan? a|vuelvas a) ?(?:llam|marq|marc)\w+|deje[ns]? de llamar|"
                      r"ya me (?:llamo|llamaron)|me llamaron|si necesita\w* algo|cuando necesiten|me llamo|"
                      r"cada vez que|siempre me llam)")


_ASKED_FOR = re.compile(r"\b(?:como|segun|tal como) (?:nos |me |lo |se )?(?:pidio|pediste|habia pedido|habias pedido|"
                        r"solicito|solicitaste|quedamos|acordamos|indico)\b|"
                        r"\bnos (?:pidio|pediste|habia pedido)\b[^.]{0,40}\b(?:llam|marc)\w+|"
                        r"\b(?:la|su|tu) llamada que (?:nos )?(?:pidio|pediste|solicito)|"
                        r"\bquedamos en (?:llam|habl|que (?:le|te|lo|la) llam)\w+")
_BY_ITSELF = re.compile(r"\b(?:se|le|te) (?:marco|llamo|disco) sol[oa]|llamada accidental|"
                        r"desde el bolsillo")


def _said(turns: Sequence[Turn], role: str) -> list[str]:
    return [fold(turn.said) for turn in turns if turn.role == role and turn.said]


def is_voicemail(turns: Sequence[Turn], ended_because: str = "") -> bool:
    """Whether a machine answered: by its words, or because the provider's agent noticed.

    A person's own greeting ("dejá tu mensaje después de la señal") is told from somebody who speaks of a message by
    how little else is said.
    """
    if "voicemail" in ended_because.lower() or any("voicemail" in tool for turn in turns for tool in turn.tools):
        return True
    said = _said(turns, USER)
    found = [text for text in said if _VOICEMAIL.search(text) and not _NOT_VOICEMAIL.search(text)]
    return bool(found) and (len(said) <= 3 or len(found) >= 2) and not any("?" in text for text in said)


def asks_for_person(turns: Sequence[Turn]) -> bool:
    """Whether the customer wants to talk with a human being."""
    return any(wants_person(sentence) for turn in turns if turn.role == USER for sentence in sentences(turn.said))


def is_busy(text: str) -> bool:
    """Whether somebody has no time now."""
    return bool(_BUSY.search(fold(text)))


def wants_call(text: str) -> bool:
    """Whether somebody wishes to be called."""
    folded = fold(text)
    return bool(_CALL_ME.search(folded)) and not _NO_CALL.search(folded)


def was_asked_for(turns: Sequence[Turn]) -> bool:
    """Whether the agent says that the person had asked for this call."""
    return any(_ASKED_FOR.search(one) for one in _said(turns, AGENT))


def nobody_meant_it(turns: Sequence[Turn]) -> bool:
    """Whether the agent noticed that a telephone called by itself."""
    return any(_BY_ITSELF.search(one) for one in _said(turns, AGENT))


def nobody_spoke(turns: Sequence[Turn]) -> bool:
    """Whether the other side said nothing that the recogniser could write down."""
    return not any(turn.said for turn in turns if turn.role == USER)


def questions_in(turn: Turn) -> list[str]:
    """The questions of a turn."""
    return [sentence for sentence in sentences(turn.said) if is_question(sentence)]
