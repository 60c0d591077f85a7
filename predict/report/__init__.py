"""One self-contained HTML page about one article or many."""

from predict.report.report import Report

__all__ = ["Report"]
