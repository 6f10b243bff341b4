"""What the company sells, in the form in which `hilo.spanish` reads it out of a text."""
from __future__ import annotations

from hilo.business.company import Company
from hilo.spanish.normalize import fold
from hilo.spanish.values import GENERIC, Lexicon


def lexicon_of(company: Company) -> Lexicon:
    """The catalogue's words before the generic ones.

    A word of another country is reported as it was said ("tenis"), because "zapatilla" is
    a slipper elsewhere; a mere shortening ("zapa") is reported as the type's name.
    """
    products: dict[str, str] = dict(GENERIC.products)
    for name, kind in company.words.types.items():
        for word in kind.also:
            shortened = fold(name).startswith(fold(word))
            products[fold(word)] = name if shortened else word.lower()
        products[fold(name)] = name
    products.update({fold(product.name): product.name.lower() for product in company.products})
    # A colour too is reported in the person's word ("crema"); the catalogue's name is looked up when it is needed.
    colors = dict(GENERIC.colors)
    for color in company.words.colors:
        colors[fold(color.name)] = color.name
        for word in color.also:
            feminine = fold(word)[:-1] == fold(color.name)[:-1] and word.endswith("a")
            colors.setdefault(fold(word), color.name if feminine else word.lower())
    sizes = [size for group in company.words.sizes.values()
             for size in ([group] if isinstance(group, str) else group)]
    local: dict[str, dict[str, str]] = {}
    for name, kind in company.words.types.items():
        for country, words in kind.also_in.items():
            local.setdefault(country, {}).update({fold(word): name for word in words})
            products |= {fold(word): word.lower() for word in words if fold(word) not in products}
    return Lexicon(products, colors, list(dict.fromkeys([*sizes, *GENERIC.sizes])), local)
