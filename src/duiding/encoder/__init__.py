"""A small Dutch sentence encoder: sentences to vectors of 384 figures, each sentence read in its article."""

from duiding.encoder.encoder import LONGEST, MIDDLE, WEIGHTS, WIDTH, Encoder, shared

__all__ = ["LONGEST", "MIDDLE", "WEIGHTS", "WIDTH", "Encoder", "shared"]
