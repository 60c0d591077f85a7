"""Records with named fields, such as rows of a table or objects of JSON -> articles; fields are found by their usual names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import NamedTuple

from duiding.documents.article import Tell, article_of
from duiding.documents.date_column import DateColumn
from duiding.documents.markup import blocks_of, holds_markup
from duiding.encoding import without_surrogates
from duiding.errors import ColumnError
from duiding.prediction import Article
from duiding.tabular.cells import is_error, says_nothing, visible
from duiding.tabular.headings import find_column, recognise
from duiding.tabular.own import is_own

_KNOWN = (
    "title",
    "date",
    "publisher",
    "section",
    "url",
    "author",
)  # roles whose fields an article keeps, by these names
_AMCAT = frozenset(["headline", "medium", "date", "text"])  # as AmCAT calls the fields of an article
Row = Mapping[str, str]


class Roles(NamedTuple):
    """Which columns hold what: one or more the text, others that which is known about an article."""

    texts: Sequence[str]
    lead: str | None
    article_id: str | None
    known: Mapping[str, str]
    spare: Mapping[str, Sequence[str]] = MappingProxyType(
        {}
    )  # columns of a role's other usual names, for rows that have those

    def of(self, row: Row) -> Roles:
        """Give the roles in one row: where a column is empty there, one of another usual name that is not."""
        other = {role: column for role, columns in self.spare.items() for column in columns[::-1] if _says(row, column)}
        texts = [other["text"]] if "text" in other and not any(_says(row, one) for one in self.texts) else self.texts
        known = {
            role: other[role] if role in other and not _says(row, column) else column
            for role, column in self.known.items()
        }
        lead = other["lead"] if self.lead and "lead" in other and not _says(row, self.lead) else self.lead
        return self._replace(texts=texts, lead=lead, known=known) if other else self

    @property
    def date(self) -> str:
        """The column of the date; empty without one."""
        return self.known.get("date", "")

    @property
    def told(self) -> str:
        """What was taken for what, in words, where the columns have other names than ours."""
        read = "a table of AmCAT, " if self.of_amcat else ""
        return read + ", ".join(f"{role} in {' or '.join(names)}" for role, names in self.taken)

    @property
    def of_amcat(self) -> bool:
        """Whether the columns are those of AmCAT."""
        return {*self.texts, *self.known.values()} >= _AMCAT

    @property
    def taken(self) -> list[tuple[str, list[str]]]:
        """What was taken for what, where the columns have other names than ours: roles, and the names of columns in quotes."""
        taken = [*(("text", name) for name in self.texts), *self.known.items()]
        taken += [(role, name) for role, name in (("lead", self.lead), ("article_id", self.article_id)) if name]
        words = [(role, [name, *self.spare.get(role, ())]) for role, name in taken]
        return [(role, list(map(_quoted, names))) for role, names in words if names != [role]]


def _quoted(name: str) -> str:
    return f"'{' '.join(name.split())}'"


def _says(row: Row, column: str) -> bool:
    value = row.get(column, "")
    return bool(visible(value).strip()) and not says_nothing(value)


def find_roles(
    columns: Sequence[str],
    source: str,
    *,
    text: Sequence[str] = (),
    title: str = "",
    date: str = "",
    article: str = "",
) -> Roles:
    """Find out which columns hold text, title, date and the like.

    Args:
        columns: their names.
        source: what to call the table.
        text: the columns that a user names for the text, blocks of one article; by their usual names without.
        title: that of the title, if a user names it.
        date: that of the date, if a user names it.
        article: that of the article's id, if a user names it.

    Raises:
        ColumnError: there is none for the text, one that is named is missing, or two have a name of equal standing.

    """
    wanted = {"title": title, "date": date, "article": article}
    for name in filter(None, (*text, *wanted.values())):
        if find_column(columns, name) is None:
            raise ColumnError(
                "%(source)s has no column '%(name)s': found %(found)s.",
                source=source,
                name=name,
                found=", ".join(columns),
            )
    named = [found for name in text if (found := find_column(columns, name))]
    texts = named or [found for found in [recognise(columns, "text", source)] if found]
    if not texts:
        raise ColumnError(
            "%(source)s has no column that holds the text: found %(found)s.",
            "text",
            source=source,
            found=", ".join(columns),
        )
    taken = {role: recognise(columns, role, source, wanted.get(role, "")) for role in (*_KNOWN, "lead", "article_id")}
    taken["article_id"] = find_column(columns, article) or taken["article_id"] or find_column(columns, "id")
    free = {role: name for role, name in taken.items() if name and name not in texts}
    spare = {
        role: _spare(columns, role, source, {*texts, *filter(None, taken.values())})
        for role in free
        if role not in wanted or not wanted[role]
    }
    if not text:
        spare["text"] = _spare(columns, "text", source, {*texts, *filter(None, taken.values())})
    return Roles(
        texts,
        free.pop("lead", None),
        free.pop("article_id", None),
        free,
        {role: names for role, names in spare.items() if names},
    )


def _spare(columns: Sequence[str], role: str, source: str, taken: Collection[str]) -> list[str]:
    """List the columns that have other usual names of a role, the most usual first."""
    numbers = "sentence"  # of sentences, where a column of texts stands beside it
    left, found = [one for one in columns if one not in taken and one.casefold() != numbers], list[str]()
    with suppress(ColumnError):
        while name := recognise(left, role, source):
            found.append(name)
            left.remove(name)
    return found


def article_from(row: Row, roles: Roles, name: str) -> Article:
    """Make an article of a record: title, lead and text are its blocks, all else is known about it.

    Args:
        row: the record.
        roles: which column holds what.
        name: id of the article, where the record has none.

    """
    known = {role: row.get(column, "") for role, column in roles.known.items()}
    known = {role: "" if says_nothing(value) else value for role, value in known.items()}
    blocks = [block for column in (roles.lead, *roles.texts) if column for block in as_blocks(row.get(column, ""))]
    used = {roles.lead, roles.article_id, *roles.texts, *roles.known.values()}
    others = {key: value for key, value in row.items() if key not in used}
    title = " ".join(as_blocks(known.pop("title", "")))
    given = row.get(roles.article_id, "").strip() if roles.article_id else ""
    return article_of(
        name if says_nothing(given) else given or name,
        blocks,
        title=title,
        fields={key: value for key, value in known.items() if value} | others,
    )


def sentence_from(row: Row, roles: Roles, name: str) -> Article:
    """Make a sentence of a record: its text alone, so that the title is no part of it.

    Args:
        row: the record.
        roles: which column holds what.
        name: id of its article, where the record has none.

    """
    text = " ".join(block for column in roles.texts for block in as_blocks(row.get(column, "")))
    return article_from(row, roles, name)._replace(text=without_surrogates(text), whole=True)


def articles_from(
    rows: Iterable[tuple[int, Row]],
    name: str,
    where: str,
    *,
    skip: Tell,
    notice: Tell,
) -> Iterator[Article]:
    """Make an article of each row of a table; a row of our own labelled sentences is one of them.

    Args:
        rows: the rows, each with its number.
        name: what the ids of articles without one begin with.
        where: what to call the table.
        skip: told of rows without text.
        notice: told which column was taken for what, and which dates can't be read.

    Raises:
        ColumnError: no column holds the text.

    """
    roles, dates, columns = None, DateColumn(), dict[str, None]()
    for number, row in rows:
        if roles is None or row.keys() - columns.keys():  # objects of JSON may each have others
            columns |= dict.fromkeys(row)
            roles = find_roles(list(columns), where)
            what = "a sentence" if is_own(columns) else "an article"
            notice(f"{where}: read as a table, {what} a row{roles.told and f': {roles.told}'}.")
        own = roles.of(row)
        if trouble := without_text(row, own):
            skip(f"{where}, row {number} {trouble}.")
            continue
        dates.see(row.get(own.date, ""), f"row {number}")
        make = sentence_from if is_own(row) else article_from
        yield make(row, own, f"{name}-{number}")
    for remark in dates.remarks(where):
        notice(remark)


def without_text(row: Row, roles: Roles) -> str:
    """Say why a row holds no text to label; empty where it does.

    Args:
        row: the row.
        roles: which column holds what.

    """
    texts = [row.get(column, "") for column in roles.texts]
    if broken := next((text for text in texts if is_error(text)), ""):
        return f"has the error {broken.strip()} for a text"
    return "" if any(visible(text).strip() and not says_nothing(text) for text in texts) else "holds no text"


def as_blocks(text: str) -> list[str]:
    """Give the blocks of a field's text: those of its markup, if it holds any; none where it stands for nothing."""
    if not visible(text).strip() or says_nothing(text):
        return []
    if not holds_markup(text):
        return [text]
    return [block for part in text.replace("\r\n", "\n").split("\n\n") for block in blocks_of(part)]
