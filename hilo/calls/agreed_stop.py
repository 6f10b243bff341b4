"""Words of refusing and of stopping: whether a turn refuses, whether an agent says that something no longer comes."""
from __future__ import annotations

import re

_REACH = r"(?:llam|escrib|mand|envi|contact|molest|marc|marqu|habl)"
_TO_THEM = r"(?:(?:se|te|le|les|lo|la|los|las|os) ){1,3}"
_OURS = r"(?:o|amos|imos|aremos|iremos|emos|are|ire|an|en)"
_CONFIRMS = re.compile(
    rf"\b(?:no|ni|nunca|tampoco) {_TO_THEM}(?:{_REACH}{_OURS}|(?:volvemos|volveremos|vuelvo|vamos|voy|van|"
    rf"volveran) a "
    rf"(?:volver a )?{_REACH}[aei]r\w*|hac\w+ mas|lleg(?:an|aran|a|ara) mas|va\w* a llegar)\b(?! (?:hasta|antes|"
    rf"todavia|"
    rf"ahora|hoy))|"
    rf"\b(?:no|sin) mas (?:llamadas|mensajes|correos|ofertas|promo\w+|publicidad)|"
    rf"\b(?:quit|sac|retir|elimin|borr|suspend|desactiv|cort|det)(?:o|amos|aremos|ado|ada|are|en\w+)\b"
    rf"(?=.*\b(?:promo|ofert|public|propag|correo|mail|mensaj|llamad|whats|sms|lista(?! de espera)|base|"
    rf"tod[oa]s?\b))|"
    rf"\bya (?:se )?(?:l[oa]s?|te|le) (?:quite|retire|saque|borre|elimine|di de baja)\b|"
    rf"\bya no (?:le|te|les) lleg\w+|\bno recib\w+ mas\b|\bpor (?:whats\w*|correo|mail|mensaje|telefono),? nada\b|"
    rf"\bningun (?:mensaje|correo|mail|aviso|llamad\w)|"
    rf"\bde baja\b|\b(?:qued\w+|dejo|dejamos) (?:retirad|fuera|por fuera|desuscri|dad[oa] de|sin)\w*|"
    rf"\bsin (?:publicidad|promo\w+|ofertas|propaganda)|"
    rf"\bnada (?:de|por) (?:propagandas?|publicidad|ofertas|promo\w+|mensajes?|correos?|whats\w*|telefono|sms|"
    rf"llamadas)")
_NOT_SO = re.compile(r"\bno (?:le|te|lo|la|les) (?:quito|saco|retiro)\b|\b(?:cobrar|lista de espera)\b")
_REACHED = (r"(?:llam|escrib|mand|envi|contact|molest|mensaj|whats|wasap|guasap|guatsap|wsp|correo|mail|sms|lista|base|"
            r"baja|publicidad|propaganda|promo|ofert|recib|avis[oe]|notific|marqu|marc|telefon|suscri|insist|registro|"
            r"datos?\b|ofrec|spam|catalog|encuest|habl|pong|numero|sistema)")
_REFUSES = re.compile(
    rf"\b(?:no|ni|tampoco|nunca|nada de|basta de|dej\w+ de|quit\w+|saqu?\w+|borr\w+|elimin\w+|dar? de|den\w* de)"
    rf"(?:\W+\w+){{0,4}}\W+{_REACHED}|\b{_REACHED}\w*(?:\W+\w+){{0,6}}\W+(?:no|ni|tampoco|nada|quit\w+|borr\w+|"
    rf"saqu\w+)\b")
"""A customer's turn may refuse where a word of refusing stands near one of being reached."""
OFFERS = re.compile(r"\b(?:promo\w*|ofert\w+|ofrec\w+|descuent\w+|rebaj\w+|novedad\w*|liquidac\w+|catalogo|present\w+|"
                    r"coleccion|precio especial|encuesta|tarjeta|campaña|beneficio\w*|publicidad|propagandas?|vend\w+)"
                    r"\b")
CHANNELS = (
    ("whatsapp", re.compile(r"whats|wasap|guasap|guatsap|watsap|\bwsp")),
    ("voice", re.compile(r"\bllam|telefon|\bmarc|\bmarqu|\bpor voz")),
    ("email", re.compile(r"newsletter|boletin|correo(?!s? (?:argentino|de chile))|\bmail|e-?mail")),
    ("sms", re.compile(r"\bsms\b|(?:mensaj\w+|los|el|las) de texto")),
)


def refuses(folded: str) -> bool:
    """Whether words of refusing stand near words of being reached."""
    return bool(_REFUSES.search(folded))


def speaks_of_stopping(folded: str) -> bool:
    """Whether the agent says that something will no longer come."""
    return bool(_CONFIRMS.search(folded)) and not _NOT_SO.search(folded)
