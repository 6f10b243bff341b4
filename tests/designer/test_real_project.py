"""The project as it lies here."""
from __future__ import annotations

from designer.validate import checks
from designer.validate.project import Project
from hilo.settings import ROOT


def test_the_project_has_no_problems():
    assert [str(problem) for problem in checks.quick(Project(ROOT))] == []
