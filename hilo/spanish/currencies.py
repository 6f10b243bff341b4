"""Words for money by country, and whose money a bare «pesos» is."""
from __future__ import annotations

import re

_PESOS = {"AR": "ARS", "MX": "MXN", "CL": "CLP", "CO": "COP", "UY": "UYU", "DO": "DOP", "CU": "CUP"}
_PESO_WORD = r"pesos?|pesitos|pe"
_BY_WORD: dict[str, str | dict[str, str]] = {  # a table where the word is money in several countries
    r"pesos? argentinos?|ars|ar\$": "ARS", r"pesos? mexicanos?|mxn|mx\$|varos?|varitos?": "MXN",
    r"pesos? chilenos?|clp": "CLP", r"pesos? colombianos?|cop": "COP", r"pesos? uruguayos?|uyu": "UYU",
    r"pesos? dominicanos?|dop|rd\$": "DOP", r"pesos? cubanos?|cup": "CUP",
    r"dolares (?:americanos|blue|mep)|dolar(?:es|cito|citos)?|dolars|usd|u\$[sd]|us\$|u\.s\.d\.|verdes|"
    r"dolaritos": "USD",
    r"eur(?:o|ito|illo)s?|eur|€|pavos|pavillos": "EUR", r"(?:nuevos )?sol(?:es)?|sol(?:cito|ecito)s?|pen|s/\.?": "PEN",
    r"guaranies|guarani|pyg|gs\.?": "PYG", r"bolivares|bolivar|ves": "VES", r"bolivianos|boliviano|bob": "BOB",
    r"bs\.?|bolos": {"BO": "BOB", "VE": "VES"}, r"quetzales|quetzal|gtq": "GTQ", r"lempiras?|hnl": "HNL",
    r"colones|colon|crc|₡": "CRC", r"cordobas?|nio|c\$": "NIO", r"balboas?|pab": "PAB",
    r"reales|reais|brl|r\$": "BRL", _PESO_WORD: _PESOS, r"mangos": {"AR": "ARS", "UY": "UYU"},
    r"\$": {},
}
_WORDS = [(re.compile(pattern), code) for pattern, code in _BY_WORD.items()]
CURRENCY = "(?:" + "|".join(f"(?:{p})" for p in _BY_WORD if p not in (r"\$", _PESO_WORD)) + r"|pesos?|pesitos|\$)"
"""A currency's word or sign after an amount."""


def currency_of(word: str | None, country: str | None) -> str | None:
    """The currency that a word means in a country (ISO 4217); None: not known."""
    if not word:
        return None
    for pattern, code in _WORDS:
        if pattern.fullmatch(word):
            return code if isinstance(code, str) else code.get((country or "").upper())
    return None


def country_of_money(shop: str | None, speaker: str | None) -> str | None:
    """Whose «pesos» and «lucas» are meant: the person's own, where theirs has such money; else the shop's."""
    own = (speaker or "").upper()
    return own if own in _PESOS or own == "PE" else shop
