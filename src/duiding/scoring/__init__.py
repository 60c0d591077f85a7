"""How good predictions are, and whether one model's are better than another's, with intervals over articles."""

from duiding.scoring.comparison import Comparison, McNemar, compare, mcnemar, paired_difference
from duiding.scoring.held_out import score_held_out
from duiding.scoring.metrics import Interval, macro_f1_interval
from duiding.scoring.predictions import Predictions, predict

__all__ = [
    "Comparison",
    "Interval",
    "McNemar",
    "Predictions",
    "compare",
    "macro_f1_interval",
    "mcnemar",
    "paired_difference",
    "predict",
    "score_held_out",
]
