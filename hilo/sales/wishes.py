"""What a message wants of a cart: something more, something less, another number, the sum, a coupon."""
from __future__ import annotations

import re

from hilo.spanish.normalize import fold

_MORE = re.compile(r"\b(?:agreg|anad|sum[ae]|pon[eg]|incluy|inclui|tambien|ademas|aparte|otra cosa|quiero otr[ao]|"
                   r"y (?:un|una|unas|unos|otr[ao]|dos|tres|\d)\b|llevo|mas\b)")
_LESS = re.compile(r"\b(?:sac[aou]|saqu|quit[aeo]|elimin|borr[aeo]|descart|ya no (?:quiero|llevo)|no (?:quiero|llevo) "
                   r"(?:el|la|los|las)\b|sin (?:el|la|los|las)\b|deja(?:me)? (?:afuera|fuera))")
_SUM = re.compile(r"\b(?:cuanto (?:va|llevo|es|seria|queda|suma|tengo|sale|cuesta|me (?:sale|queda|cuesta)|"
                  r"seria)(?: en)?(?: todo| total| el (?:total|carrito|pedido))?\W*$|(?:el |en )total\b|"
                  r"que (?:llevo|tengo|hay en el carrito)|(?:ver|mostra\w*|muestra\w*) (?:el |mi )?(?:carrito|pedido))")
_PICK_UP = re.compile(r"\b(?:retir|recog|recoj|paso (?:a|por)|pasar (?:a|por)|busc(?:o|ar|arlo|arla)\b|sucursal|"
                      r"(?:en|por) (?:el|la) (?:local|tienda)|en tienda|pick ?up|voy yo)")
_HOME = re.compile(r"\b(?:envi|domicilio|a (?:mi )?casa|mand(?:a|e|en|ar|al|am)|despach|entrega|llev(?:en|enl|ame|arl)|"
                   r"por correo|direccion)")
_CARRYING = re.compile(r"\b(?:envios?|flete|despacho|mandarlo|enviarlo)\b")
_COSTS = re.compile(r"\b(?:er[ae]n?|es|son|sale|salia|cuesta|costaba|costo|vale|cobran|cuanto|dijiste|dijo|dijeron)\b")
_COUPON = re.compile(r"\b(?:cup[oó]n|c[oó]digo|vale|promo)\b(?:\s+(?:de|es|del|descuento|el|que|tengo|dice|:))*\s*"
                     r"[:«\"']?\s*(?P<code>[A-Za-z0-9-]*\d[A-Za-z0-9-]*|[A-Z][A-Z0-9-]{3,})")
_TRANSFER = re.compile(r"\b(?:transferencias?|transferirl[ea]s?|transferir|transfiero|transferi|deposito bancario)\b")
_OTHERWISE = re.compile(r"\b(?:con|por) (?:(?:la|mi|una) )?(?:tarjeta|debito|credito|mercado ?pago)|"
                        r"\b(?:no|sin) (?:\w+ ){0,2}(?:transferencia|transferir)\b|\btarjeta mejor|"
                        r"\bmejor (?:con )?tarjeta\b")
_ANY = re.compile(r"\b(?:cualquier\w*|da igual|(?:es|lo) mismo|indistinto|no importa|"
                  r"(?:el|la|lo|los|las) (?:que|q|k|ke) (?:haya|hay(?= *$)|tengas?|tengan|tienen?|sea|sean)|"
                  r"elegi vos|elige tu)\b")
_ALL = re.compile(
    r"\W*(?:(?:no|ya|listo|bueno|gracias|si|ok|asi que)\W+)*(?:con eso (?:ya )?(?:estoy|estamos|basta|"
    r"alcanza|es suficiente)|con eso (?:nomas|nada mas)|eso (?:es|seria) todo|es todo|"
    r"(?:solo|solamente) eso|eso (?:solo|nomas)|"
    r"no (?:necesito|preciso|ocupo|quiero agregar|llevo|me falta) (?:nada )?mas)"
    r"(?:\W+(?:listo|por ahora|gracias|muchas))*\W*")
MONEY = r" ?(?:\$|€|(?:mil|lucas|pesos?|euros?|dolar(?:es)?|soles|usd|eur|ars)\b)"
"""What makes money of the number before it."""
NO_GOODS = (r"(?:\s*(?:poc|moment|segund|minut|rat(?:o|it)|cosa|pregunt|dud|consult|factur|descuent|pago|cuota|envio|"
            r"entrega)|(?<=un) (?:color|talle)|(?<=una) talla)")
"""What begins so is no thing of which the number before it says how many are wanted."""
_UNITS = re.compile(r"\b(?:que sean|mejor|en vez|solo|serian|son|pon\w*|dame|llevo|quiero|x)\s*(?P<units>\d{1,3}|"
                    r"un[oa]?|dos|tres|cuatro|cinco|seis)\b"
                    rf"(?!{NO_GOODS}|{MONEY})|"
                    r"\b(?P<count>\d{1,3}|dos|tres|cuatro|cinco|seis) (?:unidades|pares|iguales|"
                    r"de (?:esas|esos|cada))\b")
_FEWER = re.compile(r"\b(?:sac|saqu|quit)[a-z]* (?P<count>un[oa]?|dos|tres|cuatro|cinco|seis|\d{1,2})\b")
_COUNT = r"(?:\d{1,3}|un[oa]?|dos|tres|cuatro|cinco|seis)"
_INSTEAD = re.compile(rf"\bno (?:(?:son|seria[ns]?|seran?|eran?|es|sean|van?|a|ser|quiero|queria|"
                      r"quise|pedi|dije|las|los|ya|te) )*"
                      rf"(?P<before>{_COUNT})\b|\b(?P<first>{_COUNT})\W+no\b|\ben (?:vez|lugar) de (?P<old>{_COUNT})\b")
"""The number that is to be no longer: «no 12», «¿12? no», «en vez de 12»."""
_ANY_COUNT = re.compile(rf"\b{_COUNT}\b(?!{NO_GOODS}|{MONEY}| (?:error|equivoc|local))")
_AROUND_COUNTS = re.compile(rf"\W*(?:(?:{_COUNT}|no|solo|solamente|mejor|quiero|queria|que|sean?|es|son|era|"
                            r"eran|perdon|digo|dije|par|pares|unidad|unidades|nada|mas|ay|ah|uy|eh|por|favor|porfa|gracias)\b\W*)+")
"""All of a message that tells how many, and nothing else."""
_WORDS = {"un": 1, "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6}
CHANGES = {
    "way": ("envio", "entrega", "retiro", "forma"), "city": ("ciudad", "localidad", "lugar"),
    "address": ("direccion", "domicilio", "calle"), "name": ("nombre",), "color": ("color",),
    "size": ("talle", "talla", "numero", "medida"), "units": ("cantidad", "unidades"),
    "items": ("producto", "productos", "articulo", "articulos", "carrito"),
}
"""Words by which somebody names what is to change, without the new value."""


def wants_more(text: str) -> bool:
    """«agregá también…», «y una lámpara»."""
    return bool(_MORE.search(fold(text)))


def wants_less(text: str) -> bool:
    """«sacá la lámpara»."""
    return bool(_LESS.search(fold(text)))


def fewer_in(text: str) -> int | None:
    """«quitame una», «sacá 2»: so many less."""
    match = _FEWER.search(fold(text))
    return (_WORDS.get(match["count"]) or int(match["count"])) if match else None


def asks_sum(text: str) -> bool:
    """«¿cuánto va?»."""
    return bool(_SUM.search(fold(text)))


def asks_shipping_cost(text: str) -> bool:
    """«¿El envío no eran 20 dólares?»: what carrying costs, whatever sum is named with it."""
    folded = fold(text)
    return "?" in text and bool(_CARRYING.search(folded)) and bool(_COSTS.search(folded))


def way_in(text: str) -> str | None:
    """«a domicilio» or «lo retiro»; None where neither or both are said."""
    folded = fold(text)
    home, pick_up = bool(_HOME.search(folded)), bool(_PICK_UP.search(folded))
    return None if home == pick_up else "home" if home else "pick_up"


def coupon_in(text: str) -> str | None:
    """The code of a coupon, as it is written on it."""
    match = _COUPON.search(text)
    return match["code"].upper().strip("-") if match else None


def by_transfer(text: str) -> bool | None:
    """Whether it is to be paid by bank transfer; None where nothing is said of it, or it is but asked."""
    folded = fold(text)
    if _OTHERWISE.search(folded):
        return False
    return True if _TRANSFER.search(folded) else None


def is_all(text: str) -> bool:
    """«No, con eso estoy»: nothing more is to come into the cart."""
    return bool(_ALL.fullmatch(fold(text)))


def is_any(text: str) -> bool:
    """«cualquiera», «me da igual»."""
    return bool(_ANY.search(fold(text)))


def units_in(text: str) -> int | None:
    """«que sean 2», «dos unidades»: how many there are to be."""
    match = _UNITS.search(fold(text))
    said = (match["units"] or match["count"]) if match else None
    return None if said is None else _WORDS.get(said) or int(said)


def units_instead(text: str, before: int) -> int | None:
    """«¿12? No, una», «es 1 y no 12»: how many there are to be instead of so many; None where that is not said."""
    folded = fold(text)
    if not any(_number(match[match.lastgroup or 0]) == before for match in _INSTEAD.finditer(folded)):
        return None
    others = {_number(match[0]) for match in _ANY_COUNT.finditer(folded)} - {before}
    return others.pop() if len(others) == 1 else None


def tells_count_only(text: str) -> bool:
    """«2 no no, UNA»: several counts, or one that is denied or written out, and no other matter."""
    folded = fold(text)
    counts = _ANY_COUNT.findall(folded)
    return bool(counts) and bool(_AROUND_COUNTS.fullmatch(folded)) and (
        not all(count.isdigit() for count in counts) or bool(re.search(r"\bno\b", folded)))


def count_only(text: str) -> int | None:
    """How many such a message comes to in the end: the last count that is not denied."""
    if not tells_count_only(text):
        return None
    left: list[str] = []
    for clause in re.split(r"[,.;:!?¡¿]+", fold(text)):
        denied = {match[match.lastgroup or 0] for match in _INSTEAD.finditer(f"{clause} ")}
        counts = [match[0] for match in _ANY_COUNT.finditer(clause)]
        ends_in_no = re.search(rf"\b({_COUNT})(?:\W+no\b)+\W*$", clause)
        left += [one for one in counts if one not in denied and not (ends_in_no and ends_in_no[1] == one)]
    return _number(left[-1]) if left else None


def _number(word: str) -> int:
    return _WORDS.get(word) or int(word)


def change_in(text: str) -> str | None:
    """What is to change, where only its name is said."""
    words = set(re.findall(r"\w+", fold(text)))
    return next((what for what, names in CHANGES.items() if words & set(names)), None)
