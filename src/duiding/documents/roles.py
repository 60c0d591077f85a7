"""Which columns of a table, or keys of an object, hold what of an article."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import NamedTuple

from duiding.errors import ColumnError
from duiding.tabular.cells import says_something
from duiding.tabular.headings import find_column, recognise

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
    spare: Mapping[str, Sequence[str]] = MappingProxyType({})  # columns of other usual names, for rows that have those

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
    return says_something(row.get(column, ""))


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
    _check_named(columns, source, [*text, *filter(None, wanted.values())])
    texts = [found for name in text if (found := find_column(columns, name))] or _usual_text(columns, source)
    taken = {role: recognise(columns, role, source, wanted.get(role, "")) for role in (*_KNOWN, "lead", "article_id")}
    taken["article_id"] = find_column(columns, article) or taken["article_id"] or find_column(columns, "id")
    free = {role: name for role, name in taken.items() if name and name not in texts}
    open_roles = [*(role for role in free if not wanted.get(role)), *([] if text else ["text"])]
    used = {*texts, *filter(None, taken.values())}
    spare = {role: _spare(columns, role, source, used) for role in open_roles}
    return Roles(
        texts,
        free.pop("lead", None),
        free.pop("article_id", None),
        free,
        {role: names for role, names in spare.items() if names},
    )


def _check_named(columns: Sequence[str], source: str, names: Sequence[str]) -> None:
    """See that there is each column that a user names."""
    for name in names:
        if find_column(columns, name) is None:
            raise ColumnError(
                "%(source)s has no column '%(name)s': found %(found)s.",
                source=source,
                name=name,
                found=", ".join(columns),
            )


def _usual_text(columns: Sequence[str], source: str) -> list[str]:
    """Find the column that is called as texts usually are."""
    found = recognise(columns, "text", source)
    if found is None:
        raise ColumnError(
            "%(source)s has no column that holds the text: found %(found)s.",
            "text",
            source=source,
            found=", ".join(columns),
        )
    return [found]


def _spare(columns: Sequence[str], role: str, source: str, taken: Collection[str]) -> list[str]:
    """List the columns that have other usual names of a role, the most usual first."""
    numbers = "sentence"  # of sentences, where a column of texts stands beside it
    left, found = [one for one in columns if one not in taken and one.casefold() != numbers], list[str]()
    with suppress(ColumnError):
        while name := recognise(left, role, source):
            found.append(name)
            left.remove(name)
    return found
