"""A row of a table is an article, or one sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from duiding.cli.hints import told
from duiding.corpus import open_table
from duiding.errors import ColumnError, DuidingError
from duiding.prediction import Article, check_length
from predict.inputs.finding import Source
from predict.inputs.naming import Names


def read_rows(
    source: Source,
    whole: bool,
    text_column: str,
    names: Names,
    skip: Callable[[str], None],
    notice: Callable[[str], None],
    advance: Callable[[int], None],
) -> Iterator[Article]:
    """Read a table row by row; a row without text is handed to ``skip``.

    Raises:
        DuidingError: the file can't be read or has no such column.

    """
    some = False
    with open_table(source.path) as table:
        if table.encoding and table.encoding.guessed:
            notice(f"{source.where}: read as {table.encoding.name}, which was detected.")
        for number, row in enumerate(table.rows, 1):
            some = True
            advance(sum(map(len, row.values())))
            where = f"{source.where}, row {number}"
            if number == 1 and text_column not in row:
                raise ColumnError(
                    f"{source.where} has no column '{text_column}': found {', '.join(row)}.",
                    "text" if text_column == "text" else "",
                )
            text = row.get(text_column, "")
            try:
                check_length(text, where)
            except DuidingError as error:
                skip(told(error))
                continue
            wished = row.get("article_id", "").strip() or f"{source.name}-{number}"
            fields = {name: value for name, value in row.items() if name not in (text_column, "article_id")}
            if whole:
                yield Article(wished, text, fields, whole=True, number=names.sentence(wished))
            else:
                yield Article(names.article(wished), text, fields)
    if not some:
        raise DuidingError(f"{source.where} has a heading but no rows.")
