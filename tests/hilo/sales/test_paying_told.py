"""How somebody said that they will pay, long before the cart asks."""
from __future__ import annotations

import pytest

from hilo.sales.paying_told import paying_told


@pytest.mark.parametrize(("text", "told"), [
    ("quiero zapatillas talle 38 y pago con transferencia", (True, None)),
    ("prefiero pagar por transferencia", (True, None)), ("con transferencia, gracias", (True, None)),
    ("busco una manta, pago en efectivo al retirar", (False, "pick_up")),
    ("en efectivo cuando la retire", (False, "pick_up")), ("lo pago en la sucursal", (False, "pick_up")),
    ("voy a pagar con tarjeta", (False, None)), ("¿puedo pagar con transferencia?", (False, None)),
    ("busco zapatillas", (False, None)), ("¿tienen descuento por transferencia? busco un buzo", (False, None)),
    ("ya hice la transferencia del otro pedido", (False, None)), ("¿aceptan efectivo al retirar?", (False, None))])
def test_how_it_is_paid_is_told_and_not_asked(text: str, told: tuple[bool, str | None]) -> None:
    assert paying_told([text]) == told


def test_the_last_word_counts() -> None:
    assert paying_told(["hasta 80 mil", "mejor pago con tarjeta", "pago con transferencia"]) == (False, None)
