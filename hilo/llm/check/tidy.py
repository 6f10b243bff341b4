"""What may be set right without changing what is said."""
from __future__ import annotations

import re
import unicodedata

_MARKUP = re.compile(r"\*\*|__|`{1,3}|^#{1,6} ", re.MULTILINE)
_QUOTES = {"\"": "\"", "«": "»", "“": "”", "'": "'"}
_TAG = re.compile(r"</?(?:text|message|answer|respuesta)>")


def tidy(text: str) -> str:
    """Without markup, emoji, wrapping quotes, doubled signs and superfluous blanks."""
    text = _MARKUP.sub("", _TAG.sub("", text)).strip()
    if len(text) > 1 and _QUOTES.get(text[0]) == text[-1] and text.count(text[0]) <= 2:
        text = text[1:-1]
    text = "".join(c for c in text if unicodedata.category(c) not in ("So", "Sk", "Cf", "Co") or c == "°")
    text = re.sub(r"([!?¡¿])\1+", r"\1", text)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+", " ", text)).strip()
