"""Reading and checking labelled sentences into one DataFrame."""

from duiding.corpus.checking import check_enough, check_same_labels, fingerprint, training_part
from duiding.corpus.reading import read_corpus
from duiding.corpus.tables import ENDINGS, find_tables, read_table

__all__ = [
    "ENDINGS",
    "check_enough",
    "check_same_labels",
    "find_tables",
    "fingerprint",
    "read_corpus",
    "read_table",
    "training_part",
]
