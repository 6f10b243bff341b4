"""Money a person can or wants to spend: amounts, limits and ranges, with the currency when it is known."""
from __future__ import annotations

import re
from re import Match
from typing import Any

from hilo.spanish.currencies import CURRENCY, currency_of
from hilo.spanish.numbers import FIGURES, SCALE, SCALES, Number, scaled
from hilo.spanish.reading import Reading

_BEFORE = r"(?:u\$[sd]|us\$|usd|ars|mxn|clp|cop|uyu|pen|eur|€|s/\.?|r\$|rd\$|ar\$|mx\$|₡|bs\.?|gs\.?|\$)"
_ONE = {"un": 1, "una": 1, "medio": 0.5, "media": 0.5}
_ONE_BEFORE_SCALE = r"(?:un|una|medio|media)(?=\s(?:palo|palito|luca|luka|millon|melon|gamba)\b)"


def _amount(n: str) -> str:
    return (rf"(?:(?P<pre{n}>{_BEFORE})\s{{0,2}})?(?P<num{n}>{FIGURES}|{_ONE_BEFORE_SCALE}|"
            rf"(?<!\w)(?=(?:luca|luka|palo|"
            rf"palito)\sy\smedi[oa]\b))(?:\s?(?P<scale{n}>{SCALE})(?P<half{n}>\sy\smedi[oa]\b)?)?"
            rf"(?:\s{{0,2}}(?:de\s)?(?P<cur{n}>{CURRENCY})(?![a-z0-9]))?")


_MAX = (r"hasta|como (?:mucho|maximo)|a lo (?:sumo|mas|mucho)|maximo|max\.?|no mas de|menos de|menor(?:es)? (?:a|de|"
        r"que)|por debajo de|(?:que )?(?:no|sin) (?:(?:me|se|nos|te|lo|la) )?(?:(?:quiero|quisiera|queremos|quiera|"
        r"queria|puedo|podemos|pienso|voy a|vamos a|deberia|debe|tiene que|gustaria|conviene|tengo que) )?(?:(?:pas|"
        r"super)(?:e|en|ar|arme|arse|arnos|o|a|amos|aria|es|emos)|exced(?:a|an|er|erme|erse|ernos)|vay(?:a|an)|ir(?:me|"
        r"nos)|suba|subir)(?: mas)?(?: alla)?(?: de| a| mas de| por encima de| arriba de| del)?|(?:(?:gasto|precio|"
        r"presupuesto) )?(?:limite|tope|techo|maximo)(?: maximo)?(?: de)?(?: (?:es|son|seria|serian))?(?: de)?|"
        r"inferior(?:es)? a|bajo(?: de)?|debajo de|abajo de|no llegue a|arriba de no")
_MIN = (r"mas de|como minimo|minimo|min\.?|al menos|por lo menos|a partir de|por encima de|arriba de|mayor(?:es)? (?:a|"
        r"de|que)|superior(?:es)? a|no menos de|desde")
_ABOUT = (
    r"unos|unas|mas o menos|alrededor de|aproximadamente|aprox\.?|cerca de|casi|tipo|como|aproximado|"
    r"como unos|algo asi como|cosa de")
_AFTER_MAX = (
    r"(?:,?\s?(?:(?:es|son|seria|serian) (?:mi|el|nuestro|lo) (?:techo|tope|maximo|limite|mas que puedo)|"
    r"como (?:mucho|maximo|tope)|a lo (?:sumo|mas|mucho)|maximo|max|de tope|tope|o menos|"
    r"(?:para|pa|hacia) a?bajo|y no mas|nomas))")
_AFTER_MIN = r"(?:,?\s?(?:o mas|para arriba|en adelante|como minimo|minimo|por lo menos|y pico largo))"
_AFTER_ABOUT = r"(?:,?\s?(?:mas o menos|aproximadamente|aprox|y pico|o por ahi|o algo asi))"
_RANGE = re.compile(
    rf"(?<![\w.,$])(?:(?P<head>entre|de|desde)\s(?:los\s|unos\s)?)?{_amount('1')}\s{{0,2}}(?P<link>-|–|y|a|"
    rf"hasta|o)\s{{0,2}}(?:los\s|unos\s)?{_amount('2')}(?!\w)")
_BOTH = r"\s?(?:,|;)?\s?(?:(?:y|e|pero|ni|con|que|sea|sean|de)\s){0,3}"
_LIMITS = [re.compile(rf"(?<![\w.,$])(?:{first})\s(?:los\s|las\s|unos\s|unas\s)?{_amount('1')}{_BOTH}(?:{second})\s"
                      rf"(?:los\s|las\s|unos\s|unas\s)?{_amount('2')}(?!\w)")
           for first, second in ((_MIN, _MAX), (_MAX, _MIN))]
"""A range told by its two limits: "arriba de 40 mil y abajo de 90"."""
_SINGLE = re.compile(
    rf"(?<![\w.,$])(?:(?P<limit>(?P<max>{_MAX})|(?P<min>{_MIN}))(?:\s?:\s?|\s)(?:los\s|las\s|unos\s|unas\s)?|"
    rf"(?P<about>{_ABOUT})\s(?:los\s|las\s|unos\s|unas\s)?)?"
    rf"{_amount('1')}(?!\w)(?P<after>(?P<amax>{_AFTER_MAX})(?!\w)|(?P<amin>{_AFTER_MIN})(?!\w)|"
    rf"(?P<aabout>{_AFTER_ABOUT})(?!\w))?")
_PRICE_BEFORE = re.compile(
    r"(?:\b(?:cuestan?|costaban?|costo|costaron|costar|salen?|salian?|salio|salieron|valen?|valian?|valio|valor(?: de)"
    r"?|cobran?|cobraron|cobro|cobraban|pague|pagamos|pagaron|pago|pagaba|debitaron|debito|descontaron|transferi|"
    r"deposite|gaste|precio(?: es| era)?(?: de)?|comprobante(?: de| por)?(?: los| las)?|recibo(?: de| por)?|"
    r"transferencia(?: de| por)?|deuda de|saldo de|cuota de|sena de|adelanto de|vuelto de|devolvieron|devuelvan|"
    r"reintegro|reembolso|cupon|descuento|vi(?: a| en)|figura(?: a| en)?|aparece(?: a| en)?|dice|(?:esta|estan|estaba|"
    r"estaban)(?: a| en)?|envio|sena|cuotas?|carisim[oa]s?,?|car[oa]s?,?|rebajad[oa]s? a|oferta(?: a| de)?|"
    r"de [a-zñ]{1,20} a|(?:el|la|los|las) de)(?:\s(?:me|nos|les|de|en|a|por|eso|todo|como|unos|casi|mas|el|la))?)"
    r"\s{0,2}$|(?:cuotas?|pagos?) de $")
_BUDGET_NEAR = re.compile(
    r"\b(?:presupuesto|gast(?:ar|o|aria|e)\w{0,4}|invertir|inversion|dispongo|disponible|cuento con|pagar|tope|ppto|"
    r"budget|plata|dinero|me alcanza|alcance|llego a|llegar a|maximo|limite|puedo poner|ahorrad[oa]s?|guita|lana|"
    r"billete|rango|precio)\b")
_UNIT_AFTER = re.compile(
    r"\s{0,2}(?:%|por ciento|[a-z]{0,2}[°º]|cuotas?|pagos|dias?|horas?|hs\b|minutos?|min\b|semanas?|meses|"
    r"mes\b|anos?|años?|personas?|unidades|pares"
    r"|piezas?|docenas?|plazas?|kilos?|kg\b|gramos?|gr?\b|litros?|cm\b|mts?\b|metros?|watts?|w\b|gb\b|mg\b|"
    r"ml\b|pulgadas|talles?|tallas?|años|empleados"
    r"|veces|vez|puntos|estrellas|quincenas?|noches?|gracias|veces|disculpas|perdones|y media\b|y cuarto\b|"
    r"am\b|pm\b|[ap]\.m|millas|cuadras|km)")


_NO_BEFORE = re.compile(r"\bno (?:[a-zñ]{1,14} ){1,5}$")
_NO_AFTER = re.compile(r",?\s(?:no(?=\s?$|\s?[,.;!])|no (?:por favor|gracias|porfa|puedo|tengo|quiero|gasto|pienso|voy|"
                       r"llego|pago|me|puedo|da)|ni loc[oa]|imposible)\b")
_DENIED_AFTER = re.compile(r",?\s(?:no (?:es|son|era|eran) |"
                           r"(?:es|son|era) (?:(?:mi|la|el|su) )?(?:tall[ae]|numero|medida)\b)")
"""What follows a number that is none of money: "27 no es mi presupuesto", "27 es mi talla"."""
_FREIGHT_AFTER = re.compile(r"\s?(?:de|por|en|x) (?:el |los |un )?(?:envios?|fletes?|despacho|correo|paqueteria|"
                            r"aduanas?)\b")
_NUMBER_ENDS = re.compile(r"\s?(?:$|[,.;!?)\n]|(?:y|o|para|en|por|como|mas|nomas|nada|maximo|de presupuesto|"
                          r"tengo|es|a lo|que|aprox|si|gracias|no|llego|llegamos|puedo|podria|va|dale|anda|alcanza)\b)")
_SIZE_BEFORE = re.compile(r"\b(?:tall[ae]s?|tales?|numero|nro\.?|num\.?|medidas?|tamaños?|calz[oa]\w{0,3}|us[oa]|usan|"
                          r"vist[oe]|soy|pie)(?: (?:el|la|un|una|de|del|es|talle|talla|numero|como|tipo|entre)){0,2} $|"
                          r"\bn[°º] ?$")
"""A number after such a word is a size."""
_AT_PRICE = re.compile(r"(?<!llego )(?<!llegar )(?<!llegamos )(?<!subir )(?<!estirarme )\ba $")
_WISHED = re.compile(r"\b(?:pago|pagaria|pagaria|gasto|pagamos|doy|pongo|puedo pagar) (?:por el|por eso)?$|"
                     r"\b(?:que|q) (?:me |no )?(?:sale|salga|cueste|cuesta|valga|vale|este|esten)n?(?: a)? $")
"""A limit on a price is what one wants to spend ("algo que salga menos de 20 lucas")."""
_BROUGHT = re.compile(r"\b(?:traigo|junte|ahorre|junto|ando con|me quedan|solo tengo|tengo solo|"
                      r"tengo nada mas)(?: (?:solo|como|unos|hasta|nomas))?\s$")
_SAYS = re.compile(r"\s?\b(?:es|son|seria|serian)\b")
_ONLY = re.compile(r"nomas$")
_HAVE = re.compile(r"\b(?:tengo|tenemos|traigo|ando con|cuento con|hay) $")
"""What one has is an amount, "nomás" or not."""
_SLANG, _LEAST_SLANG = "verdes", 20
"""A colour too: money where money is spoken of, or alone in a message from so many on; «quiero 10 verdes» are goods."""
_COST_ASKED = re.compile(r"\b(?:cuanto|precio|sale|cuesta|vale|esta|son|seria|serian)\b[^.;!]{0,40}$")
"""Before a price that is asked about ("¿cuánto sale? ¿20 mil?")."""
_ASKED = re.compile(r"\b(?:cuanto (?:sale|cuesta|vale|esta|estan|salen|cuestan|valen|es|seria)|que precio|"
                    r"a cuanto|precio de)\b[^.;!?]{0,50}$")


def _value(match: Match[str], n: str, country: str | None, scale: str | None = None) -> Number | None:
    said, scale = match.group("num" + n), scale or match.group("scale" + n)
    if country == "PE" and scale and scale.startswith(("luc", "luk", "lks")):
        scale = "sol"  # in Peru a "luca" is one sol
    if not said or said in _ONE:
        value: Number | None = int(_ONE.get(said, 1) * SCALES[scale or "mil"])
    else:
        value = scaled(said, scale)
    if value is not None and scale and match.group("half" + n):
        value += SCALES[scale] // 2
    return value


def _money_word(match: Match[str], n: str) -> bool:
    return bool(match.group("pre" + n) or match.group("scale" + n) or match.group("cur" + n))


def _asked_price(reading: Reading, start: int, end: int) -> bool:
    return (_PRICE_BEFORE.search(reading.plain, max(start - 40, 0), start) is not None
            or (_COST_ASKED.search(reading.plain, max(start - 50, 0), start) is not None
                and re.match(r"\s?\?", reading.plain[end:end + 2]) is not None)
            or _AT_PRICE.search(reading.plain, max(start - 40, 0), start) is not None
            or _ASKED.search(reading.plain, max(start - 70, 0), start) is not None)


def _of_money(reading: Reading, match: Match[str], value: Number) -> bool:
    """Whether "10 verdes" are dollars, and not ten green ones."""
    before, after = reading.plain[:match.start()][-40:], reading.plain[match.end():]
    return bool(match.group("limit") or match.group("scale1") or _asked_price(reading, *match.span())
                or any(one.search(before) for one in (_BUDGET_NEAR, _HAVE, _BROUGHT, _WISHED))
                or _BUDGET_NEAR.search(after[:30]) or (value >= _LEAST_SLANG and not re.search(r"\w", before + after)))


def _opens_range(plain: str, match: Match[str]) -> bool:
    """Whether the first number is money: not in "talle 44 hasta 70 mil", nor "zapatillas 42 hasta 50 lucas"."""
    if match.group("head") or match.group("pre1") or match.group("scale1") or match.group("cur1"):
        return True
    before = plain[max(match.start() - 25, 0):match.start()]
    return not (_SIZE_BEFORE.search(before) or (match.group("link") == "hasta" and before.strip()))


def _read_range(reading: Reading, match: Match[str], country: str | None) -> dict[str, Any] | None:
    if _UNIT_AFTER.match(reading.plain, match.end()) or not _opens_range(reading.plain, match):
        return None
    sure = _money_word(match, "1") or _money_word(match, "2")
    if match.group("link") == "o" and not sure:
        return None
    low, high = _value(match, "1", country), _value(match, "2", country)
    if low is None or high is None:
        return None
    if match.group("scale2") and not match.group("scale1") and low < 1000 <= high:
        low = _value(match, "1", country, match.group("scale2"))
    if not sure:
        near = _BUDGET_NEAR.search(reading.plain, max(match.start() - 50, 0),
                                   min(match.end() + 30, len(reading.plain)))
        if not (near or (match.group("head") == "entre" and low is not None and low >= 50)):
            return None
    if low is None or low >= high:
        return None
    word = match.group("cur2") or match.group("pre2") or match.group("cur1") or match.group("pre1")
    return {"min": low, "max": high, "currency": currency_of(word, country)}


def _read_limits(plain: str, match: Match[str], country: str | None) -> dict[str, Any] | None:
    """A lower and an upper limit side by side; the one without a scale takes the other's."""
    if not (_money_word(match, "1") or _money_word(match, "2")
            or _WISHED.search(plain, max(match.start() - 20, 0), match.start())
            or _BUDGET_NEAR.search(plain, max(match.start() - 50, 0), match.start())):
        return None
    first, second = _value(match, "1", country), _value(match, "2", country)
    if first is None or second is None:
        return None
    if not match.group("scale1") and first < 1000 <= second:
        first = _value(match, "1", country, match.group("scale2"))
    elif not match.group("scale2") and second < 1000 <= first:
        second = _value(match, "2", country, match.group("scale1"))
    if first is None or second is None or first == second:
        return None
    word = match.group("cur2") or match.group("pre2") or match.group("cur1") or match.group("pre1")
    return {"min": min(first, second), "max": max(first, second), "currency": currency_of(word, country)}


def _read_single(reading: Reading, match: Match[str], country: str | None) -> tuple[dict[str, Any], float] | None:
    if _UNIT_AFTER.match(reading.plain, match.end("num1")) or _UNIT_AFTER.match(reading.plain, match.end()):
        return None
    value = _value(match, "1", country)
    if value is None or value <= 0 or _DENIED_AFTER.match(reading.plain, match.end()):
        return None
    confidence = 1.0
    if match.group("cur1") == _SLANG and not _of_money(reading, match, value):
        return None
    if not _money_word(match, "1"):
        if value < 100 and not match.group("limit") and _SIZE_BEFORE.search(
                reading.plain, max(match.start() - 25, 0), match.start()):
            return None
        near = _BUDGET_NEAR.search(reading.plain, max(match.start() - 50, 0),
                                   min(match.end() + 30, len(reading.plain)))
        refused = match.group("min") is not None and _NO_AFTER.match(reading.plain, match.end()) is not None
        thousands = value >= 10000 and match.group("about") is not None and not match.group("num1").isdigit()
        limit = value >= 50 and (bool(match.group("max")) or refused or thousands or _BROUGHT.search(
            reading.plain, max(match.start() - 24, 0), match.start()) is not None)
        if not (near or limit) or not _NUMBER_ENDS.match(reading.plain, match.end()):
            return None
        confidence = 0.9 if near else 0.7
        if value < 10:
            return None
    currency = currency_of(match.group("cur1") or match.group("pre1"), country)
    turned = match.group("min") and (_NO_BEFORE.search(reading.plain, max(match.start() - 45, 0), match.start())
                                     or _NO_AFTER.match(reading.plain, match.end()))
    if not match.group("max") and _ONLY.search(match.group("after") or "") and _HAVE.search(
            reading.plain, max(match.start() - 16, 0), match.start()):
        return {"amount": value, "currency": currency}, confidence
    if match.group("max") or match.group("amax") or turned:
        return {"min": None, "max": value, "currency": currency}, confidence
    if match.group("min") or match.group("amin"):
        return {"min": value, "max": None, "currency": currency}, confidence
    return {"amount": value, "currency": currency}, confidence


def read_budgets(reading: Reading, country: str | None = None) -> None:
    """Takes each expression of money that a person can or wants to spend, as `budget`.

    Value: {"amount", "currency"} or {"min", "max", "currency"}, an open side None; currency an ISO 4217
    code, None where the words leave it open. The price of a thing is hidden from later readers, not taken.
    """
    for limits in _LIMITS:
        for match in list(limits.finditer(reading.plain)):
            value = _read_limits(reading.plain, match, country)
            if value:
                reading.take("budget", value, *match.span())
    for pattern in (_RANGE, _SINGLE):
        for match in list(pattern.finditer(reading.plain)):
            start = match.start()
            if pattern is _RANGE:
                value, confidence = _read_range(reading, match, country), 1.0
            else:
                single = _read_single(reading, match, country)
                value, confidence = single if single else (None, 0.0)
            if value is None:
                continue
            wished = value.get("max") is not None and value.get("min") is None and _WISHED.search(
                reading.plain, max(start - 20, 0), start)
            if not wished and (_asked_price(reading, start, match.end())
                               or _FREIGHT_AFTER.match(reading.plain, match.end())):
                reading.blank(*match.span())
                continue
            end = match.end()
            if pattern is _SINGLE and (match.group("aabout") or ("amount" in value and match.group("after"))):
                end = match.start("after")  # "más o menos" after it changes nothing
            if pattern is _SINGLE and _SAYS.search(match.group("max") or ""):
                start = match.start("pre1" if match.group("pre1") else "num1")  # "mi límite son 45 lucas"
            if pattern is _SINGLE and _SAYS.match(match.group("after") or ""):
                end = match.start("after")  # "150 mil es mi techo"
            reading.take("budget", value, start, end, confidence)
