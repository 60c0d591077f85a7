"""A file that an analyst has -> the articles in it, by what it holds and not only by its name."""

from duiding.documents.dates import iso_date
from duiding.documents.reading import LARGEST, read_document
from duiding.documents.recognition import ENDINGS, kind_of

__all__ = ["ENDINGS", "LARGEST", "iso_date", "kind_of", "read_document"]
