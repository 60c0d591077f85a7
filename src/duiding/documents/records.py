"""Records with named fields, such as rows of a table or objects of JSON -> articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from duiding.documents.article import Tell, article_of
from duiding.documents.date_column import DateColumn
from duiding.documents.markup import blocks_of, holds_markup
from duiding.documents.roles import Roles, Row, find_roles
from duiding.encoding import without_surrogates
from duiding.prediction import Article
from duiding.tabular.cells import is_error, says_nothing, says_something
from duiding.tabular.own import is_own


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
    return "" if any(map(says_something, texts)) else "holds no text"


def as_blocks(text: str) -> list[str]:
    """Give the blocks of a field's text: those of its markup, if it holds any; none where it stands for nothing."""
    if not says_something(text):
        return []
    if not holds_markup(text):
        return [text]
    return [block for part in text.replace("\r\n", "\n").split("\n\n") for block in blocks_of(part)]
