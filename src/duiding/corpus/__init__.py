"""Reading and checking labelled sentences into one DataFrame."""

from duiding.corpus.annotators import Undecided
from duiding.corpus.checks import (
    check_enough,
    check_same_labels,
)
from duiding.corpus.collection import read_texts
from duiding.corpus.frame import fingerprint, weights_of
from duiding.corpus.labelled import Labelled, read_codings, read_corpus, read_labelled
from duiding.corpus.merge import Conflict
from duiding.corpus.reading_options import ReadingOptions
from duiding.corpus.splits import marked_test, test_part, training_part
from duiding.corpus.undecided import write_undecided

__all__ = [
    "Conflict",
    "Labelled",
    "ReadingOptions",
    "Undecided",
    "check_enough",
    "check_same_labels",
    "fingerprint",
    "marked_test",
    "read_codings",
    "read_corpus",
    "read_labelled",
    "read_texts",
    "test_part",
    "training_part",
    "weights_of",
    "write_undecided",
]
