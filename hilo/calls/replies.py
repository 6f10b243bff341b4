"""Turns of phrase around a question: replies that put it off, questions that are none, wishes in their form."""
from __future__ import annotations

import re

DEFERS = re.compile(
    r"\b(?:no (?:(?:lo|la|le|te|les) )?(?:tengo|tenemos|cuento con|dispongo de|contamos con|manejo|veo|figura)"
    r"(?: [a-zñ]{1,12}){0,3}? (?:dato|datos|informacion|info|fecha|fechas|certeza|confirmad\w|detalle|respuesta|"
    r"acceso|aca|aqui|"
    r"a mano|seguridad|precision|ese|esa|visible|conocimiento)|"
    r"(?:ese|esa|eso|esto|este|de eso|de ese) (?:[a-zñ]{1,12} ){0,3}?(?:no|todavia|aun|ya) (?:(?:lo|la|te|le|"
    r"no) ){0,3}(?:tengo|se|sabria|sabemos|tenemos|"
    r"manejo|puedo|podria|cuento|esta|figura)|"
    r"(?:todavia|aun) no (?:(?:lo|la|le|te|nos) )?(?:se|sabemos|tengo|tenemos|hay|confirm\w+|inform\w+|puedo|esta)|"
    r"no (?:(?:lo|la|te|le|se|los) ){0,2}(?:se|sabria|sabemos|podria)(?=[,.;:]|$| (?:decir|asegur|confirm|con|si|"
    r"como|cuando))|"
    r"no (?:estoy|estamos) segur|(?:tendria|tendriamos|habria|tengo|tenemos|hay) que (?:ver|consultar|averiguar|"
    r"preguntar|"
    r"revisar|confirmar|verificar|chequear)(?:l[oa]s?)?|no (?:se )?(?:la|lo|las|los) (?:tengo|tenemos|puedo (?:ver|"
    r"confirmar|"
    r"asegurar|decir))|(?:es[ao]|esa parte|ese dato) (?:la|lo|se lo|te lo)? ?(?:confirm|respond|defin|decid|aprueb)\w+|"
    r"(?:tambien )?(?:se|te) l[oa]s? (?:respondo|confirmo|averiguo|pregunto|pongo|consulto)|(?:le|te) pregunto (?:a|"
    r"al)|(?:lo|la|se lo|te lo|eso) (?:averiguo|averiguamos|consulto|consultamos|"
    r"pregunto|verifico|verificamos|investigo|confirmo (?:mas tarde|luego|despues|por|mañana|en)|reviso y)|"
    r"(?:voy|vamos) a (?:consultar|averiguar|preguntar|verificar|confirmar|pedir que)\w*|dejeme (?:consultar|"
    r"averiguar|preguntar|"
    r"verificar)(?!\w* un)|me (?:fijo|averiguo) y|no me (?:aparece|figura|sale)|no puedo (?:ver|confirmar|asegurar|"
    r"decir)\w*|"
    r"eso (?:lo|te lo|se lo) (?:ve|responde|confirma|maneja|contesta|dice)\w*|le paso (?:la|su) (?:consulta|pregunta)|"
    r"te paso (?:la|tu) (?:consulta|pregunta)|(?:anoto|tomo nota de|dejo anotada) (?:tu|su|la) (?:consulta|pregunta|"
    r"duda)|"
    r"desconozco|no (?:lo )?manejo|no dispongo|sin (?:fecha|confirmacion|novedad))\b")
SMALL = re.compile(
    r"^\W*(?:y )?(?:(?:con|a|de parte de) quien|quien (?:es|habla|sos|eres|llama)|de (?:donde|parte|que empresa)|"
    r"a quien|hola|si|alo|"
    r"bueno|digame|dime|decime|que (?:tal|paso|dijo|dijiste|necesita|desea|quiere|se le ofrece|cosa)|como (?:esta|"
    r"estas|anda|andas|dice|"
    r"dijo|dijiste)|me (?:escucha|escuchas|oye|oyes|entiende|entendio|explico)|sigue ahi|esta ahi|hay alguien|perdon|"
    r"mande|no|verdad|cierto|cachai|entendes|entiende|me entiende|sabe|si o no|ok|listo|dale|vale|ah si|en serio|"
    r"de verdad|seguro|"
    r"eh|correcto|esta bien|ya esta|nada mas|algo mas|es (?:usted|una maquina|un robot)|eres (?:un|una)|sos (?:un|una))"
    r"\b[^a-z]*(?:[a-z]{1,12}[^a-z]*){0,2}$")
WISH = re.compile(r"^\W*(?:(?:y|o|entonces|bueno|oiga|che|disculpe|perdon),? )*(?:me|nos) (?:puede|podes|puedes|"
                   r"podria|podrias|das|da|"
                   r"pasas|pasa|mandas|manda|llaman?|comunica\w*|anota\w*|haces|hace|ayuda\w*|confirmas?|repite\w*|"
                   r"regala\w*)\b|"
                   r"^\W*(?:puedo|podria|quisiera|podemos) hablar|^\W*no (?:hay|habra) (?:alguien|una persona)|"
                   r"\bme l[oa]s? (?:puede|podria|podes|puedes)")
