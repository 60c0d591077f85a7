"""Drift: how far articles that are labelled are from those that the model was trained on."""

from duiding.drift.drift import Drift, DriftFigure, DriftReport
from duiding.drift.reference import Reference, remember
from duiding.drift.words import TellingWord

__all__ = ["Drift", "DriftFigure", "DriftReport", "Reference", "TellingWord", "remember"]
