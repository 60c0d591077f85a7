"""One self-contained HTML page about one article or many."""

from predict.report.report import Report
from predict.report.view import ActorRow, Word

__all__ = ["ActorRow", "Report", "Word"]
