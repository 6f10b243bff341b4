"""Reads `data/business/`; an error names file, line and what to do."""
from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from hilo.business import goods
from hilo.business import models as m
from hilo.business.company import Company, Shop

FOLDER = Path(__file__).resolve().parents[2] / "data" / "business"
Model = TypeVar("Model", bound=BaseModel)


class BusinessError(ValueError):
    """Something in the company's files is wrong; each line names file, line and remedy."""

    def __init__(self, problems: Sequence[str]) -> None:
        """`problems`: one per line, already in words for a designer."""
        super().__init__("\n".join(problems))
        self.problems = list(problems)


def line_of(node: Any, place: Sequence[Any]) -> int:
    """The line (from 1) where a value stands, by its path in a document read with line numbers."""
    line = 1
    for key in place:
        try:
            mark = node.lc.data.get(key) if hasattr(node, "lc") else None
            line = (mark[0] if mark else node.lc.line) + 1
            node = node[key]
        except (KeyError, IndexError, TypeError, AttributeError):
            break
    return line


def read_yaml(path: Path, name: str) -> Any:
    """A YAML file with line numbers.

    Raises:
        BusinessError: when the file is missing or is not YAML.
    """
    if not path.exists():
        raise BusinessError([f"{name}:1: falta este archivo; créalo a partir del de Ceibo"])
    try:
        return YAML(typ="rt").load(path.read_text(encoding="utf-8"))
    except MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + 1
        raise BusinessError([f"{name}:{line}: el YAML no se puede leer ({error.problem}); "
                             f"revisa sangría, comillas y dos puntos"]) from error


PICTURES = "pictures"
"""The folder of the products' pictures, beside the company's files."""
_WORDS = {
    "field required": "falta esta clave; agrégala",
    "extra fields not permitted": "no existe una clave con ese nombre; corrígela o bórrala",
    "value is not a valid integer": "tiene que ser un número entero",
    "value is not a valid float": "tiene que ser un número",
    "value is not a valid list": "tiene que ser una lista",
    "value is not a valid dict": "tiene que ser un grupo de claves",
    "str type expected": "tiene que ser un texto",
    "invalid date format": "la fecha se escribe \"2026-12-24\"",
    'string does not match regex "^/(?!/)[A-Za-z0-9._~%/-]*[A-Za-z0-9_~-]$"':
        "es lo que va después del sitio: empieza con / y no lleva espacios, acentos, ? ni # (\"/zapatillas/litoral\")",
    'string does not match regex "^[a-z0-9-]+\\.(?:png|jpg)$"':
        "es el nombre de un archivo de data/business/pictures/, en minúsculas (\"zapatilla-litoral.png\")",
    "value could not be parsed to a boolean": "tiene que ser true o false",
}


def check(model: type[Model], data: Any, name: str, within: tuple[Any, ...] = (), root: Any = None) -> Model:
    """A part of a file in its shape.

    Raises:
        BusinessError: naming each value that does not fit, by file and line.
    """
    try:
        return model.parse_obj(data)
    except ValidationError as error:
        problems = []
        for item in error.errors():
            place = (*within, *item["loc"])
            said = _WORDS.get(item["msg"], item["msg"])
            where = ".".join(str(p) for p in place if p != "__root__")
            problems.append(f"{name}:{line_of(data if root is None else root, place)}: {where}: {said}")
        raise BusinessError(problems) from error


class _Reader:
    """Collects the problems of all files, so that a designer mends them in one go."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[str] = []

    def name(self, path: Path) -> str:
        return str(Path("data/business") / path.relative_to(self.folder))

    def one(self, model: type[Model], file: str) -> Any:
        path = self.folder / file
        try:
            return check(model, read_yaml(path, self.name(path)), self.name(path))
        except BusinessError as error:
            self.problems += error.problems
            return None

    def many(self, model: type[Model], folder: str, key: str) -> dict[str, tuple[Any, str]]:
        """All items under `key` in the YAML files of a folder, by id, with the place of each."""
        found: dict[str, tuple[Any, str]] = {}
        for path in sorted((self.folder / folder).glob("*.yml")):
            name = self.name(path)
            try:
                document = read_yaml(path, name) or {}
            except BusinessError as error:
                self.problems += error.problems
                continue
            for index, item in enumerate(document.get(key) or []):
                place = f"{name}:{line_of(document, (key, index))}"
                shared = {k: v for k, v in document.items() if k != key}  # what a file says of all its items
                try:
                    value: Any = check(model, {**shared, **item}, name, (key, index), document)
                except BusinessError as error:
                    self.problems += error.problems
                    continue
                if value.id in found:
                    self.problems.append(f"{place}: el id «{value.id}» ya está en {found[value.id][1]}; cambia uno")
                found[value.id] = (value, place)
        if not found and not self.problems:
            self.problems.append(f"data/business/{folder}:1: no hay ninguna entrada «{key}»; agrega al menos una")
        return found


def _with_asked(reader: _Reader, faqs: dict[str, tuple[m.Faq, str]]) -> tuple[m.Faq, ...]:
    """The approved answers with the further ways of asking that stand in `asked/`."""
    more: dict[str, list[str]] = {}
    for path in sorted((reader.folder / "asked").glob("*.yml")):
        name = reader.name(path)
        try:
            found = check(m.Asked, read_yaml(path, name) or {}, name)
        except BusinessError as error:
            reader.problems += error.problems
            continue
        for id_, ways in found.__root__.items():
            more.setdefault(id_, []).extend(ways)
            if id_ not in faqs:
                reader.problems.append(f"{name}:1: no hay una respuesta con el id «{id_}» en faqs/; corrígelo")
    return tuple(faq.copy(update={"also": [*faq.also, *more.get(faq.id, [])]}) for faq, _ in faqs.values())


def _cross_checks(words: goods.Vocabulary, profile: m.Profile, shipping: m.Shipping,
                  products: dict[str, tuple[goods.Product, str]]) -> list[str]:
    """What no single value can show: that names used in one file exist in another."""
    problems = []
    colors = {color.name for color in words.colors}
    sizes = {size for group in words.sizes.values() for size in ([group] if isinstance(group, str) else group)}
    priced = {profile.currency, *profile.also_priced_in}
    for product, place in products.values():
        if product.type not in words.types:
            problems.append(f"{place}: el tipo «{product.type}» no está en product_types.yml; agrégalo o corrígelo")
        for color in set(product.stock) - colors - {"único"}:
            problems.append(f"{place}: el color «{color}» no está en product_types.yml; agrégalo o corrígelo")
        for size in {v.size for v in product.variants()} - sizes:
            problems.append(f"{place}: el talle «{size}» no está en product_types.yml; agrégalo o corrígelo")
        if profile.currency not in product.price:
            problems.append(f"{place}: falta el precio en {profile.currency}; agrégalo")
        for currency in set(product.price) - priced:
            problems.append(f"{place}: la moneda {currency} no está en profile.yml; agrégala a also_priced_in")
        if any(v.stock < 0 for v in product.variants()):
            problems.append(f"{place}: hay unidades negativas en stock; el mínimo es 0")
    problems += _page_problems(words, profile, products)
    if shipping.default_zone not in {zone.id for zone in shipping.zones}:
        problems.append(f"data/business/shipping.yml:1: default_zone «{shipping.default_zone}» no es una zona")
    branches = {branch.id for branch in profile.branches}
    problems += [f"data/business/shipping.yml:1: la sucursal de retiro «{b}» no está en profile.yml; corrígela"
                 for b in shipping.pick_up.branches if b not in branches]
    return problems


def _page_problems(words: goods.Vocabulary, profile: m.Profile,
                   products: dict[str, tuple[goods.Product, str]]) -> list[str]:
    """Pages need a site to stand on, and each article one of its own."""
    pages = [(str(product.url), place) for product, place in products.values() if product.url]
    seen: dict[str, str] = {}
    problems = []
    for page, place in pages:
        if page in seen:
            problems.append(f"{place}: la página «{page}» ya es la de {seen[page]}; cambia una")
        seen.setdefault(page, place)
    if (pages or any(kind.url for kind in words.types.values())) and not profile.contact.web.startswith("https://"):
        problems.append("data/business/profile.yml:1: contact.web tiene que empezar con https:// para que las páginas "
                        "(url) de los productos sean enlaces")
    return problems


def load_company(folder: Path = FOLDER) -> Company:
    """The company of a folder.

    Raises:
        BusinessError: with all problems of all files.
    """
    reader = _Reader(folder)
    profile = reader.one(m.Profile, "profile.yml")
    holidays = reader.one(m.Holidays, "holidays.yml")
    shipping = reader.one(m.Shipping, "shipping.yml")
    payments = reader.one(goods.Payments, "payments.yml")
    promotions = reader.one(goods.Promotions, "promotions.yml")
    words = reader.one(goods.Vocabulary, "product_types.yml")
    brand = reader.one(m.Brand, "brand.yml")
    people = reader.one(m.People, "people.yml")
    synonyms = reader.one(m.Synonyms, "synonyms.yml")
    unanswered = reader.one(m.Unanswered, "unanswered.yml")
    products = reader.many(goods.Product, "catalogue", "products")
    faqs = reader.many(m.Faq, "faqs", "faqs")
    answers = _with_asked(reader, faqs)
    if not reader.problems:
        reader.problems += _cross_checks(words, profile, shipping, products)
        reader.problems += [f"{place}: falta la imagen data/business/{PICTURES}/{one.image}; agrégala o borra `image`"
                            for one, place in products.values() if one.image
                            and not (folder / PICTURES / one.image).is_file()]
    if reader.problems:
        raise BusinessError(reader.problems)
    return Company(profile=profile, holidays=holidays, shipping=shipping, payments=payments,
                   promotions=tuple(promotions.promotions), words=words, brand=brand, people=people, synonyms=synonyms,
                   unanswered=tuple(q for some in unanswered.unanswered.values() for q in some),
                   products=tuple(p for p, _ in products.values()), faqs=answers)


@lru_cache(maxsize=1)
def get_shop() -> Shop:
    """The company of this process with its indexes, read once.

    Raises:
        BusinessError: with all problems of all files.
    """
    return Shop(load_company())
