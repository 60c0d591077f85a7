"""What one call of the command asks for, and whether it can be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from duiding.errors import DuidingError

if TYPE_CHECKING:
    from predict.shares.question import Question

MOST_TO_LABEL = 50_000  # sentences: a batch is for people to read


class Split(StrEnum):
    """How texts are split into sentences."""

    auto = "auto"
    none = "none"


class Format(StrEnum):
    """How sentences to label are written."""

    csv = "csv"
    xlsx = "xlsx"
    doccano = "doccano"
    label_studio = "label-studio"


class Csv(StrEnum):
    """How CSV is written: with commas and decimal points, or as a Dutch Excel opens it."""

    plain = "plain"
    nl = "nl"


@dataclass(frozen=True, kw_only=True)
class PredictOptions:
    """The options of the command: what to read and how, the model, and what becomes of the labelled sentences.

    ``to_label`` is the number of sentences that a person is to label, None where that is not asked for; ``control`` to ``seed`` go
    with it and are None or empty where they are not given. ``by`` to ``width`` ask for shares, ``min_confidence`` to ``certain``
    choose the sentences that stand in the output.
    """

    inputs: Sequence[str] = ()
    urls: Sequence[str] = ()
    model: Path
    pipeline: str = ""
    split: Split = Split.auto
    text_column: Sequence[str] = ()
    title_column: str = ""
    date_column: str = ""
    article_column: str = ""
    output: Path | None = None
    csv: Csv = Csv.plain
    summary: bool = False
    force: bool = False
    explain: bool = False
    who: bool = False
    resume: bool = False
    drift: bool = False
    jobs: int = 1
    dask: str | None = None
    to_label: int | None = None
    control: float | None = None
    show_guess: bool = False
    known: Sequence[Path] = ()
    format: Format | None = None
    seed: int | None = None
    by: str = ""
    compare: Sequence[str] = ()
    sample: Path | None = None
    width: float | None = None
    min_confidence: float | None = None
    only: Sequence[str] = ()
    certain: bool = False

    @property
    def question(self) -> Question:
        """What is asked about shares.

        Raises:
            DuidingError: an option is not of its form.

        """
        from predict.shares.question import DEFAULT_WIDTH, question  # takes seconds, which other refusals need not

        return question(self.by, self.compare, self.sample, DEFAULT_WIDTH if self.width is None else self.width)

    def check(self) -> None:
        """See that the options go together.

        Raises:
            DuidingError: they do not; the option is named.

        """
        if self.resume and not self.output:
            raise DuidingError("--resume goes on with a run that writes a file: name that file with --output.")
        if self.force and not self.output:
            raise DuidingError("--force goes with --output: name the file to overwrite.")
        if self.csv is Csv.nl and (
            self.output is None or self.output.suffix.lower() != ".csv" or self.to_label is not None
        ):
            raise DuidingError(
                "--csv nl is about a table of labelled sentences as CSV: name a file that ends in .csv with --output."
            )
        if self.jobs != -1 and self.jobs < 1:
            raise DuidingError(f"--jobs {self.jobs} is no number of processes: give 1 or more, or -1 for one a core.")
        if self.to_label is not None:
            _check_to_label(self, self.to_label)
            return
        _check_nothing_to_label(self)
        if self.explain and self.summary:
            raise DuidingError("--explain tells of sentences, --summary of articles: leave one out.")
        if self.min_confidence is not None and not 0 <= self.min_confidence <= 1:
            raise DuidingError(f"--min-confidence {self.min_confidence:g} is no probability: give 0 to 1, as in 0.9.")
        if self.by or self.compare or self.sample or self.width is not None:
            _check_shares(self)


def _check_to_label(options: PredictOptions, sentences: int) -> None:
    control = options.control
    if not 1 <= sentences <= MOST_TO_LABEL:
        raise DuidingError(f"--to-label {sentences} is no size of a batch: give 1 to {MOST_TO_LABEL:,} sentences.")
    if control is not None and not 0 <= control <= 1:
        raise DuidingError(f"--control {control:g} is no share: give 0 (none) to 1 (all at random), as in 0.2.")
    if options.output is None:
        raise DuidingError("--to-label writes a file for people to fill in: name it with --output.")
    others = {
        "--resume": options.resume,
        "--summary": options.summary,
        "--explain": options.explain,
        "--who": options.who,
        "--by": bool(options.by),
        "--compare": bool(options.compare),
        "--sample": options.sample is not None,
        "--width": options.width is not None,
        "--min-confidence": options.min_confidence is not None,
        "--only": bool(options.only),
        "--certain": options.certain,
    }
    for option in (option for option, given in others.items() if given):
        raise DuidingError(f"{option} does not go with --to-label, which writes sentences to label: leave one out.")


def _check_shares(options: PredictOptions) -> None:
    if not options.question:
        raise DuidingError("--width goes with shares: add --by, --compare or --sample.")
    if options.sample and not options.sample.exists():
        raise DuidingError("--sample %(path)s: there is no such file.", path=options.sample)


def _check_nothing_to_label(options: PredictOptions) -> None:
    others = {
        "--control": options.control is not None,
        "--show-guess": options.show_guess,
        "--known": bool(options.known),
        "--format": options.format is not None,
        "--seed": options.seed is not None,
    }
    for option in (option for option, given in others.items() if given):
        raise DuidingError(f"{option} goes with --to-label, which asks for sentences to label: add it.")
