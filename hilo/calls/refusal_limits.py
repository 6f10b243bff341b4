"""Refusals that are only half of one: for an hour, of a thing that was offered, at a number, or told of the past."""
from __future__ import annotations

import re

from hilo.calls.agreed_stop import CHANNELS, OFFERS
from hilo.spanish.normalize import fold

_AT_TIMES = re.compile(r"\bno (?:me |nos |quiero que me |hace falta que me )?(?:vuelvan? a )?(?:llam|escrib|mand|marqu|"
                       r"marc|habl|contact|molest)\w*(?: [a-z]+)? (?:antes|despues|hasta|tan (?:temprano|tarde)|ahora|"
                       r"ahorita|hoy|mañana|a (?:es[ae]s?|est[ae]s?) horas?|a las?\b|al (?:trabajo|mediodia)|en (?:el|"
                       r"la|ese|este|es[ao]s?) (?:trabajo|oficina|horarios?|horas?|mañana|noche)|los (?:domingos|"
                       r"sabados|lunes|fines)|de (?:noche|madrugada)|(?:por|en) la (?:noche|mañana|tarde|siesta)|"
                       r"durante|mientras|que (?:estoy|en el)|porque (?:estoy|ahora))")
"""A wish about the hour: "no me llame antes de las diez"."""
_PAST = re.compile(r"\b(?:han|ha|habian) (?:llamado|escrito|mandado|contestado|avisado|enviado)|\bno me (?:lleg[oa]|"
                   r"llego|llegaron|avisaron|llamaron|"
                   r"escribieron|contestaron|mandaron)\b")
_TIME_FIRST = re.compile(r"\b(?:al mediodia|antes de|despues de|de noche|(?:en|por) la (?:mañana|tarde|noche)|"
                         r"a es[ae]s? horas?|mañana|hoy|los (?:domingos|sabados)|todavia|por ahora)(?: [a-zñ]{1,10})"
                         r"{0,4} no (?:me|nos)\b|\bno (?:me|nos) [a-z]+(?: nada| eso)? (?:todavia|aun|por ahora|hasta)"
                         r"\b")
_REPORTED = re.compile(r"(?<!ya les )(?<!ya le )(?<!ya te )(?<!ya )\b(?:dije|decia|pedi|dijeron|"
                       r"habia dicho)(?: [a-z]+){0,2} que no\b|\bnunca (?:dije|pedi)\b|"
                       r"\bno pedi que me (?:d[ei]\w+ de baja|borr|quit|saqu|sac)|"
                       r"\bno quiero que me (?:digan|diga|vengan|hagan|pidan|repitan)")
_SOMEBODY_ELSE = re.compile(r"\bno (?:la|lo|las|los|le|les) (?:llam|escrib|mand|marqu|molest|contact)")
_THAT_THING = re.compile(r"\bno (?:me|nos) l[oa]s? (?:mand|envi|pas|escrib|pid|pong|hag)|\bno (?:me|nos) (?:mand|envi|"
                         r"pas)\w+ (?:(?:el|la|los|las|otr[oa]|un|una|mas|ningun|ese|esa) ){0,2}(?:link|liga|enlace|"
                         r"guia|fotos?|cotizacion|factura|mail automatico|datos|tabla|etiqueta|modelo|repartidor|gente|"
                         r"tecnico|otr[oa])")
_ONE_OF_THEM = re.compile(r"\bno (?:me|nos) (?:mand|envi|pas)\w+ (?:otr[oa]|ese|esa|el mismo|la misma) (?:mail|correo|"
                          r"mensaje|whats\w*|sms)\b")
_HAD_LEFT = re.compile(r"\bme (?:habia (?:dado|borrado|salido|quitado)|di de baja|borre en|borre (?:hace|una vez)|"
                       r"sali de)")
"""Of one message, and of a refusal that is over: "me había dado de baja y ahora los quiero"."""
_AT_NUMBER = re.compile(r"\b(?:al|a (?:ese|este|aquel|mi|la)|en el) (?:numero|telefono|celular|cel|fijo|movil|otro|"
                        r"este|oficina|trabajo|casa)\b|\ba este no\b|\ba este numero no\b")
_OTHER_NUMBER = re.compile(r"\b(?:al (?:otro|celular|movil|fijo|nuevo|numero nuevo)|el nuevo|este otro|llam\w+me al|"
                           r"es el de (?:la|mi|el)|del trabajo|me lo robaron|lo perdi)|\d{3}")
_TITLE = re.compile(r"\bno me (?:vuelva a )?(?:llam|dig|trat)\w+ (?:señora|señor|don|doña|usted|de usted|joven|"
                    r"asi)\b")
_WAY_REFUSED = re.compile(r"\bpor (?:el )?(?:whats\w*|wasap|guasap|correo|mail|mensaj\w+(?: de texto)?),? "
                          r"(?:ya )?(?:no (?:me|nos)\b|nada\b)|\bno (?:me|nos) \w+ (?:mas |nada )?(?:mas )?por "
                          r"(?:el )?(?:whats|wasap|guasap|correo|mail|mensaj)")
_WITHOUT_END = re.compile(r"\b(?:nunca|jamas|otra vez|ni )")


def refuses_a_way(folded: str) -> bool:
    """Whether a way of writing is refused by name: "por whatsapp ya no me manden nada, háblenme al fijo"."""
    return bool(_WAY_REFUSED.search(folded))


def is_near_miss(part: str, said: str) -> bool:
    """Whether a part of a turn that sounds like a refusal refuses no messages; said: the whole turn."""
    folded, whole = fold(part), fold(said)
    if _PAST.search(folded) or _TITLE.search(folded) or _REPORTED.search(folded) or _SOMEBODY_ELSE.search(folded):
        return True
    if _ONE_OF_THEM.search(folded) or _HAD_LEFT.search(folded):
        return True
    if (_AT_TIMES.search(folded) or _TIME_FIRST.search(folded)) and not _WITHOUT_END.search(folded):
        return True
    if (_AT_NUMBER.search(whole) and _OTHER_NUMBER.search(whole) and not OFFERS.search(whole)
            and not refuses_a_way(whole)):
        return True
    is_message = OFFERS.search(whole) or any(pattern.search(whole) for _, pattern in CHANNELS) or "mensaje" in whole
    return bool(_THAT_THING.search(folded)) and not is_message
