"""Turns of phrase around a question: replies that put it off, questions that are none, wishes in their form."""
from __future__ import annotations

import re

DEFERS = re.compile(
    r"\b(?:no (?:(?:lo|la|le|te|les) )?(?:tengo|tenemos|cuento con|dispongo de|contamos con|manejo|veo|figura)"
    r"(?: [a-zñ]{1,12}){0,3}? (?:dato|datos|informacion|info|fecha|fechas|certeza|confirmad\w|detalle|respuesta|acceso|"
    r"aca|aqui|a mano|seguridad|precision|ese|esa|visible|conocimiento)|(?:ese|esa|eso|esto|este|de eso|de ese) "
    r"(?:[a-zñ]{1,12} ){0,3}?(?:no|todavia|aun|ya) (?:(?:lo|la|te|le|no) ){0,3}(?:tengo|se|sabria|sabemos|tenemos|"
    r"manejo|puedo|podria|cuento|esta|figura)|(?:todavia|aun) no (?:(?:lo|la|le|te|nos) )?(?:se|sabemos|tengo|tenemos|"
    r"hay|confirm\w+|inform\w+|puedo|esta)|no (?:(?:lo|la|te|le|se|los) ){0,2}(?:se|sabria|sabemos|podria)(?=[,.;:]|$|"
    r" (?:decir|asegur|confirm|con|si|como|cuando))|no (?:estoy|estamos) segur|(?:tendria|tendriamos|habria|tengo|"
    r"tenemos|hay) que (?:ver|consultar|averiguar|preguntar|revisar|confirmar|verificar|chequear)(?:l[oa]s?)?|"
    r"no (?:se )?(?:la|lo|las|los) (?:tengo|tenemos|puedo (?:ver|confirmar|asegurar|decir))|(?:es[ao]|esa parte|"
    r"ese dato) (?:la|lo|se lo|te lo)? ?(?:confirm|respond|defin|decid|aprueb)\w+|(?:tambien )?(?:se|te) "
    r"l[oa]s? (?:respondo|confirmo|averiguo|pregunto|pongo|consulto)|(?:le|te) pregunto (?:a|al)|(?:lo|la|se lo|te lo|"
    r"eso) (?:averiguo|averiguamos|consulto|consultamos|pregunto|verifico|verificamos|investigo|confirmo (?:mas tarde|"
    r"luego|despues|por|mañana|en)|reviso y)|(?:voy|vamos) a (?:consultar|averiguar|preguntar|verificar|confirmar|"
    r"pedir que)\w*|dejeme (?:consultar|averiguar|preguntar|verificar)(?!\w* un)|me (?:fijo|averiguo) y|"
    r"no me (?:aparece|figura|sale)|no puedo (?:ver|confirmar|asegurar|decir)\w*|eso (?:lo|te lo|se lo) (?:ve|responde|"
    r"confirma|maneja|contesta|dice)\w*|le paso (?:la|su) (?:consulta|pregunta)|te paso (?:la|tu) (?:consulta|pregunta)"
    r"|(?:anoto|tomo nota de|dejo anotada) (?:tu|su|la) (?:consulta|pregunta|duda)|desconozco|no (?:lo )?manejo|"
    r"no dispongo|sin (?:fecha|confirmacion|novedad))\b")
SMALL = re.compile(
    r"^\W*(?:y )?(?:(?:con|a|de parte de) quien|quien (?:es|habla|sos|eres|llama)|de (?:donde|parte|que empresa)|"
    r"a quien|hola|si|alo|bueno|digame|dime|decime|que (?:tal|paso|dijo|dijiste|necesita|desea|quiere|se le ofrece|"
    r"cosa)|como (?:esta|estas|anda|andas|dice|dijo|dijiste)|me (?:escucha|escuchas|oye|oyes|entiende|entendio|explico)"
    r"|sigue ahi|esta ahi|hay alguien|perdon|mande|no|verdad|cierto|cachai|entendes|entiende|me entiende|sabe|si o no|"
    r"ok|listo|dale|vale|ah si|en serio|de verdad|seguro|eh|correcto|esta bien|ya esta|nada mas|algo mas|es (?:usted|"
    r"una maquina|un robot)|eres (?:un|una)|sos (?:un|una))\b[^a-z]*(?:[a-z]{1,12}[^a-z]*){0,2}$")
WISH = re.compile(r"^\W*(?:(?:y|o|entonces|bueno|oiga|che|disculpe|perdon),? )*(?:me|nos) (?:puede|podes|puedes|podria|"
                  r"podrias|das|da|pasas|pasa|mandas|manda|llaman?|comunica\w*|anota\w*|haces|hace|ayuda\w*|confirmas?|"
                  r"repite\w*|regala\w*)\b|^\W*(?:puedo|podria|quisiera|podemos) hablar|^\W*no (?:hay|habra) "
                  r"(?:alguien|una persona)|\bme l[oa]s? (?:puede|podria|podes|puedes)")
