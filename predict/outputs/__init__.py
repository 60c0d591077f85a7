"""Labelled articles -> a file, by its ending."""

from predict.outputs.opening import (
    ENDINGS,
    Output,
    What,
    open_actors,
    open_output,
    output_for,
    takes_whole_articles,
)

__all__ = [
    "ENDINGS",
    "Output",
    "What",
    "open_actors",
    "open_output",
    "output_for",
    "takes_whole_articles",
]
