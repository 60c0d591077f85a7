"""Labelled articles -> files, by their endings."""

from predict.outputs.output import Content, Output, Target, Written, open_targets, output_for, write_articles

__all__ = ["Content", "Output", "Target", "Written", "open_targets", "output_for", "write_articles"]
