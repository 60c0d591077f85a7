"""Drift: how far articles that are labelled are from those that the model was trained on."""

from duiding.drift.measuring import Comparison, Drift, DriftReport
from duiding.drift.reference import Reference, remember

__all__ = ["Comparison", "Drift", "DriftReport", "Reference", "remember"]
