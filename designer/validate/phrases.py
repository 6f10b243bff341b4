"""Training phrases: none twice, annotations that Rasa can read."""
from __future__ import annotations

import json
from collections.abc import Iterator

from designer.validate.contents import Phrase, each_step
from designer.validate.problem import Problem
from designer.validate.project import UNWRITTEN, Project
from designer.validate.reading import line_of
from hilo.learning.phrase_files import ANNOTATION, plain


def repeated_phrases(project: Project) -> list[Problem]:
    """No phrase is written twice, in one intent or in two."""
    found = []
    first: dict[str, Phrase] = {}
    for phrase in project.phrases:
        before = first.setdefault(plain(phrase.text), phrase)
        if before is phrase:
            continue
        where = f"{before.path}:{before.line}"
        if before.intent == phrase.intent:
            found.append(Problem(phrase.path, phrase.line,
                                 f"la frase «{phrase.text}» ya está en «{phrase.intent}» ({where})", "borra una"))
        else:
            found.append(Problem(phrase.path, phrase.line, f"la frase «{phrase.text}» está en «{phrase.intent}» "
                                 f"y en «{before.intent}» ({where})", "déjala solo en una de las dos"))
    return found


def unwritten_phrases(project: Project) -> list[Problem]:
    """What `make new-flow` left to be written."""
    return [Problem(p.path, p.line, f"la frase todavía dice {UNWRITTEN}", "escríbela como la diría la gente",
                    pending=True) for p in project.phrases if UNWRITTEN in p.text]


def stray_lines(project: Project) -> list[Problem]:
    """Every line among the phrases is one; Rasa passes over the others."""
    found = []
    for path, block in project.phrase_blocks:
        for number, line in enumerate(str(block["examples"]).splitlines(), line_of(block, "examples") + 1):
            if line.strip() and not line.strip().startswith("-"):
                found.append(Problem(path, number, f"«{line.strip()}» no empieza con «- » y no se entrena",
                                     "ponle «- » delante o bórralo"))
    return found


def entity_of(reference: str | None, group: str | None) -> tuple[str | None, str | None]:
    """The entity that an annotation names, or what is wrong with it."""
    if group is None:
        return (reference or "").split(":")[0].strip() or None, None
    try:
        named = json.loads(group).get("entity")
    except ValueError:
        return None, f"«{group}» no se puede leer"
    return (str(named), None) if named else (None, f"«{group}» no dice qué entidad es")


def annotation_mistakes(text: str, entities: dict[str, object]) -> Iterator[tuple[str, str]]:
    """What is wrong with the annotations of a text, and what to do."""
    for match in ANNOTATION.finditer(text):
        entity, mistake = entity_of(match.group(2), match.group(3))
        if mistake:
            yield mistake, "escribe [valor](entidad) o [valor]{\"entity\": \"entidad\"}"
        elif not match.group(1).strip() or match.group(1) != match.group(1).strip():
            yield f"«{match.group(0)}» encierra espacios o nada", "deja entre corchetes solo el valor"
        elif not entity:
            yield f"«{match.group(0)}» no dice qué entidad es", "escribe su nombre entre los paréntesis"
        elif entity not in entities:
            yield (f"la entidad «{entity}» no está declarada",
                   f"corrige el nombre; las que hay son {', '.join(entities)}")
    rest = ANNOTATION.sub("", text)
    if "[" in rest or "]" in rest:
        yield "hay un corchete suelto", "las anotaciones se escriben [valor](entidad), sin espacio entre ] y ("


def annotated(project: Project) -> list[Problem]:
    """The annotations of phrases and of conversation tests."""
    places = [(p.path, p.line, p.text) for p in project.phrases]
    places += [(story.path, line, str(step["user"])) for story in project.tests
               for line, step in each_step(story.steps) if "user" in step]
    return [Problem(path, line, *mistake) for path, line, text in places
            for mistake in annotation_mistakes(text, dict(project.entities))]
