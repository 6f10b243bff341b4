"""Spanish as people type it, brought to one form for the classifier.

Nothing here is shown to a person or stored: offsets are not kept.
"""
from __future__ import annotations

import re
import unicodedata

MAX_CHARACTERS = 2000
"""What lies beyond is not read for intent: no customer's request starts there, and cost stays bounded."""

_ABBREVIATIONS = {
    "q": "que", "k": "que", "ke": "que", "xq": "porque", "pq": "porque", "porq": "porque", "xk": "porque",
    "x": "por", "xfa": "por favor", "xfavor": "por favor", "porfa": "por favor", "porfis": "por favor",
    "pf": "por favor", "plis": "por favor", "pls": "por favor", "tmb": "tambien", "tb": "tambien",
    "tbn": "tambien", "tambn": "tambien", "d": "de", "dl": "del", "pa": "para", "pal": "para el", "toy": "estoy",
    "ta": "esta", "tan": "estan", "tas": "estas", "bn": "bien", "ntp": "no te preocupes", "msj": "mensaje",
    "msjs": "mensajes", "mje": "mensaje", "mjes": "mensajes", "wsp": "whatsapp", "wpp": "whatsapp",
    "whats": "whatsapp", "wasap": "whatsapp", "wapp": "whatsapp", "grax": "gracias", "grs": "gracias",
    "grcs": "gracias", "hla": "hola", "ola": "hola", "aki": "aqui", "stock": "stock", "dsp": "despues",
    "dps": "despues", "desp": "despues", "hs": "horas", "hr": "hora", "hrs": "horas", "min": "minutos",
    "mins": "minutos", "finde": "fin de semana", "nro": "numero", "num": "numero", "tel": "telefono",
    "cel": "celular", "dir": "direccion", "cta": "cuenta", "ctas": "cuotas", "info": "informacion",
    "promo": "promocion", "promos": "promociones", "desc": "descuento", "dto": "descuento", "dcto": "descuento",
    "ud": "usted", "uds": "ustedes", "vd": "usted", "vds": "ustedes", "s": "es", "cm": "como", "cmo": "como",
    "cdo": "cuando", "cndo": "cuando", "dnd": "donde", "qn": "quien", "tngo": "tengo", "qiero": "quiero",
    "kiero": "quiero", "qero": "quiero", "kisiera": "quisiera", "nesesito": "necesito", "nececito": "necesito",
}
_ELONGATION = re.compile(r"([a-z])\1{2,}")
_LAUGHTER = re.compile(r"\b(?:j[aeiou]){2,}j?\b|\b(?:ha){2,}h?\b|\blol\b|\bjs{2,}\b")
_LINK = re.compile(r"(?:https?://|www\.)\S{1,300}")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[a-zñ]+|#+|[^\w\s]", re.UNICODE)


def fold(text: str) -> str:
    """Lower case without accents; ñ stays a letter of its own ("año" is not "ano")."""
    kept = text.lower().replace("ñ", "\0")
    decomposed = unicodedata.normalize("NFKD", kept)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("\0", "ñ")


def normalize(text: str) -> str:
    """The form in which a message is compared with the training phrases.

    Figures become '#' per digit group so that "500" and "620" look alike; emoji and
    punctuation stay, because "?" and "😡" mean something.
    """
    text = fold(text[:MAX_CHARACTERS])
    text = _LINK.sub(" enlace ", text)
    text = _EMAIL.sub(" correo@ ", text)
    text = _LAUGHTER.sub(" jaja ", text)
    text = _ELONGATION.sub(r"\1", text)
    text = _NUMBER.sub("#", text)
    return " ".join(_ABBREVIATIONS.get(token, token) for token in _WORD.findall(text))
