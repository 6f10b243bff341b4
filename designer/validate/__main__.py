"""`python -m designer.validate [--quick]`: exit code 1 and a line for each problem, or 0 and what was counted.

Rasa's own validation runs last, and only when the quick checks found nothing.
"""
from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor

from designer.validate import checks, rasa_check
from designer.validate.company import company
from designer.validate.problem import Problem
from designer.validate.project import Project
from hilo.settings import ROOT


def quick(project: Project) -> list[Problem]:
    """The quick checks; the company's, slow to import, in a process of its own meanwhile."""
    others = [check for check in checks.CHECKS if check is not company]
    with ProcessPoolExecutor(1) as helper:
        of_company = helper.submit(company, Project(project.root))
        found = checks.quick(project, others)
        return checks.in_order([*found, *of_company.result()])


def report(problems: list[Problem]) -> None:
    """A line for each problem, then how many."""
    for problem in problems:
        print(problem)
    todo = sum(problem.pending for problem in problems)
    many = "1 problema" if len(problems) == 1 else f"{len(problems)} problemas"
    print(f"\n{many}" + (f", {todo} por completar" if todo else ""))


def main() -> None:
    """Checks the project.

    Raises:
        SystemExit: 1 when something is wrong.
    """
    parser = argparse.ArgumentParser(prog="make validate", description="Revisa todo lo que escribe un diseñador.")
    parser.add_argument("--quick", action="store_true", help="sin la revisión de Rasa, que tarda más")
    quick_only = parser.parse_args().quick
    project = Project(ROOT)
    problems = quick(project) or ([] if quick_only else rasa_check.rasa_check(project))
    if problems:
        report(problems)
        raise SystemExit(1)
    print(f"{checks.count(project)}: todo en orden" + (" (sin la revisión de Rasa)" if quick_only else ""))


if __name__ == "__main__":
    main()
