"""How many SMS a text takes: what each network counts and charges.

Source: 3GPP TS 23.038 (the GSM 7 bit alphabet and its extension table) and TS 23.040 (the header of a message in
parts). A text within the alphabet takes 160 signs, 153 each in parts; any other goes as UCS-2, 70 and 67. Of the
Spanish letters é, ñ, Ñ, É, ü, Ü, ¿ and ¡ are in the alphabet; á, í, ó and ú are not.
"""
from __future__ import annotations

from typing import NamedTuple

BASIC = frozenset("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
                  "abcdefghijklmnopqrstuvwxyzäöñüà")
EXTENDED = frozenset("\f^{}\\[~]|€")
"""Each of these takes the room of two."""
GSM, UCS2 = "GSM-7", "UCS-2"
_ROOM = {GSM: (160, 153), UCS2: (70, 67)}
"""Units of a text that is one SMS, and of each where it is several."""


class Size(NamedTuple):
    """encoding: GSM-7 or UCS-2. units: signs as they are counted. segments: SMS that are charged."""

    encoding: str
    units: int
    segments: int


def size(text: str) -> Size:
    """What a text takes as SMS; an empty one nothing."""
    encoding = GSM if all(c in BASIC or c in EXTENDED for c in text) else UCS2
    widths = [_width(c, encoding) for c in text]
    alone, each = _ROOM[encoding]
    if sum(widths) <= alone:
        return Size(encoding, sum(widths), 1 if text else 0)
    segments, used = 1, 0
    for width in widths:  # a sign of two units is not cut
        if used + width > each:
            segments, used = segments + 1, 0
        used += width
    return Size(encoding, sum(widths), segments)


def _width(sign: str, encoding: str) -> int:
    if encoding == GSM:
        return 2 if sign in EXTENDED else 1
    return 2 if ord(sign) > 0xFFFF else 1
