"""Read articles from what was found; one that can't be read is told and passed over."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from duiding.cli.hints import told
from duiding.corpus import ENDINGS, open_table
from duiding.encoding import open_text
from duiding.errors import ColumnError, DuidingError
from duiding.prediction import Article, check_length
from predict.inputs.document import read_document, spooled
from predict.inputs.ids import Ids
from predict.inputs.sources import PAGES, Source


class Reader:
    """Reads articles; one that can't be read is handed to ``skip`` with the reason, and the rest go on.

    Args:
        split: whether texts are split into sentences; without, every row of a table or line of text is one sentence already.
        text_column: the column of tables that holds the text.
        skip: told why an input was left out.
        notice: told what was detected, such as an encoding.
        advance: told the size, in bytes, of what was read since it was last told.

    """

    def __init__(
        self,
        *,
        split: bool = True,
        text_column: str = "text",
        skip: Callable[[str], None],
        notice: Callable[[str], None],
        advance: Callable[[int], None] = lambda size: None,
    ) -> None:
        self._split, self._text_column = split, text_column
        self._skip, self._notice, self._advance = skip, notice, advance
        self._ids = Ids()

    def read(self, sources: Iterable[Source]) -> Iterator[Article]:
        """Give the articles of what ``find_inputs`` and ``find_urls`` gave, with ids of which no two are the same."""
        for source in sources:
            try:
                yield from self._articles(source)
            except DuidingError as error:
                self._skip(told(error))

    def _articles(self, source: Source) -> Iterator[Article]:
        ending = "" if source.url else source.path.suffix.lower()
        if ending in ENDINGS:
            yield from self._of_table(source)
        elif not self._split and not source.url and ending not in PAGES:
            yield from self._of_lines(source)
        else:
            article = read_document(source, self._notice)
            self._advance(source.size)
            yield article._replace(article_id=self._ids.article(article.article_id))

    def _of_table(self, source: Source) -> Iterator[Article]:
        """Take a row as an article, or as one sentence; a row without text is passed over."""
        some = False
        with open_table(source.path) as table:
            if table.encoding and table.encoding.guessed:
                self._notice(f"{source.where}: read as {table.encoding.name}, which was detected.")
            for number, row in enumerate(table.rows, 1):
                some = True
                self._advance(sum(map(len, row.values())))
                if number == 1:
                    self._check_column(source, row)
                text = row.get(self._text_column, "")
                try:
                    check_length(text, f"{source.where}, row {number}")
                except DuidingError as error:
                    self._skip(told(error))
                    continue
                yield self._of_row(row, text, f"{source.name}-{number}")
        if not some:
            raise DuidingError(f"{source.where} has a heading but no rows.")

    def _check_column(self, source: Source, row: dict[str, str]) -> None:
        if self._text_column not in row:
            found = f"{source.where} has no column '{self._text_column}': found {', '.join(row)}."
            raise ColumnError(found, "text" if self._text_column == "text" else "")

    def _of_row(self, row: dict[str, str], text: str, made: str) -> Article:
        """Make an article of a row; ``made`` is its id where the row names none."""
        given = row.get("article_id", "").strip() or made
        fields = {name: value for name, value in row.items() if name not in (self._text_column, "article_id")}
        if self._split:
            return Article(self._ids.article(given), text, fields)
        return Article(given, text, fields, whole=True, number=self._ids.sentence(given))

    def _of_lines(self, source: Source) -> Iterator[Article]:
        article_id, some = self._ids.article(source.name), False
        with tempfile.TemporaryDirectory() as folder:
            path = source.path if source.path.is_file() else spooled(source, Path(folder))
            with open_text(path, source.where) as (file, encoding):
                if encoding.guessed:
                    self._notice(f"{source.where}: read as {encoding.name}, which was detected.")
                for number, line in enumerate(_split_lines(file), 1):
                    self._advance(len(line))
                    if line.strip():
                        some = True
                        yield Article(article_id, line, whole=True, number=number, context=False)
        if not some:
            raise DuidingError(f"{source.where} holds no text: expected a sentence a line.")


def _split_lines(file: Iterable[str]) -> Iterator[str]:
    """Split where ``str.splitlines`` does, without what ends a line."""
    for line in file:
        yield from line.splitlines()
