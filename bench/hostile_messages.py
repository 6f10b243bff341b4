"""Messages that nobody means: very long, without words, in many scripts. What reads them stays quick and whole."""
from __future__ import annotations

LONG = 10_000
"""Characters of the long ones."""


def _filled(piece: str) -> str:
    return (piece * (LONG // len(piece) + 1))[:LONG]


HOSTILE = {
    "one letter": _filled("a"), "vowels with accents": _filled("á"), "digits": _filled("7"),
    "digits in groups": _filled("123 4567 "), "words": _filled("quiero cambiar las zapatillas negras del pedido "),
    "words without spaces": _filled("quierocambiarlaszapatillas"), "many different words": _filled(
        " ".join(chr(97 + n % 26) + chr(97 + n // 26 % 26) + chr(97 + n * 7 % 26) + "ado" for n in range(1500))),
    "capitals": _filled("QUIERO HABLAR CON ALGUIEN YA "), "hola": _filled("hola "), "no": _filled("no "),
    "dates": _filled("el lunes a las 3 "), "prices": _filled("$1.000 "), "times": _filled("a las 3 y "),
    "numbers in words": _filled("treinta y tres mil "), "addresses": _filled("ana@correo.com "),
    "links": _filled("https://a.co/x "), "an endless address": "a@" + _filled("b."), "an endless link": "https://"
    + _filled("x"), "laughter": _filled("ja"), "stretched": _filled("holaaaa "), "question marks": _filled("?"),
    "commas": _filled(","), "brackets": _filled("("), "quotes": _filled("«“\"'"), "underscores": _filled("_"),
    "emoji": _filled("😡"), "one emoji": "🙂", "emoji of families": _filled("👨‍👩‍👧‍👦"), "flags": _filled("🇦🇷"),
    "combining accents": "a" + _filled("\u0301"),
    "zero width": _filled("\u200b"), "joined invisibly": _filled("a\u200d"),
    "mixed scripts": _filled("hola привет 你好 مرحبا שלום नमस्ते "), "chinese": _filled("漢字"),
    "right to left": _filled("مرحبا "), "turned by control": "\u202e" + _filled("hola "), "arabic digits": _filled("٣"),
    "letters for mathematics": _filled("𝓱𝓸𝓵𝓪 "), "full width": _filled("ｈｏｌａ "), "newlines": _filled("\n"),
    "newlines and words": _filled("hola\n"), "carriage returns": _filled("\r\n"), "tabs": _filled("\t"),
    "spaces": _filled(" "), "no-break spaces": _filled("\u00a0"), "null characters": _filled("\0"),
    "lone surrogates": _filled("\ud83d"), "private use": _filled("\ue000"), "replacement": _filled("\ufffd"),
    "markup": _filled("<b>hola</b>"), "code": _filled("{\"a\": [1, 2]}; "), "intent": _filled("/greet{}"),
    "one character": "x", "one space": " ", "empty": "", "a slash": "/",
}
