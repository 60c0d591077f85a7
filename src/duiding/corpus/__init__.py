"""Reading and checking labelled sentences into one DataFrame."""

from duiding.corpus.checking import (
    check_enough,
    check_same_labels,
    fingerprint,
    training_part,
)
from duiding.corpus.formulas import as_written, harmless
from duiding.corpus.reading import read_corpus
from duiding.corpus.rows import ENDINGS, open_table
from duiding.corpus.tables import find_tables, read_table

__all__ = [
    "ENDINGS",
    "as_written",
    "check_enough",
    "check_same_labels",
    "find_tables",
    "fingerprint",
    "harmless",
    "open_table",
    "read_corpus",
    "read_table",
    "training_part",
]
