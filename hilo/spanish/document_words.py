"""The words about documents and other numbers: which announce one, which say that a number is something else."""
from __future__ import annotations

import re
from typing import NamedTuple


class Announcement(NamedTuple):
    """Words that say what a number is: anywhere, right before it, some words before it, and right after it."""

    anywhere: re.Pattern[str]
    before: re.Pattern[str]
    far: re.Pattern[str]
    after: re.Pattern[str]


_GAP = (r"(?:\s?[:#=(,.;…?!-]{1,3}|\s{1,2}|\s?(?:n[°ºo]|nro\.?|num\.?|no\.)|\s(?:numero|es|el|la|los|las|de|del|mi|su|"
        r"al|con|son|titular|terminad[oa] en|para|y|ar|argentin[oa]|va|ahi va|te paso|paso|a|que|seria|actual|nuevo|"
        r"extranjer[oa]|visa|master ?card|credito|debito|cliente|ciudadania|identidad|tributari[oa]|fiscal|electronico|"
        r"anterior|empresa|personal|propi[oa]|comprador|bancari[oa]|tarjeta|tengo|yo|dice|atras|dorso|este|anot[ea]n?|"
        r"apunt[ea]n?|pon(?:e|ga|gan)?|usa|usen|tom[ae]n?|escrib[ae]|le|les|os|dos|tres|veces|vez|persona|"
        r"autorizad[oa]|señor[ai]?|esposo|esposa|marido|mujer|hijo|hija|mama|papa|hermano|hermana|suegr[oa]|vecin[oa]|"
        r"amig[oa]|jefe|jefa|soci[oa]|novi[oa]|padre|madre|pareja|abuel[oa]|encargad[oa]|portero|quien|retira|recibe|"
        r"recoge|compra|delante|frente|detras|reverso|vuelta|sale|figura|ya|corto|largo|correcto|bueno|completo|"
        r"nacional|unico|sin|puntos|guion|guiones|ni|letra|copio|mando|dejo|doy|eh|em|o|sea|nuevamente|otra|ese|esta|"
        r"eso|pide|piden|amex|tiene|cuatro|creo|era|fue|me|dijo|dijiste|pediste|pedis|pidieron|preguntas|preguntaste|"
        r"siguiente|abajo|aca|aqui|lo|espera|ok|si|dale|listo|claro|mira|entonces|pues|quiere|quieres|queres|solicita|"
        r"solicitas|necesitas|parte|numerito|numeritos|numeros|esa|mia?|mio|tuy[oa]|pues|tarje|tarj|plastico|viene|"
        r"trae|marca|termina|empieza en|empieza con|digo|serian)(?![a-z])){0,8}\s?$")


OTHER = (r"(?:pedidos?|ordenes|orden|compras?|seguimiento|tracking|guia|facturas?|tel|telefono|cel|celular|celu|fono|"
         r"movil|whatsapp|wsp|llam\w{1,6}|codigo|sku|articulo|referencia|ref|ticket|comprobante|envio|cupon|precio|"
         r"presupuesto|imei|serie|reclamo|caso|transaccion|operacion|remito|lote|pesos|modelo|folio|radicado|"
         r"incidencia|boleta|bulto|poliza|expediente|tramite|postal|cp|vale|cuesta|sale|salen|salio|salieron|costo|"
         r"costaron|total|son|gaste|pague|transferi|cuenta|tarjeta|cbu|cuit|correo|mail|starken|servientrega|estafeta|"
         r"dhl|fedex|ups|seur|oca|andreani)")


def announcement(words: str) -> Announcement:
    word = rf"(?<![a-z])(?:{words})(?![a-zñ])"
    return Announcement(
        re.compile(word), re.compile(rf"{word}\.?{_GAP}"),
        re.compile(rf"{word}(?:[\s,:.;]{{1,3}}(?!{OTHER}(?![a-z]))[a-zñ]{{1,14}}){{0,11}}[\s,:]{{1,3}}$"),
        re.compile(rf"\s?[,;:(.-]{{0,2}}\s?(?:(?:ese|este|esa|eso|ahi|y)\s)?(?:(?:esta|es|seria)\s)?"
                   rf"(?:(?:el|la|mi|su|de|numero|nro|nuestro)\s){{0,3}}{word}(?![^a-z]{{0,3}}\d|.{{0,30}}\d{{3}})"))


BESIDE_A_CARD = re.compile(
    r"(?:•\s?,?\s?(?:(?:vence|vto|venc\w{0,8}|exp\w{0,8}|fecha)\W{0,3})?|\b(?:vto|ven[ct]\w{0,8}|exp\w{0,8}|cad\w{0,8}|"
    r"vigencia)\W{1,3})\d{2}\s?/\s?\d{2,4}\W{1,3}(?:(?:cvv|"
    r"cod\w{0,4}|y|el|es|de)\W{1,3}){0,3}(?P<cvv>\d{3,4})(?![\w/.,]\d|\w)"
    r"|(?:codigo|clave|pin|cod)(?! (?:de|postal|del)\b)\W{1,3}(?:(?:es|el|"
    r"de)\W{1,3}){0,2}(?P<code>\d{3,4})(?![\w/.,]\d|\w)")
"""A CVV needs no announcement after a card and its date, nor a "código" in a text with a card."""
EXPIRES = re.compile(r"\b(?:caduc|venc|vto|exp)\w{0,8}\W{1,3}(?:(?:el|en|es|la|fecha|"
                     r"de)\W{1,2}){0,2}\d{2}\s?/\s?\d{2,4}\W{1,3}(?:(?:y|el|es|con|"
                     r"de|su)\W{1,2}){0,3}(?:codigo|clave|cod|cvv|pin)\W{1,3}(?:(?:es|el|de|"
                     r"seguridad)\W{1,3}){0,3}(?P<cvv>\d{3,4})(?![\w/.,]\d|\w)")
"""A card's date and code, without the card."""
RECEIVES = re.compile(rf"\b(?:(?:retir|recib|recog|autoriz)\w{{1,6}}|"
                      rf"a buscar\w{{0,4}})(?:[\s,:]{{1,3}}(?!{OTHER}(?![a-z]))[a-zñ]{{1,14}}){{1,9}}[\s,:(]{{1,3}}$")
"""Before the bare number of a person who receives: "retira Carla Méndez 30222111"."""
RECEIVED = re.compile(r"\d{1,2}\.\d{3}\.\d{3}|[1-9]\d{7}")
OTHER_NUMBER = re.compile(
    r"(?<![a-z])(?:pedidos?|ordenes|orden|compra|seguimiento|tracking|guia|factura|tel|telefono|cel|celular|movil|"
    r"whatsapp|wsp|llam\w{1,6}|codigo de barras|sku|articulo|referencia|ref|ticket|comprobante|envio|cupon|precio|"
    r"presupuesto|imei|serie|reclamo|caso|transaccion|operacion|remito|lote|pesos|modelo|mod|folio|radicado|incidencia|"
    r"boleta|bulto|poliza|expediente|tramite|starken|chilexpress|servientrega|coordinadora|estafeta|dhl|fedex|ups|seur|"
    r"mrw|andreani|oca|isbn|ean|\$)(?![a-z])" + _GAP)
BEHIND = re.compile(r"\b(?:(?:el|la|lo)s? (?:de|del) (?:atras|detras|delante|dorso|reverso)|(?:atras|detras|(?:al|el) "
                    r"(?:dorso|reverso)|(?:a )?la vuelta)(?: de la tarjeta)?(?: me)? (?:dice|sale|figura|aparece|tiene|"
                    r"pone|esta|hay|trae|viene))"
                    + _GAP)
THING = (r"(?:pedidos?|ordenes|orden|seguimiento|tracking|guias?|facturas?|tel|telefono|cel|celular|celu|fono|movil|"
         r"whatsapp|wsp|sku|articulo|referencia|ref|ticket|comprobante|cupon|precio|presupuesto|imei|serie|reclamo|"
         r"caso|operacion|remito|lote|modelo|folio|radicado|incidencia|boleta|bulto|poliza|expediente|tramite|postal|"
         r"cp|regalo|lealtad|monedero|fidelidad|club|puntos|socio|cliente|autorizacion|total|importe|monto|saldo|valor|"
         r"llam\w{1,6}|starken|chilexpress|servientrega|coordinadora|estafeta|dhl|"
         r"fedex|ups|seur|mrw|andreani|ean|barras|isbn|localizador|nequi|daviplata|yape|bizum|oxxo)")
"""What else has a long number: where one of these stands between, the announcement is not this number's."""
_THING = re.compile(rf"(?<![a-z]){THING}(?![a-z])")
_OWNER = re.compile(r"\s(?:de|en|para|a) (?:la|el|mi|una) (?:factura|boleta|compra)\b")
"""Not another thing: "el cuit de la factura"."""
FAR, FAR_AFTER = 140, 60
"""Characters before and after a number of unmistakable form in which it may be announced."""
PAYS = announcement(r"(?:pag[aou]\w{0,6}|cobr[aeo]\w{0,5}|cargo|debit\w{1,4}|descont\w{2,5}|rechaz\w{1,5}|"
                    r"declin\w{2,5}|deneg\w{2,4}|deniega\w?|negad[oa]|transaccion|plastico)")
"""Words that announce a card's number, which nothing else written so can be."""
COPULA = re.compile(r"(?:\b(?:es|son|era|eran|seria|serian|puse|pongo|puso|dice|sale|figura|aparece|trae|tiene|da|dio|"
                    r"marca|seria)(?: (?:el|la|los|las))?|[:=])\s?$")
A_CARD = re.compile(r"•|\b(?:tarjeta|cvv|cvc|codigo|visa|master ?card|amex|plastico|vence|vto)\b")
"""What stands behind is a CVV in a text about a card."""
CARD_TOLD = re.compile(r"•|(?<!a)\b(?:tarj(?:e|eta)?|cvv|visa|master ?card|amex|american express|plastico|vence|vto|"
                       r"vencimiento|vigencia|caduc\w{1,6}|cad)\b(?! de regalo| regalo)")
"""What makes "el código de 4" a CVV."""
CHARGED = re.compile(r"\b(?:con|a|en|de|desde|por) (?:la|esta|mi|esa|otra) $")
"""Before a card's number: "hice la compra con la 5521…"."""
BILLED = re.compile(r"\b(?:factura|presupuesto|cotizacion|compra|boleta)\w?(?: [abcm])? (?:a|para|al|con|a nombre de)"
                    r"(?: (?:la|el|mi))? $")
"""Before a tax number: "factura A a 30…"."""
CHAIN = re.compile(r"\s?(?:,|;|/|y|e)?\s?(?:y\s)?(?:tambien\s)?(?:(?:el|la)\s)?(?:otr[oa]\s)?(?:(?:de|del)\s)?"
                   r"(?:(?:el|la|mi|su|los|las)\s)?(?:(?!" + OTHER + r"\s)[a-zñ]{1,14}\s){0,2}?(?:es\s)?(?:el\s)?")
"""Between two documents of one kind: "mi dni … y el de mi señora …"."""
AND_THEN = re.compile(r"\d [yeaou]")
"""Not the letter of a Spanish DNI but the next word: "dni 72396752 y mi celular"."""


def said_before(words: Announcement, plain: str, start: int) -> bool:
    """Whether an announcement stands some way before these positions, with no other numbered thing between."""
    ends = [match.end() for match in words.anywhere.finditer(plain, max(0, start - FAR), start)]
    if not ends:
        return False
    owner = _OWNER.match(plain, ends[-1])
    return _THING.search(plain, owner.end() if owner else ends[-1], start) is None


def said_after(words: Announcement, plain: str, end: int) -> bool:
    """Whether an announcement stands some way after these positions, with no other number or thing between."""
    first = words.anywhere.search(plain, end, end + FAR_AFTER)
    return first is not None and not any(c.isdigit() for c in plain[end:first.start()]) and _THING.search(
        plain, end, first.start()) is None
