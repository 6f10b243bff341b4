"""Words by which a step of a quotation is answered other than by a value."""
from __future__ import annotations

import re

BY_CHAT = re.compile(r"\b(?:por aqui|por aca|por este (?:medio|chat)|por whats\w*|por wasap|"
                      r"aqui (?:nomas|mismo|no mas)|aca (?:nomas|mismo)|sin correo|"
                      r"no tengo (?:correo|mail|email)|no uso (?:correo|mail))\b")
ANY = re.compile(r"\b(?:cualquiera|la que sea|me da igual|da lo mismo|la mas (?:barata|economica))\b")
PAPER = re.compile(r"\bpdf\b|\b(?:pas|mand|envi|hac|haz|arm)\w*(?: (?:la|el|mi|una?))? (?:cotizacion|"
                    r"presupuesto|proforma|papel|documento)\b|\b(?:mand|envi|pas)\w*mel[oa]\b")
"""The quotation itself is asked for: it is to be made, not dropped."""
