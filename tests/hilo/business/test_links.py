"""Pages of the site: what the catalogue says, what is nearest where it says nothing, and what the loader refuses."""
from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml

from hilo.business.company import Shop
from hilo.business.links import page_for, page_of, site
from hilo.business.load import FOLDER, BusinessError, get_shop, load_company
from hilo.settings import ROOT
from hilo.texts import domain_files

SITE = "https://www.ceibo.example"
LITORAL = "    url: /zapatilla-litoral\n"


def changed(tmp_path: Path, file: str, before: str, after: str, every: int = 1) -> Path:
    folder = tmp_path / "business"
    if not folder.exists():
        shutil.copytree(FOLDER, folder)
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, every), encoding="utf-8")
    return folder


@pytest.mark.parametrize(("thing", "page"), [
    ("zapatilla litoral", "/zapatilla-litoral"), ("Zapatilla Litoral", "/zapatilla-litoral"),
    ("zapatilla", "/zapatillas"), ("tenis", "/zapatillas"), ("paraguas", ""), ("calzado", ""), (None, ""),
])
def test_the_nearest_page_is_the_articles_then_its_kinds_then_the_site(thing: str | None, page: str) -> None:
    assert page_for(get_shop(), thing) == SITE + page


def test_an_article_without_a_page_has_its_kinds(tmp_path: Path) -> None:
    shop = Shop(load_company(changed(tmp_path, "catalogue/calzado.yml", LITORAL, "")))
    litoral = next(p for p in shop.company.products if p.id == "zapatilla-litoral")
    assert page_of(shop, litoral) is None
    assert page_for(shop, litoral.name) == f"{SITE}/zapatillas"


def test_without_pages_the_site_is_what_is_left(tmp_path: Path) -> None:
    changed(tmp_path, "catalogue/calzado.yml", LITORAL, "")
    shop = Shop(load_company(changed(tmp_path, "product_types.yml", "    url: /zapatillas\n", "")))
    assert page_for(shop, "zapatilla litoral") == SITE


def test_a_slash_at_the_end_of_the_site_is_not_doubled(tmp_path: Path) -> None:
    shop = Shop(load_company(changed(tmp_path, "profile.yml", f"web: {SITE}", f"web: {SITE}/")))
    assert site(shop) == SITE
    assert page_for(shop, "zapatilla litoral") == f"{SITE}/zapatilla-litoral"


@pytest.mark.parametrize("page", ["zapatilla", "https://otra.example/x", "/con espacio", "/año", "/x?y=1", "/x#y", "/",
                                  "//otra.example"])
def test_a_page_that_is_none_is_named_by_file_and_line(tmp_path: Path, page: str) -> None:
    with pytest.raises(BusinessError) as caught:
        load_company(changed(tmp_path, "catalogue/calzado.yml", LITORAL, f'    url: "{page}"\n'))
    line = (FOLDER / "catalogue/calzado.yml").read_text(encoding="utf-8").split(LITORAL)[0].count("\n") + 1
    [problem] = caught.value.problems
    assert problem.startswith(f"data/business/catalogue/calzado.yml:{line}: ")
    assert "empieza con /" in problem


def test_two_articles_do_not_share_a_page(tmp_path: Path) -> None:
    with pytest.raises(BusinessError, match=r"ya es la de data/business/catalogue/calzado\.yml:"):
        load_company(changed(tmp_path, "catalogue/calzado.yml", "    url: /zapatilla-costanera\n", LITORAL))


def test_pages_need_a_site_to_stand_on(tmp_path: Path) -> None:
    with pytest.raises(BusinessError, match=r"contact\.web tiene que empezar con https://"):
        load_company(changed(tmp_path, "profile.yml", f"web: {SITE}", "web: www.ceibo.example"))


def test_what_is_said_aloud_has_no_link() -> None:
    responses = {name: variants for file in domain_files(ROOT) for name, variants in (
        yaml.safe_load(file.read_text(encoding="utf-8")).get("responses") or {}).items()}
    said = [name for name in responses if name in ("utter_item_details", "utter_contact", "utter_order_placed")]
    assert len(said) == 3
    for name in said:
        aloud = [variant["text"] for variant in responses[name] if variant.get("channel") == "phone"]
        assert aloud, name
        assert not re.search(r"\{(?:link|web|page)\}|https?:|[*_]\{", " ".join(aloud)), name
