"""Who is held responsible or accused in a sentence."""

from duiding.attribution.blame.blame import blamed_in

__all__ = ["blamed_in"]
