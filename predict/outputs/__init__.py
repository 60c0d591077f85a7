"""Labelled articles -> a file, by its ending."""

from predict.outputs.opening import ENDINGS, Output, open_output, output_for

__all__ = ["ENDINGS", "Output", "open_output", "output_for"]
