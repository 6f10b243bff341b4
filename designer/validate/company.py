"""The company in `data/business/`, by the product's own reader."""
from __future__ import annotations

import re

from designer.validate.problem import Problem
from designer.validate.project import Project

_LINE = re.compile(r"^(?P<path>[^:]+):(?P<line>\d+): (?P<message>.+?)(?:; (?P<remedy>[^;]+))?$", re.DOTALL)


def company(project: Project) -> list[Problem]:
    """All problems of all files of the company."""
    from hilo.business.agendas import load_agendas
    from hilo.business.load import BusinessError, load_company  # slow to import: only when it is asked for
    from hilo.business.loyalty import load_loyalty
    from hilo.business.quotes import load_quote_rules
    from hilo.business.sales import load_sales
    from hilo.calling.agent_prompt import load_agent_prompt
    from hilo.llm.prompts import load_company_prompts
    from hilo.orders.compensation import load_compensation
    from hilo.orders.policy import load_order_rules
    from hilo.outreach.policy import load_policy
    from hilo.outreach.templates import load_templates
    from hilo.personalization.register import load_registers
    from hilo.support.remedies import load_remedies

    problems = []
    for load in (load_company, load_registers, load_loyalty, load_agendas, load_sales, load_policy, load_templates,
                 load_company_prompts, load_agent_prompt, load_order_rules, load_compensation, load_quote_rules,
                 load_remedies):
        try:
            load(project.root / "data" / "business")
        except BusinessError as error:
            problems += [_problem(said) for said in error.problems]
    return problems


def _problem(said: str) -> Problem:
    match = _LINE.match(said)
    if not match:
        return Problem("data/business", 1, said, "corrígelo")
    return Problem(match["path"], int(match["line"]), match["message"], match["remedy"] or "corrígelo")
