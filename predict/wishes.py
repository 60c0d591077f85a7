"""What one call of the command asks for, and whether it can be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from duiding.errors import DuidingError
from predict.labelling.wanted import Wanted


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What is asked for: what to read and how, the model, and what becomes of the labelled sentences.

    ``split`` tells whether texts are split into sentences; ``batch`` is what is to be labelled by a person, if anything.
    """

    inputs: Sequence[str]
    urls: Sequence[str]
    model: Path
    split: bool
    text_column: str
    output: Path | None
    summary: bool
    force: bool
    explain: bool
    who: bool
    resume: bool
    drift: bool
    jobs: int
    dask: str | None
    batch: Wanted | None


def check(wishes: Wishes) -> None:
    """See that the wishes go together.

    Raises:
        DuidingError: they do not; the option is named.

    """
    if wishes.resume and not wishes.output:
        raise DuidingError("--resume goes on with a run that writes a file: name that file with --output.")
    if wishes.force and not wishes.output:
        raise DuidingError("--force goes with --output: name the file to overwrite.")
    if wishes.jobs != -1 and wishes.jobs < 1:
        raise DuidingError(f"--jobs {wishes.jobs} is no number of processes: give 1 or more, or -1 for one a core.")
    if wishes.batch:
        _check_batch(wishes)
    elif wishes.explain and wishes.summary:
        raise DuidingError("--explain tells of sentences, --summary of articles: leave one out.")


def _check_batch(wishes: Wishes) -> None:
    if wishes.output is None:
        raise DuidingError("--to-label writes a file for people to fill in: name it with --output.")
    others = {
        "--resume": wishes.resume,
        "--summary": wishes.summary,
        "--explain": wishes.explain,
        "--who": wishes.who,
    }
    for option in (option for option, given in others.items() if given):
        raise DuidingError(f"{option} does not go with --to-label, which writes sentences to label: leave one out.")
