"""What is said of being reached, part by part: which way and what for, and whether it is refused or kept.

A part of a sentence names ways ("las llamadas", "ahí") and matters ("las ofertas", "lo de mis pedidos") and takes a
stance on them ("ya no", "déjelo"); a stance without a thing goes to the last one named. Both sides are read alike.
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hilo.calls.transcript import Turn, is_question, sentences
from hilo.spanish.normalize import fold

WAYS = ("whatsapp", "voice", "sms", "email")
_WAY = tuple((name, re.compile(rf"\b(?:{pattern})")) for name, pattern in (
    ("whatsapp", r"whats|wasap|guasap|guatsap|watsap|wsp\b|wa\b|wapp\b"),
    ("sms", r"sms\b|esemeese|ese eme ese|mensaj\w+ de texto|(?:los|el) de texto|textos?\b(?! y)"),
    ("email", r"correos?(?! argentino| de chile)\b|mails?\b|e-?mails?\b|emails?\b|newsletter|boletin|gmail|hotmail"),
    ("voice", r"llam(?!o\b|e\b|ativ)\w+|telefon(?:o|ic|ea|eo)\w*|marqu\w+|marcar\w*|marcad\w+|timbr\w+|"
              r"me (?:marc|llam|habl)\w+|por voz"),
))
_THERE = re.compile(r"\b(?:(?:por )?(?:ahi|alli|ese (?:medio|lado|mail|correo|numero)|esa via))\b")
OFFERS = re.compile(r"\b(?:promo\w*|ofert\w+|ofrec\w+|descuent\w+|rebaj\w+|liquidac\w+|publici\w+|propagand\w+|"
                    r"catalogos?|folletos?|novedad\w*|campaña\w*|encuesta\w*|vend(?:er|erme|eme|en|iendo)\b|"
                    r"ventas?\b|"
                    r"comercial\w*|"
                    r"marketing|por ciento|spam|cadenas|black|preventa|beneficios|cupones)")
ORDERS = re.compile(r"\b(?:pedidos?|compras?|facturas?|boletas?|envios?|entregas?|avis(?:os?|an|en|eme|enme|ame|"
                    r"arme)\b|"
                    r"paquetes?|codigos?|confirmaci\w+|devoluci\w+|cambio|encargo|orden(?:es)?\b|retirar|deb[oe]\b|"
                    r"garantia|compre|recordatorios?)")
ALL_OF_IT = re.compile(r"\b(?:tod[oa]s?(?! (?:el|los|las) (?:tiempo|dias?|rato|semanas?|lunes|noches)| horas?\b)|"
                       r"todit[oa]s?|"
                       r"nada(?! mas\b)|cualquier\w*|absolutamente|ningun tipo|lo que sea|lo demas(?! (?:si|dej|"
                       r"est)))\b")
EVERYWHERE = re.compile(r"\b(?:ningun (?:lado|medio|canal)|ningun[ao]? (?:parte|via)|todos (?:los|lados|"
                        r"mis)(?: canales| "
                        r"medios)?|todas (?:las|sus|partes)|por (?:nada|ninguno|ningun)|contact\w+|base de datos|"
                        r"(?:mis|los|sus) datos|de todo\b|todo\b|ni nada|lo que sea|en paz)")
_NOT = re.compile(
    r"\b(?:(?<!por que )(?<!cualquiera )(?<!como )no(?! (?:hay problema|pasa nada|hay de que|me guard|me "
    r"molesta|es molestia|se preocup|te preocup|mas\b|"
    r"lo toques|"
    r"lo quit|me l[oa] quit|me (?:quit|saqu|borr|des)))|ni|tampoco|nunca|jamas|nada(?! mas)|ningun[oa]?|fuera(?! de)|"
    r"basta(?! con)|dej\w+ de|dejen? (?=de)|quit\w+|saqu\w+|"
    r"sac(?:a|ame|ar|arme|amos|o)\w*(?! (?:otr[oa]|nuev[oa]|una?)\b)|borr\w+|elimin\w+|"
    r"desactiv\w+|suspend\w+|bloque\w+|apag\w+|cort(?:e|en|enla|enme|ala|amos|o)\b|par(?:e|en|enle|ele|alo)\b|"
    r"(?:de|doy|di|dado|dada) (?:la |lo |te )?(?:de )?baja|de baja|hart[oa]s?|cansad\w|podrid[oa]|chat[oa]|sobran|"
    r"se acab(?:o|aron)|cort(?:el|al|enl|ad)[oa]s?|retir\w+|desuscri\w+|sin|no mas)\b")
_YES = re.compile(
    r"\b(?:si(?! (?:me|no|es|se|hay|quier|llam|l[oa]s?|la|el|algo|pasa|tien|alg)\b)|claro|obvio|esta bien|"
    r"(?:mand|envi|escrib|llam|avis|marqu|marc|pas|not\w|inform|dej|habl|busqu|cont)\w*(?:me|nme|melo|mela|"
    r"menlo|nmelo|"
    r"melos|melas)\b|me (?:avis|escrib|mand|llam|marc|envi)(?:an|en|as|ais|a|e|es)\b|dej\w*l[oa]s?\b|"
    r"sig(?:a|an|ue|uen|ame|anme)\b|segui\w*|"
    r"mantene?\w*|mantiene\w*|conserv\w+|(?:lo|la|los|las) (?:quiero|necesito|ocupo|dejo|dejamos)|necesito|sirven?|"
    r"prefiero|mejor|me gusta(?! nada)|lo que (?:quieran?|quieras|gusten?)|no (?:hay problema|me molesta\w*)|"
    r"qued(?:a|an) (?:igual|activ\w+|como|solo)|le dejo|te dejo|dejo|dejamos|le dejamos|encant\w+|pued(?:e|en|es)|"
    r"por (?:correo|mail|whatsapp|wasap) (?:mejor|si)|va|van|mantengo|recib\w+)\b")
_CUT = re.compile(r"[,;.:?!¿¡]+| pero | porque | aunque | que (?=me lleg|luego|me llen|ya )|(?<!nada) y (?!nada|el\b|"
                  r"la\b|"
                  r"los\b|las\b|whats|wasap|correo|mail|llamad|mensaj|ofert|promo|avisos|public|sms)|"
                  r"\s(?=ni\b)|\s(?=(?:solo|eso si|lo demas|ahi si|los de|lo de|las de|a este)\b(?! no mas))|"
                  r"(?<!\bni)(?<!\bno)\s(?=(?:(?:por )?(?:el|los|las)|por|al) (?:whats|wasap|correo|mail|sms|llamad|"
                  r"mensaj|"
                  r"telefono)\w* (?:si|no|esta|me|mand|escrib|segui|sigan|dej|lo|los|las|mejor|pued|sirve))|"
                  r"\s(?=yo con (?:lo|el|la|los|las)\b)|"
                  r"(?<=[a-z])(?<!\bde)(?<!\bno)(?<!\bque)(?<!\ba) (?=(?:mand|escrib|llam|avis|marqu|deje|borr|quit|"
                  r"saqu|"
                  r"bloque)\w*(?<![aei]r)(?:me|nme)\b)")
_IF = re.compile(r"^(?:y |pero |porque |es que |luego |no espere )?si (?:me|no|es|hay|les?|lo|la|algun\w*|llega|pasa|"
                 r"tien\w+|quier\w+|vuelv\w+)\b")
"""«si me borra de todo» takes no stance."""
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
    return frozenset(name for name, pattern in _WAY if pattern.search(folded))


def stances(turns: Sequence[Turn]) -> list[Stance]:
    """What both sides say of being reached, in order."""
    found: list[Stance] = []
    last: frozenset[str] = frozenset()
    for turn in turns:
        sign = 0
        for sentence in sentences(turn.said):
            folded, asks = fold(sentence), is_question(sentence)
            for part in (one.strip() for one in _CUT.split(folded)):
                if not part or _TAILS.match(part):
                    continue
                ways = ways_in(part)
                sign = -1 if sign < 0 and _GOES_ON.match(part) and not _sign(part) else _sign(part)
                named = bool(ways)
                if not named and (_THERE.search(part) or _sign(part)):
                    ways = frozenset(WAYS) - last if _REST.search(part) else last
                if named:
                    last = ways
                found.append(Stance(turn.role, turn.number, part, sign, ways,
                                    bool(OFFERS.search(part)) and not _MORE_THAN.search(part),
                                    bool(ORDERS.search(part)),
                                    bool(ALL_OF_IT.search(part)), bool(EVERYWHERE.search(part)), named, asks,
                                    bool(_MESSAGES.search(part)), bool(_ONLY.search(part))))
    return found


def _sign(part: str) -> int:
    """−1 refused, +1 kept, 0 neither; where both are said, the one that is said of the other ("no me manden")."""
    if _IF.search(part):
        return 0
    if _BY_THAT.search(part):
        return 1
    part = _JUST.sub("", _LEFT_THERE.sub("sigan", part))
    no, yes = _NOT.search(part), _YES.search(part)
    if no and yes:
        between = part[min(no.end(), yes.end()):max(no.start(), yes.start())].split()
        if no.start() <= yes.start():
            return -1 if len(between) <= 4 or yes.group() in ("va", "van", "si") else 1
        return 1 if len(between) > 2 and yes.group() == "si" else -1
    return -1 if no else 1 if yes else 0
