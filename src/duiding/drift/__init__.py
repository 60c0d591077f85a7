"""Drift: how far articles that are labelled are from those that the model was trained on."""

from duiding.drift.drift import Drift, DriftFigure, DriftReport
from duiding.drift.reference import Reference, remember

__all__ = ["Drift", "DriftFigure", "DriftReport", "Reference", "remember"]
