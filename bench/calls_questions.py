"""Learns by which words a part of speech asks, and writes `hilo/calls/asking.json`.

    python -m bench.calls_questions

From the sentences of the calls that may be read and of the designers' phrases, whose signs tell whether they ask and
are then taken away; of calls that a recogniser wrote without signs only the questions of the gold.
"""
from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

import yaml
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bench.calls import DEVELOPMENT, GOLD, TWO, calls
from hilo.calls.asking import WEIGHTS_FILE, marks
from hilo.calls.clauses import clauses
from hilo.calls.intents import VALUE
from hilo.calls.transcript import AGENT, is_question, sentences, turns_of
from hilo.settings import ROOT

EASE = 1.0
"""scikit-learn's C."""
OTHERS = 0.5
"""How much a sentence counts that no customer said in a call."""
LEAST = 0.25
"""Smaller weights are not kept."""


def examples(without: str = "") -> Iterator[tuple[str, bool, float]]:
    """Parts of speech, whether they ask, and how much they count; without: an author to leave out."""
    for file in [GOLD, TWO, *DEVELOPMENT]:
        for call in calls(file in DEVELOPMENT, file) if file.stem != without else ():
            turns = turns_of(call["transcript"], datetime.fromisoformat(call["at"]))
            has_signs = any("?" in turn.text for turn in turns if turn.role != AGENT)
            for turn in turns:
                for sentence in sentences(turn.said) if turn.role == AGENT or has_signs else ():
                    asks = is_question(sentence)
                    for part in [sentence] if asks else clauses(sentence):
                        yield part, asks, OTHERS if turn.role == AGENT else 1.0
            for question in call["gold"]["pending_questions"]:
                yield question, True, 1.0
    for file in sorted((ROOT / "data").rglob("nlu.yml")):
        for entry in (yaml.safe_load(file.read_text(encoding="utf-8")) or {}).get("nlu") or []:
            for line in entry.get("examples", "").splitlines():
                said = VALUE.sub(r"\1", line.strip().removeprefix("-").strip())
                for sentence in sentences(said) if "?" in said else ():
                    yield sentence, is_question(sentence), OTHERS


def learn(without: str = "") -> dict[str, float]:
    """The weights; the one of "" is there always."""
    rows = list(examples(without))
    vectors = DictVectorizer()
    fitted = LogisticRegression(C=EASE, max_iter=3000).fit(
        vectors.fit_transform([marks(text) for text, _, _ in rows]), [asks for _, asks, _ in rows],
        sample_weight=[weight for _, _, weight in rows])
    found = {name: round(float(weight), 2) for name, weight in zip(vectors.get_feature_names_out(), fitted.coef_[0],
                                                                  strict=True) if abs(weight) >= LEAST}
    return {"": round(float(fitted.intercept_[0]), 2)} | found


def main() -> None:
    """Writes the weights."""
    WEIGHTS_FILE.write_text(json.dumps(learn(), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
