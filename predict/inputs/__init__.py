"""Whatever an analyst has -> articles, one after another."""

from predict.inputs.finding import STANDARD_INPUT, Source, find_inputs, find_urls
from predict.inputs.reading import How, read_articles

__all__ = [
    "STANDARD_INPUT",
    "How",
    "Source",
    "find_inputs",
    "find_urls",
    "read_articles",
]
