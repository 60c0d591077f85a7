"""Read the judgements of all files that a user points at."""

from __future__ import annotations

import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from duiding.corpus.columns import NotSentencesError
from duiding.corpus.exports import read_judgements
from duiding.corpus.exports.doccano import ALL
from duiding.corpus.judgements import Judgement, Read, State
from duiding.corpus.reading_options import ReadingOptions
from duiding.corpus.sources import Found, find_labelled
from duiding.errors import DuidingError, InputError

Notice = Callable[[str], None]
_SET_APART = {State.SKIPPED: "skipped", State.REJECTED: "a rejected label, which is no label"}


def collect(paths: Iterable[Path], options: ReadingOptions, tell: Notice) -> list[Read]:
    """Read files, folders and archives; a file of a folder that holds no labelled sentences is passed over.

    Args:
        paths: what to read, the newest last.
        options: how to read it.
        tell: told what is passed over.

    Raises:
        DuidingError: there is nothing, a file can't be read or a sentence is empty, or a column that was named is nowhere.

    """
    seen: set[str] = set()
    with tempfile.TemporaryDirectory(prefix="duiding-") as room:
        reads = _read_all(list(find_labelled(paths, Path(room))), options, seen, tell)
    _check_columns(options, seen)
    if not reads:
        raise DuidingError("No labelled sentences were found: expected files with the columns text and label.")
    return reads


def read_texts(path: Path) -> Iterator[str]:
    """Give the text of every sentence in a file, folder or ZIP archive of labelled sentences, or of sentences to label.

    Raises:
        DuidingError: there is nothing, or a file can't be read.

    """
    with tempfile.TemporaryDirectory(prefix="duiding-") as room:
        for file in find_labelled([path], Path(room)):
            try:
                yield from (one.text for one in read_judgements(file, ReadingOptions(), set()))
            except NotSentencesError:
                if file.alone:
                    raise


def _read_all(files: Sequence[Found], options: ReadingOptions, seen: set[str], tell: Notice) -> list[Read]:
    reads = []
    for file in files:
        try:
            judgements = read_judgements(file, options, seen)
        except NotSentencesError as error:
            if file.alone:
                raise
            tell(f"Passed over {file.source}: {error.reason}.")
            continue
        if checked := _checked(file, judgements, tell):
            reads.append(Read(file.source, file.path, file.round, checked))
    return [read for read in reads if not _repeats(read, reads, tell)]


def _repeats(read: Read, reads: Sequence[Read], tell: Notice) -> bool:
    """Tell whether this is doccano's file of everyone's labels, beside its files of single users."""
    beside = (other for other in reads if other.path.parent == read.path.parent)
    found = read.path.stem == ALL and any(other.judgements[0].annotator == other.path.stem for other in beside)
    if found:
        tell(f"Passed over {read.source}: it repeats the labels of the annotators beside it.")
    return found


def _checked(file: Found, judgements: Sequence[Judgement], tell: Notice) -> list[Judgement]:
    """Tidy sentences, and tell how many rows have no label.

    Raises:
        DuidingError: none has one, though the file was named itself, or a sentence is empty.

    """
    states: dict[int, State] = {}
    for one in judgements:
        if states.get(one.row) is not State.LABELLED:
            states[one.row] = one.state
    counts = Counter(states.values())
    if not counts[State.LABELLED]:
        if file.alone:
            raise _unlabelled(file, states)
        tell(f"Passed over {file.source}: none of its {len(states)} rows has a label.")
        return []
    if without := counts[State.UNLABELLED]:
        tell(f"{without} of {len(states)} rows of {file.source} {_have(without)} no label yet: passed over.")
    answers = Counter(one.state for one in judgements)
    for state, what in _SET_APART.items():
        if n := answers[state]:
            tell(
                f"{n} of {len(judgements)} answers in {file.source} {'was' if n == 1 else 'were'} {what}: passed over."
            )
    tidy = [_tidied(one) for one in judgements]
    for one in tidy:
        if not one.text and one.state is State.LABELLED:
            raise DuidingError(f"{file.source}, row {one.row}: the text is empty: fill it in or take the row out.")
    return tidy


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def _tidied(judgement: Judgement) -> Judgement:
    text = unicodedata.normalize("NFC", " ".join(judgement.text.split()))
    return judgement if text == judgement.text else judgement._replace(text=text)


def _unlabelled(file: Found, states: dict[int, State]) -> DuidingError:
    row, state = next(iter(states.items()))
    why = "the label is empty" if state is State.UNLABELLED else f"it was {state.value}"
    return DuidingError(
        f"{file.source}, row {row}: {why}, and none of the {len(states)} rows has a label: fill some in, or leave the file out."
    )


def _check_columns(options: ReadingOptions, seen: set[str]) -> None:
    for role, name in (
        ("text", options.text_column),
        ("label", options.label_column),
        *(("coder", column) for column in options.annotator_columns),
    ):
        if name and name.casefold() not in {column.casefold().strip() for column in seen}:
            raise InputError(f"Column {name} of the {role}: no file has that column: found {', '.join(sorted(seen))}.")
