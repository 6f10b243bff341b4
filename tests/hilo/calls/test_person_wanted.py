"""Who asks for a human being, and who only speaks of people."""
from __future__ import annotations

import pytest

from hilo.calls.person_wanted import wants_person


@pytest.mark.parametrize("said", ["no veo bien por qué no me pone con una señorita de verdad",
                                  "quiero hablar con un muchacho de verdad no con una máquina",
                                  "sí pero páseme con un asesor"])
def test_a_person_is_asked_for_in_the_peoples_own_words(said: str) -> None:
    assert wants_person(said)


@pytest.mark.parametrize("said", ["sí con ella dígame", "hola sí con ella cuénteme",
                                  "necesitamos chaquetas para los asesores me cotizas porfa",
                                  "y la niña que me va a atender sabe de decoración o es vendedora"])
def test_who_answers_for_themselves_or_speaks_of_people_asks_for_nobody(said: str) -> None:
    assert not wants_person(said)
