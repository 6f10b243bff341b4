"""What became of a call: voicemail, a wrong number, nobody spoke, a person wanted, no time now, a call back."""
from __future__ import annotations

import re
from collections.abc import Sequence

from hilo.calls.transcript import AGENT, USER, Turn, is_question, sentences
from hilo.spanish.normalize import fold

_VOICEMAIL = re.compile(
    r"\b(?:buzon(?: de voz)?|casilla de (?:voz|mensajes)|contestador\w*|correo de voz|"
    r"(?:dej[aeo]\w*|grab[aeo]\w*|deposit\w*) (?:(?:su|tu|un|el) )?(?:mensaje|recado)|"
    r"despues (?:de la señal|del tono|del bip|de escuchar)|al (?:escuchar|oir) (?:el tono|la señal)|"
    r"(?:no (?:esta|se encuentra)|se encuentra) (?:disponible|fuera de)|fuera del? (?:area|servicio|cobertura)|"
    r"(?:usuario|persona|cliente|numero|abonado)(?: celular)? (?:que|al que) (?:usted )?(?:ha )?(?:marc|llam|"
    r"intenta)\w*|"
    r"el (?:numero|telefono|celular|movil) (?:que )?(?:usted )?(?:marc|llam|solicit)\w* (?:no|se|esta)|"
    r"(?:mensaje|llamada) (?:sera|esta siendo) (?:transferid|grabad|desviad)\w*|marque (?:uno|1|asterisco|numeral))\b")
_NOT_VOICEMAIL = re.compile(r"\b(?:te|le|les) deje (?:un )?(?:mensaje|recado)|deje un mensaje (?:ayer|la|en)\b")
_WRONG_NUMBER = re.compile(
    r"\b(?:numero (?:equivocado|errado|incorrecto|mal)|(?:esta|estas|estan|se (?:ha |han )?)?equivoc(?:ado|ada|aste|o|"
    r"aron|ados|ando|ad[ao]s) (?:de|el|con el|en el) (?:numero|telefono|celular|persona)|"
    r"(?:esta|estas|estan|anda|usted esta|ustedes estan|creo que (?:esta|estas)) equivocad[oa]s?|se equivoco(?: de|,|"
    r"$)|"
    r"te equivocaste|telefono equivocado|llamada equivocada|marco mal|marcaron mal|marcaste mal|"
    r"(?:aca|aqui|ahi|por aca) no (?:hay|vive|es|trabaja|existe|esta) (?:ning\w+|nadie|la casa|(?:la )?familia|el de)|"
    r"no (?:vive|trabaja|hay|existe) (?:nadie|ning\w+) (?:aca|aqui|con ese|que se llame|llamad)|"
    r"no es (?:este |ese )?(?:el |su |mi )?(?:numero|telefono|celular) de|"
    r"este (?:no es|ya no es)(?: el| su)? (?:numero|telefono|celular)|"
    r"(?:este|el) (?:numero|telefono|celular) (?:ya )?no (?:es|pertenece)|no conozco a (?:ning\w+|nadie|esa persona|"
    r"ese señor|esa señora)|ning\w+ [a-z]{3,12} (?:vive |trabaja )?(?:aca|aqui|en este))\b")
_NOT_ME = re.compile(r"\bno soy (?:yo|esa persona|el|ella|ese|esa|(?!de\b|muy\b|tan\b|client|bueno|buena|experto|"
                     r"experta|"
                     r"talle|talla)[a-z]{3,14}(?=$| ?[,.]))")
_PERSON = re.compile(
    r"\b(?:(?:hablar|habla|hable|hablo|hablando|comunic\w+|atienda|atiendan|atender|atencion|pas[aeo]\w*|"
    r"transfier\w+|deriv\w+|trat\w+|ver\w*|conect\w+|resuelv\w+|quiero|necesito|prefiero|llam\w+|ayud\w+)"
    r"(?: [a-zñ]{1,12}){0,4}? (?:(?:un|una|algun|alguna|con|otra?|el|la|su) )?"
    r"(?:persona(?! que)|humano|humana|asesor\w*|ejecutiv\w*|encargad\w*|supervis\w*|gerente|dueñ[oa]|jefe|jefa|"
    r"responsable|operador\w*|representante|vendedor\w*|alguien (?:de verdad|real|de carne|del equipo|que (?:sepa|"
    r"entienda|me|pueda))|ser humano|agente|administracion|gerencia|cobranzas|"
    r"contabilidad|facturacion|recursos humanos|post ?venta|direccion general)"
    r"|persona (?:de verdad|real|de carne|humana)|(?:no|nada de) (?:quiero )?(?:hablar con )?(?:una |un )?(?:maquina|"
    r"robot|grabacion|contestador|computadora)|(?:hay|esta) (?:alguien|alguna persona) (?:ahi|que|para)|"
    r"alguien de (?:verdad|carne y hueso))\b")
_NOT_PERSON = re.compile(r"\bno (?:hace falta|necesito|quiero) (?:hablar con )?(?:un|una|ningun\w*) (?:asesor|persona)")
_BUSY = re.compile(
    r"\b(?:(?:ahora|ahorita|en este momento|justo ahora|orita|por ahora|"
    r"en este rato)(?: mismo)?(?: [a-zñ]{1,10}){0,3}? no "
    r"(?:puedo|te puedo|le puedo|tengo tiempo|tengo (?:un )?(?:rato|momento|minuto|chance)|es buen momento)|"
    r"no (?:puedo|te puedo|le puedo)(?: hablar| atender\w*| conversar| platicar| contestar)? ?(?:ahora|ahorita|"
    r"en este momento|"
    r"justo)|(?:estoy|ando|voy) (?:en (?:una |el |la )?(?:reunion|junta|clase|trabajo|medico|consulta|turno)|"
    r"entrando a|manejando|conduciendo|trabajando|ocupad\w|apurad\w|en la calle|por entrar|saliendo)|"
    r"me (?:agarra|agarras|agarraste|pilla|pillas|pillaste|cogio|coges|toma|encuentra\w*) (?:en|mal|justo|manejando|"
    r"ocupad\w|"
    r"saliendo|trabajando|comiendo)|no es (?:un )?buen momento|no puedo hablar|no puedo atender)\b")
_CALL_ME = re.compile(
    r"\b(?:llam[ae](?:me|nme|nos|dme)|llamen(?:me|nos)|llamarme|llamarnos|marqu?e(?:me|nme)|marcame|marcarme|"
    r"me (?:(?:pueden?|podes|puedes|podrian?|podrias|podria) )?(?:vuelv\w+ a |volver a )?(?:llam(?:a|as|an|e|es|en|"
    r"ar|aran?|"
    r"aras|ais|eis)|marc(?:a|as|an|ar|aran?)|marqu?e[ns]?|telefone\w+)|que (?:me )?llame[ns]?|que me marque[ns]?|"
    r"(?:devuelv|regres|retorn)\w+ la llamada|vuelv[ae][ns]? a (?:llamar|marcar)\w*|volve[ts]?e? a llamar\w*|"
    r"hableme mas tarde|hablame mas tarde|"
    r"(?:hablamos|hablemos) (?:mejor )?(?:mañana|mas tarde|luego|el|la|despues|pasado))\b")
_NO_CALL = re.compile(r"\b(?:(?:hart|podrid|cansad|molest|aburrid)\w+ (?:de |con )?que|no (?:me|nos|quiero que me|"
                      r"quiero que|hace falta que me|vuelvan? a|vuelvas a) ?(?:llam|"
                      r"marq|marc)\w+|"
                      r"deje[ns]? de llamar|ya me (?:llamo|llamaron)|me llamaron|si necesita\w* algo|cuando necesiten|"
                      r"me llamo|cada vez que|siempre me llam)")


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


def is_wrong_number(turns: Sequence[Turn]) -> bool:
    """Whether whoever answered is not the one who was called."""
    said = _said(turns, USER)
    if any(_WRONG_NUMBER.search(text) for text in said):
        return True
    asked = any(re.search(r"\bhabl[oa] con|se encuentra|esta (?:el|la|don|doña)\b|comunic", text)
                for text in _said(turns, AGENT)[:3])
    return asked and any(_NOT_ME.search(text) for text in said[:4])


def asks_for_person(turns: Sequence[Turn]) -> bool:
    """Whether the customer wants to talk with a human being."""
    return any(wants_person(sentence) for turn in turns if turn.role == USER for sentence in sentences(turn.said))


def wants_person(sentence: str) -> bool:
    """Whether a sentence asks for a human being."""
    folded = fold(sentence)
    return bool(_PERSON.search(folded)) and not _NOT_PERSON.search(folded)


def is_busy(text: str) -> bool:
    """Whether somebody has no time now."""
    return bool(_BUSY.search(fold(text)))


def wants_call(text: str) -> bool:
    """Whether somebody wishes to be called."""
    folded = fold(text)
    return bool(_CALL_ME.search(folded)) and not _NO_CALL.search(folded)


def nobody_spoke(turns: Sequence[Turn]) -> bool:
    """Whether the other side said nothing that the recogniser could write down."""
    return not any(turn.said for turn in turns if turn.role == USER)


def questions_in(turn: Turn) -> list[str]:
    """The questions of a turn."""
    return [sentence for sentence in sentences(turn.said) if is_question(sentence)]
