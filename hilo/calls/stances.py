"""What is said of being reached, part by part: which way and what for, and whether it is refused or kept.

A part of a sentence names ways ("las llamadas", "ahí") and matters ("las ofertas", "lo de mis pedidos") and takes a
stance on them ("ya no", "déjelo"); a stance without a thing goes to the last one named. Both sides are read alike.
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hilo.calls.transcript import AGENT, Turn, is_question, sentences
from hilo.spanish.normalize import fold

WAYS = ("whatsapp", "voice", "sms", "email")
_WAY = tuple((name, re.compile(rf"\b(?:{pattern})")) for name, pattern in (
    ("whatsapp", r"whats|wasap|guasap|guatsap|watsap|wsp\b|wa\b|wapp\b"),
    ("sms", r"sms\b|esemeese|ese eme ese|mensaj\w+ de texto|(?:los|el) de texto|textos?\b(?! y)"),
    ("email", r"correos?(?! argentino| de chile| viene| pasa| sigue)\b|mails?\b|e-?mails?\b|emails?\b|newsletter|"
              r"boletin|gmail|hotmail"),
    ("voice", r"llam(?!o\b|e\b|ativ)\w+|telefon(?:o|ic|ea|eo)\w*|marqu\w+|marcar\w*|marcad\w+|timbr\w+|"
              r"me (?:marc|llam|habl)\w+|por voz"),
))
_NO_WAY = re.compile(r"\b(?:(?:llen\w+|satur\w+|bloque\w+|memoria)(?: la memoria)? (?:el|al|del) |(?:es|era) (?:el|mi|"
                     r"un) |memoria de mi )(?:telefono|celular)\b|\bse llam(?:a|an|aba)\b|\bgracias por llamar\b")
"""The telephone as a thing, the name of a thing, and a greeting."""
_BY_THERE = re.compile(r"\bpor (?:ahi|alli|ese (?:medio|lado)|esa via)\b")
_THERE = re.compile(r"\b(?:(?:por )?(?:ahi|alli|ese (?:medio|lado|mail|correo|numero)|esa via))\b")
OFFERS = re.compile(r"\b(?:promo\w*|ofert\w+|(?<!se les )(?<!se le )(?<!se te )(?:ofrec|ofrezc)\w+|2 por 1|descuent\w+|"
                    r"rebaj\w+|liquidac\w+|publici\w+|propagand\w+|catalogos?|folletos?|novedad\w*|campaña\w*|"
                    r"encuesta\w*|vend(?:er|erme|eme|en|iendo)\b|ventas?\b|comercial\w*|marketing|por ciento|spam|"
                    r"cadenas|black|preventa|beneficios|cupones)")
ORDERS = re.compile(r"\b(?:pedidos?|compras?|facturas?|boletas?|envios?|entregas?|avis(?:os?|an|en|eme|enme|ame|arme)"
                    r"\b|paquetes?|codigos?|confirmaci\w+|devoluci\w+|cambios?|orden(?:es)?\b|retirar|deb[oe]\b|"
                    r"garantias?|compre|recordatorios?|seguimiento|rastreo|reembolsos?|despachos?|citas?|encargos?|"
                    r"comprobantes?|repartidor\w*|reparto)\b")
ALL_OF_IT = re.compile(r"\b(?:tod[oa]s?(?! (?:el|los|las) (?:tiempo|dias?|rato|semanas?|lunes|noches|santos?)|"
                       r" es[ao]s del?\b| horas?\b| (?:bien|normal|por|al|junto)\b)|baja total|todit[oa]s?|(?:la|el|"
                       r"una?) \w+ que sea|nada(?! mas\b)|cualquier\w*|absolutamente|ningun tipo|lo que sea|"
                       r"lo demas(?! (?:si|dej|est)))\b")
EVERYWHERE = re.compile(r"\b(?:ningun (?:lado|medio|canal)|ningun[ao]? (?:parte|via|forma|manera)|"
                        r"todos (?:(?:los|mis)(?! (?:santos )?(?:dias|lunes|domingos|meses))|lados)|"
                        r"todas (?:(?:las|sus)(?! (?:semanas|noches|tardes|mañanas|horas))|partes)|por (?:nada|"
                        r"ninguno|ningun)|contact\w+|base de datos|"
                        r"(?:mis|los|sus) datos|de todo\b|"
                        r"todo\b(?! (?:el|bien|por (?!ning)|al|junto|lo que))|ni nada|lo que sea|en paz)")
_NOT = re.compile(
    r"\b(?:(?<!por que )(?<!cualquiera )(?<!como )no(?! (?:hay problema|pasa nada|hay de que|me guard|me molesta|"
    r"es molestia|me ten\w+ que|se preocup|te preocup|mas\b|lo toques|lo quit|me l[oa] quit|me (?:quit|saqu|borr|des)))"
    r"|ni|tampoco|nunca|jamas|nada(?! mas)|ningun[oa]?|fuera(?! de(?! (?:las? |los )?(?:ofert|promo|publi|list)))|(?:^|"
    r"ya )basta|basta (?:de|ya)\b|dej\w+ de|dejen? (?=de)|quit\w+|saqu\w+|sac(?:a|ame|ar|arme|amos|o)\w*(?! (?:otr[oa]|"
    r"nuev[oa]|una?)\b)|borr\w+|elimin\w+|desactiv\w+|suspend\w+|bloque\w+|apag\w+|cort(?:e|en|enla|enme|ala|amos|o)\b|"
    r"par(?:e|en|enle|ele|alo)\b|(?:de|doy|di|dado|dada) (?:la |lo |te )?(?:de )?baja|(?:de|la) baja|baja total|"
    r"hart[oa]s?|cansad\w|podrid[oa]|chat[oa]|sobran|\b0 (?=publici|promo|ofert|llamad|mensaj)|se acab(?:o|aron)|"
    r"cort(?:el|al|enl|ad)[oa]s?|retir\w+|desuscri\w+|sin(?! [a-z]+[aei]r\b)|no mas)\b")
_YES = re.compile(
    r"\b(?:si(?! (?:me|no|es|se|hay|quier|llam|l[oa]s?|la|el|algo|pasa|tien|alg)\b)|claro|obvio|esta bien|(?:mand|envi|"
    r"escrib|llam|avis|marqu|marc|pas|not\w|inform|dej|habl|busqu|cont)\w*(?:me|nme|melo|mela|menlo|nmelo|melos|melas)"
    r"\b|(?<!que )me (?:avis|escrib|mand|llam|marc|envi)(?:an|en|as|ais|a|e|es)\b|que me (?:avisen?|manden?|escriban?|"
    r"llamen?|marquen?|envien?)\b|dej\w*l[oa]s?\b|sig(?:a|an|ue|uen|ame|anme)\b|segui\w*|mantene?\w*|mantiene\w*|"
    r"conserv\w+|(?:lo|la|los|las) (?:quiero|necesito|ocupo|dejo|dejamos)|necesito|sirven?|prefiero|mejor|"
    r"me gustan?(?! nada)|lo que (?:quieran?|quieras|gusten?)|no (?:hay problema|me molesta\w*)|todo (?:bien|normal|"
    r"por|al)\b|con que\b|qued(?:a|an) (?:igual|activ\w+|como|solo)|le dejo|te dejo|dejo|dejamos|le dejamos|encant\w+|"
    r"pued(?:e|en|es)|por (?:correo|mail|whatsapp|wasap) (?:mejor|si)|va|van|mantengo|recib\w+)\b")
_CUT = re.compile(r"[,;.:?!¿¡]+| pero | porque | aunque | que (?=me lleg|yo l[oa]s? |luego|me llen|ya |l[oa]s (?:promo|"
                  r"ofert|publi)|si no |es[ao]s |(?:en|estoy|es|este|ese|se me|no (?:puedo|tengo)|tengo|ando|trabajo|"
                  r"suena) )|(?<!nada) y (?!nada|el\b|la\b|los\b|las\b|whats|wasap|correo|mail|llamad|mensaj|ofert|"
                  r"promo|avisos|public|sms)|\s(?=ni\b)|\s(?=(?:solo|eso si|lo demas|ahi si|a este)\b(?! no mas))|"
                  r"(?<!quito)(?<!dejo)(?<!saco)(?<!tados)(?<!tadas)(?<!fuera)(?<!nada mas)(?<!mente)(?<!solo)"
                  r"\s(?=(?:los de|lo de|las de)\b(?! no mas))|\s(?=(?:nada mas lo|l[oa]s otr[oa]s)\b)|"
                  r"\s(?=es[ao]s (?:si|dej\w+)\b)|(?<!ni)(?<!de)\s(?=(?:las|los) (?:promo|ofert|descuent)\w* (?:si|no|"
                  r"dej\w+|es[ao]s)\b)|\s(?=todo (?:por|al) )|\s(?=con que me )|\s(?=si es (?:por|de|para|cosa) )|"
                  r"(?<=[mt]el[oa]s) (?=(?:los|las|es[ao]s) )|(?<!\bni)(?<!\bno)(?<!\bpor)\s(?=(?:(?:por )?(?:el|los|"
                  r"las)|por|al) (?:whats|wasap|correo|mail|sms|llamad|mensaj|telefono)\w* (?:si|no|esta|me|mand|"
                  r"escrib|segui|sigan|dej|lo|los|las|mejor|pued|sirve|todo|normal|bien))|\s(?=yo con (?:lo|el|la|los|"
                  r"las)\b)|(?<=[a-z])(?<!\bde)(?<!\bno)(?<!\bque)(?<!\ba) (?=(?:mand|escrib|llam|avis|marqu|deje|borr|"
                  r"quit|saqu|bloque)\w*(?<![aei]r)(?:me|nme)\b)")
_IF = re.compile(r"^(?:y |pero |porque |es que |luego |no espere )?si (?:me|no|es|hay|les?|lo|la|algun\w*|llega|pasa|"
                 r"tien\w+|quier\w+|vuelv\w+)\b")
"""«si me borra de todo» takes no stance."""
_NO_MORE = re.compile(r"\b(?:no|ni|nunca|tampoco)(?: quier\w+)?(?: que)? (?:me|nos) (?:l[oa]s? )?(?:vuelv\w+ a |"
                      r"est[aeé]\w* |anden? |sig\w+ )?(?:mand|envi|escrib|llam|marqu|marc|contact|lleg|avis|habl|ofrec|"
                      r"ofrezc|pas[ae]|busqu)\w*")
"""A refusal whatever else is said in its part: «sí, por mensaje ya no me manden»."""
_FEW_MORE = re.compile(_NO_MORE.pattern + r"(?: [a-zñ]+){0,4}")
_AGREES = re.compile(r"^(?:(?:ah|pues|bueno|ay|eh) )*(?:si )+")
"""What answers the question before, not what comes after it."""
_OF_IT = re.compile(r"\b(?:me|nos|te|le|se|no) l[oa]s?\b|\w(?:me|te|se|le)l[oa]s?\b|^(?:y )?es[ao]s?\b|\bningun[ao]?\b|"
                    r"\bni un[ao]?\b|\bl[oa]s? quiero\b|^(?:quit|sac|saqu|borr|baj)\w*me\b|^solo\b|^ni\b|"
                    r"^(?:ya )?no (?:me|nos)\b|^fuera$")
"""Said of what was named just before: «las promociones esas… | no me las manden más»."""
_THOSE_STAY = re.compile(r"^es[ao]s (?:si\b|dej)")
"""«los de los pedidos no, esos déjenlos»: they are not to go."""
_LEFT_THERE = re.compile(r"\bno (?:me |nos )?(?:l[aeo]s? )?(?:quit|saqu|sac|borr|elimin|toqu|toc)\w+")
"""«el de la factura no me lo saques» keeps it."""
_TAILS = re.compile(r"^(?:gracias|por favor|porfa|che|oiga|eh|pues|po|señorita|joven|de verdad|la verdad)+$")
_ONLY = re.compile(r"\b(?:solo|solamente|unicamente|nomas|nada mas|no mas)\b")
_JUST = re.compile(r" (?:no mas|nomas|nada mas|solamente)$")
"""«los de texto no más»: only those."""
_REST = re.compile(r"\b(?:lo demas|l[oa]s demas|el resto|lo otro|l[oa]s otr[oa]s)\b")
"""«solo por correo, lo demás me lo sacan»: the other ways."""
_BY_THAT = re.compile(r"\b(?:solo|solamente|unicamente|nomas) (?:por|al?|en|me|quiero|escrib\w+)\b")
"""«solo por correo» keeps that way."""
_ONLY_ORDERS = re.compile(r"\b(?:solo|solamente|unicamente|nomas|nada mas) (?:l[aeo]s? [a-z]+mos )?"
                          r"(?:por |para )?(?:l[oa]s? )?(?:del? )?"
                          r"(?:(?:mis?|sus?|l[oa]s?|el) )?(?:pedidos?|reembolsos?|compras?|entregas?|facturas?|"
                          r"envios?)\b")
_AWAY = re.compile(r"quit|sac|saqu|borr|elimin|.*baja")
_MORE_THAN = re.compile(r"\bno (?:solo |solamente |nada mas )?(?:de |por )?(?:las |los |la )?(?:promo\w*|ofert\w+|"
                        r"publici\w+),? (?:no,? |sino )*(?:de |por )?tod[oa]\b")
"""«no de las promociones, no, de todo»: not of offers alone."""
_GOES_ON = re.compile(r"^(?:y )?(?:de|ni) (?:los|las|la|el|todo|nada)\b")
"""«sáquelo de ahí. de los llamados, de los mensajes» goes on refusing."""
_MESSAGES = re.compile(r"\b(?:mensaj\w+|escrib\w+|avis\w+)\b")


@dataclass(frozen=True)
class Stance:
    """A part of what was said: whose, in which turn, and what it refuses (−1), keeps (+1) or leaves open (0).

    ways, offers, orders: what it is about; everything, everywhere: that it leaves nothing out. named: whether the ways
    were said here, not meant. asked: whether it asks. written: it speaks of writing. only: of this and nothing else.
    """

    role: str
    turn: int
    words: str
    sign: int
    ways: frozenset[str]
    offers: bool
    orders: bool
    everything: bool
    everywhere: bool
    named: bool
    asked: bool
    written: bool
    only: bool


def ways_in(folded: str) -> frozenset[str]:
    """The ways of reaching somebody that are named."""
    folded = _NO_WAY.sub("", folded)
    return frozenset(name for name, pattern in _WAY if pattern.search(folded))


def stances(turns: Sequence[Turn]) -> list[Stance]:
    """What both sides say of being reached, in order."""
    found: list[Stance] = []
    last: frozenset[str] = frozenset()
    for turn in turns:
        sign, before = 0, None
        for sentence in sentences(turn.said):
            before = before if turn.role == AGENT else None
            folded, asks = fold(sentence), is_question(sentence)
            for part in (one.strip() for one in _CUT.split(folded)):
                if not part or _TAILS.match(part):
                    continue
                ways = ways_in(part)
                sign = -1 if sign < 0 and _GOES_ON.match(part) and not _sign(part) else _sign(part)
                named = bool(ways)
                of_it = before if sign and before and _OF_IT.search(part) else None
                if not named and (_THERE.search(part) or _sign(part)):
                    ways = frozenset(WAYS) - last if _REST.search(part) else last
                named = named or bool(ways and (_BY_THERE.search(part) or (of_it and of_it.named)))
                if named:
                    last = ways
                offers, orders = bool(OFFERS.search(part)) and not _MORE_THAN.search(part), bool(ORDERS.search(part))
                if of_it and not offers and not orders and "de todo" not in part:
                    offers, orders = of_it.offers, of_it.orders
                found.append(Stance(turn.role, turn.number, part, sign, ways, offers, orders,
                                    bool(ALL_OF_IT.search(part)), bool(EVERYWHERE.search(part)), named, asks,
                                    bool(_MESSAGES.search(part)), bool(_ONLY.search(part))))
                if sign > 0 and _THOSE_STAY.search(part) and len(found) > 1 and found[-2].words.endswith(" no"):
                    found[-2] = replace(found[-2], sign=1)
                before = _unsaid(before, found[-1])
    return found


def plainly_refused(part: str) -> str:
    """The words of a part that refuse whatever else is said in it; "" where none do."""
    found = _FEW_MORE.search(part)
    return found.group() if found else ""


def _unsaid(before: Stance | None, now: Stance) -> Stance | None:
    """What was named so far in a turn without a word of what shall become of it."""
    if now.sign or not (now.named or now.offers or now.orders or before):
        return None
    if before is None:
        return now
    return replace(now, offers=now.offers or before.offers, orders=now.orders or before.orders,
                   named=now.named or before.named)


def _sign(part: str) -> int:
    """−1 refused, +1 kept, 0 neither; where both are said, the one that is said of the other ("no me manden")."""
    if _IF.search(part):
        return 0
    if _BY_THAT.search(part) or _ONLY_ORDERS.search(part):
        return 1
    part = _JUST.sub("", _LEFT_THERE.sub("sigan", part))
    if _NO_MORE.search(part):
        return -1
    agreed = _AGREES.sub("", part)
    part = agreed if _NOT.search(agreed) else part
    no, yes = _NOT.search(part), _YES.search(part)
    if no and yes:
        between = part[min(no.end(), yes.end()):max(no.start(), yes.start())].split()
        if no.start() <= yes.start():
            return -1 if len(between) <= 4 or yes.group() in ("va", "van", "si") else 1
        return 1 if len(between) > 2 and yes.group() == "si" and not _AWAY.match(no.group()) else -1
    return -1 if no else 1 if yes else 0
