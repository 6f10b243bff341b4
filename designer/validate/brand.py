"""Bot texts keep to the company's own voice: `words_we_avoid` of `data/business/brand.yml`."""
from __future__ import annotations

import re

from designer.validate.places import written
from designer.validate.problem import Problem
from designer.validate.project import Project
from designer.validate.reading import UnreadableError, read
from hilo.spanish.normalize import fold

FILE = "data/business/brand.yml"


def avoided_words(project: Project) -> list[Problem]:
    """No text says what the company does not say."""
    file = project.root / FILE
    try:
        data = read(project.root, file).data if file.exists() else {}
    except UnreadableError:
        return []  # the company's own check tells
    avoided = [str(word) for word in (data or {}).get("words_we_avoid") or []]
    return [Problem(name.path, line, f"«{name.name}» dice «{word}», que la empresa evita ({FILE})",
                    "dilo con otras palabras")
            for name in project.declared("responses") for text, line in written(name) for word in avoided
            if re.search(rf"\b{re.escape(fold(word))}\b", fold(text))]
