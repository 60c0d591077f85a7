"""Whatever an analyst has -> articles, one after another."""

from predict.inputs.reader import Reader
from predict.inputs.sources import STANDARD_INPUT, Source, find_inputs, find_urls

__all__ = ["STANDARD_INPUT", "Reader", "Source", "find_inputs", "find_urls"]
