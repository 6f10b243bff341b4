"""Refusals: to go on receiving messages (and the wish to), and to answer an open question.

Read by rules, not by a classifier: a wrong "yes" loses a customer's messages, a wrong "no" breaks the law,
and both must be explained to the person who asks.
"""
from __future__ import annotations

import re
from typing import List, NamedTuple, Optional, Tuple

from hilo.spanish.normalize import MAX_CHARACTERS, fold, normalize

SURE, LIKELY, DOUBTFUL = 1.0, 0.9, 0.65


class Permission(NamedTuple):
    """Leave to write that is given ("opt_in") or taken back ("opt_out"), for what and where."""

    kind: str        # opt_out opt_in
    purpose: str     # marketing service all
    channel: str     # whatsapp sms voice email all
    confidence: float


# What a person no longer wants to get. "cosas" and "nada" count only after "manden", "envíen".
_MESSAGES = (r"(?:mensaj\w{0,6}|msjs?|sms|textos?|whats\w{0,6}|w[ah]s+h?ap\w{0,3}|guasap\w{0,2}|audios?|llamad\w{1,4}|llamados|mails?|e ?- ?mails?|emails?|correos?|newsletters?|boletin\w{0,4}|notificacion\w{0,2}|avisos?"
             r"|recordatorios?|promo\w{0,8}|ofertas?|publicidad\w{0,3}|propaganda\w{0,2}|anuncios?|novedades|noticias|catalogos?|folletos?|spam|informacion|descuentos|cupon\w{0,2}|encuestas?|comunicacion\w{0,2}|campañas?|difusion\w{0,2})")
_THINGS = rf"(?:(?:mas |ningun\w? |tant[oa]s? |sus? |tus? |los |las |el |la |este |estos |esta |estas |ese |esos |esas |un |una |mas de |de |ese tipo de |este tipo de |mas sus |solo |nada de |tanto |o |y |ni |ya ){{0,5}}){_MESSAGES}"
_WRITE = r"(?:escrib|escriv|contact|molest|notifi|spam|hinch|jod|acos|bombard|hostig|fastidi|cont?act|textee|mensaje|whatsap|busc|busqu|persig|insist|romp)\w{1,9}"
_CALL = r"(?:llam|yam|telefone)\w{1,7}"
_SEND = r"(?:mand|envi|env[ií]|lleg|pas|llen|tir)\w{1,7}"
_SUBJUNCTIVE = (r"(?:escriban?|escribas|escriviban|escrivan?|escribais|contacten?|contactes|molesten?|molestes|notifiquen?|llamen?|llames|llameis|yamen?|yames|jodan?|jodas|hinchen?|hinches|rompan?|hablen?|hables|busquen?|persigan?|acosen?"
                r"|bombardeen?|spameen?|manden mas|mensajeen?|contactar|escribir|llamar|molestar|telefoneen?|fastidien?|insistan|insistas)")
_SEND_SUBJ = r"(?:manden?|mandes|mandeis|envien?|envies|envieis|pasen?|pases|llenen?|avisen?|avises|compartan|remitan|hagan llegar)"
_AGAIN = r"(?:vuelvan? a |vuelvas a |sigan? |sigas |esten? |estes |anden? |andes |me |nos |le |les |lo |tanto ){0,5}"
_LIMITED = (r"(?! ?,? ?(?:mas )?(?:tan |muy |a la )?(?:tarde|temprano|ahora|hoy|todavia|aun|mañana|antes|despues|hasta|a las?|al mediodia|a esta|a esa|a estas|en este momento|en horario|en horas|entre|de noche|de madrugada|a la noche|por la|el (?:lunes|martes"
            r"|miercoles|jueves|viernes|sabado|domingo|fin|finde)|los (?:lunes|martes|miercoles|jueves|viernes|sabados|domingos|fines)|durante|mientras|cuando|si no|si es|desde otro|de otro numero|de numero|señor\w?|por mi nombre|doña|don\b|asi|de usted|de vos|porque|al trabajo|a la oficina|al fijo|a casa|a mi (?:casa|trabajo)|al laburo|para (?:confirmar|preguntar|avisar)))")
_STOP = r"(?:dejen?|deja|dejes|dejad|dejar|dejaran?|dejarian|dejas|paren?|pares|parar|para|parad|basta|cesen?|cesar|terminen?|termina|termine|corten?la|cortala|corten?|corta|acaben?|suspendan?|suspender|detengan?|frenen?|eviten?|pueden dejar|podrian dejar)"
_REMOVE = (r"(?:saqu?en?|sac[ao]|sacar|sakenme|sake|saques|quit[ae]n?|quitar|borr[ae]n?|borrar|elimin[ae]n?|eliminar|remuev[ae]n?|excluyan?|retir[ae]n?|retirar|baj[ae]n?|bajar|desafili\w{1,4}|desvincul\w{1,4}|desuscrib\w{1,4}|salir\w{0,2}|salga|excluir)(?:me|nos|melo)?")
_LIST = r"(?:listas?|lsita|bases?|bbdd|bd|grupos?|difusion|newsletters?|registros?|contactos|agenda|mailing|cadena|suscripcion\w{0,2}|envios (?:de )?(?:promo|masiv|publi)\w{0,9}|comunidad|directorio|club|canal|promo\w{0,8}|publicidad|spam|sistema)"
_NOT_MESSAGES = r"(?:pedidos?|orden\b|ordenes|compras?|reservas?|turnos?|citas?|tarjetas?|productos?|carritos?|articulos?|items?|linea|servicio|garantia|seguro|usuario|debito|facturas?|cuenta corriente|zapat\w{3,6}|remeras?|talle|color|envio(?: de| del|$)|precios?|plan\b)"

_WHOLE_OUT = re.compile(
    r"(?:(?:hola|buenas|buen dia|por favor|quiero|solicito|pido|la|ok|bueno|no|gracias|porfavor|necesito|de|dar de|dar la|responder|respondo|mi)[ ,.!]{1,3}){0,5}(?:baja(?: definitiva| total| ya| inmediata)?|vaja|alto|stop|stopp|unsubscribe|desuscribir\w{0,2}|desuscripcion|desuscribe|parar|salir|basta|remover|no molestar|no mas mensajes|borrar|baja baja|stop stop|alto alto)"
    r"(?:[ ,.!]{1,4}(?:por favor|gracias|porfavor|ya|urgente|señores|che|muchas gracias|de una vez|te pido|les pido)){0,4}")
_OUT: List[Tuple["re.Pattern[str]", float]] = [(re.compile(p), c) for p, c in (
    # no me escriban (más), no vuelvan a llamarme
    (rf"\b(?:no|nunca|jamas|ya no|tampoco) (?:quiero que |quisiera que |deseo que |necesito que |hace falta que |hay necesidad de que |tienen? que |tenes que |deben |pueden |autorizo (?:a )?que |acepto que |permito que |me gusta que |hay por que |es necesario que )?(?:me |nos |le |les |lo |la ){0,3}(?:mas |nunca mas )?{_AGAIN}{_SUBJUNCTIVE}(?:me|nos)?\b{_LIMITED}(?! (?:por )?(?:la demora|molestarl|disculpa))", LIKELY),
    (rf"\b(?:no|nunca) (?:me |nos )?(?:vuelvan?|vuelvas|sigan?|sigas|esten?|quiero que sigan|anden) (?:a )?(?:{_WRITE}|{_CALL})", SURE),
    (rf"\b(?:no|nunca|ya no|tampoco) (?:quiero que |quisiera que |deseo que |necesito que |hace falta que |autorizo (?:a )?que |acepto que |permito que |me gusta que |es necesario que )?(?:me |nos |le |les ){{0,5}}{_AGAIN}{_SEND_SUBJ}(?:me|nos)?(?: ya| por favor)? (?:mas |nunca mas |tanto |tanta |tantos |tantas )?(?:por \w+ )?{_THINGS}(?! (?:de voz )?(?:hasta|antes|hoy|ahora|de noche|a la noche|tan|todavia|a las?|los domingos|los fines|despues de las))", SURE),
    (rf"\b(?:no|nunca|ya no) (?:quiero que |deseo que |hace falta que )?(?:me |nos )+{_AGAIN}(?:{_SEND_SUBJ}|manden|mandando|enviando)(?: nunca)? (?:mas (?:nada|cosas|estas cosas|esto|estupideces|pavadas|tonterias|basura|porquerias)|nada(?: mas)?(?= ?[.,!]|$| por| a (?:este|mi))|mas(?= ?[.,!]|$| por favor| por (?:aca|aqui|este|whats)))", SURE),
    # no quiero recibir más
    (rf"\b(?:no|ya no|tampoco) (?:quiero|quisiera|deseo|queremos|me interesa|necesito|acepto|pedi|autorizo|pienso|voy a|autorice|solicite|di permiso para|consiento|me gustaria|quiero seguir|deseo seguir|deseo continuar) (?:seguir |volver a |continuar )?(?:recibir\w{{0,4}}|recibiendo|que me (?:sigan )?(?:lleg\w{{1,6}}|contact\w{{1,4}})|leer|ver)(?: (?:mas )?(?:nada|{_THINGS}|cosas|sus cosas|mas(?= ?[.,!]|$| por| de)|sms)|(?= ?[.,!]|$)| (?:nada )?(?:de |por )(?:ustedes|parte|su parte|la tienda|whats\w*|ninguna|aca|este))", SURE),
    (rf"\b(?:no|ya no|tampoco) (?:quiero|quisiera|deseo|queremos|necesito|acepto|autorizo|quiero mas|quiero tener) (?:el envio de |ni |mas |nada de |que haya ){{0,5}}{_THINGS}(?! (?:de lo que|hay|tienen|sobre|del? (?:producto|modelo|precio|talle)|mi |que (?:tienen|hay)))", LIKELY),
    (rf"\b(?:no|ya no) (?:quiero|quisiera|deseo|me interesa|pienso) (?:estar|seguir(?: estando)?|figurar|permanecer|continuar|formar parte|participar|quedarme)(?: mas)?(?: suscript\w| anotad\w)? (?:en|de|del|a) (?:\w+ ){{0,3}}{_LIST}", SURE),
    (rf"\b(?:no mas|nunca mas|basta de|basta con|nada de|cero|ni un|ni una|ningun|ninguna|ya basta de|ya fue de|chau|corten con|terminen con|paren con|paren de|para con|dejen de|fuera|stop a|alto a|alto con|stop de|no a) (?:la |el |los |las |tant\w{{1,2}} |mas |sus? |tus |tu |ese |mandar |este |esta |estas |estos |enviar ){{0,5}}(?:{_MESSAGES})(?! (?:de )?(?:lo que|reenvia|recibi|me llego|recibido|me lleg))", LIKELY),
    # dejen de escribirme
    (rf"\b(?<!no )(?<!nunca )(?<!sin )(?<!no me )(?<!no nos )(?:me |nos )?{_STOP} (?:ya |por favor |ya mismo |un poco |, ){{0,5}}(?:de |con )(?:tanto |una vez de |estar |seguir |una vez por todas de )?(?:(?:{_WRITE}|{_CALL})(?! (?:la|el|los|las) (?:aten|clien|produc))|(?:{_SEND}) (?:mas |tant\w{{1,2}} |por \w+ )?(?:{_THINGS}|cosas|boludeces|pavadas|estupideces|tonterias|basura|porquerias|giladas)|(?:mand|envi)\w{{1,4}}me(?= ?[.,!]|$| por| cosas| mas| a (?:este|mi|toda))|{_THINGS}|romper\w{{0,4}})", SURE),
    (rf"\b(?:dejo|dejar|hago para dejar|hago para no|hacer para no|hago para que no|hacer para dejar|hago que dejen|hago para que dejen) (?:de )?(?:me )?(?:recib\w{{1,6}}|llegu\w{{1,3}}|lleg\w{{1,4}}|manden|escriban|llamen|{_SEND})(?: mas)?(?: {_THINGS}| mas|$| ?[?.]| por)", LIKELY),
    (r"\b(?:si|como|la proxima que|la proxima vez que|si no dejan de|otra vez que) (?:me |nos )?(?:siguen?|seguis|vuelven?|volves|sigues|vuelves) (?:a )?(?:escrib|llam|mand|molest|contact|envi|jod)\w{2,10}", LIKELY),
    (r"\b(?:dejen?me|dejame|dejadme|me dejen|me dejan|dejen) (?:ya )?(?:en paz|tranquil[oa]s?|de joder|de molestar|vivir|de hinchar|de romper)", LIKELY),
    (r"\b(?:olviden?se|olvidate|olvidense) de (?:mi|mi numero|este numero|que existo)|\bpierdan mi (?:numero|contacto)|\b(?:los|las|lo|la|te|les) (?:voy a |vamos a )?(?:bloque|denunci|report)\w{1,4}(?: si| por spam| por acoso| por molest)?|\bvoy a (?:bloquear|denunciar|reportar) (?:los|las|este numero|el numero|su numero|por spam|por acoso|como spam)", 0.8),
    (r"\bno (?:me )?(?:molesten|moleste|molestes|jodan|hinchen|rompan|insistan mas|me insistan)\b(?! (?:si|por|en|con (?:el|la)))", LIKELY),
    # sáquenme de la lista, denme de baja
    (rf"\b(?<!no )(?<!no me )(?<!no nos ){_REMOVE}(?: ya| por favor| de una vez| urgente|, por favor ,|mi (?:numero|contacto|nombre|mail|correo|telefono)| ahora| inmediatamente){{0,5}} (?:de |del |de la |de las |de los |de su |de tu |de sus |de tus |de esta |de este |de esa |de ese |de todas |de toda |de cualquier |a )+(?:\w+ ){{0,2}}?{_LIST}(?! de (?:espera|regalo|compra|casamiento|precio|deseo|utiles))", SURE),
    (r"\b(?:borr|elimin|sac|saqu|quit|desactiv|dar? de baja|den de baja|suprim|bloque)\w{0,6} (?:ya |por favor |por completo |todos |definitivamente )?(?:a )?(?:mi (?:numero|telefono|celular|contacto|mail|correo|email|whatsapp|suscripcion|nombre)|mis (?:datos|numeros|contactos)|la suscripcion|este numero|esta suscripcion|las notificaciones|los avisos|la publicidad|los mensajes|(?:sus|los|las) (?:promo\w+|ofertas))(?! (?:de entrega|de facturacion|anterior|viejo|y (?:pon|carg|agreg)|para poner|es|del pedido))", 0.85),
    (rf"\b(?<!no )(?<!no me )(?<!no nos )(?:den|de|da|dar|dame|denme|deme|dame|damos|dieron|doy|dan|dado|di|darse|darme|darnos|dandome|dad|quede|tramitar|gestionar|pedir|pido|pedi|solicito|solicitar|quiero|confirmar|procesen|procesar|hacer|deseo|exijo|necesito|solicite) ?(?:me|nos|mi|la|por favor|ya|una)? ?(?:(?:de |la |mi |una )(?:baja|vaja))\b(?! (?:calidad|resolucion|de precio|presion|temporada|intensidad|gama|del? precio|al precio|gastronomia))(?! (?:a |de |del |el |la |al |mi |un |una |este |esta |los |las |por |ese |esa ){{0,5}}{_NOT_MESSAGES})", LIKELY),
    (r"\b(?:me|nos) (?:quiero|gustaria|quisiera|queremos|voy a|podria|podrian|pueden|puedes|podes|podrias|puede|quieren) (?:dar|bajar|borrar|desuscribir|desvincular|salir|dieran) (?:de )?(?:la )?(?:baja|lista|grupo|difusion|newsletter)", LIKELY),
    (r"\b(?:des-?suscri|desuscri|desinscri|desubscri|unsubscri|desafili)\w{1,9}|\b(?:cancel|anul|elimin|termin|revoc|suspend|baj|cerr)\w{1,5} (?:mi |la |esta |con la |de mi )?suscripcion", LIKELY),
    (r"\b(?:baja|alta no|stop) (?:de|del|en|a|al) (?:la |las |los |su |sus |el |todas |toda |todos ){0,5}(?:lista|newsletter|promo\w+|publicidad|mensajes|whats\w+|sms|correos?|mails?|difusion|base|envios|notificaciones|suscripcion|llamadas|avisos|grupo|spam|boletin)", LIKELY),
    (r"\b(?:quiero|quisiera|necesito|deseo|como (?:hago|puedo|hacer) (?:para )?|como|puedo|me gustaria) (?:yo )?(?:salir(?:me)?|salgo|irme|bajarme|borrarme|desanotarme|salirme|sacarme|retirarme|quitarme) (?:de |del )(?:la |el |esta |este |su |tu )?(?:\w+ )?(?:lista|grupo|difusion|newsletter|base|suscripcion|comunidad|canal|club)", LIKELY),
    (r"\b(?:revoco|retiro|quito|cancelo|revocar|retirar|anulo) (?:mi |el |la )?(?:consentimiento|autorizacion|permiso)|\bno (?:autorizo|consiento|doy (?:mi )?(?:consentimiento|permiso|autorizacion)|acepto|di (?:mi )?(?:consentimiento|permiso|autorizacion)|autorice) (?:a |para |el |mi |al |que ){0,5}(?:me |nos ){0,5}(?:uso|tratamiento|envio|enviar|contact\w+|escrib\w+|llam\w+|mand\w+|recib\w+|envien|datos|comunicaciones|promo\w+|publicidad)|\bme opongo\b", LIKELY),
    (rf"\b(?:promo\w{{0,8}}|ofertas|publicidad|propaganda|spam|novedades|newsletter|llamadas|whats\w{{0,5}}|mails|correos|sms) no(?: ?,| por favor| gracias| quiero| mas|$| ?[.!])(?! (?:me lleg|funciona|anda|abre))", 0.8),
    (r"\bsol(?:o|amente) (?:me )?(?:avis|mand|escrib|envi|quiero|contact|notifi)\w{1,8} (?:me )?(?:recibir )?(?:lo |los |las |el |por |avisos |cosas |mensajes |temas |cuestiones ){0,5}(?:del? |con |sobre |por |relacionad\w ){0,5}(?:mi |mis |el |los )?(?:pedidos?|compras?|envios?|orden(?:es)?)", 0.75),
)]
_NOT_OUT = re.compile(
    r"\b(?:no|nunca) (?:me |nos )?(?:dejen|deje|dejes|dejan|dejeis) de\b|\bsin dejar de\b|\bno (?:me |nos )?(?:den|saquen|saques|quiten|borren|borres|eliminen|des|bajen) (?:de )?(?:baja|la lista|mi|de la lista|del)|\bno (?:me )?quiero (?:dar(?:me)? de baja|salir|que me (?:saquen|den de baja|borren|eliminen))"
    r"|\bsi (?:despues|luego|mas adelante|algun dia|un dia|en algun momento|quisiera|quiero|me arrepiento)\b.{0,40}\bbaja|\b(?:se puede|puedo|podre|es posible|es facil) .{0,25}\bbaja .{0,20}\b(?:despues|cuando quiera|cuando quiero|en cualquier momento)|\bno (?:es que|digo que) no quier"
    r"|\bdi de baja (?:sin querer|por error|por accidente|sin darme)|\bme dieron de baja\b|\bde baja (?:calidad|gama|estatura|resolucion|temporada|densidad|potencia|altura|espuma)\b|\bbajas? de precio|\bno (?:me )?(?:lo |la |los |las )?molesta\b(?! mas)")
_WHOLE_IN = re.compile(r"(?:(?:hola|si|quiero|dar|de|el|ok|bueno|por favor|me doy de|darme de|responder)[ ,.!]{1,3}){0,5}(?:alta|start|suscribir\w{0,2}|subscribe|suscribanme|suscribeme|unstop|reactivar|suscripcion)(?:[ ,.!]{1,4}(?:por favor|gracias)){0,3}")
_PERMIT = r"(?:(?:si )?(?:pueden?|podes|podeis|puedes|tienen permiso (?:para|de)|les permito|les autorizo a|autorizo a|acepto que|autorizo (?:a )?que|permito que|no tengo (?:problema|drama|inconveniente) (?:en|con) que|no me molesta que|me gusta que|me encanta que|doy permiso para que))"
_IN: List[Tuple["re.Pattern[str]", float]] = [(re.compile(p), c) for p, c in (
    (rf"\b(?<!no )(?<!no me )(?:(?:si )?(?:quiero|quisiera|queria|deseo|me gustaria|queremos|acepto|me interesa|me interesaria|me encantaria|autorizo(?: a)?|acepte|gustaria|quiero si|confirmo que quiero|dale quiero) (?:si )?(?:volver a |seguir |empezar a |otra vez |nuevamente |de nuevo |que me vuelvan a )?(?:recibir\w{{0,4}}|recibiendo|que me (?:lleguen|manden|envien|avisen|escriban|mantengan|pasen|notifiquen|informen)|suscribir\w{{0,3}}|estar|enterarme|que me lleguen|leer)) (?:\w+ ){{0,4}}?(?:{_MESSAGES}|lista|al tanto|informad\w|cosas|de nuevo|otra vez|nuevamente|todo|recien llegado|(?:lo|los|las) nuev[oa]s?|cuando (?:haya|tengan|salga|saquen|entren))", LIKELY),
    (r"\b(?<!no )(?:quiero|quisiera|me gustaria|deseo|como (?:hago para|puedo)|puedo|me quiero|me gustaria|necesito|para) (?:volver a |poder )?(?:suscribir|re ?suscribir|subscribir|inscribir|anotar|sumar|agregar|dar de alta|reactivar|darme de alta)(?:me|nos)?(?: (?:otra vez|de nuevo|nuevamente))? (?:a|al|en|de|del|la|mi|las|los)? ?(?:\w+ )?(?:lista|newsletter|promo\w+|novedades|ofertas|grupo|difusion|mensajes|suscripcion|notificaciones|canal|alertas|avisos|comunidad|whats\w+|boletin|envios|club)", LIKELY),
    (r"\b(?<!no )(?<!no me )(?<!no nos )(?:anot|sum|agreg|suscrib|inscrib|met|agend|pon|incluy|reactiv|apunt|añad|da|den|dame|denme|vuelv\w+ a (?:sumar|agregar|anotar|poner|meter|suscribir|incluir|activar))(?:\w{0,4})(?:me|nos)?(?: (?:de nuevo|otra vez|nuevamente|por favor|tambien|porfa|ya))? (?:de alta )?(?:a|al|en|de|del|para|con) (?:\w+ ){0,2}?(?:lista(?! de (?:espera|regalos|casamiento|precios))|newsletter|promo\w+|novedades|ofertas|grupo|difusion|mensajes|base|notificaciones|canal|alertas|mailing|boletin|club)", LIKELY),
    (r"\b(?<!no )(?:me |nos )?(?:suscrib(?:o|anme|eme|ime|anos|me)|resuscribanme|reactiv(?:en|a|ar|ame|enme)(?: mi| la| mis| las| los)? (?:suscripcion|notificaciones|mensajes|envios|avisos|promo\w+)|vuelvo a suscribirme|activ(?:en|a|ar|ame|enme) (?:de nuevo |otra vez )?(?:mi |mis |las |los |la )?(?:notificaciones|avisos|mensajes|suscripcion|promo\w+|alertas|novedades))", LIKELY),
    (rf"\b(?<!no )(?<!no me )(?<!ya no me )(?:vuelvan?|volve|volved|vuelve|pueden volver|podes volver|puedes volver|me vuelven|quiero que vuelvan|pueden seguir|sigan|segui|sigue|podes seguir|puedes seguir|me pueden volver) (?:a )?(?:me )?(?:mand|envi|escrib|avis|contact|llam|inform)\w{{1,7}}(?:(?= ?[.,!]|$)| (?:\w+ )?(?:cuando (?:quieran?|haya|tengan)|por|sus|las|los|mas|con|{_MESSAGES}))(?! (?:del?|sobre|por) (?:mi|el|la) (?:pedido|compra|envio|reclamo))", LIKELY),
    (rf"\b(?<!no )(?<!no me )(?:mand|envi|pas|compart|hagan llegar)\w{{0,6}}(?:me|nos)? (?:siempre |por favor |por whats\w+ |por mail |por correo |a mi \w+ |todas |todos |de nuevo |otra vez |las |los |sus |tus |mas ){{0,5}}(?:novedades|newsletter|(?:promo\w+|ofertas|descuentos|catalogos?) (?:siempre|cada|todas las semanas|por (?:whats\w+|mail|correo|sms|aca|aqui|este)|cuando (?:haya|tengan|salgan|saquen)|semanal\w*|a mi (?:mail|correo|cel\w*|whats\w*)|de nuevo|otra vez|nuevamente))", LIKELY),
    (rf"\b(?<!no )(?:avis|notifi|inform|manten|tenga?n|cuent)\w{{0,6}}(?:me|nos)?(?: siempre| por favor| por \w+){{0,5}} (?:(?:cuando|cada vez que|si|siempre que|en cuanto|apenas) (?:haya|tengan|salgan?|saquen|hagan|lleguen|entren?|aparezcan|llegue|tenes|hay|lancen|publiquen) (?:\w+ ){{0,3}}?(?:promo\w+|ofertas?|descuentos?|novedades|rebajas|liquidacion\w*|algo nuevo|cosas nuevas|nueva coleccion|coleccion\w*|nuevos (?:modelos|productos|ingresos)|hot sale|outlet)|(?:de|sobre|con|las|los|al tanto de|informad\w de|al dia (?:de|con)) (?:\w+ ){{0,2}}?(?:promo\w+|ofertas?|novedades|descuentos|lanzamientos))", LIKELY),
    (rf"\b{_PERMIT} (?:me |nos )?(?:seguir |sigan |volver a )?(?:(?:mand|envi|pas)\w{{1,6}}(?:me|nos)? (?:\w+ ){{0,3}}?{_MESSAGES}|(?:escrib|contact|llam|mand)\w{{1,6}}(?:me|nos)? (?:\w+ ){{0,2}}?(?:cuando (?:quieran?|gusten|tengan|haya|sea)|siempre|sin problema|para (?:promo|oferta|ofrec|novedad|cont)\w+|con (?:promo|oferta|novedad)\w*|por (?:promo|oferta|novedad)\w*))", LIKELY),
    (r"\b(?<!no )(?:autorizo|doy (?:mi )?(?:consentimiento|permiso|autorizacion|el ok|el si)|acepto|consiento)(?: a| para| el| los| las| que| al| recibir| me| nos| les| sus){0,5} (?:envio|recib\w+|contact\w+|comunicaciones|promo\w+|publicidad|mensajes|que me|escrib\w+|llam\w+|mand\w+|envien|notificaciones|llamadas|novedades|newsletter|ofertas|uso de mis datos|tratamiento)", LIKELY),
    (r"\b(?:me arrepenti (?:de|y)(?: \w+){0,3} baja|(?:quiero|queria|quisiera|me gustaria|pueden|podrian) (?:anular|revertir|deshacer|cancelar|revocar|dejar sin efecto) (?:la|mi) baja|di de baja (?:sin querer|por error|por accidente|sin darme)|me (?:equivoque|arrepenti) (?:con|al|y|de) .{0,25}baja)", LIKELY),
)]
_MARKETING = re.compile(r"\b(?:promo\w{0,8}|ofertas?|publicidad\w{0,3}|publicitari\w{1,2}|propaganda\w{0,2}|anuncios?|novedades|newsletters?|boletin\w{0,4}|catalogos?|folletos?|spam|descuentos?|cupon\w{0,2}|difusion|comercial\w{0,2}|marketing|campañas?|ventas?|vender\w{0,2}|ofrec\w{2,6}|encuestas?|rebajas?|liquidacion\w{0,2}|mailing|coleccion\w{0,2}|lanzamientos?|ingresos)\b")
_SERVICE = re.compile(r"\b(?:(?:mi|mis|del|de los|el estado|un|los|el|la|las) (?:pedidos?|compras?|envios?|orden(?:es)?|turnos?|citas?|entregas?|seguimientos?|facturas?)|seguimiento|recordatorios?|facturas?|estado de|avisos? de (?:pedido|envio|entrega|compra))\b")
_CHANNELS = (
    ("whatsapp", re.compile(r"\b(?:whats\w{0,6}|w[ah]s+h?ap\w{0,3}|guasap\w{0,2}|guatsap\w{0,2}|wsp|wpp|wasap\w{0,2}|wapp|wsap)\b")),
    ("sms", re.compile(r"\b(?:sms|mensajes? de texto|mensajitos de texto|textos?|por texto)\b")),
    ("voice", re.compile(r"\b(?:llam(?!ativ)\w{1,7}|yam(?:en|es|ar)\w{0,2}|telefon\w{1,9}|por telefono)\b")),
    ("email", re.compile(r"\b(?:mails?|e ?- ?mails?|emails?|correos?(?! argentino)|newsletters?|mailing|casilla)\b")),
)
_WRITTEN = re.compile(r"\b(?:escrib\w{1,8}|escriv\w{1,6}|mensaj\w{1,6}|mand\w{1,7}|contact\w{1,8}|envi\w{1,6})\b")
_CLAUSE = re.compile(r"[.;!?]|\bpero\b|\bsolo\b|\bsolamente\b|\ben cambio\b|\bmejor\b|\bprefiero\b|\bsi quieren\b|\bsi necesitan\b|\bpor (?:las|los|el|la|mail|correo|whats\w+|sms) si\b|\b(?:lo|los|las) (?:de|del) (?:mi|mis|el|los)? ?(?:pedidos?|compras?|envios?) si\b|, (?=(?:escrib|llam|mand|avis|manden|envi)\w*me)")
_DECLINES = re.compile(
    r"\b(?:no (?:lo |la )?se(?! (?:si|puede|ve|oye|abre|prende))|ni idea|no tengo (?:ni |la menor |mucha )?idea|no sabria|no sabemos|ni se|quien sabe|vaya uno a saber|no lo sabemos|sepa la bola|no cacho"
    r"|prefiero no (?:decir|contestar|responder|dar|hablar|compartir|especificar|contar)\w{0,3}|preferiria no (?:decir|contestar|responder|dar)\w{0,3}"
    r"|no (?:te |le |les |se |lo |la )*(?:quiero|voy a|pienso|deseo|quisiera|me gusta|me gustaria) (?:decir|dar|contestar|responder|compartir|especificar)\w{0,4}|no (?:te |se )?lo (?:digo|doy|dire)"
    r"|(?:me )?da (?:lo mismo|igual|=)|me es (?:igual|indiferente|lo mismo)|lo mismo (?:me )?da|es lo mismo|me resulta indiferente|indiferente|me la suda|me vale|me tiene sin cuidado"
    r"|(?:lo|el|la|los|las) que (?:sea|sean|quieras?|quieran|haya|tengas?|tengan|te parezca|les parezca|vos quieras|vos digas|tu digas|gustes?|gusten|venga|salga|mas te guste|recomienden?|recomiendes|sugieran?|digas|digan|elijas)|como (?:sea|quieras|gustes|prefieras)|donde sea|cuando sea"
    r"|cualquiera(?! de (?:esos|esas|los|las) (?:que|no))|cualquier (?:cosa|color|talle|talla|dia|hora|horario|monto|precio|marca|modelo|opcion)(?! (?:me avis|avis|te escrib|les escrib|me escrib|llam|estoy))|paso de (?:esa|eso|esta|la pregunta|contestar|responder|decir)|siguiente pregunta|otra pregunta|pasemos a otra|pasa a la (?:siguiente|otra)"
    r"|es (?:algo )?(?:privado|personal|confidencial)|no es asunto|no te importa|que te importa|no tengo preferencias?|sin preferencias?|ningun[oa]? en (?:particular|especial|concreto)|nada en (?:particular|especial|concreto)|no tengo (?:nada|un\w?|ningun\w?) (?:en mente|decidid\w|pensad\w|definid\w|preferid\w)"
    r"|no lo (?:tengo|he) (?:claro|decidido|pensado|definido|visto)|no (?:lo )?(?:decidi|pense|defini|decido)(?: todavia| aun)?|no estoy segur[oa]|(?:todavia|aun) no (?:lo )?(?:se|decidi|decido|tengo claro|pense)|(?:vos|tu|usted|ustedes) (?:decidi|decide|elegi|elige|eliges|diras|ve|fijate)|decidi vos|elegi vos|elige tu|decide tu|decidan ustedes|elijan ustedes"
    r"|sorprendeme|sorprendanme|saltear?|saltemos|salt(?:a|e)(?:la|tela|rla|sela)|omitir|omitela|omitila|no aplica|npi|ns / nc|ni fu ni fa|no viene al caso|no hace falta que lo (?:diga|sepas)|no importa|no me importa|tanto da|todo me sirve|todo sirve|ni la menor idea|me reservo)\b")
_DECLINES_WHOLE = re.compile(r"(?:ah |ay |uh |mm+ |eh |no |bueno |y |la verdad |pues |este |ok )*(?:paso|nose|nolose|nc|ns|skip|n / a|no se|saltar|siguiente|ninguno|ninguna|nada|lo que sea|igual|pasar|cualquiera|equis|x|no|- )(?: gracias| por ahora| de esa| che| jaja| la verdad|[ .!…])*")


def read_permission(text: str) -> Optional[Permission]:
    """Leave to write that the text takes back or gives, with its scope; None where it does neither.

    Purpose and channel are "all" where the words leave them open. A confidence below 0.7 should be
    asked about. Only the first `normalize.MAX_CHARACTERS` characters count. Never raises.
    """
    folded = normalize(text).replace(" + ", " mas ").replace("nome ", "no me ")
    if not folded:
        return None
    bare = folded.strip(" .!¡?¿,\"'*-_")
    short = len(bare) <= 80
    if short and _WHOLE_OUT.fullmatch(bare):
        confidence = 0.75 if re.search(r"\b(?:salir|parar|basta|borrar|remover)\b", bare) else SURE
        return Permission("opt_out", "all", "all", confidence)
    if short and _WHOLE_IN.fullmatch(bare):
        return Permission("opt_in", "all", "all", LIKELY)
    spared = _NOT_OUT.search(folded)
    if not spared:
        for pattern, confidence in _OUT:
            match = pattern.search(folded)
            if match:
                purpose, channel = _scope(folded, match.start(), match.end())
                return Permission("opt_out", purpose, channel, confidence)
    for pattern, confidence in _IN:
        match = pattern.search(folded)
        if match and not re.search(r"\b(?:no|ni|nunca) (?:\w+ )?$", folded[max(0, match.start() - 12):match.start()]):
            purpose, channel = _scope(folded, match.start(), match.end())
            return Permission("opt_in", purpose, channel, confidence)
    return None


def _scope(folded: str, start: int, end: int) -> Tuple[str, str]:
    """Purpose and channel, from the clause of the refusal and not from what is still welcome."""
    first, last = 0, len(folded)
    for match in _CLAUSE.finditer(folded):
        if match.end() <= start:
            first = match.start()
        elif match.start() >= end:
            last = match.start()
            break
    clause = folded[first:last]
    marketing, service = _MARKETING.search(clause), _SERVICE.search(clause)
    purpose = "marketing" if marketing else "service" if service else "all"
    if re.match(r"solo|solamente", folded[start:end]) and not marketing:
        purpose = "marketing"  # "solo avísenme de mi pedido" leaves the service messages
    named = [name for name, pattern in _CHANNELS if pattern.search(clause)]
    if named == ["voice"] and re.search(r"\b(?:ni|y|o) (?:me |nos )?(?:escrib|mand|mensaj|contact)", clause):
        named = []
    if len(named) != 1:
        return purpose, "all"
    return purpose, named[0]


def declines_to_say(text: str) -> bool:
    """Whether an open question is left unanswered on purpose ("no sé", "me da igual", "prefiero no decirlo")."""
    folded = " ".join(re.sub(r"[^\wñ/=]+", " ", fold(text[:MAX_CHARACTERS])).split())
    return _DECLINES.search(folded) is not None or _DECLINES_WHOLE.fullmatch(folded) is not None
