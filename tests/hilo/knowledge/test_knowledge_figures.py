"""What stands in figures is found by the place, means or branch that is named, in whatever words it is asked."""
from __future__ import annotations

import errno
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pytest

from hilo import knowledge
from hilo.business.load import load_company
from hilo.knowledge import kept as kept_module
from hilo.knowledge import likeness
from hilo.knowledge.kept import kept
from hilo.knowledge.words import Vocabulary


@pytest.mark.parametrize(("question", "passage"), [
    ("pa gijón cuánto me clavan y cuándo lo tendría", "zone:espana"),
    ("a antofa cuánto es y en cuántos días está", "zone:limitrofes"),
    ("mty: cuánto sería y cuándo me cae", "zone:latinoamerica"),
    ("un domingo a la noche me responden por acá?", "hours:online"),
    ("soy de jalisco, el oxxo cuánto tiempo me da para pagar", "payments:mx"),
    ("con pagofacil cuando se acredita el pago?", "payments:ar"),
])
def test_figures_come_first_for_what_is_named(question: str, passage: str) -> None:
    assert knowledge.search(question)[0].passage.id == passage


def test_where_figures_come_first_a_near_answer_is_not_given() -> None:
    assert knowledge.answer("pa gijón cuánto me clavan y cuándo lo tendría") is None


def test_a_towns_short_name_is_not_read_as_a_typing_error() -> None:
    assert knowledge.get_knowledge().spelling.mend("a valpo") == "a valpo"


def test_what_was_learnt_is_kept_for_the_same_wordings_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_module, "get_settings", lambda: type("Home", (), {"var": tmp_path}))
    made: list[int] = []

    def learnt(number: int) -> tuple[np.ndarray, np.ndarray]:
        made.append(number)
        return np.full(2, number), np.full(3, number)

    one, other = [np.array([1.0])], [np.array([2.0])]
    assert [kept(parts, partial(learnt, number))[1].tolist() for number, parts in enumerate((one, one, other))] == [
        [0, 0, 0], [0, 0, 0], [2, 2, 2]]
    for file in tmp_path.glob("knowledge/*.npz"):
        file.write_bytes(b"half")
    assert kept(one, lambda: learnt(3))[0].tolist() == [3, 3]
    assert made == [0, 2, 3]


def test_what_cannot_be_written_whole_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(out: BinaryIO, **_: np.ndarray) -> None:
        out.write(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(kept_module, "get_settings", lambda: type("Home", (), {"var": tmp_path}))
    monkeypatch.setattr(np, "savez", full)
    assert kept([np.zeros(2)], lambda: (np.ones(2), np.ones(2)))[0].tolist() == [1, 1]
    assert list((tmp_path / "knowledge").iterdir()) == []


def test_what_was_solved_by_other_code_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_module, "get_settings", lambda: type("Home", (), {"var": tmp_path}))
    solve, solved = likeness._solve, list[int]()

    def counted(*given: Any) -> Any:
        solved.append(likeness.SOLVED_BY)
        return solve(*given)

    monkeypatch.setattr(likeness, "_solve", counted)
    vocabulary = Vocabulary(load_company())
    for version in (1, 1, 2):
        monkeypatch.setattr(likeness, "SOLVED_BY", version)
        likeness.Likeness(vocabulary, [["hacen envíos"], ["aceptan tarjeta"]], ["Sí.", "Sí."], ["qué hora es"])
    assert solved == [1, 2]
