"""Forty needs, written by another author before the recommender: acceptable and forbidden products of each."""
from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from hilo.business.load import get_shop
from hilo.solution.need import DECLINED, Need, read_budget
from hilo.solution.recommend import Advice, recommend

SET = yaml.safe_load((Path(__file__).parent / "needs.yml").read_text(encoding="utf-8"))
NOW = datetime.fromisoformat(SET["now"])


def need_from(told: dict[str, Any]) -> Need:
    """A need in the set's words."""
    told = {k: v for k, v in told.items() if v != DECLINED}
    return Need(product=told.get("product"), color=told.get("color"), size=told.get("size"),
                quantity=told.get("quantity", 1), uses=tuple(told.get("uses", ())), note=told.get("note", ""),
                budget=read_budget(told.get("budget")),
                needed_by=date.fromisoformat(str(told["needed_by"])) if told.get("needed_by") else None,
                town=told.get("town"), country=told.get("country"))


def advice_for(case: dict[str, Any]) -> Advice:
    return recommend(get_shop(), need_from(case["need"]), NOW)


@pytest.mark.parametrize("case", SET["needs"], ids=lambda case: case["name"])
def test_need(case: dict[str, Any]) -> None:
    advice = advice_for(case)
    offered = [fit.product.id for fit in advice.options]
    assert not set(offered) & set(case["forbidden"])
    if case["acceptable"]:
        assert advice.fits
        assert offered
        assert set(offered) <= set(case["acceptable"])
    else:
        assert not advice.fits
        nearest = case.get("nearest") or []
        assert bool(offered) == bool(nearest)
        if nearest:
            assert offered[0] in nearest


def test_the_set_has_forty_needs_of_which_some_cannot_be_met() -> None:
    assert len(SET["needs"]) == 40
    assert sum(not case["acceptable"] for case in SET["needs"]) >= 8
