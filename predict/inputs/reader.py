"""Read articles from what was found; one that can't be read is told and passed over."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from duiding.cli.hints import told
from duiding.documents.date_column import DateColumn
from duiding.documents.records import article_from, sentence_from, without_text
from duiding.documents.roles import Roles, find_roles
from duiding.encoding import open_text
from duiding.errors import DuidingError, InputError, in_one_line
from duiding.prediction import Article, check_length
from duiding.signatures import signature_of
from duiding.tabular import ENDINGS
from duiding.tabular.cells import visible
from duiding.tabular.own import is_own
from duiding.tabular.workbook import WORKBOOKS
from duiding.translation import _, speak
from predict.inputs.document import read_source, spooled
from predict.inputs.ids import Ids
from predict.inputs.sources import DOCUMENTS, Source
from predict.inputs.table_rows import Table, tables_of

Row = Mapping[str, str]


class Reader:
    """Reads articles; one that can't be read is handed to ``skip`` with the reason, and the rest go on.

    Args:
        split: whether texts are split into sentences; without, every row of a table or line of text is one sentence already.
        roles: finds out which columns of a table hold what, from their names and what to call the table.
        skip: told why an input was left out.
        notice: told what was detected, such as an encoding, and once for all that are alike what was taken for what.
        advance: told the size, in bytes, of what was read since it was last told.

    """

    def __init__(
        self,
        *,
        split: bool = True,
        roles: Callable[[Sequence[str], str], Roles] = find_roles,
        skip: Callable[[str], None],
        notice: Callable[[str], None],
        advance: Callable[[int], None] = lambda size: None,
    ) -> None:
        self._split, self._roles = split, roles
        self._skip, self._notice = (lambda text: skip(in_one_line(text))), (lambda text: notice(in_one_line(text)))
        self._advance = advance
        self._ids = Ids()
        self._said: set[str] = set()

    def read(self, sources: Iterable[Source]) -> Iterator[Article]:
        """Give the articles of what ``find_inputs`` and ``find_urls`` gave, with ids of which no two are the same."""
        for source in sources:
            try:
                yield from self._articles(source)
            except DuidingError as error:
                self._skip(told(error))

    def _articles(self, source: Source) -> Iterator[Article]:
        ending = "" if source.url else source.path.suffix.lower()
        tables = ending in ENDINGS and not (self._split and _is_other(source))
        if tables or (ending in WORKBOOKS and not self._split):
            yield from self._of_tables(source)
        elif not self._split and not source.url and ending not in DOCUMENTS:
            yield from self._of_lines(source)
        else:
            for article in read_source(source, self._skip, self._say):
                if article.whole:
                    yield self._numbered(article, source.where, source.name)
                else:
                    yield self._renamed(article, source.where, table=ending in WORKBOOKS)
            self._advance(source.size)

    def _tell_once(self, text: str, about: str) -> None:
        if about not in self._said:
            self._said.add(about)
            self._notice(text)

    def _say(self, text: str) -> None:
        """Tell what a file was read as, for the first of each kind; all else each time."""
        alike = text.rpartition(": read as ")[2] if ": read as " in text and "detected" not in text else ""
        if not alike or alike not in self._said:
            self._notice(text)
        self._said.add(alike)

    def _of_tables(self, source: Source) -> Iterator[Article]:
        """Read a table, or the sheets of a workbook; a sheet that can't be read is passed over where others can."""
        with tables_of(source, self._notice) as tables:
            for table in tables:
                try:
                    yield from self._of_table(table)
                except InputError as error:
                    if len(tables) == 1:
                        raise
                    self._skip(told(error))

    def _of_table(self, table: Table) -> Iterator[Article]:
        """Take a row as an article, or as one sentence; a row without text is passed over."""
        roles, dates, columns = None, DateColumn(), dict[str, None]()
        for number, row in table.rows:
            self._advance(sum(map(len, row.values())))
            if roles is None or row.keys() - columns.keys():  # lines of JSON may each have others
                columns |= dict.fromkeys(row)
                roles = self._roles(list(columns), table.where)
                self._tell_roles(table, roles, columns)
            own = roles.of(row)
            if trouble := without_text(row, own):
                self._skip(
                    f"{table.where}, row {number} {trouble}: expected {'an article' if self._split else 'a sentence'}."
                )
                continue
            dates.see(row.get(own.date, ""), f"row {number}")
            try:
                yield self._of_row(row, own, number, table)
            except InputError as error:
                self._skip(told(error))
        if roles is None:
            raise InputError("%(source)s has a heading but no rows.", source=table.where)
        for remark in dates.remarks(table.where):
            self._notice(remark)

    def _tell_roles(self, table: Table, roles: Roles, columns: Collection[str]) -> None:
        alone = "" if roles.article_id else _("each row counts as an article of its own")
        ours = _("labelled by duiding, so each row is read as a sentence") if self._split and is_own(columns) else ""
        text = "; ".join(filter(None, (_taken(roles), alone, ours)))
        if text and text not in self._said:
            self._notice(f"{table.where}: {text}.")
        self._said.add(text)

    def _of_row(self, row: Row, roles: Roles, number: int, table: Table) -> Article:
        make = article_from if self._split and not is_own(row) else sentence_from
        article = make(row, roles, f"{table.name}-{number}")
        check_length(article.text, f"{table.where}, row {number}", whole=article.whole)
        if article.whole:
            return self._numbered(article, table.where, table.name)
        return self._renamed(article, table.where, table=True)

    def _numbered(self, sentence: Article, where: str, table: str) -> Article:
        """Give a sentence that is a row of a table the id of its article and its number there."""
        article_id = self._ids.in_table(sentence.article_id, table)
        if article_id != sentence.article_id:
            self._tell_once(
                f"{where}: article {sentence.article_id} has a number that stood in another table: it is called {article_id}.",
                f"{where} numbers anew",
            )
        return sentence._replace(article_id=article_id, number=self._ids.sentence(article_id))

    def _renamed(self, article: Article, where: str, *, table: bool) -> Article:
        """Give an article an id of its own; that two share one is told once a file, since rows of a ``table`` may be sentences."""
        article_id = self._ids.article(article.article_id)
        if article_id != article.article_id:
            rows = "each row counts as an article of its own; where rows are sentences, give --split none"
            more = rows if table else f"it is called {article_id} here"
            self._tell_once(
                f"{where}: there is an article {article.article_id} already, and {more}.", f"{where} shares ids"
            )
        return article._replace(article_id=article_id)

    def _of_lines(self, source: Source) -> Iterator[Article]:
        article_id, some = self._ids.article(source.name), False
        with tempfile.TemporaryDirectory() as folder:
            path = source.path if source.path.is_file() else spooled(source, Path(folder))
            with open_text(path, source.where) as (file, encoding):
                if encoding.guessed:
                    self._notice(f"{source.where}: read as {encoding.name}, which was detected.")
                for number, line in enumerate(_split_lines(file), 1):
                    self._advance(len(line))
                    if visible(line).strip():
                        some = True
                        yield Article(article_id, line, whole=True, number=number, context=False)
        if not some:
            raise InputError("%(where)s holds no text: expected a sentence a line.", where=source.where)


def _is_other(source: Source) -> bool:
    """Tell whether a file whose name says that it is a table is something else, such as a workbook or an image."""
    return source.path.is_file() and signature_of(source.path) not in (None, "tables")


def _taken(roles: Roles) -> str:
    """Say what was taken for what, in the language of this process."""
    either, term = _(" or "), speak().term
    parts = [_("a table of AmCAT")] if roles.of_amcat else []
    parts += [_("%(role)s in %(columns)s", role=term(role), columns=either.join(names)) for role, names in roles.taken]
    return ", ".join(parts)


def _split_lines(file: Iterable[str]) -> Iterator[str]:
    """Split where ``str.splitlines`` does, without what ends a line."""
    for line in file:
        yield from line.splitlines()
