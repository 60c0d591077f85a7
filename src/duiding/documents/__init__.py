"""A file that an analyst has -> the articles in it, by what it holds and not only by its name."""

from duiding.documents.reading import LARGEST, read_document
from duiding.documents.recognition import ENDINGS, recognise

__all__ = ["ENDINGS", "LARGEST", "read_document", "recognise"]
