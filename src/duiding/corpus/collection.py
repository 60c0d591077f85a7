"""Read the judgements of all files that a user points at."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from duiding.corpus.cleanup import clean
from duiding.corpus.exports import read_judgements
from duiding.corpus.exports.doccano import ALL
from duiding.corpus.judgements import Judgement, Read, State, places
from duiding.corpus.layout import NotSentencesError
from duiding.corpus.reading_options import ReadingOptions
from duiding.corpus.sources import SourceFile, find_labelled
from duiding.errors import InputError

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
        raise InputError("No labelled sentences were found: expected files with the columns text and label.")
    return reads


def read_texts(path: Path) -> Iterator[str]:
    """Give the text of every sentence in a file, folder or ZIP archive of labelled sentences, or of sentences to label.

    Raises:
        DuidingError: there is nothing, or a file can't be read.

    """
    with tempfile.TemporaryDirectory(prefix="duiding-") as room:
        for file in find_labelled([path], Path(room)):
            try:
                yield from (one.text for one in read_judgements(file, ReadingOptions(), set(), lambda text: None))
            except NotSentencesError:
                if file.alone:
                    raise


def _read_all(files: Sequence[SourceFile], options: ReadingOptions, seen: set[str], tell: Notice) -> list[Read]:
    reads = []
    for file in files:
        try:
            judgements = read_judgements(file, options, seen, tell)
        except NotSentencesError as error:
            if file.alone:
                raise
            tell(f"Passed over {file.source}: {error.reason}.")
            continue
        if checked := _labelled(file, clean(file.source, judgements, options, tell), tell):
            reads.append(Read(file.source, file.path, file.round, checked))
    return [read for read in reads if not _repeats(read, reads, tell)]


def _repeats(read: Read, reads: Sequence[Read], tell: Notice) -> bool:
    """Tell whether this is doccano's file of everyone's labels, beside its files of single users."""
    beside = (other for other in reads if other.path.parent == read.path.parent)
    found = read.path.stem == ALL and any(other.judgements[0].annotator == other.path.stem for other in beside)
    if found:
        tell(f"Passed over {read.source}: it repeats the labels of the annotators beside it.")
    return found


def _labelled(file: SourceFile, judgements: list[Judgement], tell: Notice) -> list[Judgement]:
    """Tell how many rows have no label; gives nothing where none has one.

    Raises:
        InputError: none has one, though the file was named itself.

    """
    states: dict[str, State] = {}
    for one in judgements:
        if states.get(one.place) is not State.LABELLED:
            states[one.place] = one.state
    counts = Counter(states.values())
    if not counts[State.LABELLED]:
        if file.alone:
            raise _unlabelled(file, states)
        tell(f"Passed over {file.source}: none of its {len(states)} rows has a label.")
        return []
    if without := counts[State.UNLABELLED]:
        found = [one for one in judgements if states[one.place] is State.UNLABELLED]
        tell(
            f"{without} of {len(states)} rows of {file.source} {_have(without)} no label yet ({places(found)}): passed over."
        )
    answers = Counter(one.state for one in judgements)
    for state, what in _SET_APART.items():
        if n := answers[state]:
            tell(
                f"{n} of {len(judgements)} answers in {file.source} {'was' if n == 1 else 'were'} {what}: passed over."
            )
    return judgements


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def _unlabelled(file: SourceFile, states: dict[str, State]) -> InputError:
    if not states:
        return InputError(f"{file.source} has no row with a text: fill some in, or leave the file out.")
    place, state = next(iter(states.items()))
    why = "the label is empty" if state is State.UNLABELLED else f"it was {state.value}"
    return InputError(
        f"{file.source}, {place}: {why}, and none of the {len(states)} rows has a label: fill some in, or leave the file out."
    )


def _check_columns(options: ReadingOptions, seen: set[str]) -> None:
    for role, name in (
        *(("text", column) for column in options.text_columns),
        ("label", options.label_column),
        ("article", options.article_column),
        ("title", options.title_column),
        ("date", options.date_column),
        *(("coder", column) for column in options.annotator_columns),
    ):
        if name and name.casefold() not in {column.casefold().strip() for column in seen}:
            raise InputError(f"Column {name} of the {role}: no file has that column: found {', '.join(sorted(seen))}.")
