"""A linear support vector machine whose margins become probabilities by one temperature.

Softmax over all classes' margins, sharpened by one number that cross-validation finds (temperature scaling: Guo et al.
2017, "On Calibration of Modern Neural Networks"; for margins instead of logits). One curve per class (Platt) leaves
each class something and is too modest over forty of them, and it may put another class first than the margins do.
"""
from __future__ import annotations

from typing import Any

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import softmax
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

SEED = 7
SHARPEST = 20.0


class Tempered(BaseEstimator, ClassifierMixin):
    """`fit`, `predict`, `predict_proba` over sparse features."""

    def __init__(self, C: float = 1.0, folds: int = 4) -> None:  # noqa: N803 (scikit-learn's name)
        """C: as of LinearSVC. folds: of the cross-validation that finds the temperature."""
        self.C, self.folds = C, folds

    def fit(self, features: Any, names: Any) -> Tempered:
        """Fits the machine on all, the sharpness on what folds say of the rest."""
        names = np.asarray(names)
        self.machine_ = self._machine().fit(features, names)
        self.classes_ = self.machine_.classes_
        margins = np.zeros((len(names), len(self.classes_)))
        split = StratifiedKFold(self.folds, shuffle=True, random_state=SEED)
        for there, here in split.split(features, names):
            margins[here] = both_sides(self._machine().fit(features[there], names[there]).decision_function(
                features[here]))
        right = np.searchsorted(self.classes_, names)

        def surprise(sharpness: float) -> float:
            likely = softmax(sharpness * margins, axis=1)[np.arange(len(names)), right]
            return float(-np.log(np.maximum(likely, 1e-12)).mean())

        self.sharpness_ = float(minimize_scalar(surprise, bounds=(0.1, SHARPEST), method="bounded").x)
        return self

    def predict_proba(self, features: Any) -> Any:
        """Probabilities, a row a message."""
        return softmax(self.sharpness_ * both_sides(self.machine_.decision_function(features)), axis=1)

    def predict(self, features: Any) -> Any:
        """The likeliest class of each message."""
        return self.classes_[self.predict_proba(features).argmax(axis=1)]

    def _machine(self) -> LinearSVC:
        return LinearSVC(C=self.C, class_weight="balanced", random_state=SEED)


def both_sides(margins: Any) -> Any:
    """A column a class: of two classes LinearSVC gives the second one's margin only."""
    return margins if margins.ndim == 2 else np.column_stack([-margins, margins])
