"""What labelling tools and spreadsheets give back, as judgements."""

from duiding.corpus.exports.recognition import read_judgements

__all__ = ["read_judgements"]
