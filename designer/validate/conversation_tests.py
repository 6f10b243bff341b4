"""Conversation tests: at least one for each flow, with phrases that were not trained."""
from __future__ import annotations

from designer.validate.contents import each_step
from designer.validate.problem import Problem
from designer.validate.project import UNWRITTEN, Project
from hilo.learning.phrase_files import plain


def tests_have_stories(project: Project) -> list[Problem]:
    """No test file is empty."""
    filled = {story.path for story in project.tests}
    return [Problem(document.path, 1, "no hay ninguna prueba en el archivo", "agrega una en «stories:»", pending=True)
            for document in project.test_documents if document.path not in filled]


def test_phrases(project: Project) -> list[Problem]:
    """A test says what no training phrase says, else it shows only that the phrase was learnt by heart."""
    found = []
    trained = {plain(phrase.text): phrase for phrase in project.phrases}
    for story in project.tests:
        for line, step in each_step(story.steps):
            said = str(step.get("user", "")).strip()
            if UNWRITTEN in said:
                found.append(Problem(story.path, line, f"el mensaje todavía dice {UNWRITTEN}",
                                     "escríbelo como lo diría la gente", pending=True))
            elif said and not said.startswith("/") and plain(said) in trained:
                phrase = trained[plain(said)]
                found.append(Problem(story.path, line, f"«{said}» ya es una frase de entrenamiento "
                                     f"({phrase.path}:{phrase.line})", "dilo de otra manera"))
    return found


def tests_speak(project: Project) -> list[Problem]:
    """A test has what the person says and the intent that it should be."""
    found = []
    for story in project.tests:
        if story.kind == "rule":
            found.append(Problem(story.path, story.line, f"«{story.name}» es una regla", "muévela a data/flows/ o "
                                 "escríbela como prueba, con «- story:»"))
        said = [(line, step) for line, step in each_step(story.steps) if "user" in step]
        if not said and story.kind == "story":
            found.append(Problem(story.path, story.line, f"en «{story.name}» nadie dice nada",
                                 "agrega pasos «- user:» con su «intent:»"))
        found += [Problem(story.path, line, "falta la intención de este mensaje", "agrega «intent:» debajo de «user:»")
                  for line, step in said if "intent" not in step]
    return found

