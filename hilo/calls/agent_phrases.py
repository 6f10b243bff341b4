"""The turns of phrase around an agent's promise: offers, grants, what only tells, what it waits for. Folded text."""
from __future__ import annotations

import re

LONGEST_WHAT = 110
OFFER = re.compile(r"\b(?:puedo|podemos|podria|podriamos|si (?:quiere[ns]?|queres|gusta[ns]?|desea[ns]?|prefiere[ns]?|"
                   r"preferis|te parece|le parece)|quieres? que|queres que|quiere que|gusta que|le parece (?:bien )?si|"
                   r"te parece (?:bien )?si|le gustaria|te gustaria|prefiere que)\b")
GRANTS = re.compile(r"\b(?:asi lo hago|asi (?:lo )?hacemos|claro|con (?:mucho )?gusto|listo|de acuerdo|perfecto|"
                     r"por supuesto|entendido|hecho|"
                     r"ok|okey|dale|como no|sin problema|cuente con|contá con|conta con|ya mismo|enseguida|"
                     r"desde luego|vale|va por (?:whats\w*|correo|mail)|ahi (?:te |le )?va)\b")
WISH = re.compile(
    r"\b(?P<verb>(?:mand|envi|pas|dej|escrib|avis|confirm|reserv|apart|guard|cancel|anul|anot|agend|consult|averigu|"
    r"compart|cotiz|prepar|llam|marqu|marc)(?:[aeo]|en|an|ad)?(?:me|nos)?(?:l[aeo]s?|me)?)\b")
WISHED = re.compile(r"(?:me|melo|mela|melos|melas|nos|lo|la)$")
BY_STEM = (("mand|envi|pas|dej|compart", "send"), ("escrib", "write"), ("avis|confirm", "notify"), ("reserv|apart|"
                                                                                                     "guard|agend|anot",
            "reserve"), ("cancel|anul", "cancel"), ("consult|averigu", "find_out"), ("cotiz|prepar", "prepare"),
            ("llam|marc|marqu", "call"))
ARRIVES = re.compile(r"\b(?:(?:te|le|les) (?:va a llegar|llega|llegara|estara llegando|estaria llegando)|(?:vas|"
                      r"va) a recibir|recibira|recibiras|"
                      r"recibis|recibe|recibes)\b")
LEAVES = re.compile(r"\b(?:(?:sale|saldra|salen|sale despachad\w) (?:su|tu|el|mañana|hoy)|queda (?:reservad\w|"
                     r"apartad\w|agendad\w|confirmad\w|"
                     r"separad\w|anotad\w|cancelad\w)|quedo (?:reservad\w|agendad\w|apartad\w))\b")
WHATSAPP = re.compile(r"whats ?app|wasap|guasap")
MAIL = re.compile(r"\b(?:correo|mail|email)\b")
END = re.compile(r"[,;.]| y (?=(?:(?:el|la|los|las)(?: [a-zñ]+){1,4}? (?:(?:se )?(?:le|te) )?(?:va|cae|sale|llega)n?|"
                  r"te|le|les|lo|la|se|nos|no|despues|ahi|en cuanto|quedo|de paso)\b)| porque | pero |"
                  r" si (?=le|te|quiere)")


WHEN = re.compile(r"\b(?:apenas|en cuanto|cuando|ni bien|no bien|"
                   r"tan pronto(?: como)?|una vez que|"
                   r"al (?:recibir|llegar|tener)) [^,.;]{3,60}?(?=,| (?:le|te|les|lo|la|los|las|se|sale|salen|vas|"
                   r"va)\b| ?$)")


IDLE = re.compile(r"\b(?:mejor|entonces|nomás|nomas|listo|pues|yo)\b,?", re.IGNORECASE)
PASSED_ON = re.compile(r"\b(?:que|para que) (?:te|le|les|lo|la) (?P<verb>llam|marqu|contact|escrib)\w+")
