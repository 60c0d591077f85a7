"""Tables of text: CSV, TSV, JSONL, Parquet and spreadsheets, their headings, and cells that say nothing."""

from duiding.tabular.headings import ROLES, find_column, recognise
from duiding.tabular.table import ENDINGS, Row, Rows, open_table, read_table

__all__ = ["ENDINGS", "ROLES", "Row", "Rows", "find_column", "open_table", "read_table", "recognise"]
