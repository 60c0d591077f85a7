"""The report: one page that holds all it shows, the figures for programs, and the plots as files."""

from evaluate.report.folder import write_report

__all__ = ["write_report"]
