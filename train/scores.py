"""Cross-validated scores, as the manifest holds them."""

from __future__ import annotations

from typing import Any

from sklearn.metrics import f1_score, precision_recall_fscore_support

from train.search import Searched


def scores_of(truth: list[str], found: Searched) -> dict[str, Any]:
    """Give macro-F1 with its spread over folds, precision, recall, F1 and support by label, and what each setting tried reached."""
    columns = precision_recall_fscore_support(truth, found.predictions, labels=found.classes, zero_division=0.0)
    by_label = {
        label: dict(zip(("precision", "recall", "f1", "support"), (round(float(one), 4) for one in row), strict=True))
        for label, row in zip(found.classes, zip(*columns, strict=True), strict=True)
    }
    macro_f1 = float(f1_score(truth, found.predictions, average="macro", zero_division=0.0))
    return {
        "macro_f1": round(macro_f1, 4),
        "macro_f1_by_fold": [round(score, 4) for score in found.scores[found.best]],
        "labels": by_label,
        "tried": [
            {**one._asdict(), "macro_f1": round(sum(folds) / len(folds), 4)} for one, folds in found.scores.items()
        ],
    }
