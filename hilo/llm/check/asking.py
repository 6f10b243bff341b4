"""What is asked of a person, offered to them, or said to somebody who needs a human being."""
from __future__ import annotations

import re

from hilo.llm.check.situation import Situation
from hilo.spanish.normalize import fold

_SECRET = re.compile(r"\b(?:contraseñas?|claves?|pin|cvv|cvc|token|codigos? (?:que te (?:llego|"
                     r"mando|mandaron)|de seguridad|de verificacion|del banco|"
                     r"de atras|del sms|por sms)|ese codigo|este codigo|el codigo que|"
                     r"(?:numeros?|fotos?|datos|vencimiento|dorso|frente) de (?:la|tu|su|l[ao]s?|una) tarjetas?|"
                     r"cbu|home ?banking|foto (?:de|del) (?:tu|su|el) (?:dni|documento)|los dos lados)\b")
_ASKS = re.compile(r"\b(?:dime|deci|decime|diga|digame|pasa(?:me|nos)?|pase(?:me|nos)?|escrib[ei](?:me|nos|lo)?|"
                   r"escriba(?:me|nos)?|manda(?:me|nos|la|lo)?|mande(?:me|nos)?|envia(?:me|nos|la|lo)?|envie(?:me|nos)?|"
                   r"comparti(?:me|nos)?|comparte(?:me|nos)?|dame|danos|deme|denos|deja(?:me|nos|la|lo)?|necesito|"
                   r"necesitamos|hace falta|alcanza|indica(?:me|nos)?|pon|pone|carga|confirma(?:me|nos)?|me pasas|"
                   r"me das|me mandas|con (?:esos|tus|ese|tu))\b")
_STOCK = re.compile(r"\b(?:queda|quedan|quedaban|disponibles?|hay stock|en stock|tod[oa]s (?:l[oa]s|sus) "
                    r"(?:talles?|tallas?|colores|medidas|numeros)|l[oa]s? (?:tienes|tenes|tiene|tenemos|hay|vendemos)|"
                    r"te l[oa]s? vend\w+|hay unidades|sobran|repuesto|reposicion|entra el|"
                    r"llegan? mas|vuelven? a entrar)\b")
_STOCK_SAID = re.compile(r"\bhay stock\b|\bquedan? \d")
_DENIED = re.compile(r"\b(?:no|ni|nunca|nadie|tampoco)\b[^.;!?]*$")
_SHOUTED = re.compile(r"(?<![\w@.])[A-ZÁÉÍÓÚÑ]{2,}(?![\w@])")
_LETTERS = frozenset("DNI CUIT CUIL CBU PDF USB ARS USD SMS XS XL XXL PSE SPEI OXXO RUT RFC CV IVA QR AM PM OK "
                     "US".split())
_GRAVE = re.compile(r"\bsuicid\w+|\bmatarme\b|\bquitarme la vida\b|\bno quiero (?:vivir|seguir viviendo|estar (?:mas )"
                    r"?aca)\b|\bya no (?:quiero|voy a) (?:vivir|existir|estar|seguir)\b|\bterminar con todo\b|"
                    r"\bchau a todo\b|\bme quiero morir\b|\bquiero morir\w*|\bhacerme daño\b|\blastimarme\b|"
                    r"\b\bdesaparecer para siempre\b|\bcortarme las venas\b|\bno vale la pena vivir\b|"
                    r"\bpastillas para (?:morir|no despertar)\b")


def asks_secret(text: str, situation: Situation) -> bool:
    """For a password, a code of the bank, a card: nobody of the company ever asks for one."""
    plain = fold(text)
    for match in _SECRET.finditer(plain):
        clause = re.split(r"[.;!?\n]|\bpero\b|\bsino\b", plain[:match.start()])[-1]
        after = re.split(r"[.;!?\n]", plain[match.end():])[0]
        if not _DENIED.search(clause) and _ASKS.search(f"{clause} | {after}"):
            return True
    return False


def stock_unknown(text: str, situation: Situation) -> bool:
    """That a thing is there, or how many are, without a source that tells of stock or says the very words."""
    for match in _STOCK.finditer(fold(text)):
        if match.group() not in situation.folded_source and not _DENIED.search(fold(text)[:match.start()]) and not (
                _STOCK_SAID.search(situation.folded_source) and not match.group().startswith("tod")):
            return True
    return False


def shouts(text: str, situation: Situation) -> bool:
    """A word in capitals that is no abbreviation and that no source writes so."""
    return any(word not in _LETTERS and word not in situation.source for word in _SHOUTED.findall(text))


def grave(text: str, situation: Situation) -> bool:
    """Somebody speaks of ending their life: not a matter for a model that sells shoes, whatever it answers."""
    return any(_GRAVE.search(fold(one)) for one in situation.said)
