"""What else speaks for one matter alone: a thing that is chosen, anger and excuses, praise, what is put off."""
from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from hilo.business.lexicon import lexicon_of
from hilo.business.load import get_shop
from hilo.calls.asked import asked_in
from hilo.calls.transcript import AGENT, USER, Turn
from hilo.spanish.normalize import fold

_CHOOSES = frozenset({"size", "color", "quantity", "budget"})
_OFFERS = re.compile(r"\b(?:tenemos|tengo|hay|viene[ns]?|queda[ns]? en|sale[ns]? |esta(?:n)? (?:en|a)|"
                     r"cuesta[ns]?|son de|es de|"
                     r"te (?:mando|paso)|le (?:mando|paso|envio)) ")
_ANGRY = re.compile(r"\b(?:no puede ser|hart\w|molest\w|verguenza|mentira|nadie|nunca (?:lleg|me)|es la "
                    r"(?:segunda|tercera|cuarta)|otra "
                    r"vez|ya van|dos veces|once dias|hace (?:\d+|un|dos|tres) (?:mes|seman|dias)\w*|me vuelven "
                    r"loc\w|me tienen|"
                    r"estafa|reclam\w+|queja|defensa|profeco|sernac|indecopi|ya les dije|se lo (?:dije|di)|"
                    r"prometieron|dijeron que|"
                    r"despego|rompio|rot[oa]s?|manch\w+|equivocad\w+|de menos|izquierdos|incompleto|no (?:me "
                    r")?sirve|mal hech\w|"
                    r"no prende|se jubilo|se separo|duermo|despiert\w+|el colmo|joder|barbaridad)\b")
_EXCUSES = re.compile(r"\b(?:disculp\w+|perdon\w*|lament\w+|lo siento|que pena|entiendo su (?:molestia|"
                      r"malestar)|tiene(?:s)? (?:toda la )?"
                      r"razon|te entiendo|uy|ay|vaya)\b")
_PRAISES = re.compile(r"\b(?:maravill\w+|una pasada|buenisim\w+|salieron? buen\w*|divin\w+|felicit\w+|bonit\w+|"
                      r"hermos\w+|encant\w+|"
                      r"feliz|joya|lo mejor|precios\w+|un lujo|excelente|quede content\w|agradec\w+|gracias por|"
                      r"todo conforme|"
                      r"da gusto|de diez|impecable)\b")
_GLAD = re.compile(r"\b(?:me alegro|cuanto me alegro|que (?:bueno|alegria|lindo|bonito)|me da gusto|me encanta|"
                   r"gracias por cont\w+)\b")
_PUTS_OFF = re.compile(r"\b(?:(?:lo|la|los|las) (?:pienso|hablo|consulto|converso|veo|charlo|platico|comento)|"
                       r"hablarlo|consultarlo|"
                       r"pensarlo|conversar|(?:te|le|les|os|los) (?:aviso|escribo|llamo|marco|hablo|contesto|"
                       r"digo)|mas adelant\w+|"
                       r"despues (?:veo|te|le|vemos)|mas tarde|cuando (?:cobre|me paguen|me llegue|tenga)|ya "
                       r"que cobre|"
                       r"hoy no|ahora no|ahorita no|en (?:enero|febrero|marzo)|la (?:otra|proxima) semana|luego "
                       r"(?:yo|le|te|les))\b")
_IS_THERE = re.compile(r"\b(?:tienen|teneis|tenes|tienes|hay|habra|queda|quedan|manejan|venden|trabajan|tendran|"
                       r"tendra|consigo|"
                       r"les queda|le quedan|disponible|agotad\w)\b")
_THERE_IS = re.compile(r"\b(?:tenemos|tengo|quedan|queda|hay|nos (?:llegaron|quedan|queda|llego)|no (?:tenemos|"
                       r"manejamos|trabajamos|"
                       r"vendemos)|agotad\w|lo hay|las hay)\b")
_TAKES_BACK = re.compile(r"\b(?:si|cuando|y) [^.?!]{0,40}\b(?:cambi|devolv|devuelv|regres)\w+|\bpodria cambiar\w*|"
                         r"\bqued(?:a|an|o|aron) (?:grande|chic|apretad|como)|\bpor (?:la|una|el|otra|otro) "
                         r"(?:talla|talle|\d)")
_COSTS = re.compile(r"\b(?:cuant[oa]|a como|precio|caro|barat\w|vale|sale|cuesta|descuento)\b")
_PRICE = re.compile(r"\d[\d.]* (?:pesos|dolares|soles|euros)|\bpor ciento\b")
_BRINGS = re.compile(r"\b(?:lleg\w+|mandan|envi\w+|reparti\w+|repart\w+|entreg\w+|demora|tarda|vecino|"
                     r"porteri\w+|conserje|"
                     r"direccion|courier|correo)\b")


@lru_cache(maxsize=1)
def _things() -> frozenset[str]:
    return frozenset(word for word in lexicon_of(get_shop().company).products if " " not in word and len(word) > LEAST)


LEAST = 3


def own_signs(turns: Sequence[Turn], ordered: bool) -> dict[str, float]:
    """How much speaks for a matter by what only it has, 0..1; ordered: whether an order is spoken of."""
    mine = [fold(turn.said) for turn in turns if turn.role == USER and turn.said]
    theirs = [fold(turn.said) for turn in turns if turn.role == AGENT and turn.said]
    said, agent = " . ".join(mine), " . ".join(theirs)
    thing = any(word in _things() for word in re.findall(r"[a-zñ]{4,}", said))
    chosen = len(_CHOOSES.intersection(*[{name for turn in turns if turn.role == AGENT for name in asked_in(turn)}]))
    pairs = [(before, after) for before, after in pairwise(turns)
             if before.role == USER and after.role == AGENT]

    def answered(asks: re.Pattern[str], tells: re.Pattern[str]) -> float:
        return float(any(asks.search(fold(one.said)) and tells.search(fold(other.said)) for one, other in pairs))

    return {
        "product_inquiry": (0.3 * thing + 0.2 * min(2, chosen) + 0.3 * bool(_OFFERS.search(agent))) * (
            0.4 if ordered else 1.0),
        "complaint": min(1.0, 0.3 * len(set(_ANGRY.findall(said))) + 0.2 * bool(_EXCUSES.search(" . ".join(theirs[1:])))
                         * bool(_ANGRY.search(said))),
        "compliment": 0.5 * bool(_PRAISES.search(said)) + 0.5 * bool(_PRAISES.search(said) and _GLAD.search(agent)),
        "follow_up_later": min(1.0, 0.5 * len(_PUTS_OFF.findall(said))),
        "availability_inquiry": answered(_IS_THERE, _THERE_IS),
        "return_exchange": float(bool(_TAKES_BACK.search(said))),
        "price_inquiry": answered(_COSTS, _PRICE),
        "shipping_inquiry": min(1.0, 0.35 * len(set(_BRINGS.findall(said)))) * (0.6 if ordered else 1.0),
    }
