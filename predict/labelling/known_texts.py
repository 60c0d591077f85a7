"""Sentences that nobody need label again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from duiding.corpus import read_texts
from duiding.errors import ColumnError, DuidingError
from duiding.sentences import clean
from duiding.tabular import ENDINGS, open_table, recognise


def known_texts(sources: Iterable[str], named: Sequence[Path], notice: Callable[[str], None]) -> set[str]:
    """Read the sentences of the files that a user names, labelled or not, and of those that the model was trained on.

    Args:
        sources: files that the model was trained on.
        named: files of sentences, such as a corpus or an earlier batch.
        notice: told which sources of the model are not there.

    Returns:
        The texts, cleaned and case-folded.

    Raises:
        DuidingError: a file that is named can't be read.

    """
    known = {text for path in named for text in _texts(path)}
    for source in map(Path, sources):
        try:
            known.update(_texts(source))
        except DuidingError:
            if source not in named:
                notice(
                    f"The model was trained on {source}, which can't be read from here: sentences of it may be chosen again, "
                    "unless --known names where they are."
                )
    return known


def _texts(path: Path) -> Iterator[str]:
    if path.suffix.lower() in ENDINGS and path.is_file():
        with open_table(path) as table:
            column = None
            for row in table.rows:
                column = column or recognise(list(row), "text", str(path))
                if column is None:
                    raise ColumnError(f"{path} has no column for the text: found {', '.join(row)}.")
                yield clean(row.get(column, "")).casefold()
    else:
        yield from (clean(text).casefold() for text in read_texts(path))
